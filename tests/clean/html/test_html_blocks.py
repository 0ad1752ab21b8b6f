"""HTML pages through the public door: every text in a block, the article kept, the rest cut by name."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.clean.html import read_blocks
from sitegen.clean.options import CleanOptions
from sitegen.model import Block, Document, Source

PROSE = (
    "The ferry left the northern harbour shortly after dawn, and by noon the first of the islanders had been brought ashore, the mayor said.",
    "Nobody was hurt, but three houses near the old mill were still without power on Tuesday evening, according to the fire service.",
    "Engineers said that the sea wall would hold, although they asked people to stay away from the quay until the storm had passed.",
    "The council is to meet on Thursday, when it will decide whether the school can open again before the end of the month.",
)
HEAD = "<html><head><title>Ferry brings islanders ashore | The Harbour Post</title></head><body>"
MENU = '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
FOOT = """<div class="related"><h3>Related stories</h3><ul><li><a href="/1">Storm warning for the north coast</a></li>
    <li><a href="/2">Old mill to be rebuilt</a></li></ul></div>
    <div class="newsletter">Sign up for our newsletter</div><footer>© 2024 The Harbour Post. All rights reserved.</footer></body></html>"""


def read(body: str, options: CleanOptions | None = None, **document: int) -> tuple[Block, ...]:
    return read_blocks(
        Document(Source("a.html", "", 0, "html"), "html", body, body, **document), options or CleanOptions()
    )


def page(article: str) -> str:
    return f"{HEAD}{MENU}<article><h1>Ferry brings islanders ashore</h1>{article}</article>{FOOT}"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def kept(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks if not block.cut]


def cuts(blocks: tuple[Block, ...]) -> dict[str, str]:
    return {block.text: block.cut for block in blocks if block.cut}


def test_the_article_is_kept_and_everything_else_is_cut_by_a_named_rule() -> None:
    blocks = read(page(paragraphs(*PROSE)))
    assert kept(blocks) == [("paragraph", text) for text in PROSE]
    assert cuts(blocks) == {
        "Ferry brings islanders ashore | The Harbour Post": "title-element",
        "Ferry brings islanders ashore": "headline",
        "Home": "navigation",
        "Sport": "navigation",
        "Related stories": "related-links",
        "Storm warning for the north coast": "related-links",
        "Old mill to be rebuilt": "related-links",
        "Sign up for our newsletter": "newsletter",
        "© 2024 The Harbour Post. All rights reserved.": "footer",
    }
    assert {block.kind for block in blocks if block.cut in ("headline", "title-element")} == {"title"}


def test_structure_is_kept() -> None:
    inner = f"""<p>{PROSE[0]}</p><h2>What the mayor said</h2><p>{PROSE[1]}</p>
        <ol><li>{PROSE[2]}<ul><li>{PROSE[3]}</li></ul></li></ol>
        <blockquote><p>We have never seen the sea as high as this, and we hope never to see it again.</p></blockquote><p>{PROSE[3]} It said so.</p>"""
    blocks = read(page(inner))
    assert [(b.kind, b.level, b.info) for b in blocks if not b.cut] == [
        ("paragraph", 0, ""), ("crosshead", 2, ""), ("paragraph", 0, ""), ("list_item", 1, "ordered"), ("list_item", 2, ""),
        ("quote", 0, ""), ("paragraph", 0, ""),
    ]  # fmt: skip


def test_a_data_table_is_one_block_and_a_layout_table_is_read_as_blocks() -> None:
    data = "<table><tr><th>Island</th><th>People</th></tr><tr><td>Osteroog</td><td>412</td></tr></table>"
    layout = f"<table><tr><td>{paragraphs(*PROSE)}</td><td>Menu</td></tr></table>"
    assert "Island\tPeople\nOsteroog\t412" in [b.text for b in read(page(data)) if b.kind == "table"]
    assert [b.text for b in read(f"{HEAD}{layout}") if b.text in PROSE] == list(PROSE)


def test_embedded_posts_are_quotes_and_captions_are_captions() -> None:
    tweet = f'<blockquote class="twitter-tweet"><p>{PROSE[1]}</p>— Harbour Office (@harbour) <a href="https://x.example/1">March 3, 2024</a></blockquote>'
    blocks = read(
        page(
            paragraphs(*PROSE[:1])
            + tweet
            + paragraphs(PROSE[2])
            + "<figure><img src=a.jpg><figcaption>The quay at noon.</figcaption></figure>"
        )
    )
    assert [b.text for b in blocks if b.kind == "quote"] == [PROSE[1], "— Harbour Office (@harbour) March 3, 2024"]
    assert [b.text for b in blocks if b.kind == "caption"] == ["The quay at noon."]


def test_marks_are_offsets_into_the_normalised_text() -> None:
    html = '<p>  The <b>old\n mill</b> and <a href="/quay">the  <i>quay</i></a>, CO<sub>2</sub> </p>'
    (block,) = (b for b in read(html) if b.text.startswith("The old"))
    assert block.text == "The old mill and the quay, CO2"
    assert [(block.text[m.start : m.end], m.kind, m.href) for m in block.marks] == [
        ("old mill", "strong", ""), ("quay", "em", ""), ("the quay", "link", "/quay"), ("2", "sub", ""),
    ]  # fmt: skip


def test_one_line_end_stays_in_the_paragraph_and_two_end_it() -> None:
    assert [b.text for b in read("<div>one<br>two<br><br>three</div>")] == ["one\ntwo", "three"]


def test_code_keeps_its_spaces() -> None:
    (block,) = read("<pre>if a:\n\n    b = 1\n</pre>")
    assert (block.kind, block.text) == ("code", "if a:\n    b = 1")


def test_scripts_styles_and_comments_are_markup() -> None:
    assert [b.text for b in read("<p>a<!-- b --><script>c</script><style>d</style><template>e</template> f</p>")] == [
        "a f"
    ]


def test_lines_count_from_where_the_body_lies_in_its_source() -> None:
    html = "<p>one</p>\n\n<p>two</p>"
    assert [b.line for b in read(html, body_line=11)] == [11, 13]
    assert [b.line for b in read(html, body_line=11, line_step=0)] == [11, 11]


def test_a_text_that_is_there_twice_is_kept_once() -> None:
    hidden = f"<div class=articleBody>{' '.join(PROSE)}</div>"
    blocks = read(page(paragraphs(*PROSE) + hidden))
    assert kept(blocks) == [("paragraph", text) for text in PROSE]


def test_a_rule_that_is_off_cuts_nothing() -> None:
    blocks = read(page(paragraphs(*PROSE)), CleanOptions(off=("newsletter",)))
    assert ("paragraph", "Sign up for our newsletter") in kept(blocks)


@pytest.mark.parametrize("body", ["", " ", "\0", "<", "<p", "<!--", "<html></html>", "]]>", "&#0;", "\ud800"])
def test_next_to_nothing_is_no_error(body: str) -> None:
    assert all(block.text.strip() for block in read(body))


@pytest.mark.parametrize(
    "junk",
    [
        "<div>" * 100_000,
        "<b>" * 50_000,
        "<ul><li>" * 3_000,
        "<table><tr><td>" * 3_000,
        "<p>x" * 30_000,
        "<" * 100_000,
        "&amp;" * 100_000,
    ],
    ids=["div", "b", "ul", "table", "p", "lt", "entities"],
)
def test_hostile_markup_is_read_in_bounded_time_without_loss(junk: str) -> None:
    blocks = read(f"<h1>Ferry</h1><p>{PROSE[0]}</p>{junk}<p>{PROSE[1]}</p>")
    text = " ".join(block.text for block in blocks)
    assert PROSE[0] in text
    assert PROSE[1] in text


# ------------------------------------------------------------------------------------ nothing lost

WORDS = st.text("abcåß漢ع,.—'’ \n\t\xa0", min_size=1, max_size=12)
TAGS = st.sampled_from(
    [
        "div",
        "p",
        "span",
        "a",
        "em",
        "strong",
        "ul",
        "li",
        "blockquote",
        "table",
        "tr",
        "td",
        "h1",
        "h2",
        "figure",
        "figcaption",
        "nav",
        "footer",
        "pre",
        "section",
        "code",
        "button",
        "dl",
        "dt",
    ]
)


def element(children: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    """(markup, the text that it shows)"""

    def build(tag: str, inner: list[tuple[str, str]]) -> tuple[str, str]:
        markup, text = "".join(m for m, _ in inner), "".join(t for _, t in inner)
        return f'<{tag} class="{tag}-comment">{markup}</{tag}>', text

    return st.builds(build, TAGS, st.lists(children, max_size=4))


MARKUP = st.recursive(
    st.one_of(
        WORDS.map(lambda w: (w, w)), st.sampled_from([("<br>", ""), ("<script>s</script>", ""), ("<!-- c -->", "")])
    ),
    element,
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKUP, max_size=4))
def test_every_character_that_the_page_shows_is_in_a_block(parts: list[tuple[str, str]]) -> None:
    blocks = read("<html><body>" + "".join(markup for markup, _ in parts))
    shown = Counter("".join("".join(text for _, text in parts).split()))
    assert Counter("".join("".join(block.text for block in blocks).split())) == shown


@settings(max_examples=50, deadline=None)
@given(st.lists(MARKUP, max_size=3), st.integers(2100, 2300))
def test_nothing_is_lost_without_a_tree_either(parts: list[tuple[str, str]], depth: int) -> None:
    blocks = read("<div>" * depth + "".join(markup for markup, _ in parts))
    shown = Counter("".join("".join(text for _, text in parts).split()))
    assert Counter("".join("".join(block.text for block in blocks).split())) == shown


@settings(max_examples=80, deadline=None)
@given(st.lists(MARKUP, max_size=4))
def test_blocks_are_well_formed(parts: list[tuple[str, str]]) -> None:
    for block in read("".join(markup for markup, _ in parts)):
        assert block.text == block.text.strip("\n")
        assert block.text.strip()
        assert "\n\n" not in block.text
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
        assert block.kind != "title" or block.cut


def test_a_body_that_only_the_data_holds_is_read_from_there() -> None:
    body = "\\n\\n".join(PROSE * 3)
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    blocks = read(page(f"{data}<p>{PROSE[0]}</p>"))
    assert [text for _, text in kept(blocks)] == list(PROSE * 3)
    assert "duplicate" in cuts(blocks).values()


def test_a_short_article_on_a_busy_page_is_kept() -> None:
    text = "The ferry is back, and all of the islanders are safe, the mayor said on Monday."
    assert kept(read(page(f"<p>{text}</p>"))) == [("paragraph", text)]


def test_what_floats_in_a_sentence_does_not_break_it() -> None:
    html = '<p>Mayor <a href="/lee">Ann Lee</a><span class="rollover">More on Ann Lee</span> said<button>Listen</button> so.</p>'
    blocks = read(html)
    assert [b.text for b in blocks] == ["Mayor Ann Lee said so.", "More on Ann Lee", "Listen"]
    assert [(mark.start, mark.end) for mark in blocks[0].marks] == [(6, 13)]
