"""DOCX (Office Open XML): paragraphs, headings, lists and tables as HTML; no styles, no pictures, no deleted text."""

from __future__ import annotations

import html
import io
import re
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sitegen.model import BadSource, Document, Record
from sitegen.read.container import Container, Items, merged
from sitegen.read.exports import split_export
from sitegen.read.finding import from_error, source_problem
from sitegen.read.options import ContentOptions
from sitegen.read.tidy import tidy
from sitegen.read.xml import child, local, parse, source_text

_HEADING = re.compile(r"(?:heading|berschrift|titre|ttulo|titolo|kop)\D*([1-6])\Z", re.I)
_PART = re.compile(r"word/document\d*\.xml")
_PASSED = frozenset(
    {
        "ins",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "AlternateContent",
        "Choice",
        "customXml",
        "fldSimple",
        "r",
        "moveTo",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    }
)
"""Elements whose text is the paragraph's. A Fallback repeats its Choice; deleted text is in elements of its own."""


def _body(data: bytes, largest: int) -> Element:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_part(archive.namelist())) as file:
            xml = file.read(largest + 1)
    except KeyError:
        raise BadSource("not a Word document", "give the file its right extension", rule="binary") from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise BadSource(f"the document is damaged: {error}", "fetch it again", rule="archive") from None
    if len(xml) > largest:
        raise BadSource(f"unpacks to more than {largest} bytes", "raise [content] largest", rule="too-large")
    body = child(parse(source_text(xml)).root, "body")
    if body is None:
        raise BadSource("the document has no body", "save it again", rule="empty")
    return body


def _part(names: list[str]) -> str:
    """The document's own part: Word on the web calls it `document2.xml`."""
    return next((name for name in sorted(names) if _PART.fullmatch(name)), "word/document.xml")


def _paragraphs(body: Element) -> Iterator[Element]:
    """Paragraphs and tables, in order, out of whatever holds them."""
    for element in body:
        if local(element.tag) in ("p", "tbl"):
            yield element
        elif local(element.tag) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _paragraphs(element)


def _text(element: Element) -> str:
    parts = []
    for inner in element:
        name = local(inner.tag)
        if name == "t":
            parts.append(inner.text or "")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name in ("tab", "noBreakHyphen"):
            parts.append("\t" if name == "tab" else "-")
        elif name in _PASSED and child(inner, "rPr", "vanish") is None:
            parts.append(_text(inner))
    return "".join(parts)


def _style(paragraph: Element) -> str:
    style = child(paragraph, "pPr", "pStyle")
    return "" if style is None else next((value for key, value in style.items() if local(key) == "val"), "")


def _tag(paragraph: Element) -> str:
    style = _style(paragraph)
    heading = _HEADING.search(style)
    if heading or style.lower() in ("title", "titel", "titre"):
        return f"h{heading.group(1)}" if heading else "h1"
    if "quote" in style.lower():
        return "blockquote"
    return "li" if child(paragraph, "pPr", "numPr") is not None else "p"


def _markup(body: Element) -> str:
    """The document as HTML, an element a line."""
    parts = []
    for element in _paragraphs(body):
        if local(element.tag) == "tbl":
            parts.append(_table(element))
            continue
        text = html.escape(_text(element).strip(), quote=False).replace("\n", "<br>")
        tag = _tag(element)
        parts.append(f"<{tag}>{text}</{tag}>" if text else "")
    listed = re.sub(r"(?:<li>.*</li>\n?)+", lambda found: f"<ul>\n{found.group().rstrip()}\n</ul>\n", "\n".join(parts))
    return re.sub(r"\n{2,}", "\n", listed).strip() + "\n"


def _table(table: Element) -> str:
    rows = []
    for row in (element for element in table if local(element.tag) == "tr"):
        cells = (" ".join(_text(p) for p in _paragraphs(cell)).strip() for cell in row if local(cell.tag) == "tc")
        rows.append("<tr>" + "".join(f"<td>{html.escape(cell, quote=False)}</td>" for cell in cells) + "</tr>")
    return "<table>" + "".join(rows) + "</table>"


def _lines(body: Element) -> str:
    """The document as plain lines, for the databases' exports: a paragraph a line, a table's cells one under the other."""
    lines: list[str] = []
    for element in _paragraphs(body):
        if local(element.tag) == "p":
            lines.append(_text(element))
        else:
            lines += (_text(p) for p in element.iter() if local(p.tag) == "p")
    return "\n".join(lines) + "\n"


def split_docx(container: Container) -> Items:
    """One article, or a database's export."""
    try:
        body = _body(container.data, container.options.largest)
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    text = tidy(_lines(body), repair=False)[0]
    yield from split_export(container, text) or iter([container.whole(_markup(body).encode("utf-8", "replace"))])


def load_docx(record: Record, options: ContentOptions) -> Document:
    """The document as HTML, which it was turned into when the file was taken apart."""
    text, findings = tidy(record.payload.decode("utf-8", "replace"))
    if not text.strip():
        raise BadSource("the document holds no text", "remove it", rule="empty")
    problems = tuple(source_problem(record.source, finding) for finding in findings)
    return Document(record.source, "html", text, text, given=merged((), record.given), problems=problems)
