"""The body from the page's JSON-LD, for pages that show it only when their scripts run."""

from __future__ import annotations

import html
import re

from .features import Page
from .parse import tree
from .segment import Piece, Region, Segmenter

FEWEST_WORDS = 120
TIMES = 3
"""The data's body is taken only where it is this much longer than what the page shows: shorter differences
are abridged data or our own cuts (as a first source articleBody misses a fifth of the text, measured)."""

_TAG = re.compile(r"</?(?:p|br|div|h\d|ul|li)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def body_from_data(pieces: list[Piece], cuts: list[str], page: Page) -> list[Piece]:
    """Pieces to add behind the page's own, mostly none; what of it the page shows already is cut in `cuts`."""
    kept = [at for at, cut in enumerate(cuts) if not cut]
    shown = sum(len(pieces[at].text.split()) for at in kept)
    words = len(page.body.split())
    if words < FEWEST_WORDS or words < TIMES * shown:
        return []
    whole = _squash(page.body)
    for at in kept:
        if _squash(pieces[at].text) in whole:
            cuts[at] = "duplicate"
    return _read(page)


def _read(page: Page) -> list[Piece]:
    body = html.unescape(page.body) if "&lt;p" in page.body else page.body
    root = tree(body) if _TAG.search(body) else None
    region = Region("script", None, "", page.body_line)
    if root is not None:
        segmenter = Segmenter()
        segmenter.walk(root)
        made = segmenter.pieces
        for piece in made:
            piece.line = page.body_line
        return made
    return [
        Piece("paragraph", " ".join(part.split()), region)
        for part in re.split(r"\n+", html.unescape(body))
        if part.strip()
    ]


def _squash(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))
