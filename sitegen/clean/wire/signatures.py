"""Lines that sign: author, agency and day, alone or joined on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.clean.draft import CUT_ON_PAGES, Draft
from sitegen.clean.wire.calendar import is_date_line
from sitegen.clean.wire.credits import credited_beside_date
from sitegen.clean.wire.lines import is_person, match_line, note_fields

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
    if not is_date_line(text):
        return ""
    draft.found("published", text, "date-line", text, index)
    return "date-line" if draft.cut(index, "date-line") else ""


def take_joined_line(draft: Draft, index: int) -> str:
    """`Dec. 7, 2024 | By Jane Roe`, `By Jane Roe 7 December 2024`, `osd | 12.02.2020`: all parts must be known ones."""
    text = draft.blocks[index].text
    parts = _parts(text) if len(text) <= LONGEST_JOINED else []
    known = [(part, match_line(part, "head")) for part in parts]
    if not any(is_date_line(part) or (match and match[0].name in _SAYS_WHEN) for part, match in known):
        return ""
    credits = [() if match or is_date_line(part) else credited_beside_date(draft, part)[0] for part, match in known]
    if not all(
        match or named or is_date_line(part) or is_person(part)
        for (part, match), named in zip(known, credits, strict=True)
    ):
        return ""
    for part, match in known:
        if match:
            note_fields(draft, index, *match)
        else:
            _note_part(draft, index, part)
    return "byline" if draft.cut(index, "byline") else ""


def _parts(text: str) -> list[str]:
    """The parts between bars and dashes; without those, a name and the date behind it."""
    parts = [part for part in _JOINTS.split(text) if part]
    return parts if len(parts) > 1 else next(_name_and_date(text), [])


def _name_and_date(text: str) -> Iterator[list[str]]:
    if any(c.isdigit() for c in text):
        for found in _WORD_START.finditer(text):
            if is_date_line(text[found.end() :]):
                yield [text[: found.start()].rstrip(" ,"), text[found.end() :]]


def _note_part(draft: Draft, index: int, part: str) -> None:
    names, basis = credited_beside_date(draft, part)
    text, line = draft.blocks[index].text, draft.blocks[index].line
    if is_date_line(part):
        draft.found("published", part, "byline", text, index)
    elif names:
        draft.note("agencies", names, basis, "credit", text, line)
    else:
        draft.found("byline", (part,), "byline", text, index)


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
