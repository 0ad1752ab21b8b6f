"""What this stage keeps in its cache, and under which keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from sitegen.model import Article, Cache
from sitegen.versions.prints import Hashes, fingerprints, pack, unpack, with_sketches
from sitegen.versions.tokens import Words

Item = TypeVar("Item")

PRINT = "print"
TERMS = "terms"
"""Kinds of values: a text's fingerprint with its sketch in front, and its terms."""


class Wanted(NamedTuple):
    """One text: its digest, and the Card.key of an article that has it."""

    sha: str
    key: str


def digest(kind: str, *parts: Any) -> str:
    """The key of a value of one kind made from `parts`."""
    return hashlib.blake2b(msgspec.msgpack.encode((kind, *parts)), digest_size=20).hexdigest()


def digest_all(kind: str, items: Iterable[Any], *parts: Any) -> str:
    """The same for very many items, of which none is kept."""
    made = hashlib.blake2b(msgspec.msgpack.encode((kind, *parts)), digest_size=20)
    encode = msgspec.msgpack.Encoder().encode
    for batch in batches(items, 256):
        made.update(encode(batch))
    return made.hexdigest()


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


def make_prints(stores: tuple[Cache, Cache], wanted: Sequence[Wanted]) -> int:
    """Fingerprints with sketches into the cache; returns how many."""
    articles, cache = stores
    made = with_sketches(fingerprints(texts_of(articles, [key for _, key in wanted])))
    cache.put_many({digest(PRINT, one.sha): pack(value) for one, value in zip(wanted, made, strict=True)})
    return len(wanted)


def fetch_hashes(cache: Cache, kind: str, shas: Sequence[str]) -> list[Hashes]:
    """Values of a kind by text digest; all must be there."""
    keys = [digest(kind, sha) for sha in shas]
    stored = cache.get_many(keys)
    return [unpack(stored[key]) for key in keys]


def look_up(cache: Cache, kind: str, wanted: Iterable[Wanted], keep: bool) -> tuple[dict[str, Hashes], list[Wanted]]:
    """The values of a kind by text digest, if they are to be kept, and the texts that have none yet. Asks for few at a time: in a
    large archive the values of all would not fit into memory."""
    kept: dict[str, Hashes] = {}
    missing: dict[str, Wanted] = {}
    for part in batches(wanted, 1024):
        keys = {digest(kind, one.sha): one for one in part}
        stored = cache.get_many(list(keys))
        missing |= {one.sha: one for key, one in keys.items() if key not in stored}
        if keep:
            kept |= {keys[key].sha: unpack(value) for key, value in stored.items()}
    return kept, list(missing.values())


def batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)
