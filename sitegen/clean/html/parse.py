"""HTML to a tree in bounded time and memory, for whatever bytes come."""

from __future__ import annotations

import re
from typing import Any

LARGEST = 24_000_000
"""Characters above which no tree is made: a tree takes about ten times its text."""

_STOPPED = re.compile(r"Excessive depth|Huge input|huge text node|Memory allocation")


def tree(html: str) -> Any | None:
    """The root element, or None where a tree would be too large, too deep or incomplete.

    libxml2 reads any text without error, but stops without one, too, at its own limits (depth 2048 here);
    then the linear reader is to be used, so that no text is lost.
    """
    from lxml import etree

    if len(html) > LARGEST:
        return None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    stopped = any(_STOPPED.search(entry.message) for entry in parser.error_log.filter_from_fatals())
    return None if stopped else root
