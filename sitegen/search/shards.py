"""A partition's postings and positions → the bytes of its shards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from .codec import Ints, Packed, column, digest, pack_columns, packed, text_block, varint
from .shape import BIG, Shape


class Postings(msgspec.Struct, frozen=True):
    """A partition's terms by (CRC-32, text), as columns.

    Of term n the postings are `bounds[n]:bounds[n + 1]`, the words `token_bounds` likewise, the `spellings`
    `first_word`. Per posting: `article` (ascending in a term), `level`, `count`, its words. Per word: `position`
    (ascending in a posting), `spelled`, which of its term's spellings."""

    terms: list[str]
    crc: Ints
    bounds: Ints
    article: Ints
    level: Ints
    count: Ints
    token_bounds: Ints
    position: Ints
    spelled: Ints
    spellings: list[str]
    first_word: Ints


class Shard(msgspec.Struct, frozen=True):
    """A finished file: `kind` "p" (postings) or "q" (positions); `number` among the shards, or -1 for
    one of a big term's own, whose first posting is `start`."""

    kind: str
    number: int
    name: str
    data: bytes
    term: str = ""
    start: int = 0


# ----------------------------------------------------------------------------------- postings


def near_shards(postings: Postings, part: int, shape: Shape) -> Iterator[Shard]:
    """Postings. Per shard: its terms; their numbers of postings and bytes of gaps; all gaps
    between articles (the first from -1), all levels."""
    big = np.diff(postings.bounds) >= BIG
    before = np.empty_like(postings.article)
    before[1:] = postings.article[:-1]
    before[postings.bounds[:-1][np.diff(postings.bounds) > 0]] = -1
    gaps = packed(postings.article - before - 1)
    for number, rows in _shard_rows(postings, (part, shape.parts, shape.near), ~big):
        yield _near(postings, gaps, number, rows, part)
    for row in np.flatnonzero(big).tolist():
        yield _near(postings, gaps, -1, np.array([row]), part)


def _near(postings: Postings, gaps: Packed, number: int, rows: Ints, part: int) -> Shard:
    low, high = postings.bounds[rows], postings.bounds[rows + 1]
    since, until = gaps.at(low), gaps.at(high)
    terms = [postings.terms[row] for row in rows.tolist()]
    heads = [text_block("\n".join(terms)), column(np.concatenate((high - low, until - since)))]
    bodies = [_slices(gaps.data, since, until), _slices(postings.level, low, high)]
    raw = varint(len(rows)) + b"".join(heads + bodies)
    return _shard("p", number, raw, terms[0] if number < 0 else "", 0, part)


# ---------------------------------------------------------------------------------- positions


def far_shards(postings: Postings, part: int, shape: Shape) -> Iterator[Shard]:
    """Positions. Per shard: its terms with their spellings (`term\\tspelling\\t…`); their numbers of postings and
    tokens, bytes of counts, positions and spellings; all counts (words at positions, by posting),
    all positions (the first of a posting absolute, then steps), all spellings (of terms with several)."""
    tokens = np.diff(postings.token_bounds)
    big = tokens >= BIG
    far = _Far(postings)
    for number, rows in _shard_rows(postings, (part, shape.parts, shape.far), (tokens > 0) & ~big):
        yield _shard("q", number, far.raw(rows, postings.bounds[rows], postings.bounds[rows + 1]), "", 0, part)
    for row in np.flatnonzero(big).tolist():
        for low, high in far.pieces(row):
            raw = far.raw(np.array([row]), np.array([low]), np.array([high]))
            yield _shard("q", -1, raw, postings.terms[row], int(low - postings.bounds[row]), part)


class _Far:
    """The columns of positions, to be cut into shards."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.starts = np.concatenate(([0], np.cumsum(postings.count, dtype=np.int64)))
        steps = np.diff(postings.position, prepend=np.int32(0))
        heads = self.starts[:-1][postings.count > 0]
        steps[heads] = postings.position[heads]
        self.several = np.diff(postings.first_word) > 1
        self.columns = (packed(postings.count), packed(steps), packed(postings.spelled))

    def raw(self, rows: Ints, low: Ints, high: Ints) -> bytes:
        first, last = self.starts[low], self.starts[high]
        names = "\n".join("\t".join(self._names(row)) for row in rows.tolist())
        spans = ((low, high), (first, last), (first, np.where(self.several[rows], last, first)))
        places = [
            (column.at(since), column.at(until)) for column, (since, until) in zip(self.columns, spans, strict=True)
        ]
        sizes = np.concatenate([high - low, last - first, *(until - since for since, until in places)])
        bodies = [_slices(column.data, *place) for column, place in zip(self.columns, places, strict=True)]
        return varint(len(rows)) + text_block(names) + column(sizes) + b"".join(bodies)

    def _names(self, row: int) -> Sequence[str]:
        since, until = self.postings.first_word[row : row + 2].tolist()
        return [self.postings.terms[row], *self.postings.spellings[since:until]]

    def pieces(self, row: int) -> Iterator[tuple[int, int]]:
        """A big term's postings in pieces of about BIG words."""
        low, high = self.postings.bounds[row : row + 2].tolist()
        while low < high:
            end = int(np.searchsorted(self.starts, self.starts[low] + BIG, "right")) - 1
            end = min(max(end, low + 1), high)
            yield low, end
            low = end


# --------------------------------------------------------------------------------------- both


def _shard_rows(postings: Postings, place: tuple[int, int, int], wanted: Ints) -> Iterator[tuple[int, Ints]]:
    """The wanted terms of each shard of a partition, in order; empty shards too.

    `place`: the partition, the bits of partitions, the bits of shards."""
    part, parts, bits = place
    each = 1 << (bits - parts)
    homes = postings.crc >> (32 - bits)
    bounds = np.searchsorted(homes, np.arange(part * each, (part + 1) * each + 1)).tolist()
    for n, (low, high) in enumerate(pairwise(bounds)):
        yield part * each + n, low + np.flatnonzero(wanted[low:high])


def _slices(data: Ints, low: Ints, high: Ints) -> bytes:
    """The given ranges of a column, one after another."""
    if not len(low):
        return b""
    cuts = np.flatnonzero(low[1:] != high[:-1])
    since, until = np.concatenate((low[:1], low[cuts + 1])), np.concatenate((high[cuts], high[-1:]))
    return b"".join(data[a:b].tobytes() for a, b in zip(since.tolist(), until.tolist(), strict=True))


def _shard(kind: str, number: int, raw: bytes, term: str, start: int, part: int) -> Shard:
    label = f"{number:x}" if number >= 0 else f"t{part:x}"
    return Shard(kind, number, f"{kind}/{label}-{digest(raw)}.gz", pack_columns(raw), term, start)
