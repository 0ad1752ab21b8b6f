"""PDF text, where pages have a text layer. Needs the optional library pypdf (`pip install sitegen[pdf]`)."""

from __future__ import annotations

import io
import logging
import re

from sitegen.model import BadSource, Document, Record
from sitegen.read.container import Container, Items, merged
from sitegen.read.exports import split_export
from sitegen.read.finding import from_error, source_problem
from sitegen.read.options import ContentOptions
from sitegen.read.tidy import tidy

MOST_PAGES = 400
LONGEST = 5_000_000
"""Characters of text that are taken from one file."""

_PAGE_NUMBER = re.compile(r"^[ \t]*Page \d+ of \d+[ \t]*$\n?", re.M)
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿ])")


def split_pdf(container: Container) -> Items:
    """One article, or a database's export."""
    try:
        text = tidy(_pages(container.data), repair=False)[0]
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    export = split_export(container, _PAGE_NUMBER.sub("", text))
    yield from export or iter([container.whole(text.encode("utf-8", "replace"))])


def load_pdf(record: Record, options: ContentOptions) -> Document:
    """The text of all pages, in reading order as the file has it, which was taken out of it when it was taken
    apart. A scan without a text layer is a BadSource."""
    text, findings = tidy(record.payload.decode("utf-8", "replace"))
    if len(text.split()) < 5:
        raise BadSource("the PDF has no text layer", "run text recognition over it first", rule="no-text")
    problems = tuple(source_problem(record.source, finding) for finding in findings)
    return Document(record.source, "text", text, text, given=merged((), record.given), problems=problems)


def _pages(data: bytes) -> str:
    try:
        from pypdf import PdfReader
    except ImportError:
        raise BadSource("PDF needs the library pypdf", "pip install 'sitegen[pdf]'", rule="no-reader") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if len(reader.pages) > MOST_PAGES:
            raise BadSource(f"more than {MOST_PAGES} pages", "split it", rule="too-large")
        texts: list[str] = []
        for page in reader.pages:
            texts.append(page.extract_text() or "")
            if sum(map(len, texts)) > LONGEST:
                raise BadSource(f"more than {LONGEST} characters of text", "split it", rule="too-large")
    except BadSource:
        raise
    except Exception as error:  # the library raises many kinds on damaged files
        raise BadSource(
            f"the PDF cannot be read: {type(error).__name__}: {error}"[:200], "save it again", rule="pdf"
        ) from None
    return _HYPHENATED.sub("", "\n\n".join(text.strip() for text in texts))
