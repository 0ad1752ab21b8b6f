"""Asking the index from Python: what the search page answers, with the same ranking."""

from __future__ import annotations

from pathlib import Path

import msgspec

from .evaluate import Ranked, rank
from .parse import Node, parse, relaxed
from .shelf import Archive


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
    article has, `unknown` filters that nothing fits; `notes` on the query: where (in characters) and what.
    `asked` of the index's `segments` were asked: with fewer than all, the numbers are "so far"."""

    query: str
    total: int
    complete: int
    hits: tuple[Hit, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[tuple[int, str], ...]
    asked: int
    segments: int


def query(folder: Path, text: str, *, sort: str = "relevance", most: int = 10, exact: bool = True) -> Found:
    """The best `most` articles for a query, in the site's output folder. `exact` asks all segments of a large archive;
    without it, the newest until there are `most`, as the search page does at first.

    Raises IndexProblem where there is no index, or one of another version."""
    archive = Archive(folder / "search")
    text = " ".join(text.split())
    parsed = parse(text)
    ranked = _rank(archive, parsed.tree, sort, None if exact else most)
    best = zip(ranked.order[:most].tolist(), ranked.scores.tolist(), strict=False)
    return Found(
        query=text,
        total=len(ranked.order),
        complete=ranked.complete,
        hits=tuple(_hit(archive, number, score) for number, score in best),
        missing=ranked.missing,
        unknown=ranked.unknown,
        notes=tuple((note["at"], note["note"]) for note in parsed.notes),
        asked=ranked.asked,
        segments=len(archive.shelves),
    )


def _rank(archive: Archive, tree: Node, sort: str, enough: int | None) -> Ranked:
    ranked = rank(archive, tree, sort, enough)
    loose = None if len(ranked.order) else relaxed(tree)
    return rank(archive, loose, sort, enough) if loose else ranked


def _hit(archive: Archive, number: int, score: int) -> Hit:
    entry = archive.record(number)
    story = entry["story"][0] if entry["story"] else None
    return Hit(entry["id"], f"article/{entry['id']}/", entry["title"], entry["date"], entry["outlet"], story, score)
