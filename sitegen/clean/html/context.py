"""The second look: what the first chances of a piece's surroundings say of it.

A lone heading amid cut pieces goes, a short line amid kept ones stays (stacking after Wolpert 1992; the
sequence view after Web2Text, Vogels et al. 2018).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

REACH = (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6)
SURE = 0.8


def names() -> list[str]:
    """The columns' names, in order."""
    return [
        "chance",
        *(f"chance{step:+d}" for step in REACH),
        "mean3", "mean9", "holder", "signature", "kept_before", "kept_after", "last_sure", "next_sure",
        "section", "heading", "share", "most", "run",
    ]  # fmt: skip


def context(
    chance: Floats, holders: NDArray[np.int64], signatures: NDArray[np.int64], prose: Floats, heads: NDArray[np.int64]
) -> Floats:
    """Shape (pieces, columns).

    `holders` and `signatures` number the pieces' parent regions and signatures; `heads` is the index of the
    heading that a piece stands under (itself for a heading, -1 before the first).
    """
    count = len(chance)
    if not count:
        return np.zeros((0, len(names())), dtype=np.float32)
    mass = chance * np.maximum(prose, 0.1)
    total = float(mass.sum()) or 1.0
    before = np.cumsum(mass) - mass
    sure = (chance >= SURE) & (prose > np.log1p(9))
    columns = [chance, *(_shift(chance, step) for step in REACH)]
    columns += [_smooth(chance, 1), _smooth(chance, 4), _mean(chance, prose, holders), _mean(chance, prose, signatures)]
    columns += [before / total, 1 - (before + mass) / total, _since(sure), _since(sure[::-1])[::-1]]
    columns += _sections(chance, prose, heads)
    columns += [np.full(count, (chance >= 0.5).mean()), np.full(count, chance.max()), _run(chance)]
    return _floats(np.stack(columns, axis=1))


def _shift(values: Floats, step: int) -> Floats:
    shifted = np.full_like(values, -1.0)
    if step > 0:
        shifted[:-step] = values[step:]
    else:
        shifted[-step:] = values[:step]
    return shifted


def _smooth(values: Floats, reach: int) -> Floats:
    width = 2 * reach + 1
    padded = np.concatenate([np.zeros(reach), values, np.zeros(reach)])
    sums = np.cumsum(np.concatenate([[0.0], padded]))
    return _floats((sums[width:] - sums[:-width]) / width)


def _mean(chance: Floats, prose: Floats, groups: NDArray[np.int64]) -> Floats:
    """The mean chance of a piece's group, by prose."""
    _, index = np.unique(groups, return_inverse=True)
    weight = np.maximum(prose, 0.1)
    mean = np.bincount(index, chance * weight) / np.bincount(index, weight)
    return _floats(mean[index])


def _since(flags: NDArray[np.bool_]) -> Floats:
    places = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, places, -1000))
    gone = np.minimum(places - np.concatenate([[-1000], last[:-1]]), 40)
    return _floats(gone)


def _sections(chance: Floats, prose: Floats, heads: NDArray[np.int64]) -> list[Floats]:
    """The mean chance of the section a piece stands in, and its heading's own."""
    mean = _mean(chance, prose, heads)
    own = np.where(heads >= 0, chance[np.maximum(heads, 0)], -1.0)
    return [mean, _floats(own)]


def _run(chance: Floats) -> Floats:
    """How many pieces in a row fall on this side of one half, up to 40."""
    side = chance >= 0.5
    starts = np.concatenate([[True], side[1:] != side[:-1]])
    index = np.cumsum(starts) - 1
    return _floats(np.minimum(np.bincount(index)[index], 40))


def _floats(values: NDArray[Any]) -> Floats:
    floats: Floats = values.astype(np.float32)
    return floats
