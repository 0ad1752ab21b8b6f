"""Characters that break words apart for readers and machines alike: repaired by rule, always reported.

Quotation marks, dashes and apostrophes stay as they are: they are the outlet's style. Joiners that
Persian, Indic scripts and emoji need (U+200C, U+200D) stay too.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from sitegen.clean.draft import Draft
from sitegen.model import Block, Mark

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

REPAIRS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str], str], ...] = (
    ("soft-hyphens", re.compile("\u00ad"), lambda found: "", "soft hyphens left out"),
    ("invisible-characters", re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"), lambda found: "",
     "invisible characters (zero-width spaces, direction marks) left out"),
    ("exotic-spaces", re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"), lambda found: " ",
     "no-break and other special spaces made plain"),
    ("ligatures", re.compile("[ﬀﬁﬂﬃﬄﬅﬆ]"), lambda found: _LIGATURES[found.group()], "ligatures taken apart"),
)  # fmt: skip
"""Name, characters, replacement, and how the report says it."""

_ANY = re.compile("|".join(pattern.pattern for _, pattern, _, _ in REPAIRS))


def repair_characters(draft: Draft) -> None:
    """Applies every repair that is not turned off to every block, and reports how often and where first."""
    suspects = [i for i, block in enumerate(draft.blocks) if not block.text.isascii() and _ANY.search(block.text)]
    for name, pattern, replace, said in REPAIRS if suspects else ():
        if name in draft.off:
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


def _repaired(block: Block, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> tuple[Block, int]:
    found = list(pattern.finditer(block.text))
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
