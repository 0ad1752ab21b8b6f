"""CSV: rows are records, the header decides."""

from __future__ import annotations

import hashlib

import pytest

TABLE = """article_id,Headline,Date,Authors,Source,Full text,Extra
17,Ferry sinks,2024-12-07,Ana Ruiz; Tom Ek,The Post,"A ferry sank.

""Nine"" are missing.",x

18,Second,,NaN,NA,<p>Two.</p><p>Three.</p>,y
,Third,,,,,
"""


def test_rows_become_documents(reading, fields_of):
    first, second, third = reading("a.csv", TABLE).documents
    assert fields_of(first) == {
        "id": "17", "title": "Ferry sinks", "published": "2024-12-07", "byline": ("Ana Ruiz", "Tom Ek"), "outlet": "The Post",
    }  # fmt: skip
    assert (first.form, first.body) == ("text", 'A ferry sank.\n\n"Nine" are missing.')
    assert (second.form, fields_of(second)) == ("html", {"id": "18", "title": "Second"})
    assert (third.source.record, third.body) == ("3", "")


def test_a_row_keeps_its_bytes_line_and_name(reading):
    first, second, _ = reading("a.csv", TABLE).documents
    own = TABLE[TABLE.index("17,") : TABLE.index("\n\n18")]
    assert (first.source.record, first.source.line, first.raw) == ("17", 2, own)
    assert first.source.sha256 == hashlib.sha256(own.encode()).hexdigest()
    assert second.source.line == 6 and {field.line for field in second.given} == {6}


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings(reading, name, separator, encoding):
    text = separator.join(["title", "text"]) + "\r\n" + separator.join(["Été", "L’été passe à Nîmes."]) + "\r\n"
    document = reading(name, text.encode(encoding)).only
    assert document.body == "L’été passe à Nîmes." and document.given[0].value == "Été"


def test_faulty_tables(reading):
    assert reading("a.csv", "x,y\n1,2\n").rules == ["no-records"]
    outcome = reading("a.csv", 'title,text\nA,"one"\nB,two,surplus\nC,three\nD,"open\n')
    assert [d.body for d in outcome.documents] == ["one", "three"]
    assert [(p.rule, p.line) for p in outcome.problems] == [("csv", 3), ("csv", 5)]
    assert reading("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 sheet").rules == ["binary"]


def test_a_row_without_title_or_text_is_a_problem_of_its_own(reading):
    outcome = reading("a.csv", "title,text,author\n,,A\nB,,\n")
    assert outcome.rules == ["empty"] and len(outcome.documents) == 1


def test_tables_parted_by_tabs_without_any_quoting(reading):
    text = 'title\ttext\n"Ferry" sinks\t"We looked," he said.\nSecond\tNine" missing.\n"Third\tIt sank.\n'
    outcome = reading("a.tsv", text)
    assert [(d.given[0].value, d.body) for d in outcome.documents] == [
        ('"Ferry" sinks', '"We looked," he said.'), ("Second", 'Nine" missing.'), ('"Third', "It sank."),
    ]  # fmt: skip
    assert not outcome.problems


def test_quotation_marks_behind_backslashes(reading):
    text = 'id,title,text\n1,"Ferry \\"Elm\\" sinks","It sank, \\"at once\\", he said."\n2,"",Two.\n'
    first, second = reading("a.csv", text).documents
    assert (first.given[1].value, first.body) == ('Ferry "Elm" sinks', 'It sank, "at once", he said.')
    assert second.body == "Two."


def test_after_a_row_that_cannot_be_read_the_next_line_begins_one(reading):
    outcome = reading("a.csv", 'title,text\nA,One.\nB,"Two" and more\nC,Three.\n')
    assert [d.body for d in outcome.documents] == ["One.", "Three."]
    assert [(p.rule, p.line, p.record) for p in outcome.problems] == [("csv", 3, "2")]
