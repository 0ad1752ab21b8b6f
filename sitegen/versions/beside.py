"""What two versions' cards say beside their texts: headlines that differ, and days that only the dates of publication tell apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from sitegen.model import Basis, Change, Changes, RelationKind
from sitegen.versions.align import Aligned, Row
from sitegen.versions.days import resolve
from sitegen.versions.facts import Fact, between, day_facts, sentence_at
from sitegen.versions.style import RELATIVE_DAYS, same_but_for_style
from sitegen.versions.tokens import Words

OWN_TITLES: frozenset[Basis] = frozenset({"stated", "embedded", "curated"})
Title = tuple[str, Basis | None]
MIRRORED: dict[RelationKind, RelationKind] = {"abridged": "expanded", "expanded": "abridged"}


def with_headlines(changes: Changes, a: Title, b: Title) -> Changes:
    """The changes with both headlines, where each version has one of its own and they say different things."""
    if a[1] not in OWN_TITLES or b[1] not in OWN_TITLES or same_but_for_style(Words(a[0]).folded, Words(b[0]).folded):
        return changes
    return msgspec.structs.replace(changes, headlines=(Change(a[0], b[0], ""),))


def with_days(changes: Changes, aligned: tuple[Aligned, Sequence[Row]], days: tuple[dt.date, dt.date]) -> Changes:
    """The changes with the days that "Saturday" in a text of one day and "yesterday" in one of another do not agree on."""
    found, passages = aligned
    made = [
        Change(x.shown, y.shown, sentence_at(found.b, y.first))
        for row in passages if row.a and row.b for one in row.differences
        for x, y in _beside(found, (one.a0, one.a1), (one.b0, one.b1))
        if (x.value in RELATIVE_DAYS) != (y.value in RELATIVE_DAYS) and _disagree(x, y, days)
    ]  # fmt: skip
    return msgspec.structs.replace(changes, dates=(*changes.dates, *dict.fromkeys(made))) if made else changes


def _beside(found: Aligned, a: tuple[int, int], b: tuple[int, int]) -> list[tuple[Fact, Fact]]:
    """The only day on each side of a difference."""
    one, other = between(found.a, day_facts, a), between(found.b, day_facts, b)
    return [(one[0], other[0])] if len(one) == len(other) == 1 else []


def _disagree(x: Fact, y: Fact, days: tuple[dt.date, dt.date]) -> bool:
    one, other = meant(x.value, days[0]), meant(y.value, days[1])
    return one is not None and other is not None and (one - other).days % 7 != 0


def meant(value: str, known: dt.date) -> dt.date | None:
    """The day that a day's name means in a text of the day `known`."""
    if value in RELATIVE_DAYS:
        return known + dt.timedelta(days=RELATIVE_DAYS[value])
    return resolve(value, known)


def read_from(relation: RelationKind, pair: tuple[str, str], a: str) -> RelationKind:
    """A relation decided for a pair, as it reads from `a`."""
    return relation if pair[0] == a else MIRRORED.get(relation, relation)
