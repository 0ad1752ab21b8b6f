"""An inverted index as sorted arrays in parts: which texts have which hashes, and which texts meet under how many of them.

    texts -index-> runs -sort_part-> parts -expand-> keys of pairs -combine-> pairs with counts
                                     parts -spread-> in how many groups of texts each hash is

A posting is 40 bits of a hash, then 24 of a text's number; a part is a range of hashes, so that each part knows all texts of its
hashes. A key is two texts' numbers, and a range of keys knows all meetings of its pairs. Every step is a function of a shelf
and a range: memory is that of one range, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from sitegen.versions.prints import Hashes
from sitegen.versions.shelf import Shelf

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Kind = TypeVar("Kind", bound=np.generic)

TEXTS_MOST = 1 << 24
PART = 2_000_000
"""Postings, and keys of pairs, that a step has in hand at once."""
LONGEST = 1000
"""Texts of one hash beyond which it is never expanded: the pairs of a single hash stay within a step."""
REACH = 3
"""Texts of one sketch value are linked with so many that follow."""
SAMPLE = 512
"""Every which key of a run speaks for the run when the ranges of keys are chosen."""
LOW = np.uint64(24)
"""Bits of a posting that are the text's; those of a hash above them are kept."""
_TEXT = np.uint64(TEXTS_MOST - 1)
_SECOND = np.uint64(33)
_ONE = np.uint64(1)
_ALL = 1 << 64


class Range(NamedTuple):
    """A stretch of hashes or keys, from `low` up to, not including, `high`, and its number."""

    number: int
    low: int
    high: int


def equal_ranges(count: int) -> list[Range]:
    """All hashes in equal parts; the postings of one hash stay together."""
    edges = [((at << 40) // count) << 24 for at in range(count + 1)]
    return [Range(at, *edges[at : at + 2]) for at in range(count)]


def index(shelf: Shelf, name: str, start: int, prints: Sequence[Hashes], rate: int = 1) -> None:
    """Put the sorted postings of the texts `start` and following on the shelf; with a rate only those of the hashes that
    are multiples of it, the same ones of every text that has them."""
    joined = np.concatenate([*prints, np.empty(0, np.uint64)])
    owner = np.repeat(np.arange(start, start + len(prints), dtype=np.uint64), [len(one) for one in prints])
    postings = ((joined >> LOW) << LOW) | owner
    if rate > 1:
        postings = postings[joined % np.uint64(rate) == 0]
    postings.sort()
    shelf.put(name, postings)


def sort_part(shelf: Shelf, runs: Sequence[str], part: Range) -> str:
    """Merge a range of all runs; hashes of a single text are left out. Returns the name of the part on the shelf."""
    postings = np.concatenate([shelf.between(name, part.low, part.high) for name in runs])
    postings.sort()
    hashes = postings >> LOW
    same = hashes[1:] == hashes[:-1]
    several = np.zeros(len(postings), dtype=bool)
    several[1:] |= same
    several[:-1] |= same
    name = f"{runs[0]}-part-{part.number}"
    shelf.put(name, postings[several])
    return name


class Runs:
    """Sorted postings as runs of one hash each: `hash`, `start` and `length` of each run, `text` of each posting."""

    def __init__(self, postings: Hashes) -> None:
        hashes = postings >> LOW
        self.start = starts_of(hashes)
        self.length = np.diff(np.append(self.start, len(hashes)))
        self.hash = hashes[self.start]
        self.text = (postings & _TEXT).astype(np.int32)


def starts_of(ordered: npt.NDArray[Any]) -> Numbers:
    """Where each run of equal values begins."""
    if not len(ordered):
        return np.empty(0, np.int64)
    return np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))


def distinct(values: npt.NDArray[Kind]) -> npt.NDArray[Kind]:
    """Sorted, each once. (numpy's own `unique` goes by a table that is ten times slower here.)"""
    ordered = np.sort(values)
    return ordered[starts_of(ordered)]


def lengths(shelf: Shelf, name: str) -> tuple[Numbers, Numbers]:
    """The lengths of a part's runs, and how many runs have each."""
    found, counts = np.unique(Runs(shelf.get(name)).length, return_counts=True)
    return found, counts


def frequency_cut(found: Iterable[tuple[Numbers, Numbers]], budget: int) -> int:
    """The largest number of texts of one hash up to which all pairs together stay within the budget."""
    total = np.zeros(LONGEST + 1, dtype=np.int64)
    for length, count in found:
        short = length <= LONGEST
        np.add.at(total, length[short], count[short])
    each = np.arange(LONGEST + 1)
    pairs = np.cumsum(total * each * (each - 1) // 2)
    return int(np.searchsorted(pairs, budget, side="right")) - 1


# ------------------------------------------------------------------------------------ pairs


def expand(shelf: Shelf, cut: int, part: str) -> Keys:
    """Sorted runs of keys, `part`-keys-0 and following: one for each pair of texts under each hash in up to `cut` texts.
    What is in the part is to be sorted and of several texts."""
    runs = Runs(shelf.get(part))
    writer = _KeyWriter(shelf, part)
    for length in np.unique(runs.length[runs.length <= cut]).tolist():
        starts = runs.start[runs.length == length]
        left, right = np.triu_indices(length, 1)
        rows = max(1, PART // len(left))
        for first in range(0, len(starts), rows):
            members = runs.text[starts[first : first + rows, None] + np.arange(length)]
            writer.add(keys_of(members[:, left].ravel(), members[:, right].ravel()))
    return writer.done()


def link(shelf: Shelf, part: str) -> Keys:
    """Sorted runs of keys, marked as near, of the texts that stand near one another under one hash; as `expand`."""
    runs = Runs(shelf.get(part))
    owner = np.repeat(np.arange(len(runs.length)), runs.length)
    writer = _KeyWriter(shelf, part)
    for reach in range(1, REACH + 1):
        same = owner[reach:] == owner[:-reach]
        writer.add(keys_of(runs.text[:-reach][same], runs.text[reach:][same]) | _ONE)
    return writer.done()


def keys_of(i: npt.NDArray[np.int32], j: npt.NDArray[np.int32]) -> Hashes:
    """Keys of pairs i < j: their order is that of the pairs. The lowest bit marks a pair as near."""
    return (i.astype(np.uint64) << _SECOND) | (j.astype(np.uint64) << _ONE)


class Keys(NamedTuple):
    """So many runs of keys were put on the shelf; `sample` has every SAMPLE-th key of them."""

    runs: int
    sample: Hashes


class _KeyWriter:
    """Puts keys on the shelf in sorted runs of about PART."""

    def __init__(self, shelf: Shelf, part: str) -> None:
        self.shelf, self.part = shelf, part
        self.waiting: list[Hashes] = []
        self.sample: list[Hashes] = []

    def add(self, keys: Hashes) -> None:
        self.waiting.append(keys)
        if sum(map(len, self.waiting)) >= PART:
            self._put()

    def _put(self) -> None:
        keys = np.concatenate([*self.waiting, np.empty(0, np.uint64)])
        keys.sort()
        self.shelf.put(f"{self.part}-keys-{len(self.sample)}", keys)
        self.sample.append(keys[::SAMPLE])
        self.waiting = []

    def done(self) -> Keys:
        self._put()
        return Keys(len(self.sample), np.concatenate(self.sample))


def key_ranges(samples: Sequence[Hashes]) -> list[Range]:
    """Ranges of keys that hold about PART each, by the samples of all runs."""
    joined = np.sort(np.concatenate([*samples, np.empty(0, np.uint64)])) & ~_ONE
    inner = distinct(joined[:: PART // SAMPLE][1:])
    edges = [0, *inner.tolist(), _ALL]
    return [Range(at, *edges[at : at + 2]) for at in range(len(edges) - 1)]


class Met(NamedTuple):
    """Pairs of texts i < j, sorted; under how many hashes they met; are they near?"""

    i: npt.NDArray[np.int32]
    j: npt.NDArray[np.int32]
    shared: Numbers
    near: npt.NDArray[np.bool_]


def combine(shelf: Shelf, runs: Sequence[str], keys: Range) -> Met:
    """All meetings of the pairs in a range of keys."""
    joined = np.concatenate([*(shelf.between(name, keys.low, keys.high) for name in runs), np.empty(0, np.uint64)])
    joined.sort()
    pairs = joined >> _ONE
    first = starts_of(pairs)
    stop = np.append(first[1:], len(pairs))
    marks = np.concatenate([[0], np.cumsum(joined & _ONE)]).astype(np.int64)
    near = marks[stop] - marks[first]
    found = pairs[first]
    i, j = (found >> np.uint64(32)).astype(np.int32), (found & np.uint64(0xFFFFFFFF)).astype(np.int32)
    return Met(i, j, stop - first - near, near > 0)


# ------------------------------------------------------------------------------------ rarity


def spread(shelf: Shelf, groups: str, part: str) -> None:
    """Of each hash of a part that several groups of texts have: `part`-hash and, beside it, `part`-count, their number.
    `groups` names the array of each text's group."""
    runs = Runs(shelf.get(part))
    owner = np.repeat(np.arange(len(runs.length), dtype=np.uint64), runs.length)
    pairs = distinct((owner << np.uint64(32)) | shelf.get(groups)[runs.text].astype(np.uint64))
    counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=len(runs.length))
    common = counts > 1
    shelf.put(f"{part}-hash", runs.hash[common])
    shelf.put(f"{part}-count", counts[common].astype(np.uint32))


def groups_having(shelf: Shelf, parts: Sequence[str], hashes: Hashes) -> npt.NDArray[np.uint32]:
    """In how many groups each of the hashes is: 1 for those that `spread` did not list. `parts` are in the order of hashes."""
    short = hashes >> LOW
    made = np.ones(len(short), dtype=np.uint32)
    for part, span in zip(parts, equal_ranges(len(parts)), strict=True):
        inside = slice(None) if len(parts) == 1 else _inside(hashes, span)
        listed = shelf.get(f"{part}-hash")
        if len(listed):
            wanted = short[inside]
            place = listed.searchsorted(wanted)
            known = listed.take(place, mode="clip") == wanted
            made[inside] = np.where(known, shelf.get(f"{part}-count").take(place, mode="clip"), 1)
    return made


def _inside(hashes: Hashes, span: Range) -> npt.NDArray[np.bool_]:
    above = hashes >= np.uint64(span.low)
    return above if span.high == _ALL else above & (hashes < np.uint64(span.high))
