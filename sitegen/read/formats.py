"""The formats there are, by extension. To add one: a file of its own here, and a line in FORMATS."""

from __future__ import annotations

import re

from sitegen.read import records, text
from sitegen.read.container import Format, one

FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text", ".asc", ".wire"), one, text.load_text),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), one, text.load_markdown),
    Format("html", (".html", ".htm", ".xhtml", ".shtml"), one, text.load_html),
    Format("json", (".json",), records.split_json, records.load_record),
    Format("jsonl", (".jsonl", ".ndjson", ".jsonlines"), records.split_lines, records.load_record),
)

BY_NAME = {format.name: format for format in FORMATS}
BY_EXTENSION = {extension: format for format in FORMATS for extension in format.extensions}

# An ending that is no kind of file: `vol. 2`, `story.2019`, `page.php?id=3`.
_NO_KIND = re.compile(r"[a-z][a-z0-9]{0,9}\Z")


def known(name: str) -> Format | None:
    """The format that a file's name says, `.gz` aside."""
    base = name.rpartition("/")[2].lower().removesuffix(".gz")
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
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)", head, re.S):
        return BY_NAME["html"]
    if re.match(rb"[\[{]\s*[\"{\]}]", head):
        return BY_NAME["json"]
    return BY_NAME["text"]
