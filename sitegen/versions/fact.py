"""What a fact of a text is, and where its sentence is found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from sitegen.versions.tokens import Words

Range = tuple[int, int]
CONTEXT = 300
"""Characters of a sentence that a change quotes at most."""


class Fact(NamedTuple):
    """Words first to stop - 1, the value by which facts are compared, the wording to show, the noun counted (`unit`), what a
    figure is measured in ("%", "km"; `measure`), and whether it is told only beside another one (`weak`: ranks)."""

    first: int
    stop: int
    value: str
    shown: str
    unit: str = ""
    measure: str = ""
    weak: bool = False


Finder = Callable[[Words, Range], list[Fact]]
"""The facts of one kind that begin between two words."""


def between(text: Words, find: Finder, words: Range) -> list[Fact]:
    """The facts of one kind that begin between two words; those of each sentence are found once."""
    known: dict[int, list[Fact]] = text.memo.setdefault(find.__name__, {})
    made: list[Fact] = []
    sentences = text.sentences
    at = max(bisect_right(sentences, (words[0], len(text) + 1)) - 1, 0)
    while at < len(sentences) and sentences[at][0] < words[1]:
        if at not in known:
            known[at] = find(text, sentences[at])
        inside = words[0] <= sentences[at][0] and sentences[at][1] <= words[1]
        made += known[at] if inside else [fact for fact in known[at] if words[0] <= fact.first < words[1]]
        at += 1
    return made


def sentence_at(text: Words, word: int) -> str:
    """The sentence around a word, cut around it where it is long."""
    at = sentence_number(text, word)
    start, end = text.span(*text.sentences[max(at, 0)])
    if end - start <= CONTEXT:
        return text.text[start:end]
    middle = text.starts[word]
    left = max(start, min(middle - CONTEXT // 2, end - CONTEXT))
    return ("…" if left > start else "") + text.text[left : left + CONTEXT].strip() + "…"


def sentence_number(text: Words, word: int) -> int:
    return bisect_right(text.sentences, (word, len(text) + 1)) - 1


def touches(text: Words, word: int) -> bool:
    """Does nothing but a space or hyphen stand before the word?"""
    return text.text[text.ends[word - 1] : text.starts[word]] in _JOINTS


_JOINTS = frozenset([" ", "-", "", "\u00a0", "\u202f", "\u2011", "°", " °", "\u00a0°"])
