"""Hostile files cost little time and memory, and end in a named problem; what is good beside them is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import pickle
import random
import re
import resource
import time
import zipfile
from collections.abc import Callable

import lxml.html  # noqa: F401 (so that its import is nobody's cost)
import pytest
from read_whole import read_file
from test_read_archive import tarred, zipped
from test_read_office import W, word

from sitegen.read.options import ContentOptions

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the cost of one file is measured in a forked process")

GOOD = json.dumps({"title": "Good", "text": "A ferry sank off Port Elm."}).encode() + b"\n"
SMALL = ContentOptions(largest=8_000_000)
SENTENCE = "A ferry sank off Port Elm. "
ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
Content = bytes | str | Callable[[], bytes | str]


def noise(length: int) -> bytes:
    return random.Random(7).randbytes(length)


def nested_zips() -> bytes:
    inner = zipped({"x.txt": b"0" * 9_000_000})
    return zipped({f"{n}.zip": inner for n in range(20)})


def big_document() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{'<w:p/>' * 12_000_000}</w:body></w:document>")
    return made.getvalue()


# name: (what is in it, rules of its problems, documents, seconds of processor time, megabytes)
FILES: dict[str, tuple[Content, list[str], int, float, int]] = {
    # a single line of 50 MB: as long as the limit lets it be, it is an article
    "line.txt": (lambda: SENTENCE * 1_900_000, [], 1, 3, 400),
    "line.html": (lambda: f"<p>{SENTENCE * 1_900_000}</p>", [], 1, 3, 400),
    "line.jsonl": (lambda: json.dumps({"text": SENTENCE * 1_900_000}).encode() + b"\n" + GOOD, [], 2, 4, 500),
    "line.csv": (lambda: b'title,text\n"x","' + SENTENCE.encode() * 700_000 + b'"\n', [], 1, 4, 700),
    "long.jsonl": (lambda: b'{"text": "' + b"x" * 70_000_000 + b'"}\n' + GOOD, ["too-large"], 1, 2, 250),
    # a million levels
    "nest.html": (lambda: "<div>" * 1_000_000, [], 1, 2, 100),
    "nest.xml": (lambda: "<rss>" + "<a>" * 1_000_000, ["too-deep"], 0, 2, 100),
    "nest.json": (lambda: "[" * 1_000_000, ["too-deep"], 0, 2, 100),
    "nest.jsonl": (lambda: b'{"a":' * 1_000_000 + b"\n" + GOOD, ["too-deep"], 1, 3, 100),
    "nest.md": (lambda: "---\na: " + "[" * 1_000_000 + "\n---\nText.", ["front-matter"], 1, 2, 100),
    "nest.rtf": (lambda: "{\\rtf1 " + "{" * 1_000_000, ["too-deep"], 0, 2, 100),
    "nest.docx": (lambda: word("<w:p>" * 1_000_000), ["too-deep"], 0, 2, 100),
    "nest.eml": (lambda: "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)), ["mail"], 0, 3, 100),
    # cut off
    "cut.txt.gz": (lambda: gzip.compress(noise(50_000))[:-500], ["gzip"], 0, 1, 50),
    "cut.jsonl.gz": (lambda: gzip.compress(GOOD * 3 + noise(50_000).hex().encode())[:-500], ["gzip"], 3, 1, 50),
    "cut.zip": (lambda: zipped({"a.txt": b"x"})[:-30], ["archive"], 0, 1, 50),
    "cut.tar.bz2": (lambda: bz2.compress(tarred({"a.txt": b"x", "b.txt": noise(1_900_000)}))[:-9000], ["archive"], 1, 2, 50),
    "cut.json": (lambda: json.dumps([{"text": "x"}] * 5)[:-9], ["json"], 4, 1, 50),
    "cut.pdf": (lambda: b"%PDF-1.4\n" + noise(2000), ["pdf"], 0, 2, 100),
    # bombs
    "bomb.txt.gz": (lambda: gzip.compress(b"0" * 300_000_000, 1), ["too-large"], 0, 2, 200),
    "bomb.zip": (lambda: zipped({"a.txt": b"0" * 100_000_000, "b.jsonl": GOOD}), ["too-large"], 1, 2, 200),
    "bombs.zip": (nested_zips, ["too-large"] * 16, 0, 9, 250),
    "bomb.docx": (big_document, ["too-large"], 0, 2, 250),
    "bomb.xml": (f'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]><rss><channel><item><title>&j;</title></item></channel></rss>', ["xml"], 0, 1, 50),
    "outside.docx": (
        lambda: zipped({"word/document.xml": f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'.encode()}),
        ["xml"], 0, 1, 50,
    ),
    "bin.rtf": ("{\\rtf1 \\bin999999999999 x}", ["empty"], 0, 1, 50),
    # bytes that are not what they say
    "zeros.txt": (bytes(1000), ["binary"], 0, 1, 50),
    "zero.warc": (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", ["no-records"], 0, 1, 50),
    "headers.warc": (lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * 1_000_000, ["warc"], 0, 1, 50),
    "header.warc": (lambda: b"WARC/1.0\r\nX: " + b"y" * 5_000_000 + b"\r\n\r\n", ["warc"], 0, 1, 50),
    "subject.eml": (lambda: b"Subject: " + b"=?utf-8?q?x?= " * 300_000 + b"\r\n\r\nA ferry sank.", [], 1, 2, 100),
    "parts.eml": (lambda: b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 300_000, ["too-large"], 0, 2, 100),
    "quotes.csv": (lambda: 'title,text\n"open' + "x\n" * 1_000_000, ["csv"], 0, 6, 350),
    "wide.csv": (lambda: "title,text" + ",x" * 300_000 + "\n" + "a,b" + ",y" * 300_000, [], 1, 3, 100),
    "marks.txt": (lambda: "1 of 2 DOCUMENTS\nLENGTH: 2 words\n" + "GRAPHIC: x\n" * 100_000 + "UPDATE: x\n" * 100_000, ["empty"], 0, 9, 200),
    "uni.txt": (lambda: "Length: 2 words\n" + "Graphic\n\n" * 200_000 + "End of Document\n", ["empty"], 0, 3, 150),
    "press.html": (lambda: "DocPublicationName" + "<article>" * 500_000, [], 1, 3, 150),
    "comments.html": (lambda: "End of Document Length: 1\n" + "<!--" * 1_000_000, [], 1, 3, 150),
}  # fmt: skip


def pace() -> float:
    """Seconds of processor time that plain work on text takes here and now: YARD where the bounds were set. Machines that
    are shared run at half their speed at times."""
    started, text = time.process_time(), SENTENCE * 2000
    for _ in range(100):
        assert len(re.findall(r"\w+", text)) == 6 * 2000 == len(text.upper().split())
    return time.process_time() - started


YARD = 0.2


def cost(name: str, content: Content) -> tuple[list[str], int, list[str], float, float]:
    """Rules, number of documents, hints, seconds (at the pace of where the bounds were set, or better) and megabytes of
    reading one file in a process of its own."""
    data = content() if callable(content) else content
    into, out = os.pipe()
    child = os.fork()
    if not child:
        slower = max(1.0, pace() / YARD)
        before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        outcome = read_file(name, data, SMALL if name == "bombs.zip" else ContentOptions())
        spent, peak = time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        hints = [
            problem.hint for problem in outcome.problems if problem.severity != "warning" and problem.rule != "empty"
        ]
        os.write(out, pickle.dumps((outcome.rules, len(outcome.documents), hints, spent / slower, peak / 1024)))
        os._exit(0)
    os.close(out)
    with os.fdopen(into, "rb") as answers:
        answer = answers.read()
    os.waitpid(child, 0)
    assert answer, "the process died"
    rules, documents, hints, spent, peak = pickle.loads(answer)
    return rules, documents, hints, spent, peak


@pytest.mark.parametrize("name", FILES)
def test_hostile_files_are_bounded_and_named(name):
    content, rules, documents, seconds, megabytes = FILES[name]
    found = cost(name, content)
    assert found[:2] == (rules, documents)
    assert all(found[2])
    assert found[3] < seconds
    assert found[4] < megabytes
