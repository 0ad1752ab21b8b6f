"""Isolated dates of the world: read, or left open with the problem named.

Split in two by hash: errors are read on the one half (`seen`) alone, the other only counts. FLOORS only rise.
`python tests/describe/test_describe_dates_world.py` prints the shares and the faults of the seen half.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.describe.dates import read_date

FIXTURE = Path(__file__).with_name("dates_world.txt")
FLOORS = {"seen": 0.99, "unseen": 0.98}


class Case(NamedTuple):
    written: str
    order: str | None
    iso: str
    problem: str


def half(text: str) -> str:
    return ("seen", "unseen")[hashlib.sha256(text.encode()).digest()[0] % 2]


def cases(which: str) -> list[Case]:
    found = []
    for line in FIXTURE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#") or not line:
            continue
        written, wanted = line.split(" => ")
        order, _, rest = written.rpartition(" @ ")
        iso, _, problem = wanted.partition("? ")
        found += [Case(rest, order or None, iso.strip(), problem)] if half(line) == which else []
    return found


def faults(which: str) -> list[tuple[Case, str, str]]:
    wrong = []
    for case in cases(which):
        found = read_date(case.written, case.order)  # type: ignore[arg-type]
        if (found.iso, found.problem) != (case.iso, case.problem):
            wrong.append((case, found.iso, found.problem))
    return wrong


@pytest.mark.parametrize("which", ["seen", "unseen"])
def test_the_worlds_dates(which: str) -> None:
    found, wrong = cases(which), faults(which)
    assert len(found) >= 90
    assert 1 - len(wrong) / len(found) >= FLOORS[which], wrong


@pytest.mark.parametrize("which", ["seen", "unseen"])
def test_no_date_is_read_wrong(which: str) -> None:
    """What is not read is left open; a wrong date is worse than none."""
    assert [(case, iso) for case, iso, _ in faults(which) if iso and iso[:10] != case.iso[:10]] == []


def report() -> None:
    for which in FLOORS:
        wrong = faults(which)
        misread = [case.written for case, iso, _ in wrong if iso and iso[:10] != case.iso[:10]]
        print(f"dates {which}: {len(cases(which)) - len(wrong)}/{len(cases(which))}, {len(misread)} read wrong")
        for case, iso, problem in wrong if which == "seen" else ():
            print(f"  {case.written}: {iso!r} {problem}, wanted {case.iso!r} {case.problem}")


if __name__ == "__main__":
    report()
