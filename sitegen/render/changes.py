"""The biggest changes between two versions, in words and with their beginnings."""

from __future__ import annotations

import msgspec

from sitegen.model import Alignment
from sitegen.render import words
from sitegen.render.desk import Desk
from sitegen.render.views import PairView, Version
from sitegen.text import count_words

SHOWN = 3
LONGEST = 180
WORTH_TELLING = 8
"""Shorter passages, in words, are told by their number alone."""


class Biggest(msgspec.Struct, frozen=True):
    """How many words came in and went out, and the longest passages: kind, number of words, beginning, anchor."""

    said: str
    passages: tuple[tuple[str, int, str, int], ...]


def biggest(desk: Desk, pair: PairView, versions: dict[int, Version]) -> Biggest | None:
    """None where the alignment is not at hand or only little of the text is shared."""
    alignment = desk.alignment(pair.alignment)
    a, b = desk.article(versions[pair.a].key), desk.article(versions[pair.b].key)
    if alignment is None or a is None or b is None or pair.relation == "partial":
        return None
    found = _passages(alignment, a.text, b.text)
    told = sorted((p for p in found if p[1] >= WORTH_TELLING), key=lambda p: -p[1])[:SHOWN] if desk.full else []
    return Biggest(_said(found), tuple((kind, size, _beginning(text), number) for kind, size, text, number in told))


def _passages(alignment: Alignment, a: str, b: str) -> list[tuple[str, int, str, int]]:
    """Every passage that came in, went out or moved: kind, words, text, number on the diff page."""
    made: list[tuple[str, int, str, int]] = []
    number = 0
    for passage in alignment.passages:
        number += passage.kind != "kept" or bool(passage.edits)
        side, span = (b, passage.b) if passage.b else (a, passage.a)
        if passage.kind in ("added", "dropped", "moved") and span:
            made.append((passage.kind, count_words(side[span[0] : span[1]]), side[span[0] : span[1]], number))
    return made


def _said(found: list[tuple[str, int, str, int]]) -> str:
    sums = {kind: sum(size for k, size, _, _ in found if k == kind) for kind in ("added", "dropped", "moved")}
    told = [f"{words.plural(size, 'word')} {kind}" for kind, size in sums.items() if size]
    return ", ".join(told) or "no passage added, dropped or moved"


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[:LONGEST].rsplit(" ", 1)[0] + " …"
