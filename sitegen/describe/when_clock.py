"""Times of day and their zones beside a date, as ISO 8601 writes them."""

from __future__ import annotations

import re

_HALF_BEFORE = r"(?P<half>午前|午後|上午|下午|오전|오후)?\s*"
_TIME = re.compile(
    rf"(?<![\d.:/-])(?:[Tt]|(?:at|à|um|às|a las|alle|kl|klo|o|ore|godz|la ora|saat|الساعة)\b\.?\s*)?{_HALF_BEFORE}(?P<hour>\d{{1,2}})\s?[:.hHuU時时點点시]\s?(?P<minute>\d\d)(?:\s?[:.m]\s?(?P<second>\d\d)s?(?:\.\d+)?)?"
    r"\s*(?:Uhr|hrs?|hours|heures|h|น\.|分|분)?(?![\d])\s*(?P<after>[ap]\.?\s?m\b\.?|[صم](?!\w))?",
    re.IGNORECASE,
)
_HOUR_ONLY = re.compile(r"\b(\d{1,2})\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_OFFSET = re.compile(
    r"(?:\(?\b(?:GMT|UTC)\s*)?([+\-−])(\d{1,2}):?(\d\d)?\)?\s*(?:\([A-Z]{2,5}\))?(?=$|\s+\d{4}$)|\b(Z)$", re.IGNORECASE
)
_ZONE_NAME = re.compile(r"(?<=[\dmM.] )\(?(?P<zone>[A-Z]{1,5})\)?(?![^\W_])")
"""Behind a time of day; which words are zones the table says."""
_ZONES = {
    "UTC": "Z", "GMT": "Z", "Z": "Z", "WET": "Z", "BST": "+01:00", "WEST": "+01:00", "CET": "+01:00", "MEZ": "+01:00",
    "WAT": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "SAST": "+02:00", "CAT": "+02:00", "EEST": "+03:00",
    "MSK": "+03:00", "EAT": "+03:00", "TRT": "+03:00", "PKT": "+05:00", "NPT": "+05:45", "WIB": "+07:00", "HKT": "+08:00",
    "SGT": "+08:00", "PHT": "+08:00", "MYT": "+08:00", "AWST": "+08:00", "KST": "+09:00", "JST": "+09:00", "ACST": "+09:30",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "AKST": "-09:00", "HST": "-10:00", "ART": "-03:00", "BRT": "-03:00",
}  # fmt: skip
"""Zone abbreviations that mean one thing in news; IST and CST mean several and are left off."""


def take_clock(text: str) -> tuple[str, str | None]:
    """The text without its time of day and zone, and those as ISO."""
    offset = _OFFSET.search(text) if ":" in text or "GMT" in text.upper() or "UTC" in text.upper() else None
    if offset and (offset.group(4) or re.search(r"\d[:.h]\d\d", text[: offset.start()])):
        zone = "Z" if offset.group(4) else zone_offset(f"{offset[1]}{offset[2]}:{offset[3] or '00'}")
        return _take_time(f"{text[: offset.start()]} {text[offset.end() :]}".strip(), zone)
    named = next((found for found in _ZONE_NAME.finditer(text) if found["zone"] in _ZONES), None)
    if named:
        return _take_time(f"{text[: named.start()]} {text[named.end() :]}", _ZONES[named["zone"]])
    return _take_time(text, "")


def _take_time(text: str, zone: str) -> tuple[str, str | None]:
    for found in _TIME.finditer(text):
        hour, minute, second = found["hour"], found["minute"], found["second"]
        looks_like_day = (
            "." in found.group() and ":" not in found.group() and re.match(r"\s*\.?\d{2,4}", text[found.end() :])
        )
        half = found["after"] or _HALVES.get(found["half"] or "", "")
        clock = None if looks_like_day else clock_time(hour, minute, second, zone, half)
        if clock or (hour, minute) == ("00", "00"):
            return f"{text[: found.start()]} {text[found.end() :]}", clock
    alone = _HOUR_ONLY.search(text)
    if alone:
        return text[: alone.start()] + text[alone.end() :], clock_time(alone[1], "00", None, zone, alone[2])
    return text, None


_HALVES = {"午前": "a", "上午": "a", "오전": "a", "午後": "p", "下午": "p", "오후": "p"}


def zone_offset(written: str) -> str:
    """`Z` or an offset as ISO writes it; empty where it is unknown."""
    plain = written.upper().replace("−", "-")
    found = re.fullmatch(r"([+-])(\d{1,2}):?(\d\d)?", plain)
    if found:
        offset = f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"
        return offset if int(found[2]) <= 14 else ""
    return _ZONES.get(plain, "")


def clock_time(hour: str, minute: str, second: str | None, zone: str, half: str = "") -> str | None:
    """`T10:30Z`; empty for no time of day that there is."""
    number = int(hour)
    if half:
        number = number % 12 + (12 if half[0].lower() in "pم" else 0)
    if number > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    if second == "00" and number == 0 and int(minute) == 0 and not zone:
        return None  # how databases write a day without a time
    return f"T{number:02}:{minute}" + (f":{second}" if second else "") + zone
