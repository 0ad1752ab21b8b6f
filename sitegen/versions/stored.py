"""What this stage keeps in its cache, and under which keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from sitegen.model import Article, Cache
from sitegen.versions.tokens import Words

Item = TypeVar("Item")


def digest(kind: str, *parts: Any) -> str:
    """The key of a value of one kind made from `parts`."""
    return hashlib.blake2b(msgspec.msgpack.encode((kind, *parts)), digest_size=20).hexdigest()


def texts_of(articles: Cache, keys: Sequence[str]) -> list[str]:
    """The bodies of articles by Card.key, in order; empty for one that is not in the store."""
    stored = articles.get_many(list(dict.fromkeys(keys)))
    decoder = msgspec.msgpack.Decoder(Article)
    made = {key: decoder.decode(value).text for key, value in stored.items()}
    return [made.get(key, "") for key in keys]


def words_of(articles: Cache, keys: Sequence[str]) -> list[Words]:
    known: dict[str, Words] = {}
    for key, text in zip(keys, texts_of(articles, keys), strict=True):
        known.setdefault(key, Words(text))
    return [known[key] for key in keys]


def batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)
