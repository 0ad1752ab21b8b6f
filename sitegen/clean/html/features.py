"""What can be seen of each piece, as one row of numbers: itself, what holds it, where it stands, its neighbours.

Nothing here knows a site or a language: text statistics, categories of names (see `tags`), and shares of
the page's prose. Shares follow Kohlschütter et al. 2010 (text and link density of a block and its
neighbours) and Readability (prose mass of the containers).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .segment import Piece, Region
from .tags import BITS

_ENDED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]\s]*$")
_ENDS = re.compile(r"[.!?…。！？؟।](?=\s|$|[\"”’»])")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")
_RIGHTS = re.compile(r"©|\(c\)|copyright|rights reserved|tous droits|alle rechte|derechos reservados", re.IGNORECASE)
KINDS = ("paragraph", "list_item", "crosshead", "quote", "code", "table", "caption", "title")
TAGS = ("p", "li", "div", "span", "td", "dd", "section", "article", "blockquote", "h1", "h2", "h3", "h4")
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
PROSE_WORDS = 10
"""From this many unlinked words on, text counts as prose: below lie labels, links, captions."""


class Page(NamedTuple):
    """What the page says of itself elsewhere: its title texts, its description, its body in JSON-LD (or "")."""

    titles: tuple[str, ...] = ()
    description: str = ""
    body: str = ""


class Seen(NamedTuple):
    """Text statistics of a piece."""

    words: int
    density: float
    prose: float
    ended: bool


def names() -> list[str]:
    """The columns' names, in order."""
    own = ["chars", "words", "density", "ended", "ends", "commas", "digits", "upper", "length", "lower", "colon",
           "rights", "bold", "italic", "linked", "links", "lines", "repeats", "title", "description", "body", "level", "heading"]  # fmt: skip
    held = ["signature", "region", "parent", "grand", "great", "density_parent", "density_grand", "inside", "outside",
            "before", "after", "place", "headline", "last", "next", "same", "siblings", "list_density", "list_words"]  # fmt: skip
    near = [
        f"{what}{at:+d}" for at in NEIGHBOURS for what in ("words", "density", "ended", "heading", "region", "list")
    ]
    return [
        *own,
        *(f"kind:{k}" for k in KINDS),
        *(f"tag:{t}" for t in TAGS),
        *(f"own:{b}" for b in BITS),
        *(f"in:{b}" for b in BITS),
        *(f"around:{b}" for b in ("article", "main", "content")),
        *held,
        *near,
    ]


def matrix(pieces: list[Piece], regions: list[Region], page: Page) -> NDArray[np.float32]:
    """Shape (pieces, columns)."""
    seen = [_look(piece) for piece in pieces]
    total = _weigh(pieces, regions, seen) or 1.0
    top = _container(regions, total)
    repeats = Counter(piece.text for piece in pieces)
    signatures: dict[str, float] = defaultdict(float)
    for piece, look in zip(pieces, seen, strict=True):
        signatures[piece.region.signature] += look.prose
    headline = _headline(pieces, page)
    titles = [set(_WORD.findall(t.lower())) for t in page.titles]
    described = _squash(page.description)
    body = _squash(page.body)
    placed = _places(pieces, seen, total, headline)
    rows = []
    for at, (piece, look) in enumerate(zip(pieces, seen, strict=True)):
        region = piece.region
        row = _own(piece, look, repeats[piece.text])
        row += [_alike(piece.text, titles), _inside(piece.text, described), _inside(piece.text, body) if body else -1.0]
        row += [piece.level, region.heading]
        row += [piece.kind == kind for kind in KINDS]
        row += [piece.tag == tag for tag in TAGS]
        own, held = (
            region.bits
            | piece.inline
            | (region.parent.bits if region.parent and region.parent.mass < total / 2 else 0),
            region.inherited,
        )
        row += _bits(own) + _bits(held)
        row += _around(region)
        row += [signatures[region.signature] / total, *_held(region, top, total), *placed[at], *_listed(region)]
        for step in NEIGHBOURS:
            row += _near(pieces, seen, at, at + step)
        rows.append(row)
    return np.array(rows, dtype=np.float32).reshape(len(pieces), -1)


def _look(piece: Piece) -> Seen:
    text = piece.text
    words = len(text.split()) + len(_WIDE.findall(text)) // 2
    density = piece.links / len(text)
    free = words * (1 - density)
    prose = free if free >= PROSE_WORDS and density < 0.5 else 0.0
    return Seen(words, density, prose, bool(_ENDED.search(text)))


def _own(piece: Piece, look: Seen, repeats: int) -> list[float]:
    text, size = piece.text, len(piece.text)
    words = max(1, look.words)
    letters = [c for c in text[:300] if c.isalpha()]
    whole = {kind for start, end, kind, _ in piece.marks if start == 0 and end >= size}
    return [
        math.log1p(size), math.log1p(look.words), look.density, look.ended, len(_ENDS.findall(text)) / words,
        text.count(",") / words, sum(map(str.isdigit, text[:300])) / min(size, 300),
        sum(map(str.isupper, letters)) / max(1, len(letters)), size / words, text[0].islower(), text.endswith(":"),
        _RIGHTS.search(text) is not None, "strong" in whole, "em" in whole, "link" in whole,
        sum(1 for mark in piece.marks if mark[2] == "link"), text.count("\n"), min(repeats, 4),
    ]  # fmt: skip


def _weigh(pieces: list[Piece], regions: list[Region], seen: list[Seen]) -> float:
    """Sums prose and links up the regions; a region with half the page's prose names the page, not its parts."""
    for piece, look in zip(pieces, seen, strict=True):
        region = piece.region
        region.mass += look.prose
        region.words += look.words
        region.links += look.words * look.density
    for region in reversed(regions):
        if region.parent is not None:
            region.parent.mass += region.mass
            region.parent.words += region.words
            region.parent.links += region.links
    total = regions[0].mass if regions else 0.0
    for region in regions:
        own = region.bits if region.mass < 0.5 * total or not total else region.bits & BITS["invisible"]
        region.inherited = own | (region.parent.inherited if region.parent else 0)
    return total


def _container(regions: list[Region], total: float) -> Region | None:
    """The deepest region with most of the page's prose."""
    best = None
    for region in regions:
        if region.mass >= 0.6 * total and (best is None or region.index > best.index):
            best = region
    return best


def _held(region: Region, top: Region | None, total: float) -> list[float]:
    parent = region.parent or region
    grand = parent.parent or parent
    great = grand.parent or grand
    inside, steps = 0.0, 0
    each: Region | None = region
    while each is not None and steps < 40:
        if each is top:
            inside = 1.0
            break
        each, steps = each.parent, steps + 1
    outside = 0.0 if inside else 1.0
    return [
        region.mass / total, parent.mass / total, grand.mass / total, great.mass / total,
        parent.links / max(1.0, parent.words), grand.links / max(1.0, grand.words),
        steps if inside else 40, outside,
    ]  # fmt: skip


def _listed(region: Region) -> list[float]:
    """The nearest list or table around: how linked, how long."""
    each: Region | None = region
    for _ in range(5):
        if each is None:
            break
        if each.tag in ("ul", "ol", "dl", "table"):
            return [each.links / max(1.0, each.words), math.log1p(each.words)]
        each = each.parent
    return [-1.0, -1.0]


def _places(pieces: list[Piece], seen: list[Seen], total: float, headline: int) -> list[list[float]]:
    """Share of prose before and after, place in the page, steps from the headline and the nearest long prose."""
    count = len(pieces)
    last = [12] * count
    following = [12] * count
    away = 12
    for at in range(count):
        last[at] = away
        away = 0 if seen[at].prose >= 25 else min(12, away + 1)
    away = 12
    for at in reversed(range(count)):
        following[at] = away
        away = 0 if seen[at].prose >= 25 else min(12, away + 1)
    run, rows = 0.0, []
    siblings = Counter(id(piece.region.parent) for piece in pieces)
    for at, piece in enumerate(pieces):
        step = max(-30, min(60, at - headline)) if headline >= 0 else -40
        same = float(at > 0 and pieces[at - 1].region.parent is piece.region.parent)
        rows.append([run / total, (total - run - seen[at].prose) / total, at / count, step, last[at], following[at], same,
                     min(30, siblings[id(piece.region.parent)])])  # fmt: skip
        run += seen[at].prose
    return rows


def _near(pieces: list[Piece], seen: list[Seen], here: int, at: int) -> list[float]:
    if not 0 <= at < len(pieces):
        return [-1.0, -1.0, -1.0, -1.0, -1.0, -1.0]
    piece, look = pieces[at], seen[at]
    return [math.log1p(look.words), look.density, look.ended, piece.kind == "crosshead",
            piece.region.parent is pieces[here].region.parent, piece.kind == "list_item"]  # fmt: skip


def _headline(pieces: list[Piece], page: Page) -> int:
    """Where the headline stands: the first h1 that the page's titles confirm, else the first h1, else -1."""
    titles = [set(_WORD.findall(t.lower())) for t in page.titles]
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "crosshead" and piece.level == 1]
    sure = [at for at, piece in enumerate(pieces) if piece.kind == "crosshead" and _alike(piece.text, titles) > 0.6]
    return (sure or heads or [-1])[0]


def _alike(text: str, titles: list[set[str]]) -> float:
    """Share of common words with the nearest title (Jaccard)."""
    if len(text) > 300 or not titles:
        return 0.0
    words = set(_WORD.findall(text.lower()))
    return max((len(words & title) / len(words | title) for title in titles if words or title), default=0.0)


def _squash(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _inside(text: str, squashed: str) -> float:
    if not squashed or len(text) < 15:
        return 0.0
    plain = _squash(text[:200])
    return float(bool(plain) and (plain in squashed or (len(squashed) > 40 and squashed[:60] in plain)))


def _around(region: Region) -> list[float]:
    found = 0
    each: Region | None = region
    while each is not None:
        found |= each.bits
        each = each.parent
    return [float(bool(found & BITS[name])) for name in ("article", "main", "content")]


_ALL = tuple(BITS.values())


def _bits(value: int) -> list[bool]:
    return [bool(value & bit) for bit in _ALL]
