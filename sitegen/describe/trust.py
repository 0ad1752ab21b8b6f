"""Whom to believe: for each field, the kinds of sources in the order in which they are trusted."""

from __future__ import annotations

from sitegen.model import Field

Origin = str
"""`table` (metadata.csv), `given` (front matter, record), `markup` (the page's own), `text`, `path`."""

_DEFAULT: tuple[Origin, ...] = ("table", "given", "markup", "text", "path")
ORDER: dict[str, tuple[Origin, ...]] = {
    "dateline_place": ("table", "text", "given", "markup", "path"),
    "agencies": ("table", "text", "given", "markup", "path"),
    "labels": ("table", "text", "given", "markup", "path"),
    "correction": ("table", "text", "given", "markup", "path"),
}
"""What the owner wrote beside the text stands above what is read out of it, but for the fields that
only the copy itself knows. A path is the weakest: folders outlive what they once meant."""

_OF_RULE = {"metadata.csv": "table", "path": "path"}


def origin(field: Field) -> Origin:
    """Where a candidate comes from, by its basis and rule."""
    if field.basis == "stated":
        return "text"
    return _OF_RULE.get(field.rule, "given")


def in_order(name: str, candidates: list[tuple[Origin, Field]]) -> list[Field]:
    """The candidates, most trusted first; equals stay as they were found."""
    order = ORDER.get(name, _DEFAULT)
    return [field for _, field in sorted(candidates, key=lambda pair: order.index(pair[0]))]
