"""Headlines told from first sentences, in the world's languages: what is the title, what stays in the text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.describe import describe
from sitegen.model import Article, Document, Source

FIXTURE = Path(__file__).with_name("titles_world.txt")
MARKED = re.compile(r"⟦(.*?)⟧")


class Case(NamedTuple):
    name: str
    rows: list[str]

    @property
    def text(self) -> str:
        return "\n".join(MARKED.sub(r"\1", row[2:]).split(" => ")[0] for row in self.rows)

    @property
    def title(self) -> str:
        return next((row[2:].split(" => ")[-1] for row in self.rows if row[0] == "T"), "")

    @property
    def kept(self) -> list[str]:
        return [MARKED.sub("", row[2:]) for row in self.rows if row[0] == "S"]


def cases() -> list[Case]:
    parts = FIXTURE.read_text(encoding="utf-8").split("@@@ ")[1:]
    return [Case(part.split("\n")[0], part.rstrip("\n").split("\n")[1:]) for part in parts]


def described(text: str) -> Article:
    document = Document(Source("x", "", len(text), "txt"), "text", text, text)
    return describe(document, clean(document, CleanOptions(), ()), CleanOptions(), ())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
class TestTitles:
    def test_the_text(self, case: Case) -> None:
        assert [block.text for block in described(case.text).kept] == case.kept

    def test_the_title(self, case: Case) -> None:
        title = described(case.text).field("title")
        assert title is not None
        if case.title:
            assert (title.value, title.basis) == (case.title, "stated")
        else:
            assert title.basis == "supplied"
            assert str(title.value).startswith("[")
            assert str(title.value).endswith("]")

    def test_the_same_with_blank_lines(self, case: Case) -> None:
        assert [block.text for block in described(case.text.replace("\n", "\n\n")).kept] == case.kept
