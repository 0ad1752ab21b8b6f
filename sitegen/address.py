"""Addresses inside the site: permanent, portable, relative. Imports nothing of ours."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from urllib.parse import quote

RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""Names that Windows or a web server gives a meaning of its own."""

LONGEST_SLUG = 80
_APART = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",
                        "œ": "oe", "Œ": "oe", "ı": "i", "þ": "th", "Þ": "th", "ð": "d", "'": "", "’": "", "ʼ": "", "`": ""})  # fmt: skip


def slug(name: str) -> str:
    """A portable path segment for a name: `[a-z0-9-]`, or letters of its own script where it has no
    Latin ones; never reserved, never empty, at most LONGEST_SLUG characters.

    >>> slug("Bashar al-Assad"), slug("../x"), slug("CON")
    ('bashar-al-assad', 'x', 'con-')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_APART)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", plain)
    made = unicodedata.normalize("NFC", "-".join(words))
    if len(made) > LONGEST_SLUG or len(made.encode()) > 180:
        tail = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        made = f"{made[:40].rstrip('-')}-{tail}"
    if not made:
        made = "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return made + "-" if made in RESERVED else made


def article_url(article: str) -> str:
    return f"article/{article}/"


def source_url(article: str) -> str:
    return f"article/{article}/source/"


def story_url(story: str) -> str:
    return f"story/{story}/"


def diff_url(a: str, b: str) -> str:
    return f"diff/{a}..{b}/"


def entity_url(entity: str) -> str:
    """An Entity.id is `type/slug`."""
    return f"{entity}/"


def outlet_url(outlet: str) -> str:
    return f"outlet/{slug(outlet)}/"


def date_url(iso: str) -> str:
    """`2024-12-07T…` → `date/2024/12/07/`; a partial date gives the year's or month's page."""
    return f"date/{'/'.join(iso[:10].split('-'))}/"


def relative(page: str, target: str, *, index_links: bool = False) -> str:
    """The link from the page at `page` (a site-relative URL or file path) to the site-relative `target`.

    A target that ends in `/`, or is empty (the home page), is a folder; with `index_links` its
    `index.html` is written out so that the site opens by double click. Fragments and queries stay.

    >>> relative("article/a/", "story/b/#c4")
    '../../story/b/#c4'
    """
    path, mark, rest = _apart(target)
    if index_links and (not path or path.endswith("/")):
        path += "index.html"
    start = posixpath.dirname(page)
    link = posixpath.relpath(path or ".", start or ".")
    if (not path or path.endswith("/")) and not link.endswith("/"):
        link += "/"
    return quote(link, safe="/.-_~") + mark + rest


def _apart(target: str) -> tuple[str, str, str]:
    found = re.search(r"[?#]", target)
    return (target, "", "") if not found else (target[: found.start()], found.group(), target[found.end() :])
