"""Pages of the kinds that publishing systems make, invented, beside what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.describe import describe
from sitegen.describe.dates import instant
from sitegen.model import Article, BadSource, Document, Source

PAGES = Path(__file__).parent / "pages"
BODY = """<p>The crews went back to work on the morning tide, and the first boat left the harbour with every seat taken,
the company said in a statement that it had agreed with the union late in the night.</p>
<p>“Nobody here wanted a fourth day of this,” said a fisherman who had waited at the slip with two crates of crab and no
way to bring them to the market across the sound.</p>
<p>The agreement runs for two years and raises the pay of deck hands, who had asked for more than they were given but called the
offer fair. Shops on the islands had run out of milk and bread, and the school had sent its older pupils home.</p>"""
"""What `{body}` stands for in a page."""


def cases() -> Iterator[tuple[str, str, str]]:
    for file in sorted(PAGES.glob("*.txt")):
        for case in file.read_text(encoding="utf-8").split("\n## ")[1:]:
            name, rest = case.split("\n", 1)
            page, expected = rest.split("\n-- expected\n")
            yield f"{file.stem}: {name}", page, expected


CASES = list(cases())


def described(page: str) -> Article:
    page = page.replace("{body}", BODY)
    document = Document(Source("page.html", "", len(page), "html"), "html", page, page)
    return describe(document, clean(document, CleanOptions(), ()), CleanOptions(), ())


def said(article: Article, name: str) -> str:
    field = article.field(name)
    if field is None:
        return "none"
    return field.value if isinstance(field.value, str) else "; ".join(field.value)


@pytest.mark.parametrize(("page", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_page_says(page: str, expected: str) -> None:
    article = described(page)
    wanted = dict(re.split(r":\s+", line, maxsplit=1) for line in expected.strip().splitlines())
    assert {name: said(article, name) for name in wanted} == wanted


PIECES = [
    '<meta name="date" content="', '<meta property="article:published_time" content="', '<time datetime="', '<time>', '<abbr class="published" title="', "<h1>", "<h2>",
    "<p>", "<br>", '<div class="byline">', '<a rel="author" href="/author/x">', "<aside>", "<footer>", '">', "</p>", "</h1>", "</div>", "By ", "Ann Lee", "Published: ", "Updated on ",
    "2024-03-05T24:00:00Z", "2024-03-05T10:00+99:00", "31/02/2024", "04/03/2024 25:61", "5 March 2024", "March 2024", "٥ مارس ٢٠٢٤", "2024年3月5日", "99999999999", "0000-00-00",
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"', '","author":["', '"]}</script>', '<script>{"publishedAt":"', "\n", " | ", "­",
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40))
def test_any_page_gives_dates_that_are_dates_and_names_that_are_text(pieces: list[str]) -> None:
    try:
        article = described("<html><head><title>x</title>" + "".join(pieces) + "{body}</html>")
    except BadSource:
        return  # an attribute without an end has swallowed the text: said to be no article
    for name in ("published", "updated"):
        value = said(article, name)
        assert value == "none" or instant(value)
    for field in (*article.fields, *article.rejected):
        assert field.value and field.rule
