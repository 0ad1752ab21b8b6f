"""Whatever a file holds, reading ends in documents and named problems, never in an exception."""

from __future__ import annotations

import json
import random
import zlib
from pathlib import Path

import pytest
import test_read_archive as archives
import test_read_csv as tables
import test_read_exports as exports
import test_read_feed as feeds
import test_read_mail as mails
import test_read_news as news
import test_read_office as office
import test_read_text as texts
import test_read_warc as warcs
import test_read_world as world
from hypothesis import given, settings
from hypothesis import strategies as st
from read_whole import Outcome, read_file

from sitegen.read.formats import BY_EXTENSION
from sitegen.read.options import ContentOptions

OPTIONS = ContentOptions(largest=2_000_000)
FILES: dict[str, bytes | str] = {
    "yaml.md": texts.YAML, "toml.md": texts.TOML, "record.json": json.dumps(news.NINJS), "list.json": json.dumps([news.NINJS2] * 2),
    "lines.jsonl": '{"id": "a", "text": "é“ "}\n' * 3, "feed.xml": feeds.RSS, "a.atom": feeds.ATOM, "nitf.xml": news.NITF, "g2.xml": news.G2,
    "a.eml": mails.MAIL, "a.mhtml": mails.MHTML, "a.mbox": "From a@b Sat Dec  7 10:00:00 2024\n" + mails.MAIL, "a.csv": tables.TABLE,
    "a.warc": warcs.WARC, "a.warc.gz": warcs.GZIPPED, "a.rtf": office.RTF, "a.docx": office.as_docx(exports.NEXIS_UNI),
    "nexis.txt": exports.NEXIS_CLASSIC, "uni.html": exports.as_page(exports.NEXIS_UNI), "factiva.txt": exports.FACTIVA_CODES,
    "plain.txt": exports.FACTIVA_PLAIN, "pq.txt": exports.PROQUEST, **archives.KINDS,
    "corpus.xml": world.COLLECTIONS["a newswire corpus"], "rows.xml": world.COLLECTIONS["a dump of rows"], "newsml1.xml": world.NEWSML_1,
    "flowed.eml": world.MAILS["format flowed"], "excel.csv": world.TABLES["excel german"],
    "press.html": (Path(__file__).parent / "exports/europresse.html").read_text(encoding="utf-8"),
}  # fmt: skip
PIECES = [
    b"\0",
    b"<",
    b"&",
    b'"',
    b"\xff\xfe",
    b"\n\n",
    b"[",
    b"{",
    b"\\u",
    b"99999999999",
    b"---\n",
    b"=?utf-8?b?",
    b"\xc3",
    b"\\'",
    b"<!--",
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, cut, doubled or put in."""
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at, other = sorted((chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)))
        change = chance.choice(["flip", "cut", "double", "end", "insert"])
        if change == "flip" and at < len(made):
            made[at] = chance.randrange(256)
        elif change == "cut":
            del made[at : at + chance.choice([1, 4, 50])]
        elif change == "double":
            made[at:at] = made[at : min(other, at + 300)] * chance.choice([1, 20])
        elif change == "end":
            del made[max(other, len(made) // 4) :]
        else:
            made[at:at] = chance.choice(PIECES)
    return bytes(made)


def is_sound(outcome: Outcome) -> bool:
    named = all(problem.reason and problem.rule and problem.stage == "read" for problem in outcome.problems)
    names = [record.source.record for record in outcome.records]
    return named and len(set(names)) == len(names) and bool(outcome.documents or outcome.problems)


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_of_every_format(name):
    data = FILES[name]
    chance = random.Random(zlib.crc32(name.encode()))
    for _ in range(40):
        assert is_sound(read_file(name, mutated(data.encode() if isinstance(data, str) else data, chance), OPTIONS))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([*sorted(BY_EXTENSION), "", ".txt.gz"]))
def test_any_bytes_under_any_name(data, extension):
    assert is_sound(read_file("file" + extension, data, OPTIONS))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_text_comes_through_whole_but_for_what_is_reported(text):
    """UTF-8 text is the body, character by character, once line ends and composition are made alike."""
    import unicodedata

    encodable = text.encode("utf-8", "ignore")
    outcome = read_file("a.txt", encodable)
    if not outcome.problems:
        expected = (
            encodable.decode()
            .removeprefix("\ufeff")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .replace("\u2029", "\n\n")
        )
        for sign in "\x0b\x0c\x85\u2028":
            expected = expected.replace(sign, "\n")
        assert outcome.only.raw == unicodedata.normalize("NFC", expected)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["title: A", "date: 2024-12-07", "x:", "- y", "# note", "tags: [a, b]", ""]), max_size=8),
    st.text(max_size=50),
)
def test_the_body_starts_where_its_line_says(front, body):
    outcome = read_file("a.md", "---\n" + "".join(line + "\n" for line in front) + "---\n" + body)
    for document in outcome.documents:
        assert "\n".join(document.raw.split("\n")[document.body_line - 1 :]) == document.body
        assert all(
            field.line is None or field.evidence in document.raw.split("\n")[field.line - 1] for field in document.given
        )
