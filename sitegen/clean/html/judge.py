"""Which pieces are the article: a chance each in two looks, then a verdict with the name of its rule."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from . import lexicon
from .context import SURE, Groups, context
from .context import names as context_names
from .cues import BITS as CUE_BITS
from .cues import cues_of, first_words
from .cut_names import is_label, name_of_cut
from .features import Page, matrix, names
from .forest import Floats, Forest, shipped
from .segment import Piece, Region
from .tags import BITS

KEPT_FROM, LEAST_SURE = 0.5, 0.15

FEWEST_WORDS = 30
RESCUED = 0.5
LEAST = 0.08
"""A page that would keep fewer words is judged by its own best piece: what has half its chance stays."""

LONG_REPEAT = 25
"""Words from which a paragraph that was there already is a copy (layouts for phones), not a refrain."""
LONG_WHOLE = 60
"""Words from which a block that shorter blocks say altogether is the text once more (hidden data)."""
LONGEST_COPY = 200_000
COPIED = 0.75
GRAM = 4
LONGEST_RIGHTS = 120
_MARK = BITS["footnote"]
LONGEST_SIGNATURE = 20
_SIGNATURE = re.compile(r"\([A-Z]{2,6}(?:[/, -]{1,2}[A-Z]{2,6})*\)\.?")
LONGEST_TOPIC = 600
_LONGER = re.compile(r"[^\W\d_]{5,}")
_WORD = re.compile(r"\w+")
_PROSE = names().index("prose")


@cache
def _forests() -> tuple[Forest, Forest]:
    """Both looks' trees. Raises TableMismatch where they were trained on other features."""
    first = [*names()]
    return (
        shipped("judge").reading(first, lexicon.digest()),
        shipped("judge2").reading([*first, *context_names()], lexicon.digest()),
    )


def chances(pieces: list[Piece], regions: list[Region], page: Page) -> Floats:
    """How probably each piece is text of the article, from 0 to 1, at the second look, which knows what the
    first one said of the surroundings."""
    first, second = _forests()
    rows = matrix(pieces, regions, page)
    chance = first.probability(rows)
    return second.probability(np.concatenate([rows, surroundings(pieces, rows, chance)], axis=1))


def surroundings(pieces: list[Piece], rows: Floats, first: Floats) -> Floats:
    """The columns of the second look, from the first one's chances."""
    holders = [piece.region.parent or piece.region for piece in pieces]
    numbers: dict[str, int] = {}
    heads, head = [], -1
    for at, piece in enumerate(pieces):
        head = at if piece.kind == "crosshead" else head
        heads.append(head)
    groups = Groups(
        np.array([each.index for each in holders], dtype=np.int64),
        np.array([each.parent.index if each.parent else -1 for each in holders], dtype=np.int64),
        np.array([numbers.setdefault(p.region.signature, len(numbers)) for p in pieces], dtype=np.int64),
        np.array(heads, dtype=np.int64),
    )
    return context(first, groups, rows[:, _PROSE], _topic(pieces, first))


def _topic(pieces: list[Piece], first: Floats) -> Floats:
    """The share of each piece's longer words that pieces most probably of the article say, too: -1 without such words."""
    words = [set(_LONGER.findall(piece.text[:LONGEST_TOPIC].lower())) for piece in pieces]
    said: Counter[str] = Counter()
    sure = first >= SURE
    for at in np.flatnonzero(sure):
        said.update(words[at])
    shares = [
        sum([said[word] > itself for word in mine]) / len(mine) if mine else -1.0
        for mine, itself in zip(words, sure.tolist(), strict=True)
    ]
    return np.array(shares, dtype=np.float32)


def verdicts(pieces: list[Piece], found: Floats) -> list[str]:
    """The cut rule of each piece, "" for the article's text."""
    words = np.array([0 if piece.kind == "title" else piece.text.count(" ") + 1 for piece in pieces])
    limit = _limit(found, words)
    if words[found >= limit].sum() < FEWEST_WORDS:
        limit = min(limit, max(LEAST, RESCUED * float(found.max(initial=0.0))))
    keeps = [
        chance >= limit and not p.region.bits & _MARK and not is_label(p.text)
        for p, chance in zip(pieces, found.tolist(), strict=True)
    ]
    _keep_posts(pieces, keeps)
    _keep_signatures(pieces, keeps)
    _cut_rights(pieces, keeps)
    cuts = ["" if keep else name_of_cut(piece) for piece, keep in zip(pieces, keeps, strict=True)]
    for at in _copies(pieces, [at for at, cut in enumerate(cuts) if not cut]):
        cuts[at] = "duplicate"
    return cuts


def _keep_posts(pieces: list[Piece], keeps: list[bool]) -> None:
    """A post of elsewhere that is quoted in the text stays whole, with the line that signs it."""
    is_post = [piece.kind == "quote" and bool(piece.region.around & BITS["embed"]) for piece in pieces]
    start = 0
    for post, group in groupby(is_post):
        end = start + len(list(group))
        if post and (any(keeps[max(0, start - 1) : start]) or any(keeps[end : end + 1])):
            keeps[start:end] = [True] * (end - start)
        start = end


def _keep_signatures(pieces: list[Piece], keeps: list[bool]) -> None:
    """The agency in brackets below the text is read, and cut by its own name, by the rules of wire copy."""
    for at, piece in enumerate(pieces[1:], start=1):
        if keeps[at - 1] and not keeps[at] and len(piece.text) < LONGEST_SIGNATURE:
            keeps[at] = _SIGNATURE.fullmatch(piece.text) is not None


def _cut_rights(pieces: list[Piece], keeps: list[bool]) -> None:
    """A short line on rights that ends the text is not part of it."""
    last = next((at for at in range(len(keeps) - 1, -1, -1) if keeps[at]), -1)
    if last > 0 and len(pieces[last].text) < LONGEST_RIGHTS:
        keeps[last] = not cues_of(first_words(pieces[last].text))[1] & CUE_BITS["rights"]


def _limit(found: Floats, words: NDArray[np.int64]) -> float:
    """From which chance on pieces are kept: half of the best F1 that can be expected (Lipton et al. 2014).

    That is one half on pages where the chances are clear, and less where a whole page is in doubt: there,
    keeping nothing would surely be wrong.
    """
    order = np.argsort(-found, kind="stable")
    right = np.cumsum((found * words)[order])
    best = 2 * right / np.maximum(np.cumsum(words[order]) + right[-1:], 1)
    return min(KEPT_FROM, max(LEAST_SURE, float(best.max(initial=0.0)) / 2))


def fragment_verdicts(pieces: list[Piece], regions: list[Region]) -> list[str]:
    """The cut rules where all is article: only what the markup hides, and the title of a head, go."""
    hidden: set[int] = set()
    for region in regions:
        if region.bits & BITS["invisible"] or (region.parent and region.parent.index in hidden):
            hidden.add(region.index)
    return [
        "hidden" if p.region.index in hidden
        else "title-element" if p.kind == "title"
        else "footnote-mark" if p.region.bits & BITS["footnote"]
        else ""
        for p in pieces
    ]  # fmt: skip


def _copies(pieces: list[Piece], kept: list[int]) -> list[int]:
    """Kept pieces that say again what others say: a repeated paragraph, or a block that holds the whole text."""
    words = {at: _WORD.findall(pieces[at].text[:LONGEST_COPY].lower()) for at in kept}
    holders: dict[tuple[str, ...], int] = {}
    for at in kept:
        for gram in _grams(words[at]):
            holders[gram] = min(holders.get(gram, len(words[at])), len(words[at]))
    gone, seen = [], set()
    for at in kept:
        size, text = len(words[at]), " ".join(words[at])
        again = size >= LONG_REPEAT and pieces[at].kind != "list_item" and text in seen
        seen.add(text)
        mine = _grams(words[at]) if size >= LONG_WHOLE else []
        if again or (mine and sum(holders[gram] < 0.6 * size for gram in mine) >= COPIED * len(mine)):
            gone.append(at)
    return gone


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]
