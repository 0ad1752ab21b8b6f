"""The search page in a real browser: the contract, bad input, lost files; what search adds to every page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from search_site import harbour

pytestmark = pytest.mark.browser
DONE = "q => { const r = document.querySelector('#results').dataset; return r.state !== 'loading' && (q === null || r.query === q) }"


def test_results_in_rank_order_with_versions_inside_their_story(page: Any, ask: Any, state: Any) -> None:
    # Of the same worth: the newer first.
    assert ask("?q=" + quote('"statue  of Rowntree\'s father"')) == ["copy", "statue"]
    assert state(page) == {"state": "done", "query": '"statue of Rowntree\'s father"', "total": "2"}
    assert page.locator("#hits > li").count() == 1, "the second version is a row of the first"
    assert page.inner_text("#hits summary") == "+1 version"
    page.wait_for_selector("#hits mark")
    assert page.locator("#hits mark").all_inner_texts() == ["statue", "of", "Rowntree’s", "father"]
    assert page.noise == []


def test_nothing_asked_is_idle(page: Any, ask: Any, state: Any) -> None:
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
def test_odd_queries_are_text(page: Any, ask: Any, asked: str, state: Any) -> None:
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


@pytest.mark.parametrize(("address", "box"), [("", "#q-home"), ("search/", "#q"), ("article/c/", "#q-top")])
def test_suggestions_lie_under_their_box_and_move_nothing(
    page: Any, whole: Path, serve_folder: Callable[[Path], str], address: str, box: str
) -> None:
    page.goto(serve_folder(whole) + address)
    page.evaluate("""() => {
        const place = (one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height].join(' ') };
        const before = new Map([...document.querySelectorAll('main *, header *')].map((one) => [one, place(one)]));
        window.moved = () => [...before].filter(([one, was]) => place(one) !== was).map(([one, was]) => [one.outerHTML.slice(0, 80), was, place(one)]);
    }""")
    page.focus(box)
    page.keyboard.type("ost")
    page.wait_for_selector("[role=option]")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved()") == []
    field, listed = page.locator(box).bounding_box(), page.locator("[role=listbox]").bounding_box()
    assert 0 <= listed["y"] - field["y"] - field["height"] < 10
    assert listed["x"] >= field["x"] - 60 and listed["x"] < field["x"] + field["width"]


def test_on_a_phone_filters_are_closed_and_a_link_leads_to_them(page: Any, ask: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    ask("?q=steel")
    page.wait_for_selector("#filters summary")
    assert page.locator("#filters details[open]").count() == 0
    page.click("#status a")
    page.click("#filters summary")
    page.wait_for_selector("#filters [data-field=outlet] li")
    assert page.evaluate("() => document.querySelector('#results').dataset.state") == "done"


def test_a_form_that_only_a_stem_joins_is_marked_in_the_quotes(page: Any, ask: Any) -> None:
    assert ask("?q=surrounding+ringing")  # no article has these forms
    page.wait_for_selector("#hits mark")
    marked = {word.lower() for word in page.locator("#hits mark").all_inner_texts()}
    assert marked <= {"ring", "rings", "ringed", "surrounded", "surround"}


def test_scripts_are_served_without_comments(page: Any, whole: Path, serve_folder: Callable[[Path], str]) -> None:
    """All of them load in a browser as modules or classic scripts, whatever was taken out of them."""
    base = serve_folder(whole)
    for script in sorted(whole.glob("static/search/*.js")):
        assert "/**" not in (text := script.read_text("utf-8")) and "\n  " not in text
        page.goto(base + ("words/" if script.stem == "plot" else "search/"))
        page.evaluate("url => import(url)", f"{base}static/search/{script.name}")
    assert page.noise == []


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_while_an_answer_comes(page: Any, ask: Any, width: int) -> None:
    page.add_init_script("""
        window.moved = [];
        new PerformanceObserver((list) => window.moved.push(...list.getEntries().filter((one) => !one.hadRecentInput).map((one) => [one.value,
            ...one.sources.map(({ node }) => node?.id || node?.className || node?.nodeName)]))).observe({ type: 'layout-shift', buffered: true });""")
    page.set_viewport_size({"width": width, "height": 800})
    assert ask("?q=steel+OR+statue")
    page.wait_for_selector("#hits mark")
    page.wait_for_selector("#filters summary")
    page.wait_for_selector("#months select")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") == []


def test_back_from_an_article_the_list_is_where_it_was_left(page: Any, ask: Any) -> None:
    """Chromium goes on until the answer is here; other browsers do not, which is what the setting stands for."""
    page.add_init_script("history.scrollRestoration = 'manual'")
    page.set_viewport_size({"width": 1280, "height": 300})

    def answered() -> None:
        page.wait_for_selector("#hits mark")
        page.wait_for_selector("#filters [data-field=story] li")

    ask("?q=steel+OR+statue+OR+harbour+OR+ring")
    answered()
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    left = page.evaluate("scrollY")
    page.goto(page.url.partition("search/")[0] + "words/")
    page.go_back()
    answered()
    page.wait_for_function("y => Math.abs(scrollY - y) < 2", arg=left, timeout=5000)


def test_stories_are_a_filter_like_others(page: Any, ask: Any) -> None:
    ask("?q=statue+OR+steel")
    page.wait_for_selector("#filters [data-field=story] li")
    page.get_by_label("Crowd topples statue 2").check()
    page.wait_for_function("() => document.querySelector('#results').dataset.total === '2'")
    page.wait_for_selector("#chosen button")
    assert "story=statue" in page.url and page.inner_text("#chosen") == "story: Crowd topples statue ×"


def test_opened_from_a_file_the_page_says_what_to_do(page: Any, whole: Path) -> None:
    page.goto((whole / "search/index.html").as_uri() + "?q=steel")
    assert "sitegen serve" in page.inner_text(".from-file")
    page.goto((whole / "index.html").as_uri())
    assert page.locator(".from-file").count() == 0


def test_elsewhere_nothing_is_said_of_files(page: Any, ask: Any) -> None:
    ask("?q=steel")
    assert not page.is_visible(".from-file")


def test_a_search_whose_scripts_are_lost_says_so(
    page: Any, site: Path, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    broken = tmp_path / "site"
    shutil.copytree(site, broken)
    (broken / "static/search/engine.js").unlink()
    page.goto(serve_folder(broken) + "search/?q=steel")
    page.wait_for_selector("#results[data-state=error]")
    assert "could not be loaded" in page.inner_text("#status")
