"""The pages of each article: its text, its source, the tombstone of a withdrawn one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from sitegen.address import article_url, source_url
from sitegen.model import Card, Descent, Page, Pair, Story, raw_key
from sitegen.render.lookup import Lookup
from sitegen.render.views import ArticleView, Beside, Name, Neighbour, Place, RemovedView, SourceView

MOST_BESIDE = 3
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
    beside = place.beside if place else ()
    extra = (place.synopsis if place else "", *(key for other in beside for key in (other.alignment, other.key)))
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
    place = Place(story.id, story.title, numbers[card.id], len(numbers), chosen, descent, origin, story.synopsis)
    return _with_beside(lookup, mine, story, place)


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


def _with_beside(lookup: Lookup, pairs: list[Pair], story: Story, place: Place) -> Place:
    """The place with the versions that margin notes compare with, where their texts differ: the parent; of an origin the
    children of which a reader would learn most."""
    card = story.articles[place.number - 1]
    children = {step.article for step in story.lineage if step.from_ == card}
    wanted = {place.origin.id} if place.origin else children
    found = [
        pair for pair in pairs
        if wanted & {pair.a, pair.b} and pair.alignment and lookup.drawn(pair) and (place.origin or pair.relation != "partial")
    ]  # fmt: skip
    chosen = sorted(found, key=lambda pair: (-_telling(pair), pair.a, pair.b))[: 1 if place.origin else MOST_BESIDE]
    numbers = {id: number for number, id in enumerate(story.articles, 1)}
    made = sorted((_beside(lookup, pair, card, numbers) for pair in chosen), key=lambda one: one.other.number)
    return msgspec.structs.replace(place, beside=tuple(made))


def _telling(pair: Pair) -> float:
    """Facts that became others, then how much of the text differs."""
    changes = pair.changes
    facts = sum(1 for one in (*changes.figures, *changes.names, *changes.quotes) if one.from_ and one.to)
    return facts + 2 - pair.containment_a - pair.containment_b


def _beside(lookup: Lookup, pair: Pair, card: str, numbers: dict[str, int]) -> Beside:
    other = _neighbour(lookup, pair, card, numbers)
    return Beside(other, lookup.cards[other.ref.id].key, pair.alignment, pair.a == other.ref.id)
