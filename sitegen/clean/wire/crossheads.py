"""Crossheads: headings between paragraphs, marked by dashes, stars or plus signs."""

from __future__ import annotations

import re

from sitegen.clean.draft import Draft

_MARKED = re.compile(r"\s*([-–—*+=~_#<>.]{1,4})\s*(?P<text>\S.{0,88}?\S|\S)\s*([-–—*+=~_#<>.]{1,4})\s*")
LONGEST = 90
MOST_WORDS = 14


def mark_crossheads(draft: Draft) -> None:
    """Paragraphs such as `- Evacuation calls -` become crossheads without their marks."""
    for index in draft.kept():
        block = draft.blocks[index]
        if block.kind != "paragraph" or len(block.text) > LONGEST:
            continue
        found = _MARKED.fullmatch(block.text)
        if found and _is_heading(found):
            draft.retext(index, found.start("text"), found.end("text"), "crosshead")


def _is_heading(found: re.Match[str]) -> bool:
    """The marks must mirror each other, and the text must not be a sentence."""
    opening, closing = found.group(1), found.group(3)
    if opening != closing and {opening[0], closing[0]} not in ({"<", ">"}, {"-", "–"}, {"-", "—"}):
        return False
    text = found["text"]
    return len(text.split()) <= MOST_WORDS and not text.endswith((".", ",", ";")) and any(c.isalpha() for c in text)
