"""What the page shows: headings, bylines, times; and microdata or RDFa attributes on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from .dates import DateOrder
from .markup_lines import Line, beside, headline, lines
from .markup_names import unread
from .markup_printed import printed
from .markup_signed import signed

BYLINE = re.compile(
    r"by-?line|(?:^|[-_ ])(?:authors?|contributors?|reporter|writer|vcard|posted-by)(?:[-_ ]|$)|author-?(?:name|link)|"
    r"(?:post|entry|article|story|blog|meta)[-_]*author",
    re.IGNORECASE,
)
NO_BYLINE = re.compile(
    r"bio|about|avatar|image|img|photo|icon|social|follow|desc|box|comment|related|share|twitter|role|title|job|more|date|time",
    re.IGNORECASE,
)
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONGEST_BYLINE = 150
MOST_NODES = 200
"""Elements looked at inside one: no byline or heading has more, and nested ones must not cost their square."""
NO_NAME_TAGS = frozenset(("html", "body", "head", "article", "main", "section", "img", "script", "style", "link"))


class Shown(NamedTuple):
    """Something seen on the page: what it may be, its text or machine value, by which rule, where."""

    name: str
    value: str
    rule: str
    line: int | None
    evidence: str


def shown(root: Any, titles: Sequence[str], order: DateOrder | None) -> list[Shown]:
    """Headings, properties and bylines in page order, then what its lines say near the headline that repeats one of
    the head's titles. Elements inside related-article and comment boxes are left out."""
    found: list[Shown] = []
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        prop = (element.get("itemprop") or element.get("property") or "").lower()
        if tag == "h1":
            found += _heading(element)
        elif prop:
            found += _property(element, prop)
        if tag not in NO_NAME_TAGS:
            found += _byline(element, tag, prop)
    page = lines(root)
    at = headline(page, titles)
    return [*_printed_headline(page, at), *found, *_said_in_lines(page, at, order)]


def _said_in_lines(page: list[Line], at: int | None, order: DateOrder | None) -> list[Shown]:
    dates = [Shown(d.kind, d.value, d.rule, d.line, d.evidence) for d in printed(page, at, order)]
    names = [Shown(s.name, s.value, s.rule, s.line, s.evidence) for s in signed(page, at)]
    return [*names, *dates]


def _printed_headline(page: list[Line], at: int | None) -> list[Shown]:
    """Pages of the first decades have no h1: the line that repeats the head's title is the headline."""
    if at is None:
        return []
    text = page[at].text
    return [Shown("title", text, "headline-line", page[at].source_line, text)]


def chunks(element: Any) -> list[str]:
    """The element's texts, node by node: what style sheets part is not glued together."""
    found = []
    for each in islice(element.iter(), MOST_NODES):
        if isinstance(each.tag, str) and each.tag not in ("script", "style", "svg", "template", "noscript"):
            found.append(each.text)
        if each is not element:
            found.append(each.tail)
    return [" ".join(text.split()) for text in found if text and text.strip()]


def flat(element: Any) -> str:
    return " ".join(chunks(element))


def _heading(element: Any) -> list[Shown]:
    text = " ".join("".join(islice(element.itertext(), MOST_NODES)).split())
    return [Shown("title", text, "h1", element.sourceline, text)] if 0 < len(text) < 400 else []


_PROPERTIES = {
    "headline": "title",
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "updated",
    "articlesection": "section",
    "inlanguage": "language",
    "publisher": "outlet",
}


def _property(element: Any, prop: str) -> list[Shown]:
    name = next((_PROPERTIES[each] for each in prop.replace("schema:", "").split() if each in _PROPERTIES), None)
    if name is None or beside(element):
        return []
    value = element.get("content") or element.get("datetime") or _named_inside(element) or flat(element)
    return [Shown(name, value, "microdata", element.sourceline, value)] if 0 < len(value) < 400 else []


def _named_inside(element: Any) -> str:
    """The name of a thing that has properties of its own: `<span itemprop="publisher" itemscope><meta itemprop="name" …>`."""
    inner = element.find(".//*[@itemprop='name']") if len(element) else None
    return (inner.get("content") or flat(inner)) if inner is not None else ""


def _byline(element: Any, tag: str, prop: str) -> list[Shown]:
    rel = (element.get("rel") or "").lower().split()
    rule = "microdata" if prop in ("author", "creator", "schema:author") else "rel-author" if "author" in rel else ""
    if tag == "meta":
        value = element.get("content") or ""
        return [Shown("byline", value, "microdata", element.sourceline, value)] if rule == "microdata" and value else []
    rule = rule or _classed(element)
    if not rule or beside(element):
        return []
    inner = element.find(".//*[@itemprop='name']") if rule == "microdata" else None
    return _as_byline(inner if inner is not None else element, rule)


def _as_byline(element: Any, rule: str) -> list[Shown]:
    parts = chunks(element)
    text = " ".join(parts)
    if element.get("content") and not text:
        parts = [text := element.get("content")]
    if not 2 < len(text) <= LONGEST_BYLINE:
        return []
    return [Shown("byline", "\n".join(unread(parts)), rule, element.sourceline, text)]


def _classed(element: Any) -> str:
    names = element.get("class") or element.get("data-testid") or element.get("data-hook") or ""
    return _says_byline(names) if names and len(names) <= 400 else ""


@lru_cache(maxsize=20_000)
def _says_byline(names: str) -> str:
    plain = HUMP.sub("-", names)
    return "visible-byline" if BYLINE.search(plain) and not NO_BYLINE.search(plain) else ""
