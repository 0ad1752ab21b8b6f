"""Bytes to text. Order: byte-order mark, UTF-8, the archivist's word, nearly UTF-8, the file's own word, detection.

UTF-8 stands before any statement because text that is not UTF-8 practically never decodes as it, while
declarations lie often.
"""

from __future__ import annotations

import codecs
import re

import msgspec

from sitegen.read.finding import Finding
from sitegen.read.sniff import MARKS, wide


class Decoded(msgspec.Struct, frozen=True):
    """Text with the name of its encoding and what was noticed on the way."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


# What browsers make of these labels (WHATWG Encoding Standard): the larger set that real pages use.
WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
ALLOWED = frozenset(
    [
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp437",
        "cp850",
        "cp852",
        "cp866",
        "cp874",
        "cp932",
        "cp949",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "iso8859-2",
        "iso8859-3",
        "iso8859-4",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "iso8859-10",
        "iso8859-13",
        "iso8859-14",
        "iso8859-15",
        "iso8859-16",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
        "gb18030",
        "big5hkscs",
        "euc_jp",
        "iso2022_jp",
    ]
)
"""Encodings a file may name. Python knows others, such as UTF-7, that only an attacker would declare."""

SPOKEN = {"cp1252": "windows-1252", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1253": "windows-1253",
          "cp1254": "windows-1254", "cp1255": "windows-1255", "cp1256": "windows-1256", "cp1257": "windows-1257",
          "cp1258": "windows-1258", "cp932": "shift_jis", "cp949": "euc-kr", "big5hkscs": "big5", "euc_jp": "euc-jp",
          "iso2022_jp": "iso-2022-jp", "cp874": "windows-874"}  # fmt: skip

_LABELS = {**{spoken: name for name, spoken in SPOKEN.items()}, "x-sjis": "shift_jis", "windows-31j": "cp932", "x-euc-jp": "euc_jp",
           "x-gbk": "gbk", "ks_c_5601-1987": "euc_kr", "x-mac-roman": "mac-roman", "macintosh": "mac-roman", "x-x-big5": "big5",
           "unicode-1-1-utf-8": "utf-8", "utf8": "utf-8", "x-mac-cyrillic": "mac-cyrillic"}  # fmt: skip
"""Labels of the WHATWG Encoding Standard that Python does not know."""

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)  # fmt: skip
_ESCAPED = re.compile("[\udc80-\udcff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_ASCII = re.compile("[^\0-\x7f]")
_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_JUDGED = 200_000
_DECLARED_WITHIN = 4096
_SAMPLE = 16_000


def codec(label: str) -> str | None:
    """Python's name for an encoding label a file may declare, or None.

    >>> codec("ISO-8859-1"), codec("utf-7")
    ('cp1252', None)
    """
    label = label.strip().lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    name = WIDER.get(name, name)
    return name if name in ALLOWED else None


def check_encoding(name: str) -> str | None:
    """What is wrong with an encoding that the archivist names, in words; None where it is good.

    >>> check_encoding("windows-1252"), check_encoding("latin-99")
    (None, 'latin-99 is not an encoding that is known, such as utf-8, windows-1252 or shift_jis')
    """
    if not name or codec(name):
        return None
    return f"{name} is not an encoding that is known, such as utf-8, windows-1252 or shift_jis"


def decode(data: bytes, override: str = "") -> Decoded:
    """Decodes `data`; never fails. A guess, and every byte that had to be replaced, is a finding."""
    for rule in (_marked, _escaped, _wide, _utf8, _overridden, _nearly_utf8, _declared):
        found = rule(data, override)
        if found is not None:
            return found
    return _detected(data)


def _marked(data: bytes, _: str) -> Decoded | None:
    for mark, name in MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name)
    return None


def _overridden(data: bytes, override: str) -> Decoded | None:
    """The encoding that the archivist names for whatever is not UTF-8, where it fits."""
    name = codec(override) if override else None
    try:
        return Decoded(data.decode(name), _spoken(name)) if name else None
    except UnicodeDecodeError:
        return None


def _escaped(data: bytes, _: str) -> Decoded | None:
    """ISO-2022-JP: seven bits only, with escape sequences that nothing else has."""
    if b"\x1b$" not in data or not data.isascii():
        return None
    try:
        return Decoded(data.decode("iso2022_jp"), "iso-2022-jp")
    except UnicodeDecodeError:
        return None


def _wide(data: bytes, _: str) -> Decoded | None:
    name = wide(data)
    return _replacing(data, name) if name else None


def _utf8(data: bytes, _: str) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _nearly_utf8(data: bytes, _: str) -> Decoded | None:
    """UTF-8 with a few stray bytes (a cut-off end, a pasted windows-1252 quote): five good sequences to
    each bad byte do not happen by chance. The stray bytes are read as windows-1252."""
    head = data[:_JUDGED].decode("utf-8", "surrogateescape")
    bad = len(_ESCAPED.findall(head))
    good = len(_NOT_ASCII.findall(head)) - bad
    if good < bad * 5:
        return None
    text = data.decode("utf-8", "surrogateescape")
    first = _ESCAPED.search(text)
    line = text.count("\n", 0, first.start()) + 1 if first else None
    reason = "some bytes are not valid UTF-8; read as windows-1252"
    return Decoded(text.translate(_STRAY), "utf-8", (Finding("encoding", reason, "save the file as UTF-8", line),))


def _declared(data: bytes, _: str) -> Decoded | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    name = codec((found.group(1) or found.group(2)).decode("ascii", "ignore")) if found else None
    if name is None or name.startswith("utf"):
        return None
    from sitegen.read.detect import contradicted

    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return None if contradicted(name, sample(data)) else Decoded(text, _spoken(name))


def _detected(data: bytes) -> Decoded:
    from sitegen.read.detect import detect

    name = detect(sample(data))
    decoded = _replacing(data, name)
    stated = _DECLARED.search(data[:_DECLARED_WITHIN])
    why = "the stated encoding does not fit" if stated else "the encoding is not stated"
    reason = f"{why} and the text is not UTF-8; read as {_spoken(name)}"
    guess = Finding("encoding", reason, 'if that is wrong, save the file as UTF-8 or set [content] encoding = "…"')
    return Decoded(decoded.text, decoded.encoding, (guess, *decoded.findings))


def sample(data: bytes) -> bytes:
    """The lines that tell one encoding from another (those with bytes above 127), at most 16 kB of them."""
    if len(data) <= _SAMPLE:
        return data
    first = _HIGH.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    picked: list[bytes] = []
    size = 0
    for line in data[start : start + _SAMPLE * 40].split(b"\n"):
        if size < _SAMPLE and _HIGH.search(line):
            picked.append(line[: _SAMPLE - size])
            size += len(picked[-1]) + 1
    return b"\n".join(picked)


def _replacing(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), _spoken(name))
    except UnicodeDecodeError as error:
        text = data.decode(name, "replace")
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"some bytes are not valid {_spoken(name)}; shown as \N{REPLACEMENT CHARACTER}"
        return Decoded(text, _spoken(name), (Finding("encoding", reason, "save the file as UTF-8", line),))


def _spoken(name: str) -> str:
    return SPOKEN.get(name, name)
