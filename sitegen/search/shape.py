"""What all parts of one index agree on: sizes, weights, the ranking's constants."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import msgspec

from ..model import Card

VERSION = 1
"""Of the format; the browser and the Python reader refuse any other."""
SEGMENTED = 2
"""The version of an index in segments, whose manifest a reader of VERSION alone does not understand."""
RARITY_STEP = 16
"""In an index of segments the rarity of a term (`evaluate.rarity`) is given with its postings, in steps of so many."""

K1, B = 1.9, 0.4
LEVELS = 31
"""Impacts are quantised to 1…LEVELS; 0 is a posting without weight (a filter's value)."""

UNIT = 4
"""Weights of words are in quarters: a plain word of the body counts UNIT."""
TITLE, CROSSHEAD, NAME = 8, 6, 1
"""Weight of a word in the title, in a crosshead; what being in a name adds."""

BODY_START = 64
"""Title words have positions below it (the first 62 of them), body words from it on."""

COMMON_SHARE, COMMON_LEAST = 0.75, 50
"""Stems in this share of the articles, and at least so many, do not rank: they are everywhere."""

BIG = 16_384
"""A term with this many postings (or positions) has files of its own, cut at this many."""
SHARD = 12_000
"""Bytes that a shard is meant to have, as far as the number of words tells: what a rare word costs."""
RECORDS = 32
"""Result records in one file."""


TITLE_MARK = "\x02"
"""Before a stem: its postings in titles."""
VALUE_MARK = "\x01"
"""Before `field:value`: the articles a filter lets through."""


class Shape(msgspec.Struct, frozen=True):
    """Of an archive, or of a segment of one. `length` is the average article's of the archive, in words, rounded to
    steps of a quarter octave so that it seldom moves. There are 2**`parts` partitions, alike in all segments,
    2**`near` posting and 2**`far` position shards."""

    articles: int
    dated: int
    length: float
    language: str
    parts: int
    near: int
    far: int
    show: str


def measure(cards: Sequence[Card], show: str) -> Shape:
    """The shape of an archive whose articles are given, in their order."""
    words = _words(cards, show)
    languages = Counter(card.language for card in cards if card.language)
    parts = _parts(len(cards))
    return Shape(
        articles=len(cards),
        dated=_dated(cards),
        length=2 ** (round(math.log2(max(words / max(1, len(cards)), 1)) * 4) / 4),
        language=min(languages, key=lambda name: (-languages[name], name), default="en"),
        parts=parts,
        near=max(parts, _bits(words * 0.55 / SHARD)),
        far=max(parts, _bits(words * 1.1 / SHARD)),
        show=show,
    )


def measure_segment(cards: Sequence[Card], whole: Shape) -> Shape:
    """The shape of a segment with some of an archive's articles."""
    words = _words(cards, whole.show)
    near, far = (max(whole.parts, _bits(words * share / SHARD)) for share in (0.55, 1.1))
    return msgspec.structs.replace(whole, articles=len(cards), dated=_dated(cards), near=near, far=far)


def _words(cards: Sequence[Card], show: str) -> int:
    words = sum(min(card.words, 60) if show == "excerpt" else card.words for card in cards) * (show != "metadata")
    return words + 8 * len(cards)


def _dated(cards: Sequence[Card]) -> int:
    return sum(1 for card in cards if card.published)


def _parts(articles: int) -> int:
    """So many that one, with some 5,000 articles' worth, is quickly merged in little memory."""
    return 0 if articles < 3000 else 2 if articles < 30_000 else max(4, math.ceil(math.log2(articles / 7_000)))


def _bits(shards: float) -> int:
    return max(0, round(math.log2(max(shards, 1))))


def rarity(articles: int, having: int) -> int:
    """BM25's inverse document frequency, in 64ths, rounded half up: whole, so that all readers agree."""
    return math.floor(64 * math.log(1 + (articles - having + 0.5) / (having + 0.5)) + 0.5)
