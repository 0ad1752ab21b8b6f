"""Which facts differ between two aligned versions.

Facts whose words stand unchanged in both are left alone. Of the others, those that stand in one place of a few words and count
the same thing became one another; what has its equal anywhere in the other passage only moved; what is left was dropped or added.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sitegen.model import Change, Changes
from sitegen.versions.align import Aligned, Row
from sitegen.versions.edits import Difference
from sitegen.versions.facts import (
    Fact,
    Finder,
    between,
    day_facts,
    figure_facts,
    may_mean_one,
    name_facts,
    same_figure,
    sentence_at,
)
from sitegen.versions.said import quote_changes
from sitegen.versions.style import RELATIVE_DAYS
from sitegen.versions.tokens import Words

Range = tuple[int, int]
Two = tuple[Fact, Fact]
SMALL_DIFFERENCE = 6
"""Words; in a larger difference a fact does not stand for another just because both are there."""


class Kind(NamedTuple):
    """How facts of one kind are found, whether two mean the same, and whether they are worth telling when they have no
    counterpart (`alone`)."""

    find: Finder
    same: Callable[[Fact, Fact], bool]
    alone: bool


def same_name(one: Fact, other: Fact) -> bool:
    return may_mean_one(one.value, other.value)


def same_day(one: Fact, other: Fact) -> bool:
    """The same day, or a weekday here and "yesterday" there: that is house style."""
    return one.value == other.value or (one.value in RELATIVE_DAYS) != (other.value in RELATIVE_DAYS)


KINDS = (Kind(figure_facts, same_figure, True), Kind(name_facts, same_name, True), Kind(day_facts, same_day, False))


def changes_of(found: Aligned, passages: list[Row]) -> Changes:
    """The facts that differ in edited and moved passages. What was added or dropped as a whole sentence is
    a passage of its own and not listed again."""
    edited = [row for row in passages if row.a and row.b and row.differences]
    figures, names, days = (
        tuple(dict.fromkeys(change for row in edited for change in _differing(found, row, kind))) for kind in KINDS
    )
    quotes = tuple(dict.fromkeys(quote_changes(found, edited)))
    return Changes(_outside(figures, quotes), _outside(names, quotes), quotes, days)


def _outside(facts: tuple[Change, ...], quotes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Without what only went or came with a quotation that is told already."""
    return tuple(
        one for one in facts
        if (one.from_ and one.to)
        or not any((one.from_ and one.from_ in (q.from_ or "")) or (one.to and one.to in (q.to or "")) for q in quotes)
    )  # fmt: skip


def _differing(found: Aligned, row: Row, kind: Kind) -> list[Change]:
    """Facts of one kind that became others in one passage, and those that only one side has."""
    assert row.a and row.b
    real = [one for one in row.differences if not one.minor]
    all_a, all_b = (between(text, kind.find, words) for text, words in ((found.a, row.a), (found.b, row.b)))
    if not real or not (all_a or all_b):
        return []
    gone = [fact for fact in all_a if any(_inside(fact, one.a0, one.a1) for one in real)]
    new = [fact for fact in all_b if any(_inside(fact, one.b0, one.b1) for one in real)]
    pairs = _replaced(found, real, (gone, new), kind)
    settled = [fact for pair in pairs for fact in pair]
    gone, new = _without(gone, settled, all_b, kind), _without(new, settled, all_a, kind)
    pairs += _swapped(real, (gone, new), kind)
    made = [Change(x.shown, y.shown, sentence_at(found.b, y.first)) for x, y in pairs if not kind.same(x, y)]
    return made + (_alone(found, gone, new, pairs) if kind.alone else [])


def _inside(fact: Fact, first: int, stop: int) -> bool:
    return fact.first < stop and fact.stop > first


def _replaced(found: Aligned, real: list[Difference], touched: tuple[list[Fact], list[Fact]], kind: Kind) -> list[Two]:
    """The only two facts of one difference, where they count the same thing or are all that differs."""
    made = []
    for one in real:
        gone = [fact for fact in touched[0] if _inside(fact, one.a0, one.a1)]
        new = [fact for fact in touched[1] if _inside(fact, one.b0, one.b1)]
        if len(gone) != 1 or len(new) != 1:
            continue
        x, y = gone[0], new[0]
        bare = one.a1 - one.a0 <= x.stop - x.first and one.b1 - one.b0 <= y.stop - y.first
        if kind.same(x, y) or (bare and x.unit == y.unit and x.weak == y.weak):
            made.append((x, y))
    return made


def _without(facts: list[Fact], settled: list[Fact], others: list[Fact], kind: Kind) -> list[Fact]:
    """The facts that are neither settled nor have their equal on the other side of the passage."""
    free = [other for other in others if all(other is not one for one in settled)]
    return [
        fact for fact in facts
        if all(fact is not one for one in settled) and not any(kind.same(fact, other) for other in free)
    ]  # fmt: skip


def _swapped(real: list[Difference], left: tuple[list[Fact], list[Fact]], kind: Kind) -> list[Two]:
    """Facts that count the same thing, in order; in a small difference, the k-th of as many on both sides."""
    pairs: list[Two] = []
    new = list(left[1])
    for before in left[0]:
        same = next((fact for fact in new if fact.unit and fact.unit == before.unit and fact.weak == before.weak), None)
        if same is not None:
            new.remove(same)
            pairs.append((before, same))
    gone = [fact for fact in left[0] if all(fact is not pair[0] for pair in pairs)]
    for one in real:
        out = [fact for fact in gone if _inside(fact, one.a0, one.a1)]
        come = [fact for fact in new if _inside(fact, one.b0, one.b1)]
        if len(out) == len(come) and one.size <= SMALL_DIFFERENCE:
            pairs += [(x, y) for x, y in zip(out, come, strict=True) if x.weak == y.weak]
    return pairs


def _alone(found: Aligned, gone: list[Fact], new: list[Fact], pairs: list[Two]) -> list[Change]:
    """What has no counterpart and stands nowhere in the other text."""
    told = [fact for pair in pairs for fact in pair]
    made = [Change(x.shown, None, sentence_at(found.a, x.first)) for x in gone if _is_lost(x, told, found.b)]
    return made + [Change(None, y.shown, sentence_at(found.b, y.first)) for y in new if _is_lost(y, told, found.a)]


def _is_lost(fact: Fact, told: list[Fact], other: Words) -> bool:
    return not fact.weak and all(fact is not one for one in told) and is_absent(fact, other)


def is_absent(fact: Fact, text: Words) -> bool:
    """Does the text have the fact's words nowhere?"""
    return not all(word in text.plain for word in fact.value.split())
