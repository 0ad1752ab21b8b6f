"""Every field that a page's markup states, in order of trust, and which of them wins.

Sources: schema.org JSON-LD, microdata and RDFa; Highwire, Parsely, Sailthru, Open Graph, Dublin Core and plain
<meta> names; <title>, <html lang>, canonical link; and what the page shows: headings, bylines, times. The order
of trust was found on labelled pages (see the docstrings of `choose` and `markup_choice`).
"""

from __future__ import annotations

import re
from typing import Any

from sitegen.clean.fragment import is_fragment
from sitegen.model import Document, Field

from . import markup_jsonld as jsonld
from .markup_choice import choose
from .markup_dates import iso
from .markup_meta import BY_NAME, META
from .markup_names import names
from .markup_visible import shown

__all__ = ["candidates", "choose"]

LARGEST = 6_000_000
"""Characters read for metadata: it stands at the top of a page."""


def candidates(document: Document) -> tuple[Field, ...]:
    """All candidates, JSON-LD first, then the meta families, then what is visible. Never raises on content."""
    root = _tree(document.body[:LARGEST])
    if root is None:
        return ()
    found = [*_json_ld(root), *_meta(root), *_links(root), *_shown(root)]
    found += _from_address(found)
    placed = [_placed(field, document) for field in found]
    if is_fragment(document) or any(f.name == "published" for f in placed):
        return tuple(placed)  # the days in an article's own text are not the day it was published
    return (*placed, *_guessed(document.body))


def _placed(field: Field, document: Document) -> Field:
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


# ------------------------------------------------------------------------------------ JSON-LD


def _json_ld(root: Any) -> list[Field]:
    scripts = [s for s in root.iter("script") if "ld+json" in (s.get("type") or "").lower() and s.text]
    found = jsonld.objects([s.text for s in scripts])
    data = jsonld.article(found)
    if not data:
        return []
    weak = jsonld.rank_name(data).endswith("page")
    rule = "json-ld-page" if weak else "json-ld"
    line = next((s.sourceline for s in scripts), None)
    made = [Field(name, value, "embedded", rule, f"{key}: {value}", line) for name, key, value in _said(data, found)]
    byline = _authors(data, found)
    if byline:
        made.append(Field("byline", byline, "embedded", rule, f"author: {_said_by(data, found)}", line))
    if str(data.get("isAccessibleForFree", "")).lower() == "false":
        made.append(Field("labels", ("paywalled",), "embedded", rule, "isAccessibleForFree: false", line))
    return made


_KEYS = (
    ("title", "headline"), ("title", "name"), ("published", "datePublished"), ("published", "dateCreated"),
    ("updated", "dateModified"), ("outlet", "publisher"), ("section", "articleSection"), ("url", "url"),
    ("url", "mainEntityOfPage"), ("language", "inLanguage"), ("rights", "license"), ("rights", "copyrightNotice"),
    ("description", "description"),
)  # fmt: skip


def _said(data: jsonld.Data, found: list[jsonld.Data]) -> list[tuple[str, str, str]]:
    rows, taken = [], set()
    for name, key in _KEYS:
        value = _value(name, jsonld.text(jsonld.resolve(data.get(key), found)))
        if value and name not in taken:
            taken.add(name)
            rows.append((name, key, value))
    return rows


def _said_by(data: jsonld.Data, found: list[jsonld.Data]) -> str:
    value = data.get("author") or data.get("creator") or []
    return "; ".join(
        jsonld.text(jsonld.resolve(each, found)) for each in (value if isinstance(value, list) else [value])
    )


def _authors(data: jsonld.Data, found: list[jsonld.Data]) -> tuple[str, ...]:
    value = data.get("author") or data.get("creator") or []
    made: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        said = jsonld.text(jsonld.resolve(each, found))
        made += [name for name in names(said) if name not in made]
    return tuple(made)


# ------------------------------------------------------------------------------------ meta and links


def _meta(root: Any) -> list[Field]:
    rows = []
    for at, element in enumerate(root.iter("meta")):
        key = (element.get("property") or element.get("name") or element.get("http-equiv") or "").strip().lower()
        content = jsonld.clean(element.get("content") or "")
        for order, family, name in BY_NAME.get(key, ()) if content else ():
            rows.append((order, META[order][2].index(key), at, family, name, content, key, element.sourceline))
    made: list[Field] = []
    for order, _, _, family, name, content, key, line in sorted(rows):
        value: str | tuple[str, ...] | None = names(content) if name == "byline" else _value(name, content)
        if not value:
            continue
        same = next((f for f in made if (f.name, f.rule) == (name, f"meta:{family}") and name == "byline"), None)
        if (
            same is not None
            and isinstance(value, tuple)
            and META[order][2].index(key) == 0
            and family in ("highwire", "og", "dublin-core")
        ):
            # Families with one element a name: they make one byline.
            merged = (*same.value, *(n for n in value if n not in same.value))
            made[made.index(same)] = Field(
                name, merged, "embedded", same.rule, f"{same.evidence}; {content}", same.line
            )
        else:
            made.append(Field(name, value, "embedded", f"meta:{family}", f"{key}: {content}", line))
    return made


def _links(root: Any) -> list[Field]:
    made = []
    for element in root.iter("link"):
        rel = (element.get("rel") or "").lower().split()
        href = _value("url", element.get("href") or "")
        if href and "canonical" in rel:
            made.append(Field("url", href, "embedded", "canonical", href, element.sourceline))
        if "license" in rel and element.get("href"):
            made.append(
                Field(
                    "rights", element.get("href"), "embedded", "link-license", element.get("href"), element.sourceline
                )
            )
    title = next((t for t in root.iter("title") if t.text and t.text.strip()), None)
    if title is not None:
        text = " ".join(title.text.split())
        made.append(Field("title", text, "embedded", "title-element", text, title.sourceline))
    language = _value("language", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    if language:
        made.append(Field("language", language, "embedded", "html-lang", root.get("lang") or language, root.sourceline))
    return made


# ------------------------------------------------------------------------------------ visible


def _shown(root: Any) -> list[Field]:
    made: list[Field] = []
    for each in shown(root):
        value: str | tuple[str, ...] | None = (
            names(each.value) if each.name == "byline" else _value(each.name, each.value)
        )
        field = Field(each.name, value or "", "stated", each.rule, each.evidence, each.line)
        if value and not any((f.name, f.value, f.rule) == (field.name, value, field.rule) for f in made):
            made.append(field)
    return made


_DATED = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-])")


def _from_address(found: list[Field]) -> list[Field]:
    """The day in a dated address (`/2019/11/20/`)."""
    for field in found:
        dated = _DATED.search(str(field.value)) if field.name == "url" else None
        value = iso("-".join(dated.groups())) if dated else None
        if value:
            return [Field("published", value, "embedded", "url-date", str(field.value), field.line)]
    return []


GUESS_FROM = 1_500_000
"""Characters that htmldate is given: it reads the text by patterns, some of them slow."""


def _guessed(html: str) -> list[Field]:
    """The date as htmldate finds it in the page's text and addresses, where no markup says it. The bounds
    are fixed: htmldate's own would follow the clock."""
    from htmldate import find_date

    try:
        found = find_date(html[:GUESS_FROM], original_date=False, min_date="1990-01-01", max_date="2100-12-31")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []
    return [Field("published", found, "stated", "htmldate", found)] if found else []


def _value(name: str, text: str) -> str | None:
    """The text as this field's value, or None where it cannot be one."""
    text = text.strip()
    if name in ("published", "updated"):
        return iso(text)
    if name == "language":
        short = text.replace("_", "-").split("-")[0].lower()
        return short if short.isalpha() and 2 <= len(short) <= 3 else None
    if name == "url":
        return text if text.startswith(("http://", "https://")) else None
    if name in ("outlet", "section"):
        return text if 0 < len(text) <= 100 and not text.startswith(("http", "@")) else None
    return text or None
