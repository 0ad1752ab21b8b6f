"""HTML pages to blocks: every visible text of the page, kept as the article's or cut by a named rule.

The page's tree is cut into pieces by our own reading (`segment`), so structure and wording are exact; a
small learned judge (`features`, `forest`, `judge`) says which pieces are the article. Fragments, which come
without a page around them, are all article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sitegen.clean.fragment import is_fragment

from .cut_names import name_by_place
from .data import body_from_data
from .features import Page
from .judge import chances, fragment_verdicts, verdicts
from .linear import read_linear
from .page import read_page
from .parse import tree
from .segment import Piece, Region, Segmenter
from .title import headlines

if TYPE_CHECKING:
    from sitegen.clean.options import CleanOptions
    from sitegen.model import Block, BlockKind, Document, MarkKind

__all__ = ["read_blocks"]

LAST_LINE = 65535
"""libxml2 counts no further: from here on the line is unknown."""


def read_blocks(document: Document, options: CleanOptions) -> tuple[Block, ...]:
    """All text-bearing blocks of the page in document order, kept or cut by a named rule.

    `options.off` names rules that must not cut. Marks are offsets into a block's own text. A page that is
    too large or too deep for a tree is read without one, in one pass. Never raises on a page's content.
    """
    pieces, regions, page = _pieces(document.body)
    if is_fragment(document):
        cuts = fragment_verdicts(pieces, regions)
    else:
        pieces, cuts = _judged(pieces, regions, page)
    return tuple(_block(document, piece, cut, options) for piece, cut in zip(pieces, cuts, strict=True))


def _judged(pieces: list[Piece], regions: list[Region], page: Page) -> tuple[list[Piece], list[str]]:
    """All pieces of a page with the cut rule of each, "" for what is kept."""
    cuts = verdicts(pieces, chances(pieces, regions, page)) if pieces else []
    for at, name in headlines(pieces, cuts, page).items():
        cuts[at] = name
    name_by_place(pieces, cuts, page)
    more = body_from_data(pieces, cuts, page)
    return pieces + more, cuts + [""] * len(more)


def _pieces(source: str) -> tuple[list[Piece], list[Region], Page]:
    root = tree(source)
    if root is None:
        pieces, regions = read_linear(source)
        return pieces, regions, Page()
    segmenter = Segmenter()
    segmenter.walk(root)
    return segmenter.pieces, segmenter.regions, read_page(root)


def _block(document: Document, piece: Piece, cut: str, options: CleanOptions) -> Block:
    from sitegen.model import Block, Mark

    title = cut in ("headline", "title-element")
    if cut in options.off and not title:
        cut = ""
    kind = cast("BlockKind", "title" if title else "paragraph" if piece.kind == "title" else piece.kind)
    line = None
    if piece.line is not None and 0 < piece.line < LAST_LINE:
        line = document.body_line + (piece.line - 1) * document.line_step
    level = piece.level if kind == "list_item" else min(6, max(2, piece.level)) if kind == "crosshead" else 0
    marks = tuple(Mark(start, end, cast("MarkKind", what), href) for start, end, what, href in piece.marks)
    return Block(kind, piece.text, line, cut, marks, level, piece.region.info if kind == "list_item" else "")
