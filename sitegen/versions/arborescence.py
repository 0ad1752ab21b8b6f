"""The heaviest tree of directed edges that hangs from a given root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
NONE = -1e9


def heaviest_arborescence(weight: Matrix, root: int) -> list[int]:
    """The parent of each node, -1 for the root. `weight[p, c]` is that of the edge from p to c; NONE for no edge. O(n³).

    >>> heaviest_arborescence(np.array([[0, 5.0, 1.0], [0, 0, 9.0], [0, 9.0, 0]]), 0)
    [-1, 0, 1]
    """
    weight = weight.copy()
    np.fill_diagonal(weight, NONE)
    weight[:, root] = NONE
    parent = weight.argmax(axis=0)
    parent[root] = -1
    cycle = _cycle(parent)
    if not cycle:
        return [int(one) for one in parent]
    return _contracted(weight, root, parent, cycle)


def _cycle(parent: npt.NDArray[np.int64]) -> list[int]:
    """The nodes of one cycle of parents, or nothing."""
    done = np.zeros(len(parent), dtype=bool)
    for start in range(len(parent)):
        path: dict[int, None] = {}
        at = start
        while at >= 0 and not done[at]:
            if at in path:
                nodes = list(path)
                return nodes[nodes.index(at) :]
            path[at] = None
            at = int(parent[at])
        done[list(path)] = True
    return []


def _contracted(weight: Matrix, root: int, parent: npt.NDArray[np.int64], cycle: list[int]) -> list[int]:
    """Solve with the cycle as one node, then open it where the chosen edge comes in."""
    rest = [node for node in range(len(parent)) if node not in set(cycle)]
    one, size = len(rest), len(rest) + 1
    inner = np.full((size, size), NONE)
    inner[:one, :one] = weight[np.ix_(rest, rest)]
    into = weight[np.ix_(rest, cycle)] - weight[parent[cycle], cycle][None, :]
    out = weight[np.ix_(cycle, rest)]
    inner[:one, one], inner[one, :one] = into.max(axis=1), out.max(axis=0)
    solved = heaviest_arborescence(inner, rest.index(root))
    made = [int(node) for node in parent]
    for place, node in enumerate(rest):
        if solved[place] >= 0:
            made[node] = cycle[int(out[:, place].argmax())] if solved[place] == one else rest[solved[place]]
    made[root] = -1
    entry = solved[one]
    made[cycle[int(into[entry].argmax())]] = rest[entry]
    return made
