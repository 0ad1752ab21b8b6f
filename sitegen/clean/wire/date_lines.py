"""Lines that say when: dates with or without the words for "published" and "updated" before or between them."""

from __future__ import annotations

import re

from sitegen.clean.wire.calendar import HIJRI_DATE, is_date_line, is_time, says_ago
from sitegen.clean.wire.line_words import PUBLISHED, UPDATED

LONGEST = 140
_ROLE = re.compile(
    rf"(?<!\w)(?:(?P<updated>{UPDATED}|[Uu]pdate)|(?P<published>{PUBLISHED}))(?![\w-])(?:\s+(?:on|at|le|el|am|den|em|il(?! y)|в|في)(?!\w))?\s*[:：.-]?\s*"
)
_RUN_TOGETHER = re.compile(r"(?<=(?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=\d)(?=Updated)|(?<=[AP]M)(?=Updated)")
"""`May 4, 20212:05 PM GMT+1Updated a year ago`: parts that stood in elements of their own on the page."""
_DIGIT = re.compile(r"\d")
_AROUND = " |,;–—•·-()[]/."


def read_date_line(text: str) -> tuple[tuple[str, str], ...]:
    """The (field, date as written) of a line that says nothing else; empty for any other line.
    A line that gives only a time of day says no date: an empty one.

    >>> read_date_line("June 14, 2023 3:04 PM UTC Updated a year ago")
    (('published', 'June 14, 2023 3:04 PM UTC'), ('updated', 'a year ago'))
    """
    if len(text) > LONGEST:
        return ()
    text = _RUN_TOGETHER.sub(" ", text)
    if not _DIGIT.search(text):
        return (("published", text),) if says_ago(text) else ()
    said = [(name, HIJRI_DATE.sub(" ", written).strip(_AROUND)) for name, written in _pieces(text)]
    said = [(name, written) for name, written in said if written and written != "ago"]
    known = all(is_date_line(written) or says_ago(written) or is_time(written) for _, written in said)
    dated = tuple((name, written) for name, written in said if not is_time(written))
    if known and said and not dated:
        return (("published", ""),)
    return dated if known else ()


def _pieces(text: str) -> list[tuple[str, str]]:
    """The text between the role words; what stands before the first one was published."""
    marks = list(_ROLE.finditer(text))
    starts = [0, *(found.end() for found in marks)]
    ends = [*(found.start() for found in marks), len(text)]
    names = ["published", *("updated" if found["updated"] else "published" for found in marks)]
    return [(name, text[start:end]) for name, start, end in zip(names, starts, ends, strict=True)]
