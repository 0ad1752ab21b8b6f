"""An archive in segments, in a real browser: newest first, so far, and all on request."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from search_site import cut, towns

from sitegen.model import Story
from sitegen.search import query
from sitegen.search.evaluate import rank
from sitegen.search.parse import parse
from sitegen.search.shelf import Archive

pytestmark = pytest.mark.browser


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
    page: Any, ask_large: Any, large: Path, state: Any
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


def test_a_range_of_dates_fetches_only_the_segments_it_lies_in(
    page: Any, ask_large: Any, large: Path, state: Any
) -> None:
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
