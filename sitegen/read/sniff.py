"""What a file really is, by its first bytes: for names that say nothing, and names that lie."""

from __future__ import annotations

import codecs
import re

from sitegen.model import BadSource

# UTF-32's little-endian mark begins with UTF-16's, so the longer ones come first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte-order marks and the encodings they stand for."""

_SIGNATURES = (
    (b"%PDF-", "a PDF document"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "gzip data"), (b"BZh", "bzip2 data"), (b"\xfd7zXZ", "xz data"), (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3", "an SQLite database"),
    (b"wOFF", "a font"), (b"wOF2", "a font"), (b"OggS", "sound"), (b"ID3", "sound"), (b"bplist00", "a Safari web archive"),
)  # fmt: skip

_HINTS = {"an old office document": "open it and save it as .docx, .rtf or .txt"}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 8192


def refuse_binary(data: bytes) -> None:
    """Raises BadSource where the bytes are no text: a known signature, or a tenth control characters
    (text in UTF-16 aside). A few NULs are no reason: they are taken out and reported later."""
    kind = next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), None)
    if kind:
        hint = _HINTS.get(kind, "give the file its right extension, or remove it")
        raise BadSource(f"not text but {kind}", hint, rule="binary")
    head = data[:_LOOKED_AT]
    if any(head.startswith(mark) for mark, _ in MARKS):
        return
    controls = len(_CONTROLS.findall(head))
    if controls * 10 > len(head) and not wide(head):
        raise BadSource("not text but binary data", "remove the file, or give it its right extension", rule="binary")


def wide(data: bytes) -> str:
    """The name of UTF-16 without a byte-order mark, or empty: Latin text then has a NUL in every pair,
    nearly always on the same side."""
    head = data[:_LOOKED_AT]
    if b"\0" not in head or len(head) < 8:
        return ""
    pairs, even, odd = len(head) // 2, head[0::2].count(0), head[1::2].count(0)
    if (
        len(_CONTROLS.findall(head)) > (even + odd) * 1.2
        or max(even, odd) < pairs * 0.3
        or min(even, odd) > pairs * 0.05
    ):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
