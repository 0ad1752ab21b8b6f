"""The headline among the pieces: a title block is never part of the body."""

from __future__ import annotations

import re

from .features import Page
from .segment import Piece

_WORD = re.compile(r"\w+")
ALIKE = 0.6
"""Jaccard share of words from which a heading repeats the page's title (house suffixes and kickers differ)."""


def headlines(pieces: list[Piece], cuts: list[str], page: Page) -> dict[int, str]:
    """Which pieces are titles: the <title> element, and the headings before the body's first text that repeat
    the page's title, else the last h1 there."""
    found = {at: "title-element" for at, piece in enumerate(pieces) if piece.kind == "title" and piece.tag == "title"}
    titles = [_words(title) for title in page.titles]
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "crosshead"]
    first = next((at for at, cut in enumerate(cuts) if not cut and pieces[at].kind != "crosshead"), len(pieces))
    before = [at for at in heads if at < first]
    sure = [at for at in before if any(_jaccard(_words(pieces[at].text), title) >= ALIKE for title in titles)]
    tops = [at for at in before if pieces[at].level == 1][-1:]
    return found | dict.fromkeys(sure or tops, "headline")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
