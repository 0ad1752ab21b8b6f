"""The built sample says what its labels say. What is wrong in detail: python tests/sample/score_sample.py OUTPUT -v"""

from __future__ import annotations

from pathlib import Path

import pytest
from score_sample import Built, score

EXACT = ("found", "stories", "apart", "field.id", "field.encoding")
FLOOR = 0.98
MEASURED = (
    "text", "relation", "changes", "moved", "passages", "lineage", "related", "entities", "mentions", "aliases",
    "field.title", "field.title_basis", "field.published", "field.published_basis", "field.byline", "field.outlet", "field.agencies",
    "field.dateline_place", "field.language", "field.section", "field.url", "field.labels", "field.crossheads", "field.correction",
)  # fmt: skip
DAMAGED = {
    "damaged/empty.txt": "quarantined",
    "damaged/failing-disk.txt.gz": "quarantined",
    "damaged/one-bad-line.jsonl": "quarantined",
    "damaged/really-a-program.txt": "quarantined",
    "damaged/spacer.html": "quarantined",
    "metadata.csv": "warning",
    "wire/messa.txt": "warning",
}


@pytest.mark.parametrize("measure", EXACT)
def test_nothing_wrong(built: Built, measure: str) -> None:
    assert score(built)[measure].wrong == []


@pytest.mark.parametrize("measure", MEASURED)
def test_as_labelled(built: Built, measure: str) -> None:
    result = score(built)[measure]
    assert result.rate >= FLOOR, "\n".join(result.wrong)


@pytest.mark.parametrize(("path", "severity"), DAMAGED.items())
def test_what_is_broken_is_reported(built: Built, path: str, severity: str) -> None:
    assert severity in {row["severity"] for row in built.problems if row["path"] == path}


def test_only_what_is_broken_crashes_or_is_quarantined(built: Built) -> None:
    assert {row["path"] for row in built.problems if row["severity"] != "warning"} <= set(DAMAGED)


def test_a_broken_line_costs_only_itself(built: Built) -> None:
    lines = [row["line"] for row in built.problems if row["path"] == "damaged/one-bad-line.jsonl"]
    assert lines == [2]


def test_the_same_bytes_are_one_article(built: Built) -> None:
    assert built.articles["keeper"]["source"]["copies"] == ["old-disk/keeper.md"]


def test_withdrawn_text_is_nowhere(sample_site: Path) -> None:
    """The tombstone keeps title, date and reason; no file of the site holds a sentence of the text."""
    files = [path for path in sample_site.rglob("*") if path.is_file()]
    holding = [path for path in files if b"eleven icons" in path.read_bytes() or b"inherited them" in path.read_bytes()]
    assert holding == []
    assert any(b"Icons taken from a house in Kavala" in path.read_bytes() for path in files if path.suffix == ".html")
