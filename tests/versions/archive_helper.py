"""A small archive for tests of the versions stage: cards and bodies made from plain texts, a cache in memory."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from sitegen.model import Article, Block, Card, Source, StoryDecision, VersionLinks
from sitegen.text import count_words
from sitegen.versions import relate
from sitegen.versions.options import VersionsOptions

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
SHARED_DATA = SEEDS.parent / "data"


class MemoryCache(dict[str, bytes]):
    def get_many(self, keys: Any) -> dict[str, bytes]:
        return {key: self[key] for key in keys if key in self}

    def put_many(self, values: Any) -> None:
        self.update(values)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def card(id: str, text: str, published: str | None = None, title: str = "", **more: Any) -> tuple[Card, Article]:
    source = Source(f"{id}.txt", digest(text), len(text.encode()), "txt")
    article = Article(source, tuple(Block("paragraph", part, None) for part in text.split("\n\n")))
    made = Card(
        key=digest(f"{id}|{text}"), source=source, given_id=id, title=title or f"[{text[:40]}]",
        title_basis="stated" if title else "supplied", published=published, published_basis="stated" if published else None,
        updated=None, byline=(), outlet=None, agencies=(), dateline_place=None, language="en", labels=(),
        words=count_words(article.text), text_sha=digest(article.text), lede=text[:240], id=id,
    )  # fmt: skip
    return msgspec.structs.replace(made, **more), article


class Archive:
    """`Archive(("a", "text …", "2024-12-07"), …).relate()`; each entry is the arguments of `card`."""

    def __init__(self, *entries: tuple[Any, ...] | dict[str, Any]) -> None:
        made = [card(**entry) if isinstance(entry, dict) else card(*entry) for entry in entries]
        self.cards = [one for one, _ in made]
        self.articles = MemoryCache({one.key: msgspec.msgpack.encode(article) for one, article in made})
        self.cache = MemoryCache()

    def relate(self, *decisions: StoryDecision, **options: Any) -> VersionLinks:
        return relate(self.cards, self.articles, self.cache, VersionsOptions(**options), decisions, map)


def seed_texts() -> tuple[str, str, str]:
    """The bodies of the three real articles, stripped by hand."""
    agency, reprint, update = (path.read_text("utf-8").strip() for path in sorted(SEEDS.glob("*.txt")))
    return (
        agency.removeprefix("date 2024-12-07 "),
        "\n\n".join(reprint.split("\n")[1:-1]),
        update.split("Dec, 2024) ", 1)[1],
    )


def seed_archive() -> Archive:
    agency, reprint, update = seed_texts()
    return Archive(
        ("000", agency, "2024-12-07"), ("001", reprint, None, "Is it the end of Assad?"), ("003", update, "2024-12-08")
    )  # fmt: skip
