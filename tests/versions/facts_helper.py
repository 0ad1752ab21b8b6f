"""The pairs of paragraphs in facts/, and how well what is told of them agrees with what is written beside them."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import NamedTuple

from sitegen.versions import changes

FOLDER = Path(__file__).parent / "facts"
KINDS = ("figures", "names", "quotes", "dates")
_FACT = re.compile(r"(\? )?(\w+): (.+?) -> (.+)")


class Told(NamedTuple):
    """A fact that became another; empty where one side has nothing."""

    kind: str
    from_: str
    to: str


class Pair(NamedTuple):
    title: str
    a: str
    b: str
    wanted: tuple[Told, ...]
    allowed: tuple[Told, ...]

    @property
    def half(self) -> int:
        return hashlib.sha256(self.title.encode()).digest()[0] % 2


def pairs(name: str) -> list[Pair]:
    """The pairs of one file, in order."""
    parts = (FOLDER / name).read_text("utf-8").split("\n## ")[1:]
    return [_pair(part) for part in parts]


def _pair(part: str) -> Pair:
    title, a, b, facts = (piece.strip() for piece in re.split(r"^--- \w+$", part, flags=re.MULTILINE))
    read = [found for line in facts.split("\n") if line and (found := _FACT.fullmatch(line))]
    assert len(read) == len([line for line in facts.split("\n") if line]), f"unreadable facts in {title}"
    told = [(bool(m[1]), Told(m[2], *(side.replace("(nothing)", "") for side in (m[3], m[4])))) for m in read]
    return Pair(title, a, b, tuple(f for free, f in told if not free), tuple(f for free, f in told if free))


class Score(NamedTuple):
    right: int
    wrong: list[str]

    @property
    def f1(self) -> float:
        return self.right / (self.right + 0.5 * len(self.wrong)) if self.right else 0.0


def score(chosen: list[Pair]) -> Score:
    """Facts told and wanted; a missed one and a surplus one are each half an error of the F1."""
    right, wrong = 0, list[str]()
    for pair in chosen:
        found = told(pair.a, pair.b)
        for want in pair.wanted:
            hit = next((one for one in found if _same(want, one)), None)
            right += hit is not None
            if hit is None:
                wrong.append(f"{pair.title}: missed {want.kind} {want.from_!r} -> {want.to!r}")
            else:
                found.remove(hit)
        surplus = [one for one in found if not any(_same(free, one) for free in pair.allowed)]
        wrong += [f"{pair.title}: surplus {one.kind} {one.from_!r} -> {one.to!r}" for one in surplus]
    return Score(right, wrong)


def told(a: str, b: str) -> list[Told]:
    made = changes(a, b)
    return [Told(kind, one.from_ or "", one.to or "") for kind in KINDS for one in getattr(made, kind)]


def _same(want: Told, found: Told) -> bool:
    return want.kind == found.kind and _tells(found.from_, want.from_) and _tells(found.to, want.to)


def _tells(found: str, wanted: str) -> bool:
    """The wanted words stand in the found wording, which has few others; nothing for nothing."""
    here, there = _words(found), _words(wanted)
    if not here or not there:
        return here == there
    inside = any(here[at : at + len(there)] == there for at in range(len(here)))
    return inside and len(here) <= len(there) + 3


def _words(text: str) -> list[str]:
    return re.findall(r"[$€£]|\d+(?:[.,:-]\d+)*|[^\W_]+|%", text.casefold().replace("’", "'"))


if __name__ == "__main__":
    for name in ("english.txt", "others.txt"):
        for half in (0, 1):
            made = score([pair for pair in pairs(name) if pair.half == half])
            print(f"{name:12} half {half}: {made.f1:.3f}  right {made.right}, wrong {len(made.wrong)}")
            if "-v" in sys.argv and (half == 0 or "--all" in sys.argv):
                print("\n".join(f"    {line}" for line in made.wrong))
