"""A tree of descent with fewer forks: versions of unknown order are more often a chain than a fan.

The heaviest tree hangs a part on whichever of two near copies is a hair's breadth nearer. Where nothing is known of the order, the
end of a chain is the likelier place, unless its middle is clearly nearer.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sitegen.versions.arborescence import NONE

Matrix = npt.NDArray[np.float64]
FORK_COSTS = 0.02
"""Nearness that a third neighbour must have more than a place at the end of a chain."""
PASSES = 4


def unforked(parents: list[int], reach: Matrix, known: Matrix) -> list[int]:
    """Parents (-1 for the root) after moving parts of the tree while that gains more nearness than forks cost. `reach[p, c]` is the
    nearness of c's possible parent p, NONE where it cannot be; `known[p, c]`, 0 to 1, how surely p came first."""
    best, score = list(parents), _score(parents, reach, known)
    for _ in range(PASSES):
        before = score
        for child in range(len(parents)):
            for tree in _moved(best, child):
                made = _score(tree, reach, known)
                if made > score + 1e-9:
                    best, score = tree, made
        if score == before:
            break
    return best


def _moved(parents: list[int], child: int) -> list[list[int]]:
    """The trees in which the part below a version's link hangs elsewhere, by any of its members."""
    if parents[child] < 0:
        return []
    part = _below(parents, child)
    inside = set(part)
    made = []
    for member in part:
        turned = _turned(parents, child, member)
        for parent in range(len(parents)):
            if parent not in inside and (parent, member) != (parents[child], child):
                tree = list(turned)
                tree[member] = parent
                made.append(tree)
    return made


def _below(parents: list[int], top: int) -> list[int]:
    """A version and all that descends from it."""
    children: dict[int, list[int]] = {}
    for child, parent in enumerate(parents):
        children.setdefault(parent, []).append(child)
    found = [top]
    for one in found:
        found += children.get(one, [])
    return found


def _turned(parents: list[int], top: int, member: int) -> list[int]:
    """The links from a member up to the top of its part, the other way round."""
    made, at, above = list(parents), member, -1
    while True:
        up = parents[at]
        made[at] = above
        if at == top:
            return made
        at, above = up, at


def _score(parents: list[int], reach: Matrix, known: Matrix) -> float:
    total, ends = 0.0, [0.0] * len(parents)
    for child, parent in enumerate(parents):
        if parent >= 0:
            if reach[parent, child] <= NONE / 2:
                return NONE
            total += float(reach[parent, child])
            open_ = 1 - float(known[parent, child])
            ends[parent] += open_
            ends[child] += open_
    return total - FORK_COSTS * sum(max(0.0, count - 2) for count in ends)
