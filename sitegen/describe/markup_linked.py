"""Fields from the JSON-LD object that speaks of the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sitegen.model import Field

from . import markup_jsonld as jsonld
from .markup_names import names

Reading = Callable[[str, str], str | None]
"""A text as the value of a field, or None where it cannot be one."""

LONGEST_SECTION = 60

_KEYS = (
    ("title", "headline"), ("title", "name"), ("published", "datePublished"), ("published", "dateCreated"),
    ("published", "uploadDate"), ("updated", "dateModified"), ("outlet", "publisher"), ("section", "articleSection"), ("url", "url"),
    ("url", "mainEntityOfPage"), ("language", "inLanguage"), ("rights", "license"), ("rights", "copyrightNotice"),
    ("description", "description"),
)  # fmt: skip


def linked_data(root: Any, titles: Sequence[str], reading: Reading) -> list[Field]:
    """Candidates of the most trusted object; rule `json-ld-page` where it speaks of a page rather than an article."""
    scripts = [s for s in root.iter("script") if "ld+json" in (s.get("type") or "").lower() and s.text]
    found = jsonld.objects([s.text for s in scripts])
    data = jsonld.article(found, titles)
    line = next((s.sourceline for s in scripts), None)
    return [*(_of_article(data, found, line, reading) if data else ()), *_section(found, titles, line)]


def _of_article(data: jsonld.Data, found: list[jsonld.Data], line: int | None, reading: Reading) -> list[Field]:
    rule = "json-ld-page" if jsonld.is_weak(data) else "json-ld"
    made = [Field(n, value, "embedded", rule, f"{key}: {value}", line) for n, key, value in _said(data, found, reading)]
    said = _authors(data, found)
    byline = tuple(dict.fromkeys(name for each in said for name in names(each)))
    if byline:
        made.append(Field("byline", byline, "embedded", rule, f"author: {'; '.join(said)}", line))
    if str(data.get("isAccessibleForFree", "")).lower() == "false":
        made.append(Field("labels", ("paywalled",), "embedded", rule, "isAccessibleForFree: false", line))
    return made


def _said(data: jsonld.Data, found: list[jsonld.Data], reading: Reading) -> list[tuple[str, str, str]]:
    rows, taken = [], set()
    for name, key in _KEYS:
        value = reading(name, jsonld.text(jsonld.resolve(data.get(key), found)))
        if value and name not in taken:
            taken.add(name)
            rows.append((name, key, value))
    return rows


def _authors(data: jsonld.Data, found: list[jsonld.Data]) -> list[str]:
    """Every author as written: a list of persons, of names, or one person whose name is a list of names."""
    value = data.get("author") or data.get("creator") or []
    said: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        each = jsonld.resolve(each, found)
        inner = each.get("name") if isinstance(each, dict) else None
        said += [jsonld.text(one) for one in inner] if isinstance(inner, list) else [jsonld.text(each)]
    return [each for each in said if each]


def _section(found: list[jsonld.Data], titles: Sequence[str], line: int | None) -> list[Field]:
    """The first crumb below the home page, where the trail names one."""
    trail = next((each for each in found if "breadcrumblist" in jsonld.kinds(each)), {})
    items = trail.get("itemListElement")
    names = [_crumb(each, found) for each in items] if isinstance(items, list) else []
    inner = [name for name in names[1:-1] if name] or [
        name for name in names[1:] if name and not _repeats(name, titles)
    ]
    evidence = " › ".join(name for name in names if name)
    return [Field("section", inner[0], "embedded", "breadcrumbs", evidence, line)] if inner else []


def _crumb(each: Any, found: list[jsonld.Data]) -> str:
    if not isinstance(each, dict):
        return ""
    name = jsonld.text(each.get("name")) or jsonld.text(jsonld.resolve(each.get("item"), found))
    return name if len(name) <= LONGEST_SECTION and not name.startswith("http") else ""


def _repeats(name: str, titles: Sequence[str]) -> bool:
    return any(name.casefold()[:30] in title.casefold() for title in titles)
