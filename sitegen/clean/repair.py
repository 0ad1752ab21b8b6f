"""Characters that break words apart for readers and machines alike: repaired by rule, always reported.

Quotation marks, dashes and apostrophes stay as they are: they are the outlet's style. Joiners that
Persian, Indic scripts and emoji need (U+200C, U+200D) stay too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import msgspec

from sitegen.clean.draft import Draft
from sitegen.model import Block, Mark


def _character(reference: str) -> str:
    """The character that `&eacute;` stands for; a reference to none, or to a control character, stays."""
    character = html.unescape(reference)
    return character if character.isprintable() else reference if character != "\u00a0" else " "


_LOST = "\N{REPLACEMENT CHARACTER}"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

REPAIRS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str], str], ...] = (
    ("soft-hyphens", re.compile("\u00ad"), lambda found: "", "soft hyphens left out"),
    ("invisible-characters", re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"), lambda found: "",
     "invisible characters (zero-width spaces, direction marks) left out"),
    ("exotic-spaces", re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"), lambda found: " ",
     "no-break and other special spaces made plain"),
    ("entities", re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});"), lambda found: _character(found.group()),
     "character references of HTML turned into the characters that they stand for"),
    ("ligatures", re.compile("[ﬀﬁﬂﬃﬄﬅﬆ]"), lambda found: _LIGATURES[found.group()], "ligatures taken apart"),
)  # fmt: skip
"""Name, characters, replacement, and how the report says it."""

_ANY = re.compile("|".join(pattern.pattern for _, pattern, _, _ in REPAIRS))


def repair_characters(draft: Draft) -> None:
    """Applies every repair that is not turned off to every block, and reports how often and where first."""
    suspects = [i for i, block in enumerate(draft.blocks) if _may_need(draft, block) and _ANY.search(block.text)]
    for name, pattern, replace, said in REPAIRS if suspects else ():
        if name in draft.off or (name == "entities" and draft.document.form != "text"):
            continue
        count, line = 0, None
        for index in suspects:
            repaired, changes = _repaired(draft.blocks[index], pattern, replace)
            if changes:
                line = line if count else draft.blocks[index].line
                count += changes
                if repaired.text.strip():
                    draft.blocks[index] = repaired
                else:  # nothing but such characters
                    draft.cut(index, name)
        if count:
            draft.warn(name, f"{count} {said}", "nothing to do; turn the rule off under [clean] to keep them", line)
    if "line-end-hyphens" not in draft.off and draft.document.form == "text":
        _join_words(draft)
    _report_lost(draft)


_PARTED = re.compile(r"(?P<left>[^\W\d_]{2,})- (?P<right>[^\W\d_]{2,})")
_SUSPENDED = frozenset(
    [
        "and",
        "or",
        "to",
        "nor",
        "but",
        "und",
        "oder",
        "bis",
        "sowie",
        "et",
        "ou",
        "y",
        "e",
        "o",
        "u",
        "en",
        "of",
        "och",
        "eller",
        "og",
        "i",
        "lub",
        "a",
        "и",
        "или",
    ]
)
"""Words after a hyphen that stands for a missing second part: `pre- and post-war`."""
_HYPHENED = frozenset(
    [
        "self",
        "well",
        "ex",
        "non",
        "co",
        "anti",
        "semi",
        "half",
        "mid",
        "vice",
        "pro",
        "re",
        "twenty",
        "thirty",
        "forty",
        "fifty",
    ]
)


def _join_words(draft: Draft) -> None:
    """Words that a printed line's end parted: only where the source has the line break, and never with what is left out
    by a writer (`pre- and post-war`). A hyphen that the word has elsewhere, or whose first part mostly has one, stays."""
    count, line = 0, None
    for index, block in enumerate(draft.blocks):
        if block.cut or block.marks or "- " not in block.text:
            continue
        text = _PARTED.sub(lambda found: _joined(found, draft.document.body), block.text)
        if text != block.text:
            count, line = count + len(block.text) - len(text), line or block.line
            draft.blocks[index] = msgspec.structs.replace(block, text=text)
    if count:
        hint = "nothing to do; turn the rule off under [clean] to keep them"
        draft.warn("line-end-hyphens", "words that line ends had parted joined again", hint, line)


def _joined(found: re.Match[str], body: str) -> str:
    left, right = found["left"], found["right"]
    broken = re.compile(rf"{re.escape(left)}-[ \t]*\r?\n\s*{re.escape(right)}")
    if not right.islower() or right in _SUSPENDED or not broken.search(body):
        return found.group()
    hyphened = f"{left}-{right}"
    return hyphened if hyphened in body or left.casefold() in _HYPHENED else f"{left}{right}"


def _may_need(draft: Draft, block: Block) -> bool:
    """Markdown and HTML have resolved their references already; what looks like one there is meant so."""
    return not block.text.isascii() or ("&" in block.text and draft.document.form == "text")


def _report_lost(draft: Draft) -> None:
    """Characters that were lost before the text came to us stay marked, and are told."""
    marked = [block for block in draft.blocks if _LOST in block.text] if _LOST in draft.document.body else []
    if marked:
        count = sum(block.text.count(_LOST) for block in marked)
        hint = "look the words up in the original and replace the file"
        draft.warn("lost-characters", f"{count} characters are lost (shown as {_LOST})", hint, marked[0].line)


def _repaired(block: Block, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> tuple[Block, int]:
    found = [match for match in pattern.finditer(block.text) if replace(match) != match.group()]
    if not found:
        return block, 0
    text = pattern.sub(replace, block.text)
    shifts = [(match.end(), len(match.group()) - len(replace(match))) for match in found]
    marks = tuple(Mark(_moved(m.start, shifts), _moved(m.end, shifts), m.kind, m.href) for m in block.marks)
    return msgspec.structs.replace(block, text=_single_spaces(text, block), marks=marks), len(found)


def _moved(offset: int, shifts: list[tuple[int, int]]) -> int:
    return offset - sum(less for end, less in shifts if end <= offset)


def _single_spaces(text: str, block: Block) -> str:
    """A special space beside a plain one leaves a double space: one of them goes, where no marks depend on it."""
    return text if block.marks or block.kind in ("code", "table") else re.sub(" {2,}", " ", text).strip()
