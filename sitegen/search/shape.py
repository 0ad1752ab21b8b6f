"""What all parts of one index agree on: sizes, weights, the ranking's constants."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import msgspec

from ..model import Card

VERSION = 3
"""Of the format; the browser and the Python reader refuse any other."""
SEGMENTED = 4
"""The version of an index in segments, whose manifest is another. 1 and 2 had shards of one size for all archives."""
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
NEAR_BYTES, FAR_BYTES = 0.8, 1.6
"""Packed bytes of postings and of positions that a word of text makes: English news, within a tenth."""
NEAR_WORDS, FAR_WORDS = 2, 1
"""Words of a usual query whose shards are fetched: one of a phrase's is often a big term."""
SMALLEST = 4000
"""Packed bytes of a shard, at the least."""
LARGE = 20_000
"""Articles from which a file has twice as many result records: few are fetched with each that is wanted, but all have a
digest in the table that every visitor fetches."""


TITLE_MARK = "\x02"
"""Before a stem: its postings in titles."""
VALUE_MARK = "\x01"
"""Before `field:value`: the articles a filter lets through."""


class Shape(msgspec.Struct, frozen=True):
    """Of an archive, or of a segment of one. `length` is the average article's of the archive, in words, rounded to
    steps of a quarter octave so that it seldom moves. There are 2**`parts` partitions, alike in all segments,
    2**`near` posting and 2**`far` position shards; a file has `records` articles' records."""

    articles: int
    dated: int
    length: float
    language: str
    parts: int
    near: int
    far: int
    records: int
    show: str


def measure(cards: Sequence[Card], show: str) -> Shape:
    """The shape of an archive whose articles are given, in their order."""
    words = _words(cards, show)
    languages = Counter(card.language for card in cards if card.language)
    parts = _parts(len(cards))
    near, far = _shards(words, parts)
    return Shape(
        articles=len(cards),
        dated=_dated(cards),
        length=2 ** (round(math.log2(max(words / max(1, len(cards)), 1)) * 4) / 4),
        language=min(languages, key=lambda name: (-languages[name], name), default="en"),
        parts=parts,
        near=near,
        far=far,
        records=32 if len(cards) >= LARGE else 16,
        show=show,
    )


def measure_segment(cards: Sequence[Card], whole: Shape) -> Shape:
    """The shape of a segment with some of an archive's articles."""
    words = _words(cards, whole.show)
    near, far = _shards(words, whole.parts)
    return msgspec.structs.replace(whole, articles=len(cards), dated=_dated(cards), near=near, far=far)


def _words(cards: Sequence[Card], show: str) -> int:
    words = sum(min(card.words, 60) if show == "excerpt" else card.words for card in cards) * (show != "metadata")
    return words + 8 * len(cards)


def _dated(cards: Sequence[Card]) -> int:
    return sum(1 for card in cards if card.published)


def _parts(articles: int) -> int:
    """So many that one, with some 5,000 articles' worth, is quickly merged in little memory."""
    return 0 if articles < 3000 else 2 if articles < 30_000 else max(4, math.ceil(math.log2(articles / 7_000)))


def _shards(words: int, parts: int) -> tuple[int, int]:
    """Bits of posting and of position shards: at least one shard a partition."""
    return max(parts, _bits(words * NEAR_BYTES, NEAR_WORDS)), max(parts, _bits(words * FAR_BYTES, FAR_WORDS))


def _bits(size: float, asked: int) -> int:
    """Of the number of shards that so many packed bytes are cut into. With `asked` words in a query the digests of all
    shards, 4 bytes each, and the shards of its words are least together when these have sqrt(4 size / asked) bytes.
    Below SMALLEST what each has of its own, codes and names, is too much of it."""
    return max(0, round(math.log2(max(size, 1) / max(SMALLEST, math.sqrt(4 * size / asked)))))


def rarity(articles: int, having: int) -> int:
    """BM25's inverse document frequency, in 64ths, rounded half up: whole, so that all readers agree."""
    return math.floor(64 * math.log(1 + (articles - having + 0.5) / (having + 0.5)) + 0.5)
