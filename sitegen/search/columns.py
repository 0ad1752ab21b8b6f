"""The columns of a batch: the words of its articles → postings and positions, sorted by term, cut into partitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import msgspec
import numpy as np

from .codec import Ints, narrow
from .shape import BODY_START, CROSSHEAD, K1, LEVELS, NAME, TITLE, TITLE_MARK, UNIT, B
from .vocabulary import Memory, crc_order, crcs, memory, ranges, sort_order, vocabulary

LAST_TITLE = BODY_START - 2
"""Words of a title that are indexed."""
MOST_TABLED = 255
"""Weighted counts up to it have their levels in a table; greater ones are few."""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A batch's terms in one partition, sorted by CRC-32 and text, as columns of integers (`codec.narrow`).

    `terms` (a line each; those of titles last) and per term `frequency`, its postings. `words`: the terms' spellings,
    a line each, by term; `spellings`, how many each term but a title's has. Per posting: `articles` (uint16),
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


class Entry(Protocol):
    """What is known of an article besides its text."""

    @property
    def title(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...


class Block(Protocol):
    """A stretch of an article's text."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...


def columns(entries: Sequence[Entry], shown: Sequence[Sequence[Block]], average: float) -> Columns:
    """The postings of all words of titles and texts; `average` is the length that lengths are measured by."""
    known = memory()
    tokens = _Tokens(known, entries, shown)
    named = tokens.of_names(known, entries)
    return Columns(tokens, named, average)


class _Tokens:
    """Every word of a batch, in order: `word` in the `vocabulary`, `article`, `position`, `weight`; `heavy` are those
    that do not weigh UNIT."""

    def __init__(self, known: Memory, entries: Sequence[Entry], shown: Sequence[Sequence[Block]]) -> None:
        texts, weights, owners = _texts(entries, shown)
        spelling, sizes = known.cut(texts)
        languages = {name: n for n, name in enumerate(sorted({entry.language for entry in entries}))}
        self.language = np.array([languages[entry.language] for entry in entries], np.int64)
        self.article = np.repeat(owners.astype(np.int32), sizes)
        self.weight = np.repeat(weights.astype(np.uint8), sizes)
        ahead = np.cumsum(sizes) - sizes - _first(weights, sizes)
        self.position = np.arange(len(spelling), dtype=np.int32) - np.repeat(ahead.astype(np.int32), sizes)
        kept = (self.weight != TITLE) | (self.position < LAST_TITLE)
        if not kept.all():
            spelling, self.article = spelling[kept], self.article[kept]
            self.weight, self.position = self.weight[kept], self.position[kept]
        language = self.language[self.article] if len(languages) > 1 else self.article
        self.spellings = len(known.spellings.texts)
        self.several = len(languages) > 1
        self.vocabulary, self.word_of = vocabulary(known, spelling, language, list(languages))
        self.word = self.word_of[language * self.spellings + spelling if self.several else spelling]
        self.lengths = np.bincount(self.article, minlength=len(entries))
        self.heavy = np.flatnonzero(self.weight != UNIT)

    def of_names(self, known: Memory, entries: Sequence[Entry]) -> tuple[Ints, Ints]:
        """Terms and articles of the words in each article's names, as far as the batch has them."""
        spelling, sizes = known.cut(["\n".join(entry.names) for entry in entries])
        article = np.repeat(np.arange(len(entries)), sizes)
        here = spelling < self.spellings
        spelling, article = spelling[here], article[here]
        pair = self.language[article] * self.spellings + spelling if self.several else spelling
        word = self.word_of[pair]
        return self.vocabulary.term[word[word >= 0]], article[word >= 0]


def _texts(entries: Sequence[Entry], shown: Sequence[Sequence[Block]]) -> tuple[list[str], Ints, Ints]:
    """All texts, titles before their articles' blocks; what their words weigh; whose they are."""
    texts, weights = list[str](), list[int]()
    for entry, blocks in zip(entries, shown, strict=True):
        texts.append(entry.title)
        texts += [block.text for block in blocks]
        weights.append(TITLE)
        weights += [CROSSHEAD if block.kind == "crosshead" else UNIT for block in blocks]
    owners = np.repeat(np.arange(len(entries)), [1 + len(blocks) for blocks in shown])
    return texts, np.array(weights, np.int64), owners


def _first(weights: Ints, sizes: Ints) -> Ints:
    """The position of each text's first word: titles from 0, blocks from BODY_START, a gap of one between them."""
    is_title = weights == TITLE
    taken = np.where(is_title, 0, sizes + 1)
    before = np.cumsum(taken) - taken
    heads = np.maximum.accumulate(np.where(is_title, np.arange(len(weights)), 0))
    first: Ints = np.where(is_title, 0, BODY_START + before - before[heads])
    return first


class Columns:
    """Postings: one for each term and article; `position` and `spelled` by word of the text."""

    def __init__(self, tokens: _Tokens, named: tuple[Ints, Ints], average: float) -> None:
        self.vocabulary, lengths = tokens.vocabulary, tokens.lengths
        term, order = sort_order(self.vocabulary.term[tokens.word])
        article = tokens.article[order]
        self.position = tokens.position[order]
        self.spelled = tokens.word[order] - self.vocabulary.first_word[term]
        new = np.ones(len(term), bool)
        new[1:] = (term[1:] != term[:-1]) | (article[1:] != article[:-1])
        self.starts = np.flatnonzero(new)
        self.term, self.article = term[self.starts], article[self.starts]
        self.counts = np.diff(self.starts, append=len(term))
        marked = _posting(self.starts, order, tokens.heavy), tokens.weight[tokens.heavy]
        self.levels = self._levels(marked, named, lengths, average)
        self.titles = self._titles(marked[0][marked[1] == TITLE], lengths, average)

    def _levels(self, marked: tuple[Ints, Ints], named: tuple[Ints, Ints], lengths: Ints, average: float) -> Ints:
        """BM25 over weighted counts, with what names add; lengths in half-octave steps."""
        if not len(self.term):
            return self.term
        total = self.counts * UNIT
        np.add.at(total, marked[0], marked[1] - UNIT)
        key, wanted = self.term * len(lengths) + self.article, named[0] * len(lengths) + named[1]
        at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        np.add.at(total, at[key[at] == wanted], NAME)
        return impacts(total, lengths, self.article, average)

    def _titles(self, postings: Ints, lengths: Ints, average: float) -> tuple[Ints, Ints, Ints]:
        """Postings of the title field: terms, articles, levels."""
        posting, times = np.unique(postings, return_counts=True)
        levels = impacts(times * TITLE, lengths, self.article[posting], average)
        return self.term[posting], self.article[posting], levels

    def cut(self, bits: int) -> Iterator[Part]:
        """The batch's columns in each of 2**bits partitions."""
        term, article, level = self.titles
        heads = np.flatnonzero(np.diff(term, prepend=-1))
        sizes = np.diff(heads, append=len(term))
        names = [TITLE_MARK + self.vocabulary.terms[index] for index in term[heads].tolist()]
        crc = crcs(names)
        order = crc_order(names, crc)
        homes = crc[order] >> (32 - bits)
        for part in range(1 << bits):
            low, high = np.searchsorted(homes, (part, part + 1))
            rows = order[low:high]
            pick = ranges(heads[rows], sizes[rows])
            yield self._part(part, bits, [names[n] for n in rows.tolist()], (sizes[rows], article[pick], level[pick]))

    def _part(self, part: int, bits: int, names: list[str], titles: tuple[Ints, Ints, Ints]) -> Part:
        vocabulary = self.vocabulary
        low, high = vocabulary.between(part, bits)
        first, last = np.searchsorted(self.term, (low, high)).tolist()
        since, until = np.append(self.starts, len(self.position))[[first, last]].tolist()
        frequency = np.bincount(self.term[first:last] - low, minlength=high - low)
        words = slice(int(vocabulary.first_word[low]), int(vocabulary.first_word[high]))
        return Part(
            terms="\n".join(vocabulary.terms[low:high] + names),
            frequency=narrow(np.concatenate((frequency, titles[0]))),
            words="\n".join(vocabulary.words[words]),
            spellings=narrow(np.diff(vocabulary.first_word[low : high + 1])),
            articles=np.concatenate((self.article[first:last], titles[1])).astype("<u2").tobytes(),
            levels=np.concatenate((self.levels[first:last], titles[2])).astype("u1").tobytes(),
            counts=narrow(self.counts[first:last]),
            positions=narrow(self.position[since:until]),
            spelled=narrow(self.spelled[since:until]),
            sizes=(high - low, high - low + len(names), last - first, until - since),
        )


def _posting(starts: Ints, order: Ints, tokens: Ints) -> Ints:
    """The posting that each of the given words of the text is counted in."""
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    found: Ints = np.searchsorted(starts, place[tokens], "right") - 1
    return found


def impacts(weights: Ints, lengths: Ints, article: Ints, average: float) -> Ints:
    """Quantised BM25 term weights, 1…LEVELS, of weighted counts (in UNITs) in articles; lengths are in quarter octaves."""
    norm = K1 * (1 - B + B * 2.0 ** (np.round(np.log2(np.maximum(lengths, 1)) * 4) / 4) / average)
    norms, which = np.unique(norm, return_inverse=True)
    most = MOST_TABLED if len(weights) else 0
    counts = np.arange(most + 1)[:, None] / UNIT
    table = _level(counts, norms[None, :])
    found: Ints = table.ravel()[np.minimum(weights, most) * len(norms) + which[article]]
    rest = np.flatnonzero(weights > most)
    found[rest] = _level(weights[rest] / UNIT, norm[article[rest]])
    return found


def _level(counts: Any, norm: Any) -> Ints:
    weight = counts * (K1 + 1) / (counts + norm)
    levels: Ints = np.maximum(1, np.round(weight / (K1 + 1) * LEVELS)).astype(np.uint8)
    return levels
