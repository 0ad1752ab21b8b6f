"""HTML that is no page: the body of a record, a feed entry, a mail part or a word processor's file.

Whoever stored it has taken it out of its page already, so all of it is the article: no page judge looks at
it, and the rules of wire text cut from it what they cut from plain text.
"""

from __future__ import annotations

import re

from sitegen.model import Document

_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_PARTS_OF_A_PAGE = re.compile(r"<(?:head|title|nav|header|footer|aside|script)\b", re.IGNORECASE)
_READ = 5_000
"""Characters in which a page shows that it is one."""
_SAVED_PAGES = frozenset({"warc"})


def is_fragment(document: Document) -> bool:
    """Whether a document's HTML is an article's text and nothing else.

    The value of a record is one unless it is a whole page, which archives of crawls hold; a file must have
    nothing about it that only pages have. The text of a mail is never a page, whatever it is wrapped in.
    """
    if document.form != "html":
        return False
    if any(field.rule == "mail" for field in document.given):
        return True
    start = document.body[:_READ]
    if _WHOLE_PAGE.search(start):
        return False
    source = document.source
    stored = document.line_step == 0 or (source.record is not None and source.format not in _SAVED_PAGES)
    return stored or not _PARTS_OF_A_PAGE.search(document.body)
