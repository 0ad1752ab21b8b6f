"""Changed facts told of pairs of paragraphs, beside what a reader would list: facts/*.txt."""

from __future__ import annotations

import pytest
from facts_helper import pairs, score, told

from sitegen.versions import align


@pytest.mark.parametrize("name", ["english.txt", "others.txt", "later.txt"])
@pytest.mark.parametrize("half", [0, 1])
def test_changed_facts_and_no_others(name: str, half: int) -> None:
    made = score([pair for pair in pairs(name) if pair.half == half])
    assert made.f1 >= 0.95, "\n".join(made.wrong)


def test_changed_facts_of_paragraphs_that_nothing_was_mended_for() -> None:
    made = score(pairs("third.txt"))
    assert made.f1 >= 0.94, "\n".join(made.wrong)


STYLE = ["Currency sign against currency word", "A clock in two styles",
         "The date in British and American order", "A rank in words and in digits", "Courtesy titles are house style",
         "Company results, house style only", "A dozen is twelve"]  # fmt: skip


@pytest.mark.parametrize("title", STYLE)
def test_an_edit_of_house_style_is_minor(title: str) -> None:
    pair = next(pair for name in ("english.txt", "later.txt") for pair in pairs(name) if pair.title == title)
    edits = [edit for passage in align(pair.a, pair.b).passages for edit in passage.edits]
    assert edits and all(edit.minor for edit in edits)


def test_nothing_changed_is_nothing_told() -> None:
    assert not [one for pair in pairs("english.txt") for one in told(pair.a, pair.a)]
