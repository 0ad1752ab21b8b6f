"""Quotations that differ between two aligned versions: other words, fewer words, another speaker, or no quotation at all."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model import Change
from sitegen.versions.align import Aligned, Row
from sitegen.versions.edits import Difference
from sitegen.versions.fact import Range, sentence_at
from sitegen.versions.names import may_be_respelled, may_mean_one
from sitegen.versions.quotes import PHRASE_LEAST, QUOTE_LEAST, all_quoted, quoted_between, speaker
from sitegen.versions.style import same_but_for_style
from sitegen.versions.tokens import Words

SHARED_LEAST = 0.5
"""Of the shorter quotation's different words, for two to be one in two wordings."""
TOLD_LEAST = 0.6
"""Of a quotation's different words that a quotation of the other version must have, for it not to be lost."""


QUOTES_ASKED = 500
"""More quotations than this in one text are not all asked whether they have another's words."""


class _Quote(NamedTuple):
    """The part of a quotation that lies in one passage, and the whole."""

    part: Range
    whole: Range


def quote_changes(found: Aligned, edited: list[Row]) -> list[Change]:
    """The quotations of edited passages that are not the same on both sides."""
    if not all_quoted(found.a) and not all_quoted(found.b):
        return []
    return [change for row in edited for change in _in_row(found, row)]


def _in_row(found: Aligned, row: Row) -> list[Change]:
    assert row.a and row.b
    real = [one for one in row.differences if not one.minor]
    ours, theirs = (_parts(text, words) for text, words in ((found.a, row.a), (found.b, row.b)))
    pairs = _matched(found, ours, theirs)
    made = [change for one, other in pairs for change in _changed(found, (one, other), real)]
    left = [one for one in ours if all(one is not pair[0] for pair in pairs)]
    come = [one for one in theirs if all(one is not pair[1] for pair in pairs)]
    for one, other in _in_place(left, come, real):
        left.remove(one)
        come.remove(other)
        made.append(_told(found, one, other))
    return made + _alone(found, (left, come))


def _parts(text: Words, words: Range) -> list[_Quote]:
    """What of the quotations lies between two words, where that is long enough to be a phrase itself."""
    parts = (_Quote((max(span[0], words[0]), min(span[1], words[1])), span) for span in quoted_between(text, words))
    return [one for one in parts if one.part[1] - one.part[0] >= PHRASE_LEAST]


def _matched(found: Aligned, ours: list[_Quote], theirs: list[_Quote]) -> list[tuple[_Quote, _Quote]]:
    """Each quotation with the nearest wording of it on the other side; one of the two is a quote, not just a term."""
    ranked = sorted(
        (-_common(found, one, other), x, y)
        for x, one in enumerate(ours) for y, other in enumerate(theirs)
        if max(_size(one), _size(other)) >= QUOTE_LEAST and _tells_of(found, one, other)
    )  # fmt: skip
    made, used_a, used_b = [], set[int](), set[int]()
    for _, x, y in ranked:
        if x not in used_a and y not in used_b:
            used_a.add(x)
            used_b.add(y)
            made.append((ours[x], theirs[y]))
    return sorted(made)


def _size(one: _Quote) -> int:
    return one.part[1] - one.part[0]


def _common(found: Aligned, one: _Quote, other: _Quote) -> int:
    return len(set(found.a.folded[slice(*one.part)]) & set(found.b.folded[slice(*other.part)]))


def _tells_of(found: Aligned, one: _Quote, other: _Quote) -> bool:
    """Are the two one quotation in two wordings: half of the shorter one's words in common?"""
    words_a, words_b = set(found.a.folded[slice(*one.part)]), set(found.b.folded[slice(*other.part)])
    return len(words_a & words_b) >= max(2, SHARED_LEAST * min(len(words_a), len(words_b)))


def _changed(found: Aligned, pair: tuple[_Quote, _Quote], real: list[Difference]) -> list[Change]:
    one, other = pair
    if not same_but_for_style(found.a.folded[slice(*one.part)], found.b.folded[slice(*other.part)]):
        return [_told(found, one, other)] if any(_touched(one, other, d) for d in real) else []
    if _size(one) < QUOTE_LEAST:
        return []
    said_a, said_b = speaker(found.a, one.whole), speaker(found.b, other.whole)
    if said_a is None or said_b is None or may_mean_one(said_a.value, said_b.value):
        return []
    if may_be_respelled(said_a.value, said_b.value):  # told under the names
        return []
    words = (f"{_plain(found.a, one.part)} — {said_a.shown}", f"{_plain(found.b, other.part)} — {said_b.shown}")
    return [Change(*words, sentence_at(found.b, other.part[0]))]


def _touched(one: _Quote, other: _Quote, d: Difference) -> bool:
    return (d.a0 < one.part[1] and d.a1 > one.part[0]) or (d.b0 < other.part[1] and d.b1 > other.part[0])


def _in_place(left: list[_Quote], come: list[_Quote], real: list[Difference]) -> list[tuple[_Quote, _Quote]]:
    """Quotations that stand in one difference: one replaced the other."""
    made: list[tuple[_Quote, _Quote]] = []
    for d in real:
        out = [one for one in left if one.part[0] < d.a1 and one.part[1] > d.a0 and _size(one) >= QUOTE_LEAST]
        new = [one for one in come if one.part[0] < d.b1 and one.part[1] > d.b0 and _size(one) >= QUOTE_LEAST]
        if len(out) == len(new) == 1 and all(out[0] is not pair[0] and new[0] is not pair[1] for pair in made):
            made.append((out[0], new[0]))
    return made


def _alone(found: Aligned, left: tuple[list[_Quote], list[_Quote]]) -> list[Change]:
    """A quotation told without marks on the other side, or left out of its sentence; and the other way round."""
    gone = [one for one in left[0] if _is_lost(found.a, one, found.b)]
    come = [one for one in left[1] if _is_lost(found.b, one, found.a)]
    made = [Change(_plain(found.a, one.part), None, sentence_at(found.a, one.part[0])) for one in gone]
    return made + [Change(None, _plain(found.b, one.part), sentence_at(found.b, one.part[0])) for one in come]


def _is_lost(text: Words, one: _Quote, other: Words) -> bool:
    """Does no quotation of the other text have its words?"""
    if _size(one) < QUOTE_LEAST:
        return False
    mine = set(text.folded[slice(*one.part)])
    if len(all_quoted(other)) > QUOTES_ASKED:
        return False
    return not any(len(mine & set(other.folded[slice(*span)])) >= TOLD_LEAST * len(mine) for span in all_quoted(other))


def _told(found: Aligned, one: _Quote, other: _Quote) -> Change:
    return Change(_plain(found.a, one.part), _plain(found.b, other.part), sentence_at(found.b, other.part[0]))


def _plain(text: Words, words: Range) -> str:
    return text.text[text.starts[words[0]] : text.ends[words[1] - 1]]
