"""Texts so long that they were compared in pieces: the passages that differ, looked at word by word."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import LCSseq

from sitegen.model import Alignment, Changes, Edit, Passage
from sitegen.versions.align import Aligned, match, rows, write
from sitegen.versions.changes import changes_of
from sitegen.versions.edits import Difference
from sitegen.versions.tokens import Words

MOST_PASSAGES = 400
LONGEST_PASSAGE = 6_000
"""Characters; a longer one keeps the edits in pieces."""
LONGEST_DIFFERENCE = 60
"""Pieces, of which the words in common are counted."""
MOST_CHARACTERS = 250_000


def shared_pieces(found: Aligned, one: Difference) -> tuple[float, float]:
    """How many of the pieces that differ are the same after all, counted by their words in order: a piece with one other word is
    nearly the same. Of a and of b."""
    if one.size > LONGEST_DIFFERENCE:
        return 0.0, 0.0
    words_a, words_b = (
        " ".join(found.a.folded[one.a0 : one.a1]).split(),
        " ".join(found.b.folded[one.b0 : one.b1]).split(),
    )
    common = LCSseq.similarity(words_a, words_b)
    return common / max(len(words_a), 1) * (one.a1 - one.a0), common / max(len(words_b), 1) * (one.b1 - one.b0)


def closer(found: Aligned, coarse: Alignment) -> tuple[Alignment, Changes]:
    """The alignment with word-level edits in the first passages that differ, and the facts changed there."""
    texts, left = (found.a.text, found.b.text), MOST_CHARACTERS
    made, told = list[Passage](), list[Changes]()
    for passage in coarse.passages:
        size = _size(passage)
        if passage.edits and size <= min(LONGEST_PASSAGE, left) and len(told) < MOST_PASSAGES:
            left -= size
            passage, changes = _looked_at(passage, texts)
            told.append(changes)
        made.append(passage)
    return Alignment(tuple(made)), _joined(told)


def _size(passage: Passage) -> int:
    return sum(span[1] - span[0] for span in (passage.a, passage.b) if span)


def _looked_at(passage: Passage, texts: tuple[str, str]) -> tuple[Passage, Changes]:
    assert passage.a and passage.b
    inside = match(Words(texts[0][slice(*passage.a)]), Words(texts[1][slice(*passage.b)]))
    passages = rows(inside)
    edits = [edit for one in write(inside, passages).passages for edit in _all_edits(one)]
    by, to = passage.a[0], passage.b[0]
    moved = tuple(
        Edit(one.a_start + by, one.a_end + by, one.b_start + to, one.b_end + to, one.minor)
        for one in sorted(edits, key=lambda e: (e.b_start, e.a_start))
    )
    return msgspec.structs.replace(passage, edits=moved), changes_of(inside, passages)


def _all_edits(one: Passage) -> Sequence[Edit]:
    """What was added or dropped as a whole is an edit of the passage around it."""
    if one.a and one.b:
        return one.edits
    a, b = one.a or (0, 0), one.b or (0, 0)
    return [Edit(*(a if one.a else (0, 0)), *b)]


def _joined(told: list[Changes]) -> Changes:
    return Changes(
        *(tuple(change for one in told for change in getattr(one, name)) for name in Changes.__struct_fields__)
    )
