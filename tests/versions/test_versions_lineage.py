"""Trees of descent: the heaviest one, and what confidence says."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.versions.arborescence import heaviest_arborescence
from sitegen.versions.chain import heaviest_chain
from sitegen.versions.lineage import rank_of

WEIGHTS = st.integers(2, 5).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 9), min_size=size, max_size=size), min_size=size, max_size=size)
)


def _is_tree(parents: tuple[int, ...]) -> bool:
    for at in range(len(parents)):
        for _ in parents:
            if at == 0:
                break
            at = parents[at]
        if at != 0:
            return False
    return True


@settings(max_examples=200, deadline=None)
@given(WEIGHTS)
def test_no_tree_is_heavier(rows: list[list[int]]) -> None:
    weight = np.array(rows, dtype=float)
    size = len(weight)
    found = tuple(heaviest_arborescence(weight, 0))
    assert found[0] == -1 and _is_tree((0, *found[1:]))
    trees = (tree for tree in product(range(size), repeat=size) if tree[0] == 0 and _is_tree(tree))
    best = max(sum(weight[parent, child] for child, parent in enumerate(tree) if child) for tree in trees)
    assert sum(weight[parent, child] for child, parent in enumerate(found) if child) == best


@settings(max_examples=200, deadline=None)
@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_no_chain_is_heavier(places: list[int], weights: list[int]) -> None:
    chain = sorted(heaviest_chain(places, weights))
    assert all(places[a] < places[b] for a, b in pairwise(chain))
    subsets = ([at for at in range(7) if bits >> at & 1] for bits in range(128))
    rising = (s for s in subsets if all(places[a] < places[b] for a, b in pairwise(s)))
    assert sum(weights[at] for at in chain) == max(sum(weights[at] for at in s) for s in rising)


def test_marks_in_the_order_of_a_storys_life() -> None:
    labels = [("URGENT",), ("UPDATE 1",), ("UPDATE 2",), ("UPDATE 10",), ("CORRECTED",)]
    ranks = [rank_of(one) for one in labels]
    assert ranks == sorted(ranks, key=lambda rank: rank or 0) and len(set(ranks)) == 5
    assert rank_of(()) is None and rank_of(("EXCLUSIVE",)) is None
