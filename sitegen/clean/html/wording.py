"""What a piece's own text shows: counts over its words, marks, cues, likeness to the page's titles."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import NamedTuple

from . import cues
from .segment import Piece

_ENDED = re.compile(r"[.!?…。！？؟।:][\"'”’»)\]\s]*$")
_ENDS = re.compile(r"[.!?…。！？؟।](?=\s|$|[\"”’»])")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")
_UPPER = re.compile(r"[A-Z]")
_DIGIT = re.compile(r"\d")
_PRICE = re.compile(r"[$€£¥₹]\s?\d|\d\s?[€£¥₹]")
_PLACE = re.compile(r"https?:|www\.|\.com\b|#\w")
_CUT_OFF = ("...", "…", "[…]", "[...]", "»", "›", "→", "&raquo;")
PROSE_WORDS = 10
"""From this many unlinked words on, text counts as prose: below lie labels, links, captions."""
SAMPLE = 20_000
"""Characters of a piece that are looked at."""
FIRST_WORDS = 40
SHORT_WORD = 3
QUOTES, LEADERS = "\"'“”‘’«»„", "-–—•*·|>»›→▶►✓+"

COLUMNS = ("chars", "words", "density", "prose", "ended", "ends", "commas", "digits", "upper", "length", "lower", "colon", "mail", "bold",
           "italic", "linked", "links", "lines", "repeats", "titled", "short", "quote", "leader", "number", "cut_off", "asks", "bars",
           "price", "address", "rights", "title", "description", "body", "level", "heading", "depth", "images")  # fmt: skip


class Page(NamedTuple):
    """What the page says of itself elsewhere: its title texts, its description, its body in JSON-LD (or "")
    and the line of that, and whether it calls itself an article."""

    titles: tuple[str, ...] = ()
    description: str = ""
    body: str = ""
    body_line: int | None = None
    article: bool = False


class Seen(NamedTuple):
    """Text statistics of a piece. `prose` is its unlinked words, 0 where they are too few or mostly links;
    `first` are its first words in lower case; `cues` and `opening` are bit sets: kinds of cue among its first words, and right at its start."""

    words: int
    density: float
    prose: float
    ended: bool
    first: list[str]
    cues: int
    opening: int


def look(piece: Piece) -> Seen:
    text = piece.text
    words = text.count(" ") + text.count("\n") + text.count("\t") + 1
    if words < len(text) / 12:
        words += len(_WIDE.findall(text, 0, SAMPLE)) // 2
    density = piece.links / len(text)
    free = words * (1 - density)
    prose = free if free >= PROSE_WORDS and density < 0.5 else 0.0
    first = cues.first_words(text)
    return Seen(words, density, prose, _ENDED.search(text[-6:]) is not None, first, *cues.cues_of(first))


def columns(pieces: list[Piece], seen: list[Seen], page: Page) -> list[list[float]]:
    repeats = Counter(piece.text for piece in pieces)
    titles = [words_of(title) for title in page.titles]
    described, body = _squash(page.description), _squash(page.body)
    rows = []
    for piece, of in zip(pieces, seen, strict=True):
        row = _own(piece, of, repeats[piece.text])
        row += [
            alike(piece.text, of.first, titles),
            _inside(piece.text, described),
            _inside(piece.text, body) if body else -1.0,
        ]
        row += [piece.level, piece.region.heading, piece.region.depth, min(piece.images, 5)]
        rows.append(row)
    return rows


def _own(piece: Piece, of: Seen, repeats: int) -> list[float]:
    text, size = piece.text, len(piece.text)
    words, start = max(1, of.words), text[:200]
    whole = {kind for begin, end, kind, _ in piece.marks if begin == 0 and end >= size} if piece.marks else ()
    first = start.split()[:FIRST_WORDS]
    many, digits = len(first) or 1, len(_DIGIT.findall(start))
    return [
        math.log1p(size), math.log1p(of.words), of.density, math.log1p(of.prose), of.ended,
        len(_ENDS.findall(text, 0, SAMPLE)) / words, text.count(",", 0, SAMPLE) / words,
        digits / min(size, 200), (len(_UPPER.findall(start)) if start.isascii() else sum(map(str.isupper, start))) / min(size, 200),
        size / words, text[0].islower(), text.endswith(":"), "@" in text, "strong" in whole, "em" in whole, "link" in whole,
        [mark[2] for mark in piece.marks].count("link"), text.count("\n"), min(repeats, 4),
        [word[0].isupper() for word in first].count(True) / many, [len(word) <= SHORT_WORD for word in first].count(True) / many,
        text[0] in QUOTES, text[0] in LEADERS, text[0].isdigit(), text.endswith(_CUT_OFF), text.endswith("?"),
        start.count("|") + start.count("·") + start.count("•"), digits > 0 and _PRICE.search(start) is not None,
        _PLACE.search(start) is not None, "©" in start,
    ]  # fmt: skip


def alike(text: str, first: list[str], titles: list[set[str]]) -> float:
    """Share of common words with the nearest title (Jaccard)."""
    if len(text) > 300 or not titles:
        return 0.0
    words = set(first)
    return max([len(words & title) / len(words | title) for title in titles if words or title], default=0.0)


def words_of(title: str) -> set[str]:
    return set(cues.first_words(title))


def _squash(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _inside(text: str, squashed: str) -> float:
    if not squashed or len(text) < 15:
        return 0.0
    plain = _squash(text[:120])
    return float(bool(plain) and (plain in squashed or (len(squashed) > 40 and squashed[:60] in plain)))
