"""Containers in the map half: a record that did not change is not prepared again, however its file changed."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import gather, prepare
from sitegen.config import Request, load
from sitegen.flow import opened

Archive = Callable[[dict[str, str | bytes]], Path]
RECORDS = [
    f'{{"id": "r{n}", "title": "Record {n}", "text": "Nothing happened in Osthaven."}}\n'.encode() for n in range(6)
]


def warc(numbers: range) -> bytes:
    """A web archive with a page for each number, each record compressed on its own."""
    parts = []
    for n in numbers:
        page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><h1>Page {n}</h1><p>Nothing.</p></body></html>".encode()
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/{n}\r\nContent-Length: {len(page)}\r\n\r\n"
        parts.append(gzip.compress(head.encode() + page + b"\r\n\r\n", mtime=0))
    return b"".join(parts)


def zipped(records: list[bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for n, record in enumerate(records):
            archive.writestr(zipfile.ZipInfo(f"{n}.json"), record)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.jsonl", b"".join(RECORDS[:5]), b"".join(RECORDS)),
        ("a.jsonl.gz", gzip.compress(b"".join(RECORDS[:5])), gzip.compress(b"".join(RECORDS))),
        ("a.zip", zipped(RECORDS[:5]), zipped(RECORDS)),
        ("a.warc.gz", warc(range(5)), warc(range(6))),
    ],
)
def test_only_what_is_new_in_a_container_is_prepared(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, name: str, before: bytes, after: bytes
) -> None:
    home = archive({f"content/{name}": before})
    prepared: list[str] = []
    real = prepare.prepare_record
    monkeypatch.setattr(prepare, "prepare_record", lambda tools, key: prepared.append(key) or real(tools, key))
    assert (gathered(home), len(prepared)) == (5, 5)
    assert (gathered(home), len(prepared)) == (5, 5)
    (home / "content" / name).write_bytes(after)
    assert (gathered(home), len(prepared)) == (6, 6)


def gathered(home: Path) -> int:
    """How many articles a gathering finds."""
    config = load(Request(content=home / "content", output=home / "output", workers=1), home)
    with opened(config) as bench:
        return len(gather.gather(bench, gather.scan(config)).cards)
