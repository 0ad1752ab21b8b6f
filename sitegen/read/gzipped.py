"""Gzip, bounded: a bomb is stopped at the size limit, a truncated file gives what can be read."""

from __future__ import annotations

import zlib

import msgspec

from sitegen.read.finding import Finding

MAGIC = b"\x1f\x8b\x08"
_STEP = 1 << 16


class Unpacked(msgspec.Struct, frozen=True):
    """The decompressed bytes, and what was wrong: then `data` holds what came before the fault."""

    data: bytes
    fault: Finding | None = None


def unpack(data: bytes, largest: int) -> Unpacked:
    """Decompresses all members of a gzip file, up to `largest` bytes."""
    made = bytearray()
    at = 0
    while data.startswith(MAGIC, at):
        stream = zlib.decompressobj(31)
        try:
            at = _member(stream, data, at, made, largest)
        except zlib.error as error:
            return Unpacked(bytes(made), Finding("gzip", f"the gzip data is damaged ({error})", "fetch the file again"))
        if len(made) > largest:
            return Unpacked(b"", _too_large(largest))
        if not stream.eof:
            return Unpacked(bytes(made), Finding("gzip", "the gzip data is cut off", "fetch the file again"))
    return Unpacked(bytes(made))


def _member(stream: zlib._Decompress, data: bytes, at: int, made: bytearray, largest: int) -> int:
    """Decompresses one member onto `made`; returns where it ends in `data`."""
    while at < len(data) and not stream.eof and len(made) <= largest:
        piece = data[at : at + _STEP]
        at += len(piece)
        while piece and not stream.eof and len(made) <= largest:
            made += stream.decompress(piece, _STEP * 16)
            piece = stream.unconsumed_tail
    return at - len(stream.unused_data)


def _too_large(largest: int) -> Finding:
    reason = f"unpacks to more than {largest} bytes"
    return Finding("too-large", reason, "split the file, or raise [content] largest")
