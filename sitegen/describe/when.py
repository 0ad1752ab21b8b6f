"""The dates of an article: read, checked against one another, and chosen."""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from sitegen.describe.dates import DateOrder, ReadDate, before, instant, read_date, with_year, written_order
from sitegen.describe.evidence import Case, valued
from sitegen.model import Field

_DAY_FIRST = frozenset(
    [
        "fr",
        "es",
        "de",
        "it",
        "pt",
        "nl",
        "sv",
        "da",
        "no",
        "fi",
        "pl",
        "cs",
        "sk",
        "ro",
        "hr",
        "sl",
        "tr",
        "id",
        "ms",
        "vi",
        "ca",
        "sq",
        "ru",
        "uk",
        "bg",
        "sr",
        "be",
        "mk",
        "el",
        "he",
        "ar",
        "az",
    ]
)
_FAR_APART_DAYS = 7
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_UNRELIABLE = frozenset({"last-change", "script-data", "dated-line", "path"})
"""Guesses: what contradicts only these is no conflict."""
_STAMPS = frozenset({"transmission-date", "codes"})
"""Rules whose date is when the agency sent the copy: to the minute, on the day that the copy says."""
FEED = "feed"
_YEAR_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=[-_/.]|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))")
_COPYRIGHT_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def choose_dates(case: Case) -> None:
    """`published` and `updated`, each ISO 8601 with the precision that is certain."""
    _choose(case, "published")
    _choose(case, "updated")
    _check_order(case)
    _publish_as_updated(case)


def _publish_as_updated(case: Case) -> None:
    """An Atom entry must have `updated` and may leave `published` out: then it was published on that day."""
    updated = case.chosen.get("updated")
    if updated and updated.rule.startswith(FEED) and "published" not in case.chosen:
        case.choose(msgspec.structs.replace(updated, name="published", basis="inferred", rule="feed-updated"))


def date_order(case: Case) -> DateOrder | None:
    """Which of day and month comes first: the outlet's habit, else the language's; English has none."""
    outlet = case.outlets.named(case.value("outlet")) if "outlet" in case.chosen else None
    if outlet and outlet.date_order:
        return outlet.date_order
    language = case.value("language")
    if outlet and outlet.country and language == "en":
        return "mdy" if outlet.country in ("US", "PH") else "dmy"
    return "dmy" if language in _DAY_FIRST else None


def _siblings_order(case: Case) -> DateOrder | None:
    """The order in which the article's other dates in digits are written, where those allow only one."""
    dates = [*case.candidates("published"), *case.candidates("updated")]
    orders = {order for field in dates if (order := written_order(str(field.value)))}
    return orders.pop() if len(orders) == 1 else None


def _choose(case: Case, name: str) -> None:
    candidates = case.candidates(name)
    if not candidates:
        return
    order = date_order(case) or _siblings_order(case)
    read = [(field, read_date(str(field.value), order)) for field in candidates]
    certain = [date.iso for _, date in read if date.iso and not date.problem]
    settled = [_with_year(case, *_settled(field, date, certain)) for field, date in read]
    dated = [_zoned(case, valued(field, date.iso)) for field, date in settled if date.iso]
    best = _finest(dated)
    case.choose(best, [*dated, *(field for field, date in settled if not date.iso)])
    _report(case, name, settled, best)


def _zoned(case: Case, field: Field) -> Field:
    """A time of day without a zone is the outlet's local time, where the table knows its zone."""
    value = str(field.value)
    outlet = case.outlets.named(case.value("outlet")) if "outlet" in case.chosen else None
    if not outlet or not outlet.timezone or "T" not in value or _ZONE.search(value):
        return field
    from zoneinfo import ZoneInfo

    offset = datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(outlet.timezone)).isoformat()[-6:]
    return msgspec.structs.replace(field, value=value + offset, rule=f"{field.rule}-outlet-zone")


def _settled(field: Field, date: ReadDate, certain: list[str]) -> tuple[Field, ReadDate]:
    """An ambiguous date decided by its siblings: the reading that another date confirms."""
    near = [a for a in date.alternatives if any(_near(a, other) for other in certain)]
    return field, ReadDate(near[0]) if len(near) == 1 else date


def _with_year(case: Case, field: Field, date: ReadDate) -> tuple[Field, ReadDate]:
    """A date without a year, or one said relative to today, is completed by what else is known."""
    if date.problem not in ("no-year", "relative-date"):
        return field, date
    for other in _dates_with_year(case):
        iso = _completed(date, read_date(str(other.value), date_order(case)).iso, str(other.value))
        if iso:
            evidence = f"{field.evidence or field.value} | {other.evidence or other.value}"
            rule = f"{field.rule}-{'year' if date.month_day else 'relative'}"
            return msgspec.structs.replace(field, basis="inferred", rule=rule, evidence=evidence), ReadDate(iso)
    return field, date


def _completed(date: ReadDate, known: str, written: str) -> str:
    """The day meant, by another date of the article or (for its year) by a copyright line."""
    if date.problem == "relative-date":
        return before(known, date.days_back)
    year = known or next(iter(_COPYRIGHT_YEAR.findall(written)), "")
    return with_year(date.month_day, year) if year else ""


def _dates_with_year(case: Case) -> list[Field]:
    """Full dates first, then years, then the copyright line."""
    dates = [*case.candidates("published"), *case.candidates("updated")]
    with_year = [field for field in dates if read_date(str(field.value), date_order(case)).iso]
    with_year.sort(key=lambda field: len(read_date(str(field.value)).iso) < 10)
    return [*with_year, *case.candidates("rights"), *_year_in_path(case)]


def _year_in_path(case: Case) -> list[Field]:
    """`halyard/2025/beira.txt`, `wire-20241207.txt`: enough to complete a date, not to make one."""
    path = case.document.source.path
    years = set(_YEAR_IN_PATH.findall(path))
    return [Field("published", years.pop(), "embedded", "path", path)] if len(years) == 1 else []


def _near(a: str, b: str) -> bool:
    return len(b) >= 10 and abs((instant(a) - instant(b)).days) <= _FAR_APART_DAYS


def _finest(dated: list[Field]) -> Field | None:
    """The most trusted date; another that only says the same more exactly takes its place."""
    if not dated:
        return None
    best = dated[0]
    for field in dated[1:]:
        finer = len(str(best.value)) < 10 or (len(str(best.value)) == 10 and field.rule in _STAMPS)
        if finer and str(field.value).startswith(str(best.value)):
            best = field
    return best


_REASONS = {
    "ambiguous-date": (
        "day and month cannot be told apart in",
        "set date_order for the outlet in curation/outlets.toml",
    ),
    "impossible-date": ("there is no such day:", "correct it in curation/articles.toml"),
    "no-year": ("a date without a year:", "set published in curation/articles.toml, or put the year into the path"),
    "relative-date": ("relative to a day that is not known:", "set published in curation/articles.toml"),
    "other-calendar": ("a day of another calendar alone:", "set published in curation/articles.toml"),
    "not-a-date": ("cannot be read as a date:", "correct it in curation/articles.toml"),
}


def _report(case: Case, name: str, settled: list[tuple[Field, ReadDate]], best: Field | None) -> None:
    """What is wrong with the dates, as far as it matters: a candidate that failed while a better one
    was found is evidence, not a problem; an impossible day always is one."""
    for field, date in settled:
        useless = date.problem and (best is None or len(str(best.value)) < 10)
        if useless or date.problem == "impossible-date":
            reason, hint = _REASONS[date.problem]
            case.warn(date.problem, f"{name}: {reason} “{str(field.value)[:60]}”", hint, field.line)
    if best is None:
        return
    value = str(best.value)
    today = case.options.today
    if today and value[:10] > today[: len(value[:10])]:
        case.warn(
            "future-date", f"{name}: {value} lies after {today}", "correct it in curation/articles.toml", best.line
        )
    _report_conflict(case, name, [(f, d.iso) for f, d in settled if d.iso], best)


def _report_conflict(case: Case, name: str, dated: list[tuple[Field, str]], best: Field) -> None:
    for field, iso in dated:
        if field.rule in _UNRELIABLE:
            continue
        if len(iso) < 10 or len(str(best.value)) < 10:
            conflict = not (iso.startswith(str(best.value)) or str(best.value).startswith(iso))
        else:
            conflict = abs((instant(iso) - instant(str(best.value))).days) > _FAR_APART_DAYS
        if conflict:
            reason = f"{name}: {best.value} by {best.rule}, but {iso} by {field.rule}"
            case.warn("date-conflict", reason, "settle it in curation/articles.toml", field.line)
            return


def _check_order(case: Case) -> None:
    """An update cannot come before the publication: then the page's template stamped one of them."""
    published, updated = case.value("published"), case.value("updated")
    if len(published) >= 10 and len(updated) >= 10 and updated[:10] < published[:10]:
        case.rejected.append(msgspec.structs.replace(case.chosen["updated"]))
        del case.chosen["updated"]
