"""HTML pages to blocks: every visible text of the page, kept as the article's or cut by a named rule.

The page's tree is cut into pieces by our own reading (`segment`), so structure and wording are exact; a
small learned judge (`features`, `forest`, `judge`) says which pieces are the article. Fragments, which come
without a page around them, are all article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from sitegen.clean.fragment import is_fragment

from .cut_names import name_by_place
from .data import body_from_data
from .features import Page
from .judge import chances, fragment_verdicts, verdicts
from .linear import read_linear
from .page import read_page
from .parse import tree, without_data
from .segment import MOST_PIECES, Piece, Region, Segmenter
from .title import headlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.clean.options import CleanOptions
    from sitegen.model import Block, BlockKind, Document, MarkKind

__all__ = ["read_blocks", "read_html"]

LAST_LINE = 65535
"""libxml2 counts no further: from here on the line is unknown."""


class Reading(NamedTuple):
    """All text-bearing blocks of a page in document order, kept or cut by a named rule, and what went wrong:
    (rule, reason, hint) each."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[str, str, str], ...] = ()


def read_blocks(document: Document, options: CleanOptions) -> tuple[Block, ...]:
    """The blocks of `read_html` alone."""
    return read_html(document, options).blocks


def read_html(document: Document, options: CleanOptions) -> Reading:
    """Reads a page or a fragment of one.

    `options.off` names rules that must not cut. Marks are offsets into a block's own text. A page that is
    too large or too deep for a tree is read without one, in one pass; what comes after the first twenty
    thousand pieces is one block. Never raises on a page's content.
    """
    read = pieces_of(document.body)
    pieces, whole = read.pieces, is_fragment(document)
    if whole:
        cuts = fragment_verdicts(pieces, read.regions)
    else:
        pieces, cuts = _judged(pieces, read.regions, read.page)
    if read.rest:
        pieces = [*pieces, Piece("paragraph", read.rest, Region("body", None, "", None))]
        cuts = [*cuts, "" if whole else "beyond-limit"]
    blocks = tuple(_block(document, piece, cut, options) for piece, cut in zip(pieces, cuts, strict=True))
    return Reading(blocks, tuple(_notes(read)))


class Pieces(NamedTuple):
    pieces: list[Piece]
    regions: list[Region]
    rest: str
    page: Page
    has_tree: bool


def pieces_of(source: str) -> Pieces:
    """The pieces of a page or a fragment before any judgement."""
    source = without_data(source)
    root = tree(source)
    if root is None:
        return Pieces(*read_linear(source), Page(), not source.strip())
    page, segmenter = read_page(root), Segmenter()
    segmenter.walk(root)
    return Pieces(segmenter.pieces, segmenter.regions, segmenter.rest, page, True)


def _notes(read: Pieces) -> Iterator[tuple[str, str, str]]:
    if not read.has_tree:
        reason = "too large, too deep or too crowded a page for a tree: its text was read without its structure"
        yield "no-tree", reason, "look at the text; save the page again, or leave it out by `ignore`"
    if read.rest:
        reason = f"more than {MOST_PIECES:,} pieces of text: the rest of the page was not looked at"
        yield "too-many-pieces", reason, "is it one article? Split the page, or leave it out by `ignore`"


def _judged(pieces: list[Piece], regions: list[Region], page: Page) -> tuple[list[Piece], list[str]]:
    """All pieces of a page with the cut rule of each, "" for what is kept."""
    cuts = verdicts(pieces, chances(pieces, regions, page)) if pieces else []
    for at, name in headlines(pieces, cuts, page).items():
        cuts[at] = name
    name_by_place(pieces, cuts, page)
    more = body_from_data(pieces, cuts, page)
    return pieces + more, cuts + [""] * len(more)


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
