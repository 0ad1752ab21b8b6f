"""Markdown's inline tokens into a text with marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from sitegen.model import Mark, MarkKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENING: dict[str, MarkKind] = {"em_open": "em", "strong_open": "strong", "link_open": "link"}
_CLOSING = {"em_close", "strong_close", "link_close"}
_SPACE = re.compile(r"[ \t\n]+")


class Inline(msgspec.Struct, frozen=True):
    """`text` with single spaces; `marks` on it; `hidden` are (rule, text) of what readers do not see."""

    text: str
    marks: tuple[Mark, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    only_images: bool = False


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.open: list[tuple[MarkKind, int, str]] = []
        self.marks: list[Mark] = []
        self.hidden: list[tuple[str, str]] = []
        self.images = self.words = 0

    def add(self, text: str) -> None:
        if "  " in text or "\t" in text or "\n" in text:
            text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.parts or self.parts[-1].endswith(" ")):
            text = text[1:]
        if text:
            self.parts.append(text)
            self.length += len(text)

    def close(self) -> None:
        if self.open:
            kind, start, href = self.open.pop()
            if self.length > start:
                self.marks.append(Mark(start, self.length, kind, href))

    def hide(self, rule: str, text: str) -> None:
        if text.strip():
            self.hidden.append((rule, _SPACE.sub(" ", text).strip()))


def read_inline(tokens: Sequence[Token]) -> Inline:
    """The text of one paragraph, heading or cell."""
    made = _Builder()
    for token in tokens:
        _take(made, token)
    while made.open:
        made.close()
    text = "".join(made.parts)
    kept = text.rstrip()
    marks = tuple(sorted(_trim(made.marks, len(kept)), key=lambda mark: (mark.start, -mark.end)))
    return Inline(kept, marks, tuple(made.hidden), bool(made.images) and not made.words)


def _take(made: _Builder, token: Token) -> None:
    kind = token.type
    if kind == "text":
        made.words += bool(token.content.strip())
        made.add(token.content)
    elif kind in ("softbreak", "hardbreak"):
        made.add(" ")
    elif kind in _OPENING:
        made.hide("link-title", str(token.attrGet("title") or ""))
        made.open.append((_OPENING[kind], made.length, str(token.attrGet("href") or "")))
    elif kind in _CLOSING:
        made.close()
    elif kind == "code_inline":
        made.words += 1
        start = made.length
        made.add(token.content)
        made.marks.append(Mark(start, made.length, "code"))
    elif kind == "image":
        made.images += 1
        made.add(read_inline(token.children or ()).text)
        made.hide("link-title", str(token.attrGet("title") or ""))
    elif kind == "html_inline":
        _take_tag(made, token.content)


def _take_tag(made: _Builder, tag: str) -> None:
    """A tag is markup and goes; one that breaks the line leaves a space, a comment is kept apart."""
    if tag.startswith("<!--"):
        made.hide("comment", tag)
    elif re.match(r"</?(?:br|p|div|li|td)\b", tag, re.IGNORECASE):
        made.add(" ")


def _trim(marks: Sequence[Mark], length: int) -> list[Mark]:
    return [Mark(m.start, min(m.end, length), m.kind, m.href) for m in marks if m.start < min(m.end, length)]
