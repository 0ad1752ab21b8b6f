"""The headline among the pieces: a title block is never part of the body."""

from __future__ import annotations

import re

from .features import Page
from .segment import Piece

_WORD = re.compile(r"\w+")
ALIKE = 0.6
"""Jaccard share of words from which a heading repeats the page's title (house suffixes and kickers differ)."""


def headlines(pieces: list[Piece], chances: list[float], page: Page) -> dict[int, str]:
    """Which pieces are titles: the <title> element; the headline before the body's end that repeats it, else
    the only h1 before the body."""
    found = {at: "title-element" for at, piece in enumerate(pieces) if piece.kind == "title" and piece.tag == "title"}
    titles = [_words(title) for title in page.titles]
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "crosshead"]
    sure = [at for at in heads if any(_jaccard(_words(pieces[at].text), title) >= ALIKE for title in titles)]
    if sure:
        return found | dict.fromkeys(sure, "headline")
    first = next((at for at, chance in enumerate(chances) if chance >= 0.5 and at not in heads), len(pieces))
    tops = [at for at in heads if pieces[at].level == 1]
    if len(tops) == 1 and tops[0] <= first:
        found[tops[0]] = "headline"
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
