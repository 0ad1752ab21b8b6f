"""Alias puzzles: which names of a small archive are one (probes.txt says how to read them).

Half of the puzzles, by the hash of the line, were looked at while the rules were written; the other
half was not, and holds the floor.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from entity_archive import Archive

LINES = [
    line for line in (Path(__file__).parent / "probes.txt").read_text("utf-8").splitlines() if line and line[0] != "#"
]
KINDS = {"p": "person", "o": "organisation", "l": "place"}
SEEN = [line for line in LINES if hashlib.sha256(line.encode()).digest()[0] % 2 == 0]
UNSEEN = [line for line in LINES if line not in SEEN]
FLOOR = 0.85


def wrong(line: str) -> list[str]:
    """What is wrong with the entities found for one puzzle."""
    texts, marks = {}, []
    line, _, language = line.partition(" %")
    for number, part in enumerate(part for part in line.split(" // ") if part.strip()):
        plain, at = "", 0
        for match in re.finditer(r"\[([pol]\d):([^\]]+)\]", part):
            plain += part[at : match.start()]
            marks.append((f"d{number}", len(plain), len(plain) + len(match[2]), match[1]))
            plain, at = plain + match[2], match.end()
        texts[f"d{number}"] = (plain + part[at:]).strip()
    links = Archive(texts, language=language or "en").links()
    found: dict[str, set[str]] = {}
    faults = []
    for article, start, end, mark in marks:
        hit = next((m for m in links.mentions.get(article, ()) if m.start < end and m.end > start), None)
        if hit is None or hit.type != KINDS[mark[0]]:
            faults.append(f"{texts[article][start:end]}: {hit}")
        else:
            found.setdefault(mark, set()).add(hit.entity)
    faults += [f"{mark} is several: {sorted(ids)}" for mark, ids in found.items() if len(ids) > 1]
    return faults + [f"{a} and {b} are one" for a in found for b in found if a < b and found[a] & found[b]]


@pytest.mark.parametrize("line", SEEN, ids=range(len(SEEN)))
def test_a_puzzle_is_solved(line: str) -> None:
    assert wrong(line) == []


def test_the_unseen_puzzles_keep_their_floor() -> None:
    solved = [line for line in UNSEEN if not wrong(line)]
    assert len(solved) >= FLOOR * len(UNSEEN), "\n".join(line for line in UNSEEN if line not in solved)
