"""What words and class names tell: how much more often each stands on pages outside of articles than in them.

A weight is the logarithm of two shares of the labelled pages, smoothed: above 0 for "subscribe" or
`promo`, below 0 for "said" or `paragraph`. `tests/bench/train_blocks.py` counts them; a token that few pages
have has no weight.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from .segment import Piece, Region
from .wording import Seen

COLUMNS = ("word_max", "word_min", "word_mean", "pair_max", "pair_min", "pair_mean", "opening", "whole", "name_max", "name_min", "held_max",
           "held_min", "held_mean")  # fmt: skip

Weights = Mapping[str, float]
Range = tuple[float, float, float, int]

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME = re.compile(r"[a-z]{3,20}")
FIRST_WORDS = 16
"""Words of a text that are weighed."""
SHORTEST = 7
"""Words from which a text is no label any more: shorter ones have a weight as a whole."""
LEVELS = 3
"""Regions whose names speak for a piece: its own and those that hold it."""


@cache
def digest() -> str:
    """Of the shipped table: the judge's trees are worth nothing with another one."""
    return digest_of(_table())


def digest_of(table: str) -> str:
    return hashlib.sha256(table.encode()).hexdigest()[:16]


def _table() -> str:
    return resources.files(__package__).joinpath("lexicon.tsv").read_text("utf-8")


@cache
def lexicon() -> dict[str, float]:
    """The shipped weights: words and pairs of words as they are, the first pair of
    a text with a leading ^, a short text with a leading =, names of classes with a leading dot."""
    return {token: float(weight) for token, weight in (line.split("\t") for line in _table().splitlines())}


def columns(pieces: list[Piece], seen: list[Seen], weights: Weights) -> list[list[float]]:
    by_names: dict[str, Range] = {}
    known: dict[int, list[float]] = {}
    rows = []
    for piece, look in zip(pieces, seen, strict=True):
        region = piece.region
        names = known.get(region.index)
        if names is None:
            names = known[region.index] = _names(region, weights, by_names)
        rows.append([*_words(look.first[:FIRST_WORDS], weights), *names])
    return rows


def tokens(piece: Piece, look: Seen) -> set[str]:
    """All that a piece's weights are of."""
    first = look.first[:FIRST_WORDS]
    pairs = (f"{a} {b}" for a, b in pairwise(first))
    said = {*first, *pairs, _opening(first), _whole(first)}
    return said | {name for names in _held(piece.region) for name in names_of(names)}


def _opening(words: list[str]) -> str:
    return "^" + " ".join(words[:2])


def _whole(words: list[str]) -> str:
    return "=" + " ".join(words[:SHORTEST])


def _words(first: list[str], weights: Weights) -> tuple[float, ...]:
    get = weights.get
    single = [get(word, 0.0) for word in first] or [0.0]
    double = [get(f"{a} {b}", 0.0) for a, b in pairwise(first)] or [0.0]
    return (
        max(single), min(single), sum(single) / len(single), max(double), min(double), sum(double) / len(double),
        get(_opening(first), 0.0), get(_whole(first), 0.0) if len(first) < SHORTEST else 0.0,
    )  # fmt: skip


def _names(region: Region, weights: Weights, known: dict[str, Range]) -> list[float]:
    own = _range(region.names, weights, known)
    most, least, total, count = own
    each = region.parent
    for _ in range(LEVELS - 1):
        if each is None:
            break
        if each.names:
            above = _range(each.names, weights, known)
            if above[3]:
                most = above[0] if above[0] > most or not count else most
                least = above[1] if above[1] < least or not count else least
                total, count = total + above[2], count + above[3]
        each = each.parent
    return [own[0], own[1], most, least, total / (count or 1)]


def _range(names: str, weights: Weights, known: dict[str, Range]) -> Range:
    """Highest, lowest, sum and number of the weights of a string of names."""
    found = known.get(names)
    if found is None:
        these = [weights.get(name, 0.0) for name in names_of(names)]
        found = known[names] = (max(these, default=0.0), min(these, default=0.0), sum(these), len(these))
    return found


def _held(region: Region) -> list[str]:
    """The names of the region and of those that hold it."""
    found = []
    each: Region | None = region
    for _ in range(LEVELS):
        if each is None:
            break
        found.append(each.names)
        each = each.parent
    return found


@lru_cache(maxsize=20_000)
def names_of(names: str) -> tuple[str, ...]:
    """The words that a class and id string is made of, each with a leading dot."""
    return tuple(f".{name}" for name in _NAME.findall(_HUMP.sub("-", names[:300]).lower()))
