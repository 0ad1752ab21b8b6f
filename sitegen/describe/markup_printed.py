"""The dates that a page prints: beside its headline, after a word like "Published", in an element named for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sitegen.text import month_number

from .dates import DateOrder, read_date
from .markup_dates import iso
from .markup_lines import Line, Part, beside, named, window

AFTER, BEFORE = 25, 8
"""Lines after and before the headline within which a date is believed to be the article's."""
LONGEST = 140
"""Characters of a text that can be a date with what belongs to it; longer ones are prose."""

_UPDATED_WORDS = (
    r"updat|modif|revis|(?:last|recently) (?:edited|changed|reviewed|active)|last-?(?:edited|changed|reviewed)|aktualisier|zuletzt|\bstand\s*:|geändert|mise? à jour|actualizad|actualitz|"
    r"atualizad|aggiornat|oppdater|opdater|uppdater|bijgewerkt|gewijzigd|päivitet|обновлен|оновлен|изменен|تحديث|更新|업데이트|수정|diperbarui|diupdate|"
    r"zaktualizowan|aktualizováno|güncelle"
)
_PUBLISHED_WORDS = (
    r"publi|posted|created|submitted|first|issued|pub-?date|dateline|veröffentlicht|erschienen|erstellt|publicad|pubblicat|gepubliceerd|geplaatst|"
    r"opprettet|julkaistu|опублик|نشر|公開|掲載|発表|입력|등록|diterbitkan|tayang|yayın|giriş|dodano|vydáno"
)
UPDATED = re.compile(_UPDATED_WORDS, re.IGNORECASE)
PUBLISHED = re.compile(_PUBLISHED_WORDS + r"|entry-date|post-date", re.IGNORECASE)
_CLASSED = re.compile(r"date|time|publi|posted|byline|when|meta|dateline|datum|fecha", re.IGNORECASE)
_DATE_LABEL = re.compile(r"^\W*(?:date|datum|fecha|data|дата|التاريخ|日期|日付)\W*$", re.IGNORECASE)
_NO_ARTICLE = re.compile(
    r"copyright|©|expire|event|deadline|founded|established|since|effective|printed|retrieved|accessed|downloaded|captured|abgerufen|consulté le|consultado",
    re.IGNORECASE,
)

_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th|er|º|ª)\b|\.)?"
_SPAN = re.compile(
    r"(?<![\d./-])(?:"
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?"
    r"|\d{4}[./]\d{1,2}[./]\d{1,2}"
    r"|\d{1,2}([./-])\d{1,2}\1\d{4}"
    rf"|{_DAY}(?:\s+(?:of|de|del|d[’']))?[\s-]+{_MONTH}(?:,|\s+del?|-)?[\s-]*\d{{4}}"
    rf"|{_MONTH}\s+{_DAY}\s*,?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{4}}"
    r")(?![\d/-])",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\s*[,|•·–—-]?\s*(?:at|um|alle|ore|às|as|à|om|kl\.?|klo|a las|о|o|u|ב|الساعة)?\s*\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?|Uhr\b|h\b)?"
    r"\s*(?:\(?(?:UTC|GMT)[+-]\d{1,2}\)?|\(?\b[A-Z]{2,4}\b\)?|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(
    r"(\d{1,2}:\d\d\s?(?:[ap]\.?m\.?)?)\s*([A-Z]{2,4})?\s*,?\s*(?:[^\W\d_]{2,9}\.?,?\s*)?$", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[|•·,:–—/>()-]\s*$")
_SMALL = re.compile(
    r"^(?:on|the|le|la|el|em|am|den|il|di|de|at|by|w|в|vom|dated?|datum|fecha|data|tarih|stand|mon|tue|wed|thu|fri|sat|sun)$",
    re.IGNORECASE,
)
MOST_SET_OFF = 8
MOST_OTHER_WORDS = 2
"""Words beside the date, apart from those that speak of dates: more are a sentence."""


class Printed(NamedTuple):
    """A date on a line: `kind` published or updated, `rule` how it was told, `distance` in lines from the headline."""

    kind: str
    value: str
    rule: str
    evidence: str
    line: int | None


def printed(page: Sequence[Line], headline: int | None, order: DateOrder | None) -> list[Printed]:
    """The dates of the page's own article, nearest to the headline first; days of other articles and of the story are left out."""
    near: list[tuple[int, Printed]] = []
    far: list[Printed] = []
    close = window(page, headline, BEFORE, AFTER) if headline is not None else range(0)
    before = ""
    for line in page:
        if any(_may_date(part) for part in line.parts):
            if _is_labelled_box(line, before):
                far += _on_line(line, before, order, False)
            elif not beside(line.parts[0].element) or _is_above(line, headline, close):
                found = _on_line(line, before, order, line.at in close)
                if line.at in close:
                    near += [(_steps(line.at - (headline or 0)), each) for each in found]
                else:
                    far += found
        before = line.text
    return [found for _, found in sorted(near, key=lambda pair: pair[0])] + _alone(far)


def _is_above(line: Line, headline: int | None, close: range) -> bool:
    """An aside of one date above the headline."""
    return headline is not None and line.at in close and line.at < headline and _is_only_date(line)


def _steps(distance: int) -> int:
    """A line above the headline counts as two below it: what stands higher up is more often something else's."""
    return distance if distance >= 0 else -2 * distance


def _alone(far: list[Printed]) -> list[Printed]:
    """Away from the headline a day counts where no other is printed: several are a list of other articles."""
    found = [each for each in far if each.rule == "microdata"]
    for kind in ("published", "updated"):
        same = [each for each in far if each.kind == kind and each.rule != "microdata"]
        if len({each.value[:10] for each in same}) == 1:
            found += same[:1]
    return found


def _on_line(line: Line, before: str, order: DateOrder | None, close: bool) -> Iterator[Printed]:
    text = line.text
    if len(text) > LONGEST * 2:
        return
    said = before if _is_label(before) else ""
    for part in line.parts:
        if _is_machine(part.element):
            yield from _marked(part, said, text, close)
        elif len(part.text) <= LONGEST:
            yield from _written(part, said, text, order, close)
        said = f"{said} {part.text}"[-60:]


def _is_only_date(line: Line) -> bool:
    """`<aside><time …></aside>` above the headline: an aside of one line."""
    box = line.parts[0].element.getparent()
    return (
        len(line.parts) == 1
        and line.parts[0].element.tag == "time"
        and box is not None
        and box.tag == "aside"
        and len(box) == 1
    )


def _is_labelled_box(line: Line, before: str) -> bool:
    """In an <aside> with the article's own data: "Date" above it."""
    element = line.parts[0].element
    return _is_label(before) and beside(element) and not beside(element, asides=False)


def _may_date(part: Part) -> bool:
    return part.element.tag in ("time", "abbr") or _DIGIT.search(part.text) is not None


def _is_label(text: str) -> bool:
    return (
        len(text) <= 40
        and bool(UPDATED.search(text) or PUBLISHED.search(text) or _DATE_LABEL.match(text))
        and not any(map(str.isdigit, text))
    )


def _is_machine(element: Any) -> bool:
    return element.get("datetime") is not None or (
        element.tag == "abbr" and iso(element.get("title") or "") is not None
    )


def _marked(part: Part, said: str, text: str, close: bool) -> Iterator[Printed]:
    """A <time> or an <abbr> with a date for machines."""
    element = part.element
    value = iso(element.get("datetime") or element.get("title") or "")
    if value is None:
        return
    prop = (element.get("itemprop") or element.get("property") or "").lower()
    around = f"{prop} {named(element)} {said if said else named(element.getparent())} {part.text}"
    kind = _kind(around)
    says = PUBLISHED.search(around) or element.get("pubdate") is not None
    rule = "microdata" if "date" in prop else "time-published" if says else "time-headline" if close else "time-element"
    yield Printed(
        kind,
        value,
        rule,
        (part.text or value) if not said.strip() else f"{said.strip()} {part.text}",
        element.sourceline,
    )


def _kind(around: str) -> str:
    """By the last word that says so: "Published on …, updated on …"."""
    updated = max((found.end() for found in UPDATED.finditer(around)), default=-1)
    published = max((found.end() for found in PUBLISHED.finditer(around)), default=-1)
    return "updated" if updated > published else "published"


def _written(part: Part, said: str, text: str, order: DateOrder | None, close: bool) -> Iterator[Printed]:
    """Dates in words and digits. Near the headline they may stand alone; elsewhere an element must be named for them."""
    end = 0
    for span in _SPAN.finditer(part.text):
        label = f"{said} {part.text[end : span.start()]}" if end == 0 else part.text[end : span.start()]
        written, close_at = _with_clock(part.text, span)
        end = close_at
        value = _value(span.group(), written, order or _order_by_weekday(part.text[: span.start()], span.group()))
        if (
            value is None
            or _NO_ARTICLE.search(label)
            or not _stands_alone(part.text, span.start(), close_at, MOST_SET_OFF if close else MOST_OTHER_WORDS)
        ):
            continue
        labelled = UPDATED.search(label) or PUBLISHED.search(label) or _DATE_LABEL.match(label)
        classed = _CLASSED.search(named(part.element)) or _CLASSED.search(named(part.element.getparent()))
        if len(value) < 10 and not labelled:
            continue
        alone = span.start() == 0 and close_at == len(text)
        if close or labelled or alone or (classed and len(text) <= LONGEST):
            around = label if labelled else f"{named(part.element)} {label}"
            rule = "visible-month" if len(value) < 10 else "visible-date" if close or labelled else "dated-line"
            yield Printed(_kind(around), value, rule, text[:LONGEST], part.element.sourceline)


def _with_clock(text: str, span: re.Match[str]) -> tuple[str, int]:
    """The date with the time of day behind or before it, and where that ends."""
    behind = _CLOCK.match(text, span.end())
    if behind:
        return f"{span.group()} {behind.group().strip(' ,|•·–—-')}", behind.end()
    first = _CLOCK_FIRST.search(text[max(0, span.start() - 30) : span.start()])
    return (f"{span.group()} {first[1]} {first[2] or ''}" if first else span.group()), span.end()


def _value(span: str, written: str, order: DateOrder | None) -> str | None:
    """The date as ISO, to the month at least; as written where it is open which number is the month."""
    names = [word for word in _WORDS.findall(span) if len(word) > 2]
    if names and not any(map(month_number, names)):
        return None
    found = read_date(written, order)
    if found.problem == "ambiguous-date":
        return written
    return found.iso if len(found.iso) >= 7 and not found.problem else None


_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*$", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")


def _order_by_weekday(before: str, span: str) -> DateOrder | None:
    """`Tue, 03/05/2024`: only one of the two days was a Tuesday. English, which alone leaves the order open, says so."""
    said = _WEEKDAY.search(before)
    if not said:
        return None
    days = [(order, read_date(span, order).iso) for order in _ORDERS]
    fits = [o for o, iso in days if len(iso) == 10 and _WEEKDAYS[date.fromisoformat(iso).weekday()] == said[1].lower()]
    return fits[0] if len(fits) == 1 else None


def _stands_alone(text: str, start: int, end: int, most: int) -> bool:
    """Beside the date only words that speak of it, or something set off from it, of `most` words."""
    left, right = text[:start], text[end:]
    left_words = [
        w for w in _WORDS.findall(left) if not _SMALL.match(w) and not UPDATED.match(w) and not PUBLISHED.match(w)
    ]
    set_off = bool(_JOINT.search(left)) or bool(_SMALL_BEFORE.search(left))
    right_words = _WORDS.findall(right)
    ends = not right_words or not right.lstrip()[:1].isalpha() or len(right_words) <= 4
    return ends and (len(left_words) <= MOST_OTHER_WORDS or (set_off and len(left_words) <= most and not right_words))


_DIGIT = re.compile(r"\d")
_SMALL_BEFORE = re.compile(r"\b(?:on|am|le|el|em|il|den)\s*$", re.IGNORECASE)
