"""Dates as they stand in running wire copy: found and told from other words, not yet read."""

from __future__ import annotations

import re

from sitegen.clean.wire.words import WEEKDAYS
from sitegen.text import fold, month_number

_ARTICLES = ("le", "el", "den", "the", "am")
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.|°)?"
_MONTH = r"[^\W\d_]{3,12}"
_YEAR = r"(?:1[89]|20|21)\d\d"
_WEEKDAY = r"(?:[^\W\d_]{3,10}\.?,?\s+)?"
_OF = r"(?:de |del |d['’]|of )?"
_CLOCK = r"(?:,?\s+(?:at |um |à |kl\. )?\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|GMT|UTC|Uhr))?)?"

_CJK_DAY = re.compile(r"\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]")
_APART = r"(?:\s+|[-/])?"
_DATES = (
    re.compile(
        rf"{_WEEKDAY}(?:le |el |den |the |am )?(?P<day>\d{{1,2}}){_ORDINAL}{_APART}{_OF}(?P<month>{_MONTH})\.?(?:,?(?:\s+|[-/]){_OF}{_YEAR})?{_CLOCK}(?!\w)"
    ),
    re.compile(rf"{_WEEKDAY}(?P<month>{_MONTH})\.?\s?(?P<day>\d{{1,2}}){_ORDINAL}(?:,?\s+{_YEAR})?{_CLOCK}(?!\w)"),
    re.compile(rf"(?P<digits>\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d\d)|{_YEAR}-\d\d-\d\d){_CLOCK}(?!\w)"),
    re.compile(r"(?P<weekday>[^\W\d_]{3,13})(?!\w)"),
)
"""A day beside a month's name, digits, or a weekday; `_holds` settles whether the words are ones."""


def match_date(text: str, at: int = 0) -> re.Match[str] | None:
    """A date that stands exactly at `at`, None where the words there name none."""
    return next((found for form in _DATES if (found := form.match(text, at)) and _holds(found)), None)


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    found = match_date(text.strip(" .,"))
    return bool(found) and found is not None and found.end() >= len(text.strip(" .,")) - 1


_TOKEN_START = re.compile(r"(?<!\w)\w")
_MONTH_AND_YEAR = re.compile(rf"(?P<month>{_MONTH})\.? (?:de )?{_YEAR}")
_AGO = re.compile(r"\d+ \w+ ago|(?:il y a|hace|vor|منذ) \d+ \w+", re.IGNORECASE)


def holds_date(text: str) -> bool:
    """Whether a short text says a day or a month of a year, in digits or with its name."""
    starts = [found.start() for found in _TOKEN_START.finditer(text)]
    if any((found := match_date(text, at)) and "weekday" not in found.groupdict() for at in starts):
        return True
    named = _MONTH_AND_YEAR.search(text)
    return bool(_AGO.search(text) or (named and month_number(named["month"])) or _CJK_DAY.search(text))


def is_weekday(word: str) -> bool:
    return fold(word).rstrip(".,") in WEEKDAYS


def _holds(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    if "digits" in groups:
        return True
    if "weekday" in groups:
        return is_weekday(groups["weekday"])
    before = found.group().split(groups["month"])[0].split()
    leading = before[0].rstrip(",.") if before and before[0][0].isalpha() else ""
    named = not leading or leading in _ARTICLES or is_weekday(leading)
    return 1 <= int(groups["day"]) <= 31 and month_number(groups["month"]) is not None and named


_LINE_WORDS = frozenset(
    [
        "at",
        "on",
        "of",
        "the",
        "de",
        "del",
        "le",
        "el",
        "den",
        "am",
        "um",
        "a",
        "las",
        "les",
        "à",
        "h",
        "uhr",
        "hrs",
        "hours",
        "gmt",
        "utc",
        "est",
        "edt",
        "cst",
        "cdt",
        "mst",
        "mdt",
        "pst",
        "pdt",
        "bst",
        "cet",
        "cest",
        "mez",
        "mesz",
        "ist",
        "msk",
        "pm",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "p",
        "m",
        "t",
        "z",
        "o",
        "clock",
        "heures",
        "horas",
        "في",
        "الساعة",
    ]
)
_LINE_TOKEN = re.compile(r"[^\W\d_]+|\d+")
LONGEST_LINE = 70


def is_date_line(text: str) -> bool:
    """Whether a line is a date with its time, weekday and zone, and nothing else; it must have a year."""
    if len(text) > LONGEST_LINE or not re.search(r"\d", text):
        return False
    words = _LINE_TOKEN.findall(text)
    names = [word for word in words if not word.isdigit()]
    plain = all(w.casefold() in _LINE_WORDS or month_number(w) or is_weekday(w) for w in names)
    year = any(re.fullmatch(_YEAR, word) for word in words)
    shaped = any(month_number(w) for w in names) or re.search(r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}", text)
    return plain and year and bool(shaped) and len(words) >= 2
