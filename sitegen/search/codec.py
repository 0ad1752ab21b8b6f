"""Bytes of the index: variable-length integers in columns, gzip without a clock, content-hashed names."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[Any]

_GZIP_HEAD = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255))


def varints(values: Ints) -> tuple[Bytes, Ints]:
    """LEB128 of non-negative integers below 2**35, and the number of bytes each took."""
    values = values.astype(np.uint64, copy=False)
    lengths = np.ones(len(values), np.int64)
    for bits in (7, 14, 21, 28):
        lengths += values >= (1 << bits)
    ends = np.cumsum(lengths)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    starts = ends - lengths
    for byte in range(int(lengths.max()) if len(lengths) else 0):
        has = lengths > byte
        more = (lengths[has] > byte + 1).astype(np.uint8) << 7
        out[starts[has] + byte] = ((values[has] >> np.uint64(7 * byte)) & np.uint64(127)).astype(np.uint8) | more
    return out, lengths


def narrow(values: Ints) -> bytes:
    """Non-negative integers below 2**32 in as many bytes each, little-endian, as the largest needs."""
    most = int(values.max()) if len(values) else 0
    return values.astype("u1" if most < 1 << 8 else "<u2" if most < 1 << 16 else "<u4").tobytes()


def widen(data: bytes, count: int) -> Ints:
    """What `narrow` wrote."""
    return np.frombuffer(data, {0: "u1", 1: "u1", 2: "<u2", 4: "<u4"}[len(data) // max(count, 1)])


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def column(values: Sequence[int] | Ints) -> bytes:
    return varints(np.asarray(values, np.uint64))[0].tobytes()


def text_block(text: str) -> bytes:
    """A text with its length in bytes before it."""
    data = text.encode("utf-8", "replace")
    return varint(len(data)) + data


def read_varints(data: bytes | memoryview, count: int | None = None) -> Ints:
    """The integers of a column; with `count`, exactly that many must be there."""
    raw = np.frombuffer(data, np.uint8)
    last = np.flatnonzero(raw < 128)
    starts = np.concatenate(([0], last[:-1] + 1)) if len(last) else last
    out = np.zeros(len(last), np.int64)
    for byte in range(int((last - starts).max()) + 1 if len(last) else 0):
        has = starts + byte <= last
        out[has] |= (raw[starts[has] + byte].astype(np.int64) & 127) << (7 * byte)
    if count is not None and len(out) != count:
        raise ValueError(f"a column of {count} integers holds {len(out)}")
    return out


FAST = 4
"""The level for what is large and packs badly: a hundredth more bytes in half the time."""


def pack(raw: bytes, level: int = 6) -> bytes:
    """gzip with nothing in it but the data: no clock, no name."""
    press = zlib.compressobj(level, zlib.DEFLATED, -15, 9)
    body = press.compress(raw) + press.flush()
    return _GZIP_HEAD + body + zlib.crc32(raw).to_bytes(4, "little") + (len(raw) & 0xFFFFFFFF).to_bytes(4, "little")


def unpack(data: bytes) -> bytes:
    """The data of a shard: gzipped by us, or already decoded by a host that said so."""
    return zlib.decompress(data, 31) if data[:2] == b"\x1f\x8b" else data


def digest(data: bytes) -> str:
    """Six characters for a file's name: with its kind and number before it, unlike enough."""
    return base64.b32encode(hashlib.blake2b(data, digest_size=4).digest()).decode().lower()[:6]


def place(term: str, bits: int) -> int:
    """Which of 2**bits shards a term lies in: the top bits of its CRC-32."""
    return zlib.crc32(term.encode("utf-8", "replace")) >> (32 - bits) if bits else 0


def cut_here(name: str, every: int) -> bool:
    """A boundary decided by content, so that an insertion moves no other boundary."""
    return zlib.crc32(name.encode("utf-8", "replace")) % every == 0
