"""Which version each version was probably made from.

The heaviest arborescence from the probable origin, without the edges that what is known of the order speaks against. Nearness counts word 4-grams: how many both have of all that either has, and, where the
order is known, how many of the child's the parent has. The order comes from dates, then from marks (URGENT, UPDATE 2, CORRECTED),
credits and containment. A confidence joins how near the parent is, how much nearer than the next best, and how sure the order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sitegen.model import Descent
from sitegen.versions.arborescence import NONE, heaviest_arborescence
from sitegen.versions.forks import unforked
from sitegen.versions.prints import Hashes

Matrix = npt.NDArray[np.float64]
Swaps = Callable[[int, int], int]
Shared = Callable[[int, int], str]
"""A sentence that two texts have and no other text of the story; empty for none."""

NAMED_FROM, NAMED_ORDERED = 0.7, 0.4
"""How likely a link must be for a parent to be named at all: where the order is open, where it is known."""
SECOND_SHARE = 0.1
"""Of a version's hashes that a further parent must have and the first parent lacks."""
SECOND_OF_REST = 0.4
"""Of what the first parent does not explain, the part that the further parent must."""
LARGEST_BLOCK = 4_000_000
CLEARLY_LESS = 0.02
SURE = 4.0
"""Evidence of order that nothing else outweighs: the dates."""
DATE_LIKELY, MARK_ORDER, CREDIT_ORDER, CUT_ORDER = 0.5, 2.0, 1.0, 0.7
OVERLAP_COUNTS = 0.1
"""How much of the shorter text lies in the longer tells a little more than Jaccard where one is far longer."""
UNFORKED_MOST = 40
"""Versions up to which forks are looked at."""
EXACT_MOST = 120
"""Versions up to which the tree is the heaviest there is."""
SWAPS_ASKED = 40
"""Versions up to which facts are compared."""
NEARLY, SWAP_COSTS, SWAPS_COUNTED = 0.08, 0.02, 4
AGAINST = 1.5
"""Evidence of order from which the other direction is ruled out."""
_UPDATE = re.compile(r"(?:UPDATE|UPD|WRAPUP|LEAD)\D*(\d+)?", re.IGNORECASE)
_EARLY = re.compile(r"URGENT|FLASH|BREAKING|ALERT|SNAP|BULLETIN", re.IGNORECASE)
_LATE = re.compile(r"CORRECT|REFILE|REPEAT|RECAP|CLARIF", re.IGNORECASE)


class Version(msgspec.Struct, frozen=True):
    """What lineage looks at. The date lies between `first` and `until` (hours; None for no date). `rank` orders marks, None for
    none of them. `agencies` are those credited, `own` says that the outlet is itself an agency or none is named."""

    id: str
    date: str | None
    first: float | None
    until: float | None
    rank: int | None = None
    marks: str = ""
    agencies: frozenset[str] = frozenset()
    own: bool = False
    dated_by: str = ""

    @property
    def is_exact(self) -> bool:
        """Is the date known to the day?"""
        return self.first is not None and self.until is not None and self.until - self.first <= 24


def rank_of(labels: Sequence[str]) -> int | None:
    """Marks in the order of a story's life: URGENT 0, UPDATE n 1 + n, CORRECTED 100; None without a mark.

    >>> rank_of(("URGENT",)), rank_of(("UPDATE 2",)), rank_of(())
    (0, 3, None)
    """
    for label in labels:
        if _LATE.search(label):
            return 100
        if found := _UPDATE.search(label):
            return 1 + int(found.group(1) or 1)
        if _EARLY.search(label):
            return 0
    return None


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


def descend(
    versions: Sequence[Version], shared: Matrix, swaps: Swaps | None = None, only: Shared | None = None
) -> list[Descent]:
    """One Descent a version, in the same order. `shared` is that of `shared_counts`; `swaps` counts the facts that stand
    for one another in two versions, by number; `only` quotes what just two of them say, for the evidence."""
    story = _Story(versions, shared, swaps)
    story.only = only
    parents = story.grow()
    return [story.descent(parents, child) for child in range(len(versions))]


def descend_among(few: Sequence[Version], shared: Matrix, earlier: Sequence[int]) -> Descent:
    """The Descent of the first of a few versions, from one of those numbered in `earlier`."""
    story = _Story(few, shared, None)
    parents: list[int | None] = [None] * len(few)
    possible = [at for at in earlier if story.order[at, 0] > -AGAINST]
    if possible:
        parents[0] = max(possible, key=lambda at: (float(story.nearness[at, 0]), -at))
    return story.descent(parents, 0)


def precedence(version: Version) -> tuple[float, bool, int, str]:
    """What decides between versions of which nothing else is known: the date, being an agency's own, the mark."""
    first = version.first if version.is_exact and version.first is not None else math.inf
    return first, not version.own, version.rank or 0, version.id


class _Story:
    """The versions of one story with what is known of each two: `explains[p, c]` is the share of c's hashes that p has, `jaccard`
    the share of both, `order[p, c]` the evidence that p was there before c (negative: after)."""

    def __init__(self, versions: Sequence[Version], shared: Matrix, swaps: Swaps | None) -> None:
        sizes = np.diag(shared)
        self.versions, self.shared = versions, shared
        self.only: Shared | None = None
        self.explains = np.where(sizes[None, :] > 0, shared / np.maximum(sizes[None, :], 1), 1.0)
        union = sizes[:, None] + sizes[None, :] - shared
        self.jaccard = np.where(union > 0, shared / np.maximum(union, 1), 1.0)
        self.order = self._order(sizes)
        known = np.clip((self.order + AGAINST) / (MARK_ORDER + AGAINST), 0, 1)
        self.nearness = self.jaccard + 0.5 * known * (self.explains - self.jaccard)
        self._count_swaps(swaps)

    def _count_swaps(self, swaps: Swaps | None) -> None:
        """Of parents that are about as near as each other, one whose figures, names and quotes the child has is likelier."""
        if swaps is None or len(self.versions) > SWAPS_ASKED:
            return
        for child in range(len(self.versions)):
            reach = np.where(self.order[:, child] > -AGAINST, self.nearness[:, child], -1.0)
            reach[child] = -1.0
            if reach.max() <= 0:
                continue
            for parent in np.flatnonzero(reach >= max(reach.max() - NEARLY, 0.0)).tolist():
                self.nearness[parent, child] -= SWAP_COSTS * min(swaps(parent, child), SWAPS_COUNTED)

    def _order(self, sizes: npt.NDArray[np.float64]) -> Matrix:
        made = (
            self._by_date()
            + MARK_ORDER * self._by_mark()
            + CREDIT_ORDER * self._by_credit()
            + CUT_ORDER * self._by_cut(sizes)
        )
        sure = self._surely()
        return np.asarray(np.where(sure != 0, SURE * sure, made))

    def _surely(self) -> Matrix:
        """1 where one date lies before the other, whatever they mean exactly; -1 for after."""
        first = np.array([np.nan if one.first is None else one.first for one in self.versions])
        until = np.array([np.nan if one.until is None else one.until for one in self.versions])
        with np.errstate(invalid="ignore"):
            before = (until[:, None] <= first[None, :]) & (first[:, None] < first[None, :])
        return _signed(before)

    def _by_date(self) -> Matrix:
        """Dates that overlap (a day, and a time on that day): the earlier beginning is likely the earlier."""
        first = np.array([one.first if one.is_exact and one.first is not None else np.nan for one in self.versions])
        with np.errstate(invalid="ignore"):
            before = first[:, None] < first[None, :]
        return DATE_LIKELY * _signed(before)

    def _by_mark(self) -> Matrix:
        """URGENT before UPDATE 1 before UPDATE 2; a correction after what has no mark, an update as well."""
        rank = np.array([1 if one.rank is None else one.rank for one in self.versions])
        any_mark = np.array([one.rank is not None for one in self.versions])
        return np.asarray(
            np.sign(rank[None, :] - rank[:, None]) * (any_mark[:, None] | any_mark[None, :]), dtype=np.float64
        )

    def _by_credit(self) -> Matrix:
        """An agency's own copy before the copy of an outlet that credits it."""
        own = np.array([one.own for one in self.versions])
        credits = np.array([bool(one.agencies) and not one.own for one in self.versions])
        return _signed(own[:, None] & credits[None, :])

    def _by_cut(self, sizes: npt.NDArray[np.float64]) -> Matrix:
        """A text that lies nearly whole in a longer one of another outlet was cut from it."""
        cut = (self.explains >= 0.85) & (self.explains.T <= 0.75)
        same = np.array([[one.own == other.own and one.rank is not None and other.rank is not None
                          for other in self.versions] for one in self.versions]) if len(sizes) <= 200 else np.zeros_like(cut)  # fmt: skip
        return _signed(cut & ~same)

    # -------------------------------------------------------------------------------- the tree

    def origin(self) -> int:
        """The version that most evidence puts before the others; then the one that explains them best."""
        ahead = np.clip(self.order, -SURE, SURE).sum(axis=1) / max(len(self.versions) - 1, 1)
        explained = self.explains.mean(axis=1)
        return min(
            range(len(self.versions)),
            key=lambda at: (-round(float(ahead[at] + explained[at]), 6), self.versions[at].id),
        )

    def grow(self) -> list[int | None]:
        """The parents in the heaviest arborescence from the origin; in a very large story, by always adding the version
        that is nearest to one already there."""
        sizes = np.diag(self.shared)
        overlap = self.shared / np.maximum(np.minimum(sizes[:, None], sizes[None, :]), 1)
        reach = np.where(self.order > -AGAINST, self.nearness + OVERLAP_COUNTS * overlap, NONE)
        root = self.origin()
        if len(self.versions) > EXACT_MOST:
            return _grown(reach, root)
        tree = heaviest_arborescence(reach, root)
        if len(self.versions) <= UNFORKED_MOST:
            tree = unforked(tree, reach, np.clip(self.order / MARK_ORDER, 0, 1))
        return [one if one >= 0 and reach[one, child] > 0 else None for child, one in enumerate(tree)]

    def descent(self, parents: list[int | None], child: int) -> Descent:
        parent, version = parents[child], self.versions[child]
        if parent is None:
            return Descent(
                version.id, None, self._origin_confidence(child), "no version of this story is known to be earlier"
            )
        link = self.link(parents, child, parent)
        known = self.known(parent, child)
        sure = round(min(0.97, link * (0.75 + 0.25 * known)), 2)
        evidence = self._evidence(parent, child)
        if link < NAMED_FROM - (NAMED_FROM - NAMED_ORDERED) * known:
            return Descent(
                version.id, None, sure, f"unknown; {self.versions[parent].id} is nearest, but not clearly: {evidence}"
            )
        further = self._further(parents, child)
        for at in further:
            more = (self.shared[at, child] - min(self.shared[at, parent], self.shared[parent, child])) / self.shared[
                child, child
            ]
            evidence += f"; a further {more:.0%} of it stands only in the second source"
        return Descent(
            version.id, self.versions[parent].id, sure, evidence, tuple(self.versions[at].id for at in further)
        )

    def _origin_confidence(self, child: int) -> float:
        others = [at for at in range(len(self.versions)) if at != child]
        known = sum(self.order[child, at] >= AGAINST for at in others) / max(len(others), 1)
        return round(0.5 + 0.45 * float(known), 2)

    def known(self, parent: int, child: int) -> float:
        """How well it is known, from 0 to 1, that the parent came first."""
        return min(max(float(self.order[parent, child]), 0.0) / MARK_ORDER, 1.0)

    def link(self, parents: list[int | None], child: int, parent: int) -> float:
        """How likely it is that one of the two was made from the other: a logistic model of nearness, lead over the nearest
        rival, mutual nearness and crowding at the parent, fitted on one half of wikiversions and checked on the other."""
        rivals = [
            self.nearness[at, child] for at in range(len(self.versions))
            if at not in (child, parent) and self.order[at, child] > -AGAINST and not _descends(parents, at, child)
        ]  # fmt: skip
        near = float(self.nearness[parent, child])
        lead = min(max(near - max(rivals, default=0.0), 0.0), 0.25)
        mutual = self._is_nearest(parent, child) + self._is_nearest(child, parent)
        # One text may have many reprints; a chain of versions of unknown order seldom forks.
        crowd = max(0, sum(one == parent for one in parents) + (parents[parent] is not None) - 2) * (
            1 - self.known(parent, child)
        )
        return 1 / (1 + math.exp(-(2.5 * near + 1.5 * lead + 1.5 * mutual - 1.2 * min(crowd, 10))))

    def _is_nearest(self, one: int, other: int) -> bool:
        """Has nobody more in common with `one` than `other` has?"""
        others = np.delete(self.jaccard[one], one)
        return bool(self.jaccard[one, other] >= others.max() - 1e-9)

    def _further(self, parents: list[int | None], child: int) -> list[int]:
        """A hybrid's other parent: it has much of what the first parent does not explain, and did not come from the child."""
        parent = parents[child]
        size = self.shared[child, child]
        if parent is None or size == 0:
            return []
        rest = size - self.shared[parent, child]
        made = []
        for at in range(len(self.versions)):
            if at in (child, parent) or self.order[at, child] <= -AGAINST or _descends(parents, at, child):
                continue
            # What both parents have in common is counted as the first one's.
            own = self.shared[at, child] - min(self.shared[at, parent], self.shared[parent, child])
            if own >= SECOND_SHARE * size and own >= SECOND_OF_REST * rest:
                made.append((own, at))
        return [at for _, at in sorted(made, reverse=True)[:1]]

    def _evidence(self, parent: int, child: int) -> str:
        """What speaks for the link, the strongest first, in words that a reader can check."""
        before, version = self.versions[parent], self.versions[child]
        told = [self._told_share(parent, child)]
        if self.only is not None and (quote := self.only(parent, child)):
            told.append(f"of all versions only these two say “{quote}”")
        if before.date and version.date:
            same = before.date == version.date
            told.append(f"both dated {version.date}" if same else f"dated {before.date} and {version.date}")
        if version.dated_by == "deixis":
            told.append("it says “yesterday” or the like where the other names the day")
        if version.marks or before.marks:
            told.append(f"marked {before.marks or 'nothing'} and {version.marks or 'nothing'}")
        shared = sorted(before.agencies & version.agencies)
        if shared and before.own:
            told.append(f"credits {', '.join(shared)}, whose own copy the other is")
        return "; ".join(told)

    def _told_share(self, parent: int, child: int) -> str:
        """How much of the text stands in the parent, and how much at most in any other version."""
        own = float(self.explains[parent, child])
        others = [float(self.explains[at, child]) for at in range(len(self.versions)) if at not in (parent, child)]
        told = f"{own:.0%} of its text stands there"
        if others and max(others) < own - CLEARLY_LESS:
            told += f", and at most {max(others):.0%} in any other version"
        return told


def _grown(reach: Matrix, root: int) -> list[int | None]:
    """Prim's tree: quadratic, and exact where edges weigh the same in both directions."""
    count = len(reach)
    parents: list[int | None] = [None] * count
    source, best = np.full(count, root), reach[root].copy()
    open_ = np.ones(count, dtype=bool)
    open_[root] = False
    while open_.any():
        child = int(np.argmax(np.where(open_, best, 2 * NONE)))
        parents[child] = int(source[child]) if best[child] > 0 else None
        open_[child] = False
        nearer = (reach[child] > best) & open_
        best[nearer], source[nearer] = reach[child][nearer], child
    return parents


def _signed(before: npt.NDArray[np.bool_]) -> Matrix:
    """1 for before, -1 for after, 0 for neither or both."""
    return np.asarray(before.astype(np.float64) - before.T.astype(np.float64))


def _descends(parents: list[int | None], at: int | None, ancestor: int) -> bool:
    while at is not None:
        if at == ancestor:
            return True
        at = parents[at]
    return False
