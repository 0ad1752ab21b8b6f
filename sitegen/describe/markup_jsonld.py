"""JSON-LD: the page's linked data, flattened, and the object that speaks of the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

ARTICLE_TYPES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle", "opinionnewsarticle",
    "reviewnewsarticle", "askpublicnewsarticle", "liveblogposting", "article", "blogposting", "advertisercontentarticle",
    "socialmediaposting", "techarticle", "scholarlyarticle", "report", "medicalscholarlyarticle", "howto", "recipe",
    "review", "claimreview", "videoobject", "webpage", "medicalwebpage", "faqpage", "collectionpage", "itempage",
)  # fmt: skip
"""Types that may carry an article's data, most trusted first. What is not here is about something else."""

LONGEST = 3_000_000
MOST_OBJECTS = 2_000

_FENCE = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TRAILING = re.compile(r",(\s*[}\]])")

Data = dict[str, Any]


def objects(scripts: list[str]) -> list[Data]:
    """All objects of the scripts, also those inside @graph and lists. Broken JSON is skipped."""
    found: list[Data] = []
    for script in scripts:
        found += _flatten(_loads(script[:LONGEST]))
    return found[:MOST_OBJECTS]


def article(found: list[Data], titles: Sequence[str] = ()) -> Data:
    """The object of the most trusted type; of several of one type the one that bears a title of the page, then the
    one with most to say. `{}` if none."""
    ranked = [
        (rank, -_titled(each, titles), -len(each), at)
        for at, each in enumerate(found)
        if (rank := _rank(each)) is not None
    ]
    return found[min(ranked)[3]] if ranked else {}


def _titled(data: Data, titles: Sequence[str]) -> bool:
    headline = text(data.get("headline") or data.get("name"))
    return bool(headline) and any(headline.casefold() in title.casefold() for title in titles)


def is_weak(data: Data) -> bool:
    """Whether the object speaks of a page or of its film rather than of the article."""
    return not any(kind in ARTICLE_TYPES[: ARTICLE_TYPES.index("videoobject")] for kind in kinds(data))


def kinds(data: Data) -> list[str]:
    value = data.get("@type")
    return [str(v).rsplit("/", 1)[-1].lower() for v in (value if isinstance(value, list) else [value]) if v]


def resolve(value: Any, found: list[Data]) -> Any:
    """What an `{"@id": …}` points to, else the value itself."""
    if isinstance(value, dict) and "@id" in value and not ({"name", "text", "@value"} & value.keys()):
        return next((each for each in found if each.get("@id") == value["@id"] and len(each) > 1), value)
    return value


def text(value: Any) -> str:
    """A scalar as text: the first of a list, the @value or name of an object."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("@id") or ""
        return text(value) if not isinstance(value, str) else clean(value)
    return clean(value) if isinstance(value, str) else ""


def clean(value: str) -> str:
    """Entities resolved (publishers escape twice), white space folded."""
    return " ".join(html.unescape(html.unescape(value)).split())


def _rank(data: Data) -> int | None:
    ranks = [ARTICLE_TYPES.index(kind) for kind in kinds(data) if kind in ARTICLE_TYPES]
    return min(ranks, default=None)


def _loads(script: str) -> Any:
    plain = _FENCE.sub("", _FENCE.sub("", script.strip())).strip()
    for attempt in (plain, _TRAILING.sub(r"\1", plain), html.unescape(plain)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvaged(plain)


_PAIR = re.compile(
    r'"(headline|datePublished|dateModified|@type|isAccessibleForFree)"\s*:\s*"((?:[^"\\]|\\.){1,300})"\s*[,}\]]'
)
_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\[\]]{0,200}?"name"\s*:\s*"([^"\\]{2,80})"')


def _salvaged(script: str) -> Data | None:
    """The plain pairs of a block that is no JSON (a quotation mark in a description is enough)."""
    data: Data = {}
    for key, value in _PAIR.findall(script):
        if key != "@type" or value.lower() in ARTICLE_TYPES:
            data.setdefault(key, value)
    author = _AUTHOR.search(script)
    if author:
        data["author"] = author[1]
    return data if "@type" in data and "datePublished" in data else None


def _flatten(value: Any) -> list[Data]:
    found: list[Data] = []
    queue = [value]
    while queue and len(found) < MOST_OBJECTS:
        each = queue.pop(0)
        if isinstance(each, list):
            queue = [*each[:MOST_OBJECTS], *queue]
        elif isinstance(each, dict):
            if "@type" in each or "headline" in each:
                found.append(each)
            queue = [*(_inner(each)), *queue]
    return found


def _inner(data: Data) -> Iterator[Any]:
    for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "itemListElement"):
        value = data.get(key)
        if isinstance(value, dict | list):
            yield value
