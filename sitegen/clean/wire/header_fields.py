"""`Key: value` lines above the text, as exports and clipping files write them."""

from __future__ import annotations

import re

from sitegen.model import LIST_FIELDS
from sitegen.text import fold

_KEYS: dict[str, str] = {
    "title": "title headline head titre titel titulo titular titolo العنوان عنوان",
    "published": "date published pubdate publication-date date-published posted fecha datum data التاريخ تاريخ",
    "updated": "updated last-updated modified",
    "byline": "author authors byline by writer journalist reporter auteur auteurs autor autorin autora autore الكاتب كاتب",
    "outlet": "source publication newspaper publisher outlet journal quelle fuente medio zeitung periodico źródło zrodlo источник джерело zdroj forras sursa izvor kaynak πηγη מקור bron kalla kilde lahde sumber 来源 來源 出典 출처 المصدر مصدر الصحيفة",
    "dateline_place": "dateline",
    "url": "url link web permalink address",
    "section": "section category rubrik rubrique seccion ressort desk القسم",
    "language": "language lang langue idioma sprache اللغة",
    "rights": "copyright rights droits derechos",
    "description": "summary abstract standfirst chapo resumen",
    "": "editor redaktion redaktor edicao edicion редактор editor-in-chief id page pages edition length words document-number load-date database body text",
}
"""Field by field the keys it goes by, folded; those of no field of ours are cut all the same."""

_FIELD_OF = {key.replace("-", " "): name for name, keys in _KEYS.items() for key in keys.split()}
_LINE = re.compile(r"(?P<key>[^\W\d_]+(?:[ -][^\W\d_]+)?)\s?[:：]\s*(?P<value>\S.{0,300})")
_SHORT_KEYS = frozenset({"by", "head", "web", "data", "text", "body"})


def read_header_field(text: str) -> tuple[str, str | tuple[str, ...]] | None:
    """The field and value of such a line; an empty name for a key that is known and means no field."""
    found = _LINE.fullmatch(text)
    if not found:
        return None
    key = fold(found["key"]).replace("-", " ")
    name = _FIELD_OF.get(key)
    if name is None or (key in _SHORT_KEYS and len(found["value"]) > 80):
        return None
    value = found["value"].strip()
    return name, ((value,) if name in LIST_FIELDS else value)
