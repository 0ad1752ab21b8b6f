"""What the exports of news databases have in common: many articles in one text, each with a header block.

An export is recognised by its marks, cut into stretches of lines, and each stretch read into fields and a
body that is a stretch of the same text, so that every line number holds. Texts drawn from HTML, RTF or DOCX
files have lines of their own making.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import msgspec

from sitegen.model import BadSource, Document, Field, Record
from sitegen.read import factiva, nexis, proquest
from sitegen.read.container import Container, Items, Names, merged
from sitegen.read.fields import make_field
from sitegen.read.finding import Finding, source_problem
from sitegen.read.options import ContentOptions
from sitegen.read.parsed import Parsed, Piece
from sitegen.read.tidy import tidy


class Export(msgspec.Struct, frozen=True):
    """A database: whether a text is its export, where the articles lie, and how one is read."""

    name: str
    fits: Callable[[str], bool]
    pieces: Callable[[str], Iterator[Piece]]
    parse: Callable[[list[str]], Parsed]


EXPORTS: tuple[Export, ...] = (
    Export("proquest", proquest.fits, proquest.pieces, proquest.parse),
    Export("factiva", factiva.fits, factiva.pieces, factiva.parse),
    Export("nexis", nexis.fits, nexis.pieces, nexis.parse),
)

_EDITION = re.compile(r":\s*(?:\[[^\]]*\b(?i:edition)\b[^\]]*\]|(?:[A-Z][A-Z. ]* )?EDITIONS?)\s*\Z")
_BY_NAME = {export.name: export for export in EXPORTS}
LANGUAGES = {
    "english": "en", "englisch": "en", "anglais": "en", "ingles": "en", "inglés": "en", "french": "fr", "français": "fr",
    "französisch": "fr", "german": "de", "deutsch": "de", "allemand": "de", "spanish": "es", "español": "es", "spanisch": "es",
    "espagnol": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
    "dutch; flemish": "nl", "arabic": "ar", "russian": "ru", "chinese": "zh", "japanese": "ja", "korean": "ko", "turkish": "tr",
    "polish": "pl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "indonesian": "id", "hebrew": "he",
}  # fmt: skip
"""The names of languages that the databases use, with their codes."""


def split_export(container: Container, text: str) -> Items | None:
    """Each article of an export as a record, named by the database's own number where it gives one; None where
    the text is no export."""
    export = next((export for export in EXPORTS if export.fits(text)), None)
    return None if export is None else _records(container, text, export)


def _records(container: Container, text: str, export: Export) -> Items:
    inner = msgspec.structs.replace(container, format=export.name)
    names = Names()
    piece = None
    for piece in export.pieces(text):
        own = text[piece.start : piece.end].encode("utf-8", "replace")
        yield inner.record(names.next(piece.name), own, piece.line)
    if piece is None:
        yield container.problem(Finding("no-records", f"a {export.name} export without articles", "remove it"))


_BREAKING = re.compile(r"<(?:br|/?(?:p|div|tr|h[1-6]|li|ul|table|blockquote|article|section|hr))\b[^<>]*>", re.I)
_CELL_END = re.compile(r"</t[dh]\s*>", re.I)
_OPENING = re.compile(r"<(script|style|head)\b|<!--", re.I)


def plain_lines(markup: str) -> str:
    """The lines that a page of markup shows. For the databases' own plain pages, not for the web's."""
    text = re.sub(r"\s+", " ", _without_hidden(markup))
    text = html.unescape(re.sub(r"<[^<>]*>", "", _BREAKING.sub("\n", _CELL_END.sub(" ", text)))).replace("\xa0", " ")
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _without_hidden(markup: str) -> str:
    """Markup without comments, scripts, styles and heads. One that is never closed is left: looking for the
    end of each would take forever on a page of nothing but beginnings."""
    parts, at, lower = [], 0, markup.lower()
    ends = {"script": "</script", "style": "</style", "head": "</head", None: "-->"}
    while (found := _OPENING.search(lower, at)) is not None:
        end = lower.find(ends[found.group(1)], found.end())
        if end < 0:
            break
        parts.append(markup[at : found.start()])
        at = end if found.group(1) else end + 3
    return " ".join((*parts, markup[at:]))


def load_export(record: Record, options: ContentOptions) -> Document:
    """One article of an export."""
    text, findings = tidy(record.payload.decode("utf-8", "replace"))
    lines = text.split("\n")
    export = _BY_NAME[record.source.format]
    parsed = export.parse(lines)
    first = record.source.line
    made = (make_field(name, value, export.name, line + first) for name, value, line in parsed.fields)
    own = tuple(_refined(field) for field in made if field is not None)
    body = "\n".join(lines[parsed.start : parsed.end]).strip("\n")
    if not body.strip() and not any(field.name == "title" for field in own):
        raise BadSource("the export holds neither a title nor a text here", "export the full text", rule="empty")
    start = next((n for n in range(parsed.start, parsed.end) if lines[n].strip()), parsed.start)
    problems = tuple(source_problem(record.source, finding) for finding in findings)
    return Document(record.source, "text", text, body, start + first, 1, merged(own, record.given), "utf-8", problems)


def _refined(field: Field) -> Field:
    """A title without the edition that ProQuest adds to it, a language's name as its code (Nexis gives two names:
    `GERMAN; DEUTSCH`). The evidence stays as written."""
    if not isinstance(field.value, str):
        return field
    if field.name == "title":
        return msgspec.structs.replace(field, value=_EDITION.sub("", field.value) or field.value)
    named = field.value.lower().split("; ") if field.name == "language" else []
    code = next((LANGUAGES[name] for name in ("; ".join(named), *named) if name in LANGUAGES), None)
    return field if code is None else msgspec.structs.replace(field, value=code)
