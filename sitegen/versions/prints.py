"""Fingerprints: a text as the sorted set of 64-bit hashes of its word 4-grams.

The same texts give the same hashes on every machine. Scripts without spaces take 8 characters for 4 words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from sitegen.versions.tokens import WORD, fold_text, is_spaceless

Hashes = npt.NDArray[np.uint64]

WIDTH = 4
WIDTH_SPACELESS = 8
LARGEST_VOCABULARY = 400_000
_PLACE = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93,
     0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3], dtype=np.uint64,
)  # fmt: skip


class Vocabulary(dict[str, int]):
    """Word -> 64-bit hash, remembered; forgets all when it grows large."""

    def __missing__(self, word: str) -> int:
        if len(self) >= LARGEST_VOCABULARY:
            self.clear()
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        made = self[word] = int.from_bytes(digest, "little")
        return made


def fingerprints(texts: Iterable[str]) -> list[Hashes]:
    """One sorted array of distinct hashes a text; empty for a text without words."""
    vocabulary = Vocabulary()
    return [_fingerprint(text, vocabulary) for text in texts]


def _fingerprint(text: str, vocabulary: Vocabulary) -> Hashes:
    words = WORD.findall(fold_text(text))
    if not words:
        return np.empty(0, dtype=np.uint64)
    width = WIDTH_SPACELESS if is_spaceless(words) else WIDTH
    hashed = np.fromiter(map(vocabulary.__getitem__, words), dtype=np.uint64, count=len(words))
    return np.unique(shingles(hashed, min(width, len(words))))


def shingles(words: Hashes, width: int) -> Hashes:
    """The hash of each run of `width` words: a sum weighted by place, then mixed (splitmix64)."""
    count = len(words) - width + 1
    mixed = words[:count] * _PLACE[0]
    for at in range(1, width):
        mixed = mixed + words[at : at + count] * _PLACE[at]
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return np.asarray(mixed)


def pack(hashes: Hashes) -> bytes:
    return hashes.astype("<u8", copy=False).tobytes()


def unpack(value: bytes) -> Hashes:
    return np.frombuffer(value, dtype="<u8").astype(np.uint64, copy=False)


def sketch(prints: Sequence[Hashes], rounds: int) -> npt.NDArray[np.uint64]:
    """(texts, rounds): the least hash of each text under `rounds` permutations; texts that are nearly
    the same have nearly the same sketch (MinHash, Broder 1997). Empty texts get the largest value."""
    made = np.full((len(prints), rounds), np.iinfo(np.uint64).max, dtype=np.uint64)
    filled = [at for at, one in enumerate(prints) if len(one)]
    if not filled:
        return made
    joined = np.concatenate([prints[at] for at in filled])
    starts = np.cumsum([0] + [len(prints[at]) for at in filled[:-1]])
    for turn in range(rounds):
        mixed = (joined ^ _PLACE[turn % 8]) * (_PLACE[(turn + 3) % 8] | np.uint64(1))
        mixed ^= mixed >> np.uint64(29)
        made[filled, turn] = np.minimum.reduceat(mixed * _PLACE[1], starts)
    return made
