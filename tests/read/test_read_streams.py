"""Archives of any size: read record by record, in memory that one record bounds, whatever they are packed in."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator

import brotli
import pytest
import zstandard
from test_read_archive import MEMBERS, tarred, zipped
from test_read_warc import BLOCKS, PAGE, WARC, block, response

from sitegen import read
from sitegen.model import Problem
from sitegen.read.options import ContentOptions

SMALL = ContentOptions(largest=2000)
PACKED = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstandard.compress}
LINES = b"".join(b'{"id": "a%03d", "text": "Ferry number %d sank."}\n' % (n, n) for n in range(100))
TABLE = b"id;title;text\n" + b"".join(b'a%03d;"Ferry; %d";"It\nsank."\n' % (n, n) for n in range(100))
MAILS = b"".join(
    b"From desk@post.example Sat Dec  7 10:00:00 2024\nSubject: Ferry %d\n\nIt sank.\n\n>From the port.\n\n" % n
    for n in range(100)
)
PAGES = b"".join(block("response", response(PAGE.encode()), f"https://x.example/{n}") for n in range(100))
TEXTS = {f"{n:03}.txt": b"Ferry number %d sank." % n for n in range(100)}
CONTAINERS = {
    "a.jsonl": LINES, "a.csv": TABLE, "a.mbox": MAILS, "a.warc": PAGES, "a.tar": tarred(TEXTS), "a.zip": zipped(TEXTS, zipfile.ZIP_STORED),
}  # fmt: skip


@pytest.mark.parametrize("ending", PACKED)
@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_may_be_larger_than_a_file_and_packed_in_any_way(reading, name, ending):
    data = PACKED[ending](CONTAINERS[name])
    limit = ContentOptions(largest=len(CONTAINERS[name]) // 4)
    packed_zip = name == "a.zip" and ending  # a file in a file: held in memory, within the limit
    outcome = reading(name + ending, data, ContentOptions() if packed_zip else limit)
    assert len(outcome.documents) == 100 and not outcome.problems
    plain = reading(name, CONTAINERS[name], limit)
    assert [(d.source.record, d.source.sha256, d.source.line, d.body) for d in outcome.documents] == [
        (d.source.record, d.source.sha256, d.source.line, d.body) for d in plain.documents
    ]


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".xz", ".zst"])
def test_single_articles_and_tars_in_every_compression(reading, ending):
    assert reading("a.txt" + ending, PACKED[ending](b"A ferry sank.")).only.body == "A ferry sank."
    assert reading("a", PACKED[ending](b"A ferry sank.")).only.body == "A ferry sank."
    short = {".gz": ".tgz", ".bz2": ".tbz2", ".xz": ".txz", ".zst": ".tzst"}[ending]
    data = PACKED[ending](tarred(MEMBERS))
    first, second = reading("a" + short, data), reading("a.tar" + ending, data)
    assert [d.source.record for d in first.documents] == [d.source.record for d in second.documents]
    assert len(first.documents) == 7


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".xz", ".zst"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.mbox", "a.warc", "a.tar"])
def test_what_stands_before_a_cut_is_kept_and_half_a_record_is_not(reading, name, ending):
    noise = json.dumps({"id": "z", "text": "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(60_000))}).encode()
    data = PACKED[ending](CONTAINERS[name] + (noise if name != "a.tar" else b""))
    outcome = reading(name + ending, data[: len(data) * 4 // 5])
    assert len(outcome.rules) == 1 and "cut off" in outcome.problems[0].reason
    whole = reading(name, CONTAINERS[name]).documents
    bodies = [document.body for document in whole]
    assert [document.body for document in outcome.documents] == bodies[: len(outcome.documents)]


def test_one_record_too_large_is_a_problem_and_the_others_are_read(reading):
    long = "x" * 5000
    lines = f'{{"text": "One."}}\n{{"text": "{long}"}}\n{{"text": "Three."}}\n'
    outcome = reading("a.jsonl", lines, SMALL)
    assert [d.source.record for d in outcome.documents] == ["1", "3"]
    assert [(p.rule, p.line, p.record) for p in outcome.problems] == [("too-large", 2, "2")]
    mails = MAILS[:200] + f"\n\nFrom x Sat Dec  7 10:00:00 2024\nSubject: y\n\n{long}\n\n".encode() + MAILS[:90]
    outcome = reading("a.mbox", mails, SMALL)
    assert len(outcome.documents) == len(outcome.records) >= 2 and outcome.rules == ["too-large"]
    warc = BLOCKS[2] + block("response", response(f"<p>{long}</p>".encode()), "https://x.example/long") + BLOCKS[3]
    outcome = reading("a.warc", warc, SMALL)
    assert len(outcome.documents) == 2
    assert [(p.rule, p.record) for p in outcome.problems] == [("too-large", "https://x.example/long")]
    for name, make in (("a.zip", zipped), ("a.tar", tarred)):
        outcome = reading(name, make({"a.txt": b"One.", "b.txt": long.encode(), "c.txt": b"Three."}), SMALL)
        assert [d.body for d in outcome.documents] == ["One.", "Three."]
        assert [(p.rule, p.record) for p in outcome.problems] == [("too-large", "b.txt")]


def test_a_pretty_printed_file_named_jsonl_has_the_limit_of_one_that_is_read_at_once(reading):
    text = json.dumps([{"text": "x" * 100}] * 50, indent=1)
    assert reading("a.jsonl", text, SMALL).rules == ["too-large"]


def records(indent: int | None) -> str:
    return json.dumps(
        [{"id": f"a{n}", "text": f"Ferry number {n} sank, é."} for n in range(100)], indent=indent, ensure_ascii=False
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_large_list_in_json_is_read_item_by_item(reading, indent, encoding, ending):
    data = records(indent).encode(encoding)
    whole = reading("a.json", data).documents
    pieces = reading("a.json" + ending, PACKED[ending](data), SMALL).documents
    assert [(d.source.record, d.source.sha256, d.source.line, d.body) for d in pieces] == [
        (d.source.record, d.source.sha256, d.source.line, d.body) for d in whole
    ]
    assert len(pieces) == 100


def test_large_json_lines_under_another_name_and_what_cannot_be_read_in_pieces(reading):
    assert len(reading("a.json", LINES, SMALL).documents) == 100
    assert reading("a.json", json.dumps({"items": [{"text": "x" * 100}] * 50}), SMALL).rules == ["too-large"]
    cut = reading("a.json", records(2)[:4000], SMALL)
    assert (
        10 < len(cut.documents) < 100
        and cut.rules == ["json"]
        and cut.problems[0].line == records(2)[:4000].count("\n") + 1
    )
    broken = reading("a.json", records(None).replace('"a50"', '"a50'), SMALL)
    assert len(broken.documents) == 50 and broken.rules == ["json"]
    assert reading("a.json", "[" * 5000, SMALL).rules == ["too-deep"]
    assert reading("a.json", "[1, " + " " * 3000 + "2]", SMALL).rules == ["not-a-record", "not-a-record", "no-records"]


class Endless(io.RawIOBase):
    """A stream made as it is read, so that only the reader's memory is measured."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts, self.rest = parts, b""

    def read(self, size: int = -1, /) -> bytes:
        data, self.rest = self.rest or next(self.parts, b""), b""
        self.rest = data[size:]
        return data[:size]


LARGE_RECORD = block("response", response(b"<html><p>" + b"A ferry sank off Port Elm. " * 2000), "https://x.example/1")
LONG_LINE = json.dumps({"text": "A ferry sank off Port Elm. " * 2000}).encode() + b"\n"
LONG_MAIL = b"From a@b Sat Dec  7 10:00:00 2024\nSubject: x\n\n" + b"A ferry sank off Port Elm. " * 2000 + b"\n\n"
LONG_ROW = b'"Ferry","' + b"A ferry sank off Port Elm. " * 2000 + b'"\n'


@pytest.mark.parametrize(
    ("name", "head", "part"),
    [
        ("a.warc", b"", LARGE_RECORD),
        ("a.jsonl", b"", LONG_LINE),
        ("a.json", b"[", LONG_LINE.rstrip() + b",\n"),
        ("a.mbox", b"", LONG_MAIL),
        ("a.csv", b"title,text\n", LONG_ROW),
        ("a.tar", b"", b""),
    ],
    ids=["warc", "jsonl", "json", "mbox", "csv", "tar"],
)
def test_memory_does_not_grow_with_the_file(name, head, part):
    part = tar_member(LONG_LINE) if name == "a.tar" else part
    count = 1500  # about 80 MB
    tail = b'{"text": "."}]' if name == "a.json" else b""
    stored = read.Stored(count * len(part), lambda: Endless(iter([head, *[part] * count, tail])))
    tracemalloc.start()
    found = sum(
        not isinstance(item, Problem) for item in read.split(name, stored, ContentOptions(), read.PathMetadata())
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == count + bool(tail)
    assert peak < 10_000_000


def tar_member(data: bytes) -> bytes:
    """One member's header and blocks, without the end of the archive."""
    made = tarred({"x.txt": data})
    return made[: 512 + (len(data) + 511) // 512 * 512]


ENCODED = {
    "br": brotli.compress(PAGE.encode()), "zstd": zstandard.compress(PAGE.encode()), "gzip": gzip.compress(PAGE.encode(), mtime=0),
    "gzip, br": brotli.compress(gzip.compress(PAGE.encode(), mtime=0)),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODED)
def test_content_encodings_of_the_web(reading, encoding):
    warc = block("response", response(ENCODED[encoding], Content_Encoding=encoding), "https://x.example/1")
    assert reading("a.warc", warc).only.body == PAGE
    plain = block("response", response(PAGE.encode(), Content_Encoding=encoding), "https://x.example/1")
    assert reading("a.warc", plain).only.body == PAGE  # decompressed by whoever made the archive


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip"])
def test_damaged_and_bomb_like_pages_are_one_problem_each(reading, encoding):
    cut = block("response", response(ENCODED[encoding][:-9], Content_Encoding=encoding), "https://x.example/cut")
    pack = {"br": brotli.compress, "zstd": zstandard.compress, "gzip": gzip.compress}[encoding]
    bomb = block("response", response(pack(b"0" * 3_000_000), Content_Encoding=encoding), "https://x.example/bomb")
    outcome = reading("a.warc", cut + bomb + BLOCKS[2], ContentOptions(largest=1_000_000))
    assert [(p.record, p.rule) for p in outcome.problems] == [
        ("https://x.example/cut", {"br": "brotli"}.get(encoding, encoding)), ("https://x.example/bomb", "too-large"),
    ]  # fmt: skip
    assert len(outcome.documents) == 1


def test_a_missing_library_is_said_with_the_command_that_brings_it(reading, monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    for encoding in ("br", "zstd"):
        warc = block("response", response(ENCODED[encoding], Content_Encoding=encoding), "https://x.example/1")
        outcome = reading("a.warc", warc + BLOCKS[2])
        assert outcome.rules == ["no-reader"] and "pip install" in outcome.problems[0].hint
        assert len(outcome.documents) == 1
    assert reading("a.jsonl.zst", PACKED[".zst"](LINES)).rules == ["no-reader"]


def test_a_page_without_a_stated_kind_is_known_by_its_beginning(reading):
    bare = b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"
    warc = block("response", bare + PAGE.encode(), "https://x.example/1") + block(
        "response", bare + b"{}", "https://x.example/2"
    )
    assert [d.source.record for d in reading("a.warc", warc).documents] == ["https://x.example/1"]


def test_archives_in_archives_flow(reading):
    inner = {
        "b/data.warc.gz": gzip.compress(WARC),
        "c.jsonl.xz": lzma.compress(LINES),
        "d.zip": zipped({"x.txt": b"Deep."}),
    }
    for name, make in (("a.zip", zipped), ("a.tar", tarred)):
        outcome = reading(name, make(inner))
        assert len(outcome.documents) == 7 + 100 + 1 and not outcome.problems
        assert outcome.documents[-1].source.record == "d.zip#x.txt"
