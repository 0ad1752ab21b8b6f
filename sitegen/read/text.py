"""Plain text, Markdown and HTML files: one article each."""

from __future__ import annotations

import re

from sitegen.model import BadSource, Document, Form, Record
from sitegen.read.charset import decode
from sitegen.read.container import Container, Items, merged
from sitegen.read.fields import make_fields
from sitegen.read.finding import Finding, source_problem
from sitegen.read.front import front_matter, line_of
from sitegen.read.options import ContentOptions
from sitegen.read.sniff import refuse_binary
from sitegen.read.tidy import tidy

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


EXPORT_MARKS = re.compile(
    rb"\d[ \xa0]+DO[CK]UMENT|(?:Dokument|Document|Documento)[ \xa0]+\d+[ \xa0]+(?:von|de|sur|van|di)[ \xa0]+\d|"
    rb"End of Document|Ende des Dokuments|Fin du [Dd]ocument|Fin del [Dd]ocumento|Einde van document|Fine del documento|"
    rb"ProQuest document ID|Report Information from ProQuest|DocPublicationName|"
    rb"(?:Document|Dokument|Documento|document)\s+[A-Z0-9]{4,12}\d{8}[a-z0-9]{5,12}",
)
"""What in a file's bytes makes it worth a look; all ASCII, so that it is found in any encoding but UTF-16."""


def split_text(container: Container) -> Items:
    """A text file: one article, or a database's export."""
    yield from _split(container, _worth_a_look(container))


def split_html(container: Container) -> Items:
    """A web page: one article, or a database's export saved as HTML."""
    markup = _worth_a_look(container)
    if markup:
        from sitegen.read import europresse
        from sitegen.read.exports import plain_lines

        if europresse.fits(markup):
            yield from europresse.split_europresse(container, markup)
            return
        markup = plain_lines(markup)
    yield from _split(container, markup)


def _split(container: Container, text: str) -> Items:
    """The articles of an export where `text` is one; else the file as one record."""
    if text:
        from sitegen.read.exports import split_export

        found = split_export(container, text)
        if found is not None:
            yield from found
            return
    yield container.whole()


def _worth_a_look(container: Container) -> str:
    """The file's text where its bytes bear an export's marks (in UTF-16, in any case), else nothing."""
    wide = container.data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and not EXPORT_MARKS.search(container.data):
        return ""
    return tidy(decode(container.data, container.options.encoding).text)[0]


def load_text(record: Record, options: ContentOptions) -> Document:
    """A text file. One that is a web page under a wrong name is read as one."""
    return _load(record, options, "text")


def load_markdown(record: Record, options: ContentOptions) -> Document:
    return _load(record, options, "markdown")


def load_html(record: Record, options: ContentOptions) -> Document:
    """A web page. Its metadata is in its markup, which cleaning reads."""
    return _load(record, options, "html")


def _load(record: Record, options: ContentOptions, form: Form) -> Document:
    text, encoding, findings = readable(record, options)
    if form == "text" and _PAGE.match(text[:4096]):
        form = "html"
    front = front_matter(text)
    own = make_fields(front.values, front.rule, line_of(text[: front.end]))
    body = text[front.end :]
    if not body.strip() and not any(field.name == "title" for field in own):
        raise BadSource("the file holds no text", "remove it, or fetch it again", rule="empty")
    return Document(
        record.source, form, text, body, text.count("\n", 0, front.end) + 1, 1, merged(own, record.given), encoding,
        tuple(source_problem(record.source, finding) for finding in (*findings, *front.findings)),
    )  # fmt: skip


def readable(record: Record, options: ContentOptions) -> tuple[str, str, list[Finding]]:
    """A record's payload as tidy text, its encoding, and what was noticed; BadSource for binary data."""
    refuse_binary(record.payload)
    decoded = decode(record.payload, options.encoding)
    text, findings = tidy(decoded.text)
    return text, decoded.encoding, [*decoded.findings, *findings]
