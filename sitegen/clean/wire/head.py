"""What stands before the first sentence: transmission lines, labels, headline, bylines, dates, dateline."""

from __future__ import annotations

import re

from sitegen.clean.draft import Draft
from sitegen.clean.wire.above import MOST_SECTION_WORDS, UNSPACED, find_anchor, is_section, take_headline, take_unknown
from sitegen.clean.wire.dateline_parts import read_date_part, read_places, read_region
from sitegen.clean.wire.datelines import Dateline, read_dateline
from sitegen.clean.wire.header_fields import read_header_field
from sitegen.clean.wire.headlines import is_headline, is_kicker, is_signature, same_title
from sitegen.clean.wire.lines import match_line, note_fields
from sitegen.clean.wire.places import is_known, usual_capitals
from sitegen.clean.wire.signatures import take_date_line, take_joined_line, take_name_line

MOST_LINES = 16
"""A head is never longer than this many blocks."""
LONGEST_STANDFIRST = 400
MOST_BETWEEN = 9
"""Blocks in which a sentence must follow the headline."""

_DATE_PREFIX = re.compile(
    r"(?:(?:date|dated|published|posted)\s*:?\s*(?P<named>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?)|(?P<bare>\d{4}-\d\d-\d\d))(?![\w-])\s*(?P<mark>[-–—:|]\s*)?",
    re.IGNORECASE,
)
_GLUED_BYLINE = re.compile(
    r"(?:By|BY|Par|Por|Von)\s+(?P<byline>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}?)[,;]?\s+(?=\S)"
)
_CHANGE_NOTE = re.compile(
    r"\((?:Adds|Updates|Recasts|Corrects|Repeats|Rewrites|Refiles|Releads|Zusammenfassung|Wiederholung|Ajoute|Actualise|Añade|Actualiza)\b[^()]{0,200}\)\s+(?=\S)"
)
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")


def read_head(draft: Draft) -> None:
    """Reads line after line from the top until running text begins."""
    titled = bool(draft.given("title"))
    anchor = find_anchor(draft)
    passed = 0
    for _ in range(MOST_LINES):
        kept = draft.kept()[passed:]
        if len(kept) < 2:
            return
        taken = _take_section(draft, kept[0], anchor, titled) or _take_line(draft, kept, titled)
        if taken:
            titled = titled or taken == "title"
        elif (titled and _may_be_signed(draft, kept[0], anchor) and take_name_line(draft, kept[0])) or (
            kept[0] < anchor and _is_word_or_two(draft, kept[0]) and take_unknown(draft, kept[0], anchor, titled)
        ):
            continue
        elif titled and _is_standfirst(draft, kept):
            passed += 1
        elif kept[0] >= anchor:
            return
        elif taken := take_unknown(draft, kept[0], anchor, titled):
            titled = titled or taken == "title"
        else:
            passed += 1


def _take_section(draft: Draft, index: int, anchor: int, titled: bool) -> str:
    text = draft.blocks[index].text
    if titled or not is_section(draft, index, anchor) or match_line(text, "head") or is_known(text):
        return ""
    draft.found("section", text, "kicker", text, index)
    return "kicker" if draft.cut(index, "kicker") else ""


def _may_be_signed(draft: Draft, index: int, anchor: int) -> bool:
    """Whether a name may stand here: above the last line that signs or dates, or right below it."""
    return index < anchor or (index > 0 and draft.blocks[index - 1].cut in _SIGNED)


def _is_word_or_two(draft: Draft, index: int) -> bool:
    """A word or two of a script that parts its words: no standfirst."""
    text = draft.blocks[index].text
    return len(text.split()) <= MOST_SECTION_WORDS and not UNSPACED.search(text)


def _is_standfirst(draft: Draft, kept: list[int]) -> bool:
    """A summary between the headline and the byline: it stays in the text, and the head goes on behind it."""
    block = draft.blocks[kept[0]]
    if block.kind == "list_item":
        return True
    following = draft.blocks[kept[1]].text
    if (
        block.kind != "paragraph"
        or read_dateline(block.text)
        or len(block.text) > LONGEST_STANDFIRST
        or not is_signature(following)
    ):
        return False
    draft.found("description", block.text, "standfirst", block.text, kept[0])
    return True


def _take_line(draft: Draft, kept: list[int], titled: bool) -> str:
    """Takes the first line that is left, if a rule knows it; what it was taken for, empty if nothing."""
    index = kept[0]
    block = draft.blocks[index]
    if block.kind not in ("paragraph", "crosshead"):
        return ""
    if same_title(block.text, draft.given("title")):
        return "title" if draft.cut(index, "title-repeated", kind="title") else ""
    if block.kind == "paragraph":
        if taken := take_date_line(draft, index) or _take_known_line(draft, index, titled):
            return taken
        for take in (_take_header_field, take_joined_line, _take_dateline_line):
            if taken := take(draft, index):
                return taken
    return _take_title(draft, kept, titled)


def _take_known_line(draft: Draft, index: int, titled: bool) -> str:
    known = match_line(draft.blocks[index].text, "head")
    if not known or (known[0].below_title and not titled):
        return ""
    note_fields(draft, index, *known)
    return known[0].name if draft.cut(index, known[0].name) else ""


def _take_header_field(draft: Draft, index: int) -> str:
    """`Author: Jane Roe`, as exports write above the text."""
    text = draft.blocks[index].text
    field = read_header_field(text)
    if not field:
        return ""
    name, value = field
    if name:
        draft.found(name, value, "header-field", text, index)
    if not draft.cut(index, "header-field"):
        return ""
    return "title" if name == "title" else "header-field"


_LONGEST_DATELINE = 120
_MAYBE_DATELINE = re.compile(r"[,(/:—–.ـ-]|^\W*(?:(?![a-z])[^\W\d_]){3}|^\w+(?: \w+){0,3}$")


def _take_dateline_line(draft: Draft, index: int) -> str:
    """A dateline on a line of its own, with or without the mark that would end it."""
    text = draft.blocks[index].text
    if len(text) > _LONGEST_DATELINE or not _MAYBE_DATELINE.search(text):
        return ""
    for joint in (" ", " - "):
        dateline = read_dateline(f"{text}{joint}Then a sentence follows here.")
        if (
            dateline
            and len(text) <= dateline.end <= len(text) + len(joint)
            and (text[:3].isupper() or dateline.date or dateline.agencies or dateline.outlet)
        ):
            _note_dateline(draft, index, dateline, text)
            return "dateline" if draft.cut(index, "dateline") else ""
    return _take_town(draft, index) or _take_place_and_day(draft, index)


_SIGNED = frozenset({"date-line", "dates", "byline", "byline-role", "credit"})


def _take_town(draft: Draft, index: int) -> str:
    """A known place on a line of its own between others of the head."""
    text = draft.blocks[index].text
    following = next((other for other in draft.kept() if other > index), None)
    signed = index and draft.blocks[index - 1].cut in _SIGNED
    if following is None or not is_known(text) or not (signed or is_signature(draft.blocks[following].text)):
        return ""
    draft.found("dateline_place", usual_capitals(text), "dateline", text, index)
    return "dateline" if draft.cut(index, "dateline") else ""


def _take_place_and_day(draft: Draft, index: int) -> str:
    """`Kessel, March 3`, of a place that no table knows: a line that is nothing else, below the headline."""
    text = draft.blocks[index].text.rstrip(" .-–—")
    parts = read_places(text, 0) if any(block.cut for block in draft.blocks[:index]) else None
    if not parts:
        return ""
    read_region(text, parts)
    read_date_part(text, parts)
    if not parts.date or parts.at < len(text):
        return ""
    _note_dateline(draft, index, Dateline(parts.at, parts.places, parts.date), text)
    return "dateline" if draft.cut(index, "dateline") else ""


def _take_title(draft: Draft, kept: list[int], titled: bool) -> str:
    index = kept[0]
    block = draft.blocks[index]
    following = [draft.blocks[other].text for other in kept[1:MOST_BETWEEN]]
    heading = _HEADING.match(block.text)
    if heading:
        draft.retext(index, heading.end(), len(block.text), "crosshead")
        block = draft.blocks[index]
    if block.kind == "crosshead":
        if titled and block.level > 1:
            return ""
    elif titled:
        return ""
    elif is_kicker(block.text, following):
        draft.found("section", block.text, "kicker", block.text, index)
        return "kicker" if draft.cut(index, "kicker") else ""
    elif not is_headline(block.text, following):
        return ""
    return take_headline(draft, index)


def read_lead(draft: Draft) -> None:
    """What is glued to the first sentence: a date, a byline, and the dateline."""
    paragraphs = [index for index in draft.kept() if draft.blocks[index].kind == "paragraph"]
    if not paragraphs:
        return
    first = _cut_date_prefix(draft, paragraphs[0])
    first = _cut_glued_byline(draft, first)
    shift = first - paragraphs[0]
    for index in (first, *(other + shift for other in paragraphs[1:3])):
        dateline = read_dateline(draft.blocks[index].text)
        if dateline:
            _take_dateline(draft, index, dateline)
            return


def _cut_date_prefix(draft: Draft, index: int) -> int:
    """`date 2024-12-07 Crews …`: a field that an export glued to the text. Where the text now stands."""
    text = draft.blocks[index].text
    found = _DATE_PREFIX.match(text)
    rest = text[found.end() :].lstrip("\"'“‘«(") if found else ""
    if not found or (rest[:1].islower() and not found["named"]) or not rest:
        return index
    draft.found("published", found["named"] or found["bare"], "date-prefix", found.group(), index)
    return index + 1 if draft.cut_start(index, found.end(), "date-prefix") else index


def _cut_glued_byline(draft: Draft, index: int) -> int:
    """`By Jane Roe LEEDS (AP) — A fire …`: only where a dateline follows, for else it is prose."""
    text = draft.blocks[index].text
    found = _GLUED_BYLINE.match(text)
    while found and not read_dateline(text[found.end() :]):
        found = _longer(text, found)
    if not found:
        return index
    draft.found("byline", (found["byline"],), "byline", found.group(), index)
    return index + 1 if draft.cut_start(index, found.end(), "byline") else index


def _longer(text: str, found: re.Match[str]) -> re.Match[str] | None:
    """The byline with one more word, at most four."""
    words = len(found["byline"].split())
    if words >= 4:
        return None
    size = words  # the words after the first: {1,3} of them, one more than now
    pattern = _GLUED_BYLINE.pattern.replace("{1,3}?", f"{{{size}}}")
    return re.match(pattern, text)


def _take_dateline(draft: Draft, index: int, dateline: Dateline) -> None:
    _note_dateline(draft, index, dateline, draft.blocks[index].text[: dateline.end])
    if draft.cut_start(index, dateline.end, "dateline"):
        _cut_change_note(draft, index + 1)


_LONGER_THAN_A_DAY = re.compile(r"\D.*\d|\d.*[^\W\d]|\d{4}")
"""A day's number alone says no date."""


def _note_dateline(draft: Draft, index: int, dateline: Dateline, evidence: str) -> None:
    for place in dateline.places:
        draft.found("dateline_place", usual_capitals(place), "dateline", evidence, index)
    draft.found(
        "published", dateline.date if _LONGER_THAN_A_DAY.search(dateline.date) else "", "dateline", evidence, index
    )
    draft.found("byline", dateline.byline, "dateline", evidence, index)
    listed = draft.table.called(dateline.outlet) if dateline.outlet else None
    if listed and listed.agency:
        draft.found("agencies", (*dateline.agencies, listed.name), "dateline", evidence, index)
        return
    draft.found("agencies", dateline.agencies, "dateline", evidence, index)
    draft.found("outlet", dateline.outlet, "dateline", evidence, index)


def _cut_change_note(draft: Draft, index: int) -> None:
    """`PARIS (Reuters) - (Adds quotes) The minister …`."""
    found = _CHANGE_NOTE.match(draft.blocks[index].text)
    if found:
        draft.cut_start(index, found.end(), "change-note")
