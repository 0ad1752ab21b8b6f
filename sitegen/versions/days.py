"""Dates as spans of time, and what "yesterday" beside "Saturday" says about an undated version."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sitegen.model import Basis, Field
from sitegen.versions.align import Aligned, Row
from sitegen.versions.facts import Fact, between, day_facts, sentence_at
from sitegen.versions.style import MONTHS, RELATIVE_DAYS, WEEKDAYS, plain_word

KNOWN: frozenset[Basis] = frozenset({"stated", "embedded", "curated"})
"""Bases of a date that stories may be judged by; never one that was inferred from a sibling."""
NOT_PAST = frozenset(["next", "will", "would", "until", "till", "due"])
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):?(\d{2})?(?::?(\d{2}))?\S*)?)?)?$")


class When(NamedTuple):
    """The earliest and the latest moment that a written date can mean, in hours since 0001-01-01 UTC.
    A day counts as its midnight: two days three apart are 72 hours apart."""

    first: float
    last: float


@lru_cache(maxsize=1 << 15)
def when(iso: str | None) -> When | None:
    """None for no date, or for what is none.

    >>> when("2024-12-08").first - when("2024-12-07").first
    24.0
    """
    found = _ISO.match(iso) if iso else None
    if not found or iso is None:
        return None
    year, month, day, hour, *_ = found.groups()
    try:
        if hour is not None:
            return _moment(iso)
        first = dt.date(int(year), int(month or 1), int(day or 1))
        last = (
            first
            if day
            else dt.date(first.year, int(month or 12), calendar.monthrange(first.year, int(month or 12))[1])
        )
    except ValueError:
        return None
    return When(first.toordinal() * 24.0, last.toordinal() * 24.0)


def _moment(iso: str) -> When | None:
    moment = dt.datetime.fromisoformat(iso)
    if moment.tzinfo is not None:
        moment = moment.astimezone(dt.UTC)
    hours = moment.toordinal() * 24 + moment.hour + moment.minute / 60 + moment.second / 3600
    return When(hours, hours)


def apart(one: When, other: When) -> float:
    """Hours that lie between two dates at least."""
    return max(0.0, one.first - other.last, other.first - one.last)


def day_of(iso: str | None) -> dt.date | None:
    """The calendar day as written, without regard to time zones; None for a year or a month."""
    try:
        return dt.date.fromisoformat(iso[:10]) if iso and len(iso) >= 10 else None
    except ValueError:
        return None


# ------------------------------------------------------------------------------------ deixis


class Witness(NamedTuple):
    """One aligned passage that dates the undated version: the day it must have appeared, and both wordings."""

    day: dt.date
    here: str
    there: str
    named: str
    named_day: dt.date


def witnesses(found: Aligned, passages: Sequence[Row], known: dt.date) -> list[Witness]:
    """What the aligned passages say about b's day of publication, a's being `known`: a names a day by its
    weekday or date where b says "yesterday", "today" or "tomorrow"."""
    made = []
    for row in passages:
        if not row.a or not row.b or not row.differences:
            continue
        for one in row.differences:
            relative = [f for f in between(found.b, day_facts, (one.b0, one.b1)) if f.value in RELATIVE_DAYS]
            named = [f for f in between(found.a, day_facts, (one.a0, one.a1)) if f.value not in RELATIVE_DAYS]
            if len(relative) == 1 and len(named) == 1:
                made += _witness(found, named[0], relative[0], known)
    return made


def _witness(found: Aligned, named: Fact, relative: Fact, known: dt.date) -> list[Witness]:
    there, here = sentence_at(found.a, named.first), sentence_at(found.b, relative.first)
    event = resolve(named.value, known)
    if event is None or (
        named.value in WEEKDAYS and NOT_PAST & set(found.a.folded[max(0, named.first - 6) : named.stop])
    ):
        return []
    day = event - dt.timedelta(days=RELATIVE_DAYS[relative.value])
    if not -1 <= (day - known).days <= 7:
        return []
    return [Witness(day, here, there, named.shown, event)]


def resolve(value: str, known: dt.date) -> dt.date | None:
    """The day that a weekday or a "7 december" means in a text of the day `known`: the last one, or that day itself.

    >>> resolve("saturday", dt.date(2024, 12, 7)).isoformat(), resolve("7 december", dt.date(2024, 12, 9)).isoformat()
    ('2024-12-07', '2024-12-07')
    """
    if value in WEEKDAYS:
        return known - dt.timedelta(days=(known.weekday() - WEEKDAYS.index(value)) % 7)
    number = next((int(word) for word in value.split() if word.isdigit()), None)
    month = next((MONTHS.index(plain_word(word)) + 1 for word in value.split() if plain_word(word) in MONTHS), None)
    if number is None or month is None:
        return None
    try:
        made = dt.date(known.year, month, number)
        return made if (made - known).days < 180 else made.replace(year=known.year - 1)
    except ValueError:
        return None


def inferred_day(found: Sequence[tuple[Witness, str]]) -> Field | None:
    """The field for the day most passages speak for; None where as many speak for another.
    Each witness comes with the id of the dated version."""
    if not found:
        return None
    votes: dict[dt.date, int] = {}
    for witness, _ in found:
        votes[witness.day] = votes.get(witness.day, 0) + 1
    ranked = sorted(votes, key=lambda day: (-votes[day], day))
    if len(ranked) > 1 and votes[ranked[0]] == votes[ranked[1]]:
        return None
    witness, sibling = next(one for one in found if one[0].day == ranked[0])
    evidence = (
        f"here “{witness.here}” — there “{witness.there}” "
        f"({sibling}: {witness.named} = {witness.named_day.isoformat()})"
    )
    return Field("published", ranked[0].isoformat(), "inferred", "deixis", evidence)
