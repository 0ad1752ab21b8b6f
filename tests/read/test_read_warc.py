"""WARC and WACZ."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib

import pytest

from sitegen.read.options import ContentOptions

PAGE = "<html><body><p>A ferry sank. Café.</p></body></html>"


def block(kind: str, content: bytes, uri: str = "", **headers: str) -> bytes:
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        *([f"WARC-Target-URI: {uri}"] if uri else []),
        "WARC-Date: 2024-12-14T10:00:00Z",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join([*lines, f"Content-Length: {len(content)}"]) + "\r\n\r\n").encode() + content + b"\r\n\r\n"


def response(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def chunked(body: bytes) -> bytes:
    pieces = [body[n : n + 10] for n in range(0, len(body), 10)]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


BLOCKS = [
    block("warcinfo", b"software: x\r\n"),
    block("request", b"GET / HTTP/1.1\r\n\r\n", "https://x.example/1"),
    block("response", response(PAGE.encode()), "https://x.example/1"),
    block("response", response(chunked(PAGE.encode()), Transfer_Encoding="chunked"), "https://x.example/2"),
    block("response", response(gzip.compress(PAGE.encode(), mtime=0), Content_Encoding="gzip"), "https://x.example/3"),
    block("response", response(zlib.compress(PAGE.encode()), Content_Encoding="deflate"), "https://x.example/4"),
    block("response", response(PAGE.encode("cp1252"), "text/html; charset=windows-1252"), "https://x.example/5"),
    block("response", response(b"\x89PNG", "image/png"), "https://x.example/x.png"),
    block("response", response(b"<p>gone</p>", status="404 Not Found"), "https://x.example/404"),
    block("resource", PAGE.encode(), "https://x.example/6", Content_Type="text/html"),
    block("revisit", b"HTTP/1.1 200 OK\r\n\r\n", "https://x.example/1"),
    block("response", response(PAGE.encode()), "https://x.example/1"),
]
WARC = b"".join(BLOCKS)
GZIPPED = b"".join(gzip.compress(part, mtime=0) for part in BLOCKS)


@pytest.mark.parametrize(("name", "data"), [("a.warc", WARC), ("a.warc.gz", GZIPPED)])
def test_each_html_response_is_an_article(reading, fields_of, name, data):
    outcome = reading(name, data)
    assert [document.source.record for document in outcome.documents] == [
        *(f"https://x.example/{n}" for n in range(1, 7)), "https://x.example/1 (7)",
    ]  # fmt: skip
    assert {document.body for document in outcome.documents} == {PAGE} and not outcome.problems
    assert fields_of(outcome.documents[1]) == {"url": "https://x.example/2"}
    assert outcome.documents[0].source.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert {(d.form, d.source.format) for d in outcome.documents} == {("html", "warc")}


def test_wacz(reading):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("archive/data.warc.gz", GZIPPED)
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0", "title": "All Pages"}\n')
        archive.writestr("datapackage.json", '{"title": "x"}')
    outcome = reading("a.wacz", made.getvalue())
    assert len(outcome.documents) == 7 and not outcome.problems
    assert outcome.documents[0].source.record == "archive/data.warc.gz#https://x.example/1"


def test_what_stands_before_a_fault_is_kept(reading):
    for name, data in (("a.warc", WARC), ("a.warc.gz", GZIPPED)):
        outcome = reading(name, data[: len(data) // 2])
        assert 1 <= len(outcome.documents) < 7 and outcome.rules == ["warc"]
    assert reading("a.warc", WARC + b"junk\r\n").rules == ["warc"]
    assert reading("a.warc", b"nothing like it").rules == ["warc"]
    assert reading("a.warc", b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n").rules == ["warc"]
    assert reading("a.warc", block("warcinfo", b"x")).rules == ["no-records"]


def test_bombs_are_bounded(reading):
    inner = block(
        "response", response(gzip.compress(b"0" * 5_000_000, mtime=0), Content_Encoding="gzip"), "https://x.example/b"
    )
    outcome = reading("a.warc", inner + BLOCKS[2], ContentOptions(largest=1_000_000))
    assert outcome.rules == ["too-large"] and len(outcome.documents) == 1
    outer = gzip.compress(block("response", b"0" * 5_000_000, "https://x.example/b"), mtime=0)
    assert reading("a.warc.gz", outer, ContentOptions(largest=10_000)).rules == ["too-large"]


def test_a_servers_charset_is_believed_unless_it_makes_nonsense_of_the_page(reading):
    russian = "<html><head><meta charset=windows-1251></head><body><p>Паром затонул у берега в субботу вечером, сообщили спасатели.</p></body></html>"
    page = russian.encode("cp1251")
    wrong = block("response", response(page, "text/html; charset=ISO-8859-1"), "https://x.example/1")
    right = block(
        "response",
        response(page.replace(b"windows-1251", b"iso-8859-1"), "text/html; charset=windows-1251"),
        "https://x.example/2",
    )
    for document in reading("a.warc", wrong + right).documents:
        assert "Паром затонул у берега" in document.body
