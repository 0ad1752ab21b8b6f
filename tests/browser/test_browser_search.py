"""The search page in a real browser: the contract, the same answers as the Python reader, bad input, lost files."""

from __future__ import annotations

import json
import random
import shutil
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "search"))
from search_site import Made, harbour

from sitegen.model import Story
from sitegen.search import query
from sitegen.search.evaluate import rank
from sitegen.search.options import SearchOptions
from sitegen.search.parse import parse
from sitegen.search.shelf import Archive
from sitegen.search.words import fold, tokens

pytestmark = pytest.mark.browser
DONE = "q => { const r = document.querySelector('#results').dataset; return r.state !== 'loading' && (q === null || r.query === q) }"


@pytest.fixture(scope="module")
def site(make_site: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site whose index is the harbour archive's."""
    home = tmp_path_factory.mktemp("search")
    (home / "content").mkdir()
    (home / "content/a.md").write_text("---\ntitle: A note\ndate: 2024-12-01\n---\n\nNothing of note.\n", "utf-8")
    (home / "sitegen.toml").write_text("[entities]\nenabled = false\n", "utf-8")
    make_site(home / "content", home / "site", config=home / "sitegen.toml")
    return harbour().write(home / "site")


@pytest.fixture
def ask(page: Any, site: Path, serve_folder: Callable[[Path], str]) -> Callable[[str], list[str]]:
    base = serve_folder(site) + "search/"

    def asked(search: str) -> list[str]:
        page.goto(base + search)
        page.wait_for_selector(
            "#results:is([data-state=done], [data-state=error])" if "=" in search else "#results",
            timeout=10_000,
        )
        found: list[str] = page.eval_on_selector_all(
            "#results [data-article]", "all => all.map(e => e.dataset.article)"
        )
        return found

    return asked


def state(page: Any) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("() => ({...document.querySelector('#results').dataset})")
    return found


def test_results_in_rank_order_with_versions_inside_their_story(page: Any, ask: Any) -> None:
    # Of the same worth: the newer first.
    assert ask("?q=" + quote('"statue  of Rowntree\'s father"')) == ["copy", "statue"]
    assert state(page) == {"state": "done", "query": '"statue of Rowntree\'s father"', "total": "2"}
    assert page.locator("#hits > li").count() == 1, "the second version is a row of the first"
    assert page.inner_text("#hits summary") == "+1 version"
    page.wait_for_selector("#hits mark")
    assert page.locator("#hits mark").all_inner_texts() == ["statue", "of", "Rowntree’s", "father"]
    assert page.noise == []


def test_nothing_asked_is_idle(page: Any, ask: Any) -> None:
    assert ask("") == [] and state(page)["state"] == "idle"


def test_a_search_goes_into_the_address_and_back_comes_back(page: Any, ask: Any) -> None:
    ask("?q=steel")
    page.fill("#q", "harbour  master")
    page.press("#q", "Enter")
    page.wait_for_function(DONE, arg="harbour master")
    assert page.url.endswith("?q=harbour+master")
    page.go_back()
    page.wait_for_function(DONE, arg="steel")
    assert page.input_value("#q") == "steel"


def test_filters_count_what_was_found_and_narrow_it(page: Any, ask: Any) -> None:
    ask("?q=steel")
    page.wait_for_selector("#filters details")
    rows = page.locator("#filters [data-field=outlet] li").all_inner_texts()
    assert sorted(row.split("\n")[0].strip() for row in rows) == ["Daily Note 1", "Le Jour 1", "The Gazette 1"]
    page.get_by_label("The Gazette 1").check()
    page.wait_for_function("() => document.querySelectorAll('#hits > li').length === 1")
    assert "outlet=the+gazette" in page.url
    page.wait_for_selector("#chosen button")
    page.click("#chosen button")
    page.wait_for_function("() => document.querySelectorAll('#hits > li').length === 4")
    page.get_by_label("Leave out Le Jour").click()
    page.wait_for_function("() => document.querySelectorAll('#hits > li').length === 3")
    assert "not-outlet=le+jour" in page.url


def test_dates_narrow_by_list_and_by_brush(page: Any, ask: Any) -> None:
    ask("?q=osthaven+OR+statue+OR+zurich")
    page.wait_for_selector("#months select")
    page.select_option("#months select >> nth=0", "2025-01")
    page.wait_for_function("() => document.querySelector('#results').dataset.total === '2'")
    assert "from=2025-01" in page.url
    ask("?q=osthaven+OR+statue+OR+zurich")
    chart = page.wait_for_selector("#months svg").bounding_box()
    page.mouse.move(chart["x"] + chart["width"] - 2, chart["y"] + 20)
    page.mouse.down()
    page.mouse.move(chart["x"] + chart["width"] - chart["width"] / 12, chart["y"] + 20)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('to=2025-01')")


def test_order_by_date(ask: Any) -> None:
    assert ask("?q=osthaven&sort=newest") == ["rings", "ring"] and ask("?q=osthaven&sort=oldest") == ["ring", "rings"]
    assert ask("?outlet=the+gazette") == ["statue", "ring"], "filters alone list the newest first"


def test_a_misspelled_word_and_an_open_quote_are_explained(page: Any, ask: Any) -> None:
    assert ask("?q=" + quote('"ostaven')) == []
    page.wait_for_selector("#help button")
    said = page.inner_text("#help")
    assert "no second quotation mark" in said and "Did you mean osthaven" in said
    page.click("#help button:has-text('osthaven')")
    page.wait_for_function("() => document.querySelectorAll('#hits > li').length === 2")


@pytest.mark.parametrize(
    "asked",
    [
        "<img src=x onerror=alert(1)>",
        "__proto__",
        "((((",
        "\"'>",
        "constructor",
        "a" * 9000,
        "(" * 9000,
        "[a-z]+$",
        "\u202eabc",
        "🙂",
        "%00",
        "&#x3c;b>",
    ],
)
def test_odd_queries_are_text(page: Any, ask: Any, asked: str) -> None:
    ask("?q=" + quote(asked))
    assert state(page)["state"] == "done"
    assert page.locator("#results img, #results script, #results b").count() == 0
    assert page.noise == []


def test_a_missing_shard_is_tried_again_with_the_new_manifest_then_said(
    page: Any, site: Path, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    broken = tmp_path / "site"
    shutil.copytree(site, broken)
    base = serve_folder(broken) + "search/"
    page.goto(base)
    page.wait_for_selector("#results[data-state=idle]")
    shutil.rmtree(broken / "search")
    shutil.copytree(site / "search", broken / "search")
    for shard in (broken / "search/p").iterdir():
        shard.unlink()
    page.fill("#q", "steel")
    page.press("#q", "Enter")
    page.wait_for_selector("#results[data-state=error]")
    assert "missing" in page.inner_text("#status")
    harbour().article("new", "New", "Steel again.", "2025-02-01").write(broken)
    page.press("#q", "Enter")
    page.wait_for_selector("#results[data-state=done]")
    assert "new" in page.eval_on_selector_all("#results [data-article]", "all => all.map(e => e.dataset.article)")


def test_words_over_time_are_plotted_with_the_searches_behind_them(
    page: Any, site: Path, serve_folder: Callable[[Path], str]
) -> None:
    base = serve_folder(site) + "words/"
    page.goto(base + "?plot=osthaven,+old+harbour")
    page.wait_for_selector("svg.plot")
    assert [item.strip() for item in page.locator(".legend li").all_inner_texts()] == [
        "osthaven 2 articles",
        "old harbour 2 articles",
    ]
    points = page.eval_on_selector_all("svg.plot a", "all => all.map(a => a.getAttribute('href'))")
    assert [point.partition("?")[2] for point in points] == [
        "q=osthaven&from=2024-12&to=2024-12&sort=oldest", "q=%22old+harbour%22&from=2025-01&to=2025-01&sort=oldest"]  # fmt: skip
    page.goto(base + "?plot=ring,+old+harbour&each=1&share=1")
    page.wait_for_selector("svg.plot")
    assert [item.strip() for item in page.locator(".legend li").all_inner_texts()] == [
        "ring 4 occurrences",  # in two articles, twice in each
        "old harbour 2 occurrences",
    ]
    assert page.noise == []


# ------------------------------------------------------------------------------- every page


@pytest.fixture(scope="module")
def whole(make_site: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built in full, with articles to arrive at."""
    home = tmp_path_factory.mktemp("whole")
    (home / "content").mkdir()
    for name, text in {
        "a": "A ring of steel closed round Osthaven on Friday, the army said. Steel beams lay in the harbour.",
        "b": "The council said that a ring of steel closed round Osthaven on Friday and nobody left.",
        "c": "Prices of wool fell again this week in the markets of the north, traders said.",
    }.items():
        (home / f"content/{name}.md").write_text(
            f"---\ntitle: Note {name}\ndate: 2024-12-01\nid: {name}\n---\n\n{text}\n", "utf-8"
        )
    (home / "sitegen.toml").write_text("[entities]\nenabled = false\n[versions]\nenabled = false\n", "utf-8")
    make_site(home / "content", home / "site", config=home / "sitegen.toml")
    return home / "site"


def test_arriving_from_a_result_marks_the_words_and_steps_between_them(
    page: Any, whole: Path, serve_folder: Callable[[Path], str]
) -> None:
    page.goto(serve_folder(whole) + "search/?q=steel+osthaven")
    page.wait_for_selector("#hits a[href*=find]")
    page.click("#hits li[data-article=a] h2 a")
    page.wait_for_selector("#stepper")
    assert page.locator("mark.found").all_inner_texts() == ["steel", "Osthaven", "Steel"]
    assert page.inner_text("#stepper [role=status]") == "1 of 3 found words"
    page.click("#stepper button[aria-label=Next]")
    assert page.inner_text("mark.now") == "Osthaven"
    page.click("#stepper button[aria-label='Remove the marks']")
    assert page.locator("mark.found").count() == 0 and "find=" not in page.url
    assert page.noise == []


def test_a_selected_passage_is_found_in_other_articles(
    page: Any, whole: Path, serve_folder: Callable[[Path], str]
) -> None:
    page.goto(serve_folder(whole) + "article/a/")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('article .text'))")
    page.click("#passage a")
    page.wait_for_selector("#results[data-state=done]")
    assert page.eval_on_selector_all("#results [data-article]", "all => all.map(e => e.dataset.article)") == ["a", "b"]


def test_the_slash_key_and_suggestions_cost_nothing_until_wanted(
    page: Any, whole: Path, serve_folder: Callable[[Path], str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(serve_folder(whole) + "article/c/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "suggest" in url or "manifest" in url]
    page.keyboard.press("/")
    page.keyboard.type("ost")
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=option]").all_inner_texts() == ["osthaven"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results[data-state=done]")
    assert page.url.endswith("search/?q=osthaven")
    assert page.noise == []


# ---------------------------------------------------------------------- one specification, two readers

WORDS = [
    "ring",
    "rings",
    "steel",
    "of",
    "the",
    "statue",
    "Rowntree's",
    "father",
    "harbour",
    "harbor",
    "Osthaven",
    "zurich",
    "Zürich",
    "gold",
    "army",
    "city",
    "zork",
    "evacuation",
    "evacuations",
    "1,500",
    "l'armée",
    "東京",
    "東京都",
    "ü",
]
FIELDS = [
    "outlet:gazette",
    "person:rowntree",
    'place:"Osthaven"',
    "date:2024-12..",
    "date:2023",
    "title:statue",
    'title:"Ring closes"',
    "story:statue",
    "agency:AFP",
    "lang:fr",
    "foo:bar",
]


def generated(random_: random.Random) -> str:
    """A query of the language, or nearly one."""
    parts = []
    for _ in range(random_.randint(1, 5)):
        kind = random_.random()
        word = random_.choice(WORDS)
        if kind < 0.4:
            parts.append(random_.choice(["", "", "", "+", "-", "="]) + word)
        elif kind < 0.6:
            start = random_.randrange(6)
            text = [
                "the",
                "army",
                "set",
                "up",
                "a",
                "ring",
                "of",
                "steel",
                "around",
                "Osthaven",
                "they",
                "toppled",
                "the",
                "statue",
                "of",
                "Rowntree’s",
                "father",
                "in",
                "the",
                "old",
                "harbour",
            ]
            parts.append(
                random_.choice("+-=     ").strip()
                + '"'
                + " ".join(text[start * 3 : start * 3 + random_.randint(1, 4)])
                + '"'
            )
        elif kind < 0.7:
            parts.append(random_.choice(FIELDS))
        elif kind < 0.8:
            parts.append(word[:3] + random_.choice(["*", "?", "*e", "?*"]))
        elif kind < 0.9:
            parts.append(random_.choice(["OR", "AND", "near/4", "NOT", "|", "(", ")", '"', "near/0"]))
        else:
            parts.append(f"({word} {random_.choice(['OR', '', '-', 'near/3'])} {random_.choice(WORDS)})")
    return " ".join(parts)


@pytest.fixture
def engine(
    page: Any, site: Path, serve_folder: Callable[[Path], str], tmp_path: Path
) -> Callable[[Made, list[str]], list[Any]]:
    """What the browser's modules make of queries: tree, notes and order of each."""

    def run(made: Made, queries: list[str]) -> list[Any]:
        folder = tmp_path / "engine"
        shutil.copytree(site, folder)
        shutil.rmtree(folder / "search")
        made.write(folder)
        (folder / "try.js").write_text(
            "import { parse } from './static/search/query.js'; import { rank } from './static/search/engine.js';\n"
            "import { Shelf } from './static/search/shelf.js'; import { fold, tokens } from './static/search/words.js';\n"
            "window.asked = async (queries) => { const shelf = await new Shelf(new URL('search/', document.baseURI)).open(); const out = [];\n"
            "for (const q of queries) { const { tree, notes } = parse(q); const r = await rank(shelf, tree, 'relevance');\n"
            "out.push({ tree, notes, order: [...r.order].slice(0, 100), total: r.order.length, complete: r.complete, missing: r.missing, unknown: r.unknown }); } return out; };\n"
            "window.folded = (texts) => texts.map((text) => tokens(text).map((token) => [token, fold(token)]));",
            "utf-8",
        )
        (folder / "try.html").write_text("<!doctype html><script type=module src=try.js></script>", "utf-8")
        page.goto(serve_folder(folder) + "try.html")
        page.wait_for_function("() => window.asked")
        return json.loads(page.evaluate("async queries => JSON.stringify(await window.asked(queries))", queries))  # type: ignore[no-any-return]

    return run


def answers(archive: Archive, text: str) -> Any:
    parsed = parse(text)
    ranked = rank(archive, parsed.tree)
    return {"tree": parsed.tree, "notes": parsed.notes, "order": [int(n) for n in ranked.order[:100]], "total": len(ranked.order), "complete": ranked.complete,
            "missing": list(ranked.missing), "unknown": list(ranked.unknown)}  # fmt: skip


def towns(random_: random.Random) -> Made:
    """The harbour's archive and 400 articles of six years made of the words that are asked."""
    made = harbour()
    for n in range(400):
        text = ". ".join(
            " ".join(
                random_.choice([*WORDS, "plain", "words", "about", "towns"]) for _ in range(random_.randint(3, 20))
            )
            for _ in range(4)
        )
        made.article(f"x{n}", " ".join(random_.choices(WORDS, k=4)), text, f"20{random_.randint(20, 25)}-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}",
                     random_.choice(["The Gazette", "Le Jour", None]), random_.choice(["en", "fr", "de"]))  # fmt: skip
    return made


def cut(made: Made) -> Made:
    """The same archive in segments."""
    made.options = SearchOptions(segment=100)
    return made


@pytest.mark.parametrize(("shape", "count"), [(lambda made: made, 1000), (cut, 400)], ids=["one index", "segments"])
def test_browser_and_python_answer_many_queries_alike(
    engine: Any, tmp_path: Path, shape: Callable[[Made], Made], count: int
) -> None:
    random_ = random.Random(6)
    made = shape(towns(random_))
    queries = [generated(random_) for _ in range(count)]
    found = engine(made, queries)
    archive = Archive(tmp_path / "engine/search")
    assert len(archive.shelves) == (1 if shape is not cut else 4)
    for text, one in zip(queries, found, strict=True):
        assert one == answers(archive, text), text


# ------------------------------------------------------------------------ an archive in segments


@pytest.fixture(scope="module")
def large(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose index is cut; one of its stories has an article in the oldest segment and one in the newest."""
    folder = tmp_path_factory.mktemp("large") / "site"
    shutil.copytree(site, folder)
    shutil.rmtree(folder / "search")
    made = cut(towns(random.Random(8)))
    dated = sorted((card.published, card.id) for card in made.cards if card.published and card.id.startswith("x"))
    made.stories.append(Story("long", "A long story", (dated[0][1], dated[-1][1]), (), ()))
    made.article("lone", "Quince", "A quince tree stood in the yard.", dated[0][0])
    shutil.copytree(site / "search", folder / "search", ignore=lambda _, names: [n for n in names if n != "index.html"])
    return made.write(folder)


@pytest.fixture
def ask_large(page: Any, large: Path, serve_folder: Callable[[Path], str]) -> Callable[[str], list[str]]:
    base = serve_folder(large) + "search/"

    def asked(search: str) -> list[str]:
        page.goto(base + search)
        page.wait_for_selector("#results:is([data-state=done], [data-state=error])")
        return page.eval_on_selector_all("#hits > li", "all => all.map(e => e.dataset.article)")  # type: ignore[no-any-return]

    return asked


def test_a_large_archive_answers_from_its_newest_articles_then_on_request_from_all(
    page: Any, ask_large: Any, large: Path
) -> None:
    some, everything = query(large, "steel", exact=False), query(large, "steel", most=1000)
    assert some.asked == 1 and some.total < everything.total
    assert ask_large("?q=steel") == [hit.id for hit in some.hits]
    said = page.inner_text("#status")
    assert said.startswith(f"{some.total} articles for") and "so far, back to " in said
    page.click("#status button:has-text('Search all years')")
    page.wait_for_function("() => !document.querySelector('#status button')")
    page.wait_for_selector("#results[data-state=done]")
    assert state(page)["total"] == str(everything.total) and "all=1" in page.url
    assert "so far" not in page.inner_text("#status")
    assert page.eval_on_selector_all("#hits > li", "all => all.map(e => e.dataset.article)") == [hit.id for hit in everything.hits[:10]]  # fmt: skip
    assert page.noise == []


@pytest.mark.parametrize("every", ["", "&all=1"])
def test_filters_and_months_count_what_was_asked(page: Any, ask_large: Any, large: Path, every: str) -> None:
    ask_large("?q=steel" + every)
    page.wait_for_selector("#filters [data-field=outlet] li")
    page.wait_for_selector("#months select option >> nth=2", state="attached")
    counts = dict(row.rsplit(" ", 1) for row in (text.split("\n")[0].strip() for text in page.locator("#filters [data-field=outlet] li").all_inner_texts()))  # fmt: skip
    archive = Archive(large / "search")
    found = rank(archive, parse("steel").tree, enough=None if every else 10).order
    assert sum(map(int, counts.values())) <= len(found)
    if every:
        narrowed = {name: query(large, f'steel outlet:"{name}"').total for name in counts}
        assert {name: int(count) for name, count in counts.items()} == narrowed
    options = page.locator("#months select >> nth=0").locator("option").all_inner_texts()[1:]
    assert any("not counted" in text for text in options) == (not every)
    counted = [text.rpartition("(")[2].strip(")").split(" ")[0] for text in options if "not counted" not in text]
    assert sum(map(int, counted)) == sum(found < archive.dated)


def test_what_only_old_articles_have_is_found_at_once(page: Any, ask_large: Any) -> None:
    assert ask_large("?q=quince") == ["lone"]
    assert page.locator("#status button").count() == 0, "all segments were asked"


def test_a_story_collapses_across_segments(page: Any, ask_large: Any) -> None:
    assert len(ask_large("?q=story:long")) == 1
    assert page.inner_text("#hits summary") == "+1 version"
    assert page.locator("#hits [data-article]").count() == 2


def test_the_oldest_first_asks_the_oldest_segments(page: Any, ask_large: Any, large: Path) -> None:
    assert ask_large("?q=steel&sort=oldest") == [hit.id for hit in query(large, "steel", sort="oldest").hits]
    assert "so far, up to " in page.inner_text("#status")


def test_a_range_of_dates_fetches_only_the_segments_it_lies_in(page: Any, ask_large: Any, large: Path) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    second = Archive(large / "search").shelves[1].entry
    month = second["from"]
    ask_large(f"?q=steel&from={month}&to={month}")
    assert state(page)["total"] == str(query(large, f"steel date:{month}").total) != "0"
    assert page.locator("#status button").count() == 0, "no other segment can have more"
    page.wait_for_selector("#months svg")
    asked = {url.partition("/search/s/")[2].partition("/")[0] for url in fetched if "/search/s/" in url}
    newest = Archive(large / "search").shelves[0].entry
    assert asked == {entry["folder"].split("/")[1] for entry in (newest, second)}, "the newest's table is fetched ahead"
    ahead = [url for url in fetched if f"/search/{newest['folder']}" in url]
    assert [url.rpartition("/")[2] for url in ahead] == [newest["tables"][0]]


def test_words_over_time_count_all_segments(page: Any, large: Path, serve_folder: Callable[[Path], str]) -> None:
    page.goto(serve_folder(large) + "words/?plot=steel")
    page.wait_for_selector("svg.plot")
    dated = sum(hit.published is not None for hit in query(large, "steel", most=1000).hits)
    assert page.inner_text(".legend li").strip() == f"steel {dated} articles"


def test_both_readers_take_the_same_words_from_any_text(engine: Any, page: Any) -> None:
    engine(harbour(), [])
    random_ = random.Random(7)
    texts = [
        "".join(
            chr(
                random_.choice(
                    [
                        random_.randrange(32, 0x2FF),
                        random_.randrange(0x300, 0x3100),
                        random_.randrange(0x3100, 0xD800),
                        random_.randrange(0x1F300, 0x1FAFF),
                    ]
                )
            )
            for _ in range(40)
        )
        for _ in range(400)
    ]
    texts = [
        "".join(c for c in text if unicodedata.category(c) != "Cn") for text in texts
    ]  # letters newer than this Python's
    texts += [
        "l'" * 30_000 + "été",
        "İstanbul’s STRASSE ß ſ ǅ",
        "l’ÉTÉ d'Ivoire O’Brien’s",
        "ΟΔΥΣΣΕΥΣ ς",
        "한국어 텍스트",
        "हिन्दी पाठ",
        "ไทยภาษา",
        "עִבְרִית",
        "ﬁne ½ ²",
    ]
    found = page.evaluate("texts => window.folded(texts)", texts)
    differ = [
        (text, a, b)
        for text, b in zip(texts, found, strict=True)
        if (a := [[token, fold(token)] for token in tokens(text)]) != b
    ]
    assert differ == []
