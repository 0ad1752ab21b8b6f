"""HTML to a tree in bounded time and memory, for whatever bytes come."""

from __future__ import annotations

import re
from typing import Any

from .stream import put_in_place

LARGEST = 24_000_000
"""Characters above which no tree is made: a tree takes about ten times its text."""
LARGE = 2_000_000
LONG_TAG, MOST_NAMES = 20_000, 2_000
"""Characters of a tag, and attributes in it: libxml2 compares each attribute with all before it."""

_STOPPED = re.compile(r"Excessive depth|Huge input|huge text node|Memory allocation")
_TAG = re.compile(r"""<[a-zA-Z](?:[^=>]|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+""")
"""To its end as HTML has it: a quotation mark opens a value only right behind the equals sign."""
_SCRIPT = re.compile(r"<(?:script|style)\b[^<]*+(?:<(?!/(?:script|style))[^<]*+)*+", re.IGNORECASE)
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_DATA = re.compile(r"data:[a-zA-Z0-9/+.;=-]{3,80},[A-Za-z0-9+/=%]{500,}")


def without_data(html: str) -> str:
    """A large page without the pictures and fonts that were saved inside its attributes."""
    return html if len(html) < LARGE else _DATA.sub("data:,", html)


def tree(html: str) -> Any | None:
    """The root element, or None where a tree would be too large, too deep or incomplete.

    libxml2 reads any text without error, but stops without one, too, at its own limits (depth 2048 here);
    then the linear reader is to be used, so that no text is lost.
    """
    from lxml import etree

    if len(html) > LARGEST or _overloaded(html):
        return None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    stopped = any(_STOPPED.search(entry.message) for entry in parser.error_log.filter_from_fatals())
    if stopped or root is None:
        return None
    put_in_place(root, html)
    return root


def _overloaded(html: str) -> bool:
    """Whether an element has thousands of attributes."""
    steps = range(0, len(html) - LONG_TAG, LONG_TAG // 2)
    if html.count("=") < LONG_TAG and all(html.find(">", at, at + LONG_TAG // 2) >= 0 for at in steps):
        return False
    long = (tag for tag in map(re.Match.group, _TAG.finditer(_SCRIPT.sub(" ", html))) if len(tag) >= LONG_TAG)
    return any(len(_QUOTED.sub(" ", tag).split()) > MOST_NAMES for tag in long)
