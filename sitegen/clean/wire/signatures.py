"""Lines that sign: author, agency and day, alone or joined on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.clean.draft import CUT_ON_PAGES, Draft
from sitegen.clean.wire.agencies import agencies_in
from sitegen.clean.wire.calendar import is_date_line, is_time
from sitegen.clean.wire.credits import NOBODY, credited_beside_date
from sitegen.clean.wire.date_lines import read_date_line
from sitegen.clean.wire.line_words import SOURCE
from sitegen.clean.wire.lines import LineRule, is_person, match_line, note_fields
from sitegen.clean.wire.places import is_cased, is_known, is_region, usual_capitals
from sitegen.clean.wire.words import PARTICLES
from sitegen.model import Basis
from sitegen.text import fold

LONGEST_JOINED = 140
MOST_ON_PAGES = 3
"""Lines of this kind above a page's text that its reader kept."""
_NAMELESS = frozenset({"above-the-text", "byline", "date", "inserted", "kicker", "page-header", "standfirst"})
"""What the page reader calls such lines where it cuts them; others (related articles) sign for somebody else."""

_JOINTS = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")
_WORD_START = re.compile(r"(?<=\s)(?=\w)|(?<=[\u4e00-\u9fff])(?=\d{4}年)")
_MAYBE_DATED = re.compile(r"\d{4}|\d\d?[./-]\d\d?[./-]\d\d|\d ?[月월]")
_SOURCE = re.compile(rf"\s+[(（]?(?={SOURCE}\s?[:：])")
_SOURCE_IS = re.compile(rf"{SOURCE}\s?[:：]\s*(?P<names>.+?)[)）]?")
_SAYS_WHEN = ("credit", "byline-role", "dates")


def take_date_line(draft: Draft, index: int) -> str:
    """A line that is a date; what it was cut as, empty for any other line. So with all that follow here."""
    text = draft.blocks[index].text
    said = read_date_line(text)
    if not said and not is_time(text):
        return ""
    rule = "date-line" if is_date_line(text) or not said else "dates"
    for name, written in said:
        draft.found(name, written, rule, text, index)
    return rule if draft.cut(index, rule) else ""


class _Part(NamedTuple):
    """One part of a joined line: a line rule's match, a date, or the agencies it credits; else maybe a name."""

    text: str
    known: tuple[LineRule, re.Match[str]] | None
    dates: tuple[tuple[str, str], ...]
    agencies: tuple[str, ...]
    basis: Basis
    outlet: str = ""

    @property
    def says_when(self) -> bool:
        return bool(self.dates) or (self.known is not None and self.known[0].name in _SAYS_WHEN)

    @property
    def is_clear(self) -> bool:
        return bool(
            self.known or self.dates or self.agencies or self.outlet or is_time(self.text) or is_known(self.text)
        ) or is_person(self.text)


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
    source = _SOURCE_IS.fullmatch(text)
    if source:
        agencies = tuple(agencies_in(source["names"]))
        return _Part(text, None, (), agencies, "stated", "" if agencies else source["names"])
    known, dates = match_line(text, "head"), read_date_line(text)
    credit = NOBODY if known or dates or is_known(text) else credited_beside_date(draft, text)
    return _Part(text, None if dates else known, dates, *credit)


def _parts(text: str) -> list[str]:
    """A name and what says when behind it; else the parts between bars and dashes."""
    parts = [part for part in _JOINTS.split(text) if part]
    sourced = _SOURCE.split(text, maxsplit=1)
    if len(sourced) == 2 and read_date_line(sourced[0]):
        return sourced
    named = next(_name_and_date(text), [])
    return (
        named
        if named and (len(parts) < 2 or is_person(named[0]) or _DATE_BY_NAME.match(text))
        else parts
        if len(parts) > 1
        else []
    )


_DATE_BY_NAME = re.compile(r"(?P<date>.{6,40}?),? (?=(?i:by|par|por|von|di|door|av|af) [^\W\d_a-z])")


def _name_and_date(text: str) -> Iterator[list[str]]:
    by = _DATE_BY_NAME.match(text)
    if by and read_date_line(by["date"]):
        yield [by["date"], text[by.end() :]]
    if _MAYBE_DATED.search(text):
        for found in _WORD_START.finditer(text):
            if read_date_line(text[found.end() :]):
                yield [text[: found.start()].rstrip(" ,.|–-"), text[found.end() :]]


def _note_part(draft: Draft, index: int, part: _Part) -> None:
    block = draft.blocks[index]
    if part.known:
        note_fields(draft, index, *part.known)
    elif part.dates:
        for name, written in part.dates:
            draft.found(name, written, "byline", block.text, index)
    elif part.outlet:
        draft.found("outlet", part.outlet, "source", block.text, index)
    elif is_known(part.text) and not part.agencies:
        draft.found("dateline_place", usual_capitals(part.text), "byline", block.text, index)
    elif part.agencies:
        draft.note("agencies", part.agencies, part.basis, "credit", block.text, block.line)
    else:
        draft.found("byline", () if is_time(part.text) else (part.text,), "byline", block.text, index)


_NAME_JOINTS = re.compile(r"\s*[,|/•·;]\s*|\s+[–—-]\s+|\s+(?:and|et|y|und|e|i|och|og|en|и)\s+")
MOST_NAME_WORDS = 4
LONGEST_NAMES = 100


def _has_a_names_words(text: str) -> bool:
    words = text.split()
    shouted = text.isupper()  # as often a label
    return len(words) <= MOST_NAME_WORDS and is_cased(text) and not shouted and fold(words[0]) not in PARTICLES


def take_name_line(draft: Draft, index: int) -> str:
    """`Jane Roe`, `Karl Amberg, Husum`, `Jane Roe and John Doe / Reuters`: a line of names in a head, without a word for it."""
    text = draft.blocks[index].text
    names: list[str] = []
    places: list[str] = []
    agencies: list[str] = []
    for part in _NAME_JOINTS.split(text.strip(" .,;|/–—-")) if len(text) <= LONGEST_NAMES else ():
        known = match_line(part, "head")
        if credited := credited_beside_date(draft, part)[0]:
            agencies += credited
        elif is_known(part) or is_region(part) or (names and " " not in part and part[:1].isupper()):
            places.append(part)
        elif is_person(part) and _has_a_names_words(part):
            names.append(part)
        elif not known or known[0].name != "byline-role":
            return ""
    if not names:
        return ""
    draft.found("byline", tuple(names), "name-line", text, index)
    draft.found("agencies", tuple(agencies), "name-line", text, index)
    draft.found("dateline_place", usual_capitals(places[0]) if places else "", "name-line", text, index)
    return "byline" if draft.cut(index, "byline") else ""


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
