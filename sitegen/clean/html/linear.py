"""The reader of last resort: text between tags in one pass, whatever the tags are worth.

For input that a tree cannot hold (a million nested tags, tens of megabytes). It knows which elements end
a line and which hold no text, nothing else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from .segment import MOST_PIECES, Piece, Region, plain
from .tags import BLOCKS, HEADINGS, SKIPPED

_TAG = re.compile(r"<(?:!--|/?([a-zA-Z][a-zA-Z0-9]{0,20})|[!?])")
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_WITHOUT_TEXT = re.compile(r"<(?:!--|(script|style|template)\b)", re.IGNORECASE)
_RAW = ("script", "style", "template", "textarea", "title")
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW}


class Run(NamedTuple):
    """Text up to the end of a line, and where in the source the next one starts."""

    kind: str
    text: str
    line: int
    end: int


def read_linear(source: str) -> tuple[list[Piece], list[Region], str]:
    """The first pieces in order, all in one region, and the text of the rest. Linear in time: every character
    is looked at a fixed number of times."""
    region = Region("body", None, "", 1)
    pieces: list[Piece] = []
    for run in _runs(source):
        piece = Piece(run.kind, run.text, region)
        piece.line, piece.tag = run.line, "h2" if run.kind == "crosshead" else "p"
        piece.level = 2 if run.kind == "crosshead" else 0
        pieces.append(piece)
        if len(pieces) >= MOST_PIECES:
            return pieces, [region], _text(source, run.end)
    return pieces, [region], ""


def _text(source: str, at: int) -> str:
    """The text of the source from there on, without tags."""
    parts = []
    while found := _WITHOUT_TEXT.search(source, at):
        parts.append(source[at : found.start()])
        if found.group(1) is None:
            end = source.find("-->", found.end()) + 3
        else:
            close = _ENDS[found.group(1).lower()].search(source, found.end())
            end = close.start() if close else -1
        if end < 3:
            # What is never closed hides nothing: the rest is shown as text rather than lost.
            at = found.end()
            break
        at = end
    parts.append(source[at:])
    return plain(html.unescape(_ANY_TAG.sub(" ", " ".join(parts))))


def _runs(source: str) -> Iterator[Run]:
    parts: list[str] = []
    kind, line, counted = "paragraph", 1, 0
    for text, tag, start, end in _tokens(source):
        if text:
            parts.append(text)
        if tag in BLOCKS or tag == "br" or tag is None:
            joined = plain(html.unescape("".join(parts)))
            if joined:
                line += source.count("\n", counted, start)
                counted = start
                yield Run(kind, joined, line, end)
            parts = []
            kind = "crosshead" if tag in HEADINGS else "title" if tag == "title" else "paragraph"


def _tokens(source: str) -> Iterator[tuple[str, str | None, int, int]]:
    """(text, the tag after it, where the text starts, where the tag ends); the tag is None at the end, "" for
    inline tags."""
    at, size = 0, len(source)
    while at < size:
        found = _TAG.search(source, at)
        if found is None:
            break
        text, start = source[at : found.start()], at
        name = (found.group(1) or "").lower()
        comment = found.group().startswith("<!--")
        end = source.find("-->" if comment else ">", found.end())
        if end < 0:
            # An unfinished tag: the rest is shown as text rather than lost.
            break
        at = end + (3 if comment else 1)
        if name in _RAW and name in SKIPPED and source[found.start() + 1] != "/":
            close = _ENDS[name].search(source, at)
            at = close.start() if close else size
        yield text, name, start, at
    yield source[at:], None, at, size
