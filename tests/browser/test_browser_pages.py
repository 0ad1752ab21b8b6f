"""The pages as a reader has them: narrow screens, both lights, no script, and what the scripts add."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Serve = Callable[[Path], str]


@pytest.fixture(scope="module")
def site(sample_site: Path, serve_folder: Serve) -> tuple[Path, str]:
    return sample_site, serve_folder(sample_site)


@pytest.fixture(scope="module")
def story(sample_site: Path) -> str:
    """The story with the most versions: the first of the list."""
    found = re.search(r'href="\.\./(story/[a-z0-9-]+/)"', (sample_site / "stories/index.html").read_text())
    assert found
    return found.group(1)


@pytest.fixture(scope="module")
def pair(sample_site: Path) -> tuple[str, str]:
    """Two versions that have a page of comparison."""
    a, b = sorted(path.name for path in (sample_site / "diff").iterdir())[0].split("..")
    return a, b


@pytest.mark.parametrize("light", ["light", "dark"])
def test_nothing_is_wider_than_a_small_phone(
    site: tuple[Path, str], browser: Any, story: str, pair: tuple[str, str], light: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=light)
    page = context.new_page()
    a, b = pair
    pages = ["", story, f"diff/{a}..{b}/", f"article/{a}/", f"article/{a}/source/", "people/", "places/", "dates/", "outlets/", "articles/",
             "search/", "data/", "method/", "problems/", "removed/", "changes/", "compare/", "404.html"]  # fmt: skip
    wide = []
    for path in pages:
        page.goto(site[1] + path)
        if page.evaluate("() => document.documentElement.scrollWidth") > 360:
            wide.append(path)
    context.close()
    assert wide == []


def test_without_javascript_a_story_is_whole(site: tuple[Path, str], browser: Any, story: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site[1] + story)
    assert page.locator("table.grid tbody tr").count() > 3
    shown = page.locator("table.grid tbody tr:visible").count()
    page.check("#only-shared")
    assert 0 < page.locator("table.grid tbody tr:visible").count() <= shown
    page.fill("#q-top", "fog")
    page.press("#q-top", "Enter")
    assert page.url.endswith("/search/?q=fog")
    assert page.locator("main a[href='../people/']").count() == 1, "lists to browse instead"
    context.close()


def test_without_javascript_house_style_can_be_hidden(site: tuple[Path, str], browser: Any) -> None:
    """On a page of comparison that has a passage with minor changes alone."""
    found = next(
        path
        for path in sorted((site[0] / "diff").iterdir())
        if 'class="pair minor"' in (path / "index.html").read_text()
    )
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site[1]}diff/{found.name}/")
    assert page.locator(".pair.minor:visible").count() > 0
    page.check("#hide-minor")
    assert page.locator(".pair.minor:visible").count() == 0
    assert page.locator(".pair.kept:visible").count() > 0
    context.close()


@pytest.mark.parametrize("width", [390, 1024, 1280])
def test_the_synopsis_shows_every_version_or_says_that_it_scrolls(
    site: tuple[Path, str], browser: Any, story: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(site[1] + story)
    hidden = page.locator(".synopsis .scroll").evaluate("box => box.scrollWidth - box.clientWidth")
    assert (hidden > 1) == page.locator("[class*=sideways]").is_visible()
    assert (hidden > 1) == (width == 1024), "five columns fit a desk and are stacked on a phone"
    context.close()


def test_a_cell_of_the_synopsis_leads_to_its_passage(site: tuple[Path, str], page: Any, story: str) -> None:
    page.goto(site[1] + story)
    page.locator("table.grid a[href*='#p-']").nth(7).click()
    page.wait_for_url(re.compile(r"/article/[a-z0-9-]+/#p-\d+$"), wait_until="load")
    assert page.evaluate("() => Boolean(document.querySelector('.text :target.passage'))")
    assert page.noise == []


def test_the_readers_choice_of_light_is_kept(site: tuple[Path, str], page: Any) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site[1])
    ground = "() => getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.click(".theme-toggle")
    after = page.evaluate(ground)
    page.goto(site[1] + "people/")
    assert before != after == page.evaluate(ground)
    assert page.noise == []


def test_any_version_can_be_the_base_of_the_synopsis(site: tuple[Path, str], page: Any, story: str) -> None:
    page.goto(site[1] + story)
    marks = "() => [...document.querySelectorAll('table.grid')].map(t => t.querySelector('tbody').innerHTML).join('')"
    before = page.evaluate(marks)
    base = page.locator("#base option").nth(1).get_attribute("value")
    page.select_option("#base", base)
    assert page.inner_text("#base-said") == base
    assert page.evaluate(marks) != before
    assert page.locator("td.base ins").count() == 0, "the base differs from itself in nothing"
    assert page.noise == []


def test_any_two_articles_are_compared_in_the_browser(site: tuple[Path, str], page: Any, pair: tuple[str, str]) -> None:
    a, b = pair
    page.goto(f"{site[1]}compare/?a={a}&b={site[1]}article/{b}/")
    page.wait_for_selector("#compare-out .pair")
    assert "differences" in page.inner_text("#compare-status")
    assert page.locator("#compare-out .head a").count() == 2
    changed = page.locator(
        "#compare-out .pair.edited, #compare-out .pair.added, #compare-out .pair.dropped, #compare-out .pair.moved"
    )
    assert changed.count() > 0
    assert page.noise == []


def test_an_article_that_is_not_there_is_named(site: tuple[Path, str], page: Any, pair: tuple[str, str]) -> None:
    page.goto(f"{site[1]}compare/?a={pair[0]}&b=nobody")
    page.wait_for_function("() => document.getElementById('compare-status').textContent.includes('no article nobody')")


def test_a_name_has_a_card_that_escape_takes_away(site: tuple[Path, str], page: Any, pair: tuple[str, str]) -> None:
    page.goto(f"{site[1]}article/{pair[0]}/")
    page.locator("a.m").first.focus()
    page.wait_for_selector(".card:visible")
    page.keyboard.press("Escape")
    assert page.locator(".card:visible").count() == 0
    page.keyboard.press("Alt+KeyN")
    assert page.evaluate("() => document.body.classList.contains('no-names')")
    assert page.noise == []


def test_the_next_change_is_a_click_away(site: tuple[Path, str], page: Any, pair: tuple[str, str]) -> None:
    page.goto(f"{site[1]}diff/{pair[0]}..{pair[1]}/")
    page.click("text=Next change")
    assert re.search(r"#c\d+$", page.url)
    page.check("#only-changes")
    assert page.locator(".pair.kept:visible").count() == 0


def test_the_address_of_another_version_leads_to_the_story(site: tuple[Path, str], page: Any) -> None:
    moved = next(
        path
        for path in sorted((site[0] / "story").iterdir())
        if "This page has moved" in (path / "index.html").read_text()
    )
    page.goto(f"{site[1]}story/{moved.name}/")
    page.wait_for_function("() => document.querySelector('[data-story]')", timeout=10000)


def test_the_map_zooms_and_its_places_are_links(site: tuple[Path, str], page: Any) -> None:
    page.goto(site[1] + "places/")
    box = "() => document.querySelector('.map.world').getAttribute('viewBox')"
    before = page.evaluate(box)
    page.click("text=Nearer")
    assert page.evaluate(box) != before
    assert page.locator(".map.world a").first.get_attribute("href").startswith("../place/")
    assert page.noise == []
