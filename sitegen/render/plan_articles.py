"""The pages of each article: its text, its source, the tombstone of a withdrawn one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from sitegen.address import article_url, source_url
from sitegen.model import Card, Descent, Page, Pair, Story, raw_key
from sitegen.render.lookup import Lookup
from sitegen.render.views import ArticleView, Name, Neighbour, Place, RemovedView, SourceView

MOST_OTHERS = 12
MOST_RELATED = 8


def pages(lookup: Lookup) -> Iterator[Page]:
    withdrawn = {tombstone.article for tombstone in lookup.site.tombstones}
    for tombstone in lookup.site.tombstones:
        yield Page(
            f"{article_url(tombstone.article)}index.html", "removed-article", RemovedView(lookup.options, tombstone)
        )
    for card in lookup.site.cards:
        if card.id not in withdrawn:
            yield _article(lookup, card)
            yield _source(lookup, card)


def _article(lookup: Lookup, card: Card) -> Page:
    story = lookup.story_of.get(card.id)
    place = _place(lookup, story, card) if story else None
    members = story.articles if story else (card.id,)
    view = ArticleView(
        site=lookup.options, card=card, fields=lookup.site.fields.get(card.id, ()),
        mentions=lookup.site.entities.mentions.get(card.id, ()), names=_names(lookup, card.id),
        place=place, related=lookup.coverage((card.id,), members, MOST_RELATED),
    )  # fmt: skip
    extra = (place.synopsis, place.alignment, place.parent_key) if place else ()
    return Page(f"{article_url(card.id)}index.html", "article", view, (card.key, *(key for key in extra if key)))


def _source(lookup: Lookup, card: Card) -> Page:
    view = SourceView(lookup.options, card, lookup.site.fields.get(card.id, ()))
    return Page(f"{source_url(card.id)}index.html", "source", view, (card.key, raw_key(card.key)))


def _names(lookup: Lookup, id: str) -> tuple[Name, ...]:
    counted = Counter(mention.entity for mention in lookup.site.entities.mentions.get(id, ()))
    found = (lookup.entities[entity] for entity in lookup.named_in.get(id, ()))
    return tuple(Name(e.id, e.type, e.name, e.wikidata, e.description, counted[e.id]) for e in found)


def _place(lookup: Lookup, story: Story, card: Card) -> Place:
    numbers = {id: number for number, id in enumerate(story.articles, 1)}
    descent = next((step for step in story.lineage if step.article == card.id), None)
    mine = [pair for pair in lookup.pairs_of(story).get(card.id, ()) if pair.a in numbers and pair.b in numbers]
    others = sorted(
        (_neighbour(lookup, pair, card.id, numbers) for pair in mine), key=_nearest(descent, numbers[card.id])
    )
    origin = lookup.refs.get(descent.from_) if descent and descent.from_ else None
    shared = min(len(others), MOST_OTHERS)
    chosen = tuple(sorted(others[:shared], key=lambda other: other.number))
    return _with_parent(lookup, mine, Place(story.id, story.title, numbers[card.id], len(numbers), chosen, descent,
                                            origin, story.synopsis), card.id)  # fmt: skip


def _nearest(descent: Descent | None, number: int) -> Callable[[Neighbour], tuple[bool, int, int]]:
    """Parents first, then by distance in the story's order."""
    parents = {descent.from_, *descent.also} if descent else set()
    return lambda other: (other.ref.id not in parents, abs(other.number - number), other.number)


def _neighbour(lookup: Lookup, pair: Pair, id: str, numbers: dict[str, int]) -> Neighbour:
    other = pair.b if pair.a == id else pair.a
    shared = pair.containment_a if pair.a == id else pair.containment_b
    return Neighbour(
        lookup.refs[other], numbers[other], pair.relation, pair.a, pair.b, round(shared, 3), lookup.drawn(pair)
    )


def _with_parent(lookup: Lookup, pairs: list[Pair], place: Place, id: str) -> Place:
    """The place with the version that margin notes compare with: the parent, where its text differs."""
    parent = place.origin.id if place.origin else ""
    pair = next((pair for pair in pairs if parent in (pair.a, pair.b) and pair.alignment), None)
    if pair is None or not lookup.drawn(pair):
        return place
    return msgspec.structs.replace(place, parent_key=lookup.cards[parent].key, alignment=pair.alignment,
                                   parent_is_a=pair.a == parent)  # fmt: skip
