"""Dates as markup writes them, to ISO 8601 with the time zone where it is given."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"^\s*(\d{4})[-/.]?(\d{2})(?:[-/.]?(\d{2}))?"
    r"(?:[T\s,]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"^\d{10}(\d{3})?$")
FARTHEST_ZONE = 14
"""Hours: no place's clock is farther from Greenwich's."""
_AFTER = re.compile(r"^\s*$|^\s*[A-Z]{2,4}\s*$|^\s*\[|^\s*\(")


def iso(value: str) -> str | None:
    """The value as an ISO date or date-time (month or day precision as given), or None where it is no plain date.

    >>> iso("2024-05-03T10:11:12.000+0200"), iso("Fri, 03 May 2024 10:11:12 GMT"), iso("20240503")
    ('2024-05-03T10:11:12+02:00', '2024-05-03T10:11:12Z', '2024-05-03')
    """
    value = value.strip()
    if _EPOCH.match(value):
        return _stamp(datetime.fromtimestamp(int(value[:10]), UTC))
    found = _ISO.match(value)
    if found and (found.group(4) or _AFTER.match(value[found.end() :])):
        return _joined(*found.groups())
    if re.match(r"^[A-Za-z]{3,9},? \d|^\d{1,2} [A-Z][a-z]{2} \d{4} \d", value):
        try:
            return _stamp(parsedate_to_datetime(value))
        except (ValueError, TypeError, IndexError):
            return None
    return None


def _stamp(moment: datetime) -> str | None:
    if not 1500 < moment.year < 2200:
        return None
    text = moment.isoformat(timespec="seconds")
    return text.replace("+00:00", "Z")


def _joined(year: str, month: str, day: str | None, hour: str | None, minute: str | None, second: str | None, zone: str | None) -> str | None:  # fmt: skip
    try:
        datetime(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if not 1500 < int(year) < 2200:
        return None
    if day is None:
        return f"{year}-{month}"
    return f"{year}-{month}-{day}{_clock(hour, minute, second, zone)}"


def _clock(hour: str | None, minute: str | None, second: str | None, zone: str | None) -> str:
    """`T07:30:00+01:00`, to the precision given; empty for a time of day that there is not."""
    if hour is None or int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return ""
    return f"T{int(hour):02d}:{minute}{f':{second}' if second else ''}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT") or zone.strip("+-0:") == "":
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) <= FARTHEST_ZONE and int(digits[2:]) < 60 else ""
