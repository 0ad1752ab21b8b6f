"""Datelines: read where they are, and nowhere else. Both files are split in two by hash: the rules
were written looking at the one half (`seen`), and must hold on the other (`unseen`)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sitegen.clean.wire.datelines import read_dateline

HERE = Path(__file__).parent
FLOOR = {"seen": 1.0, "unseen": 0.98}
"""Share of leads read without any fault; it only rises."""


def half(line: str) -> str:
    return ("seen", "unseen")[hashlib.sha256(line.encode()).digest()[0] % 2]


def lines(name: str, which: str) -> list[list[str]]:
    text = (HERE / name).read_text(encoding="utf-8")
    rows = [[cell.rstrip(".") if n == 2 else cell for n, cell in enumerate(line.split("\t"))]
            for line in text.split("\n") if line and not line.startswith("# ")]  # fmt: skip
    return [row for row in rows if half(row[0]) == which]


def read(lead: str) -> tuple[str, str, str, str, str]:
    found = read_dateline(lead)
    if found is None:
        return "", "", "", "", lead
    place = found.places[0] if found.places else ""
    return place, found.date.rstrip("."), ",".join(found.agencies), found.outlet, lead[found.end :]


@pytest.mark.parametrize("which", ["seen", "unseen"])
def test_leads_are_read_part_by_part(which: str) -> None:
    rows = lines("leads.tsv", which)
    wrong = [(lead, read(lead)) for lead, *parts in rows if read(lead) != tuple(parts)]
    assert len(rows) >= 100
    assert 1 - len(wrong) / len(rows) >= FLOOR[which], wrong


@pytest.mark.parametrize("which", ["seen", "unseen"])
def test_prose_stays_prose(which: str) -> None:
    rows = lines("prose.txt", which)
    assert len(rows) >= 95
    assert [row[0] for row in rows if read_dateline(row[0])] == []


def test_a_second_city_is_read_too() -> None:
    found = read_dateline("LONDON/PARIS, Dec 7 (Reuters) - Ferries stayed in port.")
    assert found is not None
    assert found.places == ("London", "Paris")


def test_a_long_paragraph_costs_no_more_than_its_beginning() -> None:
    assert read_dateline("A" * 2_000_000) is None
    assert read_dateline("LIMA (AP) — " + "word " * 400_000) is not None
