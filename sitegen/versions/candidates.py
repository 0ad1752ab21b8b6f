"""Which texts may be versions of one another, among millions: pairs with a score, in bounded memory.

An inverted index as one sorted array of (hash, text) numbers. A hash in many texts is never expanded into
pairs: the cut in document frequency is set by a budget of pairs, so that in a small archive nothing is cut and in a large one
what everybody shares is. Texts that are nearly the same find each other by MinHash sketches besides.
The score is the containment of the shorter text, each hash weighing less the more *other groups* of texts have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sitegen.versions.prints import Hashes, sketch

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Fetch = Callable[[Sequence[int]], list[Hashes]]

BATCH = 2048
POSTINGS_WHOLE = 6_000_000
"""Up to this many (hash, text) postings every hash is used; above, every second, fourth, …"""
LARGEST_RATE = 8
PAIRS_LEAST = 8_000_000
PAIRS_PER_TEXT = 40
FREQUENCY_LEAST = 20
SKETCH_ROUNDS = 8
SKETCH_REACH = 3
SHARED_LEAST = 2
SCORE_LEAST = 0.02
"""Containment of the shorter text below which nothing is a candidate."""
ROUGH = 0.5
"""How much lower than SCORE_LEAST an estimate from a sample of hashes may be."""
SAME_GROUP = 0.5
"""Containment from which two texts count as one group when the rarity of a hash is judged."""
SAMPLED_LEAST = 8
"""Sampled hashes that both texts of a pair must have for its weighted score to be taken from them."""
_LOW = np.uint64(24)
_TEXT = np.uint64((1 << 24) - 1)


class Scored(NamedTuple):
    """Pairs of texts i < j, sorted, and the score of each."""

    i: Numbers
    j: Numbers
    score: Floats


def find(sizes: Sequence[int], fetch: Fetch) -> Scored:
    """Scored pairs among the texts 0 to len(sizes) - 1 (at most 16 million). `sizes` are their numbers of
    hashes, `fetch` gives the fingerprints of some of them."""
    count = np.asarray(sizes, dtype=np.int64)
    rate = sampling_rate(int(count.sum()))
    postings, sketches = _index(count, fetch, rate)
    runs = _Runs(postings)
    near = _link_sketches(sketches)
    keys = np.concatenate([_expand(runs, len(count)), np.repeat(near, SHARED_LEAST)])
    keys.sort()
    i, j, shared = _tally(keys)
    del keys
    return _score(_worth(i, j, shared, count, rate, near), count, fetch, runs, rate)


def sampling_rate(postings: int) -> int:
    rate = 1
    while postings > POSTINGS_WHOLE * rate and rate < LARGEST_RATE:
        rate *= 2
    return rate


def _index(count: Numbers, fetch: Fetch, rate: int) -> tuple[Hashes, Hashes]:
    """All sampled postings, sorted: 40 bits of the hash, then 24 of the text's number; and the sketches."""
    parts: list[Hashes] = []
    sketches: list[Hashes] = []
    for start in range(0, len(count), BATCH):
        numbers = range(start, min(start + BATCH, len(count)))
        prints = _sampled(fetch(numbers), rate)
        sketches.append(sketch(prints, SKETCH_ROUNDS))
        joined = np.concatenate(prints) if prints else np.empty(0, np.uint64)
        owner = np.repeat(np.arange(start, numbers.stop, dtype=np.uint64), [len(one) for one in prints])
        parts.append(((joined >> _LOW) << _LOW) | owner)
    postings = np.concatenate(parts) if parts else np.empty(0, np.uint64)
    postings.sort()
    return postings, np.concatenate(sketches) if sketches else np.empty((0, SKETCH_ROUNDS), np.uint64)


def _sampled(prints: list[Hashes], rate: int) -> list[Hashes]:
    """Of each text the hashes that end in zeros: the same ones of every text that has them."""
    return prints if rate == 1 else [one[(one & np.uint64(rate - 1)) == 0] for one in prints]


class _Runs:
    """The postings as runs of one hash each, those of a single text left out."""

    def __init__(self, postings: Hashes) -> None:
        hashes = postings >> _LOW
        first = (
            np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]]))
            if len(hashes)
            else np.empty(0, np.int64)
        )
        length = np.diff(np.append(first, len(hashes)))
        several = length > 1
        self.start, self.length = first[several], length[several]
        self.hash = hashes[self.start]
        self.text = (postings & _TEXT).astype(np.int32)


def _expand(runs: _Runs, texts: int) -> Hashes:
    """A key i << 32 | j for each pair of texts under each hash that is not cut."""
    cut = frequency_cut(np.bincount(runs.length) if len(runs.length) else np.zeros(2, np.int64), texts)
    parts: list[Hashes] = []
    for length in np.unique(runs.length[runs.length <= cut]).tolist():
        starts = runs.start[runs.length == length]
        members = runs.text[starts[:, None] + np.arange(length)].astype(np.uint64)
        left, right = np.triu_indices(length, 1)
        parts.append(((members[:, left] << np.uint64(32)) | members[:, right]).ravel())
    return np.concatenate(parts) if parts else np.empty(0, np.uint64)


def frequency_cut(runs_of_length: Numbers, texts: int) -> int:
    """The largest document frequency up to which all pairs together stay within the budget."""
    lengths = np.arange(len(runs_of_length))
    pairs = np.cumsum(runs_of_length * lengths * (lengths - 1) // 2)
    budget = max(PAIRS_LEAST, PAIRS_PER_TEXT * texts)
    return max(FREQUENCY_LEAST, int(np.searchsorted(pairs, budget, side="right")) - 1)


def _link_sketches(sketches: Hashes) -> Hashes:
    """Keys of texts that have one least hash in common and stand near one another among those that do."""
    parts: list[Hashes] = [np.empty(0, np.uint64)]
    none = np.iinfo(np.uint64).max
    for turn in range(sketches.shape[1]):
        order = np.argsort(sketches[:, turn], kind="stable").astype(np.uint64)
        value = sketches[order.astype(np.int64), turn]
        for reach in range(1, SKETCH_REACH + 1):
            same = (value[reach:] == value[:-reach]) & (value[reach:] != none)
            one, other = order[:-reach][same], order[reach:][same]
            parts.append((np.minimum(one, other) << np.uint64(32)) | np.maximum(one, other))
    return np.unique(np.concatenate(parts))


def _tally(keys: Hashes) -> tuple[Numbers, Numbers, Numbers]:
    """Distinct keys as (i, j), with how often each occurs; `keys` is sorted."""
    if not len(keys):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    shared = np.diff(np.append(first, len(keys)))
    distinct = keys[first]
    return (distinct >> np.uint64(32)).astype(np.int64), (distinct & np.uint64(0xFFFFFFFF)).astype(np.int64), shared


def _worth(i: Numbers, j: Numbers, shared: Numbers, count: Numbers, rate: int, near: Hashes) -> tuple[Numbers, Numbers]:
    """The pairs whose shared hashes may reach SCORE_LEAST."""
    shorter = np.minimum(count[i], count[j])
    enough = (shared * rate >= SCORE_LEAST * (ROUGH if rate > 1 else 1) * shorter) & (shared >= SHARED_LEAST)
    enough |= (shorter < SHARED_LEAST * 2) & (shared >= 1)
    if len(near):
        enough |= np.isin((i.astype(np.uint64) << np.uint64(32)) | j.astype(np.uint64), near, assume_unique=True)
    return i[enough], j[enough]


# ------------------------------------------------------------------------------------ scores


def _score(pairs: tuple[Numbers, Numbers], count: Numbers, fetch: Fetch, runs: _Runs, rate: int) -> Scored:
    i, j = pairs
    plain = _containment(i, j, fetch, None)
    group = _groups(i, j, plain, len(count))
    spread = _Spread(runs, group)
    weighted = _weighted((i, j, plain), fetch, spread, rate) if len(spread.hash) else plain
    enough = weighted >= SCORE_LEAST
    return Scored(i[enough], j[enough], weighted[enough])


def _weighted(pairs: tuple[Numbers, Numbers, Floats], fetch: Fetch, spread: _Spread, rate: int) -> Floats:
    """The weighted containment by the sampled hashes, of which alone the spread is known; the plain one where a
    text has too few of them."""
    i, j, plain = pairs
    if rate == 1:
        return _containment(i, j, fetch, spread)
    sizes: dict[int, int] = {}

    def sampled(numbers: Sequence[int]) -> list[Hashes]:
        prints = _sampled(fetch(numbers), rate)
        sizes.update(zip(numbers, map(len, prints), strict=True))
        return prints

    made = _containment(i, j, sampled, spread)
    few = np.array(
        [min(sizes[x], sizes[y]) < SAMPLED_LEAST for x, y in zip(i.tolist(), j.tolist(), strict=True)], dtype=bool
    )
    return np.where(few, plain, made)


class _Spread:
    """Of each hash that several groups of texts have: its weight, falling with their number."""

    def __init__(self, runs: _Runs, group: Numbers) -> None:
        inside = np.repeat(np.arange(len(runs.length)), runs.length)
        at = np.repeat(runs.start - np.concatenate([[0], np.cumsum(runs.length)[:-1]]), runs.length) + np.arange(
            len(inside)
        )
        owners = group[runs.text[at]] if len(inside) else np.empty(0, np.int64)
        order = np.lexsort((owners, inside))
        inside, owners = inside[order], owners[order]
        new = (
            np.concatenate([[True], (inside[1:] != inside[:-1]) | (owners[1:] != owners[:-1])])
            if len(inside)
            else np.empty(0, bool)
        )
        groups = np.bincount(inside[new], minlength=len(runs.length))
        common = groups > 1
        self.hash, self.weight = runs.hash[common], 1 / np.sqrt(groups[common])

    def of(self, hashes: Hashes) -> Floats:
        short = hashes >> _LOW
        place = self.hash.searchsorted(short)
        return np.where(self.hash.take(place, mode="clip") == short, self.weight.take(place, mode="clip"), 1.0)


def _groups(i: Numbers, j: Numbers, score: Floats, texts: int) -> Numbers:
    """Texts joined by scores of SAME_GROUP and more, each named by its least member."""
    parent = list(range(texts))

    def root(text: int) -> int:
        while parent[text] != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    strong = score >= SAME_GROUP
    for one, other in zip(i[strong].tolist(), j[strong].tolist(), strict=True):
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return np.array([root(text) for text in range(texts)], dtype=np.int64)


def _containment(i: Numbers, j: Numbers, fetch: Fetch, spread: _Spread | None) -> Floats:
    """Of each pair: the weight of what both have, by the weight of the text that has less of it."""
    made = np.zeros(len(i))
    for first, stop, prints in _blocks(i, j, fetch):
        weights = {at: None if spread is None else spread.of(one) for at, one in prints.items()}
        for start, end in _by_left(i, first, stop):
            made[start:end] = _contained(prints, weights, int(i[start]), j[start:end].tolist())
    return made


def _contained(prints: dict[int, Hashes], weights: dict[int, Floats | None], left: int, rights: list[int]) -> Floats:
    own, weight = prints[left], weights[left]
    if not len(own):
        return np.zeros(len(rights))
    alone = len(rights) == 1
    others = prints[rights[0]] if alone else np.concatenate([prints[right] for right in rights])
    place = own.searchsorted(others)
    both = own.take(place, mode="clip") == others
    hits = both if weight is None else both * weight.take(place, mode="clip")
    starts = [0, *accumulate(len(prints[right]) for right in rights[:-1])]
    # reduceat gives an empty text the first value after it; an empty one has nothing in common.
    shared = [float(hits.sum())] if alone else np.add.reduceat(np.append(hits, 0.0), starts)
    whole = [_total(prints[right], weights[right]) for right in rights]
    return np.where(whole, np.asarray(shared) / np.maximum(np.minimum(whole, _total(own, weight)), 1e-9), 0.0)


def _total(hashes: Hashes, weight: Floats | None) -> float:
    return float(len(hashes)) if weight is None else float(weight.sum())


def _blocks(i: Numbers, j: Numbers, fetch: Fetch) -> Iterator[tuple[int, int, dict[int, Hashes]]]:
    """Stretches of pairs that begin with a new i, with the fingerprints they need."""
    start = 0
    while start < len(i):
        stop = min(start + BATCH, len(i))
        while stop < len(i) and i[stop] == i[stop - 1]:
            stop += 1
        needed = np.unique(np.concatenate([i[start:stop], j[start:stop]])).tolist()
        yield start, stop, dict(zip(needed, fetch(needed), strict=True))
        start = stop


def _by_left(i: Numbers, first: int, stop: int) -> Iterator[tuple[int, int]]:
    bounds = [first, *(np.flatnonzero(np.diff(i[first:stop])) + first + 1).tolist(), stop]
    return iter(pairwise(bounds))
