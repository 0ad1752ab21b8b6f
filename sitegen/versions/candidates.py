"""Which texts may be versions of one another, among millions: pairs with a score, in bounded memory.

An inverted index (`postings`) finds the texts that share hashes. A hash in many texts is never expanded into pairs: the cut is
set by a budget of pairs, so that in a small archive nothing is cut and in a large one what everybody shares is. Texts that are
nearly the same find each other by MinHash sketches besides. The score is the containment of the shorter text, each hash
weighing less the more *other groups* of texts have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from sitegen.model import Run
from sitegen.versions import postings
from sitegen.versions.postings import Floats, Met, Range
from sitegen.versions.prints import Hashes, sketch_of, without_sketch
from sitegen.versions.shelf import Folder, Memory, Shelf

Item = TypeVar("Item")
Result = TypeVar("Result")
Texts = npt.NDArray[np.int32]
Fetch = Callable[[Sequence[str]], list[Hashes]]
"""Fingerprints with their sketches in front, by name."""

BATCH = 4096
"""Texts that are indexed in one step."""
BLOCK = 16_384
"""Pairs that are scored in one step."""
STRETCH = 2048
"""Pairs whose fingerprints are in memory at once."""
POSTINGS_WHOLE = 6_000_000
"""Up to this many (hash, text) postings every hash is used; above, every second, fourth, …"""
LARGEST_RATE = 8
PAIRS_LEAST = 8_000_000
PAIRS_PER_TEXT = 40
FREQUENCY_LEAST = 20
SHARED_LEAST = 2
SCORE_LEAST = 0.02
"""Containment of the shorter text below which nothing is a candidate."""
ROUGH = 0.5
"""How much lower than SCORE_LEAST an estimate from a sample of hashes may be."""
SAME_GROUP = 0.5
"""Containment from which two texts count as one group when the rarity of a hash is judged."""
SAMPLED_LEAST = 8
"""Sampled hashes that both texts of a pair must have for its weighted score to be taken from them."""


class Scored(NamedTuple):
    """Pairs of texts i < j, sorted, and the score of each."""

    i: Texts
    j: Texts
    score: Floats


class Shuffle(NamedTuple):
    """How an index is made: every `rate`-th hash is used, in so many `parts`."""

    rate: int
    parts: int


class Tools(NamedTuple):
    """What every step works with. `run` runs steps anywhere if the shelf is a folder, else here."""

    fetch: Fetch
    shelf: Shelf
    run: Run


def plan(size: int) -> Shuffle:
    """The shuffle for texts of about `size` hashes in all.

    >>> plan(1_000_000), plan(250_000_000)
    (Shuffle(rate=1, parts=1), Shuffle(rate=8, parts=16))
    """
    rate = 1
    while size > POSTINGS_WHOLE * rate and rate < LARGEST_RATE:
        rate *= 2
    return Shuffle(rate, -(-size // (rate * postings.PART)) or 1)


def find(names: Sequence[str], fetch: Fetch, shuffle: Shuffle, folder: Folder | None, run: Run) -> Scored:
    """Scored pairs among the texts (at most 16 million). One part is worked through in memory, in this process; several lie in the
    `folder`, and `run` works on them. The result is the same."""
    if len(names) > postings.TEXTS_MOST:
        raise ValueError(f"{len(names)} texts are more than {postings.TEXTS_MOST}")
    alone = shuffle.parts == 1 or folder is None
    tools = Tools(fetch, Memory(), here) if alone or folder is None else Tools(fetch, folder, run)
    sizes, parts = _index(tools, names, shuffle)
    met = _pairs(tools, parts, len(names))
    i, j = _worth(met, sizes, shuffle.rate)
    del met
    return _score(tools, (i, j), names, (parts["words"], shuffle.rate))


def here(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """A Run in this process."""
    return map(function, items)


# ------------------------------------------------------------------------------------ index, pairs


def index_texts(fetch: Fetch, shelf: Shelf, rate: int, batch: tuple[int, tuple[str, ...]]) -> Texts:
    """Postings of a batch (the number of its first text, and names) onto the shelf; returns the number of hashes of each text."""
    start, names = batch
    stored = fetch(names)
    prints = [without_sketch(one) for one in stored]
    postings.index(shelf, f"words-{start}", start, prints, rate)
    postings.index(shelf, f"sketch-{start}", start, [sketch_of(one) for one in stored])
    return np.array([len(one) for one in prints], dtype=np.int32)


def _index(tools: Tools, names: Sequence[str], shuffle: Shuffle) -> tuple[Texts, dict[str, list[str]]]:
    """All sizes, and the names of the parts of either index."""
    starts = range(0, len(names), BATCH)
    tasks = ((start, tuple(names[start : start + BATCH])) for start in starts)
    sizes = list(tools.run(partial(index_texts, tools.fetch, tools.shelf, shuffle.rate), tasks))
    parts = {}
    for kind in ("words", "sketch"):
        runs = [f"{kind}-{start}" for start in starts]
        parts[kind] = sort_parts(tools, runs, shuffle.parts) if runs else []
    return np.concatenate([*sizes, np.empty(0, np.int32)]), parts


def sort_parts(tools: Tools, runs: list[str], count: int) -> list[str]:
    """The parts of an index, named; the runs are gone."""
    parts = list(tools.run(partial(postings.sort_part, tools.shelf, runs), postings.equal_ranges(count)))
    tools.shelf.drop(runs)
    return parts


def _pairs(tools: Tools, parts: dict[str, list[str]], texts: int) -> Iterator[Met]:
    """All meetings under hashes that are not cut, and under sketches."""
    budget = max(PAIRS_LEAST, PAIRS_PER_TEXT * texts)
    cut = postings.frequency_cut(tools.run(partial(postings.lengths, tools.shelf), parts["words"]), budget)
    cut = max(FREQUENCY_LEAST, cut)
    expanded = list(tools.run(partial(postings.expand, tools.shelf, cut), parts["words"]))
    linked = list(tools.run(partial(postings.link, tools.shelf), parts["sketch"]))
    return combined(tools, [*parts["words"], *parts["sketch"]], [*expanded, *linked])


def combined(tools: Tools, parts: Sequence[str], keys: Sequence[postings.Keys]) -> Iterator[Met]:
    """The meetings, range by range, of the keys that `expand` or `link` put on the shelf for each part."""
    runs = [f"{part}-keys-{at}" for part, found in zip(parts, keys, strict=True) for at in range(found.runs)]
    ranges: list[Range] = postings.key_ranges([found.sample for found in keys])
    yield from tools.run(partial(postings.combine, tools.shelf, runs), ranges)
    tools.shelf.drop(runs)


def _worth(met: Iterator[Met], sizes: Texts, rate: int) -> tuple[Texts, Texts]:
    """The pairs whose shared hashes may reach SCORE_LEAST."""
    kept = [(np.empty(0, np.int32), np.empty(0, np.int32))]
    for i, j, shared, near in met:
        shorter = np.minimum(sizes[i], sizes[j])
        enough = (shared * rate >= SCORE_LEAST * (ROUGH if rate > 1 else 1) * shorter) & (shared >= SHARED_LEAST)
        enough |= (shorter < SHARED_LEAST * 2) & (shared >= 1)
        enough |= near
        kept.append((i[enough], j[enough]))
    return np.concatenate([i for i, _ in kept]), np.concatenate([j for _, j in kept])


# ------------------------------------------------------------------------------------ scores


class Block(NamedTuple):
    """Pairs to be scored: `i` and `j` are places in `names`, sorted by i."""

    i: Texts
    j: Texts
    names: tuple[str, ...]


def _score(tools: Tools, pairs: tuple[Texts, Texts], names: Sequence[str], index: tuple[list[str], int]) -> Scored:
    i, j = pairs
    parts, rate = index
    plain = measured(tools.run, partial(plain_block, tools.fetch), pairs, names)
    tools.shelf.put("group", components(i, j, plain >= SAME_GROUP, len(names)))
    for _ in tools.run(partial(postings.spread, tools.shelf, "group"), parts):
        pass
    weighted = measured(tools.run, partial(weighted_block, tools.fetch, tools.shelf, parts, rate), pairs, names)
    weighted = np.where(np.isnan(weighted), plain, weighted)
    enough = weighted >= SCORE_LEAST
    return Scored(i[enough], j[enough], weighted[enough])


def measured(run: Run, measure: Callable[[Block], Floats], pairs: tuple[Texts, Texts], names: Sequence[str]) -> Floats:
    """What `measure` gives for all pairs, block by block."""
    return np.concatenate([*run(measure, blocks(*pairs, names)), np.empty(0)])


def blocks(i: Texts, j: Texts, names: Sequence[str]) -> Iterator[Block]:
    for first, stop in _stretches(i, BLOCK):
        left, right = i[first:stop], j[first:stop]
        needed = postings.distinct(np.concatenate([left, right]))
        places = [needed.searchsorted(side).astype(np.int32) for side in (left, right)]
        yield Block(places[0], places[1], tuple(names[at] for at in needed.tolist()))


def _stretches(i: Texts, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of about `size` pairs that begin with a new i."""
    start = 0
    while start < len(i):
        stop = int(i.searchsorted(i[min(start + size, len(i)) - 1], side="right"))
        yield start, stop
        start = stop


def plain_block(fetch: Fetch, block: Block) -> Floats:
    """The containment of the shorter text of each pair."""
    found = overlap(block, lambda names: [without_sketch(one) for one in fetch(names)], None)
    return found.shared / np.maximum(np.minimum(found.left, found.right), 1e-9)


def weighted_block(fetch: Fetch, shelf: Shelf, parts: list[str], rate: int, block: Block) -> Floats:
    """The same with weights, by the sampled hashes, of which alone the spread is known; NaN where a text has too few of them."""
    sizes: dict[str, int] = {}
    step = np.uint64(rate)

    def sampled(names: Sequence[str]) -> list[Hashes]:
        prints = [one if rate == 1 else one[one % step == 0] for one in map(without_sketch, fetch(names))]
        sizes.update(zip(names, map(len, prints), strict=True))
        return prints

    found = overlap(block, sampled, lambda hashes: 1 / np.sqrt(postings.groups_having(shelf, parts, hashes)))
    count = np.array([sizes[name] for name in block.names], dtype=np.int64)
    few = np.minimum(count[block.i], count[block.j]) < (SAMPLED_LEAST if rate > 1 else 0)
    return np.where(few, np.nan, found.shared / np.maximum(np.minimum(found.left, found.right), 1e-9))


class Overlap(NamedTuple):
    """Of each pair the weight of the hashes that both have, and that of each side's own."""

    shared: Floats
    left: Floats
    right: Floats


def overlap(block: Block, fetch: Fetch, weigh: Callable[[Hashes], Floats] | None) -> Overlap:
    """The overlaps of a block's pairs; without `weigh` every hash weighs 1."""
    made = Overlap(*(np.zeros(len(block.i)) for _ in range(3)))
    for first, stop in _stretches(block.i, STRETCH):
        needed = postings.distinct(np.concatenate([block.i[first:stop], block.j[first:stop]]))
        texts = _Weighed(fetch([block.names[at] for at in needed.tolist()]), weigh)
        left, right = needed.searchsorted(block.i[first:stop]), needed.searchsorted(block.j[first:stop])
        made.left[first:stop], made.right[first:stop] = texts.total[left], texts.total[right]
        for start, end in _by_left(left):
            made.shared[first + start : first + end] = texts.shared(int(left[start]), right[start:end])
    return made


class _Weighed:
    """Some texts' hashes, with the weight of each hash and of each text."""

    def __init__(self, prints: Sequence[Hashes], weigh: Callable[[Hashes], Floats] | None) -> None:
        self.prints = prints
        joined = np.concatenate([*prints, np.empty(0, np.uint64)])
        self.weights: Sequence[Floats] = []
        bounds = np.cumsum([0, *(len(one) for one in prints)])
        if weigh is None:
            self.total = np.diff(bounds).astype(np.float64)
        else:
            weight = weigh(joined)
            self.weights = np.split(weight, bounds[1:-1])
            self.total = np.array([one.sum() for one in self.weights])

    def shared(self, left: int, rights: npt.NDArray[np.int64]) -> Floats:
        own, parts = self.prints[left], [self.prints[right] for right in rights.tolist()]
        if not len(own):
            return np.zeros(len(parts))
        others = np.concatenate(parts)
        place = own.searchsorted(others)
        hits = (own.take(place, mode="clip") == others).astype(np.float64)
        if self.weights:
            hits *= self.weights[left].take(place, mode="clip")
        # reduceat gives an empty text the first value after it.
        starts = [0, *accumulate(map(len, parts[:-1]))]
        return np.where([len(one) > 0 for one in parts], np.add.reduceat(np.append(hits, 0.0), starts), 0.0)


def _by_left(left: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    return pairwise([0, *(np.flatnonzero(np.diff(left)) + 1).tolist(), len(left)])


def components(i: Texts, j: Texts, strong: npt.NDArray[np.bool_], texts: int) -> Texts:
    """Texts joined by strong pairs, each named by its least member: labels sink along pairs, then jump to their own label."""
    label = np.arange(texts, dtype=np.int32)
    left, right = i[strong], j[strong]
    while len(left):
        lower = np.minimum(label[left], label[right])
        sunk = label.copy()
        np.minimum.at(sunk, label[left], lower)
        np.minimum.at(sunk, label[right], lower)
        while not np.array_equal(jumped := sunk[sunk], sunk):
            sunk = jumped
        if np.array_equal(sunk, label):
            break
        label = sunk
    return label
