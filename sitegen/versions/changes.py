"""Which facts differ between two aligned versions."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model import Change, Changes
from sitegen.versions.align import Aligned, Row
from sitegen.versions.edits import Difference
from sitegen.versions.facts import (
    QUOTE_LEAST,
    Fact,
    Finder,
    between,
    day_facts,
    figure_facts,
    name_facts,
    plain_name,
    quote_ranges,
    sentence_at,
)
from sitegen.versions.tokens import Words

Range = tuple[int, int]
SMALL_DIFFERENCE = 6
"""Words; in a larger difference a fact does not stand for another just because both are there."""


class Kind(NamedTuple):
    """How facts of one kind are found between two words; are they worth telling when they have no
    counterpart (`alone`)?"""

    find: Finder
    alone: bool


def changes_of(found: Aligned, passages: list[Row]) -> Changes:
    """The facts that differ in edited and moved passages. What was added or dropped as a whole sentence is
    a passage of its own and not listed again."""
    edited = [row for row in passages if row.a and row.b and row.differences]
    figures, names, days = (
        tuple(dict.fromkeys(change for row in edited for change in _differing(found, row, kind)))
        for kind in (Kind(figure_facts, True), Kind(name_facts, True), Kind(day_facts, False))
    )
    return Changes(figures, names, tuple(_quotes(found, edited)), days)


def _differing(found: Aligned, row: Row, kind: Kind) -> list[Change]:
    """Facts of one kind that stand in one side of the passage only: swapped where they stand in one
    difference and mean the same thing; else cut or added, if the other text has them nowhere at all."""
    assert row.a and row.b
    all_a, all_b = between(found.a, kind.find, row.a), between(found.b, kind.find, row.b)
    here_a, here_b = _said(all_a, found.a, row.a), _said(all_b, found.b, row.b)
    made: list[Change] = []
    for one in row.differences:
        gone = [fact for fact in all_a if _inside(fact, one.a0, one.a1) and fact.value not in here_b]
        new = [fact for fact in all_b if _inside(fact, one.b0, one.b1) and fact.value not in here_a]
        pairs = _swapped(one, gone, new)
        made += [Change(x.shown, y.shown, sentence_at(found.b, y.first)) for x, y in pairs]
        if kind.alone:
            made += [Change(x.shown, None, sentence_at(found.a, x.first)) for x in gone
                     if all(x is not pair[0] for pair in pairs) and is_absent(x, found.b)]  # fmt: skip
            made += [Change(None, y.shown, sentence_at(found.b, y.first)) for y in new
                     if all(y is not pair[1] for pair in pairs) and is_absent(y, found.a)]  # fmt: skip
    return made


def _said(facts: list[Fact], text: Words, words: Range) -> set[str]:
    """The values of the facts, and each single word of the passage."""
    return {fact.value for fact in facts} | {plain_name(word) for word in text.folded[slice(*words)]}


def _inside(fact: Fact, first: int, stop: int) -> bool:
    return fact.first < stop and fact.stop > first


def _swapped(one: Difference, gone: list[Fact], new: list[Fact]) -> list[tuple[Fact, Fact]]:
    """Facts with the same unit in order; in a small difference, the k-th of as many on both sides."""
    pairs = []
    left = list(new)
    for at, before in enumerate(gone):
        same = next((fact for fact in left if fact.unit and fact.unit == before.unit), None)
        if same is None and len(gone) == len(new) and one.size <= SMALL_DIFFERENCE and new[at] in left:
            same = new[at]
        if same is not None:
            left.remove(same)
            pairs.append((before, same))
    return pairs


def is_absent(fact: Fact, text: Words) -> bool:
    """Does the text have the fact's words nowhere?"""
    return not all(word in text.plain for word in fact.value.split())


def _quotes(found: Aligned, edited: list[Row]) -> list[Change]:
    """Quotes whose own words differ. A quote cut short at its end or start is not changed."""
    spans_a, spans_b = quote_ranges(found.a), quote_ranges(found.b)
    if not spans_a or not spans_b:
        return []
    made: list[Change] = []
    for row in edited:
        assert row.a and row.b
        inside_a, inside_b = _parts(spans_a, row.a), _parts(spans_b, row.b)
        made += [_quote_change(found, one, other) for one, other in _changed_quotes(found, inside_a, inside_b, row)]
    return made


def _parts(spans: list[Range], words: Range) -> list[Range]:
    """What of the quotes lies between two words, where that is long enough to be a quote itself."""
    parts = ((max(first, words[0]), min(stop, words[1])) for first, stop in spans)
    return [(first, stop) for first, stop in parts if stop - first >= QUOTE_LEAST]


def _changed_quotes(
    found: Aligned, inside_a: list[Range], inside_b: list[Range], row: Row
) -> list[tuple[Range, Range]]:
    made = []
    for one in inside_a:
        words_a = found.a.folded[slice(*one)]
        for other in inside_b:
            words_b = found.b.folded[slice(*other)]
            if _tells_of(words_a, words_b):
                if not _is_part(words_a, words_b) and any(
                    _touched(one, other, d) for d in row.differences if not d.minor
                ):
                    made.append((one, other))
                break
    return made


def _tells_of(words_a: list[str], words_b: list[str]) -> bool:
    """Are the two quotes one quote in two wordings: half of the shorter one's words in common?"""
    common = len(set(words_a) & set(words_b))
    return common >= max(2, 0.5 * min(len(set(words_a)), len(set(words_b))))


def _is_part(words_a: list[str], words_b: list[str]) -> bool:
    short, long = sorted((words_a, words_b), key=len)
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _touched(one: Range, other: Range, d: Difference) -> bool:
    return (d.a0 < one[1] and d.a1 > one[0]) or (d.b0 < other[1] and d.b1 > other[0])


def _quote_change(found: Aligned, one: Range, other: Range) -> Change:
    return Change(_plain(found.a, one), _plain(found.b, other), sentence_at(found.b, other[0]))


def _plain(text: Words, words: Range) -> str:
    return text.text[text.starts[words[0]] : text.ends[words[1] - 1]]
