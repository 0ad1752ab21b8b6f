"""The world's wire copy through the public door: whole pieces, single leads, and prose that must stay.

Every fixture is split in two by hash: errors are read on the one half (`seen`) alone, the other half (`unseen`)
only counts. FLOORS are what both halves reached; they only rise. `python tests/clean/test_clean_world.py` prints the
shares and the faults of the seen half.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.describe import describe
from sitegen.model import Article, Document, Source

HERE = Path(__file__).parent
COPY = ("wire_world.txt", "wire_world_more.txt", "wire_world_last.txt")
FIELDS = {
    "title": "title", "published": "published", "byline": "byline", "outlet": "outlet", "agencies": "agencies",
    "place": "dateline_place", "labels": "labels", "correction": "correction",
}  # fmt: skip
FLOORS = {
    ("copy", "seen"): 0.98, ("copy", "unseen"): 0.74, ("leads", "seen"): 0.98, ("leads", "unseen"): 0.92,
}  # fmt: skip
MARKED = re.compile(r"⟦(.*?)⟧")
BULLET = re.compile(r"^[*•-]\s*")


class Case(NamedTuple):
    """`text` is the copy; `body` the blocks that must be kept; `fields` what must be said (`*`: anything)."""

    name: str
    text: str
    body: tuple[str, ...]
    fields: dict[str, str]


def half(text: str) -> str:
    return ("seen", "unseen")[hashlib.sha256(text.encode()).digest()[0] % 2]


def copy() -> Iterator[Case]:
    parts = (part for name in COPY for part in (HERE / name).read_text(encoding="utf-8").split("@@@ ")[1:])
    for part in parts:
        name, *rows = part.rstrip("\n").split("\n")
        fields = dict(row[2:].split(": ", 1) for row in rows if row.startswith("= "))
        rows = [row for row in rows if not row.startswith("= ")]
        text = "\n".join(MARKED.sub(r"\1", row[2:]) for row in rows)
        yield Case(name, text, tuple(_kept(rows)), fields)


def _kept(rows: list[str]) -> list[str]:
    """What the margins say is kept: `kind: text`, wrapped lines joined."""
    made: list[str] = []
    kinds = {"|": "paragraph", "#": "crosshead", "*": "list_item"}
    for row in rows:
        text = MARKED.sub("", row[2:]).strip()
        if row[0] == "+":
            made[-1] += f" {text}"
        elif row[0] in kinds:
            made.append(f"{kinds[row[0]]}: {text}")
    return made


def leads() -> Iterator[Case]:
    for line in (HERE / "leads_world.txt").read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("# "):
            continue
        lead, said = line.split(" || ")
        fields = {"title": "-", **dict(item.split(": ", 1) for item in said.split("; "))}
        fields["agencies"] = fields.get("agencies", "").replace(", ", "; ")
        yield Case(line, MARKED.sub(r"\1", lead), (f"paragraph: {MARKED.sub('', lead).strip()}",), fields)


def prose() -> list[str]:
    lines = (HERE / "prose_world.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("# ")]


def read(text: str) -> Article:
    document = Document(Source("x", "", len(text), "txt"), "text", text, text)
    options = CleanOptions()
    return describe(document, clean(document, options, ()), options, ())


def said(article: Article, name: str) -> str:
    field = article.field(name)
    if field is None or (name == "title" and field.basis == "supplied"):
        return "-" if name == "title" else ""
    return "; ".join(field.value) if isinstance(field.value, tuple) else field.value


def faults(case: Case) -> dict[str, tuple[object, object]]:
    """What is not as it must be: part -> (read, wanted)."""
    article = read(case.text)
    body = tuple(f"{block.kind}: {block.text}" for block in article.kept)
    wrong: dict[str, tuple[object, object]] = {"body": (body, case.body)} if body != case.body else {}
    for short, name in FIELDS.items():
        wanted = case.fields.get(short, "")
        if wanted != "*" and said(article, name) != wanted:
            wrong[short] = (said(article, name), wanted)
    return wrong


def cases(kind: str, which: str) -> list[Case]:
    return [case for case in (copy() if kind == "copy" else leads()) if half(case.text) == which]


@pytest.mark.parametrize(("kind", "which"), list(FLOORS))
def test_the_worlds_copy_is_read_part_by_part(kind: str, which: str) -> None:
    found = cases(kind, which)
    wrong = {case.name: faults(case) for case in found if faults(case)}
    assert len(found) >= 30
    assert 1 - len(wrong) / len(found) >= FLOORS[kind, which], wrong


@pytest.mark.parametrize("which", ["seen", "unseen"])
def test_sentences_that_look_like_datelines_stay(which: str) -> None:
    lines = [line for line in prose() if half(line) == which]
    assert len(lines) >= 55
    assert [line for line in lines if read(line).text != line] == []


def test_prose_stays_below_a_headline_too() -> None:
    """A line above makes a headline likelier, not a dateline."""
    lines = [line for line in prose() if len(line) > 40]
    assert [
        line
        for line in lines
        if not read(f"A quiet day in the valley\n\n{line}\n\nNobody was hurt.").text.startswith(line)
    ] == []


def report() -> None:
    for kind, which in FLOORS:
        found = cases(kind, which)
        wrong = {case.name: faults(case) for case in found}
        right = sum(not parts for parts in wrong.values())
        parts = Counter(part for parts in wrong.values() for part in parts)
        print(f"{kind} {which}: {right}/{len(found)} right; faults {dict(parts)}")
        for name, parts_of in wrong.items() if which == "seen" else ():
            for part, (got, wanted) in parts_of.items():
                print(f"  {name[:60]}\n    {part}: {got}\n    {' ' * len(part)}  {wanted}")
    for which in ("seen", "unseen"):
        lines = [line for line in prose() if half(line) == which]
        cut = [line for line in lines if read(line).text != line]
        print(f"prose {which}: {len(cut)} of {len(lines)} cut", *(cut if which == "seen" else ()), sep="\n    ")


if __name__ == "__main__":
    report()
