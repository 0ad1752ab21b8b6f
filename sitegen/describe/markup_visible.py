"""What the page shows: headings, bylines, times; and microdata or RDFa attributes on them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from sitegen.text import month_number

from .dates import read_date
from .markup_names import unread

BYLINE = re.compile(
    r"by-?line|(?:^|[-_ ])(?:authors?|contributors?|reporter|writer|vcard|posted-by)(?:[-_ ]|$)|author-?(?:name|link)|"
    r"(?:post|entry|article|story|blog|meta)[-_]*author",
    re.IGNORECASE,
)
NO_BYLINE = re.compile(
    r"bio|about|avatar|image|img|photo|icon|social|follow|desc|box|comment|related|share|twitter|role|title|job|more|date|time",
    re.IGNORECASE,
)
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|contributors?|producers?|people|profile|staff|journalists?|autor(?:es|en|i)?|auteurs?|redaktion)/[^/?#]{3,60}/?$"
)
PUBLISHED = re.compile(r"publi|posted|created|pub-?date|entry-date|post-date|dateline", re.IGNORECASE)
UPDATED = re.compile(r"updat|modif|revis|last|aktualisiert|mis à jour|actualizad|atualizad", re.IGNORECASE)
ASIDE = re.compile(
    r"related|recommend|recirc|popular|trending|comment|sidebar|footer|teaser|promo|most-", re.IGNORECASE
)
BY = re.compile(
    r"^\s*(?:(?:article |written |words |story |text )?by|written|posted by|von|par|por|texte|autor(?:a|in)?|author)\b\s*:?",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"^\s*(?:and |& |, )?(?:(?:Dr|Prof|Sir)\.? )?[^\W\d_a-zß-ÿ][\w.'’-]*(?: (?:de|da|di|van|von|der|den|la|le|bin|al|el|du|dos|and|&|[^\W\d_a-zß-ÿ][\w.'’-]*),?){1,8}\s*,?\s*(?:and|&)?\s*$"
)
DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LEAD = re.compile(
    r"^\W*(?:(?:first |originally |last )?(?:published|posted|updated|modified|reviewed|publié|publicado|veröffentlicht|aktualisiert|"
    r"mis à jour|actualizado|atualizado|stand)\s*(?:on|le|el|em|am|:)?\s*:?|on|date)\s*[:|]?\s*",
    re.IGNORECASE,
)
NUMERIC = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{4}\s?[年년]")
WORD = re.compile(r"[^\W\d_]+\.?")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONGEST_BYLINE = 150
MOST_NODES = 200
"""Elements looked at inside one: no byline or heading has more, and nested ones must not cost their square."""
NEAR = 150
"""Elements after the headline within which a byline or date without further marks is believed."""


class Shown(NamedTuple):
    """Something seen on the page: what it may be, its text or machine value, by which rule, where."""

    name: str
    value: str
    rule: str
    line: int | None
    evidence: str


def shown(root: Any) -> list[Shown]:
    """In page order. Elements inside related-article and comment boxes are left out."""
    found: list[Shown] = []
    since = NEAR + 1
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str) or tag in ("script", "style", "link"):
            continue
        since += 1
        prop = (element.get("itemprop") or element.get("property") or "").lower()
        if tag == "h1":
            since = 0
            found += _heading(element)
        elif tag == "time":
            found += _time(element, prop, since < NEAR)
        elif prop:
            found += _property(element, prop)
        found += _byline(element, tag, prop)
        if since < NEAR:
            found += _beneath(element, tag)
    return found


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


def _time(element: Any, prop: str, near: bool) -> list[Shown]:
    value = element.get("datetime") or element.get("content") or flat(element)
    parent = element.getparent()
    around = f"{prop} {_named(element)} {_named(parent)} {parent.text or '' if parent is not None else ''}"
    if not value or _beside(element):
        return []
    kind = "updated" if UPDATED.search(around) else "published"
    rule = "microdata" if prop.startswith("date") else "time-published" if PUBLISHED.search(around) or element.get("pubdate") is not None else "time-element"  # fmt: skip
    if near and rule == "time-element":
        rule = "time-headline"
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
    if tag in ("html", "body", "head", "article", "main", "section", "img"):
        return []
    rel = (element.get("rel") or "").lower().split()
    rule = "microdata" if prop in ("author", "creator", "schema:author") else "rel-author" if "author" in rel else ""
    if tag == "meta":
        value = element.get("content") or ""
        return [Shown("byline", value, "microdata", element.sourceline, value)] if rule == "microdata" and value else []
    if not rule:
        rule = "author-link" if tag == "a" and AUTHOR_PAGE.search(element.get("href") or "") else _classed(element)
    if not rule or _beside(element):
        return []
    named = element.find(".//*[@itemprop='name']") if rule == "microdata" else None
    return _as_byline(named if named is not None else element, rule)


def _as_byline(element: Any, rule: str) -> list[Shown]:
    parts = chunks(element)
    text = " ".join(parts)
    if not 2 < len(text) <= LONGEST_BYLINE:
        return []
    return [Shown("byline", "\n".join(unread(parts)), rule, element.sourceline, text)]


def _classed(element: Any) -> str:
    names = element.get("class") or element.get("data-testid") or ""
    return _says_byline(names) if names and len(names) <= 400 else ""


@lru_cache(maxsize=20_000)
def _says_byline(names: str) -> str:
    plain = HUMP.sub("-", names)
    return "visible-byline" if BYLINE.search(plain) and not NO_BYLINE.search(plain) else ""


def _beneath(element: Any, tag: str) -> list[Shown]:
    """Below the headline, a short line that begins like a byline, or that is a date."""
    text = (element.text or "").strip()
    if not text or len(text) > 80 or tag in ("h1", "title", "option", "button", "label"):
        return []
    if BY.match(text):
        return _by(element if len(text) > 12 or len(element) else element.getparent())
    if DATED.search(text) and len(text) <= 60:
        return _dated(element, text)
    return []


def _by(element: Any) -> list[Shown]:
    """ "By" and capitalised names, up to the first text that is none."""
    text = flat(element)
    if len(text) > 100 or _beside(element):
        return []
    parts = unread(chunks(element))
    parts[0] = BY.sub("", parts[0])
    found: list[str] = []
    for part in (part.strip(" :,;/&|") for part in parts):
        if not part or part.lower() in ("and", "und", "et", "y", "e", "og", "och", "with"):
            continue
        if not NAMES.match(part) and not (part.isupper() and part.isalpha() and not found):
            break
        found.append(part)
    return [Shown("byline", "\n".join(found), "visible-by", element.sourceline, text)] if found else []


def _dated(element: Any, text: str) -> list[Shown]:
    for part in re.split(r"\s*[|•·]\s*", text):
        plain = LEAD.sub("", part)
        found = read_date(plain) if DATED.search(plain) and _like_date(plain) else None
        if found and len(found.iso) >= 10:
            kind = "updated" if UPDATED.search(text) else "published"
            return [Shown(kind, found.iso, "visible-date", element.sourceline, text)]
    return []


def _like_date(text: str) -> bool:
    """Cheap: a numeric date, or at most six words with a month's name among them."""
    if "(" in text or "–" in text:
        return False
    words = WORD.findall(text)
    return len(text) <= 45 and (NUMERIC.search(text) is not None or (len(words) <= 6 and any(map(month_number, words))))


def _beside(element: Any) -> bool:
    """Inside a box of other articles or comments."""
    each = element.getparent()
    for _ in range(6):
        if each is None or each.tag in ("body", "html", "article", "main"):
            return False
        if each.tag in ("aside", "footer") or ASIDE.search(_named(each)):
            return True
        each = each.getparent()
    return False


def _named(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}" if element is not None else ""
