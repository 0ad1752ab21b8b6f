"""Every field that a page's markup states, in order of trust, and which of them wins.

Sources: schema.org JSON-LD, microdata and RDFa; Highwire, Parsely, Sailthru, Open Graph, Dublin Core and plain
<meta> names; <title>, <html lang>, canonical link, a day in the address; and what the page shows: headings,
bylines, dates. The order of trust was found on labelled pages (see `markup_choice`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sitegen.clean.fragment import is_fragment
from sitegen.model import Document, Field

from .dates import DateOrder, read_date
from .markup_bylines import house_of
from .markup_choice import choose
from .markup_dates import iso
from .markup_linked import linked_data
from .markup_meta import CARD_LABEL, meta_fields
from .markup_names import names
from .markup_visible import Shown, shown
from .titles import plain_name

__all__ = ["candidates", "choose"]

LARGEST = 6_000_000
"""Characters read for metadata: it stands at the top of a page."""
LONGEST_DATE = 40
MOST_SHOWN = 150
"""Distinct candidates of a field that a page shows: more are lists, and each is compared with each."""


def candidates(document: Document) -> tuple[Field, ...]:
    """All candidates, JSON-LD first, then the meta families, then what is visible. Never raises on content."""
    root = _tree(document.body[:LARGEST])
    if root is None:
        return ()
    found = [*_links(root), *_saved_from(document.body), *meta_fields(root, _value)]
    titles = [str(field.value) for field in found if field.name == "title"]
    found = [*linked_data(root, titles, _value), *found]
    if not is_fragment(document):
        found += _shown(root, [str(field.value) for field in found if field.name == "title"])
        found += [*_from_address(found), *_in_scripts(root), *_from_title(found)]
    return tuple(_placed(field, document) for field in found)


def _placed(field: Field, document: Document) -> Field:
    """The line in the source instead of the line in the body (unknown where libxml2 stops counting)."""
    line = field.line
    if line is not None:
        line = document.body_line + (line - 1) * document.line_step if 0 < line < 65535 else None
    return Field(field.name, field.value, field.basis, field.rule, field.evidence[:300], line)


def _tree(html: str) -> Any | None:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _links(root: Any) -> list[Field]:
    made = []
    for element in root.iter("link"):
        rel = (element.get("rel") or "").lower().split()
        href = _value("url", element.get("href") or "")
        if href and "canonical" in rel:
            made.append(Field("url", href, "embedded", "canonical", href, element.sourceline))
        if href and "license" in rel:
            made.append(Field("rights", href, "embedded", "link-license", href, element.sourceline))
    title = next((t for t in root.iter("title") if t.text and t.text.strip()), None)
    if title is not None:
        text = " ".join(title.text.split())
        made.append(Field("title", text, "embedded", "title-element", text, title.sourceline))
    language = _value("language", _lang(root))
    if language:
        made.append(Field("language", language, "embedded", "html-lang", _lang(root), root.sourceline))
    return made


SAVED_AT = 5_000
"""Characters in which a browser or an extension notes where it saved a page from."""
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)", re.IGNORECASE
)


def _saved_from(html: str) -> list[Field]:
    """The address that a saved page was taken from, by the saver's own note."""
    found = _SAVED.search(html[:SAVED_AT])
    line = html.count("\n", 0, found.start()) + 1 if found else None
    return [Field("url", found[1], "embedded", "saved-from", found[0], line)] if found else []


def _lang(root: Any) -> str:
    return root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _shown(root: Any, titles: Sequence[str]) -> list[Field]:
    made: list[Field] = []
    many: Counter[str] = Counter()
    seen: set[tuple[str, str | tuple[str, ...], str]] = set()
    for each in _with_card(root, shown(root, titles, _order(_lang(root)))):
        value = names(each.value) if each.name == "byline" else _value(each.name, each.value)
        key = (each.name, value or "", each.rule)
        if value and key not in seen and many[each.name] < MOST_SHOWN:
            many[each.name] += 1
            seen.add(key)
            made.append(Field(each.name, value, "stated", each.rule, each.evidence, each.line))
    return made


def _with_card(root: Any, found: list[Shown]) -> list[Shown]:
    """A card's second line of labels ("Written by", a name), which some plugins fill and nothing else says."""
    metas = {(m.get("name") or m.get("property") or "").lower(): m for m in root.iter("meta")}
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if label in metas and data in metas and CARD_LABEL.match(metas[label].get("content") or ""):
            name = metas[data].get("content") or ""
            found.append(
                Shown("byline", name, "card-label", metas[data].sourceline, f"{metas[label].get('content')}: {name}")
            )
    return found


_AMERICAN = re.compile(r"^en[-_](?:us|ph)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"^[a-z]{2,3}\b", re.IGNORECASE)


def _order(lang: str) -> DateOrder | None:
    """Which of day and month comes first, by the page's language: English alone leaves it open."""
    if _AMERICAN.match(lang):
        return "mdy"
    return "dmy" if _LANGUAGE.match(lang) and lang.lower() != "en" else None


_DATED = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-])")


def _from_address(found: list[Field]) -> list[Field]:
    """The day in a dated address (`/2019/11/20/`)."""
    for field in found:
        dated = _DATED.search(str(field.value)) if field.name == "url" else None
        value = iso("-".join(dated.groups())) if dated else None
        if value:
            return [Field("published", value, "embedded", "url-date", str(field.value), field.line)]
    return []


_TAIL = re.compile(r"\s+[|–—\-»·:•]+\s+|\s*\|\s*")


def _from_title(found: list[Field]) -> list[Field]:
    """The outlet as a page's title ends or begins with it, where the address has the same name."""
    houses = {house_of(str(field.value)) for field in found if field.name == "url"} - {""}
    for field in found:
        if field.rule == "title-element":
            for part in _TAIL.split(str(field.value)):
                if plain_name(part) in houses:
                    return [Field("outlet", part, "embedded", "title-suffix", str(field.value), field.line)]
    return []


_KEYED = re.compile(
    r"[\"'](date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)|publication_?date|date_?modified|modified_?(?:at|date|time)|updated_?(?:at|date|time))"
    r"\\?[\"']\s*:\s*\\?[\"'](\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)\\?[\"']",
    re.IGNORECASE,
)
MOST_SCRIPT = 2_000_000
"""Characters of scripts searched for dates."""


def _in_scripts(root: Any) -> list[Field]:
    """Days that the page's own data name by their key, where all of them agree: several are a list of articles."""
    found: dict[str, list[tuple[str, str, int | None]]] = {"published": [], "updated": []}
    left = MOST_SCRIPT
    for script in root.iter("script"):
        text = (script.text or "")[:left]
        left -= len(text)
        for key, written in _KEYED.findall(text):
            value = iso(written)
            name = (
                "updated"
                if key.lower().startswith(("updated", "modified", "date_modified", "datemodified"))
                else "published"
            )
            if value:
                found[name].append((value, f"{key}: {written}", script.sourceline))
    return [
        Field(name, rows[0][0], "embedded", "script-data", rows[0][1], rows[0][2])
        for name, rows in found.items()
        if len({value[:10] for value, _, _ in rows}) == 1
    ]


def _value(name: str, text: str) -> str | None:
    """The text as this field's value, or None where it cannot be one."""
    text = text.strip()
    if name in ("published", "updated"):
        return iso(text) or (_day(text) if len(text) <= LONGEST_DATE else None)
    if name == "language":
        short = text.replace("_", "-").split("-")[0].lower()
        return short if short.isalpha() and 2 <= len(short) <= 3 else None
    if name == "url":
        text = _ARCHIVED.sub("", text)
        return text if text.startswith(("http://", "https://")) else None
    if name in ("outlet", "section"):
        return text if 0 < len(text) <= 100 and not text.startswith(("http", "@")) else None
    return text or None


_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)")
"""What a web archive writes before the addresses of a page it keeps."""


def _day(text: str) -> str | None:
    """A date in words or digits; where it is open which is the month, as written: the outlet, the language or a sibling
    may say."""
    found = read_date(text)
    return (
        text if found.problem == "ambiguous-date" else found.iso if len(found.iso) >= 7 and not found.problem else None
    )
