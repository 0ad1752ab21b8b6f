"""Dates that count from now: `yesterday`, `vor 3 Stunden`, `3時間前`. They mean a day only beside a known one."""

from __future__ import annotations

import re

from sitegen.text import fold

UNRESOLVED = -1
"""Days back of what counts in months or years: no day can be told from it."""

_TODAY = """
today|just now|now|this morning|this evening|tonight|aujourd'hui|a l'instant|hoy|ahora|heute|soeben|gerade eben|oggi|adesso|hoje|agora|vandaag|zojuist|zonet|idag|i dag|nyss|
tanaan|dzis|dzisiaj|dnes|dnesa|ma|astazi|azi|danas|bugun|az once|сегодня|только что|сьогодні|днес|данас|σημερα|היום|اليوم|الان|امروز|आज|今天|刚刚|今日|오늘|방금|hari ini|hom nay
"""
_YESTERDAY = """
yesterday|hier|ayer|gestern|ieri|ontem|gisteren|igar|i gar|i går|eilen|wczoraj|vcera|vceraj|tegnap|jucer|juce|dun|вчера|вчора|jučer|χθες|χτες|אתמול|امس|أمس|البارحة|ديروز|دیروز|कल|昨天|昨日|어제|kemarin|semalam|hom qua|mbremë
"""
_DAY_BEFORE = """
day before yesterday|the day before yesterday|avant-hier|anteayer|antier|vorgestern|l'altro ieri|ieri l'altro|avantieri|anteontem|eergisteren|i forrgar|forgars|i forgårs|toissapaivana|przedwczoraj|
predevcirem|tegnapelott|prekjucer|evvelsi gun|позавчера|позавчора|онзи ден|прекјуче|προχθες|שלשום|اول امس|أول أمس|پريروز|前天|一昨日|おととい|그제|그저께|kemarin dulu
"""


def _words(table: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table.replace("\n", "").split("|"))


_WORDS = (*((word, 0) for word in _words(_TODAY)), *((word, 1) for word in _words(_YESTERDAY)))
_DAYS_BACK = dict((*_WORDS, *((word, 2) for word in _words(_DAY_BEFORE))))

_UNITS: tuple[tuple[str, int], ...] = (
    ("sec second segundo seconde sekund sekunde secondi сек секунд ثاني ثوان 秒 초", 0),
    ("min minute minut minuto minuti minuut minuten минут хвилин хв dakika dk λεπτ דקות דקה دقيق دقائق دقایق मिनट 分 分钟 分鐘 분 menit phut", 0),
    ("hour hr heure hora ora ore stunde std uur uren timm time tim tunti tuntia godzin hodin ora orat sat sati saat час година годин ωρ שעה שעות ساع ساعة ساعات ساعت घंट 小时 小時 時間 시간 jam gio tieng", 0),
    ("day jour dia día tag giorn dag päiv paiv dzien dzień dni den dny dnu nap zi zile dan dana gün gun день дня дней дн днів ден дни ημερ μερ יום ימים يوم ايام أيام روز दिन 天 日 일 hari ngay", 1),
    ("week semaine semana woche settiman week vecka vecko uge uke viikk tydzien tydzień tygodni tyden tydny týden hafta недел тижд седмиц εβδομαδ שבוע שבועות اسبوع أسبوع اسابيع أسابيع هفته हफ्त 周 週間 星期 주 minggu tuan", 7),
    ("month mois mes meses monat mese mesi mês maand månad manad maned kuukau miesiac miesiąc mesic měsíc ay месяц месяца месяцев місяц месец μην חודש شهر اشهر أشهر ماه महीन 个月 個月 ヶ月 か月 개월 bulan thang", UNRESOLVED),
    ("year an ans annee año ano jahr ann jaar ar år vuo rok lat let rokov yıl yil год года лет рік років годин χρον שנה سنة سنوات عام सال साल 年 년 tahun nam", UNRESOLVED),
)  # fmt: skip
_UNIT_DAYS = {fold(stem): days for stems, days in _UNITS for stem in stems.split()}
_LONGEST_FIRST = sorted(_UNIT_DAYS, key=len, reverse=True)

_NUMBER = r"(?P<number>\d{1,3}|an?|one|une?|un|una|uno|eine[rnm]?|um|uma|en|ett|et|een|één|jeden|jedną|bir|один|одну|few|a few)"
_BEFORE = r"(?:il y a|hace|vor|há|ha|fa|för|for|acum|πριν(?: από)?|לפני|منذ|قبل|před|pred|pre|prije)"
_BEHIND = (
    r"(?:ago|fa|geleden|sedan|siden|sitten|temu|wstecz|önce|назад|тому(?: назад)?|преди|yang lalu|lalu|trước|पहले|atrás)"
)
_FORMS = (
    re.compile(rf"{_BEFORE} (?:about |environ |circa |حوالي )?{_NUMBER} ?(?P<unit>[^\W\d_]+\.?)(?: siden| sedan)?", re.IGNORECASE),
    re.compile(rf"(?:about |circa |ca\.? )?{_NUMBER} ?(?P<unit>[^\W\d_]+\.?) {_BEHIND}", re.IGNORECASE),
    re.compile(r"(?P<number>\d{1,3}) ?(?P<unit>秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間|星期|个月|個月|ヶ月|か月|年|초|분|시간|일|주|개월|년) ?(?:前|전|以前)"),
    re.compile(r"(?:منذ|قبل) (?P<unit>يومين|ساعتين|أسبوعين|[^\W\d_]+)|(?P<number>\d{1,3})\s?(?P<short>min|h|hrs?|d|m)"),
)  # fmt: skip
"""Number and unit before, behind or between the words for "ago"; the last: an Arabic dual, and `3h` as sites write it."""
_DUALS = {"يومين": 2, "ساعتين": 0, "اسبوعين": 14}


def days_back(written: str) -> int | None:
    """How many days before now the words say; UNRESOLVED for months and years, None where they say nothing so.

    >>> days_back("vor 3 Tagen"), days_back("gestern"), days_back("2 months ago"), days_back("3 March")
    (3, 1, -1, None)
    """
    plain = fold(written.replace("’", "'")).strip(" .,")
    if plain in _DAYS_BACK:
        return _DAYS_BACK[plain]
    found = next((match for form in _FORMS if (match := form.fullmatch(written.strip(" .,")))), None)
    return _counted(found) if found else None


def _counted(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    unit = fold(groups.get("unit") or groups.get("short") or "").rstrip(".")
    if unit in _DUALS:
        return _DUALS[unit]
    if groups.get("short"):
        return int(groups["number"]) if groups["short"] == "d" else 0
    stem = next((stem for stem in _LONGEST_FIRST if unit.startswith(stem)), None)
    if stem is None:
        return None
    number = groups.get("number") or "1"
    days = _UNIT_DAYS[stem]
    return days if days < 0 else days * (int(number) if number.isdigit() else 1)
