"""The judge's trees: a small table, read once, evaluated with numpy alone.

`judge.tsv` has one node a line (tree, node, column, threshold, left, right, value) and a first line with
the columns' names in order, so that a table and code that do not fit each other are found at once.
It is made by `tests/bench/train_blocks.py`.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Forest(NamedTuple):
    """Boosted regression trees. Arrays have the shape (trees, nodes); a leaf points to itself."""

    names: tuple[str, ...]
    column: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    depth: int

    def probability(self, rows: Floats) -> Floats:
        """For rows of shape (n, columns): how probably each is text of the article, from 0 to 1."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        at = np.zeros((len(rows), len(self.column)), dtype=np.int32)
        trees = np.arange(len(self.column))
        here = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            smaller = rows[here, self.column[trees, at]] <= self.threshold[trees, at]
            at = np.where(smaller, self.left[trees, at], self.right[trees, at])
        total = self.value[trees, at].sum(axis=1)
        chance: Floats = (1.0 / (1.0 + np.exp(-total))).astype(np.float32)
        return chance


@cache
def forest(name: str) -> Forest:
    """The shipped table of that name."""
    text = resources.files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    return parse(text)


def parse(text: str) -> Forest:
    first, *lines = text.splitlines()
    rows = [line.split("\t") for line in lines]
    trees = 1 + max(int(row[0]) for row in rows)
    nodes = 1 + max(int(row[1]) for row in rows)
    shape = (trees, nodes)
    column, left, right = (np.zeros(shape, dtype=np.int32) for _ in range(3))
    threshold, value = (np.zeros(shape, dtype=np.float32) for _ in range(2))
    for tree, node, col, limit, low, high, worth in rows:
        at = int(tree), int(node)
        column[at], threshold[at], value[at] = int(col), float(limit), float(worth)
        left[at], right[at] = int(low), int(high)
    return Forest(tuple(first.split("\t")), column, threshold, left, right, value, _depth(left))


def _depth(left: NDArray[np.int32]) -> int:
    """Steps after which every row is at a leaf: nodes are numbered from the root, children after parents."""
    depths = np.zeros(left.shape, dtype=np.int32)
    for node in range(left.shape[1]):
        for tree in range(left.shape[0]):
            if left[tree, node] > node:
                # A node's two children are numbered one after the other.
                depths[tree, left[tree, node] : left[tree, node] + 2] = depths[tree, node] + 1
    return int(depths.max())
