"""The formats there are, by extension. To add one: a file of its own here, and a line in FORMATS."""

from __future__ import annotations

import re

import msgspec

from sitegen.read import archive, csvs, docx, exports, feed, mail, newsml, pdf, records, rtf, text, warc
from sitegen.read.container import Container, Format, Items, one
from sitegen.read.finding import Finding


def split_xml(container: Container) -> Items:
    """A .xml file is whatever its root element says."""
    format = _xml_kind(container.data[:4096].replace(b"\0", b"").decode("latin-1"))
    if format is None:
        reason = "an XML file of no kind that is read (RSS, Atom, NITF, NewsML-G2, XHTML)"
        yield container.problem(Finding("unknown-xml", reason, "name it in [content] ignore if it is no article"))
        return
    yield from format.split(msgspec.structs.replace(container, format=format.name))


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text", ".asc", ".wire"), exports.split_text, text.load_text),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), one, text.load_markdown),
    Format("html", (".html", ".htm", ".xhtml", ".shtml"), exports.split_html, text.load_html),
    Format("json", (".json",), records.split_json, records.load_record),
    Format("jsonl", (".jsonl", ".ndjson", ".jsonlines"), records.split_lines, records.load_record, piecewise=True),
    Format("csv", (".csv", ".tsv", ".tab"), csvs.split_csv, csvs.load_row),
    Format("feed", (".rss", ".atom", ".rdf"), feed.split_feed, feed.load_entry),
    Format("news", (".nitf", ".newsml"), newsml.split_news, newsml.load_news),
    Format("xml", (".xml",), split_xml, text.load_html),
    Format("rtf", (".rtf",), rtf.split_rtf, rtf.load_rtf),
    Format("docx", (".docx", ".docm"), docx.split_docx, docx.load_docx),
    Format("pdf", (".pdf",), one, pdf.load_pdf),
    Format("mail", (".eml", ".mht", ".mhtml"), one, mail.load_mail),
    Format("mbox", (".mbox", ".mbx"), mail.split_mbox, mail.load_mail),
    Format("warc", (".warc",), warc.split_warc, text.load_html, unpacks=True),
    Format("zip", (".zip", ".wacz"), archive.split_zip, text.load_text),
    Format("tar", (".tar", ".tgz", ".tbz2"), archive.split_tar, text.load_text, unpacks=True),
)

_EXPORTS = tuple(Format(export.name, (), one, exports.load_export) for export in exports.EXPORTS)

BY_NAME = {format.name: format for format in (*FORMATS, *_EXPORTS)}
BY_EXTENSION = {extension: format for format in FORMATS for extension in format.extensions}

# An ending that is no kind of file: `vol. 2`, `story.2019`, `page.php?id=3`.
_NO_KIND = re.compile(r"[a-z][a-z0-9]{0,9}\Z")
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)


def known(name: str) -> Format | None:
    """The format that a file's name says, `.gz` aside."""
    base = name.rpartition("/")[2].lower().removesuffix(".gz").replace(".tar.bz2", ".tbz2")
    stem, _, end = base.rpartition(".")
    return BY_EXTENSION.get("." + end) if stem else None


def is_article_kind(name: str) -> bool:
    """Whether a file of this name may hold articles: a known extension, or none at all (then its
    content decides)."""
    if known(name):
        return True
    base = name.rpartition("/")[2].lower().removesuffix(".gz")
    stem, _, end = base.rpartition(".")
    return not stem or not _NO_KIND.match(end)


def by_content(data: bytes) -> Format:
    """The format of a file whose name says nothing, from how it begins."""
    head = data[:4096].replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip()
    if re.match(r"[\[{]\s*[\"{\]}]", head):
        return BY_NAME["json"]
    if head.startswith("<"):
        return _xml_kind(head) or BY_NAME["text"]
    return BY_NAME["text"]


def _xml_kind(head: str) -> Format | None:
    if feed.is_feed(head):
        return BY_NAME["feed"]
    if newsml.is_news(head):
        return BY_NAME["news"]
    return BY_NAME["html"] if _WEB_PAGE.search(head) else None
