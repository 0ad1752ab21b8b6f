"""Which pages there are, and what makes one of them change."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sitegen.model import EntityLinks, Page, Site, VersionLinks
from sitegen.render import Theme, draw, plan
from sitegen.render.options import SiteOptions

EXPECTED = [
    "index.html",
    "404.html",
    "search/index.html",
    "words/index.html",
    "data/index.html",
    "method/index.html",
    "problems/index.html",
    "removed/index.html",
    "changes/index.html",
    "compare/index.html",
    "people/index.html",
    "people/by-frequency/index.html",
    "organisations/index.html",
    "places/index.html",
    "stories/index.html",
    "outlets/index.html",
    "dates/index.html",
    "articles/index.html",
    "date/2031/index.html",
    "date/2031/03/index.html",
    "date/2031/03/05/index.html",
    "date/undated/index.html",
    "outlet/daily-mast/index.html",
    "article/aaaa/index.html",
    "article/aaaa/source/index.html",
    "story/aaaa/index.html",
    "story/bbbb/index.html",
    "diff/aaaa..bbbb/index.html",
    "person/ilse-brandt/index.html",
    "person/harbour-master-brandt/index.html",
    "place/port-ellis/index.html",
    "article/ffff/index.html",
    "old/index.html",
    "story/aaaa/collation.csv",
    "story/aaaa/apparatus.xml",
]


def pages(site: Site, theme: Theme, **options: Any) -> dict[str, Page]:
    found = list(plan(site, SiteOptions(**options), theme))
    assert len({page.path for page in found}) == len(found), "a path comes twice"
    return {page.path: page for page in found}


def test_every_address_of_the_design_has_its_page(wire: Any, theme: Theme) -> None:
    assert not set(EXPECTED) - set(pages(wire.site, theme))


def test_a_withdrawn_article_keeps_a_tombstone_and_nothing_else(wire: Any, theme: Theme) -> None:
    found = [path for path in pages(wire.site, theme) if "ffff" in path]
    assert found == ["article/ffff/index.html"]


def test_feeds_and_sitemap_need_a_base_url(wire: Any, theme: Theme) -> None:
    def ask(**options: str) -> set[str]:
        return {
            path
            for path in pages(wire.site, theme, **options)
            if path.endswith((".xml", "feed.xml")) and "apparatus" not in path
        }

    assert ask() == set()
    assert {"feed.xml", "sitemap.xml", "story/aaaa/feed.xml", "person/ilse-brandt/feed.xml"} <= ask(
        base_url="https://x.org/a/"
    )


def test_other_members_and_aliases_lead_to_their_page(wire: Any, theme: Theme) -> None:
    found = pages(wire.site, theme)
    targets = {path: page.view.target for path, page in found.items() if page.kind == "redirect"}
    assert targets == {
        "story/bbbb/index.html": "story/aaaa/", "story/cccc/index.html": "story/aaaa/", "old/index.html": "story/aaaa/",
        "person/harbour-master-brandt/index.html": "person/ilse-brandt/",
    }  # fmt: skip


@pytest.mark.parametrize("address", ["../x", "a/../../x", "/", "http://x.org/", "a\\b", "article/aaaa/"])
def test_a_redirect_never_leaves_the_site_or_hides_a_page(wire: Any, theme: Theme, address: str) -> None:
    site = msgspec.structs.replace(wire.site, redirects={address: "story/aaaa/"})
    found = pages(site, theme)
    assert not any(
        ".." in path.replace("aaaa..", "").replace("bbbb..", "") or "\\" in path or ":" in path for path in found
    )
    assert found["article/aaaa/index.html"].kind == "article"
    assert found["index.html"].kind == "home"


def test_a_redirect_to_nowhere_is_left_out_and_a_missing_slash_put_in(wire: Any, theme: Theme) -> None:
    site = msgspec.structs.replace(
        wire.site, redirects={"a/": "nowhere/", "b/": "story/aaaa#facts", "con/": "story/aaaa/", "x\0y": "story/aaaa/"}
    )
    found = pages(site, theme)
    assert found["b/index.html"].view.target == "story/aaaa/#facts"
    assert not {path for path in found if path.startswith(("a/", "con", "x"))}


def test_a_date_that_is_none_makes_no_address(wire: Any, theme: Theme) -> None:
    cards = (msgspec.structs.replace(wire.site.cards[0], published="../../etc"), *wire.site.cards[1:])
    found = pages(msgspec.structs.replace(wire.site, cards=cards), theme)
    assert not [path for path in found if ".." in path.replace("aaaa..", "").replace("bbbb..", "")]
    assert "aaaa" in {row.id for row in found["date/undated/index.html"].view.rows}


def test_an_unrelated_article_changes_no_other_articles_page(wire: Any, theme: Theme) -> None:
    fewer = msgspec.structs.replace(wire.site, cards=wire.site.cards[:-1])
    before, after = pages(fewer, theme), pages(wire.site, theme)
    kinds = {"article", "source", "story", "diff", "entity", "redirect"}
    assert [path for path, page in before.items() if page.kind in kinds and page != after[path]] == []


def test_views_are_data_that_a_store_can_hold(wire: Any, theme: Theme) -> None:
    for page in pages(wire.site, theme).values():
        assert msgspec.msgpack.encode(page) == msgspec.msgpack.encode(page)


def test_long_lists_come_in_parts(wire: Any, theme: Theme) -> None:
    first = wire.site.cards[0]
    many = tuple(
        msgspec.structs.replace(first, id=f"n{n:04}", title=f"{'ABC'[n % 3]} {n}", outlet="Big") for n in range(450)
    )
    found = pages(
        Site(many, msgspec.structs.replace(wire.site.versions, stories=(), related=()), wire.site.entities), theme
    )
    assert {"articles/a/index.html", "outlet/big/page-2/index.html", "outlet/big/page-3/index.html"} <= set(found)
    assert len(found["outlet/big/page-3/index.html"].view.rows) == 50


def test_an_empty_archive_has_its_pages(theme: Theme, wire: Any) -> None:
    empty = Site((), msgspec.structs.replace(wire.site.versions, stories=(), related=()), type(wire.site.entities)())
    assert {"index.html", "people/index.html", "problems/index.html"} <= set(pages(empty, theme))


def test_very_many_days_are_a_table_of_months(wire: Any, theme: Theme) -> None:
    card = wire.site.cards[0]
    days = [
        f"{year}-{month:02}-{day:02}" for year in range(2001, 2004) for month in range(1, 13) for day in range(1, 29)
    ]
    cards = tuple(msgspec.structs.replace(card, id=f"n{n}", published=day) for n, day in enumerate(days))
    site = Site(cards, VersionLinks(), EntityLinks())
    page = pages(site, theme)["dates/index.html"]
    text = draw(page, wire.articles, wire.alignments, theme).data.decode()
    assert text.count("<tr>") == 4 and 'href="../date/2002/02/" aria-label="February 2002: 28 articles">28<' in text
    assert len(text) < 12_000
