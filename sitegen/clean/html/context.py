"""The second look: what the first chances of a piece's surroundings say of it.

A lone heading amid cut pieces goes, a short line amid kept ones stays (stacking after Wolpert 1992; the
sequence view after Web2Text, Vogels et al. 2018).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

REACH = (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6)
SURE = 0.8
LONG = 3.2
"""Logarithm of some 25 words."""


def names() -> list[str]:
    """The columns' names, in order."""
    return [
        "chance",
        *(f"chance{step:+d}" for step in REACH),
        "mean3", "mean9", "holder", "kin_chance", "kept_before", "kept_after", "last_sure", "next_sure",
        "section", "heading_chance", "share", "most", "run_length", "grand_chance", "sibling_before", "sibling_after", "prose_before", "prose_after", "topic",
    ]  # fmt: skip


class Groups(NamedTuple):
    """What belongs together, one number a piece: parent and grandparent regions, signatures, and the index of
    the heading that a piece stands under (itself for a heading, -1 before the first)."""

    holders: NDArray[np.int64]
    grands: NDArray[np.int64]
    signatures: NDArray[np.int64]
    heads: NDArray[np.int64]


def context(chance: Floats, groups: Groups, prose: Floats, topic: Floats) -> Floats:
    """Shape (pieces, columns). `prose` is the logarithm of each piece's unlinked words, `topic` the share of its
    longer words that the sure pieces say, too."""
    count = len(chance)
    if not count:
        return np.zeros((0, len(names())), dtype=np.float32)
    mass = chance * np.maximum(prose, 0.1)
    total = float(mass.sum()) or 1.0
    before = np.cumsum(mass) - mass
    sure = (chance >= SURE) & (prose > np.log1p(9))
    columns = [chance, *(_shift(chance, step) for step in REACH)]
    columns += [
        _smooth(chance, 1),
        _smooth(chance, 4),
        _mean(chance, prose, groups.holders),
        _mean(chance, prose, groups.signatures),
    ]
    columns += [before / total, 1 - (before + mass) / total, _since(sure), _since(sure[::-1])[::-1]]
    columns += _sections(chance, prose, groups.heads)
    columns += [np.full(count, (chance >= 0.5).mean()), np.full(count, chance.max()), _run(chance)]
    columns += [
        _mean(chance, prose, groups.grands),
        *_siblings(chance, groups.holders),
        *_nearest(chance, prose),
        topic,
    ]
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


def _siblings(chance: Floats, holders: NDArray[np.int64]) -> list[Floats]:
    """The chances of the piece before and after among those of the same parent, -1 where there is none."""
    order = np.argsort(holders, kind="stable")
    same = np.diff(holders[order], prepend=-9) == 0
    before, after = np.full_like(chance, -1.0), np.full_like(chance, -1.0)
    later = np.flatnonzero(same)
    before[order[later]] = chance[order[later - 1]]
    after[order[later - 1]] = chance[order[later]]
    return [before, after]


def _nearest(chance: Floats, prose: Floats) -> list[Floats]:
    """The chances of the nearest long text before and after, -1 where there is none."""
    count = len(chance)
    long = prose > LONG
    places = np.arange(count)
    last = np.maximum.accumulate(np.where(long, places, -1))
    last = np.concatenate([[-1], last[:-1]])
    following = np.minimum.accumulate(np.where(long, places, count)[::-1])[::-1]
    following = np.concatenate([following[1:], [count]])
    padded = np.concatenate([chance, [-1.0]])
    return [_floats(padded[np.where(last < 0, count, last)]), _floats(padded[following])]


def _run(chance: Floats) -> Floats:
    """How many pieces in a row fall on this side of one half, up to 40."""
    side = chance >= 0.5
    starts = np.concatenate([[True], side[1:] != side[:-1]])
    index = np.cumsum(starts) - 1
    return _floats(np.minimum(np.bincount(index)[index], 40))


def _floats(values: NDArray[Any]) -> Floats:
    floats: Floats = values.astype(np.float32)
    return floats
