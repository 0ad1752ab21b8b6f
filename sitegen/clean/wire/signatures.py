"""Lines that sign: author, agency and day, alone or joined on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.clean.draft import CUT_ON_PAGES, Draft
from sitegen.clean.wire.calendar import is_time
from sitegen.clean.wire.credits import NOBODY, credited_beside_date
from sitegen.clean.wire.date_lines import read_date_line
from sitegen.clean.wire.lines import LineRule, is_person, match_line, note_fields
from sitegen.model import Basis

LONGEST_JOINED = 140
MOST_ON_PAGES = 3
"""Lines of this kind above a page's text that its reader kept."""
_NAMELESS = frozenset({"above-the-text", "byline", "date", "inserted", "kicker", "page-header", "standfirst"})
"""What the page reader calls such lines where it cuts them; others (related articles) sign for somebody else."""

_JOINTS = re.compile(r"\s+[|•·–—-]\s+|\s*\|\s*")
_WORD_START = re.compile(r"(?<=\s)(?=\w)")
_SAYS_WHEN = ("credit", "byline-role", "dates")


def take_date_line(draft: Draft, index: int) -> str:
    """A line that is a date; what it was cut as, empty for any other line. So with all that follow here."""
    text = draft.blocks[index].text
    said = read_date_line(text)
    for name, written in said:
        draft.found(name, written, "date-line", text, index)
    if not said:
        return ""
    return "date-line" if draft.cut(index, "date-line") else ""


class _Part(NamedTuple):
    """One part of a joined line: a line rule's match, a date, or the agencies it credits; else maybe a name."""

    text: str
    known: tuple[LineRule, re.Match[str]] | None
    dates: tuple[tuple[str, str], ...]
    agencies: tuple[str, ...]
    basis: Basis

    @property
    def says_when(self) -> bool:
        return bool(self.dates) or (self.known is not None and self.known[0].name in _SAYS_WHEN)

    @property
    def is_clear(self) -> bool:
        return bool(self.known or self.dates or self.agencies or is_time(self.text)) or is_person(self.text)


def take_joined_line(draft: Draft, index: int) -> str:
    """`Dec. 7, 2024 | By Jane Roe`, `By Jane Roe 7 December 2024`, `osd | 12.02.2020`: all parts must be known ones."""
    text = draft.blocks[index].text
    parts = [_read_part(draft, part) for part in _parts(text)] if len(text) <= LONGEST_JOINED else []
    if not any(part.says_when for part in parts) or not all(part.is_clear for part in parts):
        return ""
    for part in parts:
        _note_part(draft, index, part)
    return "byline" if draft.cut(index, "byline") else ""


def _read_part(draft: Draft, text: str) -> _Part:
    known, dates = match_line(text, "head"), read_date_line(text)
    credit = NOBODY if known or dates else credited_beside_date(draft, text)
    return _Part(text, None if dates else known, dates, *credit)


def _parts(text: str) -> list[str]:
    """A name and what says when behind it; else the parts between bars and dashes."""
    parts = [part for part in _JOINTS.split(text) if part]
    named = next(_name_and_date(text), [])
    return named if named and (len(parts) < 2 or is_person(named[0])) else parts if len(parts) > 1 else []


def _name_and_date(text: str) -> Iterator[list[str]]:
    if any(c.isdigit() for c in text):
        for found in _WORD_START.finditer(text):
            if read_date_line(text[found.end() :]):
                yield [text[: found.start()].rstrip(" ,|–-"), text[found.end() :]]


def _note_part(draft: Draft, index: int, part: _Part) -> None:
    block = draft.blocks[index]
    if part.known:
        note_fields(draft, index, *part.known)
    elif part.dates:
        for name, written in part.dates:
            draft.found(name, written, "byline", block.text, index)
    elif part.agencies:
        draft.note("agencies", part.agencies, part.basis, "credit", block.text, block.line)
    else:
        draft.found("byline", () if is_time(part.text) else (part.text,), "byline", block.text, index)


def cut_signatures(draft: Draft) -> None:
    """On HTML pages: the signing lines between the headline and the text, those that the page reader cut included."""
    kept = draft.kept()
    first = kept[0] if kept else 0
    head = max((i for i in range(first) if draft.blocks[i].cut == "headline"), default=first) + 1
    for index in range(head, first):
        if draft.blocks[index].cut in _NAMELESS:
            _take_signature(draft, index)
    for index in kept[:MOST_ON_PAGES]:
        if not _take_signature(draft, index):
            return


def _take_signature(draft: Draft, index: int) -> str:
    block = draft.blocks[index]
    if block.kind != "paragraph" or len(block.text) > LONGEST_JOINED:
        return ""
    known = match_line(block.text, "head")
    if known and known[0].name in CUT_ON_PAGES:
        note_fields(draft, index, *known)
        return known[0].name if draft.cut(index, known[0].name) else ""
    return take_date_line(draft, index) or take_joined_line(draft, index)
