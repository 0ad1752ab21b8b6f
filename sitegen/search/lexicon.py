"""The lexicon: every surface that occurs → its stems; and the names of entities → the entities.

Both are sorted lists cut into shards by content, so that a new word moves no other boundary; the manifest
holds for each shard the shortest key that is after all of the shard before and not after its own first.
Keys are front-coded: a character whose code is 48 plus the number of characters shared with the key
before, then the rest.

A surface's line: `KEY TAB B K…[ TAB K…]*`: B is 48 plus the bit length of how often it occurs, then for each stem
48 plus the number of characters kept from the surface, and what follows them.
A name's line: `KEY TAB TYPE SLUG-KEY TAB NAME TAB ARTICLES`, TYPE a letter (p, o, l for a place).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from ..model import Entity
from .codec import cut_here, long_digest, pack
from .words import fold_text

FEWEST_LINES, MOST_LINES = 256, 2048
FOLDERS = {"words": "l", "names": "n"}
Row = tuple[str, int, str]
"""A surface, how often it is one stem's (negative, so that rows sort), and that stem as a line has it."""
Group = tuple[str, str, list[tuple[str, str]]]
"""The folder, the key in the manifest and the lines of a shard."""
TYPES = {"person": "p", "organisation": "o", "place": "l"}
MOST_NAMES = 60_000
"""Above this many entities, those of one article are found by their words only."""


def row(surface: str, stem: str, often: int) -> Row:
    return surface, -often, _kept(surface, stem)


def surface_lines(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Sorted (surface, rest of its line)."""
    lines: list[tuple[str, str]] = []
    ordered = sorted(rows)
    ahead = [surface for surface, _, _ in ordered[1:]] + [""]
    several: list[Row] = []
    for line, following in zip(ordered, ahead, strict=True):
        surface, often, kept = line
        if surface == following:
            several.append(line)
        elif several:
            lines.append((surface, _rest([*several, line])))
            several = []
        else:
            lines.append((surface, chr(48 + (-often).bit_length()) + kept))
    return lines


def _rest(rows: list[Row]) -> str:
    often = -sum(count for _, count, _ in rows)
    return chr(48 + often.bit_length()) + "\t".join(kept for _, _, kept in rows)


def _kept(surface: str, stem: str) -> str:
    kept = _shared(surface, stem)
    return chr(48 + kept) + stem[kept:]


def _shared(a: str, b: str) -> int:
    """How many characters two words begin with alike."""
    most = min(len(a), len(b))
    if a[:most] == b[:most]:
        return most
    n = 0
    while a[n] == b[n]:
        n += 1
    return n


def name_lines(entities: Sequence[Entity]) -> list[tuple[str, str]]:
    """Sorted (folded name, rest of its line): each alias whole, and the name from each of its words on."""
    rows: set[tuple[str, str]] = set()
    least = 2 if len(entities) > MOST_NAMES else 1
    for entity in entities:
        if len(entity.articles) < least:
            continue
        line = f"{TYPES[entity.type]}{entity.id.partition('/')[2]}\t{' '.join(entity.name.split())}\t{len(entity.articles)}"
        rows.update((key, line) for key in _keys(entity))
    return sorted(rows)


def _keys(entity: Entity) -> Iterator[str]:
    words = fold_text(entity.name).split()
    yield from (" ".join(words[n:])[:64] for n in range(min(len(words), 6)))
    yield from (key for alias in entity.aliases[:40] if (key := fold_text(alias)[:64]))


def shard_lines(lines: int) -> int:
    """Lines of a shard, on average, of so many in all: the root, since whoever asks for a word pays for its shard and,
    in the manifest, for a key of each. A power of two, so that it seldom changes."""
    return min(MOST_LINES, max(FEWEST_LINES, 1 << round(math.log2(max(lines, 1)) / 2)))


def groups(lines: Sequence[tuple[str, str]], folder: str, every: int) -> Iterator[Group]:
    """The lines of each shard, about `every` of them."""
    group: list[tuple[str, str]] = []
    before = ""
    for line in lines:
        new_key = not group or group[-1][0] != line[0]
        if group and new_key and ((len(group) > every // 4 and cut_here(line[0], every)) or len(group) >= 3 * every):
            yield folder, _after(before, group[0][0]), group
            before, group = group[-1][0], []
        group.append(line)
    if group:
        yield folder, _after(before, group[0][0]), group


def _after(before: str, first: str) -> str:
    """The shortest beginning of `first` that comes after `before`."""
    return first[: _shared(before, first) + 1] if before else ""


def shard(group: Group) -> tuple[str, str, bytes]:
    """A shard's key, its file's name, its bytes."""
    folder, after, lines = group
    out, before = [], ""
    for key, rest in lines:
        shared = min(_shared(before, key), 70)
        out.append(f"{chr(48 + shared)}{key[shared:]}\t{rest}")
        before = key
    raw = "\n".join(out).encode("utf-8", "replace")
    return after, f"{folder}/{long_digest(raw)}.gz", pack(raw)
