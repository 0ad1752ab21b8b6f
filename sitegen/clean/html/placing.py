"""Where a piece stands: between the page's prose, below which heading, after which box, beside what."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from . import cues
from .cues import first_words
from .holding import MOST_STEPS, apart
from .segment import Piece, Region
from .wording import Page, Seen, alike, words_of

Floats = NDArray[np.float32]

FAR = 12
LONG_PROSE = 25
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
CLOSING = ("related", "comments", "share", "newsletter", "promo", "author", "legal", "tags")
"""Cues of a heading below which the article seldom goes on."""
_CLOSING = sum(cues.BITS[name] for name in CLOSING)

COLUMNS = ("before", "after", "place", "headline", "last", "next", "same", "siblings", "below", "below_level", "closing", "since",
           "first", "final", "up_last", "down_last", "up_next", "down_next", "headings", "pieces", "total", "article")  # fmt: skip
NEAR = ("words", "density", "ended", "heading", "list", "closing", "titled", "images", "parent")


def columns(
    pieces: list[Piece], seen: list[Seen], headline: int, total: float, page: Page
) -> tuple[list[list[float]], list[int]]:
    """The COLUMNS, and for each piece the cues of the heading it stands under."""
    count = len(pieces)
    last, following = _distances(seen), _distances(seen[::-1])[::-1]
    holders = [id(piece.region.parent) for piece in pieces]
    siblings, so_far = Counter(holders), Counter[int]()
    apart_last, apart_next = _steps(pieces, seen), _steps(pieces[::-1], seen[::-1])[::-1]
    run, head, level, below, closed, since = 0.0, 0, 0.0, FAR * 3, 0, FAR * 3
    whole = (math.log1p(count), math.log1p(total), page.article)
    headings = sum(piece.kind == "crosshead" for piece in pieces) / max(1, count)
    rows, heads = [], []
    for at, (piece, look) in enumerate(zip(pieces, seen, strict=True)):
        step = max(-30, min(60, at - headline)) if headline >= 0 else -40
        holder = holders[at]
        same = at > 0 and holders[at - 1] == holder
        rows.append([run / total, (total - run - look.prose) / total, at / count, step, last[at], following[at], same,
                     min(30, siblings[holder]), min(below, FAR * 3), level, closed, min(since, FAR * 3),
                     min(30, so_far[holder]), min(30, siblings[holder] - so_far[holder]), *apart_last[at], *apart_next[at],
                     headings, *whole])  # fmt: skip
        so_far[holder] += 1
        heads.append(head)
        run, below, since = run + look.prose, below + 1, since + 1
        if piece.kind == "crosshead":
            head, level, below = look.cues, float(piece.level), 0
        if run and look.words <= 8 and look.cues & _CLOSING:
            closed, since = closed + 1, 0
    return rows, heads


def _steps(pieces: list[Piece], seen: list[Seen]) -> list[tuple[int, int]]:
    """How far in the tree each piece stands from the last long prose before it."""
    rows: list[tuple[int, int]] = []
    known: dict[int, tuple[int, int]] = {}
    prose: Region | None = None
    for piece, look in zip(pieces, seen, strict=True):
        region = piece.region
        if prose is None:
            rows.append((MOST_STEPS, MOST_STEPS))
        else:
            found = known.get(region.index)
            if found is None:
                found = known[region.index] = apart(region, prose)
            rows.append(found)
        if look.prose >= LONG_PROSE:
            prose, known = region, {}
    return rows


def _distances(seen: list[Seen]) -> list[int]:
    """Steps since the last long prose before each."""
    away, found = FAR, []
    for look in seen:
        found.append(away)
        away = 0 if look.prose >= LONG_PROSE else min(FAR, away + 1)
    return found


def headline_of(pieces: list[Piece], page: Page) -> int:
    """Where the headline stands: the first heading that the page's titles confirm, else the first h1, else -1."""
    titles = [words_of(title) for title in page.titles]
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "crosshead"]
    sure = (at for at in heads if alike(pieces[at].text, first_words(pieces[at].text), titles) > 0.6)
    tops = (at for at in heads if pieces[at].level == 1)
    return next(sure, next(tops, -1))


def neighbours(pieces: list[Piece], seen: list[Seen], titled: list[float]) -> list[Floats]:
    base = np.array(
        [[math.log1p(look.words), look.density, look.ended, piece.kind == "crosshead", piece.kind == "list_item",
          bool(look.cues & _CLOSING), capital, min(piece.images, 5), 0.0] for piece, look, capital in zip(pieces, seen, titled, strict=True)],
        dtype=np.float32,
    )  # fmt: skip
    holders = np.array([piece.region.parent.index if piece.region.parent else -1 for piece in pieces])
    found = []
    for step in NEIGHBOURS:
        shifted = np.full_like(base, -1.0)
        here, there = (
            slice(max(0, -step), len(pieces) - max(0, step)),
            slice(max(0, step), len(pieces) - max(0, -step)),
        )
        if here.stop > here.start:
            shifted[here] = base[there]
            shifted[here, -1] = holders[here] == holders[there]
        found.append(shifted)
    return found
