"""The three real articles, end to end, checked through the data twins and in the browser.

They belong to their publishers and are not part of the project: the tests skip where they are absent.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class Site:
    """The seeds' site, as its data twins tell it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        rows = self.rows("articles")
        self.by = {row["source"]["path"][:3]: row for row in rows}
        self.entities = {row["name"]: row for row in self.rows("entities")}

    def rows(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "data" / f"{name}.jsonl").read_text().splitlines()]

    def pair(self, a: str, b: str) -> dict[str, Any]:
        ids = {self.by[a]["id"], self.by[b]["id"]}
        return next(pair for story in self.rows("stories") for pair in story["pairs"] if {pair["a"], pair["b"]} == ids)


@pytest.fixture(scope="module")
def site(seeds_site: Path) -> Site:
    return Site(seeds_site)


def test_the_agency_story(site: Site, shared: Path) -> None:
    row = site.by["000"]
    assert (row["published"], row["published_basis"]) == ("2024-12-07", "stated")
    assert "date 2024-12-07" not in row["text"]
    assert row["title_basis"] == "supplied" and row["title"].startswith("[") and row["title"].endswith("]")
    assert row["crossheads"] == ["Evacuation calls", "'Syria is ours'"]
    assert "AFP" in row["agencies"]
    raw = (
        next((shared / "seeds").glob("000*"))
        .read_text()
        .replace("- Evacuation calls -", "Evacuation calls")
        .replace("- 'Syria is ours' -", "'Syria is ours'")
    )
    assert row["text"].split() == raw.split()[2:], "nothing of the body may be lost"


def test_the_reprint(site: Site) -> None:
    row = site.by["001"]
    assert (row["title"], row["title_basis"]) == ("Is it the end of Assad?", "stated")
    assert any(cut["text"] == "Comments" for cut in row["cuts"]) and not row["text"].endswith("Comments")
    assert (row["published"], row["published_basis"]) == ("2024-12-08", "inferred")
    evidence = row["fields"]["published"]["evidence"]
    assert "yesterday" in evidence and "Saturday" in evidence


def test_the_update(site: Site) -> None:
    row = site.by["003"]
    assert row["dateline_place"] == "Beirut"
    assert row["published"] == "2024-12-08"
    assert row["agencies"] == ["APP"]
    assert row["outlet"] == "UrduPoint / Pakistan Point News"
    assert row["text"].startswith("Syria's embattled government")
    assert row["crossheads"] == ["Soldiers 'fled'", "'Tired of war'"]


def test_one_story_and_its_lineage(site: Site) -> None:
    ids = {key: row["id"] for key, row in site.by.items()}
    stories = site.rows("stories")
    assert len(stories) == 1 and set(stories[0]["articles"]) == set(ids.values())
    pair = site.pair("000", "001")
    assert (pair["a"], pair["relation"]) == (ids["000"], "abridged")
    assert site.pair("000", "003")["relation"] in ("partial", "revised")
    assert site.pair("001", "003")["relation"] in ("partial", "revised")
    lineage = {row["article"]: row for row in stories[0]["lineage"]}
    assert lineage[ids["001"]]["from"] == ids["000"]
    assert lineage[ids["000"]]["from"] is None


def test_the_added_passage_and_the_edit(site: Site) -> None:
    ids = {key: row["id"] for key, row in site.by.items()}
    page = (site.folder / "diff" / f"{ids['000']}..{ids['001']}" / "index.html").read_text()
    added = page[page.index("It also said the president is working") - 400 :][:400]
    assert "added" in added
    assert "<del" in page and ">fall<" in page and ">fell<" in page


PEOPLE = {
    "Bashar al-Assad": {"000", "001", "003"},
    "Hafez al-Assad": {"000", "003"},
    "Hassan Abdel Ghani": {"000", "001", "003"},
    "Antony Blinken": {"000", "003"},
    "Hakan Fidan": {"000", "003"},
    "Rami Abdel Rahman": {"000"},
    "Maymouna Jawad": {"000"},
    "Mohammed al-Rahmoun": {"003"},
    "Geir Pedersen": {"003"},
    "Donald Trump": {"003"},
    "Sergei Lavrov": {"003"},
    "Abbas Araghchi": {"003"},
}
PLACES = [
    "Damascus",
    "Homs",
    "Hama",
    "Aleppo",
    "Daraa",
    "Quneitra",
    "Sweida",
    "Syria",
    "Russia",
    "Israel",
    "Jordan",
    "Turkey",
    "Qatar",
    "Golan Heights",
    "Deir Ezzor",
]
ORGANISATIONS = [
    "Hayat Tahrir al-Sham",
    "Syrian Observatory for Human Rights",
    "CNN",
    "Syrian Democratic Forces",
    "Al-Qaeda",
    "Hezbollah",
    "United Nations",
]


@pytest.mark.parametrize("name", PEOPLE)
def test_people(site: Site, name: str) -> None:
    entity = site.entities[name]
    assert entity["type"] == "person"
    assert set(entity["articles"]) == {site.by[key]["id"] for key in PEOPLE[name]}


@pytest.mark.parametrize(("names", "kind"), [(PLACES, "place"), (ORGANISATIONS, "organisation")])
def test_places_and_organisations(site: Site, names: list[str], kind: str) -> None:
    assert {name: site.entities[name]["type"] for name in names if name in site.entities} == dict.fromkeys(names, kind)


def test_father_and_son_stay_apart(site: Site) -> None:
    son, father = site.entities["Bashar al-Assad"], site.entities["Hafez al-Assad"]
    assert {"Assad", "President Bashar al-Assad"} <= set(son["aliases"])
    assert "Hafez" in father["aliases"]
    assert not {"Assad", "Hafez"} & (set(son["aliases"]) & set(father["aliases"]))
    spoken = [row for row in site.rows("mentions") if row["article"] == site.by["003"]["id"] and row["text"] == "Assad"]
    assert spoken and {row["entity"] for row in spoken} == {son["id"]}


def test_joins_have_their_reasons(site: Site) -> None:
    jolani = next(
        row
        for name, row in site.entities.items()
        if {"Ahmed al-Sharaa", "Abu Mohammed al-Jolani"} <= {name, *row["aliases"]}
    )
    reason = next(join for join in jolani["joined"] if join["alias"] in ("Ahmed al-Sharaa", "Abu Mohammed al-Jolani"))
    assert "nom de guerre" in reason["evidence"]
    assert "HTS" in site.entities["Hayat Tahrir al-Sham"]["aliases"]
    assert "Syria Observatory for Human Rights" in site.entities["Syrian Observatory for Human Rights"]["aliases"]
    assert "Abdel Ghani" in site.entities["Hassan Abdel Ghani"]["aliases"]
    damascus = site.entities["Damascus"]
    assert abs(damascus["lat"] - 33.5) < 0.2 and abs(damascus["lon"] - 36.3) < 0.2


def test_no_weekday_or_common_noun_is_an_entity(site: Site) -> None:
    names = {alias.casefold() for row in site.entities.values() for alias in (row["name"], *row["aliases"])}
    assert not names & {
        "saturday",
        "friday",
        "sunday",
        "december",
        "november",
        "the",
        "he",
        "rebels",
        "army",
        "president",
        "observatory head",
        "comments",
        "source",
    }


def test_mentions_point_at_their_words(site: Site) -> None:
    texts = {row["id"]: row["text"] for row in site.by.values()}
    rows = site.rows("mentions")
    assert len(rows) > 100
    assert all(texts[row["article"]][row["start"] : row["end"]] == row["text"] for row in rows)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "first", "all_of"),
    [("ring of steel", "003", set()), ('"statue of Assad\'s father"', None, {"000", "003"})],
)
def test_search_in_the_browser(
    site: Site, page: Any, serve_folder: Callable[[Path], str], query: str, first: str | None, all_of: set[str]
) -> None:
    from urllib.parse import quote

    page.goto(f"{serve_folder(site.folder)}search/?q={quote(query)}")
    page.wait_for_function("() => document.querySelector('#results').dataset.state === 'done'", timeout=15000)
    found = page.eval_on_selector_all("#results [data-article]", "rows => rows.map(row => row.dataset.article)")
    if first:
        assert found[0] == site.by[first]["id"]
    assert {site.by[key]["id"] for key in all_of} <= set(found)
    assert page.get_attribute("#results", "data-query") == query
    assert int(page.get_attribute("#results", "data-total")) >= len(all_of)
    assert not page.noise
