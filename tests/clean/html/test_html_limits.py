"""Hostile pages through the public door: bounded time, named problems, and the article still there."""

from __future__ import annotations

import time

import pytest

from sitegen.clean import clean
from sitegen.clean.html.parse import tree, without_data
from sitegen.clean.options import CleanOptions
from sitegen.model import Article, BadSource, Document, Source

LEAD = "The ferry left the northern harbour shortly after dawn, and by noon the first of the islanders had been brought ashore, the mayor said."
HEAD = f"<html><head><title>Ferry brings islanders ashore</title></head><body><article><h1>Ferry brings islanders ashore</h1><p>{LEAD}</p>"


def read(body: str) -> Article:
    return clean(Document(Source("a.html", "", 0, "html"), "html", body, body), CleanOptions(), ())


def rules(article: Article) -> list[str]:
    return [problem.rule for problem in article.problems]


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("junk", "rule"),
    [
        ("<p>x" * 60_000, "too-many-pieces"),
        ("<p>x</p>" * 60_000, "too-many-pieces"),
        ("<table><tr>" + "<td>x</td>" * 60_000 + "</tr></table>", "too-many-pieces"),
        ("<ul>" + '<li><a href="/1">x</a></li>' * 40_000 + "</ul>", "too-many-pieces"),
        ("<p>a " + "<button>b</button> " * 40_000, "too-many-pieces"),
        ("<div>" * 200_000 + "x", "no-tree"),
        ("<p " + " ".join(f"a{n}=b" for n in range(60_000)) + ">x</p>", "no-tree"),
        ("<p " + " ".join(f'a{n}=">"' for n in range(60_000)) + ">x</p>", "no-tree"),
        ("<p>" + '<a href="/1">x</a> ' * 50_000, ""),
        ("<p>" + "<i>x</i> " * 100_000, ""),
        ("<table>" + ("<tr>" + "<td>x</td>" * 10 + "</tr>") * 10_000 + "</table>", ""),
        ("<table><tr><td>" * 600 + "x", ""),
    ],
    ids=["p", "closed p", "wide table", "list of links", "buttons", "depth", "attributes", "quoted attributes",
         "links", "marks", "long table", "nested tables"],
)  # fmt: skip
def test_crowded_pages_are_read_in_bounded_time_and_said_to_be(junk: str, rule: str) -> None:
    began = time.process_time()
    article = read(HEAD + junk)
    assert time.process_time() - began < 8  # some 1 s; the machine may be busy
    assert [found for found in rules(article) if found in ("no-tree", "too-many-pieces")] == ([rule] if rule else [])
    assert LEAD in " ".join(block.text for block in article.blocks)


def test_what_comes_after_the_limit_is_one_cut_block_and_nothing_is_lost() -> None:
    article = read(HEAD + "<div><p>one <b>x</b></p><script>s</script>y</div>" * 30_000 + "<p>the end</p>")
    (rest,) = (block for block in article.blocks if block.cut == "beyond-limit")
    assert rest.text.endswith("the end")
    shown = letters("".join(block.text for block in article.blocks))
    assert (shown.count("onexy"), shown.count("s</script>")) == (30_000, 0)


def test_without_a_tree_nothing_is_lost_after_the_limit_either() -> None:
    article = read(HEAD + "<div>" * 2_200 + "<p>one <b>x</b></p><!-- c --><script>s</script>&amp;" * 30_000)
    shown = letters("".join(block.text for block in article.blocks))
    assert shown.count("onex&") == 30_000
    assert rules(article)[:2] == ["no-tree", "too-many-pieces"]


def test_an_endless_line_is_no_article() -> None:
    with pytest.raises(BadSource) as raised:
        read("<p>" + "word " * 1_000_000)
    assert raised.value.rule == "too-long"


def test_pictures_saved_inside_a_page_do_not_count() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 200_000
    body = f'{HEAD}<img src="{picture}"><p>{LEAD} It said so.</p></article>'
    assert len(without_data(body)) < 1_000
    assert [block.text for block in read(body).kept] == [LEAD, f"{LEAD} It said so."]


def test_long_scripts_and_attributes_are_no_crowd() -> None:
    script = "<script>" + "if (a<b) { x = 'it' } " * 5_000 + "</script>"
    assert tree(f'{HEAD}{script}<div data-state="{"word = 1; " * 5_000}">x</div>') is not None


def test_a_stray_quotation_mark_makes_no_crowd() -> None:
    links = '<li class="a b" data-x="y z"><a href="/1">link</a></li>\n' * 3_000
    assert tree(f'{HEAD}<ul role=”navigation" class=x>{links}</ul>') is not None


def test_endless_data_in_a_script_is_left_alone() -> None:
    data = '<script type="application/ld+json">{"articleBody": "' + 'a \\" ' * 500_000 + '"}</script>'
    assert [block.text for block in read(HEAD + data).kept] == [LEAD]
