"""Which pieces are the article: a chance each in two looks, then a verdict with the name of its rule."""

from __future__ import annotations

import re

import numpy as np

from .context import context
from .cut_names import name_of_cut
from .features import Page, matrix, names
from .forest import Floats, forest
from .segment import Piece, Region
from .tags import BITS

KEPT_FROM = 0.5

FEWEST_WORDS = 30
RESCUED = 0.5
LEAST = 0.08
"""A page that would keep fewer words is judged by its own best piece: what has half its chance stays."""

LONG_REPEAT = 25
"""Words from which a paragraph that was there already is a copy (layouts for phones), not a refrain."""
LONG_WHOLE = 60
"""Words from which a block that shorter blocks say altogether is the text once more (hidden data)."""
LONGEST_COPY = 200_000
MOST_PIECES = 20_000
"""Pieces that are judged: the largest pages met have some 5,000. What comes after is cut."""
COPIED = 0.75
GRAM = 4
_WORD = re.compile(r"\w+")
_PROSE = names().index("prose")


def chances(pieces: list[Piece], regions: list[Region], page: Page) -> list[float]:
    """How probably each piece is text of the article, from 0 to 1."""
    if len(pieces) > MOST_PIECES:
        return [*chances(pieces[:MOST_PIECES], regions, page), *[0.0] * (len(pieces) - MOST_PIECES)]
    rows = matrix(pieces, regions, page)
    first = forest("judge").probability(rows)
    second = forest("judge2").probability(np.concatenate([rows, surroundings(pieces, rows, first)], axis=1))
    return [float(chance) for chance in second]


def surroundings(pieces: list[Piece], rows: Floats, first: Floats) -> Floats:
    """The columns of the second look, from the first one's chances."""
    holders = np.array([p.region.parent.index if p.region.parent else -1 for p in pieces], dtype=np.int64)
    numbers: dict[str, int] = {}
    signatures = np.array([numbers.setdefault(p.region.signature, len(numbers)) for p in pieces], dtype=np.int64)
    heads, head = np.full(len(pieces), -1, dtype=np.int64), -1
    for at, piece in enumerate(pieces):
        head = at if piece.kind == "crosshead" else head
        heads[at] = head
    return context(first, holders, signatures, rows[:, _PROSE], heads)


def verdicts(pieces: list[Piece], found: list[float]) -> list[str]:
    """The cut rule of each piece, "" for the article's text."""
    limit = KEPT_FROM
    if sum(len(p.text.split()) for p, chance in zip(pieces, found, strict=True) if chance >= limit) < FEWEST_WORDS:
        limit = min(limit, max(LEAST, RESCUED * max(found, default=1.0)))
    cuts = ["" if chance >= limit else name_of_cut(piece) for piece, chance in zip(pieces, found, strict=True)]
    for at in _copies(pieces, [at for at, cut in enumerate(cuts) if not cut]):
        cuts[at] = "duplicate"
    return cuts


def fragment_verdicts(pieces: list[Piece], regions: list[Region]) -> list[str]:
    """The cut rules where all is article: only what the markup hides, and the title of a head, go."""
    hidden: set[int] = set()
    for region in regions:
        if region.bits & BITS["invisible"] or (region.parent and region.parent.index in hidden):
            hidden.add(region.index)
    return ["hidden" if p.region.index in hidden else "title-element" if p.kind == "title" else "" for p in pieces]


def _copies(pieces: list[Piece], kept: list[int]) -> list[int]:
    """Kept pieces that say again what others say: a repeated paragraph, or a block that holds the whole text."""
    words = {at: _WORD.findall(pieces[at].text[:LONGEST_COPY].lower()) for at in kept}
    holders: dict[tuple[str, ...], int] = {}
    for at in kept:
        for gram in _grams(words[at]):
            holders[gram] = min(holders.get(gram, len(words[at])), len(words[at]))
    gone, seen = [], set()
    for at in kept:
        size, text = len(words[at]), " ".join(words[at])
        again = size >= LONG_REPEAT and pieces[at].kind != "list_item" and text in seen
        seen.add(text)
        mine = _grams(words[at]) if size >= LONG_WHOLE else []
        if again or (mine and sum(holders[gram] < 0.6 * size for gram in mine) >= COPIED * len(mine)):
            gone.append(at)
    return gone


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]
