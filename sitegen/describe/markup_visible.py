"""What the page shows: headings, bylines, times; and microdata or RDFa attributes on them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

BYLINE = re.compile(r"(?:^|[-_ ])(?:by-?lines?|authors?|author-?names?|article-?authors?|contributors?|reporter|writer|vcard|posted-by|c-byline\w*|meta-author)(?:[-_ ]|$)|"
                    r"byline|author-?(?:name|link)|(?:post|entry|article|story|blog)[-_]*author", re.IGNORECASE)  # fmt: skip
NO_BYLINE = re.compile(
    r"bio|about|avatar|image|img|photo|icon|social|follow|desc|box|comment|related|share|twitter|role|title|job|more|date|time",
    re.IGNORECASE,
)
PUBLISHED = re.compile(r"publi|posted|created|pub-?date|entry-date|post-date|dateline", re.IGNORECASE)
UPDATED = re.compile(r"updat|modif|revis|last", re.IGNORECASE)
ASIDE = re.compile(
    r"related|recommend|recirc|popular|trending|latest|comment|sidebar|footer|widget|teaser|promo|card|more-|most-",
    re.IGNORECASE,
)
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONGEST_BYLINE = 150


class Shown(NamedTuple):
    """Something seen on the page: what it may be, its text or machine value, where, how sure its markup is."""

    name: str
    value: str
    rule: str
    line: int | None
    evidence: str


def shown(root: Any) -> list[Shown]:
    """In page order. Elements inside related-article and comment boxes are left out."""
    found: list[Shown] = []
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        prop = (element.get("itemprop") or element.get("property") or "").lower()
        if tag == "h1":
            found += _heading(element)
        elif tag == "time":
            found += _time(element, prop)
        elif prop:
            found += _property(element, prop)
        found += _byline(element, tag, prop)
    return found


def flat(element: Any) -> str:
    """The element's text; inner block and list elements apart by commas would be a guess, by space is not."""
    parts = []
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in ("script", "style", "svg", "template", "noscript"):
            parts.append(each.text or "")
        if each is not element:
            if each.tag in ("li", "p", "div", "br", "a"):
                parts.append(" ")
            parts.append(each.tail or "")
    return " ".join("".join(parts).split())


def _heading(element: Any) -> list[Shown]:
    text = flat(element)
    return [Shown("title", text, "h1", element.sourceline, text)] if 0 < len(text) < 400 else []


def _time(element: Any, prop: str) -> list[Shown]:
    value = element.get("datetime") or element.get("content") or flat(element)
    near = f"{prop} {_named(element)} {_named(element.getparent())} {'pubdate' if element.get('pubdate') is not None else ''}"
    if not value or _beside(element):
        return []
    around = (element.getparent().text or "") if element.getparent() is not None else ""
    kind = "updated" if UPDATED.search(near) or UPDATED.search(around) else "published"
    rule = "microdata" if prop.startswith("date") else "time-published" if PUBLISHED.search(near) else "time-element"
    return [Shown(kind, value, rule, element.sourceline, flat(element) or value)]


_PROPERTIES = {
    "headline": "title",
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "updated",
    "articlesection": "section",
    "inlanguage": "language",
}


def _property(element: Any, prop: str) -> list[Shown]:
    name = next((_PROPERTIES[each] for each in prop.replace("schema:", "").split() if each in _PROPERTIES), None)
    if name is None or _beside(element):
        return []
    value = element.get("content") or element.get("datetime") or flat(element)
    return [Shown(name, value, "microdata", element.sourceline, value)] if 0 < len(value) < 400 else []


def _byline(element: Any, tag: str, prop: str) -> list[Shown]:
    if tag in ("html", "body", "head", "article", "main", "section", "img", "script", "style"):
        return []
    rel = (element.get("rel") or "").lower()
    rule = (
        "microdata"
        if prop in ("author", "creator", "schema:author")
        else "rel-author"
        if "author" in rel.split()
        else ""
    )
    if tag in ("meta", "link"):
        value = element.get("content") or ""
        return [Shown("byline", value, "microdata", element.sourceline, value)] if rule == "microdata" and value else []
    if not rule:
        names = element.get("class") or element.get("data-testid") or ""
        if not names or len(names) > 400:
            return []
        plain = HUMP.sub("-", names)
        if not BYLINE.search(plain) or NO_BYLINE.search(plain):
            return []
        rule = "visible-byline"
    if _beside(element):
        return []
    named = element.find(".//*[@itemprop='name']") if rule == "microdata" else None
    text = flat(named if named is not None else element)
    return [Shown("byline", text, rule, element.sourceline, text)] if 2 < len(text) <= LONGEST_BYLINE else []


def _beside(element: Any) -> bool:
    """Inside a box of other articles or comments."""
    each = element.getparent()
    for _ in range(12):
        if each is None or each.tag in ("body", "html"):
            return False
        if each.tag in ("aside", "footer") or ASIDE.search(_named(each)):
            return True
        each = each.getparent()
    return False


def _named(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}" if element is not None else ""
