"""What stands in an article from elsewhere, or comes out of order: posts, footnote marks, parts sent later."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.clean.html import read_blocks
from sitegen.clean.options import CleanOptions
from sitegen.model import Block, Document, Source

TEXTS = (
    "The ferry left the northern harbour shortly after dawn, and by noon the first of the islanders had been brought ashore, the mayor said.",
    "Nobody was hurt, but three houses near the old mill were still without power on Tuesday evening, according to the fire service.",
    "Engineers said that the sea wall would hold, although they asked people to stay away from the quay until the storm had passed.",
    "The council is to meet on Thursday, when it will decide whether the school can open again before the end of the month.",
)
POST = "The quay is closed until the storm has passed. Please stay at home and call us if you need help."


def read(article: str) -> tuple[Block, ...]:
    head = "<html><head><title>Ferry brings islanders ashore | The Harbour Post</title></head><body>"
    body = (
        f"{head}<nav><a href=/>Home</a></nav><main><h1>Ferry brings islanders ashore</h1>{article}</main></body></html>"
    )
    return read_blocks(Document(Source("a.html", "", 0, "html"), "html", body, body), CleanOptions())


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("wrapper", ["social-media-embed", "twitter-share-box", "sidebar-card", "embed-widget"])
def test_a_post_in_the_text_is_a_quote_whatever_its_wrapper_is_called(wrapper: str) -> None:
    post = f'<blockquote class="twitter-tweet"><p>{POST}</p>— Harbour Office (@harbour) <a href="https://x.example/1">March 3, 2024</a></blockquote>'
    blocks = read(f"{paragraphs(*TEXTS[:2])}<div class={wrapper}><div>{post}</div></div>{paragraphs(*TEXTS[2:])}")
    assert [(b.kind, b.text) for b in blocks if not b.cut] == [
        ("paragraph", TEXTS[0]),
        ("paragraph", TEXTS[1]),
        ("quote", POST),
        ("quote", "— Harbour Office (@harbour) March 3, 2024"),
        ("paragraph", TEXTS[2]),
        ("paragraph", TEXTS[3]),
    ]


@pytest.mark.parametrize(
    "mark",
    ['<sup><a href="#fn1">1</a></sup>', '<a href="#fn1"><sup>[1]</sup></a>', '<sup id=r1><a href="/page#fn1" class=ref>12</a></sup>'],
)  # fmt: skip
def test_a_footnote_mark_stands_in_the_sentence_without_being_part_of_it(mark: str) -> None:
    blocks = read(paragraphs(TEXTS[0], f"The wall was built in 1911{mark}, and it held.", *TEXTS[1:]))
    assert "The wall was built in 1911, and it held." in [b.text for b in blocks if not b.cut]
    assert [b.cut for b in blocks if b.text.strip("[]").isdigit()] == ["footnote-mark"]


def test_powers_and_formulas_are_text() -> None:
    blocks = read(paragraphs(*TEXTS, 'It covers 12 km<sup>2</sup> near <a href="#map">2</a> lakes, the council said.'))
    assert blocks[-1].text == "It covers 12 km2 near 2 lakes, the council said."


def test_parts_that_were_sent_later_stand_where_they_belong() -> None:
    first = '<template id="B:0"></template><div>Loading paragraph...</div>'
    parts = f"""<div hidden id="S:0">{paragraphs(TEXTS[1])}<template id="P:1"></template></div>
        <div hidden id="S:1">{paragraphs(TEXTS[2])}</div>"""
    blocks = read(f"{paragraphs(TEXTS[0])}{first}{paragraphs(TEXTS[3])}</main>{parts}")
    assert [b.text for b in blocks if not b.cut and "Loading" not in b.text] == list(TEXTS)


def test_a_part_that_would_hold_itself_stays() -> None:
    blocks = read(f'{paragraphs(*TEXTS)}<div hidden id="S:0"><template id="B:0"></template><p>loop</p></div>')
    assert [b.cut != "" for b in blocks if b.text == "loop"] == [True]


@pytest.mark.parametrize(
    "label", ["Advertisement", "ADVERTISEMENT", "[Anzeige]", "Publicité", "Реклама", "広告", "إعلان"]
)
def test_the_label_of_an_advertisement_is_no_text(label: str) -> None:
    blocks = read(paragraphs(*TEXTS[:2], label, *TEXTS[2:]))
    assert [b.text for b in blocks if not b.cut] == list(TEXTS)
    assert [b.cut for b in blocks if b.text == label] == ["advert"]


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str]:
    """A page with hidden parts, templates, footnote marks, posts and buttons, and all the text that it holds."""
    parts, text = [], []
    for number in range(draw(st.integers(0, 12))):
        words = draw(st.text("abcé漢ع 19.,\u2019", min_size=1, max_size=30))
        mark = str(draw(st.integers(1, 99)))
        form, shown = draw(
            st.sampled_from(
                [
                    ("<p>{w}</p>", "w"),
                    ("<p>{w}<sup><a href='#f{m}'>{m}</a></sup>{w}</p>", "wmw"),
                    ("<p hidden>{w}</p>{m}", "wm"),
                    ("<template id='B:{n}'></template>{w}", "w"),
                    ("<div hidden id='S:{n}'>{w}<p>{m}</p></div>", "wm"),
                    ("<template id='P:{n}'></template><div id='S:{n}'>{w}</div>", "w"),
                    ("<blockquote class=twitter-tweet>{w}<p>{m}</p></blockquote>", "wm"),
                    ("<p>{w}<button>{m}</button>{w}", "wmw"),
                    ("<ol><li>{w}<li>{m}</ol>", "wm"),
                    ("<h2>{w}</h2><img alt=x>{m}<br>", "wm"),
                    ("<table><tr><td>{w}<td>{m}</table>", "wm"),
                ]
            )
        )
        parts.append(form.format(w=words, m=mark, n=draw(st.integers(0, number))))
        text += [words if each == "w" else mark for each in shown]
    return "".join(parts), "".join(text)


@settings(max_examples=150, deadline=None)
@given(pages())
def test_every_character_is_kept_or_cut_once(page: tuple[str, str]) -> None:
    markup, text = page
    head = "Ferry brings islanders ashore | The Harbour Post" + "Home" + "Ferry brings islanders ashore"
    found = Counter("".join("".join(block.text for block in read(markup)).split()))
    assert found == Counter("".join((head + text).split()))
