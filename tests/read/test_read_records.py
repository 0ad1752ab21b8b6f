"""JSON and JSON Lines: which records there are, what they are called, and what becomes of broken ones."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import read
from sitegen.model import BadSource, Problem, Record
from sitegen.read.options import ContentOptions

RECORD = {
    "id": "f1",
    "headline": "Ferry sinks",
    "published_at": "2024-12-07T10:00:00Z",
    "authors": [{"name": "Ana Ruiz"}, "Tom Ek"],
    "source": {"id": None, "name": "The Harbour Post"},
    "url": "https://post.example/1",
    "language": "en",
    "section": ["Shipping", "World"],
    "description": "Nine are missing.",
    "body": "A ferry sank.\n\nNine are missing.",
}


def test_a_record_file_is_one_source_with_fields(reading, fields_of):
    document = reading("a.json", json.dumps(RECORD, indent=1)).only
    assert fields_of(document) == {
        "id": "f1", "title": "Ferry sinks", "published": "2024-12-07T10:00:00Z", "byline": ("Ana Ruiz", "Tom Ek"),
        "outlet": "The Harbour Post", "url": "https://post.example/1", "language": "en", "section": "Shipping",
        "description": "Nine are missing.",
    }  # fmt: skip
    assert (document.source.record, document.form, document.body) == (None, "text", RECORD["body"])
    lines = document.raw.split("\n")
    by_name = {field.name: field for field in document.given}
    assert '"headline"' in lines[by_name["title"].line - 1] and '"body"' in lines[document.body_line - 1]
    assert (by_name["title"].rule, by_name["title"].basis, document.line_step) == ("record", "embedded", 0)


@pytest.mark.parametrize(
    ("record", "form", "body"),
    [
        ({"html": "just words"}, "html", "just words"),
        ({"content": "<p>One</p><p>Two</p>"}, "html", "<p>One</p><p>Two</p>"),
        ({"content": "3 < 4 and 5 > 2"}, "text", "3 < 4 and 5 > 2"),
        ({"text": "One\n\nTwo", "html": "<p>One</p><p>Two</p>"}, "text", "One\n\nTwo"),
        ({"text": "One Two", "html": "<p>One</p><p>Two</p>"}, "html", "<p>One</p><p>Two</p>"),
        ({"text": "One Two", "html": "<html><body><nav>x</nav><p>One</p><p>Two</p></body></html>"}, "text", "One Two"),
        ({"text": "", "html": "<p>Two</p>"}, "html", "<p>Two</p>"),
        ({"content": ["One", "Two"]}, "text", "One\n\nTwo"),
        ({"markdown": "*One*"}, "markdown", "*One*"),
        ({"title": {"rendered": "T"}, "content": {"rendered": "<p>One</p>", "protected": False}}, "html", "<p>One</p>"),
        ({"title": "Only a title"}, "text", ""),
    ],
)
def test_the_key_decides_the_form_and_markup_is_seen(reading, record, form, body):
    document = reading("a.json", json.dumps(record)).only
    assert (document.form, document.body) == (form, body)


@pytest.mark.parametrize(
    "container",
    [
        lambda records: records,
        lambda records: {"articles": records, "total": 2},
        lambda records: {"status": "ok", "response": {"docs": records}},
        lambda records: {"title": "A feed", "items": records, "tags": ["a", "b", "c"]},
    ],
)
def test_lists_of_records_are_found_wherever_they_lie(reading, container):
    records = [{"id": 7, "title": "A", "text": "One."}, {"title": "B", "text": "Two."}]
    text = json.dumps(container(records), indent=2)
    outcome = reading("a.json", text)
    assert [(d.source.record, d.body) for d in outcome.documents] == [("7", "One."), ("2", "Two.")]
    for record in outcome.records:
        assert record.payload.decode() in text
        assert record.source.sha256 == hashlib.sha256(record.payload).hexdigest()
        assert text.split("\n")[record.source.line - 1].strip() == "{"


def test_an_article_with_a_list_of_related_ones_is_still_one_article(reading):
    record = {"title": "A", "text": "One.", "related": [{"title": "B", "text": "x"}, {"title": "C", "text": "y"}]}
    assert reading("a.json", json.dumps(record)).only.body == "One."


def test_json_lines_under_the_name_json_and_the_other_way_round(reading):
    lines = '{"title": "A", "text": "One."}\n{"title": "B", "text": "Two."}\n'
    assert [d.body for d in reading("a.json", lines).documents] == ["One.", "Two."]
    pretty = json.dumps([{"title": "A", "text": "One."}], indent=2)
    assert [d.body for d in reading("a.jsonl", pretty).documents] == ["One."]


def test_each_line_is_a_record_and_a_broken_one_is_a_problem_of_its_own(reading):
    lines = [
        '{"id": "x", "text": "One."}',
        "",
        '{"id": "y", "text": ',
        "[1]",
        '{"nothing": 1}',
        '{"id": "z", "text": "Two."}',
    ]
    outcome = reading("a.jsonl", "\r\n".join(lines))
    assert [(d.source.record, d.source.line, d.body) for d in outcome.documents] == [("x", 1, "One."), ("z", 6, "Two.")]
    assert [(p.rule, p.record, p.line) for p in outcome.problems] == [
        ("json", "2", 3),
        ("not-a-record", "3", 4),
        ("empty", "4", None),
    ]
    assert outcome.records[0].source.sha256 == hashlib.sha256(lines[0].encode()).hexdigest()
    assert outcome.records[0].source.bytes == len(lines[0])


def test_a_name_is_given_once_in_a_file(reading):
    lines = '{"id": "2", "text": "a"}\n{"text": "b"}\n{"id": "2", "text": "c"}\n{"id": " ", "text": "d"}'
    names = [record.source.record for record in reading("a.jsonl", lines).records]
    assert len(set(names)) == 4 and names[0] == "2" and names[3] == "4"


def test_a_truncated_gzip_keeps_its_whole_lines(reading):
    rows = [json.dumps({"id": n, "text": f"text {hashlib.sha256(str(n).encode()).hexdigest()}"}) for n in range(400)]
    stored = gzip.compress("\n".join(rows).encode(), mtime=0)
    outcome = reading("a.jsonl.gz", stored[: len(stored) // 2])
    assert 50 < len(outcome.documents) < 400
    assert "gzip" in outcome.rules and all(d.body.startswith("text ") for d in outcome.documents)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_json_lines_in_other_encodings(reading, encoding):
    text = '{"title": "Café", "text": "Éte à la mer, où l’été passe."}\n{"title": "B", "text": "Noël."}\n'
    assert [d.body for d in reading("a.jsonl", text.encode(encoding)).documents] == [
        "Éte à la mer, où l’été passe.",
        "Noël.",
    ]


def test_odd_values_do_not_break_a_record(reading, fields_of):
    text = '{"id": 12345678901234567890123, "title": "T", "text": "x", "author": NaN, "date": 1733565600, "n": 1e999, "t": "a\tb"}'
    fields = fields_of(reading("a.json", text).only)
    assert fields == {"id": "12345678901234567890123", "title": "T", "published": "2024-12-07T10:00:00Z"}
    assert fields_of(reading("a.json", '{"text": "x", "id": ' + "9" * 6000 + "}").only)["id"] == "9" * 6000


def test_a_key_given_twice_is_reported(reading):
    outcome = reading("a.json", '{"title": "A", "title": "B", "text": "x"}')
    assert outcome.rules == ["duplicate-key"] and outcome.only.given[0].value == "B"


def test_half_a_surrogate_pair_is_replaced_and_reported(reading):
    outcome = reading("a.jsonl", r'{"title": "A \ud83d B", "text": "x \ude00 y \ud83d\ude00"}')
    assert outcome.only.body == "x \N{REPLACEMENT CHARACTER} y 😀"
    assert set(outcome.rules) == {"control-characters"}


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"text":'])
def test_deep_nesting_is_refused_before_it_is_parsed(reading, opening):
    assert set(reading("a.json", opening * 100_000).rules) == {"too-deep"}
    assert reading("a.jsonl", '{"text": "x"}\n{"x":' + opening * 100_000).rules == ["too-deep"]


def test_strings_full_of_brackets_are_not_deep(reading):
    assert reading("a.json", json.dumps({"text": "[" * 5000 + '\\"{' * 500})).only.body.startswith("[[[")


def test_a_list_that_is_cut_off_keeps_what_came_before(reading):
    outcome = reading("a.json", '[{"text": "One."}, {"text": "Two."}, {"te')
    assert outcome.rules == ["json"] and "cut off" in outcome.problems[0].reason


def test_data_that_is_no_article_is_one_problem(reading):
    assert reading("a.json", json.dumps(list(range(5000)))).rules == ["no-records"]
    assert reading("a.json", '{"name": "package", "version": "1"}').rules == ["empty"]
    assert reading("a.json", '"text"').rules == ["not-a-record"]


def test_thousands_of_broken_lines_are_counted_not_listed(reading):
    outcome = reading("a.jsonl", '{"text": "x"}\n' + "nonsense\n" * 5000)
    assert len(outcome.documents) == 1 and len(outcome.problems) < 300
    assert outcome.rules[-1] == "more-problems" and "4800" in outcome.problems[-1].reason


def test_records_are_made_one_at_a_time():
    line = b'{"title": "T", "text": "' + b"x" * 1000 + b'"}\n'
    items = read.split("a.jsonl", line * 20_000, ContentOptions(), read.PathMetadata())
    first = next(items)
    assert isinstance(first, Record) and first.source.record == "1"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "title", "id", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(JSON, max_size=4))
def test_every_line_gives_a_record_or_a_problem(values):
    from read_whole import read_file  # the same reading as the fixtures

    text = "\n".join(json.dumps(value) for value in values)
    outcome = read_file("a.jsonl", text)
    assert len(outcome.documents) + len([p for p in outcome.problems if p.severity != "warning"]) >= len(values)


HOSTILE = Path(__file__).parents[3] / "shared/data/hostile_payloads/jsontestsuite.b64jsonl"


@pytest.mark.skipif(not HOSTILE.exists(), reason="needs ../shared/data/hostile_payloads beside the repository")
def test_the_json_test_suite_is_survived():
    for line in HOSTILE.read_text().splitlines()[1:]:
        data = base64.b64decode(json.loads(line)["b64"])
        for name in ("a.json", "a.jsonl"):
            for item in read.split(name, data, ContentOptions(), read.PathMetadata()):
                assert isinstance(item, Record | Problem)
                if isinstance(item, Record):
                    try:
                        read.load(item, ContentOptions())
                    except BadSource:
                        pass


def test_lines_in_a_legacy_encoding_are_guessed_once_and_keep_their_bytes(reading):
    lines = [
        '{"title": "A", "text": "Ana dijo que mañana será día de pesca en el río."}',
        '{"text": "José añadió más."}',
    ] * 20
    data = "\n".join(lines).encode("cp1252")
    outcome = reading("a.jsonl", data)
    assert outcome.documents[1].body == "José añadió más." and outcome.rules == ["encoding"]
    own = lines[1].encode("cp1252")
    assert outcome.records[1].source.sha256 == hashlib.sha256(own).hexdigest() and outcome.records[
        1
    ].source.bytes == len(own)


def test_one_line_in_another_encoding_does_not_spoil_the_rest(reading):
    data = "\n".join(['{"text": "Über, größer, süß — “ja”."}'] * 9).encode() + '\n{"text": "José añadió más."}'.encode(
        "cp1252"
    )
    outcome = reading("a.jsonl", data)
    assert outcome.documents[0].body == "Über, größer, süß — “ja”." and outcome.documents[9].body == "José añadió más."
    assert [(p.rule, p.record) for p in outcome.problems] == [("encoding", "10")]


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ({"title": {"rendered": "Ferry &#8211; <em>Elm</em> &amp; Co"}}, {"title": "Ferry – Elm & Co"}),
        ({"title": "R&D at AT&T: 3 < 4"}, {"title": "R&D at AT&T: 3 < 4"}),
        ({"title": "A", "authors": "['Ana Ruiz', \"Tom O'Ek\"]"}, {"title": "A", "byline": ("Ana Ruiz", "Tom O'Ek")}),
        ({"title": "A", "author": "Ruiz, Ana; Ek, Tom"}, {"title": "A", "byline": ("Ruiz, Ana", "Ek, Tom")}),
        ({"title": "A", "url": "https://x.example/?a=1&amp;b=2", "date": "<unknown>"},
         {"title": "A", "url": "https://x.example/?a=1&amp;b=2", "published": "<unknown>"}),
        ({"title": "A", "_id": {"$oid": "65f0"}, "date": {"$date": "2024-12-07"}}, {"title": "A", "id": "65f0", "published": "2024-12-07"}),
        ({"title": "A", "source": {"id": None, "name": ""}, "author": [], "section": ["", "Sea"]}, {"title": "A", "section": "Sea"}),
    ],
)  # fmt: skip
def test_values_in_the_many_forms_that_programs_write(reading, fields_of, record, fields):
    assert fields_of(reading("a.json", json.dumps(record)).only) == fields
