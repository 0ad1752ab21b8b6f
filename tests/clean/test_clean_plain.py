"""Plain text into paragraphs, whatever its lines mean; characters repaired and reported; rules by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.clean.rules import rule_names
from sitegen.model import Article, Document, Field, Source

LONG = "The harbour at Port Ellis was closed on Saturday as a storm came in from the west, and the last ferry turned back at noon with two hundred people."


def cleaned(
    body: str, *, form: str = "text", off: tuple[str, ...] = (), given: tuple[Field, ...] = (), step: int = 1
) -> Article:
    document = Document(Source("x", "", 1, "txt"), form, body, body, 7, step, given)  # type: ignore[arg-type]
    return clean(document, CleanOptions(off=off), ())


def kept(article: Article) -> list[str]:
    return [f"{block.kind}: {block.text}" for block in article.kept]


def test_blank_lines_part_paragraphs() -> None:
    assert kept(cleaned("One.\n\n \t\nTwo.\n")) == ["paragraph: One.", "paragraph: Two."]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    assert kept(cleaned(f"{LONG}\n{LONG[:-1]}!\n")) == [f"paragraph: {LONG}", f"paragraph: {LONG[:-1]}!"]


def test_hard_wraps_are_undone() -> None:
    wrapped = "The harbour at Port Ellis was closed on\nSaturday as a storm came in from the west,\nand the last ferry turned back at noon.\nNobody was hurt.\n\nIt rained on."
    assert kept(cleaned(wrapped)) == [
        "paragraph: The harbour at Port Ellis was closed on Saturday as a storm came in from the west, and the last ferry turned back at noon. Nobody was hurt.",
        "paragraph: It rained on.",
    ]


def test_an_indent_opens_a_paragraph_in_wrapped_text() -> None:
    wrapped = "  The harbour at Port Ellis was closed on\nSaturday as a storm came in from the\nwest.\n  The last ferry turned back at noon, and\nnobody was hurt on it.\n"
    assert len(cleaned(wrapped).kept) == 2


def test_dashes_in_a_row_are_a_list_and_one_alone_is_not() -> None:
    assert kept(cleaned("They want:\n- bread\n- salt")) == [
        "paragraph: They want:",
        "list_item: bread",
        "list_item: salt",
    ]
    assert kept(cleaned("He came in.\n\n- Who is there?\n\nNobody.")) == [
        "paragraph: He came in.",
        "paragraph: - Who is there?",
        "paragraph: Nobody.",
    ]


@pytest.mark.parametrize(
    "line", ["- Two winters -", "-- Two winters --", "— Two winters —", "+++ Two winters +++", "*** Two winters ***", "= Two winters =",
             "## Two winters", "Two winters", "~ Two winters ~", "* Two winters *", "-Two winters-", "==Two winters=="],
)  # fmt: skip
def test_crossheads_in_every_style(line: str) -> None:
    assert "crosshead: Two winters" in kept(cleaned(f"{LONG}\n\n{line}\n\n{LONG[:-1]}!\n"))


@pytest.mark.parametrize(
    "line",
    [
        "- He said no, and left. -",
        "-- 'We stay,' she said.",
        "Nobody came.",
        "12 dead",
        "and then some",
        "«Never again»",
    ],
)
def test_what_is_no_crosshead(line: str) -> None:
    assert not [block for block in cleaned(f"{LONG}\n\n{line}\n\n{LONG[:-1]}!\n").kept if block.kind == "crosshead"]


def test_lines_count_from_the_body_and_stand_still_in_a_record() -> None:
    assert [block.line for block in cleaned("One.\n\nTwo.").kept] == [7, 9]
    assert [block.line for block in cleaned("One.\n\nTwo.", step=0).kept] == [7, 7]


def test_a_known_title_is_not_said_twice() -> None:
    article = cleaned(
        f"Storm closes harbour!\n\n{LONG}", given=(Field("title", "Storm Closes Harbour", "embedded", "record"),)
    )
    assert [(block.kind, block.cut) for block in article.cuts] == [("title", "title-repeated")]
    assert not [field for field in article.fields if field.name == "title"]


def test_characters_are_repaired_and_reported() -> None:
    article = cleaned(f"Har\u00adbour\u00a0wall \ufb01nished\u200b today.\n\n{LONG}")
    assert article.kept[0].text == "Harbour wall finished today."
    assert sorted((p.rule, p.line) for p in article.problems) == [
        ("exotic-spaces", 7), ("invisible-characters", 7), ("ligatures", 7), ("soft-hyphens", 7),
    ]  # fmt: skip


def test_joiners_and_quotation_marks_stay() -> None:
    text = "می\u200cروم “گفت” ‘he’ « oui » said."
    article = cleaned(f"{text}\n\n{LONG}")
    assert article.kept[0].text == text
    assert article.problems == ()


def test_repairs_can_be_turned_off() -> None:
    article = cleaned(f"Har\u00adbour wall.\n\n{LONG}", off=("soft-hyphens",))
    assert article.kept[0].text == "Har\u00adbour wall."
    assert article.problems == ()


def test_marks_move_with_repairs() -> None:
    article = cleaned("Har\u00adbour **wall**\u00a0and [sea](http://x) here.", form="markdown")
    block = article.kept[0]
    assert block.text == "Harbour wall and sea here."
    assert [block.text[mark.start : mark.end] for mark in block.marks] == ["wall", "sea"]


def test_marks_move_with_a_dateline() -> None:
    block = cleaned("**PORT ELLIS (AP)** — The *old* mill burnt down.", form="markdown").kept[0]
    assert block.text == "The old mill burnt down."
    assert [(block.text[mark.start : mark.end], mark.kind) for mark in block.marks] == [("old", "em")]


def test_a_markdown_body_that_is_too_deep_is_read_as_text() -> None:
    article = cleaned("> " * 40 + "deep", form="markdown")
    assert [problem.rule for problem in article.problems] == ["markdown-too-deep"]
    assert "deep" in article.text


def test_every_rule_has_a_name_that_can_be_turned_off() -> None:
    assert {"dateline", "comments", "headline", "soft-hyphens", "sign-off"} <= set(rule_names())
    body = f"Storm closes harbour\nBy Jane Roe\nLIMA (AP) — {LONG}\nComments\n"
    assert cleaned(body, off=rule_names()).cuts == ()


def test_html_is_read_for_fields_but_not_cut() -> None:
    html = (
        "<html><body><article><h1>Storm</h1>"
        + f"<p>LIMA (AP) — {LONG}</p><p>{LONG}</p><p>(Reporting by Jane Roe)</p>" * 2
        + "</article></body></html>"
    )
    article = cleaned(html, form="html")
    assert {"dateline", "sign-off"}.isdisjoint(block.cut for block in article.cuts)
    assert tuple(
        next(f.value for f in article.fields if f.name == name) for name in ("dateline_place", "agencies")
    ) == ("Lima", ("AP",))


LINES_THAT_ARE_FURNITURE = {
    "CORRECTION: An earlier version gave the wrong year.", "Source: Ministry of Ports", "Photo: A ferry in the fog", "WATCH: How to mend a net", "* * *",
}  # fmt: skip
"""In prose.txt for their looks as datelines; as lines of their own they are what they say."""
MORE = "Nobody was hurt, the coast guard said, but two cats were carried out of the old mill by a neighbour who had heard them crying."


@pytest.mark.parametrize(
    "layout", ["{line}\n\n{a}\n\n{b}", "{a}\n\n{line}\n\n{b}", "{a}\n\n{b}\n\n{line}"], ids=["first", "between", "last"]
)
def test_ordinary_sentences_are_kept_wherever_they_stand(layout: str) -> None:
    prose = (Path(__file__).parent / "prose.txt").read_text(encoding="utf-8").split("\n")
    lines = [line for line in prose if line and not line.startswith("# ") and line not in LINES_THAT_ARE_FURNITURE]
    cut = {line: cleaned(layout.format(line=line, a=LONG, b=MORE)).cuts for line in lines}
    assert {line: blocks[0].cut for line, blocks in cut.items() if blocks and blocks[0].cut != "headline"} == {}
