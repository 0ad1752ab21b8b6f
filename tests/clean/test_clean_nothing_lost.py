"""Nothing is lost: what is kept, what is cut and the markup account for every character."""

from __future__ import annotations

import html
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.clean.repair import REPAIRS
from sitegen.model import Article, BadSource, Document, Source

LINES = [
    "Harbour wall to be rebuilt", "UPDATE 2-Ferry crews walk out", "By Jane Roe", "BY JANE ROE, Staff Writer", "date 2024-12-07 The wall broke.",
    "PORT ELLIS, Dec 7 (Reuters) - Ferries stayed in port.", "Paris (AFP) – La digue a cédé.", "- Two winters -", "+++ Eilmeldung +++", "Comments",
    "Related stories", "Why the wall must go", "Read more: Why", "(Reporting by Jane Roe)", "burs-jr/abc", "The crews met. (AFP)", "ENDS", "###", "-30-",
    "© 2024 Harbour Gazette", "Advertisement", "• one", "* two", "- three", "   indented", "soft\u00adhyphen and\u00a0space", "\u200b", "ﬁnd the ﬂag",
    "قال المسؤول إن الحريق أخمد.", "新华社北京12月7日电 政府宣布。", "Title: Storm", "Date: 7 December 2024", "a0456", "/ 2 picts /", "(Corrects name)",
    "The harbour at Port Ellis was closed on Saturday as a storm came in from the", "west, and the last ferry turned back at noon, the coast guard said.",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from([*LINES, "", ""]), st.text(max_size=60)), max_size=14).map("\n".join)


def cleaned(body: str, form: str = "text") -> Article:
    document = Document(Source("x", "", 1, "txt"), form, body, body)  # type: ignore[arg-type]
    return clean(document, CleanOptions(), ())


def repaired(text: str) -> str:
    for _, pattern, replace, _ in REPAIRS:
        text = pattern.sub(replace, text)
    return text


def solid(text: str) -> str:
    """Letters and digits alone: marks of crossheads and bullets are markup."""
    return "".join(c for c in repaired(text) if c.isalnum())


@settings(max_examples=300, deadline=None)
@given(texts)
def test_text_is_kept_or_cut_in_order(body: str) -> None:
    article = cleaned(body)
    assert solid("".join(block.text for block in article.blocks)) == solid(body)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=14))
def test_a_fragment_of_html_is_kept_or_cut_in_order(lines: list[str]) -> None:
    shown = ["".join(c for c in line if c.isprintable()) for line in lines]
    article = cleaned("".join(f"<p>{html.escape(line)}</p>" for line in shown), "html")
    assert solid("".join(block.text for block in article.blocks)) == solid("".join(shown))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_spans_lie_side_by_side_and_hold_everything(body: str) -> None:
    spans = [block.span for block in cleaned(body).blocks if block.span]
    assert all(a[1] <= b[0] or a == b for a, b in pairwise(spans))
    outside = list(body)
    for start, end in spans:
        outside[start:end] = [" "] * (end - start)
    assert not "".join(outside).strip()


@settings(max_examples=200, deadline=None)
@given(texts)
def test_blocks_have_lines_of_their_own_and_no_blank_lines(body: str) -> None:
    for block in cleaned(body).blocks:
        assert block.text == block.text.strip() != ""
        assert "\n\n" not in block.text
        assert block.line is not None
        assert 1 <= block.line <= body.count("\n") + 1 + sum(body.count(c) for c in "\r\v\f\x85\u2028\u2029")


WORD = st.integers(0, 999_999).map(lambda n: f"w{n}x")


@st.composite
def markdown(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A Markdown document and the words that a reader or an inspector of its source would find in it."""
    words: list[str] = []

    def word() -> str:
        words.append(draw(WORD))
        return words[-1]

    forms = {
        "heading": lambda: f"## {word()} *{word()}*",
        "paragraph": lambda: f"{word()} **{word()}** `{word()}`\n{word()} &amp; {word()}",
        "link": lambda: f'[{word()}](http://x/{word()} "{word()}") <http://y/{word()}>',
        "image": lambda: f'![{word()}](pic.jpg "{word()}")',
        "list": lambda: f"- {word()}\n- {word()}\n  1. {word()}\n\n     {word()}",
        "quote": lambda: f"> {word()}\n> > {word()}",
        "code": lambda: f"```{word()}\n{word()}\n\n{word()}\n```",
        "table": lambda: f"| {word()} | {word()} |\n| --- | --- |\n| {word()} | [{word()}](/{word()}) |",
        "html": lambda: f"<div class=x>{word()} <b>{word()}</b></div>",
        "comment": lambda: f"<!-- {word()}\n\n{word()} -->",
        "inline comment": lambda: f"{word()} <!-- {word()} --> {word()}<br>{word()}",
        "definition": lambda: f'[{word()}]: http://z/{word()} "{word()}"',
        "deep": lambda: "> " * draw(st.integers(1, 60)) + word(),
        "nested": lambda: "- " * draw(st.integers(1, 40)) + word(),
        "brackets": lambda: "[" * draw(st.integers(1, 40)) + word() + "](x)",
    }
    chosen = draw(st.lists(st.sampled_from(sorted(forms)), max_size=8))
    return "\n\n".join(forms[name]() for name in chosen), words


@settings(max_examples=300, deadline=None)
@given(markdown())
def test_no_word_of_a_markdown_document_is_lost(made: tuple[str, list[str]]) -> None:
    body, words = made
    blocks = cleaned(body, "markdown").blocks
    found = " ".join(f"{b.text} {b.info} {' '.join(m.href for m in b.marks)}" for b in blocks)
    assert [word for word in words if word not in found] == []


@settings(max_examples=200, deadline=None)
@given(markdown())
def test_marks_stand_inside_their_text(made: tuple[str, list[str]]) -> None:
    for block in cleaned(made[0], "markdown").blocks:
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)


HOSTILE = {
    "one long line": "word " * 700_000,
    "no spaces": "x" * 3_000_000,
    "many lines": "a\n" * 200_000,
    "many paragraphs": "A word.\n\n" * 60_000,
    "brackets": "[" * 100_000,
    "stars": "*a" * 60_000,
    "quotes": ">" * 100_000,
    "lists": "- " * 50_000,
    "table": "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|b\n" * 2_000,
    "tags": "<a " * 60_000,
    "comments": "<!--" * 50_000,
    "backticks": "`".join("`" * n for n in range(300)),
}


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bodies_take_bounded_time(name: str, form: str) -> None:
    began = time.process_time()
    try:
        cleaned(HOSTILE[name], form)
    except BadSource as bad:
        assert bad.rule == "too-long"
    assert time.process_time() - began < 10


def test_a_body_too_long_for_an_article_is_quarantined_by_name() -> None:
    with pytest.raises(BadSource) as raised:
        cleaned("word " * 1_000_000)
    assert raised.value.rule == "too-long"
