"""What every page must be, whatever is on it: valid, safe, linked, within what the archive publishes."""

from __future__ import annotations

import itertools
import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib
import msgspec
import pytest

from sitegen.model import Article, Field, raw_key
from sitegen.render import draw, plan
from sitegen.render.options import SiteOptions

Drawn = Callable[..., dict[str, str]]
H = "{http://www.w3.org/1999/xhtml}"


def html(site: dict[str, str]) -> dict[str, Any]:
    return {path: html5lib.parse(text) for path, text in site.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def trees(drawn: Drawn) -> dict[str, Any]:
    return html(drawn(base_url="https://x.org/a/"))


def test_pages_parse_without_an_error(drawn: Drawn) -> None:
    for path, text in drawn(base_url="https://x.org/a/").items():
        if path.endswith(".html"):
            parser = html5lib.HTMLParser()
            parser.parse(text)
            assert not parser.errors, (path, parser.errors[:3])


def test_one_title_one_h1_and_headings_in_order(trees: dict[str, Any]) -> None:
    for path, tree in trees.items():
        levels = [int(e.tag[-1]) for e in tree.iter() if isinstance(e.tag, str) and re.fullmatch(H + "h[1-6]", e.tag)]
        assert levels.count(1) == 1, path
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (path, levels)
        assert tree.find(f".//{H}title").text.strip(), path


def test_no_inline_script_style_or_handler_and_a_policy_on_every_page(trees: dict[str, Any]) -> None:
    for path, tree in trees.items():
        policies = [e.get("content") for e in tree.iter(H + "meta") if e.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1 and policies[0].startswith("default-src 'none'") and "unsafe" not in policies[0], path
        for element in tree.iter():
            names = {str(name) for name in element.attrib}
            assert not {name for name in names if name == "style" or name.startswith("on")}, (path, element.tag)
            assert element.tag != H + "style", path
            assert element.tag != H + "script" or element.get("src") or element.get("type") == "application/ld+json", (
                path
            )


def test_ids_are_unique_and_links_lead_to_pages(drawn: Drawn, trees: dict[str, Any]) -> None:
    ids = {path: Counter(e.get("id") for e in tree.iter() if e.get("id")) for path, tree in trees.items()}
    assert [(path, id) for path, found in ids.items() for id, n in found.items() if n > 1] == []
    files = set(drawn(base_url="https://x.org/a/"))
    broken = []
    for path, tree in trees.items():
        for link in (e.get("href") for e in tree.iter(H + "a") if e.get("href")):
            parts = urlsplit(link)
            if parts.scheme or parts.path.startswith("/"):
                assert parts.scheme == "https", (path, link)
                continue
            place = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            place = posixpath.normpath(place + "/index.html") if parts.path.endswith("/") else place
            if not place.startswith(("data/", "static/")) and (
                place not in files or (parts.fragment and parts.fragment not in ids.get(place, ()))
            ):
                broken.append((path, link))
    assert broken == []


def test_content_is_text_and_never_markup(drawn: Drawn) -> None:
    page = drawn()["article/dddd/index.html"]
    assert "<script>alert" not in page and "<b>Bang" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "&lt;b&gt;Bang&lt;/b&gt; in the dark" in page
    assert "javascript:" not in drawn()["article/aaaa/index.html"]


def test_structured_data_is_json_with_the_fields_that_are_known(drawn: Drawn) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', drawn()["article/dddd/index.html"], re.S)
    assert found and "<" not in found.group(1)
    data = json.loads(found.group(1))
    assert (data["@type"], data["headline"], data["datePublished"]) == (
        "NewsArticle",
        "<b>Bang</b> in the dark",
        "2031-03-06",
    )
    assert data["publisher"]["name"] == "Harbour Gazette"


def test_a_date_says_on_what_it_rests_and_shows_its_evidence(drawn: Drawn) -> None:
    text = drawn()["article/bbbb/index.html"]
    assert "5 March 2031" in text and ", inferred" in text
    assert "“yesterday” here, “Tuesday” in version 1" in text


def test_a_supplied_title_stands_in_brackets_and_foreign_text_says_its_language(drawn: Drawn) -> None:
    text = drawn()["article/eeee/index.html"]
    assert re.search(r'<h1[^>]* lang="ar" dir="rtl">\[السفينة\]</h1>', text)
    assert re.search(r'<div class="text" lang="ar" dir="rtl">', text)


def test_a_version_knows_its_place_and_notes_where_its_parent_differs(drawn: Drawn) -> None:
    text = drawn()["article/bbbb/index.html"]
    assert "Version 2 of 3" in text and "86% sure" in text
    assert re.search(r"Version 1<span class=\"sr\">, change \d+</span></a> has <q>212</q>", text), (
        "the changed figure is noted"
    )
    assert re.search(r"Not in <a [^>]*>version 1<", text), "the added passage is noted"
    assert 'href="../../diff/aaaa..bbbb/#c1"' in text


def test_the_comparison_marks_words_numbers_changes_and_lists_facts(drawn: Drawn) -> None:
    text = drawn()["diff/aaaa..bbbb/index.html"]
    assert "<del>212</del>" in text and "<ins>218</ins>" in text
    assert 'class="minor"' in text, "house style is told from substance"
    assert 'id="c1"' in text and "Facts that changed" in text
    assert "Version 2 is an abridgement of version 1" in text


def test_the_story_shows_lineage_with_evidence_and_every_wording_once(drawn: Drawn) -> None:
    text = drawn()["story/aaaa/index.html"]
    assert "86% sure" in text and "says “yesterday” for “Tuesday”" in text
    assert text.split('id="synopsis"')[1].count("Nobody was seriously hurt") == 1, "identical cells fold"
    assert "<ins>218</ins>" in text and "the table below says the same" in text


def test_the_story_tells_the_biggest_changes_in_words_with_a_way_to_each(drawn: Drawn) -> None:
    text = drawn()["story/aaaa/index.html"]
    assert "13 words added, 44 words dropped" in text
    assert re.search(r'href="[^"]*diff/aaaa..bbbb/#c2">added, 13 words</a> The seamen’s union said', text)


def test_cuts_stand_on_the_source_page_with_their_rule(drawn: Drawn) -> None:
    text = drawn()["article/aaaa/source/index.html"]
    assert re.search(r"cut: dateline</span> <del>PORT ELLIS \(Corvus\) -</del>", text)
    assert "a" * 64 in text and 'id="L2"' in text


@pytest.mark.parametrize(("show", "kept"), [("excerpt", True), ("metadata", False)])
def test_no_text_is_published_beyond_what_the_archive_allows(drawn: Drawn, show: str, kept: bool) -> None:
    """Sixty words of the first version end before its last paragraphs; metadata alone holds no text at all."""
    site = drawn(show=show, base_url="https://x.org/")
    secrets = ["declined to comment"] + (
        [] if kept else ["ran aground", "seriously hurt", "closed in shortly", "on duty for"]
    )
    leaks = [(path, secret) for path, text in site.items() for secret in secrets if secret in text]
    assert leaks == []
    assert ("ran aground" in site["article/aaaa/index.html"]) == kept


def test_links_can_name_their_index_file(drawn: Drawn) -> None:
    site = drawn(index_links=True)
    folders = [
        (path, link)
        for path, text in site.items()
        for link in re.findall(r'(?:href|action)="([^"]*/)"', text)
        if "//" not in link
    ]
    assert folders == []
    assert 'action="../../search/index.html"' in site["article/aaaa/index.html"]


def test_the_page_for_what_is_missing_stands_alone(drawn: Drawn) -> None:
    assert not re.search(r'(?:href|src)="(?!https://x\.org/)', drawn(base_url="https://x.org/")["404.html"])
    assert "href=" not in drawn()["404.html"]


def test_stored_values_that_are_gone_leave_a_page_without_text(wire: Any, theme: Any) -> None:
    for page in plan(wire.site, SiteOptions(), theme):
        assert draw(page, type(wire.articles)(), type(wire.alignments)(), theme).data


def test_a_citation_says_what_is_inferred_and_where_the_text_is(drawn: Drawn) -> None:
    with_base = drawn(base_url="https://x.org/")["article/bbbb/index.html"]
    assert (
        "Ann Doe. “Ferry &amp; fog bbbb”. Daily Mast. [5 March 2031]. News archive, article bbbb. https://x.org/article/bbbb/."
        in with_base
    )
    assert "@online{bbbb,\n  title = {Ferry \\&amp; fog bbbb}," in with_base
    assert "SHA-256 bbbbbbbbbbbbbbbb…" in drawn()["article/bbbb/index.html"]


def test_a_records_lines_are_counted_as_in_its_file(wire: Any, theme: Any) -> None:
    one = msgspec.msgpack.decode(wire.articles["key-aaaa"], type=Article)
    moved = msgspec.structs.replace(
        one,
        source=msgspec.structs.replace(one.source, line=300),
        blocks=tuple(
            msgspec.structs.replace(block, line=block.line + 299 if block.line else None) for block in one.blocks
        ),
        fields=(Field("title", "Ferry", "embedded", "record", "Ferry", 301),),
    )
    stored = type(wire.articles)(
        {"key-aaaa": msgspec.msgpack.encode(moved), raw_key("key-aaaa"): msgspec.msgpack.encode("a\nb\nc")}
    )
    page = next(page for page in plan(wire.site, SiteOptions(), theme) if page.path == "article/aaaa/source/index.html")
    text = draw(page, stored, wire.alignments, theme).data.decode()
    assert re.findall(r'id="(L\d+)"', text) == ["L300", "L301", "L302"]
    assert '<a href="#L301">301</a>' in text
