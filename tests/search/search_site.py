"""A site for search tests, made without the earlier stages: articles in, index files out."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sitegen.model import Article, Block, Card, Entity, EntityLinks, File, Mention, Site, Source, Story, VersionLinks
from sitegen.search import index
from sitegen.search.options import SearchOptions


class Kept(dict[str, bytes]):
    """A cache in memory."""

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self[key] for key in keys if key in self}

    def put_many(self, values: Mapping[str, bytes]) -> None:
        self.update(values)


def serial(function: Any, items: Iterable[Any]) -> Iterator[Any]:
    return map(function, items)


class Made:
    """Articles given as (id, title, text) and more; `files()` are the index's."""

    def __init__(self) -> None:
        self.articles, self.cache = Kept(), Kept()
        self.cards: list[Card] = []
        self.stories: list[Story] = []
        self.entities: list[Entity] = []
        self.mentions: dict[str, tuple[Mention, ...]] = {}
        self.options = SearchOptions()

    def article(
        self,
        id_: str,
        title: str,
        text: str,
        date: str | None = None,
        outlet: str | None = None,
        language: str = "en",
        agencies: tuple[str, ...] = (),
    ) -> Made:
        source = Source(f"{id_}.txt", "0" * 64, len(text), "text")
        blocks = tuple(
            Block("crosshead", part[3:], None) if part.startswith("## ") else Block("paragraph", part, None)
            for part in text.split("\n\n")
            if part
        )
        key = hashlib.sha256(f"{id_}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
        self.articles[key] = msgspec.msgpack.encode(Article(source, blocks))
        self.cards.append(Card(key, source, "", title, "stated", date, "stated" if date else None, None, (), outlet, agencies, None, language, (),
                               len(text.split()), key, text[:240], id=id_))  # fmt: skip
        return self

    def site(self) -> Site:
        cards = sorted(self.cards, key=lambda card: (card.published is None, card.published or "", card.id))
        return Site(tuple(cards), VersionLinks(tuple(self.stories)), EntityLinks(tuple(self.entities), self.mentions))

    def files(self) -> dict[str, bytes]:
        made: list[File] = list(index(self.site(), self.articles, self.cache, self.options, serial))
        assert len({file.path for file in made}) == len(made), "a path came twice"
        return {file.path: file.data for file in made}

    def write(self, folder: Path) -> Path:
        for path, data in self.files().items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return folder


def harbour() -> Made:
    """A small archive with what search must tell apart."""
    made = Made()
    made.article(
        "ring",
        "Ring closes",
        "The army set up a ring of steel around Osthaven on Friday.\n\n## Evacuation calls\n\nResidents left the city.",
        "2024-12-07",
        "The Gazette",
        agencies=("AFP",),
    )
    made.article(
        "rings",
        "Wedding rings sell well",
        "Rings of gold, not steel, were sold in Osthaven. The jeweller’s father agreed.",
        "2024-12-08",
        "Daily Note",
    )
    made.article(
        "statue",
        "Crowd topples statue",
        "They toppled the statue of Rowntree's father in the old harbour.",
        "2025-01-03",
        "The Gazette",
    )
    made.article(
        "copy",
        "Statue falls",
        "They toppled the statue of Rowntree’s father in the old harbour. Zürich was calm.",
        "2025-01-04",
        "Daily Note",
    )
    made.article(
        "zurich",
        "Calm in Zurich",
        "Zurich was calm. The harbor and the steel works were closed.",
        "2023-05",
        "Le Jour",
        "fr",
    )
    made.article("undated", "A note", "Steel prices rose, the harbour master Edith Rowntree said.", None, None)
    made.stories.append(Story("statue", "Crowd topples statue", ("statue", "copy"), (), ()))
    made.entities.append(
        Entity(
            "person/edith-rowntree", "person", "Edith Rowntree", ("Rowntree",), articles=("statue", "copy", "undated")
        )
    )
    made.entities.append(Entity("place/osthaven", "place", "Osthaven", articles=("ring", "rings")))
    return made


WORDS = [
    "ring",
    "rings",
    "steel",
    "of",
    "the",
    "statue",
    "Rowntree's",
    "father",
    "harbour",
    "harbor",
    "Osthaven",
    "zurich",
    "Zürich",
    "gold",
    "army",
    "city",
    "zork",
    "evacuation",
    "evacuations",
    "1,500",
    "l'armée",
    "東京",
    "東京都",
    "ü",
]
"""What generated queries and towns are made of."""


def towns(random_: random.Random) -> Made:
    """The harbour's archive and 400 articles of six years made of the words that are asked."""
    made = harbour()
    for n in range(400):
        text = ". ".join(
            " ".join(
                random_.choice([*WORDS, "plain", "words", "about", "towns"]) for _ in range(random_.randint(3, 20))
            )
            for _ in range(4)
        )
        made.article(f"x{n}", " ".join(random_.choices(WORDS, k=4)), text, f"20{random_.randint(20, 25)}-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}",
                     random_.choice(["The Gazette", "Le Jour", None]), random_.choice(["en", "fr", "de"]))  # fmt: skip
    return made


def cut(made: Made) -> Made:
    """The same archive in segments."""
    made.options = SearchOptions(segment=100)
    return made
