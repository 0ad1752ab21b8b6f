"""Which version each version was probably made from.

An arborescence grown from the probable origin (Prim's way, edges that go back in time left out): the nearest
text that came before is the parent. Nearness counts the word 4-grams that one has and the other lacks. A confidence joins how much
nearer the parent is than the next best with what is known about the direction.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sitegen.model import Descent
from sitegen.versions.days import When, apart
from sitegen.versions.prints import Hashes

Matrix = npt.NDArray[np.float64]

NAMED_FROM = 0.45
"""Confidence from which a parent is named at all."""
SECOND_SHARE = 0.08
"""Of a version's hashes that a further parent must have and the first parent lacks."""
SECOND_OF_REST = 0.3
LARGEST_BLOCK = 4_000_000


class Version(msgspec.Struct, frozen=True):
    """What lineage looks at: the date known or inferred, the numbers of words and hashes, the marks."""

    id: str
    date: str | None
    when: When | None
    words: int
    labels: tuple[str, ...] = ()
    dated_by: str = ""


def shared_counts(prints: Sequence[Hashes]) -> Matrix:
    """(n, n): how many hashes each two texts have in common; own sizes on the diagonal."""
    count = len(prints)
    made = np.zeros((count, count))
    owner = np.repeat(np.arange(count), [len(one) for one in prints])
    hashes, place = np.unique(np.concatenate([*prints, np.empty(0, np.uint64)]), return_inverse=True)
    width = max(1, LARGEST_BLOCK // max(count, 1))
    for start in range(0, len(hashes), width):
        inside = (place >= start) & (place < start + width)
        block = np.zeros((count, min(width, len(hashes) - start)), dtype=np.float32)
        block[owner[inside], place[inside] - start] = 1
        made += block @ block.T
    return made


def descend(versions: Sequence[Version], shared: Matrix) -> list[Descent]:
    """One Descent a version, in the same order. `shared` is that of `shared_counts`."""
    sizes = np.diag(shared)
    nearness = _nearness(shared, sizes)
    root = _origin(versions, shared, sizes)
    parents = _grow(versions, nearness, root)
    return [_descent(versions, nearness, shared, parents, child) for child in range(len(versions))]


def _nearness(shared: Matrix, sizes: npt.NDArray[np.float64]) -> Matrix:
    """1 for the same hashes, 0 for none in common (Jaccard)."""
    union = sizes[:, None] + sizes[None, :] - shared
    return np.asarray(np.where(union > 0, shared / np.maximum(union, 1), 1.0))


def _origin(versions: Sequence[Version], shared: Matrix, sizes: npt.NDArray[np.float64]) -> int:
    """The earliest dated version; of several, or where none is dated, the one that covers the others best."""
    covers = (shared / np.maximum(sizes[None, :], 1)).sum(axis=1)
    dated = [at for at, version in enumerate(versions) if is_exact(version.when)]
    known = dated or list(range(len(versions)))
    return min(known, key=lambda at: (_starts(versions[at]), len(versions[at].labels), -covers[at], versions[at].id))


def _starts(version: Version) -> float:
    return version.when.first if version.when and is_exact(version.when) else 0.0


def is_exact(when: When | None) -> bool:
    """Is the date known to the day?"""
    return when is not None and when.last - when.first < 24


def may_precede(one: Version, other: Version) -> bool:
    """Could `one` have been there before `other`? True where a date is missing."""
    return not one.when or not other.when or one.when.first <= other.when.last


def _grow(versions: Sequence[Version], nearness: Matrix, root: int) -> list[int | None]:
    """Parents by always adding the version that is nearest to one already there."""
    parents: list[int | None] = [None] * len(versions)
    allowed = np.array([[may_precede(one, other) for other in versions] for one in versions])
    reach = np.where(allowed, nearness, -1.0)
    best_from = np.full(len(versions), root)
    best = reach[root].copy()
    open_ = np.ones(len(versions), dtype=bool)
    open_[root] = False
    while open_.any():
        child = int(np.argmax(np.where(open_, best, -2.0)))
        parents[child] = int(best_from[child]) if best[child] > 0 else None
        open_[child] = False
        nearer = (reach[child] > best) & open_
        best[nearer], best_from[nearer] = reach[child][nearer], child
    return parents


def _descent(
    versions: Sequence[Version], nearness: Matrix, shared: Matrix, parents: list[int | None], child: int
) -> Descent:
    parent, version = parents[child], versions[child]
    if parent is None:
        return Descent(version.id, None, 0.5, "no version of this story is known to be earlier")
    sure = _confidence(versions, nearness, parents, child, parent)
    evidence = _evidence(versions[parent], version, shared, (parent, child))
    if sure < NAMED_FROM:
        return Descent(version.id, None, sure, f"thin: {evidence}")
    also = tuple(versions[at].id for at in _further(versions, shared, parents, child))
    return Descent(version.id, versions[parent].id, sure, evidence, also)


def _confidence(
    versions: Sequence[Version], nearness: Matrix, parents: list[int | None], child: int, parent: int
) -> float:
    """How near, how much nearer than the next possible parent, and whether dates give the direction."""
    rivals = [
        nearness[at, child] for at in range(len(versions))
        if at not in (child, parent) and may_precede(versions[at], versions[child]) and not _descends(parents, at, child)
    ]  # fmt: skip
    near = float(nearness[parent, child])
    lead = near - max(rivals, default=0.0)
    one, other = versions[parent].when, versions[child].when
    direction = 1.0 if one and other and apart(one, other) > 0 else 0.75
    return round(float(min(0.97, (0.6 + 0.25 * near + 0.6 * min(lead, 0.25)) * direction)), 2)


def _descends(parents: list[int | None], at: int | None, ancestor: int) -> bool:
    while at is not None:
        if at == ancestor:
            return True
        at = parents[at]
    return False


def _further(versions: Sequence[Version], shared: Matrix, parents: list[int | None], child: int) -> list[int]:
    return []


def _evidence(parent: Version, child: Version, shared: Matrix, places: tuple[int, int]) -> str:
    of_child = shared[places] / max(shared[places[1], places[1]], 1)
    told = [f"{of_child:.0%} of its text stands there"]
    if parent.when and child.when:
        hours = apart(parent.when, child.when)
        told.append(f"dated {parent.date} and {child.date}" if hours else f"both dated {child.date}")
    if child.dated_by:
        told.append(child.dated_by)
    if child.labels:
        told.append(f"marked {', '.join(child.labels)}")
    return "; ".join(told)
