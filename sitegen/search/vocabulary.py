"""The words of a batch: each distinct piece of text between white space is cut, folded and stemmed once."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from .codec import Ints
from .words import stems_of, straight, tokens


def crcs(terms: Sequence[str]) -> Ints:
    return np.fromiter((zlib.crc32(term.encode("utf-8", "replace")) for term in terms), np.int64, count=len(terms))


def crc_order(terms: Sequence[str], crc: Ints) -> Ints:
    """The order of distinct terms by (CRC-32, text)."""
    order = np.argsort(crc, kind="stable")
    alike = np.flatnonzero(crc[order][1:] == crc[order][:-1])
    if len(alike):  # a few in a hundred thousand
        rows = sorted(range(len(terms)), key=lambda n: (int(crc[n]), terms[n]))
        order = np.array(rows, np.int64)
    return order


def sort_order(values: Ints) -> Ints:
    """The stable order of non-negative integers below 2**31: as keys with their places, which sort fastest."""
    keys = values.astype(np.int64) << 32 | np.arange(len(values))
    keys.sort()
    order: Ints = keys & 0xFFFFFFFF
    return order


def ranges(starts: Ints, sizes: Ints) -> Ints:
    """The numbers of the given ranges, one range after another."""
    ends = np.cumsum(sizes)
    found: Ints = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    return found


class Vocabulary:
    """`terms` are the stems by (CRC-32, text); `words` their distinct spellings as `term TAB spelling`, by term;
    `term[word]` and `first_word[term]` lead from one to the other."""

    def __init__(self, chunks: Mapping[str, Mapping[str, int]]) -> None:
        """`chunks`: by language, what stands between white space → its number; numbers run from 0 on."""
        cut = [(language, _cut(known)) for language, known in chunks.items()]
        distinct = {language: dict.fromkeys(chain.from_iterable(pieces)) for language, pieces in cut}
        lines: dict[str, dict[str, str]] = {}
        self.stem_of: dict[str, str] = {}
        for language, spellings in distinct.items():
            found = stems_of(spellings, language)
            lines[language] = {spelling: f"{stem}\t{spelling}" for spelling, stem in zip(spellings, found, strict=True)}
            self.stem_of.update(zip(lines[language].values(), found, strict=True))
        self._number()
        self.numbers = {
            language: {spelling: self.number[line] for spelling, line in rows.items()}
            for language, rows in lines.items()
        }
        self._keep(cut, chunks)

    def _number(self) -> None:
        """Terms and words in their order."""
        found = list(dict.fromkeys(self.stem_of.values()))
        self.crc = crcs(found)
        order = crc_order(found, self.crc)
        self.crc = self.crc[order]
        self.terms = [found[n] for n in order.tolist()]
        index = {term: n for n, term in enumerate(self.terms)}
        term = np.fromiter(map(index.__getitem__, self.stem_of.values()), np.int64, count=len(self.stem_of))
        by_term = sort_order(term)
        lines = list(self.stem_of)
        self.words = [lines[n] for n in by_term.tolist()]
        self.number = {word: n for n, word in enumerate(self.words)}
        self.term = term[by_term]
        self.first_word = np.searchsorted(self.term, np.arange(len(self.terms) + 1))

    def _keep(self, cut: Sequence[tuple[str, list[list[str]]]], chunks: Mapping[str, Mapping[str, int]]) -> None:
        """The words of each chunk, by its number."""
        total = sum(len(known) for known in chunks.values())
        self.sizes, self.starts = np.zeros(total, np.int64), np.zeros(total, np.int64)
        flat: list[Ints] = [np.zeros(0, np.int64)]
        before = 0
        for (language, pieces), known in zip(cut, chunks.values(), strict=True):
            number = np.fromiter(known.values(), np.int64, count=len(known))
            sizes = np.fromiter(map(len, pieces), np.int64, count=len(pieces))
            self.sizes[number], self.starts[number] = sizes, before + np.cumsum(sizes) - sizes
            words = map(self.numbers[language].__getitem__, chain.from_iterable(pieces))
            flat.append(np.fromiter(words, np.int64, count=int(sizes.sum())))
            before += len(flat[-1])
        self.flat = np.concatenate(flat)

    def expand(self, chunks: Ints, runs: Ints) -> tuple[Ints, Ints]:
        """The words of all chunks, in order; and of runs of so many chunks, how many words each has."""
        sizes = self.sizes[chunks]
        totals = np.concatenate(([0], np.cumsum(sizes)))
        ends = np.cumsum(runs)
        return self.flat[ranges(self.starts[chunks], sizes)], totals[ends] - totals[ends - runs]

    def of_names(self, names: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Ints, Ints]:
        """Terms and articles of the words in each article's names, as far as the batch has them."""
        cut: dict[str, list[str]] = {}
        rows: list[tuple[int, int]] = []
        for article, (language, found) in enumerate(names):
            numbers = self.numbers[language]
            for name in found:
                pieces = cut.get(name)
                if pieces is None:
                    pieces = cut[name] = [straight(token) for token in tokens(name)]
                rows += [(numbers[piece], article) for piece in pieces if piece in numbers]
        pairs = np.array(rows, np.int64).reshape(-1, 2)
        return self.term[pairs[:, 0]], pairs[:, 1]

    def between(self, part: int, bits: int) -> tuple[int, int]:
        """The range of terms that lie in a partition."""
        if not bits:
            return part * len(self.terms), (part + 1) * len(self.terms)
        low, high = np.searchsorted(self.crc, (part << (32 - bits), (part + 1) << (32 - bits)))
        return int(low), int(high)


def _cut(chunks: Mapping[str, int]) -> list[list[str]]:
    """The words in each chunk, as spelled with plain apostrophes."""
    return [
        [bare] if (bare := chunk.strip('.,;:!?()"')).isascii() and bare.isalnum() and len(bare) < 64 else _tokens(chunk)
        for chunk in chunks
    ]


def _tokens(chunk: str) -> list[str]:
    return [straight(token) for token in tokens(chunk)]
