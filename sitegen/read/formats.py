"""The formats there are, by extension. To add one: a file of its own here, and a line in FORMATS."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import msgspec

from sitegen.model import Document, Record
from sitegen.read.container import Container, Items, Loader, Splitter
from sitegen.read.options import ContentOptions
from sitegen.read.unpacking import bare


class Format(msgspec.Struct, frozen=True):
    """A kind of file: how it is taken apart into records, and how a record of it becomes a Document.

    `splitter` and `loader` name a function here as `module.function`; a module is imported when it is needed.
    Formats that `stream` read the file piece by piece, whatever its size, and keep the records that stand
    before a fault; the others have it whole (half of a single article is no article). `large` names what
    takes a file above the size limit apart piece by piece all the same.
    """

    name: str
    extensions: tuple[str, ...]
    splitter: str
    loader: str
    stream: bool = False
    large: str = ""

    def split(self, container: Container, *, large: bool = False) -> Items:
        splitter: Splitter = _function(self.large if large else self.splitter)
        return splitter(msgspec.structs.replace(container, format=self.name))

    def load(self, record: Record, options: ContentOptions) -> Document:
        loader: Loader = _function(self.loader)
        return loader(record, options)


def _function(name: str) -> Any:
    module, _, function = name.partition(".")
    return getattr(import_module(f"sitegen.read.{module}"), function)


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text", ".asc", ".wire"), "text.split_text", "text.load_text"),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), "container.one", "text.load_markdown"),
    Format("html", (".html", ".htm", ".xhtml", ".shtml"), "text.split_html", "text.load_html"),
    Format("json", (".json",), "records.split_json", "records.load_record", large="large.split_large"),
    Format("jsonl", (".jsonl", ".ndjson", ".jsonlines"), "records.split_lines", "records.load_record", stream=True),
    Format("csv", (".csv", ".tsv", ".tab"), "csvs.split_csv", "csvs.load_row", stream=True),
    Format("feed", (".rss", ".atom", ".rdf"), "feed.split_feed", "feed.load_entry"),
    Format("news", (".nitf", ".newsml"), "newsml.split_news", "newsml.load_news"),
    Format("xml", (".xml",), "xml.split_xml", "anyxml.load_element"),
    Format("rtf", (".rtf",), "rtf.split_rtf", "rtf.load_rtf"),
    Format("docx", (".docx", ".docm"), "docx.split_docx", "docx.load_docx"),
    Format("doc", (".doc",), "formats.split_doc", "text.load_text"),
    Format("pdf", (".pdf",), "pdf.split_pdf", "pdf.load_pdf"),
    Format("mail", (".eml", ".mht", ".mhtml"), "container.one", "mail.load_mail"),
    Format("mbox", (".mbox", ".mbx"), "mail.split_mbox", "mail.load_mail", stream=True),
    Format("warc", (".warc",), "warc.split_warc", "text.load_html", stream=True),
    Format("zip", (".zip", ".wacz"), "archive.split_zip", "text.load_text", stream=True),
    Format(
        "tar", (".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst"), "archive.split_tar", "text.load_text", stream=True
    ),
    # The exports of databases come as text, HTML, RTF or DOCX and are known by what is in them.
    Format("nexis", (), "container.one", "exports.load_export"),
    Format("factiva", (), "container.one", "exports.load_export"),
    Format("proquest", (), "container.one", "exports.load_export"),
    Format("europresse", (), "container.one", "europresse.load_europresse"),
)

BY_NAME = {format.name: format for format in FORMATS}
BY_EXTENSION = {extension: format for format in FORMATS for extension in format.extensions}

# An ending that is no kind of file: `vol. 2`, `story.2019`, `page.php?id=3`.
_NO_KIND = re.compile(r"[a-z][a-z0-9]{0,9}\Z")
_BEGINNINGS = (
    (b"WARC/", "warc"), (b"PK\x03\x04", "zip"), (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"From ", "mbox"),
)  # fmt: skip
_ROOTS = (
    ("feed", re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b")),
    ("news", re.compile(r"<(?:\w+:)?(?:nitf|newsItem|newsMessage|NewsML)\b")),
    ("html", re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)),
)
"""What the beginning of an XML document says of its kind."""


def known(name: str) -> Format | None:
    """The format that a file's name says, `.gz` and its like aside."""
    stem, _, end = bare(name).rpartition(".")
    return BY_EXTENSION.get("." + end) if stem else None


def is_article_kind(name: str) -> bool:
    """Whether a file of this name may hold articles: a known extension, or none at all (then its
    content decides)."""
    if known(name):
        return True
    stem, _, end = bare(name).rpartition(".")
    return not stem or not _NO_KIND.match(end)


def by_content(data: bytes) -> Format:
    """The format of a file whose name says nothing, from how it begins."""
    name = next((name for mark, name in _BEGINNINGS if data.startswith(mark)), "")
    if name:
        return BY_NAME[name]
    head = data[:4096].replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip()
    if re.match(r"[\[{]\s*[\"{\]}]", head):
        return BY_NAME["json"]
    return (xml_kind(head) if head.startswith("<") else None) or BY_NAME["text"]


def split_doc(container: Container) -> Items:
    """A .doc file: databases and word processors write RTF, HTML or DOCX under that name. Word's own old
    format is not read, and says so."""
    format = by_content(container.data)
    format = BY_NAME["docx"] if format.name == "zip" else format
    yield from (BY_NAME["text"] if format.stream else format).split(container)


def xml_kind(head: str) -> Format | None:
    """The format of an XML document, from the elements that it begins with; None where it is none that is read."""
    return next((BY_NAME[name] for name, mark in _ROOTS if mark.search(head)), None)
