"""The reduction: one partition of every batch → its posting shards, position shards and lexicon rows.

Only one partition's columns are in memory at a time, in each process: about 8 bytes a posting and
16 a position, of a sixteenth or less of the archive's.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from ..model import Cache
from . import lexicon
from .codec import Ints, widen
from .columns import Part
from .quiet import quiet
from .shape import COMMON_LEAST, COMMON_SHARE, RARITY_STEP, Shape, rarity
from .shards import Postings, Shard, far_shards, near_shards
from .vocabulary import crc_order, crcs, forget, ranges
from .words import fold


class Input(msgspec.Struct, frozen=True):
    """What a segment has in a partition. `bases` are the numbers of the batches' first articles; `values` are
    the filters' postings: term → articles, ascending, as `<u4` bytes."""

    shape: Shape
    keys: tuple[str, ...]
    bases: tuple[int, ...]
    values: tuple[tuple[str, bytes], ...]


class Reduction(msgspec.Struct, frozen=True):
    """One partition to merge, of all segments."""

    part: int
    segments: tuple[Input, ...]
    cache: Cache


class Merged(msgspec.Struct, frozen=True):
    """`segments`: the shards of each, and the stems that are everywhere in it. `surfaces` are the lexicon's rows."""

    segments: list[tuple[list[Shard], list[str]]]
    surfaces: list[lexicon.Row]


def merge(work: Reduction) -> Merged:
    """One segment after another, so that only one's columns are in memory."""
    forget()  # what the map knew of words
    several = len(work.segments) > 1
    rarities = _rarities(work) if several else {}
    found, counts = [], dict[tuple[str, str], int]()
    for each in work.segments:
        pieces = [*_load(each, work), *(_value(name, numbers) for name, numbers in each.values)]
        gathered = _Gathered(pieces)
        postings, shape = gathered.postings, each.shape
        rarity = np.array([rarities.get(term, 0) for term in postings.terms], np.int64) if several else None
        shards = [*near_shards(postings, work.part, shape, rarity), *far_shards(postings, work.part, shape)]
        found.append((shards, list(_common(postings, shape))))
        _count_surfaces(counts, postings, gathered.often)
    return Merged(found, _surfaces(counts))


def _rarities(work: Reduction) -> dict[str, int]:
    """By term, how rare it is in all segments together, in RARITY_STEPs: of one segment alone that would say
    that a word is worth least where it was the news."""
    numbers, having = _Numbers(), np.zeros(0, np.int64)
    for each in work.segments:
        for piece in _load(each, work):
            term = numbers.of(piece.terms)
            having = np.concatenate((having, np.zeros(len(numbers.known) - len(having), np.int64)))
            having[term] += piece.frequency
    articles = sum(each.shape.articles for each in work.segments)
    return {
        term: round(rarity(articles, often) / RARITY_STEP)
        for term, often in zip(numbers.known, having.tolist(), strict=True)
    }


def _load(each: Input, work: Reduction) -> Iterator[_Piece]:
    decoder = msgspec.msgpack.Decoder(Part)
    for at in range(0, len(each.keys), 64):
        wanted = [f"{key}-{work.part}" for key in each.keys[at : at + 64]]
        found = work.cache.get_many(wanted)
        for name, base in zip(wanted, each.bases[at : at + 64], strict=True):
            yield _Piece(decoder.decode(found[name]), base)


class _Piece:
    """A batch's part as arrays. A *slice* is what it has of one term."""

    def __init__(self, part: Part, base: int) -> None:
        own, slices, postings, tokens = part.sizes
        self.terms, self.words = _lines(part.terms), _lines(part.words)
        self.frequency = widen(part.frequency, slices).astype(np.int64)
        self.spellings = np.zeros(slices, np.int64)
        self.spellings[:own] = widen(part.spellings, own)
        self.articles = np.frombuffer(part.articles, "<u2").astype(np.int32) + np.int32(base)
        self.levels = np.frombuffer(part.levels, "u1")
        self.counts = np.zeros(len(self.articles), np.int32)
        self.counts[:postings] = widen(part.counts, postings)
        self.positions, self.spelled = widen(part.positions, tokens), widen(part.spelled, tokens)
        totals = np.concatenate(([0], np.cumsum(self.counts, dtype=np.int64)))
        self.tokens = np.diff(totals[np.concatenate(([0], np.cumsum(self.frequency)))])


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _value(term: str, numbers: bytes) -> _Piece:
    """A filter's postings: articles alone."""
    articles = np.frombuffer(numbers, "<u4")
    empty = Part(term, b"\0", "", b"", b"", b"", b"", b"", b"", (0, 1, 0, 0))
    piece = _Piece(empty, 0)
    piece.frequency = np.array([len(articles)], np.int64)
    piece.articles, piece.levels = articles.astype(np.int32), np.zeros(len(articles), np.uint8)
    piece.counts = np.zeros(len(articles), np.int32)
    return piece


class _Gathered:
    """All pieces' slices in the order of their terms (CRC-32, text), those of one term in the order of the pieces."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        numbers = _Numbers()
        term = np.concatenate([numbers.of(piece.terms) for piece in pieces])
        found = list(numbers.known)
        crc = crcs(found)
        by_crc = crc_order(found, crc)
        place = np.empty(len(found), np.int64)
        place[by_crc] = np.arange(len(found))
        self.terms = [found[n] for n in by_crc.tolist()]
        self.term = place[term]
        self.order = np.argsort(self.term, kind="stable")
        self._gather(pieces, crc[by_crc])

    def _gather(self, pieces: Sequence[_Piece], crc: Ints) -> None:
        frequency = np.concatenate([piece.frequency for piece in pieces])
        tokens = np.concatenate([piece.tokens for piece in pieces])
        to = self._places(frequency)
        article = np.concatenate([piece.articles for piece in pieces])[to]
        level = np.concatenate([piece.levels for piece in pieces])[to]
        count = np.concatenate([piece.counts for piece in pieces])[to]
        to = self._places(tokens)
        position = np.concatenate([piece.positions.astype(np.int32, copy=False) for piece in pieces])[to]
        spelled = np.concatenate([piece.spelled.astype(np.int32, copy=False) for piece in pieces])[to]
        words, first_word, spelled, self.often = self._spellings(pieces, tokens, spelled)
        bounds, token_bounds = self._bounds(frequency), self._bounds(tokens)
        self.postings = Postings(
            self.terms, crc, bounds, article, level, count, token_bounds, position, spelled, words, first_word
        )

    def _places(self, sizes: Ints) -> Ints:
        """Where each item comes from."""
        return ranges((np.cumsum(sizes) - sizes)[self.order], sizes[self.order])

    def _bounds(self, sizes: Ints) -> Ints:
        total = np.zeros(len(self.terms) + 1, np.int64)
        np.add.at(total, self.term + 1, sizes)
        return np.cumsum(total)

    def _spellings(
        self, pieces: Sequence[_Piece], tokens: Ints, spelled: Ints
    ) -> tuple[list[str], Ints, Ints, list[int]]:
        """The spellings by term, each term's most frequent first; where each term's begin; every word's among
        those of its term; how often each spelling is there."""
        numbers, sizes = _Numbers(), np.concatenate([piece.spellings for piece in pieces])
        pair = np.repeat(self.term, sizes) << 32 | np.concatenate([numbers.of(piece.words) for piece in pieces])
        pairs, word_of = np.unique(pair, return_inverse=True)
        first = np.repeat((np.cumsum(sizes) - sizes)[self.order], tokens[self.order])
        word = word_of.astype(np.int32)[first + spelled]
        often, term = np.bincount(word, minlength=len(pairs)), pairs >> 32
        texts = list(numbers.known)
        written = [texts[n] for n in (pairs & 0xFFFFFFFF).tolist()]
        order = _by_use(term, often, written)
        first_word = np.searchsorted(term, np.arange(len(self.terms) + 1))
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order)) - first_word[term]
        return [written[n] for n in order.tolist()], first_word, rank[word], often[order].tolist()


def _by_use(term: Ints, often: Ints, written: Sequence[str]) -> Ints:
    """The order of words by term, then the most frequent first, then by text."""
    alike = np.zeros(len(term) + 1, bool)
    alike[1:-1] = term[1:] == term[:-1]
    several = np.flatnonzero(alike[1:] | alike[:-1])
    alphabet = np.empty(len(several), np.int64)
    alphabet[sorted(range(len(several)), key=[written[n] for n in several.tolist()].__getitem__)] = np.arange(
        len(several)
    )
    order = np.arange(len(term))
    order[several] = several[np.lexsort((alphabet, -often[several], term[several]))]
    return order


class _Numbers:
    """Numbers for lines, in the order in which they come."""

    def __init__(self) -> None:
        self.known: defaultdict[str, int] = defaultdict(itertools.count().__next__)

    def of(self, lines: Sequence[str]) -> Ints:
        return np.fromiter(map(self.known.__getitem__, lines), np.int64, count=len(lines))


def _count_surfaces(counts: dict[tuple[str, str], int], postings: Postings, often: Sequence[int]) -> None:
    """Add how often each (surface, stem) occurs; a possessive's bare form too, even where only the possessive does."""
    each = np.diff(postings.first_word)
    stems = map(postings.terms.__getitem__, np.repeat(np.arange(len(each)), each).tolist())
    for spelling, stem, number in zip(postings.spellings, stems, often, strict=True):
        surface = fold(spelling)
        counts[surface, stem] = counts.get((surface, stem), 0) + number
        if surface.endswith("'s"):
            counts.setdefault((surface[:-2], stem), 0)


def _surfaces(counts: dict[tuple[str, str], int]) -> list[lexicon.Row]:
    """Rows of the lexicon."""
    return sorted(lexicon.row(surface, stem, number) for (surface, stem), number in counts.items() if surface)


def _common(postings: Postings, shape: Shape) -> Iterator[str]:
    """Stems that tell nothing: in a great share of the articles, or words that ask."""
    least = max(COMMON_LEAST, COMMON_SHARE * shape.articles)
    asking = quiet(shape.language)
    sizes, tokens = np.diff(postings.bounds).tolist(), np.diff(postings.token_bounds).tolist()
    return (term for n, term in enumerate(postings.terms) if tokens[n] and (sizes[n] >= least or term in asking))
