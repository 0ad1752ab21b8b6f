"""`sitegen export`: the data twins of a built site in formats that other tools open."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import msgspec

ARTICLE_COLUMNS = (
    "id", "url", "title", "published", "published_basis", "updated", "byline", "outlet", "agencies", "dateline_place",
    "language", "words", "story", "entities", "path",
)  # fmt: skip
ENTITY_COLUMNS = ("id", "url", "type", "name", "aliases", "wikidata", "lat", "lon", "articles")
MENTION_COLUMNS = ("article", "start", "end", "text", "type", "entity")


def formats() -> dict[str, Callable[[Path], Iterator[str]]]:
    """The formats by name; each takes the site's folder and yields text."""
    return {
        "articles.csv": lambda site: _csv(ARTICLE_COLUMNS, map(_with_path, _rows(site, "articles"))),
        "entities.csv": lambda site: _csv(ENTITY_COLUMNS, _rows(site, "entities")),
        "mentions.csv": lambda site: _csv(MENTION_COLUMNS, _rows(site, "mentions")),
        "articles.bib": _bibtex,
        "comentions.gexf": _gexf,
    }


def _rows(site: Path, name: str) -> Iterator[dict[str, Any]]:
    with (site / "data" / f"{name}.jsonl").open("rb") as lines:
        yield from map(msgspec.json.decode, lines)


def _with_path(row: dict[str, Any]) -> dict[str, Any]:
    source = row["source"]
    return {**row, "path": source["path"] + (f"#{source['record']}" if source["record"] else "")}


def _csv(columns: tuple[str, ...], rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield _line(columns)
    for row in rows:
        yield _line([_cell(row.get(column)) for column in columns])


def _line(cells: Any) -> str:
    made = io.StringIO()
    csv.writer(made).writerow(cells)
    return made.getvalue()


def _cell(value: Any) -> str:
    """Lists by semicolon. A leading =, +, - or @ would be a formula to a spreadsheet: it gets an apostrophe."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not _number(text) else text


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _bibtex(site: Path) -> Iterator[str]:
    for row in _rows(site, "articles"):
        fields = {
            "title": row["title"],
            "author": " and ".join(row["byline"]),
            "journal": row["outlet"],
            "date": (row["published"] or "")[:10],
            "language": row["language"],
        }
        body = ",\n".join(f"  {name} = {{{_tex(value)}}}" for name, value in fields.items() if value)
        yield f"@article{{{row['id']},\n{body}\n}}\n\n"


def _tex(text: str) -> str:
    return "".join(
        "\\" + c
        if c in "&%$#_{}"
        else {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}.get(c, c)
        for c in text
    )


def _gexf(site: Path) -> Iterator[str]:
    """Entities named in the same articles, weighted by how many: an undirected graph for Gephi."""
    pairs: Counter[tuple[str, str]] = Counter()
    for row in _rows(site, "articles"):
        pairs.update(combinations(sorted(row["entities"]), 2))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<graph defaultedgetype="undirected">\n'
    yield '<attributes class="node"><attribute id="type" title="type" type="string"/></attributes>\n<nodes>\n'
    for row in _rows(site, "entities"):
        yield f'<node id={quoteattr(row["id"])} label={quoteattr(row["name"])}><attvalues><attvalue for="type" value="{escape(row["type"])}"/></attvalues></node>\n'
    yield "</nodes>\n<edges>\n"
    for (a, b), weight in sorted(pairs.items()):
        yield f'<edge source={quoteattr(a)} target={quoteattr(b)} weight="{weight}"/>\n'
    yield "</edges>\n</graph>\n</gexf>\n"
