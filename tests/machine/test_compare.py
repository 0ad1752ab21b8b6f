"""`sitegen diff` in words: what a terminal shows, what a pipe gets."""

from __future__ import annotations

import io
import re

from sitegen import versions
from sitegen.compare import Comparison, as_json, lines, terminal
from sitegen.model import Article, Block, Field, Source

A = """The river rose over its banks at Hillford on Tuesday, drowning 12 people, and two bridges were swept away.

Divers searched the mill race until nightfall, and two children are still missing.

Schools will stay closed until Monday, the mayor said, and the market will not be held."""
B = """Schools will stay closed until Monday, the mayor said, and the market will not be held.

The river rose over its banks at Hillford on Tuesday, drowning 17 people, and two bridges were swept away.

Divers searched the mill race until nightfall. Two children are still missing.

A \x1b[31mred\x1b[0m flag was raised."""


def compared(a: str = A, b: str = B) -> Comparison:
    articles = tuple(
        Article(Source(f"{name}.txt", name, len(text), "txt"), tuple(Block("paragraph", part, None) for part in text.split("\n\n")),
                (Field("title", f"The flood, {name}", "stated", "headline", ""),))
        for name, text in (("a", a), ("b", b))
    )  # fmt: skip
    made = versions.compare(*articles)
    return Comparison(("a.txt", "b.txt"), (articles[0], articles[1]), made.pair, made.alignment)


def test_a_pipe_gets_a_line_a_passage_without_colours() -> None:
    told = list(lines(compared(), **terminal(io.StringIO())))
    assert told[:2] == ["A  a.txt · The flood, a", "B  b.txt · The flood, b"]
    assert any(line.startswith("~ The river") and "[-12-]{+17+} people" in line for line in told)
    assert any(
        line.startswith("> Schools will stay closed until Monday") and line.endswith("be held.") for line in told
    )
    assert not any("\x1b" in line for line in told), "neither colours nor what a text would tell the terminal"


def test_headline_figures_and_kinds_are_told() -> None:
    told = "\n".join(lines(compared(), colour=False))
    assert "  headline: The flood, a -> The flood, b" in told and "  figure:   12 people -> 17 people" in told
    assert "< split" in told and "= merged" not in told, "the legend has the kinds there are"


def test_a_terminal_gets_lines_of_its_width_with_both_colours() -> None:
    told = "\n".join(lines(compared(), colour=True, width=60))
    plain = re.sub(r"\x1b\[\d+m", "", told)
    assert max(map(len, plain.split("\n"))) <= 60
    assert "\x1b[31m12\x1b[0m" in told and "\x1b[32m17\x1b[0m" in told
    assert plain.count("[-") == plain.count("-]") and plain.count("{+") == plain.count("+}")


def test_json_has_every_passage_with_its_kind() -> None:
    made = as_json(compared())
    kinds = [one["kind"] for one in made["passages"]]
    assert sorted(set(kinds)) == sorted(made["passages_by_kind"]) and "split" in kinds and "moved" in kinds
    assert made["changes"]["figures"][0]["to"] == "17 people"


def test_equal_texts_say_so() -> None:
    told = list(lines(compared(A, A), colour=False))
    assert "B has the same words as A: 100% of A is in B" in told[2] and "  every passage is the same" in told
