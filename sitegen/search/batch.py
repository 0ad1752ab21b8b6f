"""The map: some articles → their words, sorted by term, in one value a partition.

A batch knows its articles by their order in it; the reduction gives them their numbers in the
archive, so that an article put in before them changes nothing here.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from ..model import Article, Block, Cache, Card
from .codec import FAST, Ints, cut_here, narrow, pack
from .shape import BODY_START, CROSSHEAD, K1, LEVELS, NAME, TITLE, UNIT, B, Shape
from .vocabulary import Vocabulary, crc_order, crcs, ranges, sort_order
from .words import STEMMED

SMALL, BATCH, LARGE_BATCH = 20_000, 512, 1024
"""Articles in a batch: few while an archive is small, so that a change redoes little; more in archives
above SMALL, where each batch's vocabulary is what costs."""
LONGEST_QUOTE = 60_000
"""Characters of an article's text that its quotes in results come from."""
EXCERPT = 60


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One article to index: its store key, and what was decided about it later."""

    key: str
    title: str
    language: str
    names: tuple[str, ...]


class Batch(msgspec.Struct, frozen=True):
    """Entries in the archive's order; `key` is a digest of them and of what else decides the values."""

    key: str
    entries: tuple[Entry, ...]
    length: float
    parts: int
    show: str
    articles: Cache
    cache: Cache


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A batch's terms in one partition, sorted by CRC-32 and text, as columns of integers (`codec.narrow`).

    `terms` (joined by newlines; those of titles last) and per term `frequency`, its postings. `words`: lines of
    `term TAB spelling`, by term; `spellings`, how many each term but a title's has. Per posting: `articles` (uint16),
    `levels` (uint8), and but for titles `counts`, words at positions. Per position: `positions`, and `spelled`, which
    of its term's spellings. `sizes`: terms but titles', all terms, postings but titles', positions.
    """

    terms: str
    frequency: bytes
    words: str
    spellings: bytes
    articles: bytes
    levels: bytes
    counts: bytes
    positions: bytes
    spelled: bytes
    sizes: tuple[int, int, int, int]


def batches(
    cards: Sequence[Card], names: dict[str, tuple[str, ...]], shape: Shape, stores: tuple[Cache, Cache]
) -> Iterator[tuple[int, Batch]]:
    """Each batch with the number of its first article. Cut by content: insertions move no boundary."""
    every = BATCH if len(cards) < SMALL else LARGE_BATCH
    start, entries, words = 0, list[Entry](), 0
    for number, card in enumerate(cards):
        entries.append(Entry(card.key, card.title, _language(card, shape), names.get(card.id, ())))
        words += card.words
        if cut_here(card.id, every) or len(entries) >= 3 * every or words > 2_000 * every:
            yield start, _batch(tuple(entries), shape, stores)
            start, entries, words = number + 1, [], 0
    if entries:
        yield start, _batch(tuple(entries), shape, stores)


def _batch(entries: tuple[Entry, ...], shape: Shape, stores: tuple[Cache, Cache]) -> Batch:
    said = msgspec.msgpack.encode((entries, shape.length, shape.parts, shape.show))
    return Batch(
        hashlib.blake2b(said, digest_size=16).hexdigest(), entries, shape.length, shape.parts, shape.show, *stores
    )


def _language(card: Card, shape: Shape) -> str:
    """Detection is unsure on a few words: short texts take the archive's language."""
    given = card.language or shape.language
    return given if card.words >= 40 and given in STEMMED else shape.language if card.words < 40 else given


def build(batch: Batch) -> str:
    """Store the batch's parts and quotes; its key, when done. Values: `KEY-p` for each partition,
    `KEY-text`, and last of all `KEY` as the sign that the others are there."""
    stored = batch.articles.get_many([entry.key for entry in batch.entries])
    articles = [msgspec.msgpack.decode(stored[entry.key], type=Article) for entry in batch.entries]
    shown = [_shown(article, batch.show) for article in articles]
    gathered = _Gathered(batch.length)
    for entry, blocks in zip(batch.entries, shown, strict=True):
        gathered.add(entry, blocks)
    values = {f"{batch.key}-{n}": msgspec.msgpack.encode(part) for n, part in enumerate(gathered.parts(batch.parts))}
    quotes = [
        pack("\n\n".join(block.text for block in blocks)[:LONGEST_QUOTE].encode("utf-8", "replace"), FAST)
        for blocks in shown
    ]
    values[f"{batch.key}-text"] = msgspec.msgpack.encode(quotes)
    batch.cache.put_many(values)
    batch.cache.put_many({batch.key: b"1"})
    return batch.key


def _shown(article: Article, show: str) -> tuple[Block, ...]:
    """The blocks whose text may be published."""
    if show == "full":
        return article.kept
    words = article.text.split()[:EXCERPT] if show == "excerpt" else []
    return (Block("paragraph", " ".join(words), None),) if words else ()


class _Gathered:
    """The words of a batch as they come, cut at white space alone; what is between is looked at once for each kind."""

    def __init__(self, length: float) -> None:
        self.length = length
        self.count = itertools.count()
        self.chunks: dict[str, defaultdict[str, int]] = {}
        self.ids: list[Ints] = []
        self.runs: list[tuple[int, int, int]] = []  # article, weight, chunks
        self.names: list[tuple[str, tuple[str, ...]]] = []  # by article: its language and names

    def add(self, entry: Entry, blocks: Sequence[Block]) -> None:
        known = self.chunks.setdefault(entry.language, defaultdict(self.count.__next__))
        number, found = len(self.names), entry.title.split()
        self.runs.append((number, TITLE, len(found)))
        for block in blocks:
            words = block.text.split()
            self.runs.append((number, CROSSHEAD if block.kind == "crosshead" else UNIT, len(words)))
            found += words
        self.ids.append(np.fromiter(map(known.__getitem__, found), np.int32, len(found)))
        self.names.append((entry.language, entry.names))

    def parts(self, bits: int) -> Iterator[Part]:
        vocabulary = Vocabulary(self.chunks)
        runs = np.array(self.runs, np.int64).reshape(-1, 3)
        tokens_, sizes = vocabulary.expand(np.concatenate([np.zeros(0, np.int32), *self.ids]), runs[:, 2])
        article, weight = np.repeat(runs[:, 0], sizes), np.repeat(runs[:, 1], sizes)
        position = np.arange(len(tokens_)) - np.repeat(np.cumsum(sizes) - sizes - _first(runs, sizes), sizes)
        kept = (weight != TITLE) | (position < BODY_START - 2)
        word, article, weight, position = (column[kept] for column in (tokens_, article, weight, position))
        lengths = np.bincount(article, minlength=len(self.names))
        term = vocabulary.term[word]
        order = sort_order(term)
        columns = _Columns(len(lengths), term[order], article[order], weight[order])
        levels = columns.levels(*vocabulary.of_names(self.names), lengths, self.length)
        words = _Postings(vocabulary, columns, levels, position[order], word[order])
        titles = columns.titles(lengths, self.length)
        for part in range(1 << bits):
            yield words.part(part, bits, titles)


def _first(runs: Ints, sizes: Ints) -> Ints:
    """The position of each run's first word: titles from 0, texts from BODY_START, a gap of one between blocks."""
    taken = np.where(runs[:, 1] == TITLE, 0, sizes + 1)
    before = np.cumsum(taken) - taken
    heads = np.maximum.accumulate(np.where(runs[:, 1] == TITLE, np.arange(len(runs)), 0))
    first: Ints = np.where(runs[:, 1] == TITLE, 0, BODY_START + before - before[heads])
    return first


class _Columns:
    """Postings of tokens that are sorted by term, then article: one for each run of equal pairs."""

    def __init__(self, articles: int, term: Ints, article: Ints, weight: Ints) -> None:
        self.size = articles
        key = term * articles + article
        self.starts = (
            np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else np.zeros(0, np.int64)
        )
        self.key = key[self.starts]
        self.term, self.article = term[self.starts], article[self.starts]
        self.counts = np.diff(np.concatenate((self.starts, [len(key)])))
        self.weight = np.add.reduceat(weight, self.starts) if len(key) else weight
        self.in_title = np.add.reduceat((weight == TITLE).astype(np.int64), self.starts) if len(key) else weight

    def levels(self, term: Ints, article: Ints, lengths: Ints, average: float) -> Ints:
        """BM25 over weighted counts, with what names add; lengths in half-octave steps."""
        weight = self.weight.copy()
        key = term * self.size + article
        found = np.searchsorted(self.key, key)
        known = found < len(self.key)
        known[known] = self.key[found[known]] == key[known]
        np.add.at(weight, found[known], NAME)
        return impacts(weight / UNIT, lengths[self.article], average)

    def titles(self, lengths: Ints, average: float) -> tuple[Ints, Ints, Ints]:
        """Postings of the title field: terms, articles, levels."""
        here = np.flatnonzero(self.in_title)
        levels = impacts(self.in_title[here] * (TITLE / UNIT), lengths[self.article[here]], average)
        return self.term[here], self.article[here], levels


def impacts(counts: Any, lengths: Ints, average: float) -> Ints:
    """Quantised BM25 term weights, 1…LEVELS."""
    steps = 2.0 ** (np.round(np.log2(np.maximum(lengths, 1)) * 4) / 4)
    weight = counts * (K1 + 1) / (counts + K1 * (1 - B + B * steps / average))
    levels: Ints = np.maximum(1, np.round(weight / (K1 + 1) * LEVELS)).astype(np.uint8)
    return levels


TITLE_MARK = "\x02"
"""Before a stem: its postings in titles."""
VALUE_MARK = "\x01"
"""Before `field:value`: the articles a filter lets through."""


class _Postings:
    """All columns of a batch, to be cut into partitions."""

    def __init__(self, vocabulary: Vocabulary, columns: _Columns, levels: Ints, position: Ints, word: Ints) -> None:
        self.vocabulary, self.columns, self.levels = vocabulary, columns, levels
        self.position, self.spelled = position, word - vocabulary.first_word[vocabulary.term[word]]

    def part(self, part: int, bits: int, titles: tuple[Ints, Ints, Ints]) -> Part:
        columns, vocabulary = self.columns, self.vocabulary
        low, high = vocabulary.between(part, bits)
        first, last = np.searchsorted(columns.term, (low, high))
        ends = np.append(columns.starts, len(self.position))
        tokens_ = slice(int(ends[first]), int(ends[last]))
        since, until = int(vocabulary.first_word[low]), int(vocabulary.first_word[high])
        title_terms, title_articles, title_levels, frequency = _title_part(vocabulary.terms, part, bits, titles)
        here = np.bincount(columns.term[first:last] - low, minlength=high - low)
        return Part(
            terms="\n".join(vocabulary.terms[low:high] + title_terms),
            frequency=narrow(np.concatenate((here, frequency))),
            words="\n".join(vocabulary.words[since:until]),
            spellings=narrow(np.diff(vocabulary.first_word[low : high + 1])),
            articles=np.concatenate((columns.article[first:last], title_articles)).astype("<u2").tobytes(),
            levels=np.concatenate((self.levels[first:last], title_levels)).astype("u1").tobytes(),
            counts=narrow(columns.counts[first:last]),
            positions=narrow(self.position[tokens_]),
            spelled=narrow(self.spelled[tokens_]),
            sizes=(high - low, high - low + len(title_terms), int(last - first), tokens_.stop - tokens_.start),
        )


def _title_part(
    terms: list[str], part: int, bits: int, titles: tuple[Ints, Ints, Ints]
) -> tuple[list[str], Ints, Ints, Ints]:
    """The titles' terms of a partition in their order; articles, levels and, by term, the number of postings."""
    term, article, levels = titles
    heads = np.flatnonzero(np.diff(term, prepend=-1))
    sizes = np.diff(np.append(heads, len(term)))
    names = [TITLE_MARK + terms[index] for index in term[heads].tolist()]
    crc = crcs(names)
    wanted = [n for n in crc_order(names, crc).tolist() if not bits or int(crc[n]) >> (32 - bits) == part]
    pick = ranges(heads[wanted], sizes[wanted])
    return [names[n] for n in wanted], article[pick], levels[pick], sizes[wanted]
