"""What a page's markup states, and which candidate wins."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.describe.markup import candidates, choose
from sitegen.describe.markup_dates import iso
from sitegen.describe.markup_names import names
from sitegen.model import FIELD_NAMES, LIST_FIELDS, Document, Field, Source

ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Harbour Post"},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        {"@type": "Organization", "@id": "#post", "name": "The Harbour Post"},
        {
            "@type": ["NewsArticle"], "headline": "Ferry brings islanders ashore", "datePublished": "2024-03-05T07:30:00+0100",
            "dateModified": "2024-03-05T09:00:00Z", "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Bo &amp;amp; Roe"}],
            "publisher": {"@id": "#post"}, "articleSection": ["News"], "inLanguage": "en-GB", "isAccessibleForFree": False,
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://post.example/ferry"}, "description": "The islanders are safe.",
        },
    ],
}  # fmt: skip


def found(html: str, **document: int) -> tuple[Field, ...]:
    return candidates(Document(Source("a.html", "", 0, "html"), "html", html, html, **document))


def chosen(html: str, name: str) -> str | tuple[str, ...] | None:
    field = choose(name, found(html))
    return field.value if field else None


def linked(data: object) -> str:
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(data)}</script></head><body><p>x</p></body></html>'
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Ferry brings islanders ashore"),
        ("published", "2024-03-05T07:30:00+01:00"),
        ("updated", "2024-03-05T09:00:00Z"),
        ("outlet", "The Harbour Post"),
        ("section", "News"),
        ("language", "en"),
        ("url", "https://post.example/ferry"),
        ("labels", ("paywalled",)),
        ("description", "The islanders are safe."),
    ],
)
def test_json_ld(name: str, value: str) -> None:
    assert chosen(linked(ARTICLE), name) == value


def test_json_ld_authors_by_reference_and_by_value() -> None:
    value = chosen(linked(ARTICLE), "byline")
    assert value is not None
    assert value[0] == "Ann Lee"


@pytest.mark.parametrize("broken", ['{"@type": "NewsArticle", "headline": "Ferry",}', '<!-- {"@type": "NewsArticle", "headline": "Ferry"} -->',
                                    '{"@type": "NewsArticle", "headline": "Fer\try"}'])  # fmt: skip
def test_json_ld_as_publishers_write_it(broken: str) -> None:
    html = f'<script type="application/ld+json">{broken}</script>'
    assert str(chosen(html, "title")).replace(" ", "") == "Ferry"


@pytest.mark.parametrize(
    ("meta", "name", "value"),
    [
        (
            '<meta property="og:title" content="Ferry brings islanders ashore">',
            "title",
            "Ferry brings islanders ashore",
        ),
        (
            '<meta property="article:published_time" content="2024-03-05T07:30:00Z">',
            "published",
            "2024-03-05T07:30:00Z",
        ),
        ('<meta property="og:site_name" content="The Harbour Post">', "outlet", "The Harbour Post"),
        (
            '<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Roe, Bo">',
            "byline",
            ("Ann Lee", "Bo Roe"),
        ),
        ('<meta name="DC.date.issued" content="2024-03">', "published", "2024-03"),
        ('<meta name="parsely-author" content="Ann Lee">', "byline", ("Ann Lee",)),
        ('<meta name="sailthru.date" content="2024-03-05">', "published", "2024-03-05"),
        ('<link rel="canonical" href="https://post.example/ferry">', "url", "https://post.example/ferry"),
        ('<link rel="canonical" href="https://post.example/2024/03/05/ferry.html">', "published", "2024-03-05"),
        ('<meta name="copyright" content="The Harbour Post 2024">', "rights", "The Harbour Post 2024"),
    ],
)
def test_meta_families(meta: str, name: str, value: str) -> None:
    assert chosen(f"<html><head>{meta}</head><body>x</body></html>", name) == value


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ('<p class="byline">By <a href="/ann">Ann Lee</a> and <a>Bo Roe</a></p>', ("Ann Lee", "Bo Roe")),
        ('<div><span>By</span><span>Ann Lee</span></div>', ("Ann Lee",)),
        ('<a rel="author" href="/x">Ann Lee</a>', ("Ann Lee",)),
        ('<span itemprop="author" itemscope><span itemprop="name">Ann Lee</span><i>Reporter</i></span>', ("Ann Lee",)),
        ('<a href="/authors/ann-lee">Ann Lee</a>', ("Ann Lee",)),
        ('<div class="comments"><p class="author">Troll Name</p></div>', None),
        ('<p>By Friday the ferry had gone.</p>', None),
    ],
)  # fmt: skip
def test_visible_bylines(body: str, value: tuple[str, ...] | None) -> None:
    assert chosen(f"<html><body><h1>Ferry brings islanders ashore</h1>{body}</body></html>", "byline") == value


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ('<time datetime="2024-03-05T07:30:00+01:00">5 March</time>', "2024-03-05T07:30:00+01:00"),
        ('<span class="x">Published on March 5, 2024</span>', "2024-03-05"),
        ('<p>5 mars 2024</p>', "2024-03-05"),
        ('<aside><time datetime="2024-03-05">5 March</time></aside><p>March 4, 2024</p>', "2024-03-04"),
    ],
)  # fmt: skip
def test_visible_dates(body: str, value: str) -> None:
    assert chosen(f"<html><body><h1>Ferry brings islanders ashore</h1>{body}</body></html>", "published") == value


@pytest.mark.parametrize(
    ("html", "value"),
    [
        # The printed headline, confirmed by the head.
        (
            "<title>Ferry brings islanders ashore | Post</title><h1>Post</h1><h1>Ferry brings islanders ashore</h1>",
            "Ferry brings islanders ashore",
        ),
        # Another one than the search engine's title: the lone headline of the page.
        (
            "<title>Ferry news today</title><h1>Islanders reach the harbour at last</h1>",
            "Islanders reach the harbour at last",
        ),
        # The page's only h1 is the site's name.
        (
            '<meta property="og:site_name" content="Harbour Post"><title>Ferry at last - Harbour Post</title><h1>Harbour Post</h1>',
            "Ferry at last",
        ),
        # A kicker that only the style sheet parts from the headline.
        (
            "<title>Storm: the ferry is back</title><h1><span>Storm:</span><span>the ferry is back</span></h1>",
            "Storm: the ferry is back",
        ),
    ],
)
def test_titles(html: str, value: str) -> None:
    assert chosen(f"<html>{html}<p>x</p></html>", "title") == value


def test_persons_win_over_the_house_and_the_house_over_nobody() -> None:
    house = linked(
        {"@type": "NewsArticle", "author": {"name": "The Harbour Post"}, "publisher": {"name": "The Harbour Post"}}
    )
    assert chosen(house, "byline") == ("The Harbour Post",)
    assert chosen(house.replace("<p>x</p>", '<h1>Ferry</h1><p class="byline">By Ann Lee</p>'), "byline") == ("Ann Lee",)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("By ANN LEE, Staff Writer", ("ANN LEE",)),
        ("Ann Lee; Bo Roe", ("Ann Lee", "Bo Roe")),
        ("Von Ann Lee und Bo Roe", ("Ann Lee", "Bo Roe")),
        ("Par Ann Lee avec AFP", ("Ann Lee avec AFP",)),
        ("Ann Lee (ann.lee@post.example)", ("Ann Lee",)),
        ("Ann Lee, Ph.D.", ("Ann Lee, Ph.D.",)),
        ("https://www.facebook.com/harbourpost", ()),
        ("admin", ()),
        ("3 March 2024", ()),
    ],
)
def test_names(written: str, value: tuple[str, ...]) -> None:
    assert names(written) == value


BYLINES = r"""
Ann Lee in Paris = Ann Lee
Ann Lee with Bo Roe = Ann Lee; Bo Roe
Ann Lee (Text) und Bo Roe (Fotos) = Ann Lee; Bo Roe
Jan Nowak/PAP = Jan Nowak; PAP
Ann Lee e agências = Ann Lee
Von Ann Lee und Bo Roe, Berlin = Ann Lee; Bo Roe
By Ann Lee for the Daily Post = Ann Lee
Ann Lee | Opinion = Ann Lee
ANN LEE AND BO ROE = ANN LEE; BO ROE
Ann Lee\n@annlee\n5 min read = Ann Lee
Ann Lee · Mar 5, 2024 = Ann Lee
Ann Lee, Fotos: Bo Roe = Ann Lee
dpa/Ann Lee = dpa; Ann Lee
Ann Lee - Correspondente em Lisboa = Ann Lee
Ann Lee, enviada especial = Ann Lee
Propos recueillis par Ann Lee = Ann Lee
Ann Lee — Staff Writer = Ann Lee
Ann Lee Staff Reporter = Ann Lee
Jean Dupont, avec agences = Jean Dupont
Jean Dupont et Marie Durand, à Lyon = Jean Dupont; Marie Durand
By [email protected] (Ann Lee) = Ann Lee
Ann Lee, 28 mars 2024 = Ann Lee
Anne-Marie O’Neill and José da Silva = Anne-Marie O’Neill; José da Silva
Kim Ji-soo = Kim Ji-soo
By The Associated Press = The Associated Press
LUCÍA MENA Y IKER SOTO = LUCÍA MENA; IKER SOTO
Maria i Jan Nowak = Maria; Jan Nowak
Lee, Ann and Roe, Bo = Ann Lee; Bo Roe
Ann Lee, Bo Roe, Cy Poe und Dee Doe = Ann Lee; Bo Roe; Cy Poe; Dee Doe
Ann Lee, Data analysis by Bo Roe = Ann Lee
"""


@pytest.mark.parametrize("row", BYLINES.strip().splitlines())
def test_bylines_of_many_houses(row: str) -> None:
    written, value = row.split(" = ")
    assert "; ".join(names(written.replace("\\n", "\n"))) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2024-03-05T07:30:00.000+0100", "2024-03-05T07:30:00+01:00"),
        ("2024-03-05 07:30", "2024-03-05T07:30"),
        ("20240305", "2024-03-05"),
        ("Tue, 05 Mar 2024 07:30:00 GMT", "2024-03-05T07:30:00Z"),
        ("1709620200", "2024-03-05T06:30:00Z"),
        ("2024-03", "2024-03"),
        ("2024-13-05", None),
        ("2024-03-05T24:00:00Z", "2024-03-05"),
        ("2024-03-05T10:00:61Z", "2024-03-05"),
        ("2024-03-05T10:00+99:00", "2024-03-05T10:00"),
        ("yesterday", None),
    ],
)
def test_machine_dates(written: str, value: str | None) -> None:
    assert iso(written) == value


def test_lines_count_from_where_the_body_lies_in_its_source() -> None:
    html = '<html>\n<head>\n<meta property="og:title" content="Ferry">'
    assert [field.line for field in found(html, body_line=11)] == [13]


def test_lists_without_end_give_few_candidates_and_hide_no_date() -> None:
    links = "".join(f'<a rel="author" href="/author/a{n}">Ann Lee {"x" * (n % 50)}{n}</a>' for n in range(3000))
    metas = "".join(f'<meta name="citation_author" content="Ann L{n}">' for n in range(3000))
    html = f"<html><head>{metas}</head><body><h1>Ferry brings islanders ashore</h1><p>5 March 2024</p>{links}</body></html>"
    fields = found(html)
    assert len(fields) < 1000
    assert all(len(field.value) <= 500 for field in fields if field.name == "byline")
    assert chosen(html, "published") == "2024-03-05"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(['<meta name="author" content="', '<time datetime="', '<h1>', "By ", "Ann Lee", "2024-99-99", '"', ">", "<p class=byline>",
                                 '<script type="application/ld+json">', "{", "[", '"@type":', '"NewsArticle"', "}", "</script>", "\0", "é", "</p>"]), max_size=30))  # fmt: skip
def test_any_page_gives_well_formed_fields(parts: list[str]) -> None:
    for field in found("".join(parts)):
        assert field.name in FIELD_NAMES
        assert isinstance(field.value, tuple) == (field.name in LIST_FIELDS)
        assert field.value and field.evidence and field.rule
        assert field.basis in ("embedded", "stated")
