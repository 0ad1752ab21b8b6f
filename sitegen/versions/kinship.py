"""Do two similar texts tell one text twice, or were they filled into one mould?

Weather, market and football copy repeats its sentences and changes every figure and name in them; versions of a
story keep most of what is specific. So a link needs whole sentences in common, outside quotations
(two reports may quote one speech), and agreement in figures, names and days wherever sentences match.
"""

from __future__ import annotations

import msgspec

from sitegen.versions.align import Aligned, Row, match, rows
from sitegen.versions.facts import Fact, day_facts, figure_facts, is_absent, name_facts, quote_ranges
from sitegen.versions.tokens import Words

SENTENCE_LEAST = 6
"""Words that a sentence must have to count as a whole sentence in common."""
WHOLE = 0.8
"""Share of its words that must match."""


class Kinship(msgspec.Struct, frozen=True, array_like=True):
    """`covered` is the share of the shorter text's words outside quotations that match; `sentences` whole sentences in
    common; `kept` and `changed` the specific words (figures, names, days) in matched passages; `verbatim` the share of
    matched words that stand in passages without any difference of substance."""

    covered: float
    sentences: int
    kept: int
    changed: int
    verbatim: float

    @property
    def agreement(self) -> float:
        """Share of the specific words that were kept, from 0 to 1; 1 where there is nothing specific."""
        return self.kept / (self.kept + self.changed) if self.changed else 1.0


def kinship(a: Words, b: Words) -> Kinship:
    found = match(a, b)
    passages = [row for row in rows(found) if row.a and row.b]
    kept, changed = _specifics(found, passages)
    common, verbatim = _matched(passages)
    return Kinship(
        _covered(found, passages), _whole_sentences(passages, found), kept, changed, verbatim / max(common, 1)
    )


def _matched(passages: list[Row]) -> tuple[int, int]:
    """Matched words of b, and those in passages without a difference of substance."""
    common = verbatim = 0
    for row in passages:
        assert row.b
        real = sum(d.b1 - d.b0 for d in row.differences if not d.minor)
        words = row.b[1] - row.b[0] - real
        common += words
        if all(d.minor for d in row.differences):
            verbatim += words
    return common, verbatim


def _covered(found: Aligned, passages: list[Row]) -> float:
    a_shorter = len(found.a) < len(found.b)
    text = found.a if a_shorter else found.b
    quoted = bytearray(len(text))
    for first, stop in quote_ranges(text):
        quoted[first:stop] = b"\1" * (stop - first)
    matched = bytearray(len(text))
    for row in passages:
        first, stop = (row.a if a_shorter else row.b) or (0, 0)
        matched[first:stop] = b"\1" * (stop - first)
        for d in row.differences:
            if not d.minor:
                one, other = (d.a0, d.a1) if a_shorter else (d.b0, d.b1)
                matched[one:other] = bytes(other - one)
    outside = len(text) - sum(quoted)
    if outside < 0.2 * len(text):
        return sum(matched) / max(len(text), 1)
    return sum(m and not q for m, q in zip(matched, quoted, strict=True)) / outside


def _whole_sentences(passages: list[Row], found: Aligned) -> int:
    count = 0
    for row in passages:
        assert row.b
        for first, stop in found.b.sentences:
            if row.b[0] <= first and stop <= row.b[1] and stop - first >= SENTENCE_LEAST:
                differing = sum(
                    min(d.b1, stop) - max(d.b0, first)
                    for d in row.differences
                    if not d.minor and d.b0 < stop and d.b1 > first
                )
                count += differing <= (1 - WHOLE) * (stop - first)
    return count


def _specifics(found: Aligned, passages: list[Row]) -> tuple[int, int]:
    """Specific words that stand on both sides, and those that were swapped for others of their kind which
    the other text has nowhere."""
    kept = changed = 0
    for row in passages:
        assert row.a and row.b
        real = [d for d in row.differences if not d.minor]
        for find in (figure_facts, name_facts, day_facts):
            facts_a = find(found.a, *row.a)
            kept += sum(not any(d.a0 < fact.stop and d.a1 > fact.first for d in real) for fact in facts_a)
            if real:
                facts_b = find(found.b, *row.b)
                changed += sum(
                    min(_gone(facts_a, (d.a0, d.a1), found.b), _gone(facts_b, (d.b0, d.b1), found.a)) for d in real
                )
    return kept, changed


def _gone(facts: list[Fact], inside: tuple[int, int], other: Words) -> int:
    return sum(fact.first < inside[1] and fact.stop > inside[0] and is_absent(fact, other) for fact in facts)
