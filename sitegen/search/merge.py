"""The reduction: one partition of every batch → its posting shards, position shards and lexicon rows.

Only one partition's columns are in memory at a time, in each process: about 8 bytes a posting and
8 a position, a sixteenth of the archive's.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from ..model import Cache
from . import lexicon
from .batch import Part
from .codec import FAST, Ints, column, digest, pack, text_block, varint, varints, widen
from .quiet import quiet
from .shape import BIG, COMMON_LEAST, COMMON_SHARE, Shape
from .vocabulary import crc_order, crcs, ranges
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
    """`surfaces` are the lexicon's rows; `common` the stems that are everywhere."""

    shards: tuple[Shard, ...]
    surfaces: list[lexicon.Row]
    common: tuple[str, ...]


def merge(work: Reduction) -> Merged:
    table = _Table(work)
    shards = [*table.near_shards(), *table.far_shards()]
    return Merged(tuple(shards), table.surfaces(), tuple(table.common()))


class _Table:
    """All postings of a partition, sorted by term (CRC-32, text), then article; positions alike."""

    def __init__(self, work: Reduction) -> None:
        self.shape, self.part = work.shape, work.part
        parts = [_Columns(part, base) for part, base in _load(work)]
        parts += [_Value(name, numbers) for name, numbers in work.values]
        self._name(parts)
        self._gather(parts)
        self._gather_tokens(parts)

    def _name(self, parts: Sequence[_Columns]) -> None:
        """Terms and words of the whole archive, numbered in their order, and each part's numbers among them."""
        terms, words = _Numbers(), _Numbers()
        for part in parts:
            part.terms, part.words = terms.of(part.part.terms), words.of(part.part.words)
        found = list(terms.known)
        crc = crcs(found)
        order = crc_order(found, crc)
        self.crc = crc[order]
        self.terms = [found[n] for n in order.tolist()]
        place_of = np.empty(len(order), np.int64)
        place_of[order] = np.arange(len(order))
        for part in parts:
            part.terms = place_of[part.terms]
        pairs = [line.partition("\t") for line in words.known]
        self.spellings = [spelling for _, _, spelling in pairs]
        index = terms.known
        self.word_term = place_of[np.fromiter((index[stem] for stem, _, _ in pairs), np.int64, count=len(pairs))]

    def _gather(self, parts: Sequence[_Columns]) -> None:
        """Each part's postings to their places: after those of the same term in the parts before."""
        self.bounds, moves = _moves(parts, [part.frequency for part in parts], len(self.terms))
        size = int(self.bounds[-1])
        self.article, self.level = np.empty(size, np.int32), np.empty(size, np.uint8)
        self.count = np.zeros(size, np.uint32)
        for part, to in zip(parts, moves, strict=True):
            self.article[to] = part.articles
            self.level[to] = part.levels
            self.count[to[: len(part.counts)]] = part.counts

    def _gather_tokens(self, parts: Sequence[_Columns]) -> None:
        """Positions and words likewise, each term's words numbered from its most frequent on."""
        tokens = [part.tokens() for part in parts]
        self.token_bounds, moves = _moves(parts, tokens, len(self.terms))
        size = int(self.token_bounds[-1])
        self.position, word = np.empty(size, np.uint32), np.empty(size, np.int32)
        for part, each, to in zip(parts, tokens, moves, strict=True):
            self.position[to] = part.positions
            word[to] = part.spelled(each)
        self.often = np.bincount(word, minlength=len(self.spellings))
        alphabet = np.argsort(np.array(sorted(range(len(self.spellings)), key=self.spellings.__getitem__), np.int64))
        self.by_term = np.lexsort((alphabet, -self.often, self.word_term))
        self.first_word = np.searchsorted(self.word_term[self.by_term], np.arange(len(self.terms) + 1))
        rank = np.empty(len(self.by_term), np.int32)
        rank[self.by_term] = np.arange(len(self.by_term)) - self.first_word[self.word_term[self.by_term]]
        self.spelled = rank[word]

    def spellings_of(self, row: int) -> list[str]:
        return [self.spellings[n] for n in self.by_term[self.first_word[row] : self.first_word[row + 1]].tolist()]

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
        names = "\n".join("\t".join([self.terms[row], *self.spellings_of(row)]) for row in rows.tolist())
        first, last = self.token_starts[low], self.token_starts[high]
        several = self.first_word[rows + 1] - self.first_word[rows] > 1
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
        homes = self.crc >> (32 - bits)
        for number in range(self.part * each, (self.part + 1) * each):
            low, high = np.searchsorted(homes, (number, number + 1))
            yield number, np.arange(low, high)[wanted[low:high]]

    # -------------------------------------------------------------------------------- words

    def surfaces(self) -> list[lexicon.Row]:
        """Rows of the lexicon; of a possessive's bare form too, even where only the possessive occurs."""
        often: dict[tuple[str, str], int] = {}
        stems = map(self.terms.__getitem__, self.word_term.tolist())
        for spelling, stem, number in zip(self.spellings, stems, self.often.tolist(), strict=True):
            surface = fold(spelling)
            often[surface, stem] = often.get((surface, stem), 0) + number
            if surface.endswith("'s"):
                often.setdefault((surface[:-2], stem), 0)
        return [lexicon.row(surface, stem, number) for (surface, stem), number in often.items() if surface]

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


class _Numbers:
    """Numbers for lines, in the order in which they come."""

    def __init__(self) -> None:
        self.known: defaultdict[str, int] = defaultdict(itertools.count().__next__)

    def of(self, text: str) -> Ints:
        lines = text.split("\n") if text else []
        return np.fromiter(map(self.known.__getitem__, lines), np.int64, count=len(lines))


class _Columns:
    """A part's columns as arrays; `terms` and `words` are its lines' numbers in the partition, given later."""

    def __init__(self, part: Part, base: int) -> None:
        self.part = part
        own, terms, postings, tokens = part.sizes
        self.frequency = widen(part.frequency, terms).astype(np.int64)
        self.spellings = widen(part.spellings, own).astype(np.int64)
        self.counts, self.levels = widen(part.counts, postings), np.frombuffer(part.levels, "u1")
        self.positions = widen(part.positions, tokens)
        self.articles = np.frombuffer(part.articles, "<u2").astype(np.int32) + np.int32(base)
        self.terms = self.words = self.frequency[:0]

    def tokens(self) -> Ints:
        """How many words each term has; none, a title's or a filter's."""
        totals = np.concatenate(([0], np.cumsum(self.counts, dtype=np.int64)))
        ends = np.minimum(np.cumsum(self.frequency), len(self.counts))
        starts = np.minimum(np.cumsum(self.frequency) - self.frequency, len(self.counts))
        each: Ints = totals[ends] - totals[starts]
        return each

    def spelled(self, tokens: Ints) -> Ints:
        """Each token's word, by its number in the partition."""
        starts = np.cumsum(self.spellings) - self.spellings
        first = np.repeat(starts, tokens[: len(starts)])
        words: Ints = self.words[first + widen(self.part.spelled, len(first))]
        return words


class _Value(_Columns):
    """A filter's postings: articles alone."""

    def __init__(self, term: str, numbers: bytes) -> None:
        articles = np.frombuffer(numbers, "<u4")
        part = Part(term, b"", "", b"", b"", bytes(len(articles)), b"", b"", b"", (0, 0, 0, 0))
        super().__init__(part, 0)
        self.frequency = np.array([len(articles)], np.int64)
        self.articles = articles.astype(np.int32)


def _moves(parts: Sequence[_Columns], sizes: Sequence[Ints], terms: int) -> tuple[Ints, Iterator[Ints]]:
    """Where each term's items begin when all parts' are put in the terms' order, and for each part its items' places."""
    total = np.zeros(terms, np.int64)
    for part, each in zip(parts, sizes, strict=True):
        total[part.terms] += each
    bounds = np.concatenate(([0], np.cumsum(total)))

    def places() -> Iterator[Ints]:
        filled = bounds[:-1].copy()
        for part, each in zip(parts, sizes, strict=True):
            yield ranges(filled[part.terms], each)
            filled[part.terms] += each

    return bounds, places()


def _slices(data: Ints, low: Ints, high: Ints) -> bytes:
    """The given ranges of a column, one after another."""
    if len(low) and np.array_equal(low[1:], high[:-1]):
        return data[int(low[0]) : int(high[-1])].tobytes()
    return b"".join(data[a:b].tobytes() for a, b in zip(low.tolist(), high.tolist(), strict=True))


def _shard(kind: str, number: int, raw: bytes, term: str, start: int, part: int) -> Shard:
    label = f"{number:x}" if number >= 0 else f"t{part:x}"
    return Shard(kind, number, f"{kind}/{label}-{digest(raw)}.gz", pack(raw, FAST), term, start)
