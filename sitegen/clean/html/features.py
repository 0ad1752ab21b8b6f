"""What can be seen of each piece, as one row of numbers: itself, what holds it, where it stands, its neighbours.

Nothing here knows a site: text statistics, categories of names (`tags`), cues (`cues`), and shares of the
page's prose. Shares follow Kohlschütter et al. 2010 (text and link density of a block and its neighbours)
and Readability (prose mass of the containers).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import cues
from .segment import Piece, Region
from .tags import BITS

Floats = NDArray[np.float32]

_ENDED = re.compile(r"[.!?…。！？؟।:][\"'”’»)\]\s]*$")
_ENDS = re.compile(r"[.!?…。！？؟।](?=\s|$|[\"”’»])")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")
KINDS = ("paragraph", "list_item", "crosshead", "quote", "code", "table", "caption", "title")
TAGS = ("p", "li", "div", "span", "td", "dd", "section", "article", "h1", "h2", "h3", "h4", "button", "summary")
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
PROSE_WORDS = 10
"""From this many unlinked words on, text counts as prose: below lie labels, links, captions."""
LONG_PROSE = 25
SAMPLE = 20_000
"""Characters of a piece that are looked at."""
ASIDES = ("aside", "footer", "nav", "form")
FAR = 12
CLOSING = ("related", "comments", "share", "newsletter", "promo", "author", "legal", "tags")
"""Cues of a heading below which the article seldom goes on."""

OWN = ("chars", "words", "density", "prose", "ended", "ends", "commas", "digits", "upper", "length", "lower", "colon", "mail", "bold",
       "italic", "linked", "links", "lines", "repeats", "title", "description", "body", "level", "heading", "depth")  # fmt: skip
HELD = ("signature", "region", "parent", "grand", "great", "density_parent", "density_grand", "steps", "outside", "list_density",
        "list_words", "like_own", "like_parent", "like_grand", "like_great")  # fmt: skip
PLACED = (
    "before",
    "after",
    "place",
    "headline",
    "last",
    "next",
    "same",
    "siblings",
    "below",
    "below_level",
    "closing",
    "since",
)
NEAR = ("words", "density", "ended", "heading", "list", "closing", "parent")


class Page(NamedTuple):
    """What the page says of itself elsewhere: its title texts, its description, its body in JSON-LD (or "")
    and the line of that."""

    titles: tuple[str, ...] = ()
    description: str = ""
    body: str = ""
    body_line: int | None = None


class Seen(NamedTuple):
    """Text statistics of a piece. `prose` is its unlinked words, 0 where they are too few or mostly links."""

    words: int
    density: float
    prose: float
    ended: bool
    cues: int


def names() -> list[str]:
    """The columns' names, in order."""
    return [
        *OWN,
        *HELD,
        *PLACED,
        *(f"kind:{kind}" for kind in KINDS),
        *(f"tag:{tag}" for tag in TAGS),
        *(f"own:{bit}" for bit in BITS),
        *(f"in:{bit}" for bit in BITS),
        *(f"around:{bit}" for bit in BITS),
        *(f"cue:{cue}" for cue in cues.BITS),
        *(f"head:{cue}" for cue in cues.BITS),
        *(f"{what}{at:+d}" for at in NEIGHBOURS for what in NEAR),
    ]


def matrix(pieces: list[Piece], regions: list[Region], page: Page) -> Floats:
    """Shape (pieces, columns)."""
    if not pieces:
        return np.zeros((0, len(names())), dtype=np.float32)
    seen = [_look(piece) for piece in pieces]
    headline = _headline(pieces, page)
    total = _weigh(pieces, regions, seen, headline) or 1.0
    own = _own_columns(pieces, seen, page)
    held = _held_columns(pieces, regions, seen, total)
    placed, heads = _placed_columns(pieces, seen, headline, total)
    bits = [
        _expand([p.region.bits | p.inline | _parent_bits(p.region, total) for p in pieces], len(BITS)),
        _expand([p.region.inherited for p in pieces], len(BITS)),
        _expand([p.region.around for p in pieces], len(BITS)),
        _expand([look.cues for look in seen], len(cues.BITS)),
        _expand(heads, len(cues.BITS)),
    ]
    shapes = [[p.kind == kind for kind in KINDS] + [p.tag == tag for tag in TAGS] for p in pieces]
    parts = [np.array(rows, dtype=np.float32) for rows in (own, held, placed, shapes)]
    return np.concatenate([*parts, *bits, *_neighbours(pieces, seen)], axis=1)


# ------------------------------------------------------------------------------------ the piece itself


def _look(piece: Piece) -> Seen:
    text = piece.text
    words = text.count(" ") + text.count("\n") + text.count("\t") + 1
    if words < len(text) / 12:
        words += len(_WIDE.findall(text, 0, SAMPLE)) // 2
    density = piece.links / len(text)
    free = words * (1 - density)
    prose = free if free >= PROSE_WORDS and density < 0.5 else 0.0
    return Seen(words, density, prose, _ENDED.search(text[-6:]) is not None, cues.cues_of(text))


def _own_columns(pieces: list[Piece], seen: list[Seen], page: Page) -> list[list[float]]:
    repeats = Counter(piece.text for piece in pieces)
    titles = [set(_WORD.findall(title.lower())) for title in page.titles]
    described, body = _squash(page.description), _squash(page.body)
    rows = []
    for piece, look in zip(pieces, seen, strict=True):
        row = _own(piece, look, repeats[piece.text])
        row += [_alike(piece.text, titles), _inside(piece.text, described), _inside(piece.text, body) if body else -1.0]
        row += [piece.level, piece.region.heading, piece.region.depth]
        rows.append(row)
    return rows


def _own(piece: Piece, look: Seen, repeats: int) -> list[float]:
    text, size = piece.text, len(piece.text)
    words, start = max(1, look.words), text[:200]
    whole = {kind for begin, end, kind, _ in piece.marks if begin == 0 and end >= size}
    return [
        math.log1p(size), math.log1p(look.words), look.density, math.log1p(look.prose), look.ended,
        len(_ENDS.findall(text, 0, SAMPLE)) / words, text.count(",", 0, SAMPLE) / words,
        sum(map(str.isdigit, start)) / min(size, 200), sum(map(str.isupper, start)) / min(size, 200),
        size / words, text[0].islower(), text.endswith(":"), "@" in text, "strong" in whole, "em" in whole, "link" in whole,
        sum(1 for mark in piece.marks if mark[2] == "link"), text.count("\n"), min(repeats, 4),
    ]  # fmt: skip


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
    plain = _squash(text[:120])
    return float(bool(plain) and (plain in squashed or (len(squashed) > 40 and squashed[:60] in plain)))


# ------------------------------------------------------------------------------------ what holds it


def _weigh(pieces: list[Piece], regions: list[Region], seen: list[Seen], headline: int) -> float:
    """Sums prose and links up the regions. A region with the headline and half the page's prose is the page:
    its names say nothing about its parts, so they are not handed down."""
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
    holding: set[int] = set()
    each = pieces[headline].region if headline >= 0 else None
    while each is not None:
        holding.add(each.index)
        each = each.parent
    for region in regions:
        whole = (
            total
            and region.mass >= 0.5 * total
            and (not holding or region.index in holding or region.tag not in ASIDES)
        )
        parent = region.parent
        region.inherited = (region.bits & BITS["invisible"] if whole else region.bits) | (
            parent.inherited if parent else 0
        )
        region.around = region.bits | (parent.around if parent else 0)
        region.depth = (parent.depth if parent else 0) + 1
    return total


def _parent_bits(region: Region, total: float) -> int:
    return region.parent.bits if region.parent and region.parent.mass < total / 2 else 0


def _container(regions: list[Region], total: float) -> Region | None:
    """The deepest region with most of the page's prose."""
    return next((region for region in reversed(regions) if region.mass >= 0.6 * total), None)


def _held_columns(pieces: list[Piece], regions: list[Region], seen: list[Seen], total: float) -> list[list[float]]:
    top = _container(regions, total)
    alike = Counter(region.signature for region in regions)
    signatures: dict[str, float] = defaultdict(float)
    for piece, look in zip(pieces, seen, strict=True):
        signatures[piece.region.signature] += look.prose
    known: dict[int, list[float]] = {}
    rows = []
    for piece in pieces:
        region = piece.region
        if region.index not in known:
            known[region.index] = [
                signatures[region.signature] / total,
                *_held(region, top, total),
                *_listed(region),
                *_like(region, alike),
            ]
        rows.append(known[region.index])
    return rows


def _held(region: Region, top: Region | None, total: float) -> list[float]:
    parent = region.parent or region
    grand = parent.parent or parent
    great = grand.parent or grand
    steps, each = 0, region
    while each is not top and each.parent is not None and steps < 40:
        each, steps = each.parent, steps + 1
    inside = each is top
    return [
        region.mass / total, parent.mass / total, grand.mass / total, great.mass / total,
        parent.links / max(1.0, parent.words), grand.links / max(1.0, grand.words), steps if inside else 40, not inside,
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


def _like(region: Region, alike: Counter[str]) -> list[float]:
    """How often the page repeats the structure: cards and comments come by the dozen."""
    row = []
    each: Region | None = region
    for _ in range(4):
        row.append(math.log1p(alike[each.signature]) if each else 0.0)
        each = each.parent if each else None
    return row


# ------------------------------------------------------------------------------------ where it stands


def _placed_columns(
    pieces: list[Piece], seen: list[Seen], headline: int, total: float
) -> tuple[list[list[float]], list[int]]:
    """The PLACED columns, and for each piece the cues of the heading it stands under."""
    count = len(pieces)
    last, following = _distances(seen), _distances(seen[::-1])[::-1]
    siblings = Counter(id(piece.region.parent) for piece in pieces)
    closing = sum(cues.BITS[name] for name in CLOSING)
    run, head, level, below, closed, since = 0.0, 0, 0.0, FAR * 3, 0, FAR * 3
    rows, heads = [], []
    for at, (piece, look) in enumerate(zip(pieces, seen, strict=True)):
        step = max(-30, min(60, at - headline)) if headline >= 0 else -40
        same = at > 0 and pieces[at - 1].region.parent is piece.region.parent
        rows.append([run / total, (total - run - look.prose) / total, at / count, step, last[at], following[at], same,
                     min(30, siblings[id(piece.region.parent)]), min(below, FAR * 3), level, closed, min(since, FAR * 3)])  # fmt: skip
        heads.append(head)
        run, below, since = run + look.prose, below + 1, since + 1
        if piece.kind == "crosshead":
            head, level, below = look.cues, float(piece.level), 0
        if run and look.words <= 8 and look.cues & closing:
            closed, since = closed + 1, 0
    return rows, heads


def _distances(seen: list[Seen]) -> list[int]:
    """Steps since the last long prose before each."""
    away, found = FAR, []
    for look in seen:
        found.append(away)
        away = 0 if look.prose >= LONG_PROSE else min(FAR, away + 1)
    return found


def _headline(pieces: list[Piece], page: Page) -> int:
    """Where the headline stands: the first heading that the page's titles confirm, else the first h1, else -1."""
    titles = [set(_WORD.findall(title.lower())) for title in page.titles]
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "crosshead"]
    sure = (at for at in heads if _alike(pieces[at].text, titles) > 0.6)
    tops = (at for at in heads if pieces[at].level == 1)
    return next(sure, next(tops, -1))


def _neighbours(pieces: list[Piece], seen: list[Seen]) -> list[Floats]:
    closing = sum(cues.BITS[name] for name in CLOSING)
    base = np.array(
        [[math.log1p(look.words), look.density, look.ended, piece.kind == "crosshead", piece.kind == "list_item",
          bool(look.cues & closing)] for piece, look in zip(pieces, seen, strict=True)],
        dtype=np.float32,
    )  # fmt: skip
    holders = np.array([piece.region.parent.index if piece.region.parent else -1 for piece in pieces])
    found = []
    for step in NEIGHBOURS:
        same = np.concatenate([base, np.zeros((len(pieces), 1), dtype=np.float32)], axis=1)
        shifted = np.full_like(same, -1.0)
        here, there = (
            slice(max(0, -step), len(pieces) - max(0, step)),
            slice(max(0, step), len(pieces) - max(0, -step)),
        )
        if here.stop > here.start:
            shifted[here] = same[there]
            shifted[here, -1] = holders[here] == holders[there]
        found.append(shifted)
    return found


def _expand(values: list[int], width: int) -> Floats:
    """Bit sets to columns of 0 and 1."""
    array = np.array(values, dtype=np.int64)
    return ((array[:, None] >> np.arange(width)) & 1).astype(np.float32)
