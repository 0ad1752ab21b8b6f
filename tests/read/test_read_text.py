"""Text, Markdown and HTML files: front matter, lines, encodings, faults."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from sitegen.read.options import ContentOptions

YAML = """---
title: "Ferry sinks: nine missing"
date: 2024-12-07
author: [Ana Ruiz, Tom Ek]
source:
  name: The Harbour Post
lastmod: 2024-12-08T10:00:00Z
lang: en
tags: [sea]
---

A ferry sank on Saturday.
"""

TOML = """+++
title = "Ferry sinks"
date = 2024-12-07
author = "Ana Ruiz"
id = "ferry-1"
+++
A ferry sank.
"""


def test_a_text_file_is_one_record_whose_body_is_the_file(reading):
    data = b"First line.\r\nSecond line.\r"
    document = reading("a/b.txt", data).only
    assert (document.form, document.body, document.raw) == (
        "text",
        "First line.\nSecond line.\n",
        "First line.\nSecond line.\n",
    )
    assert (document.source.sha256, document.source.bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (document.source.record, document.source.format, document.source.line) == (None, "text", 1)


def test_yaml_front_matter_becomes_fields_with_their_lines(reading, fields_of):
    document = reading("a.md", YAML).only
    assert fields_of(document) == {
        "title": "Ferry sinks: nine missing",
        "published": "2024-12-07",
        "updated": "2024-12-08T10:00:00Z",
        "byline": ("Ana Ruiz", "Tom Ek"),
        "outlet": "The Harbour Post",
        "language": "en",
    }
    assert {field.name: field.line for field in document.given} == {
        "title": 2, "published": 3, "byline": 4, "outlet": 5, "updated": 7, "language": 8,
    }  # fmt: skip
    assert {field.rule for field in document.given} == {"front-matter"}
    assert (document.form, document.body.strip(), document.body_line) == ("markdown", "A ferry sank on Saturday.", 11)
    assert document.raw.split("\n")[document.body_line] == "A ferry sank on Saturday."


def test_toml_front_matter_keeps_dates_as_written_and_the_id(reading, fields_of):
    document = reading("a.md", TOML).only
    assert fields_of(document) == {
        "id": "ferry-1",
        "title": "Ferry sinks",
        "published": "2024-12-07",
        "byline": ("Ana Ruiz",),
    }
    assert (document.body, document.body_line) == ("A ferry sank.\n", 7)


def test_yaml_scalars_stay_strings(reading, fields_of):
    document = reading("a.md", "---\ntitle: no\ndate: 2024-01-02 03:04\nid: 0123\n---\nText").only
    assert fields_of(document) == {"title": "no", "published": "2024-01-02 03:04", "id": "0123"}


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: Fire: nine dead", "not valid"),
        ("title: a\ntitle: b", "given twice"),
        ("title: &a [x]\nauthor: *a", "aliases"),
        ("title: [unclosed", "not valid"),
        ("title: x\nbomb: " + "[" * 50_000, "nested"),
        ("title: x\nbomb:\n " + "- " * 40_000 + "a", "nested"),
        ("title: x\nbomb:\n" + "".join(" " * n + "- a:\n" for n in range(200)), "nested"),
        ("title: x\nlong: " + "y" * 200_000, "longer than"),
        ("title: !!python/object/apply:os.system ['true']\nx: [", "not valid"),
    ],
)
def test_broken_front_matter_is_read_line_by_line_and_reported(reading, front, reason):
    outcome = reading("a.md", f"---\n{front}\n---\nThe text.\n")
    assert outcome.only.body == "The text.\n"
    assert outcome.rules == ["front-matter"]
    assert reason in outcome.problems[0].reason and outcome.problems[0].severity == "warning"
    assert any(field.name == "title" for field in outcome.only.given)


def test_prose_between_two_rules_is_no_front_matter(reading):
    text = "---\nHe said: nothing.\n\nAnd left.\n---\nMore.\n"
    outcome = reading("a.md", "---\nA scene.\n---\nThe text.\n")
    assert outcome.only.body.startswith("---\nA scene.") and not outcome.problems
    assert "And left." in reading("a.md", text).only.raw


def test_unclosed_front_matter_is_kept_as_text_and_reported(reading):
    outcome = reading("a.md", "---\ntitle: Fire\n\nThe text.\n")
    assert outcome.rules == ["front-matter"] and "The text." in outcome.only.body


def test_a_title_without_a_body_is_a_document_and_neither_is_a_bad_source(reading):
    assert reading("a.md", "---\ntitle: Short notice\n---\n").only.body == ""
    outcome = reading("a.md", "---\nauthor: A\n---\n \n")
    assert not outcome.documents and outcome.rules == ["empty"]
    assert reading("a.txt", " \n\t\n").rules == ["empty"] and reading("a.txt", b"").rules == ["empty"]


def test_a_web_page_named_txt_is_read_as_html(reading):
    assert reading("a.txt", "<!DOCTYPE html><html><body><p>x</p></body></html>").only.form == "html"
    assert reading("a.txt", "The tag <html> is old.").only.form == "text"


def test_names_that_say_nothing_are_decided_by_content(reading):
    assert reading("page.php?id=3", "<html><body>x</body></html>").only.source.format == "html"
    assert reading("story", "Just text.").only.source.format == "text"
    assert reading("record", '{"title": "A", "text": "B"}').only.source.format == "json"


def test_gzip_keeps_the_digest_of_the_stored_bytes(reading):
    stored = gzip.compress(b"---\ntitle: T\n---\nThe text.", mtime=0)
    for path in ("a.md.gz", "a.md"):
        document = reading(path, stored).only
        assert (document.body, document.source.format) == ("The text.", "markdown")
        assert (document.source.sha256, document.source.bytes) == (hashlib.sha256(stored).hexdigest(), len(stored))


def test_a_gzip_of_several_members_is_read_to_its_end(reading):
    stored = gzip.compress(b"One. ", mtime=0) + gzip.compress(b"Two.", mtime=0)
    assert reading("a.txt.gz", stored).only.body == "One. Two."


def test_truncated_and_damaged_gzip_is_quarantined(reading):
    stored = gzip.compress(b"Some text that is long enough to be cut. " * 30, mtime=0)
    assert reading("a.txt.gz", stored[:-20]).rules == ["gzip"]
    damaged = bytearray(stored)
    damaged[20] ^= 0xFF
    assert reading("a.txt.gz", bytes(damaged)).rules == ["gzip"]


def test_a_gzip_bomb_stops_at_the_limit(reading):
    bomb = gzip.compress(b"0" * 5_000_000, mtime=0)
    outcome = reading("a.txt.gz", bomb, ContentOptions(largest=1_000_000))
    assert outcome.rules == ["too-large"] and not outcome.records


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n....", b"PK\x03\x04....", bytes(range(32)) * 9])
def test_binary_data_under_a_text_name_is_quarantined(reading, data):
    for name in ("a.txt", "a.html", "a.md", "a.json"):
        outcome = reading(name, data)
        assert outcome.rules == ["binary"] and not outcome.documents
        assert outcome.problems[0].hint


def test_nuls_and_controls_are_left_out_and_reported_with_their_line(reading):
    outcome = reading("a.txt", b"First\nsec\0ond\x07 line\n")
    assert outcome.only.body == "First\nsecond line\n"
    assert [(p.rule, p.line, p.severity) for p in outcome.problems] == [("control-characters", 2, "warning")]


def test_mojibake_is_repaired_and_reported(reading):
    outcome = reading("a.txt", "Fine line.\nThe cafÃ© said itâ€™s closed.\n")
    assert outcome.only.body == "Fine line.\nThe café said it’s closed.\n"
    assert outcome.rules == ["mojibake"] and outcome.problems[0].line == 2
    assert "cafÃ©" in outcome.problems[0].reason


def test_good_text_is_not_taken_for_mojibake(reading):
    text = "El Niño, São Paulo, “naïve” coöperation, Łódź, Ångström’s Øre — 20 °C, £5 → €6, Москва, القاهرة, 東京\n"
    outcome = reading("a.txt", text)
    assert outcome.only.body == text and not outcome.problems


def test_text_is_composed_and_every_kind_of_line_break_counts(reading):
    document = reading("a.txt", "Cafe\u0301\x0bb\x0cc\u2028d\u2029e").only
    assert document.body == "Café\nb\nc\nd\n\ne"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_bare_header_lines_are_fields(reading, fields_of, name):
    text = (
        "Title: Ferry sinks: nine missing\nDate: 7 December 2024\nAuthor: Ana Ruiz\nPage Number: 3\n\nA ferry sank.\n"
    )
    document = reading(name, text).only
    assert fields_of(document) == {
        "title": "Ferry sinks: nine missing",
        "published": "7 December 2024",
        "byline": ("Ana Ruiz",),
    }
    assert (document.body, document.body_line) == ("A ferry sank.\n", 6)
    assert [(field.rule, field.line) for field in document.given] == [("header", 1), ("header", 2), ("header", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Source: a spring.\n\nIt rose in the hills.\n",
        "Title: The only line\nand prose under it.\n\nMore.\n",
        "By: Ana\nSource: The Post\n\nNo title and no date.\n",
        "Title: a\nDate: b\nand no blank line",
        "Q: What is it?\nA: A ferry.\n\nMore.\n",
    ],
)
def test_prose_with_colons_is_no_header(reading, text):
    document = reading("a.txt", text).only
    assert document.body == text and not document.given
