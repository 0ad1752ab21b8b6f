"""Crossheads: headings between paragraphs, marked by dashes, stars or plus signs, or bare."""

from __future__ import annotations

import re

from sitegen.clean.draft import Draft
from sitegen.text import WORD

_MARKED = re.compile(
    r"(?P<open>[-–—*+=~_#<>.:•·|▶■►/]{1,5})\s*(?P<text>[^\s\-–—*+=~_#<>.:•·|/].{0,100}?)\s*(?P<close>[-–—*+=~_#<>.:•·|▶■◄/]{1,5})"
)
_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.{0,120}?)\s*#*")
_SENTENCE = re.compile(r"[.!?…。！？؟।:][\"'”’»)\]]*$")
LONGEST = 110
MOST_WORDS = 14
MOST_BARE_WORDS = 8
MOST_BARE_LETTERS = 60
_MIRRORS = ({"<", ">"}, {"-", "–"}, {"-", "—"}, {"–", "—"}, {"►", "◄"})


def mark_crossheads(draft: Draft) -> None:
    """Paragraphs such as `- Two winters -` become crossheads without their marks; short lines
    without a full stop between two paragraphs become crossheads as they are."""
    kept = draft.kept()
    for place, index in enumerate(kept):
        block = draft.blocks[index]
        if block.kind != "paragraph" or len(block.text) > LONGEST or draft.is_page:
            continue
        found = _marked(block.text)
        if found and "crosshead" not in draft.off:
            draft.retext(index, found.start("text"), found.end("text"), "crosshead")
        elif 0 < place < len(kept) - 1 and _stands_alone(draft, kept[place - 1 : place + 2]):
            draft.retext(index, 0, len(block.text), "crosshead")


def _marked(text: str) -> re.Match[str] | None:
    found = _MARKED.fullmatch(text)
    if found and _mirrored(found["open"], found["close"]) and _is_heading(found["text"]):
        return found
    return _HEADING.fullmatch(text)


def _mirrored(opening: str, closing: str) -> bool:
    return opening == closing or (len(opening) == len(closing) and {opening[0], closing[0]} in _MIRRORS)


def _is_heading(text: str) -> bool:
    if len(text.split()) > MOST_WORDS or text.endswith((".", ",", ";")):
        return False
    return any(c.isalpha() for c in text)


def _stands_alone(draft: Draft, indices: list[int]) -> bool:
    """A bare crosshead: a few words, a capital first, no stop, between paragraphs that are sentences."""
    before, text, after = (draft.blocks[index].text for index in indices)
    if (
        len(text) > MOST_BARE_LETTERS
        or len(text.split()) > MOST_BARE_WORDS
        or _SENTENCE.search(text)
        or text[-1] in ",;،"
    ):
        return False
    opens = next((c for c in text if c.isalpha()), "a")
    if opens.islower() or not WORD.search(text) or text[0] in '-–—•*"“«(' or any(c.isdigit() for c in text[:1]):
        return False
    parted = not any(c.isalnum() for c in before)  # `* * *`
    return all(
        _SENTENCE.search(other) and len(other) > len(text) for other in ((after,) if parted else (before, after))
    )
