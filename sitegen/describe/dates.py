"""Isolated date strings into ISO 8601, strictly: what is not certain is left open and said to be.

`read_date` takes a string that is a date and nothing else ("8th Dec, 2024", "mardi 4 mars 2025 à
10h30", "07/12/2024 18:05 GMT") and returns it with the precision it has. Zones are kept as given.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import msgspec

from sitegen.text import month_number

DateOrder = Literal["dmy", "mdy", "ymd"]
LONGEST = 120


class ReadDate(msgspec.Struct, frozen=True):
    """`iso` is a year, month, date or date-time, empty where nothing certain was read; then (or where
    it is only a part) `problem` names why. `alternatives` are the ISO dates an ambiguous one may mean.
    `month_day` is `MM-DD` where only the year is missing, `days_back` how long before a known date a relative one lies."""

    iso: str = ""
    problem: str = ""
    alternatives: tuple[str, ...] = ()
    month_day: str = ""
    days_back: int = 0


_ISO = re.compile(
    r"(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:(?:[T\s_]+|\s*,\s*)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+\-−]\d\d(?::?\d\d)?)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_TIME = re.compile(
    r"(?<![\d.:/-])(?:[Tt]|(?:at|à|um|às|a las|alle|kl|klo|o|la ora|الساعة)\b\.?\s*)?(\d{1,2})\s?[:.hHu]\s?(\d\d)(?:\s?[:.m]\s?(\d\d)s?(?:\.\d+)?)?"
    r"\s*(?:Uhr|hrs?|hours|heures|h|น\.)?(?![\d])\s*([ap]\.?\s?m\b\.?|[صم](?!\w))?",
    re.IGNORECASE,
)
_HOUR_ONLY = re.compile(r"\b(\d{1,2})\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_OFFSET = re.compile(
    r"(?:\(?\b(?:GMT|UTC)\s*)?([+\-−])(\d{1,2}):?(\d\d)?\)?\s*(?:\([A-Z]{2,5}\))?$|\b(Z)$", re.IGNORECASE
)
_ZONES = {
    "UTC": "Z", "GMT": "Z", "Z": "Z", "WET": "Z", "BST": "+01:00", "WEST": "+01:00", "CET": "+01:00", "MEZ": "+01:00",
    "WAT": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "SAST": "+02:00", "CAT": "+02:00", "EEST": "+03:00",
    "MSK": "+03:00", "EAT": "+03:00", "TRT": "+03:00", "PKT": "+05:00", "NPT": "+05:45", "WIB": "+07:00", "HKT": "+08:00",
    "SGT": "+08:00", "PHT": "+08:00", "MYT": "+08:00", "AWST": "+08:00", "KST": "+09:00", "JST": "+09:00", "ACST": "+09:30",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "AKST": "-09:00", "HST": "-10:00", "ART": "-03:00", "BRT": "-03:00",
}  # fmt: skip
"""Zone abbreviations that mean one thing in news; IST and CST mean several and are left off."""

_CJK = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号號]?)?)?")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
_NUMERIC_SHORT = re.compile(r"(\d{1,2})[./](\d{4})")
_WORD = re.compile(r"[^\W\d_]+\.?|\d+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ère|ème|eme|e|º|ª|°|o|\.)(?![^\W_])", re.IGNORECASE)
_TWO_WORD_MONTHS = (("كانون الثاني", "يناير"), ("كانون الاول", "ديسمبر"), ("كانون الأول", "ديسمبر"), ("تشرين الثاني", "نوفمبر"),
                    ("تشرين الاول", "أكتوبر"), ("تشرين الأول", "أكتوبر"), ("tháng ", "tháng"))  # fmt: skip
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s*(\d{1,2})(?:,?\s+(?:năm\s+)?(\d{4}))?", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{3}|[^\W\d_\x00-\x7f]")
_RELATIVE = re.compile(
    r"(?:(?P<number>\d{1,3}|an?|une?|un|eine[rnm]?) ?(?P<unit>\w+?)s? ago|(?:il y a|hace|vor|há|منذ) (?P<number2>\d{1,3}|une?|un|eine[rnm]?) ?(?P<unit2>\w+)"
    r"|(?P<day>yesterday|today|just now|hier|aujourd['’]hui|ayer|hoy|gestern|heute|ieri|oggi|ontem|hoje|أمس|اليوم))",
    re.IGNORECASE,
)
_UNITS = {"day": 1, "jour": 1, "dia": 1, "día": 1, "tag": 1, "week": 7, "semaine": 7, "semana": 7, "woche": 7,
          "hour": 0, "minute": 0, "min": 0, "second": 0, "heure": 0, "hora": 0, "minuto": 0, "stunde": 0, "hr": 0}  # fmt: skip
_YESTERDAY = frozenset(["yesterday", "hier", "ayer", "gestern", "ieri", "ontem", "أمس"])
_MOST_WORDS = 12
_YEARS = range(1500, 2200)


def read_date(written: str, order: DateOrder | None = None) -> ReadDate:
    """The date that `written` is. `order` decides between day and month where digits leave it open."""
    text = _plain(written)
    if not text or len(text) > LONGEST:
        return ReadDate(problem="not-a-date")
    for read in (_read_iso, _read_compact, _read_cjk, _read_relative):
        found = read(text)
        if found:
            return found
    body, clock = _take_clock(text)
    for read_body in (_read_numeric, _read_words):
        found = read_body(body, order)
        if found:
            return _with_clock(found, clock)
    return _read_otherwise(text)


def _plain(written: str) -> str:
    text = " ".join(written.split()).strip(" .,;|()[]")
    if not text.isascii():
        text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
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
    return made if hour is None else _with_clock(made, _clock(hour, minute, second, _zone(zone or "")))


def _read_compact(text: str) -> ReadDate | None:
    found = _COMPACT.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    made = _day(int(year), int(month), int(day))
    return made if hour is None else _with_clock(made, _clock(hour, minute, second, _zone(zone or "")))


def _read_cjk(text: str) -> ReadDate | None:
    found = _CJK.search(text)
    if not found:
        return None
    year, month, day = found.groups()
    if not month:
        return _year(int(year))
    if not day:
        return _month(int(year), int(month))
    _, clock = _take_clock(text[found.end() :])
    return _with_clock(_day(int(year), int(month), int(day)), clock)


def _read_relative(text: str) -> ReadDate | None:
    """`2 days ago`, `gestern`: means nothing without a day that it was said on."""
    found = _RELATIVE.fullmatch(text)
    if not found:
        return None
    if found["day"]:
        return ReadDate(problem="relative-date", days_back=int(found["day"].casefold() in _YESTERDAY))
    number, unit = found["number"] or found["number2"], (found["unit"] or found["unit2"]).casefold()
    days = next((days for name, days in _UNITS.items() if unit.startswith(name)), None)
    if days is None:
        return None
    return ReadDate(problem="relative-date", days_back=days * (int(number) if number.isdigit() else 1))


def _zone(written: str) -> str:
    """`Z` or an offset as ISO writes it; empty where it is unknown."""
    plain = written.upper().replace("−", "-")
    found = re.fullmatch(r"([+-])(\d{1,2}):?(\d\d)?", plain)
    if found:
        offset = f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"
        return offset if int(found[2]) <= 14 else ""
    return _ZONES.get(plain, "")


def _clock(hour: str, minute: str, second: str | None, zone: str, half: str = "") -> str | None:
    """`T10:30Z`; empty for no time of day that there is."""
    number = int(hour)
    if half:
        number = number % 12 + (12 if half[0].lower() in "pم" else 0)
    if number > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    if second == "00" and number == 0 and int(minute) == 0 and not zone:
        return None  # how databases write a day without a time
    return f"T{number:02}:{minute}" + (f":{second}" if second else "") + zone


def _with_clock(found: ReadDate, clock: str | None) -> ReadDate:
    return msgspec.structs.replace(found, iso=found.iso + clock) if clock and len(found.iso) == 10 else found


def _take_clock(text: str) -> tuple[str, str | None]:
    """The text without its time of day and zone, and those as ISO."""
    offset = _OFFSET.search(text) if ":" in text or "GMT" in text.upper() or "UTC" in text.upper() else None
    zone = ""
    rest = text
    if offset and (offset.group(4) or re.search(r"\d[:.h]\d\d", text[: offset.start()])):
        zone = "Z" if offset.group(4) else _zone(f"{offset[1]}{offset[2]}:{offset[3] or '00'}")
        rest = text[: offset.start()]
    else:
        named = re.search(r"\(?\b([A-Z]{1,5})\b\)?", text[-8:])
        if named and named[1] in _ZONES:
            zone, rest = _ZONES[named[1]], text.replace(named[0], " ")
    return _take_time(rest, zone)


def _take_time(text: str, zone: str) -> tuple[str, str | None]:
    for found in _TIME.finditer(text):
        hour, minute, second, half = found.groups()
        looks_like_day = (
            "." in found.group() and ":" not in found.group() and re.match(r"\s*\.?\d{2,4}", text[found.end() :])
        )
        clock = None if looks_like_day else _clock(hour, minute, second, zone, half or "")
        if clock or (hour, minute) == ("00", "00"):
            return f"{text[: found.start()]} {text[found.end() :]}", clock
    alone = _HOUR_ONLY.search(text)
    if alone:
        return text[: alone.start()] + text[alone.end() :], _clock(alone[1], "00", None, zone, alone[2])
    return text, None


def _read_numeric(text: str, order: DateOrder | None) -> ReadDate | None:
    found = _NUMERIC.search(text)
    if not found:
        short = _NUMERIC_SHORT.fullmatch(text.strip())
        return _month(int(short[2]), int(short[1])) if short else None
    first, mark, middle, last = found.groups()
    if len(first) == 4:
        return _day(int(first), int(middle), int(last))
    if len(first) > 2 or len(last) not in (2, 4):
        return None
    if len(last) == 2 and order == "ymd":
        return _day(_full_year(first), int(middle), int(last))
    return _day_or_month(int(first), int(middle), _full_year(last), "dmy" if mark == "." else order)


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


def before(known: str, days_back: int) -> str:
    """The day that lies so many days before an ISO date; empty where that names no day."""
    return (date.fromisoformat(known[:10]) - timedelta(days=days_back)).isoformat() if len(known) >= 10 else ""


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
