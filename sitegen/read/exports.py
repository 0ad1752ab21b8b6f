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
from sitegen.read.charset import decode
from sitegen.read.container import Container, Items, Names, merged
from sitegen.read.fields import make_field
from sitegen.read.finding import Finding, source_problem
from sitegen.read.options import ContentOptions
from sitegen.read.parsed import Parsed, Piece
from sitegen.read.tidy import tidy

MARKS = re.compile(
    rb"of[ \xa0]+\d+[ \xa0]+DOCUMENTS|von[ \xa0]+\d+[ \xa0]+DOKUMENTEN|End of Document|ProQuest document ID|"
    rb"Report Information from ProQuest|(?:Document|Dokument|Documento|document)\s+[A-Z0-9]{4,12}\d{8}[a-z0-9]{5,12}",
)
"""What in a file's bytes makes it worth a look; all ASCII, so that it is found in any encoding but UTF-16."""


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

_BY_NAME = {export.name: export for export in EXPORTS}
LANGUAGES = {
    "english": "en", "englisch": "en", "anglais": "en", "ingles": "en", "inglés": "en", "french": "fr", "français": "fr",
    "französisch": "fr", "german": "de", "deutsch": "de", "allemand": "de", "spanish": "es", "español": "es", "spanisch": "es",
    "espagnol": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
    "dutch; flemish": "nl", "arabic": "ar", "russian": "ru", "chinese": "zh", "japanese": "ja", "korean": "ko", "turkish": "tr",
    "polish": "pl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "indonesian": "id", "hebrew": "he",
}  # fmt: skip
"""The names of languages that the databases use, with their codes."""


def export_of(text: str) -> Export | None:
    """The database whose export this text is."""
    return next((export for export in EXPORTS if export.fits(text)), None)


def split_export(container: Container, text: str, export: Export) -> Items:
    """Each article of an export as a record, named by the database's own number where it gives one."""
    names = Names()
    any_piece = False
    for piece in export.pieces(text):
        any_piece = True
        own = text[piece.start : piece.end].encode("utf-8", "replace")
        inner = msgspec.structs.replace(container, format=export.name)
        yield inner.record(names.next(piece.name), own, piece.line)
    if not any_piece:
        yield container.problem(Finding("no-records", f"a {export.name} export without articles", "remove it"))


def split_text(container: Container) -> Items:
    """A text file: one article, or a database's export."""
    text = _worth_a_look(container)
    export = export_of(text) if text else None
    if export is None:
        yield container.whole()
        return
    yield from split_export(container, text, export)


def split_html(container: Container) -> Items:
    """A web page: one article, or a database's export saved as HTML."""
    markup = _worth_a_look(container)
    text = plain_lines(markup) if markup else ""
    export = export_of(text) if text else None
    if export is None:
        yield container.whole()
        return
    yield from split_export(container, text, export)


def _worth_a_look(container: Container) -> str:
    """The file's text where its bytes bear an export's marks (in UTF-16, in any case), else nothing."""
    wide = container.data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and not MARKS.search(container.data):
        return ""
    return tidy(decode(container.data, container.options.encoding).text)[0]


_BREAKING = re.compile(r"<(?:br|/?(?:p|div|tr|h[1-6]|li|ul|table|blockquote|article|section|hr))\b[^>]*>", re.I)
_HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)


def plain_lines(markup: str) -> str:
    """The lines that a page of markup shows. For the databases' own plain pages, not for the web's."""
    text = re.sub(r"\s+", " ", _HIDDEN.sub(" ", markup))
    text = html.unescape(re.sub(r"<[^<>]*>", "", _BREAKING.sub("\n", text))).replace("\xa0", " ")
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def load_export(record: Record, options: ContentOptions) -> Document:
    """One article of an export."""
    text, findings = tidy(record.payload.decode("utf-8", "replace"))
    lines = text.split("\n")
    export = _BY_NAME[record.source.format]
    parsed = export.parse(lines)
    first = record.source.line
    made = (make_field(name, value, export.name, line + first) for name, value, line in parsed.fields)
    own = tuple(_coded(field) for field in made if field is not None)
    body = "\n".join(lines[parsed.start : parsed.end]).strip("\n")
    if not body.strip() and not any(field.name == "title" for field in own):
        raise BadSource("the export holds neither a title nor a text here", "export the full text", rule="empty")
    start = next((n for n in range(parsed.start, parsed.end) if lines[n].strip()), parsed.start)
    problems = tuple(source_problem(record.source, finding) for finding in findings)
    return Document(record.source, "text", text, body, start + first, 1, merged(own, record.given), "utf-8", problems)


def _coded(field: Field) -> Field:
    """A language's name as its code, the name kept as evidence."""
    code = LANGUAGES.get(field.value.lower()) if field.name == "language" and isinstance(field.value, str) else None
    return field if code is None else msgspec.structs.replace(field, value=code)
