"""What can be seen of each piece, as one row of numbers: itself, what holds it, where it stands, its neighbours.

Nothing here knows a site: text statistics, categories of names (`tags`), cues (`cues`), and shares of the
page's prose. Shares follow Kohlschütter et al. 2010 (text and link density of a block and its neighbours)
and Readability (prose mass of the containers).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from . import cues, holding, lexicon, placing, wording
from .segment import Piece, Region
from .tags import BITS
from .wording import Page

__all__ = ["Page", "matrix", "names"]

Floats = NDArray[np.float32]

KINDS = ("paragraph", "list_item", "crosshead", "quote", "code", "table", "caption", "title")
TAGS = ("p", "li", "div", "span", "td", "dd", "section", "article", "h1", "h2", "h3", "h4", "button", "summary")
_TITLED = wording.COLUMNS.index("titled")


def names() -> list[str]:
    """The columns' names, in order."""
    return [
        *wording.COLUMNS,
        *holding.COLUMNS,
        *placing.COLUMNS,
        *lexicon.COLUMNS,
        *(f"kind:{kind}" for kind in KINDS),
        *(f"tag:{tag}" for tag in TAGS),
        *(f"own:{bit}" for bit in BITS),
        *(f"in:{bit}" for bit in BITS),
        *(f"around:{bit}" for bit in BITS),
        *(f"cue:{cue}" for cue in cues.BITS),
        *(f"opening:{cue}" for cue in cues.BITS),
        *(f"head:{cue}" for cue in cues.BITS),
        *(f"{what}{at:+d}" for at in placing.NEIGHBOURS for what in placing.NEAR),
    ]


def matrix(pieces: list[Piece], regions: list[Region], page: Page, weights: lexicon.Weights | None = None) -> Floats:
    """Shape (pieces, columns). Without `weights` the shipped lexicon speaks."""
    if not pieces:
        return np.zeros((0, len(names())), dtype=np.float32)
    seen = [wording.look(piece) for piece in pieces]
    headline = placing.headline_of(pieces, page)
    total = holding.weigh(pieces, regions, seen, headline) or 1.0
    own = wording.columns(pieces, seen, page)
    held = holding.columns(pieces, regions, seen, total)
    placed, heads = placing.columns(pieces, seen, headline, total, page)
    said = lexicon.columns(pieces, seen, lexicon.lexicon() if weights is None else weights)
    bits = [
        _expand([p.region.bits | p.inline | holding.parent_bits(p.region, total) for p in pieces], len(BITS)),
        _expand([p.region.inherited for p in pieces], len(BITS)),
        _expand([p.region.around for p in pieces], len(BITS)),
        _expand([look.cues for look in seen], len(cues.BITS)),
        _expand([look.opening for look in seen], len(cues.BITS)),
        _expand(heads, len(cues.BITS)),
    ]
    shapes = [_one_of(KINDS, [p.kind for p in pieces]), _one_of(TAGS, [p.tag for p in pieces])]
    parts = [*(np.array(rows, dtype=np.float32) for rows in (own, held, placed, said)), *shapes]
    near = placing.neighbours(pieces, seen, [row[_TITLED] for row in own])
    return np.concatenate([*parts, *bits, *near], axis=1)


def _one_of(known: tuple[str, ...], values: list[str]) -> Floats:
    """One column of 0 and 1 for each known value."""
    places = {value: at for at, value in enumerate(known)}
    found = np.array([places.get(value, len(known)) for value in values])
    columns: Floats = np.eye(len(known) + 1, len(known), dtype=np.float32)[found]
    return columns


def _expand(values: list[int], width: int) -> Floats:
    """Bit sets of at most 64 bits to columns of 0 and 1."""
    bits = np.unpackbits(np.array(values, dtype="<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    return bits[:, :width].astype(np.float32)
