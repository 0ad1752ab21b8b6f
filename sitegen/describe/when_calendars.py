"""Years that are not counted from the birth of Christ: turned into such where that needs no calendar, else told.

East Asian eras, the year of the Republic of China and the Buddhist year differ in the year's number alone.
The Islamic and the Persian calendar have days of their own: a date that only they give stays unread.
"""

from __future__ import annotations

import re

from sitegen.clean.wire.calendar import match_hijri

_ERAS = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "民國": 1911,
    "民国": 1911,
    "中華民國": 1911,
}
"""The year before each era's first."""
_ERA = re.compile(rf"(?P<era>{'|'.join(sorted(_ERAS, key=len, reverse=True))})\s?(?P<year>元|\d{{1,3}})\s?年")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HAN_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_HAN_NUMBER = re.compile(
    r"(?<=[年月])(?P<number>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[月日])"
)

_THAI_MONTHS = (
    "มกราคม ม.ค.", "กุมภาพันธ์ ก.พ.", "มีนาคม มี.ค.", "เมษายน เม.ย.", "พฤษภาคม พ.ค.", "มิถุนายน มิ.ย.",
    "กรกฎาคม ก.ค.", "สิงหาคม ส.ค.", "กันยายน ก.ย.", "ตุลาคม ต.ค.", "พฤศจิกายน พ.ย.", "ธันวาคม ธ.ค.",
)  # fmt: skip
_THAI = {name: number for number, names in enumerate(_THAI_MONTHS, 1) for name in names.split()}
_THAI_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})\s*(?P<month>{'|'.join(map(re.escape, sorted(_THAI, key=len, reverse=True)))})\s*(?:พ\.ศ\.\s*)?(?P<year>\d{{4}})"
)
_BUDDHIST = 543
_BUDDHIST_YEARS = range(2400, 2700)

_PERSIAN = re.compile(
    r"\d{1,2}\s+(?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)(?:\s*(?:ماه)?\s+1[2-4]\d\d)?"
)
_JOINTS = " -–—/|,،()هـم"


def christian_years(text: str) -> str:
    """The text with East Asian and Thai dates as `2024年3月3日`, other text as it is."""
    if text.isascii():
        return text
    text = _HAN_YEAR.sub(lambda found: found.group().translate(_HAN_DIGITS), text)
    text = _HAN_NUMBER.sub(lambda found: str(_han_number(found["number"])), text)
    text = _ERA.sub(lambda found: f"{_ERAS[found['era']] + int(found['year'].replace('元', '1'))}年", text)
    return _THAI_DATE.sub(_thai, text)


def _han_number(written: str) -> int:
    """`十二` is 12, `三十` 30."""
    tens, ten, ones = written.rpartition("十")
    units = int(ones.translate(_HAN_DIGITS)) if ones else 0
    return units if not ten else 10 * (int(tens.translate(_HAN_DIGITS)) if tens else 1) + units


def _thai(found: re.Match[str]) -> str:
    year = int(found["year"])
    year -= _BUDDHIST if year in _BUDDHIST_YEARS else 0
    return f"{year}年{_THAI[found['month']]}月{found['day']}日"


def without_other_calendars(text: str) -> str | None:
    """The text without an Islamic or Persian date; None where nothing but such a date is there."""
    if text.isascii() and not re.search(r"\b1[34]\d\d\b", text):
        return text
    for place in (found.start() for found in re.finditer(r"(?<!\w)\w", text)):
        found = match_hijri(text, place) or _PERSIAN.match(text, place)
        if found:
            rest = (text[: found.start()].strip(_JOINTS) + " " + text[found.end() :].strip(_JOINTS)).strip()
            return rest if re.search(r"\d{4}", rest) else None
    return text
