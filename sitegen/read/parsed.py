"""What the readers of database exports give back."""

from __future__ import annotations

import re

import msgspec


class Piece(msgspec.Struct, frozen=True):
    """One article's stretch of an export: offsets into the text, the line it starts on (from 1), its number."""

    start: int
    end: int
    line: int
    name: str = ""


class Parsed(msgspec.Struct, frozen=True):
    """One article read: fields as (name, value, line index from 0), and the body's lines from `start` to `end`."""

    fields: tuple[tuple[str, str, int], ...]
    start: int
    end: int


_MONTH = r"[^\W\d_]{3,12}\.?"
DATE = re.compile(
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?{_MONTH}\s+(?:de\s+)?\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
)
"""A whole date as the databases write it, in most languages: `December 7, 2024`, `7 December 2024`, `7. Dezember 2024`."""


def date_in(line: str) -> str:
    """The date that a line begins with (weekdays aside), or empty; a sentence with a date in it has none."""
    words = line.strip()
    if len(words) > 120:
        return ""
    found = DATE.search(words)
    if found is None or found.start() > 14 or len(words) - found.end() > 40:
        return ""
    return found.group()


def cut(text: str, bounds: list[tuple[int, int, str]]) -> list[Piece]:
    """Pieces from (start, end, name) offsets, with their lines; blank ends are left out."""
    made, line, at = [], 1, 0
    for start, end, name in bounds:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        stop = start + len(text[start:end].rstrip())
        if stop <= start:
            continue
        line, at = line + text.count("\n", at, start), start
        made.append(Piece(start, stop, line, name))
    return made
