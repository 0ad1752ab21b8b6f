"""The words that differ inside a matched passage, cleaned up so that they read like a person's diff.

After a longest common subsequence, slight equal words between larger differences are taken in
(diff-match-patch's semantic clean-up, in words), insertions slide to the start of a clause, and
"said on Saturday" beside "yesterday said" is one difference, not two.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from sitegen.model import Edit
from sitegen.versions.facts import between, day_facts, figure_facts, same_figure
from sitegen.versions.style import DAY_WORDS, SLIGHT_WORDS, same_but_for_style
from sitegen.versions.tokens import Words

Range = tuple[int, int]
TURNED_MOST = 3
"""Words that change places with as few neighbours: an inversion, not a move."""
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
    if a.coarse:
        return found
    found = _join_days(a, b, found)
    found = _absorb(a, b, found)
    found = [_slide(a, b, one) for one in found]
    found = [one._replace(minor=_is_minor(a, b, one)) for one in found]
    return found if all(one.minor for one in found) else _styled(a, b, places, found)


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


def _styled(a: Words, b: Words, places: tuple[Range, Range], found: list[Difference]) -> list[Difference]:
    """Also minor: what is left empty or equal without the figures and days that stand on both sides ("€40,000" for "40,000
    euros"), and a word or two that only changed places with their neighbours ("Deng said" for "said Deng")."""
    known_a, known_b = _shared_facts(a, b, places)
    made = [_turned(a, b, found, at) or one for at, one in enumerate(found)]
    return [
        one if one.minor or not _same_without(a, b, one, (known_a, known_b)) else one._replace(minor=True)
        for one in made
    ]


Known = dict[int, str]


def _shared_facts(a: Words, b: Words, places: tuple[Range, Range]) -> tuple[Known, Known]:
    """Word -> value for the figures and days that both sides have, as many times as both have them."""
    words_a, words_b = Known(), Known()
    for find in (figure_facts, day_facts):
        free = between(b, find, places[1])
        for one in between(a, find, places[0]):
            same = next((other for other in free if same_figure(one, other)), None)
            if same is not None:
                free.remove(same)
                words_a |= dict.fromkeys(range(one.first, one.stop), one.value)
                words_b |= dict.fromkeys(range(same.first, same.stop), one.value)
    return words_a, words_b


def _same_without(a: Words, b: Words, one: Difference, known: tuple[Known, Known]) -> bool:
    """Is nothing of substance left of the difference without the facts that both sides have? Two facts that stand for one
    another here are substance, though either may stand elsewhere."""
    (values_a, rest_a), (values_b, rest_b) = (
        _told_apart(text, words, facts)
        for text, words, facts in ((a, (one.a0, one.a1), known[0]), (b, (one.b0, one.b1), known[1]))
    )
    if not (values_a or values_b) or (values_a and values_b and values_a != values_b):
        return False
    return same_but_for_style(rest_a, rest_b)


def _told_apart(text: Words, words: Range, known: Known) -> tuple[set[str], list[str]]:
    """The values of the known facts between two words, and the other words."""
    return (
        {known[at] for at in range(*words) if at in known}, [text.folded[at] for at in range(*words) if at not in known]
    )  # fmt: skip


def _turned(a: Words, b: Words, found: list[Difference], at: int) -> Difference | None:
    """The difference as a minor one, where its neighbour puts in just what it takes out, or takes out what it puts in."""
    one = found[at]
    out, new = a.folded[one.a0 : one.a1], b.folded[one.b0 : one.b1]
    if len(out) + len(new) > TURNED_MOST or bool(out) == bool(new):
        return None
    for other in found[max(0, at - 1) : at] + found[at + 1 : at + 2]:
        near = max(other.a0 - one.a1, one.a0 - other.a1) <= TURNED_MOST
        if near and a.folded[other.a0 : other.a1] == new and b.folded[other.b0 : other.b1] == out:
            return one._replace(minor=True)
    return None


def _is_minor(a: Words, b: Words, one: Difference) -> bool:
    return same_but_for_style(a.folded[one.a0 : one.a1], b.folded[one.b0 : one.b1])
