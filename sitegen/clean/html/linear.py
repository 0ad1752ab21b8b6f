"""The reader of last resort: text between tags in one pass, whatever the tags are worth.

For input that a tree cannot hold (a million nested tags, tens of megabytes). It knows which elements end
a line and which hold no text, nothing else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from .segment import Piece, Region
from .tags import BLOCKS, HEADINGS, SKIPPED

_TAG = re.compile(r"<(?:!--|/?([a-zA-Z][a-zA-Z0-9]{0,20})|[!?])")
_RAW = ("script", "style", "template", "textarea", "title")


def read_linear(source: str) -> tuple[list[Piece], list[Region]]:
    """The pieces in order, all in one region. Linear in time: every character is looked at a fixed number of times."""
    region = Region("body", None, "", 1)
    pieces = []
    for kind, text, line in _runs(source):
        piece = Piece(kind, text, region)
        piece.line, piece.tag = line, "h2" if kind == "crosshead" else "p"
        piece.level = 2 if kind == "crosshead" else 0
        pieces.append(piece)
    return pieces, [region]


def _runs(source: str) -> Iterator[tuple[str, str, int]]:
    parts: list[str] = []
    kind, line, counted = "paragraph", 1, 0
    for text, tag, start in _tokens(source):
        if text:
            parts.append(text)
        if tag in BLOCKS or tag == "br" or tag is None:
            joined = " ".join(html.unescape("".join(parts)).split())
            if joined:
                line += source.count("\n", counted, start)
                counted = start
                yield kind, joined, line
            parts = []
            kind = "crosshead" if tag in HEADINGS else "title" if tag == "title" else "paragraph"


def _tokens(source: str) -> Iterator[tuple[str, str | None, int]]:
    """(text, the tag after it, where the text starts); the tag is None at the end, "" for inline tags."""
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
            close = source.lower().find(f"</{name}", at) if size < 1_000_000 else _close(source, name, at)
            at = size if close < 0 else close
        yield text, name, start
    yield source[at:], None, at


def _close(source: str, name: str, at: int) -> int:
    found = re.compile(f"</{name}", re.IGNORECASE).search(source, at)
    return found.start() if found else -1
