"""From the keys of a front matter, a record or a table row to the program's fields."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import msgspec

from sitegen.model import LIST_FIELDS, Field

ALIASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("id", ("id", "_id", "articleid", "docid", "documentid", "uid", "uuid", "guid")),
    ("title", ("title", "headline", "heading", "articletitle", "storytitle", "webtitle", "titel", "titre", "título", "titulo", "titular", "titolo",
               "überschrift", "schlagzeile", "kop")),
    ("published", ("published", "date", "datepublished", "publisheddate", "publishedat", "publicationdate", "publishdate",
                   "pubdate", "dateofpublication", "publishedon", "publishtime", "datetime", "firstpublished", "webpublicationdate", "datepublish", "timestamp", "created", "createdat",
                   "datum", "fecha", "datepublication", "datedepublication", "fechapublicación", "fechadepublicación", "datapubblicazione",
                   "erscheinungsdatum", "veröffentlicht")),
    ("updated", ("updated", "lastmod", "modified", "datemodified", "datemodify", "modifieddate", "updatedat", "lastmodified", "lastupdated")),
    ("byline", ("byline", "author", "authors", "creator", "writer", "by", "reporter", "journalist", "autor", "auteur", "autore", "verfasser",
                "autoren", "auteurs", "autores")),
    ("outlet", ("outlet", "sourcehostname", "source", "site", "sitename", "publication", "newspaper", "publisher", "sourcename", "publicationtitle", "medium",
                "sourcedomain", "medianame", "newssource", "newsoutlet", "mediaoutlet", "zeitung", "quelle", "journal", "medio", "fuente", "giornale", "testata", "krant")),
    ("agencies", ("agencies", "agency", "newsagency", "wire")),
    ("dateline_place", ("datelineplace", "dateline")),
    ("language", ("language", "lang", "locale", "inlanguage", "sprache", "langue", "idioma", "lingua")),
    ("section", ("section", "category", "desk", "rubric", "articlesection", "sectionname", "rubrik", "ressort", "rubrique", "sección", "seccion", "sezione")),
    ("url", ("url", "link", "canonical", "canonicalurl", "permalink", "weburl", "articleurl", "sourceurl", "originalurl", "mainentityofpage")),
    ("rights", ("rights", "copyright", "license", "licence", "copyrightnotice")),
    ("labels", ("labels", "label")),
    ("correction", ("correction", "correctionnote")),
    ("description", ("description", "summary", "abstract", "subtitle", "dek", "standfirst", "excerpt", "teaser", "snippet")),
)  # fmt: skip
"""Each field with the keys it goes by, best first. Keys are compared without case and punctuation."""

FIELD_OF = {alias: name for name, aliases in ALIASES for alias in aliases}
DATES = frozenset({"published", "updated"})
LONGEST_EVIDENCE = 500

# Objects that stand where a string could: {"name": …}, WordPress's {"rendered": …}, MongoDB's {"$date": …}.
_INSIDE = (
    "name",
    "title",
    "main",
    "original",
    "rendered",
    "label",
    "value",
    "text",
    "#text",
    "@id",
    "$date",
    "$oid",
    "$numberlong",
    "url",
)
_EPOCH = re.compile(r"-?\d{10}(?:\d{3})?(?:\.\d+)?\Z")
_AS_WRITTEN = frozenset({"id", "url", "published", "updated", "language"})
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|em|i|mark|p|q|s|small|span|strong|sub|sup|u)\b[^<>]*>", re.I)
_WRITTEN_LIST = re.compile(r"\[\s*[\"'].*[\"']\s*\]\Z", re.S)
_QUOTED = re.compile(r"'[^']*'(?=\s*[,\]])|\"[^\"]*\"(?=\s*[,\]])")
_ADDRESS = re.compile(r"[a-z0-9-]{1,40}\Z")
_DEEPEST = 4


def plain_key(key: str) -> str:
    """A key without case and punctuation: `Published_At` and `publishedAt` are the same.

    >>> plain_key("Published_At")
    'publishedat'
    """
    return "".join(c for c in key.casefold() if c.isalnum())


def strings(value: object, depth: int = 0) -> tuple[str, ...]:
    """The strings a value holds: itself, a list's items, the name of an object; nothing for null.

    >>> strings([{"name": "A"}, "B", None, 3])
    ('A', 'B', '3')
    """
    if value is None or depth > _DEEPEST:
        return ()
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, Mapping):
        lower = {str(key).lower(): inner for key, inner in value.items()}
        named = (strings(lower[key], depth + 1) for key in _INSIDE if key in lower)
        return next((found for found in named if found), ())
    if isinstance(value, (list, tuple)):
        return tuple(text for inner in value[:1000] for text in strings(inner, depth + 1))
    return () if isinstance(value, bool) else (str(value),)


def make_fields(
    mapping: Mapping[str, object], rule: str, line_of: Callable[[str], int | None] = lambda key: None
) -> tuple[Field, ...]:
    """Every known key as a Field of basis `embedded`, in FIELD_NAMES order and the best key first.

    `line_of` gives a key's line in the file. Unknown keys are passed over: they are the owner's own.
    """
    keys: dict[str, str] = {}
    for key in mapping:
        keys.setdefault(plain_key(key), key)
    known = ((name, keys[alias]) for name, aliases in ALIASES for alias in aliases if alias in keys)
    known = ((name, key) for name, key in known if name != "id" or key == "id" or _is_address(mapping[key]))
    made = (make_field(name, mapping[key], rule, line_of(key)) for name, key in known)
    return tuple(_by_value(field) for field in made if field is not None and not _is_number(field))


def _by_value(field: Field) -> Field:
    """A `source` that is an address says where the article stood, not who published it."""
    address = (
        field.name == "outlet" and isinstance(field.value, str) and field.value.startswith(("http://", "https://"))
    )
    return msgspec.structs.replace(field, name="url") if address else field


def _is_number(field: Field) -> bool:
    """An author that is the number of one in a database."""
    return field.name == "byline" and all(name.isdecimal() for name in field.value)


def _is_address(value: object) -> bool:
    """Whether a value may be part of an article's address. Feeds and databases have ids that are addresses
    or numbers of their own kind: good names for a record, and no reason to warn of each."""
    return any(_ADDRESS.match(text) for text in strings(value)[:1])


def make_field(name: str, value: object, rule: str, line: int | None) -> Field | None:
    """One field, or None where the value is empty. Its evidence is the value as written."""
    found = strings(value)
    if not found:
        return None
    evidence = "; ".join(found)[:LONGEST_EVIDENCE]
    if name not in _AS_WRITTEN:
        found = tuple(plain for text in found if (plain := plain_text(text)))
    if name in LIST_FIELDS:
        return Field(name, _listed(found), "embedded", rule, evidence, line) if found else None
    chosen = _from_epoch(found[0]) if name in DATES else " ".join("".join(found[:1]).split())
    return Field(name, chosen, "embedded", rule, evidence, line) if chosen else None


def plain_text(text: str) -> str:
    """A title or a name as text: many programs hand them on as HTML, with entities and inline tags.

    >>> plain_text("Ferry &#8211; <i>Elm</i>&amp;Co")
    'Ferry – Elm&Co'
    """
    text = _INLINE_TAG.sub("", text) if "<" in text else text
    text = html.unescape(text) if _ENTITY.search(text) else text
    return " ".join(text.split())


def _listed(found: tuple[str, ...]) -> tuple[str, ...]:
    """Semicolons part names in tables and databases; a list may also stand as Python or JSON writes it. Commas
    and "and" are left to whoever knows bylines."""
    parts = (
        part for text in found for part in (_QUOTED.findall(text) if _WRITTEN_LIST.match(text) else text.split(";"))
    )
    return tuple(" ".join(part.strip(" \"'").split()) for part in parts if part.strip(" \"'"))


def _from_epoch(text: str) -> str:
    """Seconds or milliseconds since 1970 as an ISO date-time in UTC; anything else as it is."""
    if not _EPOCH.match(text):
        return text
    seconds = float(text) / (1000 if len(text.split(".")[0].lstrip("-")) == 13 else 1)
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (OverflowError, ValueError, OSError):
        return text
