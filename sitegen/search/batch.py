"""The map: some articles → their words, sorted by term, in one value a partition.

A batch knows its articles by their order in it; the reduction gives them their numbers in the
archive, so that an article put in before them changes nothing here.
"""

from __future__ import annotations

import hashlib
import itertools
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from ..model import Article, Block, Cache, Card
from .codec import Ints, cut_here, pack
from .shape import BODY_START, CROSSHEAD, K1, LEVELS, NAME, TITLE, UNIT, B, Shape
from .words import STEMMED, stem, straight, tokens

SMALL, BATCH, LARGE_BATCH = 20_000, 256, 1024
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
    """A batch's terms in one partition, sorted by CRC-32 and text, as columns of little-endian integers.

    Per term: `terms` (joined by newlines), `frequency` (its postings), `variants` (its spellings as
    written, joined by tabs, then newlines). Per posting: `articles` (uint16), `levels` (uint8),
    `counts` (uint32, words at positions). Per position: `positions` (uint32), `spelled` (uint16, into its term's variants).
    """

    terms: str
    frequency: bytes
    variants: str
    articles: bytes
    levels: bytes
    counts: bytes
    positions: bytes
    spelled: bytes


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
        pack("\n\n".join(block.text for block in blocks)[:LONGEST_QUOTE].encode("utf-8", "replace")) for blocks in shown
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
    """Tokens of a batch as they come, then sorted at once."""

    def __init__(self, length: float) -> None:
        self.length = length
        self.count = itertools.count()
        self.vocabulary: dict[str, defaultdict[str, int]] = {}
        self.ids: list[int] = []
        self.runs: list[tuple[int, int, int, int]] = []  # article, first position, weight, tokens
        self.names: list[tuple[int, int]] = []  # token, article
        self.lengths: list[int] = []

    def add(self, entry: Entry, blocks: Sequence[Block]) -> None:
        words = self.vocabulary.setdefault(entry.language, defaultdict(self.count.__next__))
        number, before = len(self.lengths), len(self.ids)
        self._run(words, number, 0, TITLE, tokens(entry.title)[: BODY_START - 2])
        position = BODY_START
        for block in blocks:
            weight = CROSSHEAD if block.kind == "crosshead" else UNIT
            position += self._run(words, number, position, weight, tokens(block.text)) + 1
        self.names += [(words[token], number) for name in entry.names for token in tokens(name) if token in words]
        self.lengths.append(len(self.ids) - before)

    def _run(self, words: defaultdict[str, int], article: int, position: int, weight: int, found: list[str]) -> int:
        self.ids.extend(map(words.__getitem__, found))
        self.runs.append((article, position, weight, len(found)))
        return len(found)

    def parts(self, bits: int) -> Iterator[Part]:
        terms, token_term, spelled, variants = self._terms()
        ids = np.array(self.ids, np.int64)
        runs = np.array(self.runs, np.int64).reshape(-1, 4)
        article, first, weight = (np.repeat(runs[:, n], runs[:, 3]) for n in range(3))
        position = first + np.arange(len(ids)) - np.repeat(np.cumsum(runs[:, 3]) - runs[:, 3], runs[:, 3])
        order = np.argsort(token_term[ids], kind="stable")
        columns = _Columns(len(self.lengths), token_term[ids][order], article[order], weight[order])
        extra = np.array(self.names, np.int64).reshape(-1, 2)
        levels = columns.levels(token_term[extra[:, 0]], extra[:, 1], np.array(self.lengths), self.length)
        words = _Postings(terms, columns, levels, position[order], spelled[ids][order], variants)
        titles = columns.titles(terms, np.array(self.lengths), self.length)
        for part in range(1 << bits):
            yield words.part(part, bits, titles)

    def _terms(self) -> tuple[list[str], Ints, Ints, list[list[str]]]:
        """Terms sorted by CRC-32; for each token its term and its spelling's number among the term's."""
        written, stems, numbers = list[str](), list[str](), list[int]()
        for language, words in self.vocabulary.items():
            stems += [stem(token, language) for token in words]
            written += map(straight, words)
            numbers += words.values()
        terms = sorted(set(stems), key=by_crc)
        index = {term: n for n, term in enumerate(terms)}
        homes = [index[name] for name in stems]
        token_term, token_spelling = np.zeros(len(written), np.int64), np.zeros(len(written), np.int64)
        variants: list[list[str]] = [[] for _ in terms]
        for home, spelling, number in sorted(zip(homes, written, numbers, strict=True)):
            known = variants[home]
            if not known or known[-1] != spelling:
                known.append(spelling)
            token_spelling[number] = len(known) - 1
        token_term[numbers] = homes
        return terms, token_term, token_spelling, variants


def by_crc(term: str) -> tuple[int, str]:
    return zlib.crc32(term.encode("utf-8", "replace")), term


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

    def titles(self, terms: list[str], lengths: Ints, average: float) -> tuple[Ints, Ints, Ints]:
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

    def __init__(
        self,
        terms: list[str],
        columns: _Columns,
        levels: Ints,
        position: Ints,
        spelled: Ints,
        variants: list[list[str]],
    ) -> None:
        self.terms, self.columns, self.levels, self.variants = terms, columns, levels, variants
        self.position, self.spelled = position, spelled

    def part(self, part: int, bits: int, titles: tuple[Ints, Ints, Ints]) -> Part:
        columns = self.columns
        low, high = _between(self.terms, part, bits)
        first, last = np.searchsorted(columns.term, (low, high))
        tokens_from = columns.starts[first] if first < len(columns.starts) else len(self.position)
        tokens_to = columns.starts[last] if last < len(columns.starts) else len(self.position)
        title_terms, title_articles, title_levels, frequency = _title_part(self.terms, part, bits, titles)
        return Part(
            terms="\n".join(self.terms[low:high] + title_terms),
            frequency=np.concatenate((np.bincount(columns.term[first:last] - low, minlength=high - low), frequency))
            .astype("<u4")
            .tobytes(),
            variants="\n".join("\t".join(variants) for variants in self.variants[low:high]),
            articles=np.concatenate((columns.article[first:last], title_articles)).astype("<u2").tobytes(),
            levels=np.concatenate((self.levels[first:last], title_levels)).astype("u1").tobytes(),
            counts=columns.counts[first:last].astype("<u4").tobytes(),
            positions=self.position[tokens_from:tokens_to].astype("<u4").tobytes(),
            spelled=self.spelled[tokens_from:tokens_to].astype("<u2").tobytes(),
        )


def _between(terms: list[str], part: int, bits: int) -> tuple[int, int]:
    """The range of terms (sorted by CRC-32) that lie in a partition."""
    import bisect

    def edge(number: int) -> int:
        return bisect.bisect_left(terms, (number << (32 - bits), ""), key=by_crc) if bits else number * len(terms)

    return edge(part), edge(part + 1)


def _title_part(
    terms: list[str], part: int, bits: int, titles: tuple[Ints, Ints, Ints]
) -> tuple[list[str], Ints, Ints, Ints]:
    term, article, levels = titles
    wanted: list[tuple[tuple[int, str], int]] = []
    for index in np.unique(term).tolist():
        key = by_crc(TITLE_MARK + terms[index])
        if not bits or key[0] >> (32 - bits) == part:
            wanted.append((key, index))
    wanted.sort()
    rows = [np.arange(*np.searchsorted(term, (index, index + 1))) for _, index in wanted]
    pick = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    return [key[1] for key, _ in wanted], article[pick], levels[pick], np.array([len(row) for row in rows], np.int64)
