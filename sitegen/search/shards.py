"""A partition's postings and positions → the bytes of its shards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec
import numpy as np

from .codec import Ints, column, digest, pack_columns, packed, text_block, varint
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
    one of those that a big term has alone, in order."""

    kind: str
    number: int
    name: str
    data: bytes
    term: str = ""


# ----------------------------------------------------------------------------------- postings


def near_shards(postings: Postings, part: int, shape: Shape, rarity: Ints | None = None) -> Iterator[Shard]:
    """Postings. Per shard: its terms; their numbers of postings and bytes of gaps, and in an index of segments
    their rarities; all gaps between articles (the first from -1), all levels."""
    near = _Near(postings, rarity)
    big = near.sizes[0] >= BIG
    for number, rows in _shard_rows(postings, (part, shape.parts, shape.near), ~big):
        yield _shard("p", number, near.raw(rows), "", part)
    for row in np.flatnonzero(big).tolist():
        yield _shard("p", -1, near.raw(np.array([row])), postings.terms[row], part)


class _Near:
    """The columns of postings, to be cut into shards. By term: `bounds` of the bytes of gaps and of levels,
    `sizes` of postings and gaps, and rarity."""

    def __init__(self, postings: Postings, rarity: Ints | None) -> None:
        before = np.empty_like(postings.article)
        before[1:] = postings.article[:-1]
        before[postings.bounds[:-1][np.diff(postings.bounds) > 0]] = -1
        gaps = packed(postings.article - before - 1)
        self.terms, self.data = postings.terms, (gaps.data, postings.level)
        self.bounds = np.stack((gaps.at(postings.bounds), postings.bounds))
        self.sizes = np.diff(self.bounds)[::-1]
        if rarity is not None:
            self.sizes = np.concatenate((self.sizes, rarity[None, :]))

    def raw(self, rows: Ints) -> bytes:
        names = text_block("\n".join([self.terms[row] for row in rows.tolist()]))
        bodies = [_slices(data, bounds, rows) for data, bounds in zip(self.data, self.bounds, strict=True)]
        return b"".join((varint(len(rows)), names, column(self.sizes[:, rows].ravel()), *bodies))


# ---------------------------------------------------------------------------------- positions


def far_shards(postings: Postings, part: int, shape: Shape) -> Iterator[Shard]:
    """Positions. Per shard: its terms with their spellings (`term\\tspelling\\t…`); their numbers of postings and
    tokens, bytes of counts, positions and spellings; all counts (words at positions, by posting),
    all positions (the first of a posting absolute, then steps), all spellings (of terms with several)."""
    tokens = np.diff(postings.token_bounds)
    big = tokens >= BIG
    far = _Far(postings)
    for number, rows in _shard_rows(postings, (part, shape.parts, shape.far), (tokens > 0) & ~big):
        yield _shard("q", number, far.raw(rows), "", part)
    for row in np.flatnonzero(big).tolist():
        for low, high in far.pieces(row):
            yield _shard("q", -1, far.piece(row, low, high), postings.terms[row], part)


class _Far:
    """The columns of positions, to be cut into shards. By term: `bounds` of the bytes of counts, positions and
    spellings, `sizes` of postings, words and these bytes."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.starts = np.concatenate(([0], np.cumsum(postings.count, dtype=np.int64)))
        steps = np.diff(postings.position, prepend=np.int32(0))
        heads = self.starts[:-1][postings.count > 0]
        steps[heads] = postings.position[heads]
        tokens = np.diff(postings.token_bounds)
        self.several = np.diff(postings.first_word) > 1
        self.kept = np.concatenate(([0], np.cumsum(np.where(self.several, tokens, 0))))
        spelled = postings.spelled[np.repeat(self.several, tokens)]
        self.columns = tuple(packed(values) for values in (postings.count, steps, spelled))
        ends = zip(self.columns, (postings.bounds, postings.token_bounds, self.kept), strict=True)
        self.bounds = np.stack([column.at(items) for column, items in ends])
        self.sizes = np.concatenate((np.diff(np.stack((postings.bounds, postings.token_bounds))), np.diff(self.bounds)))

    def raw(self, rows: Ints) -> bytes:
        bodies = [_slices(each.data, bounds, rows) for each, bounds in zip(self.columns, self.bounds, strict=True)]
        return b"".join((self._head(rows), column(self.sizes[:, rows].ravel()), *bodies))

    def _head(self, rows: Ints) -> bytes:
        first, terms, spellings = self.postings.first_word, self.postings.terms, self.postings.spellings
        spans = zip(rows.tolist(), first[rows].tolist(), first[rows + 1].tolist(), strict=True)
        names = "\n".join(["\t".join([terms[row], *spellings[low:high]]) for row, low, high in spans])
        return varint(len(rows)) + text_block(names)

    def piece(self, row: int, low: int, high: int) -> bytes:
        """One of several shards of a big term: its postings from `low` to `high`."""
        since, until = self.starts[low], self.starts[high]
        kept = (self.kept[row] - self.postings.token_bounds[row]) + np.array((since, until))
        spans = (np.array((low, high)), np.array((since, until)), kept if self.several[row] else kept[:1].repeat(2))
        places = [each.at(items) for each, items in zip(self.columns, spans, strict=True)]
        sizes = [high - low, until - since, *(end - start for start, end in places)]
        bodies = [each.data[start:end].tobytes() for each, (start, end) in zip(self.columns, places, strict=True)]
        return b"".join((self._head(np.array([row])), column(sizes), *bodies))

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


def _slices(data: Ints, bounds: Ints, rows: Ints) -> bytes:
    """What a column has of the given terms, one after another."""
    if not len(rows):
        return b""
    if rows[-1] - rows[0] == len(rows) - 1:
        return data[bounds[rows[0]] : bounds[rows[-1] + 1]].tobytes()
    ends = np.flatnonzero(np.diff(rows) != 1)  # few: where a big term lies between
    starts = bounds[rows[np.append(0, ends + 1)]].tolist()
    stops = bounds[rows[np.append(ends, -1)] + 1].tolist()
    return b"".join([data[low:high].tobytes() for low, high in zip(starts, stops, strict=True)])


def _shard(kind: str, number: int, raw: bytes, term: str, part: int) -> Shard:
    label = f"{number:x}" if number >= 0 else f"t{part:x}"
    return Shard(kind, number, f"{kind}/{label}-{digest(raw)}.gz", pack_columns(raw), term)
