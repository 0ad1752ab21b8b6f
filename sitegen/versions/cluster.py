"""Links between texts, grouped into stories: conservatively, so that one doubtful link does not chain two stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sitegen.versions.days import When

SUPPORT = 0.25
"""Share of the pairs across two groups that must be candidates too, for a link to join the groups."""
COPY = 0.85
"""A link of two near copies needs no support: among very many of them most pairs were never looked at."""
SAMPLE = 12
"""Members of a group that speak for it when its support is counted."""


class Link(NamedTuple):
    """Two texts i < j that a check found to be versions of one another, with the score of the pair; `sizes` is the
    number of words of the shorter by that of the longer."""

    score: float
    i: int
    j: int
    sizes: float = 1.0


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


class Groups:
    """Union-find with members and the span of stated dates of each group."""

    def __init__(
        self, spans: Sequence[Span | None], window: float, apart: AbstractSet[tuple[int, int]] = frozenset()
    ) -> None:
        self.parent = list(range(len(spans)))
        self.members = [[at] for at in range(len(spans))]
        self.span: list[Span | None] = list(spans)
        self.window = window
        self.apart = apart

    def root(self, at: int) -> int:
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def fits(self, one: int, other: int) -> bool:
        """Would all stated dates of the joined group lie within the window, and nobody meet whom he must not?"""
        if self.apart and any((x, y) in self.apart for x in self.members[one] for y in self.members[other]):
            return False
        return within(joined(self.span[one], self.span[other]), self.window)

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self.parent[high] = low
            self.members[low] += self.members[high]
            self.span[low] = joined(self.span[low], self.span[high])
            self.members[high] = []


def cluster(links: Sequence[Link], scores: Mapping[tuple[int, int], float], groups: Groups) -> None:
    """Join groups along checked links, best first, where enough of their other members are similar as well."""
    for link in sorted(links, key=lambda one: (-one.score, one.i, one.j)):
        one, other = groups.root(link.i), groups.root(link.j)
        if one != other and groups.fits(one, other) and (_is_copy(link) or _supported(groups, scores, (one, other))):
            groups.join(one, other)


def _is_copy(link: Link) -> bool:
    return link.score >= COPY and link.sizes >= COPY


def _supported(groups: Groups, scores: Mapping[tuple[int, int], float], roots: tuple[int, int]) -> bool:
    left, right = (_sample(groups.members[root]) for root in roots)
    known = sum((min(x, y), max(x, y)) in scores for x in left for y in right)
    return known >= SUPPORT * len(left) * len(right)


def _sample(members: Sequence[int]) -> Sequence[int]:
    if len(members) <= SAMPLE:
        return members
    step = len(members) / SAMPLE
    return [members[int(at * step)] for at in range(SAMPLE)]
