"""Cutting text: UTF-8 bytes → numbered pieces, all of a batch in a few passes of numpy.

A *piece* is a longest run of ASCII letters, digits, apostrophes and bytes above 127: words never reach over its
ends (`words.WORD`), so each distinct piece is looked at once, by the rules of `words`. A piece of at most 16 bytes
is its own key in a table of open slots; longer ones, which are few, are looked up one by one.
"""

from __future__ import annotations

import numpy as np

from .codec import Ints

_INSIDE = bytes(
    byte > 127 or byte in b"0123456789'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" for byte in range(256)
)
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], "<u8")
_MIX, _TURN = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
SHORT = 16
"""Bytes of a piece that is its own key."""
LONGEST_KNOWN = 256
"""Bytes of a piece that is looked up; a longer one will hardly come again."""
_LAST = np.uint64(56)
FIRST_BITS = 16


class Pieces:
    """Every distinct piece met so far, numbered as they came: the numbers are this process's own."""

    def __init__(self) -> None:
        self.count = 0
        self.low, self.high, self.number = _slots(FIRST_BITS)
        self.long: dict[bytes, int] = {}

    def cut(self, data: bytes) -> tuple[Ints, Ints, list[bytes]]:
        """Where the pieces of a text start, their numbers, and the pieces that are new, in the order of their numbers.

        `data` begins with a separator and ends with 24 at least."""
        inside = np.frombuffer(data.translate(_INSIDE), np.uint8)
        edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        starts, sizes = edges[::2], edges[1::2] - edges[::2]
        low, high = _keys(data, starts, sizes)
        is_long = sizes > SHORT
        if not is_long.any():
            return (starts, *self._short(data, starts, sizes, low, high))
        numbers, short, long = np.empty(len(starts), np.int32), np.flatnonzero(~is_long), np.flatnonzero(is_long)
        numbers[short], new = self._short(data, starts[short], sizes[short], low[short], high[short])
        spans = zip(starts[long].tolist(), (starts + sizes)[long].tolist(), strict=True)
        numbers[long] = [self._long(data[start:end], new) for start, end in spans]
        return starts, numbers, new

    def _long(self, piece: bytes, new: list[bytes]) -> int:
        number = self.long.get(piece)
        if number is None:
            number, self.count = self.count, self.count + 1
            new.append(piece)
            if len(piece) <= LONGEST_KNOWN:
                self.long[piece] = number
        return number

    def _short(self, data: bytes, starts: Ints, sizes: Ints, low: Ints, high: Ints) -> tuple[Ints, list[bytes]]:
        numbers, unknown = self._find(low, high)
        if not len(unknown):
            return numbers, []
        first, which = _distinct(low[unknown], high[unknown])
        chosen = unknown[first]
        numbers[unknown] = self.count + which
        self._make_room(len(first))
        self._insert(low[chosen], high[chosen], self.count + np.arange(len(first), dtype=np.int32))
        self.count += len(first)
        spans = zip(starts[chosen].tolist(), (starts + sizes)[chosen].tolist(), strict=True)
        return numbers, [data[start:end] for start, end in spans]

    def _find(self, low: Ints, high: Ints) -> tuple[Ints, Ints]:
        """The numbers of keys, and which keys the table has not."""
        slots = self._home(low, high)
        numbers = self.number.take(slots)
        other = (self.low.take(slots) != low) | (numbers < 0)
        full = np.flatnonzero(low >> _LAST)  # of a key that ends within its first half, that half says all
        other[full] |= self.high[slots[full]] != high[full]
        rest = np.flatnonzero(other)
        unknown = [rest[:0]]
        slots = slots[rest]
        while len(rest):
            taken = self.number[slots] >= 0
            unknown.append(rest[~taken])
            rest, slots = rest[taken], (slots[taken] + 1) & (len(self.low) - 1)
            same = (self.low[slots] == low[rest]) & (self.high[slots] == high[rest]) & (self.number[slots] >= 0)
            numbers[rest[same]] = self.number[slots[same]]
            rest, slots = rest[~same], slots[~same]
        return numbers, np.concatenate(unknown)

    def _insert(self, low: Ints, high: Ints, numbers: Ints) -> None:
        """Put distinct new keys into the first free slot from their home on."""
        slots = self._home(low, high)
        while len(numbers):
            free = np.flatnonzero(self.number[slots] < 0)
            self.number[slots[free]] = numbers[free]
            placed = free[self.number[slots[free]] == numbers[free]]  # of several that want one slot, one has it
            self.low[slots[placed]], self.high[slots[placed]] = low[placed], high[placed]
            rest = np.ones(len(numbers), bool)
            rest[placed] = False
            low, high, numbers = low[rest], high[rest], numbers[rest]
            slots = (slots[rest] + 1) & (len(self.low) - 1)

    def _make_room(self, more: int) -> None:
        bits = (4 * (self.count + more)).bit_length()
        if 1 << bits <= len(self.low):
            return
        full = np.flatnonzero(self.number >= 0)
        low, high, number = self.low[full], self.high[full], self.number[full]
        self.low, self.high, self.number = _slots(bits)
        self._insert(low, high, number)

    def _home(self, low: Ints, high: Ints) -> Ints:
        shift = np.uint64(65 - len(self.low).bit_length())
        slots: Ints = ((low * _MIX ^ high * _TURN) * _MIX >> shift).astype(np.int64)
        return slots


def _slots(bits: int) -> tuple[Ints, Ints, Ints]:
    return np.zeros(1 << bits, "<u8"), np.zeros(1 << bits, "<u8"), np.full(1 << bits, -1, np.int32)


def _keys(data: bytes, starts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """The first 16 bytes of each piece, zeros after its end, as two integers."""
    words = np.frombuffer(data, "<u8", len(data) // 8)
    high, long = np.zeros(len(starts), np.uint64), np.flatnonzero(sizes > 8)
    high[long] = _load(words, starts[long] + 8) & _MASKS[np.minimum(sizes[long] - 8, 8)]
    return _load(words, starts) & _MASKS.take(sizes, mode="clip"), high


def _load(words: Ints, starts: Ints) -> Ints:
    """The eight bytes from each start on."""
    at, bits = starts >> 3, ((starts & 7) << 3).astype(np.uint64)
    found: Ints = words.take(at) >> bits | words.take(at + 1) << np.uint64(1) << (np.uint64(63) - bits)
    return found


def _distinct(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Of keys: the place of one of each, and which of these each key is."""
    order = np.lexsort((low, high))
    low, high = low[order], high[order]
    heads = np.concatenate(([True], (low[1:] != low[:-1]) | (high[1:] != high[:-1])))
    which = np.empty(len(order), np.int32)
    which[order] = np.cumsum(heads) - 1
    return order[heads], which
