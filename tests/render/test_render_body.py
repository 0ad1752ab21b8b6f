"""Blocks into HTML: nothing lost, nothing unescaped, every element closed where it should be."""

from __future__ import annotations

import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Article, Block, Mark, Source
from sitegen.render.body import Dressing, Span, body, checked, inline
from sitegen.render.html import finish, line, safe_href

SOURCE = Source("a.txt", "0" * 64, 1, "txt")
KINDS = st.sampled_from(["em", "strong", "code", "sub", "sup", "link"])


@st.composite
def dressed(draw: st.DrawFn) -> tuple[Block, list[Span], list[tuple[int, str]]]:
    """A paragraph with any marks, spans apart and in order, and anchors."""
    text = draw(st.text("ab <&>\"'é\n", min_size=1, max_size=30))
    place = st.integers(0, len(text))
    marks = [
        Mark(*sorted((draw(place), draw(place))), draw(KINDS), "https://x.org/?a&b")
        for _ in range(draw(st.integers(0, 5)))
    ]
    edges = sorted(draw(st.sets(place, max_size=8)))
    spans = [Span(a, b, "<b>", "</b>") for a, b in zip(edges[::2], edges[1::2], strict=False)]
    inserts = [(at, f'<i id="x{at}"></i>') for at in sorted(draw(st.sets(st.integers(0, len(text) - 1), max_size=3)))]
    return Block("paragraph", text, 1, marks=tuple(marks)), spans, inserts


@given(dressed())
def test_any_dressing_keeps_the_text_and_nests(case: tuple[Block, list[Span], list[tuple[int, str]]]) -> None:
    block, spans, inserts = case
    made = inline(block, 0, spans, inserts)
    tree = ElementTree.fromstring(f"<p>{made}</p>")
    assert "".join(tree.itertext()) == block.text
    assert all(f'id="x{at}"' in made for at, _ in inserts)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([Block("list_item", "one", 1, level=1), Block("list_item", "two", 2, level=2)], '<ul>\n<li class="depth-1" id="par-1">one</li>\n<li class="depth-2" id="par-2">two</li>\n</ul>'),
        ([Block("list_item", "one", 1, info="ordered"), Block("paragraph", "p", 2)], '<ol>\n<li class="depth-1" id="par-1">one</li>\n</ol>\n<p id="par-2">p</p>'),
        ([Block("crosshead", "A", 1, level=5), Block("crosshead", "B", 2, level=2)], '<h2 class="crosshead" id="par-1">A</h2>\n<h2 class="crosshead" id="par-2">B</h2>'),
        ([Block("quote", "q <", 1)], '<blockquote id="par-1"><p>q &lt;</p></blockquote>'),
        ([Block("paragraph", "cut", 1, cut="tail"), Block("paragraph", "kept", 2)], '<p id="par-1">kept</p>'),
    ],
    ids=["nested list", "numbered list ends", "headings step by one", "quote", "cut blocks stay out"],
)  # fmt: skip
def test_blocks_become_elements(blocks: list[Block], expected: str) -> None:
    assert body(Article(SOURCE, tuple(blocks)), Dressing()) == expected


def test_tables_are_filled_up_and_code_is_coloured_only_for_known_languages() -> None:
    table = body(Article(SOURCE, (Block("table", "a\tb\nc", 1),)), Dressing())
    assert table.count("<td>") == 4
    code = body(Article(SOURCE, (Block("code", "<x>", 1, info='"><script>'),)), Dressing())
    assert "<script" not in code and "&lt;x&gt;" in code


def test_the_limit_cuts_the_text_where_it_says() -> None:
    article = Article(SOURCE, (Block("paragraph", "one two", 1), Block("paragraph", "three", 2)))
    assert body(article, Dressing(limit=3)) == '<p id="par-1">one …</p>'


def test_the_last_gate_lets_the_body_through_and_stops_what_is_not_its_own() -> None:
    article = Article(SOURCE, (Block("paragraph", "a & b", 1, marks=(Mark(0, 1, "link", "https://x.org/"),)),))
    made = body(article, Dressing((Span(4, 5, '<a class="m" data-e="0" href="../x/">', "</a>"),)))
    assert checked(made) == made
    assert checked('<p onclick="x">a<img src=x><a href="javascript:x">b</a></p>') == "<p>a<a>b</a></p>"


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "//x.org", "/x", "https://user@x.org/", "https:", 'https://x.org/"', "vbscript:x", "http://[x"],
)  # fmt: skip
def test_links_of_other_kinds_are_dropped(href: str) -> None:
    assert safe_href(href) == ""


def test_web_and_mail_links_stay() -> None:
    assert safe_href("https://x.org/a?b#c") == "https://x.org/a?b#c"
    assert safe_href("mailto:desk@x.org") == "mailto:desk@x.org"


@given(st.text())
def test_a_finished_page_has_no_control_characters(text: str) -> None:
    made = finish(text).decode()
    assert not [c for c in made if (ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0 or c in "\ufffe\uffff"]


def test_a_line_is_one_line_without_direction_controls() -> None:
    assert line("a\n\u202eb\u2067  c\u200f") == "a b c"


@pytest.mark.parametrize(
    "block",
    [
        Block("paragraph", "word " * 100_000, 1, marks=tuple(Mark(n, n + 50, "em") for n in range(50_000))),
        Block("table", "\t" * 5_000 + "\n" + "a\n" * 3_000, 1),
        Block("code", "<x>\n" * 200_000, 1, info="html"),
    ],
    ids=["marks", "table", "code"],
)
def test_work_is_bounded_whatever_a_block_holds(block: Block) -> None:
    start = time.process_time()
    made = body(Article(SOURCE, (block,)), Dressing())
    assert time.process_time() - start < 3
    assert len(made) < 8 * len(block.text) + 1000
