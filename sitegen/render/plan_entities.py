"""The pages of people, organisations and places, with what is counted for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, combinations

import msgspec

from sitegen.address import entity_url, outlet_url, slug
from sitegen.model import Entity, Page
from sitegen.render.lookup import Lookup, parts, tallies
from sitegen.render.views import Context, EntityView, FeedView, Named, RedirectView, Ref, StoryRow

PAGE = 200
MOST_CONTEXTS = 40
MOST_MENTIONS = 12
MOST_TOGETHER = 12
EGO = 14
TYPES = ("person", "organisation", "place")


def pages(lookup: Lookup) -> Iterator[Page]:
    spans = _spans(lookup)
    for entity in lookup.site.entities.entities:
        yield from _entity(lookup, entity, spans.get(entity.id, {}))
        yield _feed(lookup, entity)
    yield from _aliases(lookup)


def _spans(lookup: Lookup) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """Entity -> article -> where it is mentioned."""
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for article, mentions in lookup.site.entities.mentions.items():
        for mention in mentions:
            found.setdefault(mention.entity, {}).setdefault(article, []).append((mention.start, mention.end))
    return found


def _entity(lookup: Lookup, entity: Entity, spans: dict[str, list[tuple[int, int]]]) -> Iterator[Page]:
    articles = [id for id in entity.articles if id in lookup.refs]
    rows = [lookup.refs[id] for id in reversed(articles)]
    told = Counter(lookup.story_of[id].id for id in articles if id in lookup.story_of)
    first = _view(lookup, entity, articles, rows, told, spans)
    needs = tuple(dict.fromkeys(context.key for context in first.contexts))
    yield Page(f"{entity_url(entity.id)}index.html", "entity", first, needs)
    for number, part in enumerate(parts(rows, PAGE)[1:], 2):
        yield Page(f"{entity_url(entity.id)}page-{number}/index.html", "entity-more", _more(first, tuple(part), number))


def _view(lookup: Lookup, entity: Entity, articles: list[str], rows: list[Ref], told: Counter[str],
          spans: dict[str, list[tuple[int, int]]]) -> EntityView:  # fmt: skip
    together = _together(lookup, entity, articles)
    return EntityView(
        site=lookup.options, entity=_bare(entity), rows=tuple(rows[:PAGE]), page=1, pages=len(parts(rows, PAGE)),
        articles=len(articles), stories=_stories(lookup, told), story_count=len(told),
        months=tallies(lookup.cards[id].published for id in articles), outlets=_outlets(lookup, articles),
        together=_by_type(lookup, together),
        links=_links(lookup, articles, [id for id, _ in _strongest(together)]),
        contexts=_contexts(lookup, articles, spans),
    )  # fmt: skip


def _bare(entity: Entity) -> Entity:
    """The entity without its list of articles, which the view holds in the part a page shows."""

    return msgspec.structs.replace(entity, articles=())


def _more(first: EntityView, rows: tuple[Ref, ...], page: int) -> EntityView:
    return EntityView(first.site, first.entity, rows, page, first.pages, first.articles, (), first.story_count,
                      (), (), (), (), ())  # fmt: skip


def _together(lookup: Lookup, entity: Entity, articles: list[str]) -> Counter[str]:
    """Entities mentioned in the same articles, by the number of articles."""
    counted = Counter(chain.from_iterable(lookup.named_in.get(id, ()) for id in articles))
    counted.pop(entity.id, None)
    return counted


def _by_type(lookup: Lookup, together: Counter[str]) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """The strongest companions of each type."""
    groups: dict[str, list[tuple[str, int]]] = {type: [] for type in TYPES}
    for id, count in together.items():
        groups[id.split("/", 1)[0]].append((id, count))
    return tuple((type, lookup.ranked(group, MOST_TOGETHER)) for type, group in groups.items())


def _strongest(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:EGO]


def _links(lookup: Lookup, articles: list[str], circle: list[str]) -> tuple[tuple[int, int, int], ...]:
    """Between the strongest companions, by their rank: in how many of these articles both occur."""
    rank = {id: number for number, id in enumerate(circle)}
    counted: Counter[tuple[int, int]] = Counter()
    for id in articles:
        present = sorted(rank[name] for name in lookup.named_in.get(id, ()) if name in rank)
        counted.update(combinations(present, 2))
    return tuple((a, b, n) for (a, b), n in sorted(counted.items()))


def _stories(lookup: Lookup, told: Counter[str]) -> tuple[StoryRow, ...]:
    ranked = sorted(told.items(), key=lambda item: (-item[1], item[0]))[:20]
    return tuple(lookup.row_of_story[id] for id, _ in ranked)


def _outlets(lookup: Lookup, articles: list[str]) -> tuple[Named, ...]:
    counted = Counter(lookup.cards[id].outlet or "" for id in articles)
    ranked = sorted(((name, n) for name, n in counted.items() if name), key=lambda item: (-item[1], item[0]))
    return tuple(Named(outlet_url(name), name, count) for name, count in ranked[:12])


def _contexts(lookup: Lookup, articles: list[str], spans: dict[str, list[tuple[int, int]]]) -> tuple[Context, ...]:
    """Mentions for the concordance, newest first: of versions with the same words only one."""
    made: list[Context] = []
    seen = set[str]()
    for id in reversed(articles):
        card = lookup.cards[id]
        if id in spans and card.text_sha not in seen and len(made) < MOST_CONTEXTS:
            seen.add(card.text_sha)
            made.append(Context(lookup.refs[id], card.key, tuple(spans[id][:MOST_MENTIONS])))
    return tuple(made)


def _feed(lookup: Lookup, entity: Entity) -> Page:
    newest = [id for id in reversed(entity.articles) if id in lookup.refs][:30]
    entries = tuple((lookup.refs[id], lookup.cards[id].lede) for id in newest)
    home = entity_url(entity.id)
    return Page(f"{home}feed.xml", "feed", FeedView(lookup.options, entity.name, home, entries))


def _aliases(lookup: Lookup) -> Iterator[Page]:
    """A redirect from each alias of two or more words that only one entity of its type has."""
    owners: dict[str, set[str]] = {}
    for entity in lookup.site.entities.entities:
        for alias in entity.aliases:
            if len(alias.split()) >= 2:
                owners.setdefault(f"{entity.type}/{slug(alias)}", set()).add(entity.id)
    for address, ids in sorted(owners.items()):
        if len(ids) == 1 and address not in lookup.entities:
            entity = lookup.entities[next(iter(ids))]
            view = RedirectView(lookup.options, entity_url(entity.id), entity.name)
            yield Page(f"{address}/index.html", "redirect", view)
