"""Metadata from paths and from metadata.csv."""

from __future__ import annotations

import pickle

import pytest

from sitegen import read
from sitegen.read.options import ContentOptions


def of(pattern: str, path: str) -> dict[str, object]:
    return {field.name: field.value for field in read.PathMetadata(pattern).fields(path)}


@pytest.mark.parametrize(
    ("pattern", "path", "fields"),
    [
        ("{outlet}/{year}/{name}", "The Post/2024/ferry.txt", {"outlet": "The Post", "published": "2024"}),
        ("{outlet}/{year}/{name}", "The Post/2024/ferry.html.gz", {"outlet": "The Post", "published": "2024"}),
        ("{outlet}/{year}/{name}", "The Post/24/ferry.txt", {}),
        ("{outlet}/{year}/{name}", "a/The Post/2024/ferry.txt", {}),
        ("**/{outlet}/{year}/{name}", "a/b/The Post/2024/ferry.txt", {"outlet": "The Post", "published": "2024"}),
        ("{year}/{month}/{day}/{id}", "2024/12/7/f-1.md", {"published": "2024-12-07", "id": "f-1"}),
        ("{date}_{outlet}_{title}", "2024-12-07_Post_ferry-sinks-at-night.txt",
         {"published": "2024-12-07", "outlet": "Post", "title": "ferry sinks at night"}),
        ("{date}-{name}", "20241207-x.txt", {"published": "2024-12-07"}),
        ("{language}/{section}/{author}/{_}", "en/world/ana-ruiz/x.txt",
         {"language": "en", "section": "world", "byline": ("ana ruiz",)}),
        ("*/{outlet}/*", "x/Post/y.txt", {"outlet": "Post"}),
        ("{outlet}/{name}", "Post (North)/a.b.c.txt", {"outlet": "Post (North)"}),
    ],
)  # fmt: skip
def test_patterns(pattern, path, fields):
    assert read.check_pattern(pattern) is None
    assert of(pattern, path) == fields


def test_a_field_from_a_path_says_so(reading):
    paths = read.PathMetadata("{outlet}/{name}")
    (field,) = reading("Post/a.txt", "text", paths=paths).only.given
    assert (field.name, field.basis, field.rule, field.evidence, field.line) == (
        "outlet",
        "embedded",
        "path",
        "Post/a.txt",
        None,
    )


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("{outlt}/{name}", "{outlet}"), ("{outlet", "brace"), ("outlet}", "brace"), ("{outlet}{year}", "between"), ("{day}/{name}", "{month}"),
        ("{outlet}/{outlet}", "twice"), ("{date}/{year}", "same"), ("/{outlet}", "leading"), ("../{outlet}", ".."), ("articles", "placeholder"),
        ("{}/{name}", "not known"), ("{xyzzy}", "{outlet}"),
    ],
)  # fmt: skip
def test_bad_patterns_are_explained(pattern, word):
    assert word in (read.check_pattern(pattern) or "")


TABLE = """path,title,author,date,Source,colour
a.txt,"Ferry, sunk",Ana Ruiz; Tom Ek,2024-12-07,The Post,red
./x\\b.txt,Second,,,,
"""


def table(tmp_path, text: str | bytes, **options: object) -> read.PathMetadata:
    (tmp_path / "metadata.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return read.path_metadata(tmp_path, ContentOptions(**options))


def test_rows_give_fields_by_path(tmp_path):
    paths = table(tmp_path, TABLE)
    fields = {field.name: field for field in paths.fields("a.txt")}
    assert {name: field.value for name, field in fields.items()} == {
        "title": "Ferry, sunk", "byline": ("Ana Ruiz", "Tom Ek"), "published": "2024-12-07", "outlet": "The Post",
    }  # fmt: skip
    assert {(field.rule, field.basis, field.line) for field in fields.values()} == {("metadata.csv", "embedded", 2)}
    assert [field.value for field in paths.fields("x/b.txt")] == ["Second"]
    assert paths.fields("other.txt") == () and pickle.loads(pickle.dumps(paths)) == paths
    assert [(p.rule, p.severity, p.path) for p in paths.problems] == [("metadata-column", "warning", "metadata.csv")]
    assert "colour" in paths.problems[0].reason


def test_an_unknown_column_gets_one_warning_with_a_suggestion(tmp_path):
    (problem,) = table(tmp_path, "path,tilte\na.txt,x\nb.txt,y\n").problems
    assert "title" in problem.hint and problem.line == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path, encoding, separator):
    text = (
        separator.join(["path", "title"])
        + "\r\n"
        + separator.join(["a.txt", "Élan à l’été, où ça"]).replace(", où", " où")
        + "\r\n"
    )
    paths = table(tmp_path, text.encode(encoding))
    assert [field.value for field in paths.fields("a.txt")] == ["Élan à l’été où ça"]


def test_bad_rows_are_reported_with_their_lines_and_the_others_count(tmp_path):
    text = 'path,title\na.txt,"two\nlines"\n,nameless\na.txt,again\nb.txt,x,surplus\n\nc.txt,good\n"d.txt,unclosed\n'
    paths = table(tmp_path, text)
    assert [field.value for field in paths.fields("a.txt")] == ["two lines"]
    assert [field.value for field in paths.fields("c.txt")] == ["good"]
    assert [(p.rule, p.line) for p in paths.problems] == [
        ("metadata-row", 4),
        ("metadata-row", 5),
        ("metadata-row", 6),
        ("metadata", 9),
    ]


def test_no_path_column_is_one_problem(tmp_path):
    (problem,) = table(tmp_path, "title,date\nx,y\n").problems
    assert "path" in problem.reason and problem.line == 1


def test_rows_without_a_file_and_patterns_that_fit_nothing_are_reported(tmp_path):
    paths = table(tmp_path, "path,title\na.txt,x\nfery.txt,y\n", path="{year}/{name}")
    problems = paths.unused(["a.txt", "ferry.txt"])
    assert [(p.rule, p.line) for p in problems] == [("metadata-row", 3), ("path-pattern", None)]
    assert "ferry.txt" in problems[0].hint


def test_a_record_of_a_file_can_be_named(tmp_path, reading):
    paths = table(tmp_path, "path,record,outlet,section\nl.jsonl,,The Post,\nl.jsonl,two,The Echo,Sea\n")
    outcome = reading("l.jsonl", '{"id":"one","text":"a"}\n{"id":"two","text":"b"}', paths=paths)
    found = [[(f.name, f.value) for f in document.given if f.name != "id"] for document in outcome.documents]
    assert found == [[("outlet", "The Post")], [("outlet", "The Echo"), ("section", "Sea"), ("outlet", "The Post")]]


def test_the_table_stands_above_the_file_and_the_file_above_its_path(tmp_path, reading, fields_of):
    paths = table(tmp_path, "path,title\nPost/2023/a.md,From the table\n", path="{outlet}/{year}/{name}")
    document = reading("Post/2023/a.md", "---\ntitle: From the file\ndate: 2024-01-01\n---\nText", paths=paths).only
    assert fields_of(document) == {"title": "From the table", "published": "2024-01-01", "outlet": "Post"}
    assert [(f.name, f.rule) for f in document.given] == [
        ("title", "metadata.csv"), ("title", "front-matter"), ("published", "front-matter"), ("outlet", "path"), ("published", "path"),
    ]  # fmt: skip
