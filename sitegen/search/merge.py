"""The reduction: one partition of every batch → its posting shards, position shards and lexicon rows.

Only one partition's columns are in memory at a time, in each process: about 8 bytes a posting and
8 a position, a sixteenth of the archive's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from ..model import Cache
from .batch import Part, by_crc
from .codec import Ints, column, digest, pack, place, text_block, varint, varints
from .quiet import quiet
from .shape import BIG, COMMON_LEAST, COMMON_SHARE, Shape
from .words import fold


class Reduction(msgspec.Struct, frozen=True):
    """One partition to merge. `bases` are the numbers of the batches' first articles; `values` are
    the filters' postings: term → articles, ascending, as `<u4` bytes."""

    part: int
    shape: Shape
    keys: tuple[str, ...]
    bases: tuple[int, ...]
    values: tuple[tuple[str, bytes], ...]
    cache: Cache


class Shard(msgspec.Struct, frozen=True):
    """A finished file: `kind` "p" (postings) or "q" (positions); `number` among the shards, or -1 for
    one of a big term's own, whose first posting is `start`."""

    kind: str
    number: int
    name: str
    data: bytes
    term: str = ""
    start: int = 0


class Merged(msgspec.Struct, frozen=True):
    """`surfaces` are (surface, stem, how often); `common` the stems that are everywhere."""

    shards: tuple[Shard, ...]
    surfaces: tuple[tuple[str, str, int], ...]
    common: tuple[str, ...]


def merge(work: Reduction) -> Merged:
    table = _Table(work)
    shards = [*table.near_shards(), *table.far_shards()]
    return Merged(tuple(shards), tuple(table.surfaces()), tuple(table.common()))


class _Table:
    """All postings of a partition, sorted by term (CRC-32, text), then article; positions alike."""

    def __init__(self, work: Reduction) -> None:
        self.shape, self.part = work.shape, work.part
        parts = _load(work)
        self.terms = sorted(
            {term for part, _ in parts for term in _lines(part.terms)} | {term for term, _ in work.values}, key=by_crc
        )
        self.index = {term: n for n, term in enumerate(self.terms)}
        self.spellings: list[dict[str, int]] = [{} for _ in self.terms]
        self._gather(parts, work.values)

    def _gather(self, parts: Sequence[tuple[Part, int]], values: Sequence[tuple[str, bytes]]) -> None:
        term, article, level, count = list[Ints](), list[Ints](), list[Ints](), list[Ints]()
        token_term, position, spelled = list[Ints](), list[Ints](), list[Ints]()
        for part, base in parts:
            terms = np.array([self.index[name] for name in _lines(part.terms)], np.int32)
            of = np.repeat(terms, np.frombuffer(part.frequency, "<u4"))
            counts = np.frombuffer(part.counts, "<u4")
            term.append(of)
            article.append(np.frombuffer(part.articles, "<u2").astype(np.int32) + np.int32(base))
            level.append(np.frombuffer(part.levels, "u1"))
            count.append(
                np.concatenate((counts, np.zeros(len(of) - len(counts), np.uint32)))
                if len(of) > len(counts)
                else counts
            )
            tokens = self._spell(part, terms, of[: len(counts)], counts, spelled)
            token_term.append(tokens)
            position.append(np.frombuffer(part.positions, "<u4"))
        for name, numbers in values:
            found = np.frombuffer(numbers, "<u4").astype(np.int32)
            term.append(np.full(len(found), self.index[name], np.int32))
            article.append(found)
            level.append(np.zeros(len(found), np.uint8))
            count.append(np.zeros(len(found), np.uint32))
        self._sort(
            _joined(term, np.int32), _joined(article, np.int32), _joined(level, np.uint8), _joined(count, np.uint32)
        )
        self._sort_tokens(_joined(token_term, np.int32), _joined(position, np.uint32), _joined(spelled, np.int32))

    def _spell(self, part: Part, terms: Ints, of: Ints, counts: Ints, spelled: list[Ints]) -> Ints:
        """Each token's term; and its spelling's number among the term's in the whole archive."""
        local = np.repeat(of, counts)
        rows = [row.split("\t") for row in _lines(part.variants)]
        starts = np.cumsum([0] + [len(row) for row in rows])
        numbers = np.zeros(int(starts[-1]), np.int32)
        for n, row in enumerate(rows):
            known = self.spellings[terms[n]]
            for k, spelling in enumerate(row):
                numbers[starts[n] + k] = known.setdefault(spelling, len(known))
        first = np.zeros(len(self.terms), np.int64)
        first[terms[: len(rows)]] = starts[:-1]
        spelled.append(numbers[first[local] + np.frombuffer(part.spelled, "<u2")])
        return local

    def _sort(self, term: Ints, article: Ints, level: Ints, count: Ints) -> None:
        order = np.argsort(term, kind="stable")
        self.article, self.level, self.count = article[order], level[order], count[order]
        self.bounds = np.searchsorted(term[order], np.arange(len(self.terms) + 1))

    def _sort_tokens(self, term: Ints, position: Ints, spelled: Ints) -> None:
        order = np.argsort(term, kind="stable")
        self.position = position[order]
        self.token_bounds = np.searchsorted(term[order], np.arange(len(self.terms) + 1))
        self.spelled = self._rank_spellings(term[order], spelled[order])

    def _rank_spellings(self, term: Ints, spelled: Ints) -> Ints:
        """Spellings renumbered so that each term's most frequent is 0."""
        first = np.cumsum([0] + [len(known) for known in self.spellings])
        often = np.bincount(first[term] + spelled, minlength=int(first[-1])).tolist()
        ranks = np.zeros(int(first[-1]), np.int32)
        self.spelled_often: list[list[tuple[str, int]]] = []
        for n, known in enumerate(self.spellings):
            rows = sorted(((-often[first[n] + k], spelling, k) for spelling, k in known.items()))
            for rank, (_, _, k) in enumerate(rows):
                ranks[first[n] + k] = rank
            self.spelled_often.append([(spelling, -count) for count, spelling, _ in rows])
        ranked: Ints = ranks[first[term] + spelled]
        return ranked

    # -------------------------------------------------------------------------------- shards

    def near_shards(self) -> Iterator[Shard]:
        """Postings. Per shard: its terms; their numbers of postings and bytes of gaps; all gaps
        between articles (the first from -1), all levels."""
        sizes = np.diff(self.bounds)
        big = sizes >= BIG
        gaps, taken = self._gaps()
        ends = np.concatenate(([0], np.cumsum(taken)))
        for number, rows in self._shard_rows(self.shape.near, ~big):
            yield self._near("p", number, rows, gaps, ends)
        for row in np.flatnonzero(big).tolist():
            yield self._near("p", -1, np.array([row]), gaps, ends)

    def _gaps(self) -> tuple[Ints, Ints]:
        before = (
            np.concatenate(([-1], self.article[:-1])).astype(np.int64)
            if len(self.article)
            else self.article.astype(np.int64)
        )
        heads = self.bounds[:-1][np.diff(self.bounds) > 0]
        before[heads] = -1
        return varints(self.article - before - 1)

    def _near(self, kind: str, number: int, rows: Ints, gaps: Ints, ends: Ints) -> Shard:
        low, high = self.bounds[rows], self.bounds[rows + 1]
        heads = [
            text_block("\n".join(self.terms[row] for row in rows.tolist())),
            column(high - low),
            column(ends[high] - ends[low]),
        ]
        bodies = [_slices(gaps, ends[low], ends[high]), _slices(self.level, low, high)]
        raw = varint(len(rows)) + b"".join(heads + bodies)
        return _shard(kind, number, raw, self.terms[rows[0]] if number < 0 else "", 0, self.part)

    def far_shards(self) -> Iterator[Shard]:
        """Positions. Per shard: its terms with their spellings (`term\\tspelling\\t…`); their numbers of postings and
        tokens, bytes of counts, positions and spellings; all counts (words at positions, by posting),
        all positions (the first of a posting absolute, then steps), all spellings (of terms with several)."""
        tokens = np.diff(self.token_bounds)
        big = tokens >= BIG
        columns = self._far_columns()
        for number, rows in self._shard_rows(self.shape.far, (tokens > 0) & ~big):
            yield self._far(number, rows, self.bounds[rows], self.bounds[rows + 1], columns)
        for row in np.flatnonzero(big).tolist():
            yield from self._far_big(row, columns)

    def _far_columns(self) -> tuple[tuple[Ints, Ints], ...]:
        """Counts, positions, spellings as bytes, each with the byte offset of every item."""
        starts = np.concatenate(([0], np.cumsum(self.count, dtype=np.int64)))
        self.token_starts = starts
        steps = np.diff(self.position.astype(np.int64), prepend=0)
        heads = starts[:-1][self.count > 0]
        steps[heads] = self.position[heads]
        out = []
        for values in (self.count, steps, self.spelled):
            data, lengths = varints(values)
            out.append((data, np.concatenate(([0], np.cumsum(lengths)))))
        return tuple(out)

    def _far_big(self, row: int, columns: tuple[tuple[Ints, Ints], ...]) -> Iterator[Shard]:
        low, high = int(self.bounds[row]), int(self.bounds[row + 1])
        while low < high:
            end = int(np.searchsorted(self.token_starts, self.token_starts[low] + BIG, "right")) - 1
            end = min(max(end, low + 1), high)
            yield self._far(-1, np.array([row]), np.array([low]), np.array([end]), columns)
            low = end

    def _far(self, number: int, rows: Ints, low: Ints, high: Ints, columns: tuple[tuple[Ints, Ints], ...]) -> Shard:
        names = "\n".join(
            "\t".join([self.terms[row], *(spelling for spelling, _ in self.spelled_often[row])])
            for row in rows.tolist()
        )
        first, last = self.token_starts[low], self.token_starts[high]
        several = np.array([len(self.spelled_often[row]) > 1 for row in rows.tolist()], bool)
        ranges = ((low, high), (first, last), (first, np.where(several, last, first)))
        heads = [text_block(names), column(high - low), column(last - first)]
        heads += [column(ends[to] - ends[since]) for (_, ends), (since, to) in zip(columns, ranges, strict=True)]
        bodies = [
            _slices(data, ends[since], ends[to]) for (data, ends), (since, to) in zip(columns, ranges, strict=True)
        ]
        raw = varint(len(rows)) + b"".join(heads + bodies)
        start = int(low[0] - self.bounds[rows[0]]) if number < 0 else 0
        return _shard("q", number, raw, self.terms[rows[0]] if number < 0 else "", start, self.part)

    def _shard_rows(self, bits: int, wanted: Ints) -> Iterator[tuple[int, Ints]]:
        """The wanted terms of each shard of this partition, in order; empty shards too."""
        each = 1 << (bits - self.shape.parts)
        homes = np.array([place(term, bits) for term in self.terms], np.int64)
        for number in range(self.part * each, (self.part + 1) * each):
            low, high = np.searchsorted(homes, (number, number + 1))
            yield number, np.arange(low, high)[wanted[low:high]]

    # -------------------------------------------------------------------------------- words

    def surfaces(self) -> Iterator[tuple[str, str, int]]:
        """Surface, stem, how often; a possessive's bare form too, even where only the possessive occurs."""
        for term, spellings in zip(self.terms, self.spelled_often, strict=True):
            often: dict[str, int] = {}
            for spelling, count in spellings:
                surface = fold(spelling)
                often[surface] = often.get(surface, 0) + count
                if surface.endswith("'s"):
                    often.setdefault(surface[:-2], 0)
            yield from ((surface, term, count) for surface, count in often.items() if surface)

    def common(self) -> Iterator[str]:
        """Stems that tell nothing: in a great share of the articles, or words that ask."""
        least = max(COMMON_LEAST, COMMON_SHARE * self.shape.articles)
        asking = quiet(self.shape.language)
        sizes, tokens = np.diff(self.bounds).tolist(), np.diff(self.token_bounds).tolist()
        return (term for n, term in enumerate(self.terms) if tokens[n] and (sizes[n] >= least or term in asking))


def _load(work: Reduction) -> list[tuple[Part, int]]:
    parts = []
    for at in range(0, len(work.keys), 64):
        wanted = [f"{key}-{work.part}" for key in work.keys[at : at + 64]]
        found = work.cache.get_many(wanted)
        parts += [msgspec.msgpack.decode(found[name], type=Part) for name in wanted]
    return list(zip(parts, work.bases, strict=True))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _joined(arrays: list[Ints], kind: type) -> Ints:
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)


def _slices(data: Ints, low: Ints, high: Ints) -> bytes:
    """The given ranges of a column, one after another."""
    if len(low) and np.array_equal(low[1:], high[:-1]):
        return data[int(low[0]) : int(high[-1])].tobytes()
    return b"".join(data[a:b].tobytes() for a, b in zip(low.tolist(), high.tolist(), strict=True))


def _shard(kind: str, number: int, raw: bytes, term: str, start: int, part: int) -> Shard:
    label = f"{number:x}" if number >= 0 else f"t{part:x}"
    return Shard(kind, number, f"{kind}/{label}-{digest(raw)}.gz", pack(raw), term, start)
