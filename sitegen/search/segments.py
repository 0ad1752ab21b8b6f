"""An archive's articles in date order, cut into segments: one, or past a limit several, each with an index of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from ..model import Cache, Card
from . import batch
from .shape import Shape, measure_segment

LONGEST = 2
"""A segment is cut within a month only when it has so many times the articles it should have."""


class Segment(msgspec.Struct, frozen=True):
    """`folder` is where its files lie below `search/` ("" of the only one); `first` the number of its first article.
    `planned` are its batches with the numbers, in the segment, of their first articles."""

    folder: str
    first: int
    cards: tuple[Card, ...]
    shape: Shape
    planned: tuple[tuple[int, batch.Batch], ...]

    def dates(self) -> tuple[str, str]:
        """The first and the last date, to the month where both have one; empty where nothing is dated."""
        dated = [card.published for card in self.cards if card.published]
        return (dated[0][:7], dated[-1][:7]) if dated else ("", "")


def segments(
    cards: tuple[Card, ...], names: dict[str, tuple[str, ...]], whole: Shape, size: int, stores: tuple[Cache, Cache]
) -> list[Segment]:
    """The segments of an archive, oldest first."""
    bounds = [0, *_cuts(cards, size), len(cards)] if len(cards) > size else [0, len(cards)]
    found = []
    for number, (first, end) in enumerate(pairwise(bounds)):
        some = cards[first:end]
        shape = measure_segment(some, whole) if len(bounds) > 2 else whole
        planned = tuple(batch.batches(some, names, shape, stores))
        found.append(Segment(f"s/{number}/" if len(bounds) > 2 else "", first, some, shape, planned))
    return found


def _cuts(cards: Sequence[Card], size: int) -> Iterator[int]:
    """Where segments begin: with a month, so that an article that is put in or taken out moves no other's end.
    Articles without a date are a month of their own."""
    first = 0
    for number in range(1, len(cards)):
        new_month = _month(cards[number]) != _month(cards[number - 1])
        if number - first >= (size if new_month else LONGEST * size):
            yield number
            first = number


def _month(card: Card) -> str:
    return (card.published or "")[:7]
