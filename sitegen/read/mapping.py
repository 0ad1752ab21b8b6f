"""A record of keys and values (JSON, CSV, a feed entry) as a Document: which key is the body, and what its form is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from sitegen.model import BadSource, Document, Field, Form, Record
from sitegen.read.container import merged
from sitegen.read.fields import FIELD_OF, make_fields, plain_key, strings
from sitegen.read.finding import Finding, source_problem
from sitegen.read.tidy import tidy

BODY_KEYS: tuple[tuple[Form | None, tuple[str, ...]], ...] = (
    (None, ("text", "fulltext", "maintext", "articletext", "bodytext", "contenttext", "plaintext", "articlebody", "storytext",
            "bodyxhtml", "volltext", "texte", "texto", "testo", "tekst", "artikeltext")),
    (None, ("body",)),
    ("markdown", ("markdown", "contentmarkdown", "bodymarkdown", "md")),
    ("html", ("html", "bodyhtml", "contenthtml", "htmlcontent", "articlehtml", "rawhtml", "pagehtml")),
    (None, ("content", "contents", "contentencoded", "story", "article", "transcript", "paragraphs",
            "inhalt", "contenu", "contenido", "contenuto", "cuerpo")),
    (None, ("leadparagraph",)),
)  # fmt: skip
"""The keys that hold a body, best first, with the form they say it has (None: it is looked at)."""

MARKUP = re.compile(r"</(?:p|div|h[1-6]|ul|ol|li|blockquote|article|section|table|body|html|span|a|strong|em|b|i)\s*>|<(?:br|p)\s*/?>", re.I)  # fmt: skip
"""Text with such a tag in it was plainly written as markup."""

_WRAPPERS = ("_source", "fields", "row", "article", "attributes", "data", "doc", "document", "record", "item", "node")
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)
_BODY_KEY = {key: (rank, form) for rank, (form, keys) in enumerate(BODY_KEYS) for key in keys}
_CANDIDATE = frozenset(_BODY_KEY) | {"headlines", "bodies"} | {key for key, name in FIELD_OF.items() if name == "title"}


class Body(msgspec.Struct, frozen=True):
    key: str
    form: Form
    text: str


def looks_like_record(value: object) -> bool:
    """Whether an object has a body or a title, and so may be an article."""
    return isinstance(value, dict) and any(plain_key(str(key)) in _CANDIDATE for key in unwrapped(value))


def has_body(mapping: Mapping[str, object]) -> bool:
    return _body(unwrapped(mapping)) is not None


def unwrapped(mapping: Mapping[str, object]) -> Mapping[str, object]:
    """A record that stands inside of another object, as search engines and interfaces hand it out (`_source`,
    `fields`), together with what stands around it."""
    for key in _WRAPPERS:
        inner = mapping.get(key)
        if isinstance(inner, dict) and _body(inner) is not None:
            around = {name: value for name, value in mapping.items() if name != key}
            return mapping if _body(around) is not None else {**around, **inner}
    return mapping


def document(
    record: Record, mapping: Mapping[str, object], raw: str, rule: str, line_of: Callable[[str], int | None]
) -> Document:
    """The Document of one record. `line_of` gives the line of a key, counted in `raw`.

    A record with a title and no body has an empty body; one with neither is a BadSource.
    """
    mapping = unwrapped(mapping)
    first = record.source.line - 1
    own = make_fields(mapping, rule, lambda key: _moved(line_of(key), first))
    body = _body(mapping)
    fields, findings = _tidied(own)
    if body is None and not any(field.name == "title" for field in fields):
        raise BadSource(
            "the record has neither a text nor a title", "name its text `text`, `html` or `content`", rule="empty"
        )
    text, found = tidy(body.text) if body else ("", [])
    line = _moved(line_of(body.key), first) if body else None
    at_line = [msgspec.structs.replace(finding, line=None) for finding in (*findings, *found)]
    return Document(
        record.source, body.form if body else "text", raw, text, line or record.source.line, 0, merged(fields, record.given),
        "utf-8", tuple(source_problem(record.source, finding) for finding in at_line),
    )  # fmt: skip


def _moved(line: int | None, by: int) -> int | None:
    return None if line is None else line + by


def _body(mapping: Mapping[str, object]) -> Body | None:
    """The first key of BODY_KEYS that holds any text. Text in one piece gives way to a fragment of markup
    beside it, which has its paragraphs; a whole page does not: there the text was drawn from it by somebody."""
    keys = sorted((rank, key) for key in mapping if (rank := _rank(key)) is not None)
    found = [body for _, key in keys if (body := _made(key, mapping[key])) is not None]
    first = next(iter(found), None)
    if first is None or first.form != "text" or "\n" in first.text:
        return first
    marked = (body for body in found if body.form == "html" and not _WHOLE_PAGE.search(body.text[:5000]))
    return next(marked, first)


def _made(key: str, value: object) -> Body | None:
    text = "\n\n".join(strings(value))
    form = _BODY_KEY[plain_key(key)][1]
    return Body(key, form or ("html" if MARKUP.search(text) else "text"), text) if text else None


def _rank(key: str) -> int | None:
    found = _BODY_KEY.get(plain_key(key))
    return found[0] if found else None


def _tidied(fields: tuple[Field, ...]) -> tuple[tuple[Field, ...], list[Finding]]:
    """The fields with their values made safe in the same way as bodies."""
    findings: list[Finding] = []
    made = tuple(_tidy_field(field, findings) for field in fields)
    return tuple(field for field in made if field.value), findings


def _tidy_field(field: Field, findings: list[Finding]) -> Field:
    values = (field.value, field.evidence) if isinstance(field.value, str) else (*field.value, field.evidence)
    if all(value.isascii() and value.isprintable() for value in values):
        return field
    clean = [tidy(value) for value in values]
    findings.extend(finding for _, found in clean[:-1] for finding in found)
    texts = tuple(text for text, _ in clean)
    return msgspec.structs.replace(
        field, value=texts[0] if isinstance(field.value, str) else texts[:-1], evidence=texts[-1]
    )
