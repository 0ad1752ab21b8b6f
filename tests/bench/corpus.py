"""Synthetic articles for the benchmarks: seeded, news-like, with repeated paragraphs and planted versions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "fe",
    "ga",
    "go",
    "ka",
    "ke",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "pe",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
    "vi",
]
FIRST = [
    "Anna",
    "Boris",
    "Clara",
    "Daniel",
    "Edith",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Karla",
    "Leon",
    "Marta",
    "Nils",
    "Olga",
    "Piotr",
    "Rosa",
    "Samir",
    "Tessa",
    "Viktor",
]
PLACES = [
    "Lisbon",
    "Porto",
    "Madrid",
    "Lyon",
    "Paris",
    "Berlin",
    "Hamburg",
    "Vienna",
    "Prague",
    "Warsaw",
    "Athens",
    "Cairo",
    "Tunis",
    "Oslo",
    "Bergen",
    "Turin",
    "Naples",
    "Dublin",
    "Cork",
]
COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "was",
    "on",
    "for",
    "with",
    "as",
    "at",
    "by",
    "from",
    "said",
    "it",
    "had",
    "were",
    "has",
    "not",
    "which",
    "after",
]
OUTLETS = ["The Harbour Courier", "Evening Post", "Northern Wire", "The Ledger", "Morning Star Gazette"]


def word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3)))


class Corpus:
    """`articles(n)` yields (name, Markdown text); the same for the same seed. About one in ten is a version of
    an earlier one. `words` is the mean length of a body."""

    def __init__(self, seed: int = 1, words: int = 140) -> None:
        self.rng, self.words = random.Random(seed), words
        self.vocabulary = sorted({word(self.rng) for _ in range(9000)})
        self.weights = [1 / (n + 3) for n in range(len(self.vocabulary))]
        self.people = [f"{self.rng.choice(FIRST)} {word(self.rng).title()}" for _ in range(400)]

    def articles(self, count: int) -> Iterator[tuple[str, str]]:
        recent: list[list[str]] = []
        for number in range(count):
            body = self._version(recent) if recent and self.rng.random() < 0.1 else self._body()
            recent = [*recent[-3:], body]
            day = date(2015, 1, 1) + timedelta(days=number * 3000 // max(1, count))
            yield f"{day.year}/{day.month:02}/{number:06}.md", self._page(day, body)

    def _page(self, day: date, body: list[str]) -> str:
        title = " ".join(self.rng.choices(self.vocabulary, self.weights, k=6)).capitalize()
        head = f'+++\ntitle = "{title}"\ndate = {day}\noutlet = "{self.rng.choice(OUTLETS)}"\nauthor = "{self.rng.choice(self.people)}"\n+++\n\n'
        return head + "\n\n".join(body) + "\n"

    def _body(self) -> list[str]:
        return [self._paragraph() for _ in range(max(1, self.words // 35))]

    def _paragraph(self) -> str:
        words = self.rng.choices(self.vocabulary, self.weights, k=18)
        for _ in range(12):  # a language can be told by its small words
            words.insert(self.rng.randrange(len(words)), self.rng.choice(COMMON))
        words[4:4] = self.rng.choice(self.people).split()
        words[20:20] = ["in", self.rng.choice(PLACES)]
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def _version(self, recent: list[list[str]]) -> list[str]:
        body = list(self.rng.choice(recent))
        body[self.rng.randrange(len(body))] = self._paragraph()
        return body
