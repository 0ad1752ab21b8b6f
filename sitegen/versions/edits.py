"""The words that differ inside a matched passage, cleaned up so that they read like a person's diff.

After a longest common subsequence, slight equal words between larger differences are taken in
(diff-match-patch's semantic clean-up, in words), insertions slide to the start of a clause, and
"said on Saturday" beside "yesterday said" is one difference, not two.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from sitegen.model import Edit
from sitegen.versions.style import DAY_WORDS, SLIGHT_WORDS, same_but_for_style
from sitegen.versions.tokens import Words

Range = tuple[int, int]
NEAR_DAY = 3
"""Words between a day word and the other wording of the same day, for them to be one difference."""


class Difference(NamedTuple):
    """Words a0..a1-1 of a stand where words b0..b1-1 of b stand; `minor` is house style."""

    a0: int
    a1: int
    b0: int
    b1: int
    minor: bool = False

    @property
    def size(self) -> int:
        return max(self.a1 - self.a0, self.b1 - self.b0)


def differences(a: Words, b: Words, places: tuple[Range, Range], exact: bool) -> list[Difference]:
    """What differs between the words `places[0]` of a and `places[1]` of b; `exact` says that the folded words are equal."""
    (a0, a1), (b0, b1) = places
    if exact:
        same = a.text[a.starts[a0] : a.ends[a1 - 1]] == b.text[b.starts[b0] : b.ends[b1 - 1]]
        return [] if same else _spelt(a, b, places)
    found = _raw(a.folded[a0:a1], b.folded[b0:b1], a0, b0)
    found = _join_days(a, b, found)
    found = _absorb(a, b, found)
    found = [_slide(a, b, one) for one in found]
    return [one._replace(minor=_is_minor(a, b, one)) for one in found]


def to_edits(a: Words, b: Words, found: tuple[Difference, ...], stops: tuple[int, int]) -> tuple[Edit, ...]:
    """Differences as text offsets; `stops` are the numbers of the words after the passage on both sides."""
    return tuple(
        Edit(*_offsets(a, one.a0, one.a1, stops[0]), *_offsets(b, one.b0, one.b1, stops[1]), one.minor) for one in found
    )


def _offsets(text: Words, first: int, stop: int, last: int) -> Range:
    """From the first word's first letter to the last one's last; an empty range stands where the next word of the
    passage begins, or at the passage's end."""
    if first < stop:
        return text.starts[first], text.ends[stop - 1]
    at = text.starts[first] if first < last else text.ends[last - 1]
    return at, at


def _raw(words_a: list[str], words_b: list[str], a0: int, b0: int) -> list[Difference]:
    made: list[Difference] = []
    last_a = last_b = 0
    for block in LCSseq.opcodes(words_a, words_b):
        if block.tag != "equal":
            continue
        if block.src_start > last_a or block.dest_start > last_b:
            made.append(Difference(a0 + last_a, a0 + block.src_start, b0 + last_b, b0 + block.dest_start))
        last_a, last_b = block.src_end, block.dest_end
    if last_a < len(words_a) or last_b < len(words_b):
        made.append(Difference(a0 + last_a, a0 + len(words_a), b0 + last_b, b0 + len(words_b)))
    return made


def _spelt(a: Words, b: Words, places: tuple[Range, Range]) -> list[Difference]:
    """Words that are the same but for capitals and the like."""
    (a0, a1), (b0, _) = places
    shift = b0 - a0
    return [
        Difference(i, i + 1, i + shift, i + shift + 1, True)
        for i in range(a0, a1)
        if a.text[a.starts[i] : a.ends[i]] != b.text[b.starts[i + shift] : b.ends[i + shift]]
    ]


def _join_days(a: Words, b: Words, found: list[Difference]) -> list[Difference]:
    """A day taken out here and put in a few words on is one difference."""
    made: list[Difference] = []
    for one in found:
        last = made[-1] if made else None
        if last and one.a0 - last.a1 <= NEAR_DAY and _day_moved(a, b, last, one):
            made[-1] = Difference(last.a0, one.a1, last.b0, one.b1)
        else:
            made.append(one)
    return made


def _day_moved(a: Words, b: Words, last: Difference, one: Difference) -> bool:
    out_last, in_last = _has_day(a, last.a0, last.a1), _has_day(b, last.b0, last.b1)
    out_one, in_one = _has_day(a, one.a0, one.a1), _has_day(b, one.b0, one.b1)
    return (in_last and out_one and not out_last) or (out_last and in_one and not in_last)


def _has_day(text: Words, first: int, stop: int) -> bool:
    return stop - first <= 4 and any(word in DAY_WORDS for word in text.folded[first:stop])


def _absorb(a: Words, b: Words, found: list[Difference]) -> list[Difference]:
    """Take in equal words that are fewer than the differing words on both sides of them."""
    made: list[Difference] = []
    for one in found:
        while made and _is_slight(a, made[-1], one) and not (_is_minor(a, b, made[-1]) and _is_minor(a, b, one)):
            last = made.pop()
            one = Difference(last.a0, one.a1, last.b0, one.b1)
        made.append(one)
    return made


def _is_slight(a: Words, last: Difference, one: Difference) -> bool:
    equal = a.folded[last.a1 : one.a0]
    least, most = min(last.size, one.size), max(last.size, one.size)
    return len(equal) < least or (len(equal) == 1 and most >= 3 and equal[0] in SLIGHT_WORDS)


def _slide(a: Words, b: Words, one: Difference) -> Difference:
    """An insertion (or deletion) whose last word also stands before it may begin one word earlier; it
    is put where a clause or sentence begins."""
    if (one.a0 < one.a1) == (one.b0 < one.b1):
        return one
    text, start, stop = (b, one.b0, one.b1) if one.a0 == one.a1 else (a, one.a0, one.a1)
    steps = 0
    while start - steps > 0 and one.a0 - steps > 0 and one.b0 - steps > 0 and steps < stop - start:
        if _starts_clause(text, start - steps):
            break
        if text.folded[start - steps - 1] != text.folded[stop - steps - 1]:
            return one
        steps += 1
    if not steps or not _starts_clause(text, start - steps):
        return one
    return Difference(one.a0 - steps, one.a1 - steps, one.b0 - steps, one.b1 - steps)


def _starts_clause(text: Words, word: int) -> bool:
    between = text.text[text.ends[word - 1] : text.starts[word]] if word else "."
    return any(mark in '.,;:!?()"“”—–\n' for mark in between)


def _is_minor(a: Words, b: Words, one: Difference) -> bool:
    return same_but_for_style(a.folded[one.a0 : one.a1], b.folded[one.b0 : one.b1])
