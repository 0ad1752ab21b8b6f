"""The index's files, read from a folder: the Python side of `search/shelf.js`."""

from __future__ import annotations

import bisect
import json
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from .codec import Ints, place, read_varints, unpack
from .shape import RARITY_STEP, SEGMENTED, VERSION, rarity


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


class Term(msgspec.Struct, frozen=True):
    """A term's postings: article numbers, ascending; levels; and what a level is worth (`shape.rarity`)."""

    articles: Ints
    levels: Ints
    worth: int


MOST_KEPT = 256
"""Files in memory."""
ENDING = 3
SHORTEST_STEM = 4


def _may_be(surface: str, begun: str) -> bool:
    """Whether a surface looks like a longer form of a word: its letters and a short ending."""
    return surface.startswith(begun) and len(begun) >= max(SHORTEST_STEM, len(surface) - ENDING) and surface.isalpha()


MOST_NAMES = 4096
"""Lines of the names' lexicon that are looked through for one name."""
_TYPES = {"p": "person", "o": "organisation", "l": "place"}


class Files:
    """The files below the site's `search/`, each read once. `taken` counts the bytes read."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.taken = folder, 0
        self._kept: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        if name not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            try:
                data = (self.folder / name).read_bytes()
            except OSError:
                raise IndexProblem(f"the search index lacks {name}: rebuild the site") from None
            self._kept[name] = unpack(data)
            self.taken += len(data)
        return self._kept[name]

    def table(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.read(name))
        return found

    def manifest(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(unpack((self.folder / "manifest.gz").read_bytes()))
        except (OSError, ValueError, EOFError, zlib.error):
            raise IndexProblem(f"no search index in {self.folder}: build the site with search enabled") from None
        if found.get("version") not in (VERSION, SEGMENTED):
            raise IndexProblem(f"the search index in {self.folder} has another format: rebuild the site")
        return found


class Archive:
    """An index: its segments' shelves in the order in which they are asked, newest first."""

    def __init__(self, folder: Path) -> None:
        self._files = files = Files(folder)
        manifest = files.manifest()
        self.articles: int = manifest["articles"]
        self.dated: int = manifest["dated"]
        several = manifest["version"] == SEGMENTED
        lexicon = Lexicon(files, manifest, files.table(manifest["tables"][0])["common"])
        entries = manifest["segments"] if several else [manifest | {"folder": "", "first": 0, "from": "", "to": ""}]
        self.shelves = [Shelf(files, lexicon, manifest | entry, alone=not several) for entry in entries]

    @property
    def taken(self) -> int:
        """Bytes read so far, but for the manifest."""
        return self._files.taken

    def oldest_first(self) -> list[Shelf]:
        """Those without dates last, as ever."""
        return sorted(self.shelves, key=lambda shelf: (not shelf.dated, shelf.first))

    def record(self, number: int) -> dict[str, Any]:
        """Of an article by its number in the archive."""
        shelf = next(shelf for shelf in self.shelves if shelf.first <= number < shelf.first + shelf.articles)
        return shelf.record(number - shelf.first)


class Lexicon:
    """The words and names of the whole archive."""

    def __init__(self, files: Files, manifest: dict[str, Any], common: list[str]) -> None:
        self._files, self._manifest, self.common = files, manifest, frozenset(common)

    def line(self, surface: str) -> Line | None:
        """The surface's own line; for a form that never occurs, the longest surface or stem that it begins
        with and that is at most ENDING characters shorter."""
        best: tuple[int, tuple[str, ...]] = (0, ())
        for line in self.lines(surface, surface):
            if line.surface == surface:
                return line
            for begun, stems in ((line.surface, line.stems), *((stem, (stem,)) for stem in line.stems)):
                if len(begun) > best[0] and _may_be(surface, begun):
                    best = (len(begun), stems)
        return Line(surface, 0, best[1]) if best[0] else None

    def lines(self, first: str, last: str, most: int = 1) -> Iterator[Line]:
        """The lines of the shards that may hold keys from `first` to `last`: of at most so many as have about `most`."""
        for row in self._rows("words", first, last, most):
            often, stems = ord(row[1][0]) - 48, [row[1][1:], *row[2:]]
            yield Line(row[0], often, tuple(row[0][: ord(stem[0]) - 48] + stem[1:] for stem in stems))

    def names(self, first: str, last: str, most: int = MOST_NAMES) -> Iterator[Name]:
        for row in self._rows("names", first, last, most):
            yield Name(row[0], _TYPES[row[1][0]], row[1][1:], row[2], int(row[3]))

    def _rows(self, kind: str, first: str, last: str, most: int) -> Iterator[list[str]]:
        table: list[str] = self._manifest[kind]
        keys = table[::2]
        since = max(0, bisect.bisect_right(keys, first) - 1)
        shards = max(1, most // self._manifest["lines"][kind])
        for n in range(since, min(since + shards, len(keys))):
            if n == since or keys[n] <= last:
                yield from _unfold(self._files.read(table[2 * n + 1]).decode("utf-8"))


class Shelf:
    """A segment of the index, or all of it where it is `alone`. Its articles have numbers from 0 on, in the archive
    from `first` on. `entry` is its part of the manifest."""

    def __init__(self, files: Files, lexicon: Lexicon, entry: dict[str, Any], *, alone: bool) -> None:
        self.lexicon, self.entry, self.alone = lexicon, entry, alone
        self.articles: int = entry["articles"]
        self.dated: int = entry["dated"]
        self.first: int = entry["first"]
        self._files = files
        self._terms: dict[str, Term] = {}
        self._blocks: dict[int, dict[str, list[Any]]] = {}

    def _read(self, name: str) -> bytes:
        return self._files.read(self.entry["folder"] + name)

    @cached_property
    def near(self) -> dict[str, Any]:
        return self._files.table(self.entry["folder"] + self.entry["tables"][0])

    @cached_property
    def far(self) -> dict[str, Any]:
        return self._files.table(self.entry["folder"] + self.entry["tables"][1])

    @cached_property
    def days(self) -> list[Any]:
        """day, first number, … as in `near["months"]`."""
        found: list[Any] = self._files.table(self.entry["folder"] + self.entry["tables"][2])["days"]
        return found

    # ------------------------------------------------------------------------------ postings

    def postings(self, term: str) -> Term:
        if term not in self._terms:
            self._terms[term] = self._postings(term)
        return self._terms[term]

    def _postings(self, term: str) -> Term:
        (name,) = self._files_of("p", term, self.near, self.entry["near"])
        columns = _Columns(self._read(name))
        terms = columns.text().split("\n")
        if term not in terms:
            return Term(np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
        row = terms.index(term)
        counts, sizes = columns.numbers(len(terms)), columns.numbers(len(terms))
        rare = None if self.alone else int(columns.numbers(len(terms))[row]) * RARITY_STEP
        start = columns.at + int(sizes[:row].sum())
        gaps = read_varints(columns.data[start : start + int(sizes[row])], int(counts[row]))
        levels_at = columns.at + int(sizes.sum()) + int(counts[:row].sum())
        levels = np.frombuffer(columns.data, np.uint8, int(counts[row]), levels_at)
        worth = rarity(self.articles, len(gaps)) if rare is None else rare
        return Term(np.cumsum(gaps + 1) - 1, levels.astype(np.int64), worth)

    def positions(self, term: str) -> Far:
        names = self._files_of("q", term, self.far, self.entry["far"])
        parts = [_far(self._read(name), term) for name in names]
        counts = np.concatenate([part[0] for part in parts])
        return Far(
            np.concatenate(([0], np.cumsum(counts))),
            np.concatenate([part[1] for part in parts]),
            np.concatenate([part[2] for part in parts]),
            parts[0][3],
        )

    def _files_of(self, kind: str, term: str, table: dict[str, Any], bits: int) -> list[str]:
        """A term's shard; of a big term its own files."""
        own = table["own"].get(term)
        if own is None:
            return [_numbered(kind, place(term, bits), table[kind])]
        part = place(term, self.entry["parts"])
        return [f"{kind}/t{part:x}-{_digest_at(own, n)}.gz" for n in range(len(own) // 6)]

    # ------------------------------------------------------------------------------- results

    def record(self, number: int) -> dict[str, Any]:
        block, row = divmod(number, self.entry["records"])
        if block not in self._blocks:
            self._blocks[block] = json.loads(self._read(_numbered("r", block, self.near["r"])))
        return {name: column[row] for name, column in self._blocks[block].items()}

    def column(self, field: str) -> tuple[list[list[Any]], Ints, Ints]:
        """Values as [key, label, articles]; how many each article has; their numbers."""
        columns = _Columns(self._read(self.near["columns"][field]), plain=True)
        values = json.loads(columns.text())
        counts = columns.numbers(self.articles)
        return values, counts, read_varints(columns.data[columns.at :], int(counts.sum()))


def _numbered(kind: str, number: int, digests: str) -> str:
    return f"{kind}/{number:x}-{_digest_at(digests, number)}.gz"


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
