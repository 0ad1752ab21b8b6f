"""Metadata from paths: `{outlet}/{year}/{name}`."""

from __future__ import annotations

import difflib
import re
from functools import cache

from sitegen.model import Field
from sitegen.read.fields import make_field

PLACES = {
    "outlet": "outlet", "author": "byline", "section": "section", "language": "language", "id": "id", "title": "title",
    "agency": "agencies", "place": "dateline_place",
}  # fmt: skip
"""Placeholders that give a field of their own."""

_SHAPES = {"year": r"\d{4}", "month": r"\d{1,2}", "day": r"\d{1,2}", "date": r"\d{4}[-_.]\d{1,2}[-_.]\d{1,2}|\d{8}",
           "language": r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?"}  # fmt: skip
_IGNORED = ("name", "_")
KNOWN = (*PLACES, "year", "month", "day", "date", *_IGNORED)
_TOKEN = re.compile(r"\{([^{}]*)\}|(\*\*/)|(\*)|([{}])|([^{}*]+)")
_MOST_PLACEHOLDERS = 12


def check_pattern(pattern: str) -> str | None:
    """What is wrong with a path pattern, in words for its owner; None where it is good."""
    names = re.findall(r"\{([^{}]*)\}", pattern)
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
        return "a brace is not paired"
    for name in names:
        if name not in KNOWN:
            near = difflib.get_close_matches(name, KNOWN, 1)
            return f"{{{name}}} is not known; " + (f"did you mean {{{near[0]}}}?" if near else f"use {_listing()}")
    return _shape_fault(pattern, names)


def _shape_fault(pattern: str, names: list[str]) -> str | None:
    fields = [name for name in names if name not in _IGNORED]
    twice = next((name for name in fields if fields.count(name) > 1), None)
    if twice:
        return f"{{{twice}}} is given twice"
    if "date" in fields and "year" in fields:
        return "{date} and {year} say the same; use one of them"
    if ("month" in fields and "year" not in fields) or ("day" in fields and "month" not in fields):
        return "{month} needs {year}, and {day} needs {month}"
    if re.search(r"\}\{", pattern):
        return "two placeholders need a character between them"
    if len(names) > _MOST_PLACEHOLDERS:
        return f"more than {_MOST_PLACEHOLDERS} placeholders"
    if pattern.startswith("/") or ".." in pattern.split("/"):
        return "the path is counted from the content folder: no leading / and no .."
    return None if names or not pattern else "there is no placeholder such as {outlet} in it"


def _listing() -> str:
    return ", ".join(f"{{{name}}}" for name in KNOWN)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression over paths without their extensions."""
    parts = []
    for name, folders, star, _, text in _TOKEN.findall(pattern):
        if name:
            shape = _SHAPES.get(name, "[^/]+?")
            parts.append(f"(?:{shape})" if name in _IGNORED else f"(?P<{name}>{shape})")
        elif folders:
            parts.append("(?:[^/]+/)*")
        elif star:
            parts.append("[^/]*")
        else:
            parts.append(re.escape(text))
    return re.compile("".join(parts) + r"\Z")


def from_path(pattern: str, path: str) -> tuple[Field, ...]:
    """The fields that a path gives, rule `path`, the path as their evidence; none where it does not match."""
    found = compiled(pattern).match(without_extensions(path))
    if found is None:
        return ()
    values = {name: text for name, text in found.groupdict().items() if text}
    fields = [
        make_field(field, _worded(name, values[name]), "path", None) for name, field in PLACES.items() if name in values
    ]
    fields.append(make_field("published", _date(values), "path", None))
    return tuple(Field(f.name, f.value, f.basis, f.rule, path) for f in fields if f is not None)


def without_extensions(path: str) -> str:
    """`a/b.html.gz` → `a/b`. A dot that is followed by more than a short extension stays.

    >>> without_extensions("a/vol. 2.html.gz")
    'a/vol. 2'
    """
    return re.sub(r"(?:\.[A-Za-z][A-Za-z0-9]{0,7}){1,2}\Z", "", path)


def _worded(name: str, text: str) -> str:
    """Names in paths are often written with underscores; titles and authors with hyphens as well."""
    if name in ("id", "language"):
        return text
    marks = "[-_]+" if name in ("title", "author") and " " not in text else "_+"
    return re.sub(marks, " ", text)


def _date(values: dict[str, str]) -> str:
    """`2024`, `2024-12` or `2024-12-07` from what the path gives."""
    if "date" in values:
        digits = re.findall(r"\d+", values["date"])
        parts = [digits[0][:4], digits[0][4:6], digits[0][6:]] if len(digits) == 1 else digits
    else:
        parts = [values[name] for name in ("year", "month", "day") if name in values]
    return "-".join(part.zfill(2) for part in parts)
