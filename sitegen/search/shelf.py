"""The index's files, read from a folder: the Python side of `search/shelf.js`."""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from .codec import Ints, place, read_varints, unpack
from .shape import VERSION


class IndexProblem(Exception):
    """The index is not there, of another version, or lacks a file: one line that says what to do."""


class Line(msgspec.Struct, frozen=True):
    """A lexicon line: how often the surface occurs (bit length) and its stems, most frequent first."""

    surface: str
    often: int
    stems: tuple[str, ...]


class Name(msgspec.Struct, frozen=True):
    """A name's line: folded name, field, the value's key, the entity's name, its articles."""

    key: str
    field: str
    value: str
    name: str
    articles: int


class Far(msgspec.Struct, frozen=True):
    """A term's positions: of posting n, `tokens[starts[n]:starts[n + 1]]`; `spelled` numbers `spellings`."""

    starts: Ints
    positions: Ints
    spelled: Ints
    spellings: tuple[str, ...]


ENDING = 3
SHORTEST_STEM = 4


def _may_be(surface: str, begun: str) -> bool:
    """Whether a surface looks like a longer form of a word: its letters and a short ending."""
    return surface.startswith(begun) and len(begun) >= max(SHORTEST_STEM, len(surface) - ENDING) and surface.isalpha()


_TYPES = {"p": "person", "o": "organisation", "l": "place"}


class Shelf:
    """`folder` is the site's `search/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
        except (OSError, ValueError):
            raise IndexProblem(f"no search index in {folder}: build the site with search enabled") from None
        if self.manifest.get("version") != VERSION:
            raise IndexProblem(f"the search index in {folder} has another format: rebuild the site")
        self.articles: int = self.manifest["articles"]
        self.dated: int = self.manifest["dated"]
        self.near: dict[str, Any] = json.loads(self._read(self.manifest["tables"][0]))
        self.common = frozenset(self.near["common"])
        self._terms: dict[str, tuple[Ints, Ints]] = {}
        self._blocks: dict[int, dict[str, list[Any]]] = {}

    @lru_cache(maxsize=256)  # noqa: B019 a shelf lives as long as a query
    def _read(self, name: str) -> bytes:
        try:
            return unpack((self.folder / name).read_bytes())
        except OSError:
            raise IndexProblem(f"the search index lacks {name}: rebuild the site") from None

    @property
    def far(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._read(self.manifest["tables"][1]))
        return found

    # ------------------------------------------------------------------------------- lexicon

    def line(self, surface: str) -> Line | None:
        """The surface's own line; for a form that never occurs, the longest surface or stem that it begins
        with and that is at most ENDING characters shorter."""
        best: tuple[int, tuple[str, ...]] = (0, ())
        for line in self.lines(surface, surface, 1):
            if line.surface == surface:
                return line
            for begun, stems in ((line.surface, line.stems), *((stem, (stem,)) for stem in line.stems)):
                if len(begun) > best[0] and _may_be(surface, begun):
                    best = (len(begun), stems)
        return Line(surface, 0, best[1]) if best[0] else None

    def lines(self, first: str, last: str, most: int) -> Iterator[Line]:
        """The lines of the shards that may hold keys from `first` to `last`: at most `most` shards."""
        for row in self._rows("words", first, last, most):
            often, stems = ord(row[1][0]) - 48, [row[1][1:], *row[2:]]
            yield Line(row[0], often, tuple(row[0][: ord(stem[0]) - 48] + stem[1:] for stem in stems))

    def names(self, first: str, last: str, most: int = 4) -> Iterator[Name]:
        for row in self._rows("names", first, last, most):
            yield Name(row[0], _TYPES[row[1][0]], row[1][1:], row[2], int(row[3]))

    def _rows(self, kind: str, first: str, last: str, most: int) -> Iterator[list[str]]:
        table: list[str] = self.manifest[kind]
        keys = table[::2]
        since = max(0, bisect.bisect_right(keys, first) - 1)
        for n in range(since, min(since + most, len(keys))):
            if n == since or keys[n] <= last:
                yield from _unfold(self._read(table[2 * n + 1]).decode("utf-8"))

    # ------------------------------------------------------------------------------ postings

    def postings(self, term: str) -> tuple[Ints, Ints]:
        """Article numbers, ascending, and levels."""
        if term not in self._terms:
            self._terms[term] = self._postings(term)
        return self._terms[term]

    def _postings(self, term: str) -> tuple[Ints, Ints]:
        own = self.near["own"].get(term)
        number = place(term, self.manifest["near"])
        name = own[1] if own else f"p/{number:x}-{_digest_at(self.near['p'], number)}.gz"
        columns = _Columns(self._read(name))
        terms = columns.text().split("\n")
        if term not in terms:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        row = terms.index(term)
        counts, sizes = columns.numbers(len(terms)), columns.numbers(len(terms))
        start = columns.at + int(sizes[:row].sum())
        gaps = read_varints(columns.data[start : start + int(sizes[row])], int(counts[row]))
        levels_at = columns.at + int(sizes.sum()) + int(counts[:row].sum())
        levels = np.frombuffer(columns.data, np.uint8, int(counts[row]), levels_at)
        return np.cumsum(gaps + 1) - 1, levels.astype(np.int64)

    def positions(self, term: str) -> Far:
        own = self.far["own"].get(term)
        number = place(term, self.manifest["far"])
        names = own[1::2] if own else [f"q/{number:x}-{_digest_at(self.far['q'], number)}.gz"]
        parts = [_far(self._read(name), term) for name in names]
        counts = np.concatenate([part[0] for part in parts])
        return Far(
            np.concatenate(([0], np.cumsum(counts))),
            np.concatenate([part[1] for part in parts]),
            np.concatenate([part[2] for part in parts]),
            parts[0][3],
        )

    # ------------------------------------------------------------------------------- results

    def record(self, number: int) -> dict[str, Any]:
        block, row = divmod(number, self.manifest["records"])
        if block not in self._blocks:
            self._blocks[block] = json.loads(self._read(f"r/{block:x}-{_digest_at(self.near['r'], block)}.gz"))
        return {name: column[row] for name, column in self._blocks[block].items()}

    def column(self, field: str) -> tuple[list[list[Any]], Ints, Ints]:
        """Values as [key, label, articles]; how many each article has; their numbers."""
        columns = _Columns(self._read(self.near["columns"][field]), plain=True)
        values = json.loads(columns.text())
        counts = columns.numbers(self.articles)
        return values, counts, read_varints(columns.data[columns.at :], int(counts.sum()))

    def text(self, article: str) -> str:
        return "" if self.manifest["show"] == "metadata" else self._read(f"text/t-{article}.gz").decode("utf-8")


def _digest_at(table: str, number: int) -> str:
    return table[6 * number : 6 * number + 6]


def _unfold(text: str) -> Iterator[list[str]]:
    before = ""
    for line in text.split("\n"):
        row = line.split("\t")
        row[0] = before = before[: ord(row[0][0]) - 48] + row[0][1:]
        yield row


class _Columns:
    """A shard's columns, read in order."""

    def __init__(self, data: bytes, plain: bool = False) -> None:
        self.data, self.at = data, 0
        self.terms = 0 if plain else self._one()

    def _one(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def text(self) -> str:
        size = self._one()
        self.at += size
        return self.data[self.at - size : self.at].decode("utf-8")

    def numbers(self, count: int) -> Ints:
        raw = np.frombuffer(self.data, np.uint8, offset=self.at)
        end = int(np.flatnonzero(raw < 128)[count - 1]) + 1 if count else 0
        self.at += end
        return read_varints(raw[:end].tobytes(), count)


def _far(data: bytes, term: str) -> tuple[Ints, Ints, Ints, tuple[str, ...]]:
    """Counts, positions, spellings by number and the spellings of one term in a position shard."""
    columns = _Columns(data)
    lines = [line.split("\t") for line in columns.text().split("\n")]
    row = next(n for n, line in enumerate(lines) if line[0] == term)
    postings, words, *sizes = (columns.numbers(len(lines)) for _ in range(5))
    at, found = columns.at, []
    for n, size in enumerate(sizes):
        start = at + int(size[:row].sum())
        count = int((postings if n == 0 else words)[row]) if size[row] else 0
        found.append(read_varints(data[start : start + int(size[row])], count))
        at += int(size.sum())
    counts, steps, spelled = found
    return (
        counts,
        _absolute(counts, steps),
        spelled if len(spelled) else np.zeros(len(steps), np.int64),
        tuple(lines[row][1:]),
    )


def _absolute(counts: Ints, steps: Ints) -> Ints:
    """Positions from steps that start anew at each posting."""
    total = np.cumsum(steps)
    starts = (np.cumsum(counts) - counts)[counts > 0]
    before = np.where(starts > 0, total[starts - 1], 0)
    absolute: Ints = total - np.repeat(before, counts[counts > 0])
    return absolute
