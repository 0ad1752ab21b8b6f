"""Plain text, Markdown and HTML files: one article each."""

from __future__ import annotations

import re

from sitegen.model import BadSource, Document, Form, Record
from sitegen.read.charset import decode
from sitegen.read.container import merged
from sitegen.read.fields import make_fields
from sitegen.read.finding import Finding, source_problem
from sitegen.read.front import front_matter, line_of
from sitegen.read.options import ContentOptions
from sitegen.read.sniff import refuse_binary
from sitegen.read.tidy import tidy

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


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
    own = make_fields(front.values, "front-matter", line_of(text[: front.end]))
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
