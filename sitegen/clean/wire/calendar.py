"""Dates as they stand in running wire copy: found and told from other words, not yet read."""

from __future__ import annotations

import re

from sitegen.clean.wire.words import WEEKDAYS
from sitegen.text import fold, month_number

_ARTICLES = ("le", "el", "den", "the", "am")
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.|°)?"
_TWO_WORDS = ("كانون ", "تشرين ")
_MONTH = r"(?:(?:كانون|تشرين) ال(?:أول|اول|ثاني)|[^\W\d_]{3,12})"
_YEAR = r"(?:1[89]|20|21)\d\d"
_WEEKDAY = r"(?:[^\W\d_]{3,10}\.?,?\s+)?"
_OF = r"(?:de |del |d['’]|of )?"
_CLOCK = r"(?:,?\s+(?:at |um |à |kl\. )?\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|GMT|UTC|Uhr))?)?"

_CJK_DAY = re.compile(r"\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]")
_APART = r"(?:\s+|[-/])?"
_DATES = (
    re.compile(
        rf"{_WEEKDAY}(?:le |el |den |the |am )?(?P<day>\d{{1,2}}){_ORDINAL}{_APART}{_OF}(?P<month>{_MONTH})(?:[ /][\u0621-\u064a]{{3,6}}(?: [\u0621-\u064a]{{4,6}})?(?=\s?[(\d/]))?\.?(?:,?(?:\s+|[-/]){_OF}(?:{_YEAR}|['’]?\d\d(?=\s*[(/])))?{_CLOCK}(?!\w)"
    ),
    re.compile(rf"{_WEEKDAY}(?P<month>{_MONTH})\.?\s?(?P<day>\d{{1,2}}){_ORDINAL}(?:,?\s+{_YEAR})?{_CLOCK}(?!\w)"),
    re.compile(rf"{_YEAR}\.? (?P<month>{_MONTH})\.? (?P<day>\d{{1,2}}){_ORDINAL}{_CLOCK}(?!\w)"),
    re.compile(rf"(?P<digits>\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d\d)|{_YEAR}-\d\d-\d\d){_CLOCK}(?!\w)"),
    re.compile(r"(?P<weekday>[^\W\d_]{3,13})(?!\w)"),
)
"""A day beside a month's name, digits, or a weekday; `_holds` settles whether the words are ones."""


def match_date(text: str, at: int = 0) -> re.Match[str] | None:
    """A date that stands exactly at `at`, None where the words there name none."""
    return next((found for form in _DATES if (found := form.match(text, at)) and _holds(found)), None)


_SHORT_DATES = (
    re.compile(r"\d{1,2}[./]\d{1,2}\.?(?=\s*[(\[/|])"),
    re.compile(r"\d{1,2}\.?(?=\s*[(\[])"),
)


def match_short_date(text: str, at: int = 0) -> re.Match[str] | None:
    """`14/05` or a day's number alone, as some agencies write them between the place and their name."""
    found = next((found for form in _SHORT_DATES if (found := form.match(text, at))), None)
    return found if found and all(1 <= int(number) <= 31 for number in re.findall(r"\d+", found.group())) else None


_HIJRI_MONTHS = (
    r"Muharram|Safar|Rab[ie]+['’]? ?(?:al-)?(?:Aw+al|Th?ani|Akh[ie]r|I{1,2}|[12])|Jum[ae]+d[ae]h? ?(?:al-|Al-|ath-)?(?:[Uu]la|Th?an[iy]a?h?|Akh[ie]ra|Aw+al|I{1,2}|[12])|Rajab|"
    r"Sha['’]?a?ban|Ramad[ah]+n|Shaw+al|(?:Dhu|Dhul|Zul|Thul)[ -]?(?:al-|'l-)?(?:Qa['’]?da[h]?|Qi['’]?dah?|Hijj?a[h]?|Hajj)|"
    r"محرم|صفر|ربيع (?:ال)?(?:أول|اول|آخر|اخر|ثاني|الأول|الآخر|الثاني)|جماد[يى] (?:ال)?(?:أولى|اولى|آخرة|اخرة|ثانية|الأولى|الآخرة|الثانية|الأول|الثاني)|رجب|شعبان|رمضان|شوال|"
    r"ذ[وي] القعدة|ذ[وي] الحجة"
)
_HIJRI_YEAR = r"1[34]\d\d(?:\s?(?:هـ|ه|AH|A\.H\.|H))?(?!\w)"
HIJRI_DATE = re.compile(
    rf"(?:\d{{1,2}}\s+(?:شهر )?(?:{_HIJRI_MONTHS})|(?:{_HIJRI_MONTHS})\s+\d{{1,2}}),?\s+{_HIJRI_YEAR}", re.IGNORECASE
)


def match_hijri(text: str, at: int = 0) -> re.Match[str] | None:
    """A day of the Islamic calendar that stands exactly at `at`: `Jumada II 26, 1440`, `22 شعبان 1445 هـ`."""
    return HIJRI_DATE.match(text, at)


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    found = match_date(text.strip(" .,"))
    return bool(found) and found is not None and found.end() >= len(text.strip(" .,")) - 1


_TOKEN_START = re.compile(r"(?<!\w)\w")
_MONTH_AND_YEAR = re.compile(rf"(?P<month>{_MONTH})\.? (?:de )?{_YEAR}")
_AGO = re.compile(
    r"ago|(?:\d+|an?|one|two|a few) \w+ ago|(?:il y a|hace|vor|há|منذ) \w+ ?\w*|\w+ \w+ (?:fa|geleden|sedan|siden|sitten|temu|önce|yang lalu|назад|тому)|\d+ ?(?:分钟|小时|天|時間|分|日|시간|분|일)\s?(?:前|전)",
    re.IGNORECASE,
)
_CLOCK_TIME = re.compile(r"\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4}| ?Uhr)?", re.IGNORECASE)


def says_ago(text: str) -> bool:
    """`a year ago`, `vor 3 Stunden`: a time that counts from now."""
    return bool(_AGO.fullmatch(text.strip()))


def is_time(text: str) -> bool:
    """A time of day and nothing else."""
    return bool(_CLOCK_TIME.fullmatch(text.strip()))


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
    month = groups["month"].startswith(_TWO_WORDS) or month_number(groups["month"]) is not None
    return 1 <= int(groups["day"]) <= 31 and month and named


_WORDS_OF_DATES = """
at on of the de del le el den am um a las les à às alle ore h uhr hrs hours heures horas ora hora o clock p m pm st nd rd th er ten
gmt utc est edt cst cdt mst mdt pst pdt et pt ct mt bst cet cest mez mesz ist msk eet eest wib pkt jst kst hkt sgt aest aedt nzst nzdt
t z kl klo godz saat om u d dne dia día г года год р року роки в о на в ч мин час r roku ב ביום יום שעה في الساعة يوم صباحا مساء م مـ ه هـ الموافق بتوقيت غرينتش
"""
_LINE_WORDS = frozenset(_WORDS_OF_DATES.split())
_LINE_TOKEN = re.compile(r"[^\W\d_]+|\d+")
LONGEST_LINE = 70


_ONLY_YEAR = re.compile(_YEAR)
_YEAR_IN_SHORT = re.compile(r"^\d{1,2}\.? ?[^\W\d_]{3,4}\.? ['’]?\d\d(?!\d)|(?<![\d.])\d{1,2}\.\d{1,2}\.\d\d(?![\d.])")
"""`04.Jul 23`, `04.05.21`."""


def _is_month(word: str) -> bool:
    """Hebrew writes "in" and the month as one word."""
    return month_number(word) is not None or (word[0] == "ב" and month_number(word[1:]) is not None)


def is_date_line(text: str) -> bool:
    """Whether a line is a date with its time, weekday and zone, and nothing else; it must have a year."""
    if len(text) > LONGEST_LINE or not re.search(r"\d", text):
        return False
    words = _LINE_TOKEN.findall(text)
    names = [word for word in words if not word.isdigit()]
    plain = all(w.casefold() in _LINE_WORDS or _is_month(w) or is_weekday(w) for w in names)
    year = any(_ONLY_YEAR.fullmatch(word) for word in words) or bool(_YEAR_IN_SHORT.search(text))
    shaped = any(_is_month(w) for w in names) or re.search(r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}", text)
    return plain and year and bool(shaped) and len(words) >= 2
