"""Do two similar texts tell one text twice, or were they filled into one mould?

Weather, market and football copy repeats its sentences and changes every figure and name in them; versions of a
story keep most of what is specific. So a link needs whole sentences in common, outside quotations
(two reports may quote one speech), and agreement in figures, names and days wherever sentences match.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from sitegen.versions.align import Aligned, Range, Row, match, rows
from sitegen.versions.changes import SMALL_DIFFERENCE
from sitegen.versions.edits import Difference
from sitegen.versions.facts import Fact, between, day_facts, figure_facts, name_facts, quote_ranges
from sitegen.versions.style import FUNCTION_WORDS
from sitegen.versions.tokens import Words

SENTENCE_LEAST = 6
"""Words that a sentence must have to count as a whole sentence in common."""
WHOLE = 0.8
"""Share of its words that must match."""
SWAPPED_LEAST = 2
SWAPPED_SERIES = 4
KEPT_TO_SWAPPED_SERIES = 2.0
"""In passages that differ: an update that tells of the next day keeps more of them."""
KEPT_TO_SWAPPED = 1.5
OUTSIDE_LEAST = 0.2
"""Share of a text outside quotations for it to be judged by that alone."""
REPLACED_LEAST = 4
WORDS_TO_REPLACED = 10


class Kinship(msgspec.Struct, frozen=True, array_like=True):
    """`covered` is the share of the shorter text's words outside quotations that match, `sentences` the number of
    whole sentences in common, `words` that of matched words. `kept` counts the specific words (figures, names, days) that
    stand in both; `swapped` places of a few words where one specific wording stands for another; `replaced` all places where
    a few words stand for others. `wording` is the share of the shorter text's neighbouring content words (names apart) that
    the other has as neighbours too, and `neighbours` their number. `series`: the first sentences are the same but for
    a day and a figure, and so on: where the texts differ, what is specific was mostly swapped."""

    covered: float
    sentences: int
    words: int
    kept: int
    swapped: int
    replaced: int
    wording: float
    neighbours: int = 0
    series: bool = False

    @property
    def is_mould(self) -> bool:
        """Filled into one mould: what is specific differs about as often as it agrees, or every few words differ; or both are
        of one series that begins with the day and its figures, however much the rest repeats."""
        filled = self.swapped >= SWAPPED_LEAST and self.kept < KEPT_TO_SWAPPED * self.swapped
        dense = self.replaced >= REPLACED_LEAST and self.words < WORDS_TO_REPLACED * self.replaced
        return filled or dense or self.series


def kinship(a: Words, b: Words) -> Kinship:
    found = match(a, b)
    passages = [row for row in rows(found) if row.a and row.b]
    real = [[d for d in row.differences if not d.minor] for row in passages]
    words = sum(
        row.b[1] - row.b[0] - sum(d.b1 - d.b0 for d in ds) for row, ds in zip(passages, real, strict=True) if row.b
    )
    replaced = sum(_is_replaced(d) for ds in real for d in ds)
    kept, swapped = _specifics(found, passages)
    sentences = _whole_sentences(passages, found)
    return Kinship(
        _covered(found, passages), sentences, words, kept, swapped, replaced, *_wording(found, passages), _is_series(found, passages)
    )  # fmt: skip


def _is_series(found: Aligned, passages: list[Row]) -> bool:
    if not _begins_with_another_day(found, passages):
        return False
    kept, swapped = _specifics(found, [row for row in passages if any(not d.minor for d in row.differences)])
    return swapped >= SWAPPED_SERIES and kept < KEPT_TO_SWAPPED_SERIES * swapped


def _begins_with_another_day(found: Aligned, passages: list[Row]) -> bool:
    """Do the texts begin with one sentence in which a day and a figure stand for others?"""
    for row in passages:
        if row.a and row.b and row.a[0] == row.b[0] == 0:
            real = [d for d in row.differences if not d.minor]
            ends = min(found.a.sentences[0][1], row.a[1]), min(found.b.sentences[0][1], row.b[1])
            days, figures = (
                (between(found.a, find, (0, ends[0])), between(found.b, find, (0, ends[1])))
                for find in (day_facts, figure_facts)
            )
            return all(any(_swapped(*facts, d) for d in real) for facts in (days, figures))
    return False


def _wording(found: Aligned, passages: list[Row]) -> tuple[float, int]:
    """What is word for word the same says nothing of the wording of the rest: a formula, a quotation, a pasted paragraph."""
    same = [row for row in passages if not any(not d.minor for d in row.differences)]
    pairs_a = _content_pairs(found.a, [row.a for row in same if row.a])
    pairs_b = _content_pairs(found.b, [row.b for row in same if row.b])
    both = len(pairs_a & pairs_b)
    return both / max(1, min(len(pairs_a), len(pairs_b))), both


def _content_pairs(text: Words, same: Sequence[Range]) -> set[tuple[str, str]]:
    """Content words that stand beside one another outside quotations and what is the same, but for the small words between."""
    out = _quoted(text)
    for first, stop in same:
        out[first:stop] = b"\1" * (stop - first)
    content = [
        (word, text.text[start])
        for word, start, left_out in zip(text.folded, text.starts, out, strict=True)
        if not left_out and word not in FUNCTION_WORDS
    ]
    return {(one, other) for (one, x), (other, y) in pairwise(content) if x.islower() or y.islower() or not x.isalpha()}


def _quoted(text: Words) -> bytearray:
    """1 for each word inside a quotation; where nearly all is quoted (an interview, a statement) nothing counts as such."""
    quoted = bytearray(len(text))
    for first, stop in quote_ranges(text):
        quoted[first:stop] = b"\1" * (stop - first)
    return quoted if sum(quoted) <= (1 - OUTSIDE_LEAST) * len(text) else bytearray(len(text))


def _is_replaced(one: Difference) -> bool:
    return one.a0 < one.a1 and one.b0 < one.b1 and one.size <= SMALL_DIFFERENCE


def _covered(found: Aligned, passages: list[Row]) -> float:
    a_shorter = len(found.a) < len(found.b)
    text = found.a if a_shorter else found.b
    quoted = _quoted(text)
    matched = bytearray(len(text))
    for row in passages:
        first, stop = (row.a if a_shorter else row.b) or (0, 0)
        matched[first:stop] = b"\1" * (stop - first)
        for d in row.differences:
            if not d.minor:
                one, other = (d.a0, d.a1) if a_shorter else (d.b0, d.b1)
                matched[one:other] = bytes(other - one)
    outside = max(len(text) - sum(quoted), 1)
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
    kept = swapped = 0
    for row in passages:
        assert row.a and row.b
        real = [d for d in row.differences if not d.minor]
        for find in (figure_facts, name_facts, day_facts):
            facts_a = between(found.a, find, row.a)
            kept += sum(not any(d.a0 < fact.stop and d.a1 > fact.first for d in real) for fact in facts_a)
            if real:
                facts_b = between(found.b, find, row.b)
                swapped += sum(_swapped(facts_a, facts_b, d) for d in real)
    return kept, swapped


def _swapped(facts_a: list[Fact], facts_b: list[Fact], d: Difference) -> int:
    """Facts of one kind that stand for one another in a small difference, or in one made of little else."""
    out = [fact.value for fact in facts_a if d.a0 < fact.stop and d.a1 > fact.first]
    new = [fact.value for fact in facts_b if d.b0 < fact.stop and d.b1 > fact.first]
    count = min(len(out), len(new))
    return count if out != new and (d.size <= SMALL_DIFFERENCE or 2 * count >= d.size) else 0
