"""Names found per second of processor time, beside the model alone: `python tests/bench/bench_entities.py [N] [--docs FILE.jsonl]`.

N articles (5,000) of which half of the paragraphs were printed before, as agency copy is. Either written here (seeded; people
and bodies drawn by Zipf's law, so that new names never end) or cut from the texts of FILE (`text` of each line). Prints the words
per second of `spacy`'s `nlp.pipe` with only its `ner` over all paragraphs (a fifth of the articles), those of the whole
stage on all of them in this process, then the seconds of a run in which nothing, and in which one article changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec
from corpus import FIRST, PLACES, word

from sitegen.entities import relate
from sitegen.entities.options import EntitiesOptions
from sitegen.model import Article, Block, Card, Source, VersionLinks

SENTENCES = [
    "{person} told reporters in {place} on {day} that the talks with {body} would go on for weeks.",
    "The {body} said in a statement that it had not been asked before the decision was taken.",
    "{surname} added that nobody had seen the letter, although two members of the board knew of it.",
    "Residents of {place} had waited since the spring for an answer, and many of them were angry.",
    "Asked about the cost, {person} of {body} spoke of eleven million euros over the next four years.",
    "The road to the coast was closed for most of the night because of the wind and the heavy rain.",
    "A spokeswoman for {body} declined to comment, while {person}, 54, a farmer, called it a shame.",
    "Prices rose by a third last year, more than in {place}, and the shops were half empty by noon.",
    "Police searched two houses near the harbour but found neither the money nor the missing papers.",
    "President {surname} met {person} for an hour before he flew back to {place} in the evening.",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
HEADS = ["Council", "Bank", "Party", "Institute", "Union", "Group", "Agency", "Foundation"]


class Kept(dict[str, bytes]):
    """A cache in memory."""

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self[key] for key in keys if key in self}

    def put_many(self, values: Mapping[str, bytes]) -> None:
        self.update(values)


class Names:
    """People, bodies and places, the n-th mentioned in proportion to 1/n."""

    def __init__(self, chance: random.Random, people: int = 20_000, bodies: int = 4_000) -> None:
        self.chance = chance
        surnames = [word(chance).title() for _ in range(people // 4)]
        self.people = [f"{chance.choice(FIRST)} {chance.choice(surnames)}" for _ in range(people)]
        self.bodies = [f"{word(chance).title()} {chance.choice(HEADS)}" for _ in range(bodies)]
        self.weights = {n: list(accumulate(1 / (k + 3) for k in range(n))) for n in (people, bodies, len(PLACES))}

    def draw(self, names: Sequence[str]) -> str:
        return self.chance.choices(names, cum_weights=self.weights[len(names)])[0]

    def sentence(self) -> str:
        person = self.draw(self.people)
        return self.chance.choice(SENTENCES).format(
            person=person, surname=person.split()[1], body=self.draw(self.bodies), place=self.draw(PLACES), day=self.chance.choice(DAYS)
        )  # fmt: skip


def written(count: int, chance: random.Random) -> list[str]:
    """As many paragraphs, of three sentences."""
    names = Names(chance)
    return [" ".join(names.sentence() for _ in range(3)) for _ in range(count)]


def cut(file: Path, count: int) -> list[str]:
    """As many paragraphs of the file's texts, over and over, each time with another number in it."""
    texts = [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines() if line.strip()]
    parts = [part.strip() for text in texts for part in text.split("\n") if len(part.split()) > 15]
    return [f"{parts[n % len(parts)]} ({n // len(parts)})" for n in range(count)]


def articles(new: Sequence[str], chance: random.Random) -> list[list[str]]:
    """Articles of six paragraphs, three of them new and three from the hundred articles before."""
    made: list[list[str]] = []
    for start in range(0, len(new), 3):
        old = [chance.choice(chance.choice(made[-100:])) for _ in range(3)] if made else []
        made.append([*new[start : start + 3], *old])
    return made


def card(name: str, parts: Sequence[str], stored: Kept) -> Card:
    article = Article(Source(name, "0" * 64, 0, "text"), tuple(Block("paragraph", part, 1) for part in parts))
    sha = hashlib.sha256(article.text.encode()).hexdigest()
    stored[sha] = msgspec.msgpack.encode(article)
    return Card(
        key=sha, source=article.source, given_id="", title=name, title_basis="supplied", published=None, published_basis=None,
        updated=None, byline=(), outlet=None, agencies=(), dateline_place=None, language="en", labels=(),
        words=len(article.text.split()), text_sha=sha, lede="", id=name,
    )  # fmt: skip


def seconds(cards: Sequence[Card], stored: Kept, cache: Kept) -> tuple[float, int]:
    """Processor time of the stage, and the mentions it found."""
    start = time.process_time()
    links = relate(cards, stored, cache, EntitiesOptions(), (), VersionLinks(), map)
    return time.process_time() - start, sum(map(len, links.mentions.values()))


def plain(texts: Sequence[str]) -> float:
    """Words per second of the model's `ner` alone over the paragraphs."""
    import spacy

    nlp: Any = spacy.load(EntitiesOptions().model)
    for name in [name for name in nlp.pipe_names if name != "ner"]:
        nlp.remove_pipe(name)
    list(nlp.pipe(texts[:100]))
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=128):
        pass
    return sum(len(text.split()) for text in texts) / (time.process_time() - start)


def main() -> None:
    """Write, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=5000)
    parser.add_argument("--docs", type=Path)
    given = parser.parse_args()
    chance = random.Random(7)
    new = cut(given.docs, 3 * given.count) if given.docs else written(3 * given.count, chance)
    made = articles(new, chance)
    alone = plain([part for parts in made[:: max(1, len(made) // 1000)] for part in parts])
    stored, cache = Kept(), Kept()
    cards = [card(f"a{number:06d}", parts, stored) for number, parts in enumerate(made)]
    words = sum(c.words for c in cards)
    spent, found = seconds(cards, stored, cache)
    print(f"{len(cards):,} articles, {words:,} words, {found:,} mentions")
    print(f"the model alone {alone:9,.0f} words/s of processor time")
    print(f"the stage       {words / spent:9,.0f} words/s ({words / spent / alone:.2f} times as fast), {spent:.1f} s")
    print(f"nothing changed {seconds(cards, stored, cache)[0]:9.2f} s")
    middle = len(cards) // 2
    cards[middle] = card(
        cards[middle].id, [*made[middle], "Zelda Quarrick told reporters in Lisbon that she left."], stored
    )
    print(f"one changed     {seconds(cards, stored, cache)[0]:9.2f} s")


if __name__ == "__main__":
    main()
