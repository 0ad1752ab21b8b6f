"""Streams of text read line by line: their encoding found from a sample, their lines bounded."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from sitegen.read.charset import codec, decode
from sitegen.read.finding import Finding
from sitegen.read.sniff import MARKS, wide
from sitegen.read.stored import buffered

_STEP = 1 << 18


class Lines(msgspec.Struct, frozen=True):
    """`stream` has `\\n` as one byte: UTF-16 and UTF-32 are turned into UTF-8 on the way, a byte-order mark is
    read past. `encoding` is that of its lines where the file as a whole is in another one than UTF-8: one guess
    and one warning, not one a line."""

    stream: io.BufferedReader
    encoding: str = ""
    findings: tuple[Finding, ...] = ()


def lines_of(stream: io.BufferedReader, override: str) -> Lines:
    """The stream as lines, and what its first mebibyte says of its encoding."""
    sample = stream.peek()
    mark, name = next((pair for pair in MARKS if sample.startswith(pair[0])), (b"", wide(sample)))
    if mark:
        stream.read(len(mark))
    if name.startswith(("utf-16", "utf-32")):
        return Lines(buffered(_Recoded(stream, name)))
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    if name or _is_utf8(whole):
        return Lines(stream)
    decoded = decode(whole, override)
    if decoded.encoding == "utf-8":
        return Lines(stream, "", decoded.findings)
    return Lines(stream, codec(decoded.encoding) or "cp1252", decoded.findings)


def bounded(stream: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """The stream's lines with their ends; None for one longer than `longest`, which is read past."""
    while line := stream.readline(longest + 1):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line
            continue
        while (piece := stream.readline(_STEP)) and not piece.endswith(b"\n"):
            pass
        yield None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data[:4096]


class _Recoded(io.RawIOBase):
    """A stream in a wide encoding, read as UTF-8."""

    def __init__(self, inner: BinaryIO, name: str) -> None:
        self.inner, self.decoder = inner, codecs.getincrementaldecoder(name)("replace")
        self.ended = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        """About `size` bytes: three are made of two at most."""
        made = b""
        while not made and not self.ended:
            data = self.inner.read(max(8, size // 2))
            self.ended = not data
            made = self.decoder.decode(data, self.ended).encode("utf-8", "replace")
        return made
