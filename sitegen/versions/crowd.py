"""Lineage of stories with more texts than can all be compared with each other.

Each text has its nearest few, found on a sample of its hashes; a tree grows from the probable origin along these, always by the
nearest; and each link is then judged among the few as in a small story. Room and time grow with texts times NEAREST, but for one
product of the sampled hashes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sitegen.model import Descent
from sitegen.versions.lineage import Version, descend_among, precedence, shared_counts
from sitegen.versions.prints import Hashes

NEAREST = 12
SAMPLED = 4096
"""Different hashes that are compared, of all texts together."""
ROWS = 256

Near = list[dict[int, float]]
"""By text: its nearest texts, and how near (0 to 1) each is."""


def nearest_of(prints: Sequence[Hashes]) -> Near:
    """Each text's NEAREST others by Jaccard similarity on sampled hashes; ties by number."""
    marks = _marks(prints)
    sizes = marks.sum(axis=1)
    made: Near = []
    for start in range(0, len(prints), ROWS):
        common = marks[start : start + ROWS] @ marks.T
        union = sizes[start : start + ROWS, None] + sizes[None, :] - common
        share = common / np.maximum(union, 1)
        made += [_best(row, start + at) for at, row in enumerate(share)]
    return _mutual(made)


def _marks(prints: Sequence[Hashes]) -> npt.NDArray[np.float32]:
    """(texts, SAMPLED at most): which of the sampled hashes each text has. Hashes of all texts or of one tell nothing of nearness."""
    hashes, place, count = np.unique(
        np.concatenate([*prints, np.empty(0, np.uint64)]), return_inverse=True, return_counts=True
    )
    telling = np.flatnonzero((count > 1) & (count < len(prints)))
    if len(telling) > SAMPLED:
        telling = np.sort(telling[np.argsort(hashes[telling] * np.uint64(0x9E3779B97F4A7C15), kind="stable")[:SAMPLED]])
    column = np.full(len(hashes), -1)
    column[telling] = np.arange(len(telling))
    owner = np.repeat(np.arange(len(prints)), [len(one) for one in prints])
    known = column[place] >= 0
    made = np.zeros((len(prints), max(len(telling), 1)), dtype=np.float32)
    made[owner[known], column[place][known]] = 1
    return made


def _best(share: npt.NDArray[np.float32], own: int) -> dict[int, float]:
    share[own] = -1
    order = np.argsort(-share, kind="stable")[:NEAREST]
    return {int(other): float(share[other]) for other in order if share[other] >= 0}


def _mutual(near: Near) -> Near:
    """Who is near is near in both directions, so that a tree can reach every text that any reaches."""
    made = [dict(one) for one in near]
    for at, others in enumerate(near):
        for other, share in others.items():
            if len(made[other]) < 2 * NEAREST:
                made[other].setdefault(at, share)
    return made


def descend_crowd(versions: Sequence[Version], prints: Sequence[Hashes], near: Near) -> list[Descent]:
    """One Descent a version, in the same order; as `lineage.descend` for few."""
    place = {at: number for number, at in enumerate(_grown(versions, near))}
    made = []
    for child in range(len(versions)):
        others = sorted(near[child], key=lambda other: (-near[child][other], other))[:NEAREST]
        few = [child, *others]
        shared = shared_counts([prints[at] for at in few])
        earlier = [number for number, at in enumerate(few) if place[at] < place[child]]
        made.append(descend_among([versions[at] for at in few], shared, earlier))
    return made


def _grown(versions: Sequence[Version], near: Near) -> list[int]:
    """The texts from the probable origin on: always the nearest to one that is there already; what nothing reaches begins anew. A
    date or mark that puts a text before another lets it come first."""
    import heapq

    waiting = sorted(range(len(versions)), key=lambda at: (*precedence(versions[at]), at))
    order: list[int] = []
    seen: set[int] = set()
    for start in waiting:
        open_ = [(0.0, start)]
        while open_:
            _, at = heapq.heappop(open_)
            if at in seen:
                continue
            seen.add(at)
            order.append(at)
            for other, share in near[at].items():
                if other not in seen:
                    heapq.heappush(open_, (-share, other))
    return _by_date(versions, order)


def _by_date(versions: Sequence[Version], order: list[int]) -> list[int]:
    """The same order, but dated versions among themselves by their dates."""
    dated = [at for at in order if versions[at].is_exact]
    turn = iter(sorted(dated, key=lambda at: versions[at].first or 0.0))
    return [next(turn) if versions[at].is_exact else at for at in order]
