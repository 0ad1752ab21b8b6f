"""Fingerprints: a text as the sorted set of 64-bit hashes of its word 4-grams.

The same texts give the same hashes on every machine. Scripts without spaces take 8 characters for 4 words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sitegen.versions.tokens import SPACELESS, fold_text, is_spaceless

Hashes = npt.NDArray[np.uint64]

WIDTH = 4
WIDTH_SPACELESS = 8
SKETCH = 8
"""Hashes in a sketch."""
CHUNK = 2_000_000
"""Characters of text that are worked on at once."""
_PLACE = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93,
     0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3], dtype=np.uint64,
)  # fmt: skip
_FIRST_BYTES = np.array([(1 << (8 * count)) - 1 for count in range(9)], dtype=np.uint64)
"""Masks that keep the first n bytes of a little-endian number."""
_IS_WORD = np.zeros(256, dtype=bool)
_IS_WORD[[*range(48, 58), *range(97, 123), *range(128, 256)]] = True
_NO_WORD = re.compile(r"[^\w\s]|_")
_CHARACTER = re.compile(rf"([{SPACELESS}])")


def fingerprints(texts: Iterable[str]) -> list[Hashes]:
    """One sorted array of distinct hashes a text; empty for a text without words."""
    made: list[Hashes] = []
    for chunk in _chunks(texts):
        plain = [_plain(text) for text in chunk]
        parts = {wide: _prints([text for text, is_wide in plain if is_wide == wide], wide) for wide in (False, True)}
        made += [next(parts[is_wide]) for _, is_wide in plain]
    return made


def _chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for text in texts:
        chunk.append(text)
        size += len(text)
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    yield chunk


def _plain(text: str) -> tuple[bytes, bool]:
    """The text in small letters, in which every byte of no ASCII letter or digit is part of a word or none is;
    and whether it is in a script without spaces."""
    folded = fold_text(text)
    if folded.isascii():
        return folded.encode(), False
    spaced = _CHARACTER.sub(r" \1 ", _NO_WORD.sub(" ", folded))
    return spaced.encode("utf-8", "replace"), is_spaceless(spaced[:2000].split())


def _prints(texts: Sequence[bytes], wide: bool) -> Iterator[Hashes]:
    """All texts at once: word boundaries, word hashes and shingles in a few passes over the joined bytes."""
    joined = np.frombuffer(b"\n".join(texts) + bytes(24), dtype=np.uint8)
    inside = _IS_WORD[joined]
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        edges = np.concatenate([[0], edges])
    starts, ends = edges[0::2], edges[1::2]
    words = _hash_spans(joined, starts, ends)
    first = np.searchsorted(starts, np.cumsum([0] + [len(text) + 1 for text in texts]))
    width = WIDTH_SPACELESS if wide else WIDTH
    all_shingles = shingles(words, width) if len(words) >= width else words[:0]
    for start, stop in pairwise(first.tolist()):
        if stop - start >= width:
            yield _distinct(all_shingles[start : stop - width + 1])
        else:
            yield shingles(words[start:stop], stop - start) if stop > start else words[:0]


def _distinct(hashes: Hashes) -> Hashes:
    ordered = np.sort(hashes)
    new = np.empty(len(ordered), dtype=bool)
    new[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]


def _hash_spans(joined: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> Hashes:
    """A hash of each span of bytes: of its first sixteen, its last eight and its length."""
    at = np.ndarray(shape=(len(joined) - 7,), dtype="<u8", buffer=joined.data, strides=(1,))
    length = ends - starts
    made = (at[starts] & _FIRST_BYTES[np.minimum(length, 8)]) * _PLACE[0]
    made ^= made >> np.uint64(29)
    longer = np.flatnonzero(length > 8)
    made[longer] += (at[starts[longer] + 8] & _FIRST_BYTES[np.minimum(length[longer] - 8, 8)]) * _PLACE[1]
    longest = longer[length[longer] > 16]
    made[longest] += at[ends[longest] - 8] * _PLACE[2]
    made += length.astype(np.uint64) * _PLACE[3]
    made ^= made >> np.uint64(32)
    made *= _PLACE[4]
    return np.asarray(made ^ (made >> np.uint64(31)), dtype=np.uint64)


def hash_words(words: Sequence[str]) -> Hashes:
    """The hash of each (folded) word or phrase."""
    plain = [word.encode("utf-8", "replace") for word in words]
    ends = np.cumsum([len(word) for word in plain], dtype=np.int64)
    starts = ends - np.array([len(word) for word in plain], dtype=np.int64)
    return _hash_spans(np.frombuffer(b"".join(plain) + bytes(24), dtype=np.uint8), starts, ends)


def shingles(words: Hashes, width: int) -> Hashes:
    """The hash of each run of `width` words: a sum weighted by place, then mixed (splitmix64)."""
    count = len(words) - width + 1
    mixed = words[:count] * _PLACE[0]
    for at in range(1, width):
        mixed += words[at : at + count] * _PLACE[at]
    return _mixed(mixed)


def _mixed(values: Hashes) -> Hashes:
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def pack(hashes: Hashes) -> bytes:
    return hashes.astype("<u8", copy=False).tobytes()


def unpack(value: bytes) -> Hashes:
    return np.frombuffer(value, dtype="<u8").astype(np.uint64, copy=False)


def with_sketches(prints: Sequence[Hashes]) -> list[Hashes]:
    """Each fingerprint with its sketch in front: the least of its hashes under each of SKETCH permutations, mixed so that all
    64 bits tell; texts that are nearly the same have most of them in common (MinHash, Broder 1997)."""
    filled = [one for one in prints if len(one)]
    made = np.empty((len(filled), SKETCH), dtype=np.uint64)
    if filled:
        joined = np.concatenate(filled)
        starts = np.cumsum([0] + [len(one) for one in filled[:-1]])
        for turn in range(SKETCH):
            mixed = (joined ^ _PLACE[turn]) * (_PLACE[(turn + 3) % 8] | np.uint64(1))
            mixed ^= mixed >> np.uint64(29)
            made[:, turn] = _mixed(np.minimum.reduceat(mixed * _PLACE[1], starts) + np.uint64(turn))
    rows = iter(made)
    return [np.concatenate([next(rows), one]) if len(one) else one for one in prints]


def sketch_of(stored: Hashes) -> Hashes:
    return stored[:SKETCH]


def without_sketch(stored: Hashes) -> Hashes:
    return stored[SKETCH:]
