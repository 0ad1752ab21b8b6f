"""Which pieces are the article: a probability each, then a verdict with the name of its rule."""

from __future__ import annotations

from .features import Page, matrix
from .forest import forest
from .segment import Piece, Region
from .tags import BITS

KEPT_FROM = 0.5

NAMED_CUTS = (
    ("hidden", ("invisible", "noscript")),
    ("comments", ("comment",)),
    ("newsletter", ("newsletter",)),
    ("share-bar", ("share",)),
    ("navigation", ("nav", "toc")),
    ("advert", ("advert",)),
    ("overlay", ("overlay",)),
    ("related-links", ("related",)),
    ("footer", ("footer",)),
    ("control", ("control", "form", "button")),
    ("tags", ("tags",)),
    ("byline", ("byline",)),
    ("date", ("date",)),
    ("sidebar", ("aside",)),
    ("page-header", ("header", "head")),
)
"""What a cut is called: the first row whose category a piece or what holds it names. `caption` goes by kind."""


def probabilities(pieces: list[Piece], regions: list[Region], page: Page) -> list[float]:
    return [float(p) for p in forest("judge").probability(matrix(pieces, regions, page))]


def verdict(piece: Piece, probability: float) -> str:
    """The cut rule's name, or "" where the piece is the article's text."""
    return "" if probability >= KEPT_FROM else name_of_cut(piece)


def name_of_cut(piece: Piece) -> str:
    near = piece.region.bits | piece.inline
    if piece.kind == "caption" or near & BITS["caption"]:
        return "caption"
    for found in (near, piece.region.inherited):
        for name, categories in NAMED_CUTS:
            if any(found & BITS[category] for category in categories):
                return name
    return "boilerplate" if piece.links < len(piece.text) / 2 else "related-links"
