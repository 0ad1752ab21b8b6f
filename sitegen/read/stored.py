"""Where a file's bytes are, and how they are had: all at once up to a limit, or as a stream in bounded memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, cast

import msgspec

from sitegen.model import BadSource

SAMPLE = 1 << 20
"""Bytes at the beginning of a stream that are looked at before it is read."""

_FLOOR, _RATIO = 16, 100


class Stored(msgspec.Struct, frozen=True):
    """A file in the content folder, a member of an archive, or bytes at hand: `size` bytes as they are stored.

    `open` gives them from the start. `again` says that it may be asked more than once and that the stream can
    be sought in; members of archives flow by a single time.
    """

    size: int
    open: Callable[[], Any]
    again: bool = True

    def all(self, limit: int) -> bytes:
        """Every byte; BadSource where there are more than `limit`."""
        with self.open() as stream:
            data: bytes = stream.read(min(self.size, limit) + 1)
            if len(data) == self.size + 1:  # it has grown, or an archive understates its member
                data += stream.read(limit + 1 - len(data))
        if len(data) > limit:
            raise too_large(limit)
        return data


class Budget:
    """How much may be unpacked out of one file, whatever archives lie in archives: 16 times the size limit, or
    100 times the file's own size where that is more (news text packs to a third or a tenth; bombs to a thousandth)."""

    def __init__(self, stored: int, largest: int) -> None:
        self.left = max(_FLOOR * largest, _RATIO * stored)

    def take(self, count: int) -> None:
        """Counts bytes that were unpacked; BadSource when they are too many."""
        self.left -= count
        if self.left < 0:
            raise BadSource("unpacks to more than may be read", "split the file", rule="too-large")


def at_hand(data: bytes) -> Stored:
    return Stored(len(data), lambda: io.BytesIO(data))


def too_large(limit: int, what: str = "") -> BadSource:
    reason = f"{what or 'larger than'} {limit} bytes"
    return BadSource(reason, "split the file, or raise [content] largest", rule="too-large")


class _Filled(io.RawIOBase):
    """Reads as much as is asked for, so that a buffer over it is full until the end. What came before a fault
    is handed on first."""

    def __init__(self, inner: Any) -> None:
        self.inner, self.rest = inner, b""
        self.fault: BadSource | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        done = 0
        while done < len(buffer):
            data = self.rest or self._read(len(buffer) - done, done == 0)
            if not data:
                break
            part, self.rest = data[: len(buffer) - done], data[len(buffer) - done :]
            buffer[done : done + len(part)] = part
            done += len(part)
        return done

    def _read(self, size: int, first: bool) -> bytes:
        try:
            if self.fault is None:
                return bytes(self.inner.read(size))
        except BadSource as error:
            self.fault = error
        if first and self.fault is not None:
            raise self.fault
        return b""


def buffered(inner: Any) -> io.BufferedReader:
    """The stream with a sample of its beginning to `peek` at."""
    return io.BufferedReader(cast(io.RawIOBase, _Filled(inner)), SAMPLE)
