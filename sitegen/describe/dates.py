"""Isolated date strings into ISO 8601, strictly: what is not certain is left open and said to be.

`read_date` takes a string that is a date and nothing else ("8th Dec, 2024", "mardi 4 mars 2025 à
10h30", "07/12/2024 18:05 GMT") and returns it with the precision it has. Zones are kept as given.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import msgspec

from sitegen.clean.wire.line_words import PUBLISHED, UPDATED
from sitegen.describe.when_calendars import christian_years, without_other_calendars
from sitegen.describe.when_clock import clock_time, take_clock, zone_offset
from sitegen.describe.when_said import UNRESOLVED, days_back
from sitegen.text import fold, month_number

DateOrder = Literal["dmy", "mdy", "ymd"]
LONGEST = 120


class ReadDate(msgspec.Struct, frozen=True):
    """`iso` is a year, month, date or date-time, empty where nothing certain was read; then (or where
    it is only a part) `problem` names why. `alternatives` are the ISO dates an ambiguous one may mean.
    `month_day` is `MM-DD` where only the year is missing, `days_back` how long before a known date a relative one lies
    (UNRESOLVED where it counts in months)."""

    iso: str = ""
    problem: str = ""
    alternatives: tuple[str, ...] = ()
    month_day: str = ""
    days_back: int = 0


_ISO = re.compile(
    r"(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:(?:[T\s_]+|\s*,\s*)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|[A-Z]{3,4}|[+\-−]\d\d(?::?\d\d)?)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号號]?)?)?")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)(?!\2\d)")
_NUMERIC_SHORT = re.compile(r"(\d{1,2})[./](\d{4})|(?P<year>\d{4})[./](?P<month>\d{1,2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[./-](\d{1,2})\.?")
_ROMAN = {
    name: number
    for number, name in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)
}
_ROMAN_DATE = re.compile(r"(?P<day>\d{1,2})[. -]{1,2}(?P<month>[IVX]{1,4})[. -]{1,2}(?P<year>\d{4}|\d\d)(?!\d)")
_WEEK_DATE = re.compile(r"(\d{4})-?W(\d\d)-?([1-7])")
_YEAR_DAY = re.compile(r"(\d{4})-(\d{3})")
_LEAD_IN = re.compile(
    rf"(?:{PUBLISHED}|{UPDATED}|ngày)(?![^\W\d_])(?: (?:on|at|le|el|am|den|em|il|в|в|في))?\s*[:：.-]?\s*(?=\S)",
    re.IGNORECASE,
)
"""Words that say that a date follows."""
_ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|um|vers|hacia|около|نحو) ?(?P<year>\d{4})", re.IGNORECASE)
_SEASON = re.compile(
    r"(?:(?P<season>[^\W\d_]{4,10})|Q[1-4]|[1-4]\. ?Quartal|T[1-4]),? (?:de |del |of )?(?P<year>\d{4})|(?P<year_first>\d{4})[- ]?Q[1-4]",
    re.IGNORECASE,
)
_SEASONS = frozenset(
    ["spring", "summer", "autumn", "fall", "winter", "printemps", "ete", "automne", "hiver", "primavera", "verano", "otono", "invierno",
     "fruhling", "fruhjahr", "sommer", "herbst", "estate", "autunno", "inverno", "verao", "outono", "lente", "zomer", "herfst", "весна", "лето", "осень", "зима"]
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+\.?|\d+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ère|ème|eme|e|º|ª|°|o|\.)(?![^\W_])", re.IGNORECASE)
_TWO_WORD_MONTHS = (("كانون الثاني", "يناير"), ("كانون الاول", "ديسمبر"), ("كانون الأول", "ديسمبر"), ("تشرين الثاني", "نوفمبر"),
                    ("تشرين الاول", "أكتوبر"), ("تشرين الأول", "أكتوبر"), ("tháng ", "tháng"))  # fmt: skip
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s*(\d{1,2})(?:,?\s+(?:năm\s+)?(\d{4}))?", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{3}|[^\W\d_\x00-\x7f]")
_MOST_WORDS = 12
_YEARS = range(1500, 2200)


def read_date(written: str, order: DateOrder | None = None) -> ReadDate:
    """The date that `written` is. `order` decides between day and month where digits leave it open."""
    text = _plain(written)
    if not text or len(text) > LONGEST:
        return ReadDate(problem="not-a-date")
    for read in (_read_iso, _read_compact, _read_cjk, _read_relative, _read_year):
        found = read(text)
        if found:
            return found
    own = without_other_calendars(text)
    if own is None:
        return ReadDate(problem="other-calendar")
    return _read_day(own, order) or _read_otherwise(own)


def _read_day(text: str, order: DateOrder | None) -> ReadDate | None:
    """A day, with or without a time beside it: in digits first, whose dots and colons no time may claim."""
    digits = _NUMERIC.search(text)
    if digits:
        found = _read_numeric(digits, order)
        return (
            _with_clock(found, take_clock(f"{text[: digits.start()]} {text[digits.end() :]}".strip())[1])
            if found
            else None
        )
    body, clock = take_clock(text)
    for read_body in (_read_short, _read_roman, _read_words):
        found = read_body(body.strip(), order)
        if found:
            return _with_clock(found, clock)
    return None


def _plain(written: str) -> str:
    text = " ".join(written.split()).strip(" .,;|()[]")
    lead = _LEAD_IN.match(text)
    text = text[lead.end() :] if lead else text
    if not text.isascii():
        text = christian_years("".join(str(int(c)) if c.isdecimal() else c for c in text))
        for long, short in _TWO_WORD_MONTHS:
            text = text.replace(long, short)
    return text


def _day(year: int, month: int, day: int) -> ReadDate:
    if year not in _YEARS:
        return ReadDate(problem="impossible-date")
    try:
        return ReadDate(date(year, month, day).isoformat())
    except ValueError:
        return ReadDate(problem="impossible-date")


def _month(year: int, month: int) -> ReadDate:
    return (
        ReadDate(f"{year:04}-{month:02}")
        if month in range(1, 13) and year in _YEARS
        else ReadDate(problem="impossible-date")
    )


def _year(year: int) -> ReadDate:
    return ReadDate(f"{year:04}") if year in _YEARS else ReadDate(problem="impossible-date")


def _read_iso(text: str) -> ReadDate | None:
    found = _ISO.fullmatch(text)
    if not found:
        return _year(int(text)) if re.fullmatch(r"\d{4}", text) else None
    year, month, day, hour, minute, second, zone = found.groups()
    if day is None:
        return _month(int(year), int(month))
    made = _day(int(year), int(month), int(day))
    return made if hour is None else _with_clock(made, clock_time(hour, minute, second, zone_offset(zone or "")))


def _read_compact(text: str) -> ReadDate | None:
    found = _COMPACT.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    made = _day(int(year), int(month), int(day))
    return made if hour is None else _with_clock(made, clock_time(hour, minute, second, zone_offset(zone or "")))


def _read_cjk(text: str) -> ReadDate | None:
    found = _CJK.search(text)
    if not found:
        return None
    year, month, day = found.groups()
    if not month:
        return _year(int(year))
    if not day:
        return _month(int(year), int(month))
    _, clock = take_clock(text[found.end() :])
    return _with_clock(_day(int(year), int(month), int(day)), clock)


def _read_relative(text: str) -> ReadDate | None:
    """`2 days ago`, `gestern`: means nothing without a day that it was said on."""
    days = days_back(text)
    return None if days is None else ReadDate(problem="relative-date", days_back=days)


def _read_year(text: str) -> ReadDate | None:
    """A year alone, with a season, a quarter or a word of doubt; an ISO week's day, a day's number in its year."""
    about = _ABOUT.fullmatch(text)
    if about:
        return _year(int(about["year"]))
    season = _SEASON.fullmatch(text)
    if season and (not season["season"] or fold(season["season"]) in _SEASONS):
        return _year(int(season["year"] or season["year_first"]))
    week, number = _WEEK_DATE.fullmatch(text), _YEAR_DAY.fullmatch(text)
    try:
        if week:
            return ReadDate(date.fromisocalendar(int(week[1]), int(week[2]), int(week[3])).isoformat())
        if number and 1 <= int(number[2]) <= 366:
            return ReadDate((date(int(number[1]), 1, 1) + timedelta(days=int(number[2]) - 1)).isoformat())
    except ValueError:
        return ReadDate(problem="impossible-date")
    return None


def _with_clock(found: ReadDate, clock: str | None) -> ReadDate:
    return msgspec.structs.replace(found, iso=found.iso + clock) if clock and len(found.iso) == 10 else found


def _read_numeric(found: re.Match[str], order: DateOrder | None) -> ReadDate | None:
    first, mark, middle, last = found.groups()
    if len(first) == 4:
        return _day(int(first), int(middle), int(last))
    if len(first) > 2 or len(last) not in (2, 4):
        return None
    if len(last) == 2 and order == "ymd":
        return _day(_full_year(first), int(middle), int(last))
    return _day_or_month(int(first), int(middle), _full_year(last), "dmy" if mark == "." else order)


def _read_short(text: str, order: DateOrder | None) -> ReadDate | None:
    """`03/2024`, `2024/03`; `3/3` and, where the order is known, `3/4`, whose year is missing."""
    month = _NUMERIC_SHORT.fullmatch(text)
    if month:
        return _month(int(month[2] or month["year"]), int(month[1] or month["month"]))
    found = _DAY_AND_MONTH.fullmatch(text)
    if not found:
        return None
    made = _day_or_month(int(found[1]), int(found[2]), _LEAP_YEAR, order)
    if len(made.iso) == 10:
        return ReadDate(problem="no-year", month_day=made.iso[5:])
    return ReadDate(problem="no-year") if made.alternatives else None


_LEAP_YEAR = 2000


def _read_roman(text: str, order: DateOrder | None) -> ReadDate | None:
    """`3.III.2024`, as Poland, Hungary and old letters write the month."""
    found = _ROMAN_DATE.search(text)
    if not found or found["month"] not in _ROMAN:
        return None
    return _day(_full_year(found["year"]), _ROMAN[found["month"]], int(found["day"]))


def written_order(written: str) -> DateOrder | None:
    """The order that a date in digits shows by itself: `13/3/2024` day first, `3/13/2024` month first.

    >>> written_order("13/3/2024"), written_order("4/3/2024")
    ('dmy', None)
    """
    found = _NUMERIC.search(written)
    if not found or len(found[1]) > 2 or found[2] != "/":
        return None
    return "dmy" if int(found[1]) > 12 else "mdy" if int(found[3]) > 12 else None


def _day_or_month(first: int, second: int, year: int, order: str | None) -> ReadDate:
    if first > 12 or second > 12 or first == second:
        return _day(year, second, first) if first > 12 or first == second else _day(year, first, second)
    if order == "dmy":
        return _day(year, second, first)
    if order == "mdy":
        return _day(year, first, second)
    readings = tuple(sorted({_day(year, second, first).iso, _day(year, first, second).iso}))
    return ReadDate(f"{year:04}", "ambiguous-date", readings)


def _full_year(digits: str) -> int:
    """Two digits mean the century that makes them a past or near year: 00–68 this one, as POSIX has it."""
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number < 69 else 1900)


def _read_words(text: str, order: DateOrder | None) -> ReadDate | None:
    """A day, a month's name and a year in any order, with weekdays and articles between them."""
    vietnamese = _VIETNAMESE.search(text)
    if vietnamese and vietnamese[3]:
        return _day(int(vietnamese[3]), int(vietnamese[2]), int(vietnamese[1]))
    words = _WORD.findall(_ORDINAL.sub(" ", text.replace("'", " ").replace("’", " ")))
    if len(words) > _MOST_WORDS:
        return None
    months = [
        (place, number) for place, word in enumerate(words) if not word[0].isdigit() and (number := _month_of(word))
    ]
    numbers = [(place, word) for place, word in enumerate(words) if word[0].isdigit()]
    if not months or not numbers or len(numbers) > 2:
        return None
    return _assemble(months, numbers)


def _month_of(word: str) -> int | None:
    """Short words first as months ("mar" is mardi only beside another month)."""
    return 10 if word.rstrip(".").casefold() == "out" else month_number(word)


def _assemble(months: list[tuple[int, int]], numbers: list[tuple[int, str]]) -> ReadDate | None:
    month = _nearest_month(months, numbers)
    years = [word for _, word in numbers if len(word) == 4]
    days = [word for _, word in numbers if len(word) <= 2]
    if len(years) == 1 and not days:
        return _month(int(years[0]), month)
    if len(years) == 1 and len(days) == 1:
        return _day(int(years[0]), month, int(days[0]))
    if len(days) == 2 and not years:
        return _day(_full_year(days[1]), month, int(days[0])) if len(days[1]) == 2 else None
    if len(days) == 1 and 1 <= int(days[0]) <= 31:
        return ReadDate("", "no-year", (), f"{month:02}-{int(days[0]):02}")
    return None


def _nearest_month(months: list[tuple[int, int]], numbers: list[tuple[int, str]]) -> int:
    """Of several words that could be months ("mar 4 mars") the one beside a number, the last if in doubt."""
    return min(reversed(months), key=lambda month: min(abs(month[0] - place) for place, _ in numbers))[1]


def _read_otherwise(text: str) -> ReadDate:
    """The last resort, for the styles and languages nothing above knows: needs day, month and a
    four-digit year in the text, so that no clock can enter."""
    if len(text) > 60 or not re.search(r"(?<!\d)(1[5-9]|20|21)\d\d(?!\d)", text) or not _LETTERS.search(text):
        return ReadDate(problem="not-a-date")
    import dateparser

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "STRICT_PARSING": True,
        "TIMEZONE": "UTC",
    }
    try:
        found = dateparser.parse(text, settings=settings)
    except (ValueError, OverflowError, TypeError, RecursionError):
        found = None
    return ReadDate(found.date().isoformat()) if found else ReadDate(problem="not-a-date")


def before(known: str, days: int) -> str:
    """The day that lies so many days before an ISO date; empty where that names no day."""
    if len(known) < 10 or days == UNRESOLVED:
        return ""
    return (date.fromisoformat(known[:10]) - timedelta(days=days)).isoformat()


def with_year(month_day: str, near: str) -> str:
    """`MM-DD` in the year that brings it nearest to the ISO date `near` (a year alone: that year)."""
    year = int(near[:4])
    if len(near) < 10:
        return _valid(year, month_day)
    there = date.fromisoformat(near[:10])
    choices = [iso for y in (year - 1, year, year + 1) if (iso := _valid(y, month_day))]
    return min(choices, key=lambda iso: abs((date.fromisoformat(iso) - there).days), default="")


def _valid(year: int, month_day: str) -> str:
    return _day(year, int(month_day[:2]), int(month_day[3:])).iso


def instant(iso: str) -> datetime:
    """For comparing: the start of what an ISO date, partial or with a time, names; UTC where no zone stands."""
    full = iso + "0001-01-01"[len(iso) :] if len(iso) < 10 else iso
    moment = datetime.fromisoformat(full.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
