"""Filters: a posting list for each value, columns of values by article for the counts, the months."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from ..model import Card, Site
from .codec import column, digest, pack, text_block
from .shape import VALUE_MARK
from .words import fold_text

FIELDS = ("outlet", "agency", "language", "place", "person", "organisation", "story")
"""The fields a filter can name, besides `date`."""
MOST_VALUES, MOST_STORIES = 20_000, 5_000
"""Values of a field that are counted, those of most articles: their names come with the column. A story's is long."""


class Value(msgspec.Struct, frozen=True):
    """One value of a field: its key in `field:key`, its label, the numbers of its articles, ascending."""

    field: str
    key: str
    label: str
    articles: tuple[int, ...]


def values(site: Site) -> tuple[Value, ...]:
    """Every field's values, sorted by field, then articles (most first), then label."""
    number = {card.id: n for n, card in enumerate(site.cards)}
    found = [
        *_of_cards(site.cards, "outlet", lambda card: (card.outlet,)),
        *_of_cards(site.cards, "agency", lambda card: card.agencies),
        *_of_cards(site.cards, "language", lambda card: (card.language,)),
    ]
    for entity in site.entities.entities:
        numbers = tuple(sorted({number[id_] for id_ in entity.articles if id_ in number}))
        found.append(Value(entity.type, entity.id.partition("/")[2], " ".join(entity.name.split()), numbers))
    for story in site.versions.stories:
        numbers = tuple(sorted({number[id_] for id_ in story.articles if id_ in number}))
        found.append(Value("story", story.id, story.title, numbers))
    kept = (value for value in found if value.articles)
    return tuple(sorted(kept, key=_place))


def _of_cards(cards: Sequence[Card], field: str, of: Callable[[Card], Sequence[str | None]]) -> list[Value]:
    """Values of a card's field; spellings that fold alike are one, under the commonest spelling."""
    numbers: dict[str, list[int]] = {}
    labels: dict[str, Counter[str]] = {}
    known: dict[str, tuple[str, str]] = {}
    for number, card in enumerate(cards):
        for written in dict.fromkeys(of(card)):
            if not written:
                continue
            if written not in known:
                name = " ".join(written.split())
                known[written] = name, fold_text(name)
            name, key = known[written]
            if not key:
                continue
            labels.setdefault(key, Counter())[name] += 1
            if numbers.setdefault(key, [])[-1:] != [number]:
                numbers[key].append(number)
    return [
        Value(field, key, min(labels[key], key=lambda name: (-labels[key][name], name)), tuple(rows))
        for key, rows in numbers.items()
    ]


def counted(found: Sequence[Value]) -> list[Value]:
    """The values that results are counted by, of an archive's: the same in all its segments."""
    most = dict.fromkeys(FIELDS, MOST_VALUES) | {"story": MOST_STORIES}
    return [value for field in FIELDS for value in [one for one in found if one.field == field][: most[field]]]


def between(found: Sequence[Value], first: int, end: int) -> list[Value]:
    """The values of the articles from `first` to before `end`, with numbers from 0 on, most articles first."""
    kept = []
    for value in found:
        low, high = bisect_left(value.articles, first), bisect_left(value.articles, end)
        if low < high:
            kept.append(msgspec.structs.replace(value, articles=tuple(n - first for n in value.articles[low:high])))
    return sorted(kept, key=_place)


def _place(value: Value) -> tuple[int, int, str, str]:
    return FIELDS.index(value.field), -len(value.articles), value.label, value.key


def postings(found: Sequence[Value]) -> list[tuple[str, bytes]]:
    """Term → article numbers as `<u4` bytes, for the reduction."""
    return [(f"{VALUE_MARK}{value.field}:{value.key}", np.array(value.articles, "<u4").tobytes()) for value in found]


def columns(found: Sequence[Value], articles: int) -> list[tuple[str, str, bytes]]:
    """(field, file name, bytes): a list of [key, label, articles], then for each article how many of
    these values it has, then their numbers in that list, ascending."""
    return [_column(field, [value for value in found if value.field == field], articles) for field in FIELDS]


def _column(field: str, found: list[Value], articles: int) -> tuple[str, str, bytes]:
    numbers = np.concatenate([np.array(value.articles, np.int64) for value in found] or [np.zeros(0, np.int64)])
    which = np.repeat(np.arange(len(found)), [len(value.articles) for value in found])
    order = np.argsort(numbers, kind="stable")
    counts = np.bincount(numbers, minlength=articles)
    listed = [[value.key, value.label, len(value.articles)] for value in found]
    raw = text_block(compact(listed)) + column(counts) + column(which[order])
    return field, f"c/{field}-{digest(raw)}.gz", pack(raw)


def months(cards: Sequence[Card]) -> list[Any]:
    """month (or year), first number, … of the dated articles, in order."""
    return _steps(cards, 7)


def days(cards: Sequence[Card]) -> list[Any]:
    """day (or month, year), first number, … of the dated articles, in order."""
    return _steps(cards, 10)


def _steps(cards: Sequence[Card], characters: int) -> list[Any]:
    found: list[Any] = []
    for number, card in enumerate(cards):
        date = (card.published or "")[:characters]
        if date and (not found or found[-2] != date):
            found += [date, number]
    return found


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
