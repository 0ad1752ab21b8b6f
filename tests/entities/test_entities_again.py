"""A rebuild: what did not change is not made again, and the result is that of a build from nothing."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from entity_archive import Archive, Kept

from sitegen.entities import relate
from sitegen.entities.options import EntitiesOptions
from sitegen.model import EntityDecision, Outlet, VersionLinks

TEXTS = {
    f"d{number}": f"{name} spoke in {place} on Monday. The {place} council had asked {name.split()[1]} to come, she said."
    for number, (name, place) in enumerate(
        (name, place)
        for name in ("Marta Kowal", "Ines Duarte", "Olga Brandt", "Piotr Lasko")
        for place in ("Lisbon", "Porto", "Turin", "Bergen", "Oslo")
    )
}


class Counted(Kept):
    """A cache that counts what is put into it."""

    made = 0

    def put_many(self, values: Mapping[str, bytes]) -> None:
        self.made += len(values)
        super().put_many(values)


def test_after_one_change_only_what_depends_on_it_is_made() -> None:
    cache = Counted()
    Archive(TEXTS, cache).links()
    whole = cache.made
    changed = TEXTS | {"d3": TEXTS["d3"] + " Nobody from Naples answered."}
    again = Archive(changed, cache).links()
    assert cache.made - whole <= 6  # a scan, a document, the whole, and the sentences newly asked about
    assert again == Archive(changed).links()


def test_a_name_that_changes_its_kind_elsewhere_changes_everywhere() -> None:
    first = {"a": "The keeper spoke of Ferrand at length, and of the rain."}
    more = first | {"b": "The town of Ferrand, a port of 900 people, lies in the north. They live in Ferrand."}
    cache = Counted()
    Archive(first, cache).links()
    assert Archive(more, cache).links() == Archive(more).links()


def test_a_decision_makes_again_only_what_speaks_of_it() -> None:
    cache = Counted()
    made = Archive(TEXTS, cache)
    made.links()
    whole = cache.made
    described = made.links(EntityDecision("Marta Kowal", description="A speaker.", wikidata="Q5"))
    assert cache.made - whole == 1  # the whole alone: no text is read, no model asked, no document resolved
    retyped = made.links(EntityDecision("Marta Kowal", type="organisation"))
    assert cache.made - whole <= 1 + 1 + 5  # and the five documents that name her
    for links, decision in (
        (described, EntityDecision("Marta Kowal", description="A speaker.", wikidata="Q5")),
        (retyped, EntityDecision("Marta Kowal", type="organisation")),
    ):
        assert links == Archive(TEXTS).links(decision)


def test_an_outlets_country_makes_again_the_whole_alone() -> None:
    cache = Counted()
    texts = {"a": "A bakery in Cambridge closed.", "b": "Ines Duarte sang in Porto."}
    made = Archive(texts, cache)
    made.cards[0] = msgspec.structs.replace(made.cards[0], outlet="Fen Courier")

    def countries(*outlets: Outlet) -> set[str | None]:
        options, versions = EntitiesOptions(), VersionLinks()
        links = relate(made.cards, made.articles, cache, options, (), versions, map, outlets=outlets)
        return {entity.country for entity in links.entities if entity.name == "Cambridge"}

    assert countries() == {None}
    whole = cache.made
    assert countries(Outlet("Fen Courier", country="GB")) == {"GB"}
    assert cache.made - whole == 1
