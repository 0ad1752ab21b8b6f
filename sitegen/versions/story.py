"""One group of articles as a Story: alignments, inferred fields, lineage, order, pairs and synopsis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec
import numpy as np

from sitegen.model import Cache, Card, Descent, Field, Pair, RelationKind, Story
from sitegen.versions.beside import read_from, with_days, with_headlines
from sitegen.versions.crowd import Near, descend_crowd, nearest_of
from sitegen.versions.days import Witness, day_of, inferred_day, when, witnesses
from sitegen.versions.find import known_date
from sitegen.versions.lineage import Matrix, Version, descend, precedence, rank_of, shared_counts
from sitegen.versions.measure import Comparison, compare_texts, share
from sitegen.versions.prints import Hashes, fingerprints
from sitegen.versions.stored import digest, words_of
from sitegen.versions.synopsis import synopsis, written
from sitegen.versions.tokens import Words
from sitegen.versions.witness import only_two

ALL_PAIRS = 50
"""Distinct texts (and articles) up to which every pair is compared."""
LINEAGE_MOST = 500
"""Distinct texts up to which every two are compared by their fingerprints."""
WITNESSES_ASKED = 6
"""Dated siblings that are asked about the date of an undated version, nearest first."""
SAME_TITLE = frozenset({"identical", "reprint"})


class Orders(msgspec.Struct, frozen=True):
    """What the archivist decided about one story."""

    order: tuple[str, ...] = ()
    base: str = ""
    title: str = ""
    relations: tuple[tuple[str, str, RelationKind], ...] = ()

    @property
    def tells(self) -> bool:
        """Does it say anything at all?"""
        return bool(self.order or self.base or self.title or self.relations)


class Told(msgspec.Struct, frozen=True):
    """A story with the fields inferred for its articles, by id."""

    story: Story
    inferred: dict[str, tuple[Field, ...]] = {}


class Texts(NamedTuple):
    """The story's cards, their distinct texts, which text each card has, the texts' hashes and how many each two share; above
    LINEAGE_MOST texts the nearest few of each instead (`near`)."""

    cards: Sequence[Card]
    words: list[Words]
    shas: list[str]
    of_card: list[int]
    prints: Sequence[Hashes]
    shared: Matrix
    near: Near


def tell(cards: Sequence[Card], stores: tuple[Cache, Cache], orders: Orders) -> Told:
    """The whole of one story; alignments and synopsis go into the cache."""
    texts = _texts(cards, stores)
    comparisons = Comparisons(texts)
    dates = _infer_dates(texts, comparisons)
    versions = [_version(card, dates.get(card.id)) for card in cards]
    lineage = _lineage(texts, versions, comparisons)
    order = _order(versions, lineage, orders.order)
    lineage = [lineage[at] for at in order]
    ids = [cards[at].id for at in order]
    base = orders.base if orders.base in ids else ids[0]
    pairs = _pairs(texts, order, (lineage, base), (comparisons, orders), stores[1])
    titles = _infer_titles([cards[at] for at in order], pairs)
    story = Story(
        ids[0], _title(cards, order, titles, orders), tuple(ids), tuple(pairs), tuple(lineage), base,
        _synopsis(texts, (order, ids.index(base)), comparisons, stores[1]),
    )  # fmt: skip
    inferred = {
        id_: (*dates_of, *titles.get(id_, ()))
        for id_ in ids
        if (dates_of := _as_fields(dates.get(id_))) or id_ in titles
    }
    return Told(story, inferred)


def _as_fields(field: Field | None) -> tuple[Field, ...]:
    return () if field is None else (field,)


def _texts(cards: Sequence[Card], stores: tuple[Cache, Cache]) -> Texts:
    shas = list(dict.fromkeys(card.text_sha for card in cards))
    first = {card.text_sha: card.key for card in reversed(cards)}
    number = {sha: at for at, sha in enumerate(shas)}
    few = len(shas) <= LINEAGE_MOST
    words = words_of(stores[0], [first[sha] for sha in shas])
    if any(text.coarse for text in words):
        words = [text.in_pieces for text in words]
    prints = fingerprints([one.text for one in words])
    shared, near = (shared_counts(prints), []) if few else (np.eye(1), nearest_of(prints))
    return Texts(cards, words, shas, [number[card.text_sha] for card in cards], prints, shared, near)


class Comparisons:
    """Comparisons of the story's texts by number, made once each."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._made: dict[tuple[int, int], Comparison] = {}

    def of(self, a: int, b: int) -> Comparison:
        if (a, b) not in self._made:
            self._made[a, b] = compare_texts(self._texts.words[a], self._texts.words[b])
        return self._made[a, b]


def _lineage(texts: Texts, versions: Sequence[Version], comparisons: Comparisons) -> list[Descent]:
    """Descents of the distinct texts, each told by its first article; its copies come from that one."""
    first: dict[int, int] = {}
    for at in sorted(range(len(versions)), key=lambda at: precedence(versions[at])):
        first.setdefault(texts.of_card[at], at)
    chosen = [versions[first[text]] for text in range(len(texts.shas))]
    if texts.near:
        told = descend_crowd(chosen, texts.prints, texts.near)
    else:
        told = descend(chosen, texts.shared, partial(_swaps, comparisons), only_two(texts.words))
    return [
        told[text] if first[text] == at else _copy(versions[at], chosen[text]) for at, text in enumerate(texts.of_card)
    ]


def _copy(version: Version, original: Version) -> Descent:
    later = version.first is not None and original.until is not None and version.first >= original.until
    dates = ""
    if version.date and original.date:
        same = version.date == original.date
        dates = f"; both dated {version.date}" if same else f"; dated {original.date} and {version.date}"
    return Descent(version.id, original.id, 0.95 if later else 0.7, f"the same words{dates}")


def _swaps(comparisons: Comparisons, one: int, other: int) -> int:
    changes = comparisons.of(min(one, other), max(one, other)).changes
    return sum(1 for c in (*changes.figures, *changes.names, *changes.quotes) if c.from_ and c.to)


def _version(card: Card, inferred: Field | None) -> Version:
    date = str(inferred.value) if inferred else card.published
    moment = when(date)
    agencies = frozenset(card.agencies)
    return Version(
        card.id, date, moment.first if moment else None, moment.last + (24 if _is_day(date) else 0) if moment else None,
        rank_of(card.labels), ", ".join(card.labels), agencies, bool(agencies) and card.outlet in (None, *agencies),
        inferred.rule if inferred else "",
    )  # fmt: skip


def _is_day(date: str | None) -> bool:
    return date is not None and len(date) <= 10


# ------------------------------------------------------------------------------------ inferred fields


def _infer_dates(texts: Texts, comparisons: Comparisons) -> dict[str, Field]:
    """Dates for undated versions, from what aligned dated versions call the same days."""
    dated = [at for at, card in enumerate(texts.cards) if known_date(card) and day_of(card.published)]
    made = {}
    for at, card in enumerate(texts.cards):
        if card.published is None and dated:
            field = inferred_day(_testimony(texts, comparisons, at, dated))
            if field is not None:
                made[card.id] = field
    return made


def _testimony(texts: Texts, comparisons: Comparisons, at: int, dated: list[int]) -> list[tuple[Witness, str]]:
    """What the nearest dated versions say about the day of the version `at`, with their ids."""
    own = texts.of_card[at]
    nearest = sorted(dated, key=lambda other: (-_shared(texts, texts.of_card[other], own), texts.cards[other].id))
    found = []
    for other in nearest[:WITNESSES_ASKED]:
        day = day_of(texts.cards[other].published)
        if day is not None and texts.of_card[other] != own:
            comparison = comparisons.of(texts.of_card[other], own)
            found += [(one, texts.cards[other].id) for one in witnesses(comparison.found, comparison.passages, day)]
    return found


def _infer_titles(cards: Sequence[Card], pairs: Sequence[Pair]) -> dict[str, tuple[Field, ...]]:
    """A version without a headline takes that of a version with (nearly) the same words."""
    by_id = {card.id: card for card in cards}
    made: dict[str, tuple[Field, ...]] = {}
    for pair in pairs:
        if pair.relation in SAME_TITLE:
            for bare, other in ((by_id[pair.b], by_id[pair.a]), (by_id[pair.a], by_id[pair.b])):
                if bare.title_basis == "supplied" and other.title_basis != "supplied" and bare.id not in made:
                    evidence = f"the {pair.relation} {other.id} has this title"
                    made[bare.id] = (Field("title", other.title, "inferred", "sibling", evidence),)
    return made


# ------------------------------------------------------------------------------------ order


def _order(versions: Sequence[Version], lineage: Sequence[Descent], decided: Sequence[str]) -> list[int]:
    """Card numbers, oldest first: by day, then down the lineage, then by time and id. The archivist's order of the
    articles it names holds among the places that these take."""
    number = {version.id: at for at, version in enumerate(versions)}
    keys = {at: _place(versions, lineage, number, at) for at in range(len(versions))}
    order = sorted(keys, key=lambda at: keys[at])
    named = [number[id_] for id_ in decided if id_ in number]
    places = iter(named)
    return [next(places) if at in named else at for at in order]


def _place(
    versions: Sequence[Version], lineage: Sequence[Descent], number: dict[str, int], at: int
) -> tuple[str, int, str, str]:
    depth, here = 0, at
    own = versions[at].date if versions[at].is_exact else None
    day = own
    while (parent := lineage[here].from_) is not None and depth <= len(versions):
        here = number[parent]
        depth += 1
        day = day or (versions[here].date if versions[here].is_exact else None)
    if day is None:
        children = [
            versions[k].date for k, one in enumerate(lineage) if one.from_ == versions[at].id and versions[k].is_exact
        ]
        day = min((date for date in children if date), default="9999")
    return day[:10], depth, own or "", versions[at].id


# ------------------------------------------------------------------------------------ pairs, synopsis


def _pairs(
    texts: Texts, order: list[int], frame: tuple[Sequence[Descent], str], work: tuple[Comparisons, Orders], cache: Cache
) -> list[Pair]:
    comparisons, orders = work
    made, stored = [], {}
    for a, b in _wanted(texts, order, frame):
        comparison = comparisons.of(texts.of_card[a], texts.of_card[b])
        value = msgspec.msgpack.encode(comparison.alignment)
        key = digest("alignment", value)  # by what it says: a page is drawn anew when that changes, for whatever reason
        stored[key] = value
        made.append(_pair(texts.cards[a], texts.cards[b], (comparison, key), orders))
    cache.put_many(stored)
    return made


def _pair(a: Card, b: Card, compared: tuple[Comparison, str], orders: Orders) -> Pair:
    comparison, key = compared
    sizes = comparison.sizes
    decided = next((read_from(kind, (x, y), a.id) for x, y, kind in orders.relations if {x, y} == {a.id, b.id}), None)
    changes = with_headlines(comparison.changes, (a.title, a.title_basis), (b.title, b.title_basis))
    days = day_of(a.published), day_of(b.published)
    if days[0] and days[1] and known_date(a) and known_date(b):
        changes = with_days(changes, (comparison.found, comparison.passages), (days[0], days[1]))
    return Pair(
        a.id, b.id, decided or comparison.relation, share(sizes.common_a, sizes.words_a), share(sizes.common_b, sizes.words_b),
        sizes.moved, changes, key, sizes.kinds,
    )  # fmt: skip


def _wanted(texts: Texts, order: list[int], frame: tuple[Sequence[Descent], str]) -> list[tuple[int, int]]:
    """Card numbers of the pairs to tell of, older first. Copies of one text in a large story go with their first."""
    lineage, base = frame
    number = {card.id: at for at, card in enumerate(texts.cards)}
    place = {at: k for k, at in enumerate(order)}
    if len(order) <= ALL_PAIRS:
        return [(a, b) for k, a in enumerate(order) for b in order[k + 1 :]]
    first: dict[int, int] = {}
    for at in order:
        first.setdefault(texts.of_card[at], at)
    wanted = {(first[texts.of_card[at]], at) for at in order}
    if len(first) <= ALL_PAIRS:
        kinds = list(first.values())
        wanted |= {(a, b) for k, a in enumerate(kinds) for b in kinds[k + 1 :]}
    wanted |= {(number[base], at) for at in order}
    wanted |= {(number[up], number[one.article]) for one in lineage for up in (one.from_, *one.also) if up is not None}
    ordered = {(a, b) if place[a] < place[b] else (b, a) for a, b in wanted if a != b}
    return sorted(ordered, key=lambda pair: (place[pair[0]], place[pair[1]]))


def _synopsis(texts: Texts, frame: tuple[list[int], int], comparisons: Comparisons, cache: Cache) -> str:
    """Store the synopsis of the story in its order, read against the base at its place in it; returns the key."""
    order, base = frame
    distinct = list(dict.fromkeys(texts.of_card[at] for at in order))
    place = {text: at for at, text in enumerate(distinct)}
    columns = [place[texts.of_card[at]] for at in order]
    words = [texts.words[at] for at in distinct]
    nearest = [_nearest(texts, distinct, at) for at in range(len(distinct))]
    align = lambda a, b: comparisons.of(distinct[a], distinct[b]).found.matches  # noqa: E731
    value = msgspec.msgpack.encode(written(synopsis(words, nearest, align), words, columns, columns[base]))
    key = digest("synopsis", value)
    cache.put_many({key: value})
    return key


def _nearest(texts: Texts, distinct: list[int], at: int) -> int | None:
    """The place before `at` of the text that has most in common with the one there."""
    if at == 0:
        return None
    if not texts.near:
        return max(range(at), key=lambda other: (_shared(texts, distinct[other], distinct[at]), -other))
    place = {text: k for k, text in enumerate(distinct[:at])}
    known = [(share, -place[other]) for other, share in texts.near[distinct[at]].items() if other in place]
    return -max(known)[1] if known else 0


def _shared(texts: Texts, one: int, other: int) -> float:
    return float(texts.near[one].get(other, 0.0)) if texts.near else float(texts.shared[one, other])


def _title(cards: Sequence[Card], order: list[int], titles: dict[str, tuple[Field, ...]], orders: Orders) -> str:
    """The archivist's title; else the oldest version's own headline; else what was supplied for it."""
    if orders.title:
        return orders.title
    own = [cards[at].title for at in order if cards[at].title_basis != "supplied"]
    return own[0] if own else cards[order[0]].title


__all__ = ["Orders", "Told", "tell"]
