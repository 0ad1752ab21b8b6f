"""A folder of damaged and hostile files beside good ones: each is named with its place, its reason and what to do,
and the rest of the archive is published."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

Archive = Callable[[dict[str, str | bytes]], Path]
ARTICLE = (
    "{} in Osthaven\n\nNothing happened in Osthaven on Friday 6 December 2024, the harbour master Edith Rowntree said.\n\n"
    "The boats stayed in the harbour, and the harbour master said that they would leave on Sunday.\n"
)


def zipped(**members: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return made.getvalue()


FILES: dict[str, str | bytes] = {
    "good.txt": ARTICLE.format("A quiet day"),
    "record.jsonl": '{"title": "A quiet record", "text": "Nothing happened."}\n{broken\n{"title": "A second record", "text": "Nothing again."}\n',
    "part.zip": zipped(good_txt=ARTICLE.format("A quiet member"), bomb_txt=b"0" * 70_000_000),
    "cut.jsonl.gz": gzip.compress(b'{"title": "A quiet line", "text": "Nothing."}\n' * 2 + os.urandom(9000).hex().encode())[:-900],
    "nest.html": "<div>" * 1_000_000,
    "nest.json": "[" * 1_000_000,
    "line.html": "<html><body><p>" + "The boats stayed. " * 20_000,
    "entities.xml": '<!DOCTYPE x [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>',
    "group.rtf": "{\\rtf1 " + "{" * 100_000,
    "outside.docx": zipped(**{"word/document_xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
    "broken.pdf": b"%PDF-1.4\n" + bytes(range(256)),
    "zeros.txt": bytes(500),
    "empty.txt": b"",
    "lies.html": b'<html><head><meta charset="utf-7"></head><body><article><h1>A closed caf\xe9</h1>'
    b"<p>The caf\xe9 in Osthaven was closed on Friday 6 December 2024, its owner said in the evening.</p>"
    b"<p>It is to open again on Sunday, after the floor has been made anew, the owner said.</p></article></body></html>",
}  # fmt: skip
PUBLISHED = {
    "A quiet day in Osthaven",
    "A quiet record",
    "A second record",
    "A quiet member in Osthaven",
    "A quiet line",
    "A closed café",
}


def test_the_rest_is_published_and_each_fault_is_named(archive: Archive) -> None:
    home = archive({f"content/{name}": data for name, data in FILES.items()})
    (home / "content/folder.txt/inner.html").mkdir(parents=True)
    (home / "content/out.txt").symlink_to("/etc/passwd")
    (home / "content/loop").symlink_to(".")
    started = time.monotonic()
    run = subprocess.run([sys.executable, "-m", "sitegen", "build", "-q"], cwd=home, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert time.monotonic() - started < 120
    rows = [json.loads(line) for line in (home / "output/data/articles.jsonl").read_text().splitlines()]
    assert {row["title"] for row in rows} >= PUBLISHED
    problems = [json.loads(line) for line in (home / "output/data/problems.jsonl").read_text().splitlines()]
    named = {(p["path"], p["record"], p["rule"], p["line"]) for p in problems if p["stage"] == "read"}
    assert named >= {
        ("record.jsonl", "2", "json", 2), ("part.zip", "bomb.txt", "too-large", None), ("cut.jsonl.gz", None, "gzip", None),
        ("nest.json", None, "too-deep", None), ("entities.xml", None, "xml", None), ("group.rtf", None, "too-deep", None),
        ("outside.docx", None, "xml", None), ("zeros.txt", None, "binary", 1), ("empty.txt", None, "empty", None),
        ("lies.html", None, "encoding", None), ("out.txt", None, "link", None),
    }  # fmt: skip
    assert "broken.pdf" in {p["path"] for p in problems}
    assert all(p["reason"] and p["hint"] for p in problems if p["severity"] == "quarantined" and p["stage"] == "read")
    assert not any(p["severity"] == "crash" for p in problems)
    assert "root:" not in "".join(path.read_text() for path in (home / "output").rglob("*.html"))
