"""Trees of descent: the heaviest one, and what confidence says."""

from __future__ import annotations

import random
from itertools import pairwise, product

import numpy as np
from archive_helper import Archive
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.versions.arborescence import heaviest_arborescence
from sitegen.versions.chain import heaviest_chain
from sitegen.versions.forks import unforked
from sitegen.versions.lineage import rank_of
from sitegen.versions.story import Orders, tell

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


def test_near_copies_of_unknown_order_are_a_chain_not_a_fan() -> None:
    near = np.array([[0, 0.90, 0.10, 0.10], [0.90, 0, 0.505, 0.50], [0.10, 0.505, 0, 0.90], [0.10, 0.50, 0.90, 0]])
    reach = np.where(np.eye(4) > 0, -1e9, near)
    open_order, known = np.zeros((4, 4)), np.ones((4, 4))
    assert unforked([-1, 0, 1, 2], reach, open_order) == [-1, 0, 1, 2]
    fan = np.array([[-1e9, 0.9, 0.50, 0.1], [0.9, -1e9, 0.49, 0.1], [0.50, 0.49, -1e9, 0.51], [0.1, 0.1, 0.51, -1e9]])
    assert unforked([1, -1, 0, 0], fan, open_order)[3] == 2
    assert unforked([-1, 0, 0, 2], fan, known) == [-1, 0, 0, 2]


def test_a_story_of_more_texts_than_can_be_compared_has_a_lineage() -> None:
    chance = random.Random(2)
    words = ["".join(chance.choices("bcdfglmnprstaeiou", k=6)) for _ in range(900)]
    sentence = lambda: " ".join(chance.choices(words, k=16)).capitalize() + "."
    texts, parents = [[sentence() for _ in range(14)]], [-1]
    while len(texts) < 540:
        parent = chance.randrange(len(texts))
        made = list(texts[parent])
        made[chance.randrange(len(made))] = sentence()
        texts.append(made)
        parents.append(parent)
    archive = Archive(*((f"v{at:04d}", "\n\n".join(text)) for at, text in enumerate(texts)))
    story = tell(archive.cards, (archive.articles, archive.cache), Orders()).story
    named = [(int(one.article[1:]), int(one.from_[1:])) for one in story.lineage if one.from_]
    right = sum(parents[child] == parent or parents[parent] == child for child, parent in named)
    assert len(named) > 0.8 * len(texts) and right > 0.85 * len(named)
