"""The heaviest increasing subsequence."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest_chain(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Positions of the increasing subsequence of `places` (all different) with the greatest sum of
    positive weights. O(n log n): a Fenwick tree of best sums by rank.

    >>> sorted(heaviest_chain([0, 5, 1, 2], [3, 4, 3, 3]))
    [0, 2, 3]
    """
    rank = {place: at for at, place in enumerate(sorted(places), 1)}
    tree = [(0, -1)] * (len(rank) + 1)
    before = [-1] * len(places)
    best = (0, -1)
    for at, place in enumerate(places):
        heaviest, before[at] = _best_below(tree, rank[place] - 1)
        sum_here = (heaviest + weights[at], at)
        best = max(best, sum_here, key=lambda found: found[0])
        _raise(tree, rank[place], sum_here)
    chain: set[int] = set()
    at = best[1]
    while at >= 0:
        chain.add(at)
        at = before[at]
    return chain


def _best_below(tree: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    best = (0, -1)
    while rank:
        if tree[rank][0] > best[0]:
            best = tree[rank]
        rank &= rank - 1
    return best


def _raise(tree: list[tuple[int, int]], rank: int, value: tuple[int, int]) -> None:
    while rank < len(tree):
        if value[0] > tree[rank][0]:
            tree[rank] = value
        rank += rank & -rank
