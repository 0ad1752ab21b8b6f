"""The archivist's decisions win: each kind of decision, and what is said when one finds nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from entity_archive import Archive, by_name, spoken

from sitegen.curate.entities import read_entities
from sitegen.entities import doubts
from sitegen.entities.options import EntitiesOptions
from sitegen.entities.review import EMPTY, as_toml
from sitegen.model import EntityDecision, EntityLinks

TEXT = "Mayor Lena Orlov spoke in Riga. Later Lena Orlov met Karl Brandt of the Harbour Trust. Brandt smiled at Orlov."


def entity(links: EntityLinks, name: str) -> object:
    return next((found for found in links.entities if found.name == name), None)


def test_alias_merges_two_people(archive: Callable[..., Archive]) -> None:
    links = archive(TEXT).links(EntityDecision("Lena Orlov", aliases=("Karl Brandt",)))
    assert {"Karl Brandt", "Brandt"} <= by_name(links)["Lena Orlov"][1]
    assert entity(links, "Karl Brandt") is None
    merged = next(found for found in links.entities if found.name == "Lena Orlov")
    assert any(joined.alias == "Karl Brandt" and joined.rule == "curated alias" for joined in merged.joined)


def test_not_keeps_a_name_apart(archive: Callable[..., Archive]) -> None:
    links = archive(TEXT).links(EntityDecision("Lena Orlov", not_=("Orlov",)))
    assert "Orlov" not in by_name(links)["Lena Orlov"][1]
    assert entity(links, "Orlov") is not None


def test_ignore_takes_every_mention_away(archive: Callable[..., Archive]) -> None:
    links = archive(TEXT).links(EntityDecision("Harbour Trust", ignore=True))
    assert "Harbour Trust" in by_name(archive(TEXT).links())
    assert "Harbour Trust" not in by_name(links)
    assert all(mention != "Harbour Trust" for mention, _ in spoken(links, "a"))


def test_type_description_wikidata_and_coordinates(archive: Callable[..., Archive]) -> None:
    decision = EntityDecision("Harbour Trust", type="place", description="A quay.", wikidata="Q1", lat=56.9, lon=24.1)
    found = next(e for e in archive(TEXT).links(decision).entities if e.name == "Harbour Trust")
    assert (found.type, found.description, found.wikidata, found.lat, found.lon) == (
        "place",
        "A quay.",
        "Q1",
        56.9,
        24.1,
    )
    assert found.id == "place/harbour-trust"


def test_a_name_is_found_by_its_alias_and_shown_as_decided(archive: Callable[..., Archive]) -> None:
    links = archive(TEXT).links(EntityDecision("Lena Orlova", aliases=("Lena Orlov",)))
    assert by_name(links)["Lena Orlova"][1] >= {"Lena Orlov", "Orlov"}


def test_a_pin_decides_one_article(archive: Callable[..., Archive]) -> None:
    texts = ("Anna Weiss opened the fair.", "Peter Weiss closed the fair.", "On Monday the judge met Mr Weiss.")
    before = archive(*texts).links()
    after = archive(*texts).links(EntityDecision("Peter Weiss", pins={"c.txt": ("Weiss",)}))
    assert ("Weiss", "person/weiss") in spoken(before, "c")
    assert ("Weiss", "person/peter-weiss") in spoken(after, "c")


def test_what_matches_nothing_is_reported_with_the_nearest_name(archive: Callable[..., Archive]) -> None:
    problems = (
        archive(TEXT)
        .links(EntityDecision("Lena Orlof"), EntityDecision("Karl Brandt", pins={"x.txt": ("Brandt",)}))
        .problems
    )
    assert [(problem.rule, problem.path) for problem in problems] == [("no-match", "curation/entities.toml")] * 2
    assert "Lena Orlov" in problems[0].hint
    assert "x.txt" in problems[1].reason


def test_review_offers_what_reads_back_as_a_pin(archive: Callable[..., Archive]) -> None:
    made = archive("Anna Weiss opened the fair.", "Peter Weiss closed the fair.", "On Monday the judge met Mr Weiss.")
    unsure = doubts(made.cards, made.articles, made.cache, EntitiesOptions(), (), map)
    decisions, problems = read_entities("curation/entities.toml", as_toml(unsure))
    assert problems == ()
    assert [(decision.type, decision.pins) for decision in decisions] == [("person", {"c": ("Weiss",)})]
    assert spoken(made.links(*decisions), "c")[-1][1] in ("person/anna-weiss", "person/peter-weiss")
    assert as_toml([]) == EMPTY


DOUBTFUL = {
    "surname": ("Anna Weiss opened the fair.", "Peter Weiss closed the fair.", "On Monday the judge met Mr Weiss."),
    "initial": ("Anna Weiss spoke.", "Adam Weiss spoke.", "The letter was signed by A. Weiss."),
    "acronym": (
        "The World Seed Bank (WSB) opened a vault.",
        "The West Shore Broadcasting group (WSB) was sold.",
        "A vote at WSB failed.",
    ),
}


@pytest.mark.parametrize("texts", DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_pasted_from_the_review_is_gone_from_it(
    archive: Callable[..., Archive], texts: tuple[str, ...]
) -> None:
    made = archive(*texts)

    def unsure(*decisions: EntityDecision) -> str:
        return as_toml(doubts(made.cards, made.articles, made.cache, EntitiesOptions(), decisions, map))

    offered = unsure()
    assert offered.count("[[entity]]") == 1
    decisions, problems = read_entities("curation/entities.toml", offered)
    assert problems == ()
    links = made.links(*decisions)
    assert links.problems == ()
    mentioned = {identity for _, identity in spoken(links, "c")}
    assert next(e for e in links.entities if e.name == decisions[0].name).id in mentioned
    assert unsure(*decisions) == EMPTY
    told_apart = EntityDecision(decisions[0].name, not_=tuple(decisions[0].pins["c"]))
    assert unsure(told_apart) == EMPTY


def test_the_strongest_doubt_is_offered_first(archive: Callable[..., Archive]) -> None:
    weak = ("Anna Weiss spoke.", "Peter Weiss spoke.", "The judge met Mr Weiss.")
    strong = (
        "Ines Kowal sang.",
        "Ines Kowal danced.",
        "Ines Kowal left.",
        "Jan Kowal left.",
        "The judge met Ms Kowal.",
    )
    made = Archive({f"d{number}": text for number, text in enumerate((*weak, *strong))})
    unsure = doubts(made.cards, made.articles, made.cache, EntitiesOptions(), (), map)
    assert [(doubt.name, doubt.candidates[0]) for doubt in unsure] == [("Kowal", "Ines Kowal"), ("Weiss", "Anna Weiss")]
