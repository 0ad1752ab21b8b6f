"""The judge's trees: a small table, read once, evaluated with numpy alone.

A table names in its first line the lexicon it was trained with (a digest), in its second the columns it looks
at, and has one node a line below (tree, node, column, threshold, left child, right child, value; a leaf is
its own child). The right child follows the left one. `tests/bench/train_blocks.py` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]


class TableMismatch(ValueError):
    """A table that was trained on other features or another lexicon than the code at hand has."""


class Forest(NamedTuple):
    """Boosted regression trees as flat arrays over all nodes. `left` is the left child's place, and a leaf's
    own with an endless threshold; `roots` are the trees' first nodes; `lexicon` is the digest of the lexicon
    that it was trained with."""

    names: tuple[str, ...]
    lexicon: str
    column: Numbers
    threshold: Floats
    left: Numbers
    value: Floats
    roots: Numbers
    depth: int

    def probability(self, rows: Floats) -> Floats:
        """For rows of shape (n, columns): how probably each is text of the article, from 0 to 1."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        flat = np.ascontiguousarray(rows).ravel()
        starts = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            seen = flat.take(self.column.take(at) + starts)
            at = self.left.take(at) + (seen > self.threshold.take(at))
        chance: Floats = 1.0 / (1.0 + np.exp(-self.value.take(at).sum(axis=1)))
        return chance

    def reading(self, known: Sequence[str], lexicon: str) -> Forest:
        """The same trees for rows whose columns are `known`.

        Raises TableMismatch where a column is missing there, or the lexicon is another one.
        """
        places = {name: at for at, name in enumerate(known)}
        missing = [name for name in self.names if name not in places]
        if missing or lexicon != self.lexicon:
            what = f"features that do not exist ({', '.join(missing[:5])})" if missing else "another lexicon.tsv"
            raise TableMismatch(f"a table of the page judge was trained on {what}: run tests/bench/train_blocks.py")
        columns = np.array([places[name] for name in self.names], dtype=np.int32)
        return self._replace(names=tuple(known), column=columns[self.column])


def shipped(name: str) -> Forest:
    """The shipped table of that name."""
    return parse(resources.files(__package__).joinpath(f"{name}.tsv").read_text("utf-8"))


def parse(text: str) -> Forest:
    lexicon, names, *lines = text.splitlines()
    cells = [line.split("\t") for line in lines]
    trees = np.array([int(row[0]) for row in cells])
    roots = np.flatnonzero(np.diff(trees, prepend=-1)).astype(np.int32)
    base = roots[trees]
    left = base + np.array([int(row[4]) for row in cells])
    leaf = left == np.arange(len(cells))
    threshold = np.where(leaf, np.inf, [float(row[3]) for row in cells])
    return Forest(
        tuple(names.split("\t")), lexicon.removeprefix("lexicon "), np.array([int(row[2]) for row in cells], dtype=np.int32), threshold.astype(np.float32),
        left.astype(np.int32), np.array([float(row[6]) for row in cells], dtype=np.float32), roots, _depth(left, leaf),
    )  # fmt: skip


def _depth(left: NDArray[np.int64], leaf: NDArray[np.bool_]) -> int:
    """Steps after which every row is at a leaf: children come after their parents."""
    depths = np.zeros(len(left), dtype=np.int32)
    for node in np.flatnonzero(~leaf):
        depths[left[node] : left[node] + 2] = depths[node] + 1
    return int(depths.max(initial=0))
