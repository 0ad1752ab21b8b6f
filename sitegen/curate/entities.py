"""curation/entities.toml: what the archivist decided about people, organisations and places.

[[entity]]
name = "Ahmed al-Sharaa"                       # the name shown; finds the entity by any of its names
type = "person"                                # person, organisation or place
aliases = ["Abu Mohammed al-Jolani", "Jolani"] # these mean the same (merge)
not = ["Ahmed Sharaa of Homs"]                 # these never do (split)
description = "Leader of Hayat Tahrir al-Sham."
wikidata = "Q8183853"
coordinates = [33.51, 36.29]                   # latitude and longitude in degrees; or lat = and lon =
pins = { "wire/2024/fire.txt" = ["Ahmed"] }    # in that article (path or id) this mention means it
ignore = true                                  # no entity at all
"""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import get_args

from sitegen.curate.tables import STAGE, Entry, read_entries
from sitegen.model import EntityDecision, EntityType, Problem

_QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d{0,11})$")
_TYPES = get_args(EntityType)
_CSV_NAMES = ("name", "label", "entity", "title")
_CSV_IDS = ("qid", "wikidata", "wikidata id", "reconciled", "id", "item", "match")


def read_entities(path: str, text: str) -> tuple[tuple[EntityDecision, ...], tuple[Problem, ...]]:
    """The decisions in `text`, in order, and what is wrong with them."""
    entries, problems = read_entries(path, text, "entity", key="name")
    decisions = []
    for entry in entries:
        decision = _decision(entry)
        if decision:
            decisions.append(decision)
        problems += entry.problems
    return tuple(decisions), tuple(problems)


def _decision(entry: Entry) -> EntityDecision | None:
    name = entry.text("name", needed=True)
    lat, lon = _coordinates(entry)
    decision = EntityDecision(
        name=name, type=_type(entry), aliases=entry.names("aliases"), not_=entry.names("not"), ignore=entry.flag("ignore"),
        description=entry.text("description") or None, wikidata=_wikidata(entry), lat=lat, lon=lon, pins=entry.lists("pins"),
    )  # fmt: skip
    entry.close()
    return decision if name else None


def _type(entry: Entry) -> EntityType | None:
    value = entry.one_of("type", _TYPES)
    return next((kind for kind in _TYPES if kind == value), None)


def _wikidata(entry: Entry) -> str | None:
    value = entry.text("wikidata")
    found = _QID.fullmatch(value)
    if value and not found:
        entry.problem("unknown-value", f'"{value}" is no Wikidata item', 'write wikidata = "Q42"', "wikidata")
    return found.group(1) if found else None


def _coordinates(entry: Entry) -> tuple[float | None, float | None]:
    """From `coordinates`, a list of two numbers, or `lat` and `lon`; both or neither."""
    pair = entry.values.get("coordinates")
    if pair is not None:
        return _pair(entry, pair)
    lat, lon = entry.number("lat", -90, 90), entry.number("lon", -180, 180)
    if (lat is None) != (lon is None):
        entry.problem("missing-key", "one coordinate without the other", "give lat and lon", "lat")
        return None, None
    return lat, lon


def _pair(entry: Entry, pair: object) -> tuple[float | None, float | None]:
    problems = len(entry.problems)
    entry.names("coordinates") if isinstance(pair, list) else entry.text("coordinates")  # known to close()
    del entry.problems[problems:]
    for key in ("lat", "lon"):
        entry.number(key, -180, 180)
    numbers = (
        [x for x in pair if isinstance(x, int | float) and not isinstance(x, bool)] if isinstance(pair, list) else []
    )
    if len(numbers) == 2 and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180:
        return float(numbers[0]), float(numbers[1])
    entry.problem(
        "wrong-type",
        '"coordinates" must be latitude and longitude in degrees',
        "write coordinates = [33.51, 36.29]",
        "coordinates",
    )
    return None, None


def read_reconciliation(path: str, text: str) -> tuple[tuple[EntityDecision, ...], tuple[Problem, ...]]:
    """A table of names and Wikidata items, as OpenRefine exports it (CSV or TSV): a column of items (`Q42`, or the
    item's address), told by its head or by what it holds, and one of names, told by its head or else the first other.
    Rows without an item are names not yet reconciled."""
    text = text.lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    comma = max(",", "\t", ";", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=comma)
    try:
        columns = _columns(list(rows.fieldnames or ()), csv.DictReader(io.StringIO(text, newline=""), delimiter=comma))
        if columns is None:
            reason = "no column of names and one of Wikidata items" if text.strip() else ""
            hint = "call them name and qid"
            return (), (Problem(path, STAGE, "missing-column", "warning", reason, hint, line=1),) if reason else ()
        return _reconciled(path, rows, *columns)
    except csv.Error as error:
        return (), (Problem(path, STAGE, "broken-csv", "warning", f"not CSV: {error}", "", line=rows.line_num),)


def _columns(heads: list[str], rows: csv.DictReader[str]) -> tuple[str, str] | None:
    """The heads of the columns of names and of items."""
    folded = {(head or "").strip().casefold(): head for head in reversed(heads)}
    item = next((folded[head] for head in _CSV_IDS if head in folded), None)
    if item is None:
        seen = {head: [value for row in some if (value := (row.get(head) or "").strip())]
                for some in [list(islice(rows, 1000))] for head in heads}  # fmt: skip
        item = next((head for head in heads if seen[head] and all(_QID.fullmatch(value) for value in seen[head])), None)
    others = [head for head in heads if head != item]
    named = next((folded[head] for head in _CSV_NAMES if folded.get(head) in others), others[0] if others else None)
    return (named, item) if named is not None and item is not None else None


def _reconciled(
    path: str, rows: csv.DictReader[str], named: str, item: str
) -> tuple[tuple[EntityDecision, ...], tuple[Problem, ...]]:
    decisions, problems = [], []
    for row in rows:
        name, value = (row.get(named) or "").strip(), (row.get(item) or "").strip()
        found = _QID.fullmatch(value)
        if name and found:
            decisions.append(EntityDecision(name=name, wikidata=found.group(1)))
        elif name and value:
            reason = f'"{value}" is no Wikidata item'
            problems.append(Problem(path, STAGE, "unknown-value", "warning", reason, "Q42", line=rows.line_num))
    return tuple(decisions), tuple(problems)
