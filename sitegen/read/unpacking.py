"""Compressed data, bounded: gzip, bzip2, xz and Zstandard as streams, Brotli at hand.

A bomb is stopped at a limit; what comes before a fault has been read when the fault is met.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Any

import msgspec

from sitegen.model import BadSource
from sitegen.read.finding import Finding, from_error
from sitegen.read.stored import Budget, buffered, too_large

ENDINGS = (".gz", ".bz2", ".xz", ".zst")
"""What compression adds to a file's name."""


def bare(name: str) -> str:
    """A file's name in small letters, without its folders and without what compression added.

    >>> bare("a/News.JSONL.gz")
    'news.jsonl'
    """
    base = name.rpartition("/")[2].lower()
    return next((base.removesuffix(ending) for ending in ENDINGS if base.endswith(ending)), base)


_STEP = 1 << 16
_ZSTD_STEP = 1 << 10  # a block of four bytes may stand for 128 KiB, and this library knows no limit
_MOST_MEMORY = 1 << 27


class Unpacked(msgspec.Struct, frozen=True):
    """The decompressed bytes, and what was wrong: then `data` holds what came before the fault."""

    data: bytes
    fault: Finding | None = None


class _Gzip:
    """zlib's decompressor with the interface of bz2's and lzma's."""

    def __init__(self) -> None:
        self.inner = zlib.decompressobj(31)

    def decompress(self, data: bytes, most: int) -> bytes:
        return self.inner.decompress(self.inner.unconsumed_tail + data, most)

    @property
    def needs_input(self) -> bool:
        return not self.inner.unconsumed_tail

    @property
    def eof(self) -> bool:
        return self.inner.eof

    @property
    def unused_data(self) -> bytes:
        return self.inner.unused_data


class _Zstd:
    """zstandard's decompressor in the same clothes."""

    needs_input = True

    def __init__(self) -> None:
        try:
            import zstandard
        except ImportError:
            raise BadSource("Zstandard needs a library", "pip install zstandard", rule="no-reader") from None
        self.inner = zstandard.ZstdDecompressor(max_window_size=_MOST_MEMORY).decompressobj()

    def decompress(self, data: bytes, most: int) -> bytes:
        return self.inner.decompress(data)

    @property
    def eof(self) -> bool:
        return self.inner.eof

    @property
    def unused_data(self) -> bytes:
        return self.inner.unused_data


def _bzip2() -> Any:
    import bz2

    return bz2.BZ2Decompressor()


def _xz() -> Any:
    import lzma

    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)


class _Kind(msgspec.Struct, frozen=True):
    """A compression: how its data begin, what makes a decompressor for one member of it, bytes fed at a time."""

    name: str
    magic: re.Pattern[bytes]
    make: Callable[[], Any]
    step: int = _STEP


_KINDS = (
    _Kind("gzip", re.compile(rb"\x1f\x8b\x08"), _Gzip),
    _Kind("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)", re.S), _bzip2),
    _Kind("xz", re.compile(rb"\xfd7zXZ\0"), _xz),
    _Kind("zstd", re.compile(rb"(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)"), _Zstd, _ZSTD_STEP),
)
LONGEST_MAGIC = 10
"""Bytes of a file that say whether it is compressed."""


def kind_of(head: bytes) -> _Kind | None:
    """The compression that data beginning so are in."""
    return next((kind for kind in _KINDS if kind.magic.match(head)), None)


class _Unpacking(io.RawIOBase):
    """Compressed data read decompressed, member after member. What follows the last member is passed over.

    Raises BadSource at the place of a fault, and where more than the budget is unpacked.
    """

    def __init__(self, inner: Any, kind: _Kind, budget: Budget) -> None:
        self.inner, self.kind, self.budget = inner, kind, budget
        self.waiting = self.ready = b""
        self.member: Any = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self.ready or self._more(len(buffer))
        part, self.ready = data[: len(buffer)], data[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _more(self, most: int) -> bytes:
        """Some bytes further, none at the end."""
        made = b""
        while not made:
            if self.member is None and not self._begins():
                return b""
            made = self._step(most)
        self.budget.take(len(made))
        return made

    def _begins(self) -> bool:
        """Whether another member follows; then it is begun."""
        while len(self.waiting) < LONGEST_MAGIC and (more := self.inner.read(self.kind.step)):
            self.waiting += more
        if not self.kind.magic.match(self.waiting):
            return False
        self.member = self.kind.make()
        return True

    def _step(self, most: int) -> bytes:
        data = b""
        if self.member.needs_input:
            data, self.waiting = self.waiting[: self.kind.step], self.waiting[self.kind.step :]
            data = data or self.inner.read(self.kind.step)
            if not data:
                raise self._fault("is cut off")
        made = self._decompressed(data, most)
        if self.member.eof:
            self.waiting, self.member = self.member.unused_data + self.waiting, None
        return made

    def _decompressed(self, data: bytes, most: int) -> bytes:
        try:
            return bytes(self.member.decompress(data, most))
        except MemoryError:
            raise
        except Exception as error:  # each library has its own kinds: zlib.error, OSError, LZMAError, ZstdError
            raise self._fault(f"is damaged ({error})") from None

    def _fault(self, what: str) -> BadSource:
        return BadSource(f"the {self.kind.name} data {what}", "fetch the file again", rule=self.kind.name)


def plain(stream: Any, budget: Budget) -> io.BufferedReader:
    """The stream behind a buffer, decompressed where it is compressed."""
    outer = stream if isinstance(stream, io.BufferedReader) else buffered(stream)
    kind = kind_of(outer.peek())
    return buffered(_Unpacking(outer, kind, budget)) if kind else outer


def unpack(data: bytes, largest: int) -> Unpacked:
    """Data at hand decompressed, up to `largest` bytes; as they are where they are not compressed."""
    kind = kind_of(data)
    if kind is None:
        return Unpacked(data)
    made, stream = bytearray(), _Unpacking(io.BytesIO(data), kind, Budget(len(data), largest))
    try:
        while piece := stream.read(_STEP * 16):
            made += piece
            if len(made) > largest:
                return Unpacked(b"", from_error(too_large(largest, "unpacks to more than")))
    except BadSource as error:
        return Unpacked(bytes(made), from_error(error))
    return Unpacked(bytes(made))


def inflate(data: bytes, largest: int) -> Unpacked:
    """HTTP's `deflate`: zlib data, or bare ones as many servers send them; as they are where they are neither."""
    for window in (15, -15):
        stream = zlib.decompressobj(window)
        try:
            made = stream.decompress(data, largest + 1)
        except zlib.error:
            continue
        if len(made) > largest:
            return Unpacked(b"", from_error(too_large(largest, "unpacks to more than")))
        cut_off = Finding("deflate", "the deflated data is cut off", "fetch the file again")
        return Unpacked(made, None if stream.eof else cut_off)
    return Unpacked(data)


def unbrotli(data: bytes, largest: int) -> Unpacked:
    """Brotli data (RFC 7932) decompressed; they have no mark of their own, so somebody must say what they are."""
    try:
        import brotli  # type: ignore[import-untyped]
    except ImportError:
        return Unpacked(b"", Finding("no-reader", "Brotli needs a library", "pip install brotli"))
    made, stream, piece = bytearray(), brotli.Decompressor(), data
    try:
        while not stream.is_finished():
            made += (part := stream.process(piece, output_buffer_limit=_STEP * 16))
            if len(made) > largest:
                return Unpacked(b"", from_error(too_large(largest, "unpacks to more than")))
            if not part and not piece:
                return Unpacked(bytes(made), Finding("brotli", "the Brotli data is cut off", "fetch the file again"))
            piece = b""
    except brotli.error as error:
        return Unpacked(bytes(made), Finding("brotli", f"the Brotli data is damaged ({error})", "fetch the file again"))
    return Unpacked(bytes(made))
