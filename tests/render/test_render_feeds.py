"""Feeds, sitemap and the downloads of a collation: other programs read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

Drawn = Callable[..., dict[str, str]]
ATOM = "{http://www.w3.org/2005/Atom}"
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def site(drawn: Drawn) -> dict[str, str]:
    return drawn(base_url="https://x.org/a", title="Ships & fog")


def test_the_feed_names_articles_by_their_permanent_address_newest_first(site: dict[str, str]) -> None:
    feed = fromstring(site["feed.xml"].encode())
    ids = [entry.findtext(ATOM + "id") for entry in feed.iter(ATOM + "entry")]
    assert ids == [f"https://x.org/a/article/{id}/" for id in ("dddd", "cccc", "bbbb", "aaaa")]
    assert feed.findtext(ATOM + "updated") == "2031-03-06T00:00:00Z"
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "<b>Bang</b> in the dark"


def test_stories_and_entities_have_feeds_of_their_own(site: dict[str, str]) -> None:
    feed = fromstring(site["person/ilse-brandt/feed.xml"].encode())
    assert len(list(feed.iter(ATOM + "entry"))) == 3
    assert feed.findtext(ATOM + "title") == "Ilse Brandt – Ships & fog"


def test_the_sitemap_lists_pages_and_no_redirects(site: dict[str, str]) -> None:
    urls = {each.text for each in fromstring(site["sitemap.xml"].encode()).iter() if each.tag.endswith("loc")}
    assert {"https://x.org/a/", "https://x.org/a/article/aaaa/", "https://x.org/a/story/aaaa/"} <= urls
    assert "https://x.org/a/story/bbbb/" not in urls


def test_the_table_has_a_row_a_passage_and_no_formulas(site: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(site["story/aaaa/collation.csv"])))
    assert rows[0] == [
        "passage",
        "1: Harbour Gazette",
        "2: Daily Mast",
        "3: Ellis Courier",
        "wordings",
        "kinds from version 1",
    ]
    assert rows[1][-2:] == ["0 1 1", "kept edited edited"] and rows[1][1].startswith("A ferry carrying 212")
    assert all(cell[:1] not in ("=", "+", "-", "@") for row in rows for cell in row[:-2])


def test_the_apparatus_gives_every_reading_with_its_witnesses(site: dict[str, Any]) -> None:
    tei = fromstring(site["story/aaaa/apparatus.xml"].encode())
    assert [w.get("n") for w in tei.iter(TEI + "witness")] == ["aaaa", "bbbb", "cccc"]
    first = next(tei.iter(TEI + "app"))
    assert [(reading.tag.removeprefix(TEI), reading.get("wit"), reading.get("type")) for reading in first] == [
        ("lem", "#v1", None),
        ("rdg", "#v2 #v3", "edited"),
    ]
