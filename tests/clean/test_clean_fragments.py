"""HTML without a page around it is all article, and is read as wire copy; pages keep their own judge."""

from __future__ import annotations

import pytest

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.clean.rules import rule_names
from sitegen.describe import describe
from sitegen.model import Article, BadSource, Document, Field, Source

BODY = (
    "<p><em>Corrects the keeper's name in paragraph 2.</em></p><p>PORT ELM, Norway (QZK) — The lamp at Port Elm was lit again "
    'on Friday.</p><p>"It is only a lamp," said Marla Quist.</p><p>Share</p><p>Short.</p><p>— QZK</p>'
)
NAVIGATION = "<nav><a href='/'>Home</a> <a href='/sea'>Sea</a></nav>"


def document(body: str, *given: Field, format: str = "json", record: str | None = "1", line_step: int = 0) -> Document:
    return Document(Source("a", "", len(body), format, record), "html", body, body, 1, line_step, given)


def read(found: Document) -> Article:
    options = CleanOptions()
    return describe(found, clean(found, options, ()), options, ())


def value(article: Article, name: str) -> object:
    field = article.field(name)
    return field.value if field else None


def test_a_records_html_is_wire_copy() -> None:
    article = read(document(BODY))
    assert article.text == (
        'The lamp at Port Elm was lit again on Friday.\n\n"It is only a lamp," said Marla Quist.\n\nShort.'
    )
    assert [(block.cut, block.text) for block in article.cuts] == [
        ("correction-note", "Corrects the keeper's name in paragraph 2."), ("dateline", "PORT ELM, Norway (QZK) —"),
        ("share", "Share"), ("credit", "— QZK"),
    ]  # fmt: skip
    assert value(article, "correction") == "Corrects the keeper's name in paragraph 2."
    assert (value(article, "agencies"), value(article, "dateline_place")) == (("QZK",), "Port Elm")


def test_what_a_feed_adds_below_its_entries_goes() -> None:
    footer = '<p>The post <a href="x">A lamp</a> appeared first on <a href="y">The Port Elm Post</a>.</p>'
    article = read(document(f"<p>The lamp was lit.</p><p>It burnt.</p>{footer}", format="feed"))
    assert article.text == "The lamp was lit.\n\nIt burnt."
    assert [block.cut for block in article.cuts] == ["feed-footer"]


def test_nothing_of_a_fragment_is_judged_away() -> None:
    lists = "<h2>Ships</h2><ul>" + "".join(f"<li><a href='/{n}'>The {n}</a></li>" for n in range(9)) + "</ul>"
    article = read(document(f"<p>Nine ships came.</p>{lists}<p style='display:none'>pixel</p>"))
    assert [block.text for block in article.kept] == ["Nine ships came.", "Ships", *(f"The {n}" for n in range(9))]
    assert [(block.cut, block.text) for block in article.cuts] == [("hidden", "pixel")]


def test_a_day_said_in_a_record_is_not_its_date() -> None:
    article = read(document("<p>The lamp was built on 3 May 1911 by the harbour board, and rebuilt in 1950.</p>"))
    assert article.field("published") is None


@pytest.mark.parametrize(
    ("format", "record", "line_step", "body", "is_page"),
    [
        ("json", "1", 0, "<p>A lamp.</p>", False),
        ("json", "1", 0, f"<html><body>{NAVIGATION}<p>A lamp.</p></body></html>", True),
        ("warc", "https://x.example/", 1, f"<title>A lamp</title>{NAVIGATION}", True),
        ("html", None, 1, f"<title>A lamp</title>{NAVIGATION}", True),
        ("html", None, 1, "<div><p>A lamp was lit.</p></div>", False),
        ("docx", None, 1, "<h1>A lamp</h1><p>It was lit.</p>", False),
    ],
)
def test_what_is_a_page(format: str, record: str | None, line_step: int, body: str, is_page: bool) -> None:
    found = document(
        body, Field("title", "A lamp", "embedded", "record"), format=format, record=record, line_step=line_step
    )
    cuts = {block.cut for block in clean(found, CleanOptions(), ()).cuts}
    assert bool(cuts & {"navigation", "title-element"}) == is_page


def test_a_mail_is_no_page_whatever_it_is_wrapped_in() -> None:
    body = f"<html><body>{NAVIGATION}<p>Dear reader, the lamp burns.</p></body></html>"
    found = document(body, Field("title", "A lamp", "embedded", "mail"), format="mail", record=None, line_step=1)
    assert clean(found, CleanOptions(), ()).text.endswith("Dear reader, the lamp burns.")


def test_a_page_without_an_article_is_left_out() -> None:
    page = f"<html><head><title>Port Elm Post</title></head><body>{NAVIGATION}</body></html>"
    with pytest.raises(BadSource) as caught:
        clean(document(page, format="html", record=None, line_step=1), CleanOptions(), ())
    assert (caught.value.reason, caught.value.rule) == ("no article body", "no-body")


@pytest.mark.parametrize("sign", ['<meta name="author" content="Jane Roe">', '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'])  # fmt: skip
def test_an_articles_page_without_its_text_is_published_with_a_warning(sign: str) -> None:
    page = f"<html><head><title>A lamp</title>{sign}</head><body>{NAVIGATION}</body></html>"
    article = read(document(page, format="html", record=None, line_step=1))
    assert [problem.rule for problem in article.problems] == ["no-body"]


def test_lines_that_sign_are_no_text_of_a_page() -> None:
    text = "".join(
        f"<p>The keeper of the lamp at Port Elm has trimmed wick number {n}, and the wind, she says, did the rest of it.</p>"
        for n in range(6)
    )
    for line in (
        "Jane Roe | 12.02.2020, 05:00 Uhr",
        "Avec QZK - Publié le 29/12/2021 à 06h30",
        "By Jane Roe Friday 18 February 2022",
    ):
        page = f"<html><body><article><h1>A lamp is lit</h1><p>{line}</p>{text}<p>(QZK)</p></article></body></html>"
        article = read(document(page, format="html", record=None, line_step=1))
        assert article.text.startswith("The keeper") and article.text.endswith("did the rest of it.")
        assert value(article, "agencies") == ("QZK",)
        assert value(article, "published") is not None


def test_cuts_of_a_page_are_named_by_where_they_stand_and_can_be_turned_off() -> None:
    text = "".join(
        f"<p>The keeper of the lamp at Port Elm has trimmed wick number {n}, and the wind, she says, did the rest of it.</p>"
        for n in range(6)
    )
    page = (
        f"<html><head><title>A lamp is lit again | Port Elm Post</title></head><body><p>Port Elm Post</p>{NAVIGATION}<p>Harbour</p>"
        f"<h1>A lamp is lit again</h1><div><p>Nine winters were dark.</p></div><article>{text}</article><p>Printed in Elm.</p></body></html>"
    )
    found = document(page, format="html", record=None, line_step=1)
    cuts = {block.text: block.cut for block in read(found).cuts}
    named = {
        "Port Elm Post": "masthead",
        "Harbour": "kicker",
        "Nine winters were dark.": "standfirst",
        "Printed in Elm.": "below-the-text",
    }
    assert {name: cuts[name] for name in named} == named
    assert "boilerplate" not in cuts.values()
    off = clean(found, CleanOptions(off=rule_names()), ())
    assert {block.cut for block in off.cuts} <= {"headline", "title-element"}


def test_lines_parted_by_breaks_are_paragraphs_where_each_can_stand_alone() -> None:
    article = read(
        document(
            "By Jane Roe<br>LIMA (AP) — The lamp was lit.<br>It is <b>old</b>.<br>(Reporting by Jane Roe)<br>(Editing by Tom Ek)"
        )
    )
    assert article.text == "The lamp was lit.\n\nIt is old."
    assert [(mark.start, mark.end) for mark in article.kept[1].marks] == [(6, 9)]
    verse = read(document("<p>A lamp,<br>a quay,<br>and nobody.</p>"))
    assert verse.text == "A lamp,\na quay,\nand nobody."
