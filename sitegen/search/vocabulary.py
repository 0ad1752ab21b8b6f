"""The words of a batch: spellings and stems by number, each distinct one cut, folded and stemmed once in a process."""

from __future__ import annotations

import itertools
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from .codec import Ints
from .pieces import Pieces
from .words import LONGEST_TOKEN, MARKS, stems, straight, tokens

MOST_REMEMBERED = 400_000
"""Pieces and spellings; with more, a process forgets all and begins anew: memory stays bounded."""
CROWDED = 1000
_CROWD = re.compile(rf"([{MARKS}]{{32}})[{MARKS}]+")
"""More marks than any letter has."""


def crcs(terms: Iterable[str]) -> Ints:
    return np.array([zlib.crc32(term.encode("utf-8", "replace")) for term in terms], np.int64)


def crc_order(terms: Sequence[str], crc: Ints) -> Ints:
    """The order of distinct terms by (CRC-32, text)."""
    return text_order(crc, terms.__getitem__)


def text_order(keys: Ints, text: Callable[[int], str]) -> Ints:
    """The order of distinct items by key, those of one key (a few in a hundred thousand) by text."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    if (ordered[1:] == ordered[:-1]).any():
        order = np.array(sorted(range(len(keys)), key=lambda n: (int(keys[n]), text(n))), np.int64)
    return order


def sort_order(values: Ints) -> tuple[Ints, Ints]:
    """Non-negative integers below 2**31 in order, and their stable order: as keys with their places, which sort fastest."""
    keys = values.astype(np.int64) << 32 | np.arange(len(values))
    keys.sort()
    return keys >> 32, keys & 0xFFFFFFFF


def ranges(starts: Ints, sizes: Ints) -> Ints:
    """The numbers of the given ranges, one range after another."""
    ends = np.cumsum(sizes)
    found: Ints = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    return found


class _Growing:
    """A column that grows at its end."""

    def __init__(self, kind: type[np.integer]) -> None:
        self._room, self.size = np.zeros(1024, kind), 0

    def extend(self, values: Ints) -> None:
        until = self.size + len(values)
        if until > len(self._room):
            self._room = np.concatenate((self._room[: self.size], np.zeros(until + self.size, self._room.dtype)))
        self._room[self.size : until] = values
        self.size = until

    @property
    def values(self) -> Ints:
        return self._room[: self.size]


class _Numbered:
    """Texts, numbered as they come."""

    def __init__(self) -> None:
        self.number: defaultdict[str, int] = defaultdict(itertools.count().__next__)
        self.texts: list[str] = []

    def of(self, texts: Sequence[str]) -> Ints:
        found = np.fromiter(map(self.number.__getitem__, texts), np.int64, len(texts))
        if len(self.number) > len(self.texts):
            self._add(list(itertools.islice(self.number, len(self.texts), None)))
        return found

    def _add(self, new: list[str]) -> None:
        self.texts += new


class _Terms(_Numbered):
    """With their CRC-32."""

    def __init__(self) -> None:
        super().__init__()
        self.crc = _Growing(np.int64)

    def _add(self, new: list[str]) -> None:
        super()._add(new)
        self.crc.extend(crcs(new))


class Memory:
    """What a process knows of words: pieces → spellings; spellings → terms, by language. All by its own numbers."""

    def __init__(self) -> None:
        self.pieces, self.spellings, self.terms = Pieces(), _Numbered(), _Terms()
        self.first, self.size, self.flat = _Growing(np.int32), _Growing(np.int32), _Growing(np.int32)
        self.by_language: dict[str, Ints] = {}

    def cut(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """The spellings of all words of the texts, in order; and how many each text has."""
        coded = [text.encode("utf-8", "replace") for text in texts]
        starts, pieces, new = self.pieces.cut(b"\n".join((b"", *coded, bytes(24))))
        if new:
            self._learn(new)
        begins = np.cumsum([1, *(len(text) + 1 for text in coded)])
        bounds = np.searchsorted(starts, begins)
        sizes = self.size.values.take(pieces)
        if (sizes == 1).all():
            return self.flat.values.take(self.first.values.take(pieces)), np.diff(bounds)
        totals = np.concatenate(([0], np.cumsum(sizes)))
        return self.flat.values[ranges(self.first.values[pieces], sizes)], np.diff(totals[bounds])

    def _learn(self, pieces: list[bytes]) -> None:
        texts = b"\n".join(pieces).decode().split("\n")
        cut = [
            [text] if piece.isalnum() and len(piece) <= LONGEST_TOKEN else _words(text)
            for piece, text in zip(pieces, texts, strict=True)
        ]
        sizes = np.fromiter(map(len, cut), np.int64, len(cut))
        self.first.extend(self.flat.size + np.cumsum(sizes) - sizes)
        self.size.extend(sizes)
        self.flat.extend(self.spellings.of(list(itertools.chain.from_iterable(cut))))

    def terms_of(self, spellings: Ints, language: str) -> Ints:
        """The terms of distinct spellings in a language."""
        known = self.by_language.get(language, np.zeros(0, np.int32))
        if len(known) < len(self.spellings.texts):
            grown = np.full(2 * len(self.spellings.texts), -1, np.int32)
            grown[: len(known)] = known
            known = self.by_language[language] = grown
        new = spellings[known[spellings] < 0]
        if len(new):
            written = [self.spellings.texts[n] for n in new.tolist()]
            known[new] = self.terms.of(stems(written, language))
        terms: Ints = known[spellings]
        return terms

    @property
    def full(self) -> bool:
        return self.pieces.count + len(self.spellings.texts) > MOST_REMEMBERED


def _words(piece: str) -> list[str]:
    """A piece's words, as spelled with plain apostrophes."""
    if len(piece) > CROWDED:
        piece = _CROWD.sub(r"\1", piece)  # putting marks in their order takes the square of their number
    return [straight(token) for token in tokens(piece)]


def memory() -> Memory:
    """This process's memory."""
    if _memory().full:
        forget()
    return _memory()


def forget() -> None:
    """Give the memory's room free."""
    _memory.cache_clear()


@lru_cache(maxsize=1)
def _memory() -> Memory:
    return Memory()


class Vocabulary(msgspec.Struct, frozen=True):
    """A batch's terms by (CRC-32, text), and its words, which are distinct spellings of a term, by term.

    `term[word]` and `first_word[term]` lead from one to the other; `crc` and `numbers` (in the memory) are by term."""

    terms: list[str]
    words: list[str]
    crc: Ints
    term: Ints
    first_word: Ints

    def between(self, part: int, bits: int) -> tuple[int, int]:
        """The range of terms that lie in a partition."""
        if not bits:
            return part * len(self.terms), (part + 1) * len(self.terms)
        low, high = np.searchsorted(self.crc, (part << (32 - bits), (part + 1) << (32 - bits)))
        return int(low), int(high)


def vocabulary(known: Memory, spelling: Ints, language: Ints, languages: Sequence[str]) -> tuple[Vocabulary, Ints]:
    """Of spellings by word of a text, each in one of the languages: the vocabulary; and the word that each
    (language, spelling) is, at `language * spellings + spelling`, -1 for those that are not there."""
    every = len(known.spellings.texts)
    pair = language * every + spelling if len(languages) > 1 else spelling
    seen = np.full(every * len(languages), -1, np.int64)
    seen[pair[::-1]] = np.arange(len(pair))[::-1]
    distinct = np.flatnonzero(seen >= 0)
    distinct = distinct[np.argsort(seen[distinct])]  # as they come in the batch: this process's numbers decide nothing
    term = np.empty(len(distinct), np.int64)
    for number, name in enumerate(languages):
        mine = distinct // max(every, 1) == number
        term[mine] = known.terms_of(distinct[mine] - number * every, name)
    word_of, (words, found) = np.full(len(seen), -1, np.int32), _numbered(known, term, distinct % max(every, 1))
    word_of[distinct] = words
    return found, word_of


def _numbered(known: Memory, term: Ints, spelling: Ints) -> tuple[Ints, Vocabulary]:
    """Terms and words of (term, spelling) pairs in their order, and each pair's word. A term's words keep the order
    in which they are given."""
    numbers, place = np.unique(term, return_inverse=True)
    texts, spelled = known.terms.texts, known.spellings.texts
    crc = known.terms.crc.values[numbers]
    order = text_order(crc, lambda n: texts[numbers[n]])
    pairs, first, which = np.unique(_inverse(order)[place] << 32 | spelling, return_index=True, return_inverse=True)
    by_word = np.argsort(pairs >> 32 << 32 | first)
    rows, written = pairs[by_word] >> 32, pairs[by_word] & 0xFFFFFFFF
    found = Vocabulary(
        terms=[texts[n] for n in numbers[order].tolist()],
        words=[spelled[n] for n in written.tolist()],
        crc=crc[order],
        term=rows,
        first_word=np.searchsorted(rows, np.arange(len(numbers) + 1)),
    )
    return _inverse(by_word)[which], found


def _inverse(order: Ints) -> Ints:
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places
