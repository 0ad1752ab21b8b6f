"""Links between texts, grouped into stories: conservatively, so that one doubtful link does not chain two stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from sitegen.versions.candidates import Scored
from sitegen.versions.days import When

SUPPORT = 0.25
"""Share of the pairs across two groups that must be candidates too, for a link to join the groups."""
SAMPLE = 12
"""Members of a group that speak for it when its support is counted."""
CHAIN = 10
"""Windows that a chain of near copies may span, each within the window of the next."""


class Link(NamedTuple):
    """Two texts i < j that a check found to be versions of one another, with the score of the pair. The link of a near `copy` needs no
    support: among very many of them most pairs were never looked at. A `chain` link may lead beyond the window."""

    score: float
    i: int
    j: int
    copy: bool = False
    chain: bool = False


class Span(NamedTuple):
    """Between which moments the dates of a group must lie at least: the earliest last moment that one of them can
    mean, and the latest first moment. In hours; `latest - earliest` is how far apart they are at least."""

    earliest: float
    latest: float


def span_of(dates: Iterable[When]) -> Span | None:
    """None for no dates."""
    known = list(dates)
    return Span(min(date.last for date in known), max(date.first for date in known)) if known else None


def joined(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return Span(min(one.earliest, other.earliest), max(one.latest, other.latest))


def within(span: Span | None, window: float) -> bool:
    return span is None or span.latest - span.earliest <= window


class Known:
    """The pairs that are candidates, to be asked for many at once."""

    def __init__(self, pairs: Scored) -> None:
        self._keys = (pairs.i.astype(np.int64) << 32) | pairs.j

    def share(self, left: Sequence[int], right: Sequence[int]) -> float:
        """Of all pairs of a text on the left and one on the right."""
        x, y = (side.ravel() for side in np.meshgrid(np.array(left, np.int64), np.array(right, np.int64)))
        wanted = (np.minimum(x, y) << 32) | np.maximum(x, y)
        if not len(self._keys):
            return 0.0
        found = self._keys.take(self._keys.searchsorted(wanted), mode="clip") == wanted
        return float(found.mean())


class Groups:
    """Union-find with members and the span of stated dates of each group. Only texts that were joined take room."""

    def __init__(
        self, spans: Sequence[Span | None], window: float, apart: AbstractSet[tuple[int, int]] = frozenset()
    ) -> None:
        self.window = window
        self.apart = apart
        self._spans = spans
        self._parent: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._span: dict[int, Span | None] = {}

    def root(self, at: int) -> int:
        while (above := self._parent.get(at, at)) != at:
            self._parent[at] = self._parent.get(above, above)
            at = above
        return at

    def members(self, root: int) -> list[int]:
        return self._members.get(root) or [root]

    def span(self, root: int) -> Span | None:
        return self._span[root] if root in self._span else self._spans[root]

    def all(self) -> list[list[int]]:
        """Every group, those of one text too."""
        return [self.members(at) for at in range(len(self._spans)) if at not in self._parent]

    def fits(self, one: int, other: int, chain: bool = False) -> bool:
        """Would all stated dates of the joined group lie within the window, or be a chain; and nobody meet whom he must not?"""
        if self.apart and any((x, y) in self.apart for x in self.members(one) for y in self.members(other)):
            return False
        spans = self.span(one), self.span(other)
        wide = chain or not all(within(span, self.window) for span in spans)
        return within(joined(*spans), self.window * CHAIN if wide else self.window)

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._span[low] = joined(self.span(low), self.span(high))
            self._members.setdefault(low, [low]).extend(self.members(high))
            self._members.pop(high, None)
            self._parent[high] = low


def cluster(links: Sequence[Link], known: Known, groups: Groups) -> None:
    """Join groups along checked links, best first, where enough of their other members are similar as well."""
    for link in sorted(links, key=lambda one: (-one.score, one.i, one.j)):
        one, other = groups.root(link.i), groups.root(link.j)
        if (
            one != other
            and groups.fits(one, other, link.chain)
            and (link.copy or _supported(groups, known, one, other))
        ):
            groups.join(one, other)


def _supported(groups: Groups, known: Known, one: int, other: int) -> bool:
    left, right = _sample(groups.members(one)), _sample(groups.members(other))
    return known.share(left, right) >= SUPPORT


def _sample(members: Sequence[int]) -> Sequence[int]:
    if len(members) <= SAMPLE:
        return members
    step = len(members) / SAMPLE
    return [members[int(at * step)] for at in range(SAMPLE)]
