"""What breaks words apart is repaired or kept by rule, and always reported: from the file's bytes to the kept text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen import read
from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.model import Article, Problem, Record, Source
from sitegen.read.options import ContentOptions

FIXTURE = Path(__file__).with_name("repairs_world.tsv")
MORE = "The harbour at Port Ellis was closed on Saturday as a storm came in from the west, and nobody came."
CODE = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")


def shown(text: str) -> str:
    return CODE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)


def cases() -> list[list[str]]:
    lines = FIXTURE.read_text(encoding="utf-8").split("\n")
    return [list(map(shown, line.split("\t"))) for line in lines if line and not line.startswith("# ")]


def cleaned(text: str) -> Article:
    data = f"{text}\n\n{MORE}\n".encode()
    document = read.load(Record(Source("a.txt", "", len(data), "text"), data), ContentOptions())
    return clean(document, CleanOptions(), ())


def rules(problems: tuple[Problem, ...]) -> str:
    return ",".join(sorted({problem.rule for problem in problems}))


@pytest.mark.parametrize(("written", "kept", "named"), cases(), ids=[case[1][:40] for case in cases()])
def test_repaired_or_kept_and_told(written: str, kept: str, named: str) -> None:
    article = cleaned(written)
    assert article.kept[0].text == kept
    assert rules(article.problems) == named


def test_a_paragraph_said_twice_is_cut_and_shown() -> None:
    article = cleaned(f"{MORE}\n\nNobody was hurt.")
    assert [block.text for block in article.kept] == [MORE, "Nobody was hurt."]
    assert [(block.cut, block.text) for block in article.cuts] == [("duplicate-paragraph", MORE)]


def test_a_short_line_said_twice_stays() -> None:
    assert cleaned("Nobody was hurt.\n\nIt rained on.\n\nNobody was hurt.").text.count("Nobody was hurt.") == 2


def test_words_parted_at_line_ends_are_joined() -> None:
    """The text as a scan gives it: hard-wrapped, with hyphens of print and of the writer."""
    scanned = (
        "A goat stopped the stage near Lakin on Mon-\n"
        "day, and the driver, one Horner, for a well-\n"
        "known reason could not move. He carried pre-\n"
        "and post-war brakes, and a mother-in-law was\n"
        "on board with all her things. And his mother-\n"
        "in-law wept until the goat went home again."
    )
    article = cleaned(scanned)
    assert article.kept[0].text == (
        "A goat stopped the stage near Lakin on Monday, and the driver, one Horner, for a well-known reason could not move. "
        "He carried pre- and post-war brakes, and a mother-in-law was on board with all her things. "
        "And his mother-in-law wept until the goat went home again."
    )
    assert rules(article.problems) == "line-end-hyphens"
