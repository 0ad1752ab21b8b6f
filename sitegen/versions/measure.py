"""How two aligned versions stand to each other: sizes, facts, and the relation by DESIGN 5's definitions."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model import PASSAGE_KINDS, Alignment, Changes, PassageKind, RelationKind
from sitegen.versions.align import Aligned, Row, match, rows, write
from sitegen.versions.changes import changes_of
from sitegen.versions.closer import closer, shared_pieces
from sitegen.versions.tokens import Words

REPRINT_LACKS = 0.05
ABRIDGED_ADDS = 0.08
PARTIAL_COVERS = 0.45


class Sizes(NamedTuple):
    """Words of both texts, and of each the words that the other one has in matched passages (house style
    apart); `moved` passages, and how many of each kind; do the words differ at all?"""

    words_a: int
    words_b: int
    common_a: int
    common_b: int
    moved: int
    same: bool
    kinds: dict[PassageKind, int]


def sizes_of(found: Aligned, passages: list[Row]) -> Sizes:
    common_a = common_b = 0.0
    kinds: dict[PassageKind, int] = {}
    for row in passages:
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
        if row.a and row.b:
            real = [one for one in row.differences if not one.minor]
            kept = [shared_pieces(found, one) for one in real] if found.a.coarse else []
            common_a += row.a[1] - row.a[0] - sum(d.a1 - d.a0 for d in real) + sum(part[0] for part in kept)
            common_b += row.b[1] - row.b[0] - sum(d.b1 - d.b0 for d in real) + sum(part[1] for part in kept)
    same = found.a.folded == found.b.folded
    ordered = {kind: kinds[kind] for kind in PASSAGE_KINDS if kind in kinds}
    return Sizes(len(found.a), len(found.b), round(common_a), round(common_b), kinds.get("moved", 0), same, ordered)


def relation_of(sizes: Sizes, changes: Changes) -> RelationKind:
    """By definition, first that holds: identical, partial, revised for a changed fact, reprint, abridged, expanded, revised."""
    new_a, new_b = sizes.words_a - sizes.common_a, sizes.words_b - sizes.common_b
    shorter, common = min((sizes.words_a, sizes.common_a), (sizes.words_b, sizes.common_b))
    if sizes.same:
        return "identical"
    if common < PARTIAL_COVERS * shorter:
        return "partial"
    if _fact_swapped(changes):
        return "revised"
    if new_a <= REPRINT_LACKS * sizes.words_a and new_b <= REPRINT_LACKS * sizes.words_b:
        return "revised" if changes.figures else "reprint"
    if new_b < ABRIDGED_ADDS * sizes.common_b and new_a > new_b:
        return "abridged"
    if new_a < ABRIDGED_ADDS * sizes.common_a and new_b > new_a:
        return "expanded"
    return "revised"


def _fact_swapped(changes: Changes) -> bool:
    """Does one fact stand where another stood? What was merely cut or added makes the text shorter or longer."""
    return any(c.from_ and c.to for c in (*changes.figures, *changes.names, *changes.quotes))


class Comparison(NamedTuple):
    found: Aligned
    passages: list[Row]
    alignment: Alignment
    sizes: Sizes
    changes: Changes
    relation: RelationKind


def compare_texts(a: Words, b: Words) -> Comparison:
    """Both are taken in pieces when one of them is so long; facts are then told of the first passages that differ."""
    found = match(a, b)
    passages = rows(found)
    sizes, alignment = sizes_of(found, passages), write(found, passages)
    alignment, changes = closer(found, alignment) if found.a.coarse else (alignment, changes_of(found, passages))
    return Comparison(found, passages, alignment, sizes, changes, relation_of(sizes, changes))


def share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
