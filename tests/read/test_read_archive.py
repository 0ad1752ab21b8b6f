"""ZIP and tar: members read in memory, within limits."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zipfile

import pytest

from sitegen import read
from sitegen.read.options import ContentOptions

MEMBERS = {
    "Post/2024/ferry.md": b"---\ntitle: Ferry\n---\nA ferry sank.",
    "list.jsonl": b'{"id": "a", "text": "One."}\n{"text": "Two."}\nbroken\n',
    "page.html.gz": gzip.compress(b"<html><body><p>x</p></body></html>", mtime=0),
    "picture.jpg": b"\xff\xd8\xff",
    "__MACOSX/._ferry.md": b"junk",
    "../../evil.txt": b"Climbing.",
    "/absolute.txt": b"Absolute.",
    "drafts/old.txt": b"Ignored.",
}


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


KINDS = {
    "all.zip": zipped(MEMBERS), "all.tar": tarred(MEMBERS), "all.tgz": tarred(MEMBERS, "w:gz"), "all.tar.gz": tarred(MEMBERS, "w:gz"),
    "all.tar.bz2": tarred(MEMBERS, "w:bz2"),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_members_are_read_as_the_files_they_are(reading, name):
    outcome = reading(name, KINDS[name], ContentOptions(ignore=("drafts",)))
    found = {document.source.record: (document.source.format, document.body.strip()) for document in outcome.documents}
    assert found == {
        "Post/2024/ferry.md": ("markdown", "A ferry sank."), "list.jsonl#a": ("jsonl", "One."), "list.jsonl#2": ("jsonl", "Two."),
        "page.html.gz": ("html", "<html><body><p>x</p></body></html>"), "evil.txt": ("text", "Climbing."), "absolute.txt": ("text", "Absolute."),
    }  # fmt: skip
    assert {document.source.path for document in outcome.documents} == {name}
    assert [(p.path, p.record, p.rule, p.line) for p in outcome.problems] == [(name, "list.jsonl#3", "json", 3)]
    ferry = next(d.source for d in outcome.documents if d.source.record == "Post/2024/ferry.md")
    assert ferry.sha256 == hashlib.sha256(MEMBERS["Post/2024/ferry.md"]).hexdigest()


def test_members_take_part_in_path_metadata(reading, fields_of, tmp_path):
    (tmp_path / "metadata.csv").write_text("path,record,section\na.zip,2024/x.txt,Sea\n")
    paths = read.path_metadata(tmp_path, ContentOptions(path="{outlet}/{year}/{name}"))
    document = reading("Post.zip", zipped({"2024/x.txt": b"text"}), paths=paths).only
    assert fields_of(document) == {"outlet": "Post", "published": "2024"}
    document = reading("a.zip", zipped({"2024/x.txt": b"text"}), paths=paths).only
    assert fields_of(document) == {"section": "Sea", "outlet": "a", "published": "2024"}


def test_archives_in_archives_are_opened_to_a_depth(reading):
    inner = zipped({"x.txt": b"Deep."})
    assert reading("a.zip", zipped({"b.zip": inner})).only.source.record == "b.zip#x.txt"
    assert reading("a.zip", zipped({"b.zip": zipped({"c.zip": inner})})).rules == ["too-deep"]


def test_two_members_of_one_name_are_two_records(reading):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("x.txt", "One.")
        archive.writestr("x.txt", "Two.")
    assert [d.source.record for d in reading("a.zip", made.getvalue()).documents] == ["x.txt", "x.txt (2)"]


@pytest.mark.parametrize("make", [zipped, lambda members: tarred(members, "w:gz")])
def test_bombs_stop_at_the_limit_and_other_members_are_read(reading, make):
    name = "a.zip" if make is zipped else "a.tgz"
    outcome = reading(
        name,
        make({"x.txt": b"Good.", "bomb.txt": b"0" * 3_000_000, "y.txt": b"Fine."}),
        ContentOptions(largest=1_000_000),
    )
    assert [d.body for d in outcome.documents] == ["Good.", "Fine."] and outcome.rules == ["too-large"]
    many = make({f"{n:03}.txt": b"0" * 900_000 for n in range(40)})
    outcome = reading(name, many, ContentOptions(largest=1_000_000))
    assert len(outcome.documents) < 20 and outcome.rules == ["too-large"]


def test_encrypted_damaged_and_cut_off_archives_are_named(reading):
    data = bytearray(zipped({"x.txt": b"secret"}))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    assert reading("a.zip", bytes(data)).rules == ["encrypted"]
    assert reading("a.zip", zipped(MEMBERS)[:-60]).rules == ["archive"]
    assert reading("a.zip", b"PK\x03\x04 nothing").rules == ["archive"]
    stored = zipped({"x.txt": b"stored text", "y.txt": b"fine"}, zipfile.ZIP_STORED).replace(
        b"stored text", b"changed txt", 1
    )
    outcome = reading("a.zip", stored)
    assert outcome.rules == ["archive"] and outcome.only.body == "fine"
    cut = reading("a.tgz", tarred({"x.txt": b"One.", "y.txt": bytes(range(256)) * 900}, "w:gz")[:900])
    assert cut.rules[-1] == "archive" and cut.documents[0].body == "One."
    assert reading("a.zip", zipped({"x.jpg": b"x"})).rules == ["no-records"]


def test_links_and_devices_in_a_tar_are_passed_over(reading):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "link.txt"), (tarfile.LNKTYPE, "hard.txt"), (tarfile.CHRTYPE, "dev.txt")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert reading("a.tar", made.getvalue()).rules == ["no-records"]


def test_names_in_an_old_encoding_are_detected(reading):
    data = zipped({"caf?.txt": b"x"}).replace(b"caf?.txt", "café.txt".encode("cp1252"))
    assert reading("a.zip", data).only.source.record == "café.txt"
