"""The map: some articles → their words, sorted by term, in one value a partition.

A batch knows its articles by their order in it; the reduction gives them their numbers in the
archive, so that an article put in before them changes nothing here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from ..model import Cache, Card
from .codec import cut_here, pack_text
from .columns import columns
from .shape import Shape
from .words import STEMMED

BATCHES = ((20_000, 512), (60_000, 2048), (10**9, 4096))
"""Articles in a batch, in archives of fewer articles than the first number: few while an archive is small, so that a
change redoes little and all processors have some; more in large ones, where each batch's vocabulary is what costs."""
WORDS = 1_000
"""Words of a batch for each of its articles, at most: what a worker has in memory."""
LONGEST_QUOTE = 60_000
"""Characters of an article's text that its quotes in results come from."""
EXCERPT = 60


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One article to index: its store key, and what was decided about it later."""

    key: str
    title: str
    language: str
    names: tuple[str, ...]


class Batch(msgspec.Struct, frozen=True):
    """Entries in the archive's order; `key` is a digest of them and of what else decides the values."""

    key: str
    entries: tuple[Entry, ...]
    length: float
    parts: int
    show: str
    articles: Cache
    cache: Cache


def batches(
    cards: Sequence[Card], names: dict[str, tuple[str, ...]], shape: Shape, stores: tuple[Cache, Cache]
) -> Iterator[tuple[int, Batch]]:
    """Each batch with the number of its first article. Cut by content: insertions move no boundary."""
    every = next(size for below, size in BATCHES if len(cards) < below)
    start, entries, words = 0, list[Entry](), 0
    for number, card in enumerate(cards):
        entries.append(Entry(card.key, card.title, _language(card, shape), names.get(card.id, ())))
        words += card.words
        if cut_here(card.id, every) or len(entries) >= 3 * every or words > WORDS * every:
            yield start, _batch(tuple(entries), shape, stores)
            start, entries, words = number + 1, [], 0
    if entries:
        yield start, _batch(tuple(entries), shape, stores)


def _batch(entries: tuple[Entry, ...], shape: Shape, stores: tuple[Cache, Cache]) -> Batch:
    said = msgspec.msgpack.encode((entries, shape.length, shape.parts, shape.show))
    return Batch(
        hashlib.blake2b(said, digest_size=16).hexdigest(), entries, shape.length, shape.parts, shape.show, *stores
    )


def _language(card: Card, shape: Shape) -> str:
    """Detection is unsure on a few words: short texts take the archive's language."""
    given = card.language or shape.language
    return given if card.words >= 40 and given in STEMMED else shape.language if card.words < 40 else given


class _Block(msgspec.Struct, frozen=True, array_like=True):
    """What the index needs of a `model.Block`."""

    kind: str
    text: str
    line: int | None
    cut: str = ""


class _Article(msgspec.Struct, frozen=True):
    """What the index needs of a `model.Article`."""

    blocks: tuple[_Block, ...]


def build(batch: Batch) -> str:
    """Store the batch's parts and quotes; its key, when done. Values: `KEY-p` for each partition,
    `KEY-text`, and last of all `KEY` as the sign that the others are there."""
    stored = batch.articles.get_many([entry.key for entry in batch.entries])
    decoder = msgspec.msgpack.Decoder(_Article)
    shown = [_shown(decoder.decode(stored[entry.key]), batch.show) for entry in batch.entries]
    del stored
    parts = columns(batch.entries, shown, batch.length)
    encoder = msgspec.msgpack.Encoder()
    values = {f"{batch.key}-{n}": encoder.encode(part) for n, part in enumerate(parts.cut(batch.parts))}
    quotes = [pack_text("\n\n".join(block.text for block in blocks)[:LONGEST_QUOTE]) for blocks in shown]
    values[f"{batch.key}-text"] = encoder.encode(quotes)
    batch.cache.put_many(values)
    batch.cache.put_many({batch.key: b"1"})
    return batch.key


def _shown(article: _Article, show: str) -> list[_Block]:
    """The blocks whose text may be published."""
    kept = [block for block in article.blocks if not block.cut]
    if show == "full":
        return kept
    words = "\n\n".join(block.text for block in kept).split()[:EXCERPT] if show == "excerpt" else []
    return [_Block("paragraph", " ".join(words), None)] if words else []
