"""An archive in a dict: articles made from plain texts, and the stage run on them in this process."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.entities import relate
from sitegen.entities.options import EntitiesOptions
from sitegen.model import Article, Block, Card, EntityDecision, EntityLinks, Source, VersionLinks


class Kept(dict[str, bytes]):
    """A cache in memory."""

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self[key] for key in keys if key in self}

    def put_many(self, values: Mapping[str, bytes]) -> None:
        self.update(values)


class Archive:
    """Texts by article id; paragraphs are parted by blank lines."""

    def __init__(self, texts: Mapping[str, str], cache: Kept | None = None, language: str | None = "en") -> None:
        self.articles, self.cache, self.texts = Kept(), Kept() if cache is None else cache, {}
        self.cards = [self._card(name, text, language) for name, text in texts.items()]

    def _card(self, name: str, text: str, language: str | None) -> Card:
        blocks = tuple(Block("paragraph", part, 1) for part in re.split(r"\n\n+", text) if part)
        article = Article(Source(f"{name}.txt", "0" * 64, len(text), "text"), blocks)
        self.texts[name] = article.text
        sha = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        self.articles[sha] = msgspec.msgpack.encode(article)
        return Card(
            key=sha, source=article.source, given_id="", title=name, title_basis="supplied", published=None, published_basis=None,
            updated=None, byline=(), outlet=None, agencies=(), dateline_place=None, language=language, labels=(),
            words=len(text.split()), text_sha=sha, lede="", id=name,
        )  # fmt: skip

    def links(self, *decisions: EntityDecision, options: EntitiesOptions | None = None) -> EntityLinks:
        return relate(
            self.cards, self.articles, self.cache, options or EntitiesOptions(), decisions, VersionLinks(), map
        )


def by_name(links: EntityLinks) -> dict[str, tuple[str, frozenset[str]]]:
    """Entity name -> its type and all its names."""
    return {entity.name: (entity.type, frozenset((entity.name, *entity.aliases))) for entity in links.entities}


def spoken(links: EntityLinks, article: str) -> list[tuple[str, str]]:
    """(mention, entity id) of an article, in order."""
    return [(mention.text, mention.entity) for mention in links.mentions.get(article, ())]
