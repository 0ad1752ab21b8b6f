"""Asking the index from Python: what the search page answers, with the same ranking."""

from __future__ import annotations

from pathlib import Path

import msgspec

from .evaluate import Ranked, rank
from .parse import Node, parse, relaxed
from .shelf import Shelf


class Hit(msgspec.Struct, frozen=True):
    """One article found. `url` is site-relative; `story` the id of its story; `score` is whole and only orders."""

    id: str
    url: str
    title: str
    published: str | None
    outlet: str | None
    story: str | None
    score: int


class Found(msgspec.Struct, frozen=True):
    """`total` articles, `complete` of them with every word; the first `hits`; `missing` words that no
    article has, `unknown` filters that nothing fits; `notes` on the query: where (in characters) and what."""

    query: str
    total: int
    complete: int
    hits: tuple[Hit, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[tuple[int, str], ...]


def query(folder: Path, text: str, *, sort: str = "relevance", most: int = 10) -> Found:
    """The best `most` articles for a query, in the site's output folder.

    Raises IndexProblem where there is no index, or one of another version."""
    shelf = Shelf(folder / "search")
    text = " ".join(text.split())
    parsed = parse(text)
    ranked = _rank(shelf, parsed.tree, sort)
    hits = tuple(
        _hit(shelf, int(number), int(score)) for number, score in zip(ranked.order[:most], ranked.scores, strict=False)
    )
    notes = tuple((note["at"], note["note"]) for note in parsed.notes)
    return Found(text, len(ranked.order), ranked.complete, hits, ranked.missing, ranked.unknown, notes)


def _rank(shelf: Shelf, tree: Node, sort: str) -> Ranked:
    ranked = rank(shelf, tree, sort)
    loose = None if len(ranked.order) else relaxed(tree)
    return rank(shelf, loose, sort) if loose else ranked


def _hit(shelf: Shelf, number: int, score: int) -> Hit:
    entry = shelf.record(number)
    story = entry["story"][0] if entry["story"] else None
    return Hit(entry["id"], f"article/{entry['id']}/", entry["title"], entry["date"], entry["outlet"], story, score)
