"""Text into HTML, safely: escaping, single lines, languages, and the last pass over a finished page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
_DROPPED = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x0D])
_WIDE_CONTROLS = re.compile(
    rb"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]|\xef\xb7[\x90-\xaf]|[\xf0-\xf4][\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]"
)
"""In UTF-8: C1 controls, U+FFFE and U+FFFF, U+FDD0 to U+FDEF, and the last two code points of every plane."""
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCHEMES = frozenset({"http", "https", "mailto"})


def line(text: str) -> str:
    """Untrusted text as one line: white space folded, direction controls gone (they would reorder
    what stands beside them).

    >>> line("a\\n b\\u202ec")
    'a bc'
    """
    return " ".join((text if text.isascii() else text.translate(_BIDI)).split())


def language(code: str | None, around: str) -> Markup:
    """The `lang` and `dir` attributes of a passage in `code` inside a text in language `around`."""
    if not code or code == around or not _LANGUAGE.fullmatch(code):
        return Markup("")
    direction = "rtl" if code.split("-")[0].lower() in RTL_LANGUAGES else "ltr"
    return Markup(f' lang="{code}" dir="{direction}"')


def direction(text: str) -> str:
    """` dir="auto"` where the text has letters of a right-to-left script, else nothing."""
    return ' dir="auto"' if _RTL.search(text) else ""


def safe_href(href: str) -> str:
    """The address when it is an http, https or mailto one without a user name in it, else ''."""
    plain = "".join(href.split()).translate(_BIDI)
    if any(ord(c) < 32 or c in '\\"<>`' for c in plain):
        return ""
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or "@" in parts.netloc or (parts.scheme != "mailto" and not parts.netloc):
        return ""
    return plain


def finish(page: str) -> bytes:
    """The page's bytes: UTF-8 without control characters, noncharacters or lone surrogates."""
    data = page.encode("utf-8", "replace").translate(None, _DROPPED)
    return _WIDE_CONTROLS.sub(b"", data)


def text(value: str) -> Markup:
    """Untrusted one-line text, escaped and isolated from the direction of what stands around it."""
    return Markup("<bdi>") + escape(line(value)) + Markup("</bdi>")
