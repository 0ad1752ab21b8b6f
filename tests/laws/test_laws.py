"""The laws of building: incremental = clean, serial = parallel, nothing but the input decides, killed = whole."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.output import MANIFEST

TEXTS = {
    "ferry-1.txt": "OSTHAVEN, May 3 (NWA) - Fourteen passengers of the ferry Halcyon were brought ashore on Friday after its engines stopped two miles off the coast.\n\n\"Nobody was hurt,\" harbour master Edith Rowntree said. \"The crew handed out blankets and the last of the sandwiches.\"\n\nThe Maritime Safety Board (MSB) said it would examine the engines.\n",
    "ferry-2.txt": "Ferry passengers brought ashore\nSeventeen passengers of the ferry Halcyon were brought ashore yesterday after its engines stopped two miles off the coast.\n\"Nobody was hurt,\" harbour master Edith Rowntree said. \"The crew handed out blankets and the last of the sandwiches.\"\nThe Maritime Safety Board (MSB) said it would examine the engines.\nComments\n",
    "lamp.md": "+++\ntitle = \"The lamp\"\ndate = 2024-05-09\noutlet = \"Courier\"\n+++\n\nEdith Rowntree lit the **lamp** at Osthaven again.\n",
    "notes.jsonl": '{"id": "n1", "title": "Tide table", "text": "High water at Osthaven is at noon.", "date": "2024-05-01"}\n{"broken\n{"id": "n2", "title": "Only a title"}\n',
    "page.html": "<!doctype html><html lang=en><head><title>Fair opens - The Courier</title><meta property='og:site_name' content='The Courier'></head><body><nav><a href=/>Home</a> <a href=/b>News</a></nav><article><h1>Fair opens</h1><p>The fair at Osthaven opened on Saturday with music from three villages and a parade of boats along the quay.</p><p>Edith Rowntree said the weather would hold until Monday, and everybody in the square believed her.</p></article><footer>All rights reserved</footer></body></html>",
    "sub/zip.txt.gz": gzip.compress(b"Sailors met in Osthaven\n\nThe sailors of three countries met in Osthaven to talk about lamps and tides.\n", mtime=0),
}  # fmt: skip
EXTRA = [
    "The harbour at Osthaven was closed on Sunday.",
    "A second paragraph, written later.",
    "Edith Rowntree denied the report.",
    "\x00\x01 not a text \xff",
]


def tree(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def differing(one: dict[str, str], two: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def lay_out(content: Path, files: dict[str, Any]) -> None:
    for name, data in files.items():
        place = content / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data if isinstance(data, bytes) else data.encode())


def edit(content: Path, curation: Path, rng: random.Random) -> str:
    """One random thing that people do to an archive between two builds."""
    files = sorted(p for p in content.rglob("*") if p.is_file())
    name = rng.choice(sorted(TEXTS))
    act = rng.choice(["append", "delete", "restore", "break", "copy", "move", "curate", "uncurate"])
    target = rng.choice(files) if files else content / name
    if act == "append" and target.suffix in (".txt", ".md") and files:
        target.write_text(target.read_text(errors="replace") + "\n" + rng.choice(EXTRA[:3]) + "\n")
    elif act == "delete" and len(files) > 2:
        target.unlink()
    elif act == "restore":
        lay_out(content, {name: TEXTS[name]})
    elif act == "break":
        lay_out(
            content,
            {
                f"broken-{rng.randrange(3)}.json": '{"title": "x", ',
                "empty.txt": "",
                "cut.txt.gz": gzip.compress(b"x" * 999)[:20],
            },
        )
    elif act == "copy" and files:
        shutil.copyfile(target, target.with_name(f"copy-{rng.randrange(3)}{''.join(target.suffixes)}"))
    elif act == "move" and files:
        target.rename(target.with_name(f"moved-{rng.randrange(99)}{''.join(target.suffixes)}"))
    elif act == "curate":
        curation.mkdir(exist_ok=True)
        (curation / "articles.toml").write_text(rng.choice(CURATION))
    elif act == "uncurate":
        shutil.rmtree(curation, ignore_errors=True)
    return f"{act} {target.name}"


CURATION = [
    '[[article]]\nmatch = "lamp.md"\ntitle = "The lamp, corrected"\n',
    '[[article]]\nmatch = "ferry-2.txt"\nredact = ["Edith Rowntree"]\n',
    '[[article]]\nmatch = "ferry-1.txt"\nwithdraw = { reason = "asked for", date = 2024-06-01 }\n',
    '[[article]]\nmatch = "nowhere.txt"\ntitle = "x"\n',
]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_incremental_builds_equal_clean_ones(seed: int, tmp_path: Path, make_site: Callable[..., Any]) -> None:
    rng, content, done = random.Random(seed), tmp_path / "content", []
    lay_out(content, TEXTS)
    make_site(content, tmp_path / "out", workers=1)
    for step in range(6):
        done += [edit(content, tmp_path / "curation", rng) for _ in range(rng.randint(1, 3))]
        make_site(content, tmp_path / "out", workers=1)
        clean = tmp_path / f"clean-{step}" / "out"
        make_site(content, clean, workers=1)
        assert not differing(tree(tmp_path / "out"), tree(clean)), done


def test_serial_equals_parallel(tmp_path: Path, make_site: Callable[..., Any]) -> None:
    lay_out(tmp_path / "content", TEXTS)
    for workers in (1, 3):
        make_site(tmp_path / "content", tmp_path / str(workers) / "out", workers=workers)
    assert not differing(tree(tmp_path / "1" / "out"), tree(tmp_path / "3" / "out"))


def build(home: Path, **environment: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "sitegen", "build", "-q"],
        cwd=home,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr


def test_nothing_but_the_input_decides(tmp_path: Path) -> None:
    """Other folder, hash seed, time zone, locale and order of files: the same bytes."""
    one, two = tmp_path / "one", tmp_path / "a longer" / "two"
    lay_out(one / "content", TEXTS)
    lay_out(two / "content", dict(reversed(TEXTS.items())))
    build(one, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    time.sleep(1.1)
    build(two, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")
    assert not differing(tree(one / "output"), tree(two / "output"))


def test_a_build_of_the_same_input_changes_nothing_and_loads_nothing_heavy(tmp_path: Path) -> None:
    lay_out(tmp_path / "content", TEXTS)
    build(tmp_path)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "output").rglob("*")}
    code = "import sys; from sitegen.__main__ import main\ntry: main()\nexcept SystemExit: pass\nprint(*sorted({n.split('.')[0] for n in sys.modules}))"
    run = subprocess.run(
        [sys.executable, "-c", code, "build", "-q"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert not {"spacy", "trafilatura", "dateparser", "lxml", "nh3"} & set(run.stdout.split())
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "output").rglob("*")} == before


def test_a_killed_build_leaves_the_old_site_or_the_new_one_whole(tmp_path: Path) -> None:
    lay_out(tmp_path / "content", TEXTS)
    build(tmp_path)
    rng, output = random.Random(5), tmp_path / "output"
    took = _timed(tmp_path)
    for number in range(8):
        lay_out(tmp_path / "content", {"ferry-1.txt": TEXTS["ferry-1.txt"] + f"\nParagraph {number}.\n"})
        child = subprocess.Popen([sys.executable, "-m", "sitegen", "build", "-q"], cwd=tmp_path, start_new_session=True)
        time.sleep(rng.uniform(0.3, 1.1) * took)
        os.killpg(child.pid, signal.SIGKILL) if child.poll() is None else None
        child.wait()
        assert _whole(output), f"after kill {number}"
    build(tmp_path)
    clean = tmp_path / "clean" / "output"
    shutil.copytree(tmp_path / "content", tmp_path / "clean" / "content")
    build(tmp_path / "clean")
    assert not differing(tree(output), tree(clean))
    assert sorted(p.name for p in tmp_path.iterdir()) == [".sitegen", "clean", "content", "output"]


def _timed(home: Path) -> float:
    lay_out(home / "content", {"ferry-1.txt": TEXTS["ferry-1.txt"] + "\nTimed.\n"})
    start = time.monotonic()
    build(home)
    return time.monotonic() - start


def _whole(output: Path) -> bool:
    """Every file that the manifest lists is there with its bytes, and no other."""
    listed = dict(line.split("  ", 2)[::-2] for line in (output / MANIFEST).read_text().splitlines())
    return {name: sha for name, sha in tree(output).items() if name != MANIFEST} == listed


def test_withdrawn_text_is_gone_from_site_and_cache(tmp_path: Path, make_site: Callable[..., Any]) -> None:
    secret = "Perpetua Quillfeather"
    lay_out(
        tmp_path / "content",
        {**TEXTS, "secret.txt": f"A visitor\n\n{secret} came to Osthaven on the night boat and left before dawn.\n"},
    )
    make_site(tmp_path / "content", tmp_path / "out", workers=1)
    assert _mentions(tmp_path / "out", secret)
    lay_out(
        tmp_path / "curation",
        {
            "articles.toml": '[[article]]\nmatch = "secret.txt"\nwithdraw = { reason = "asked for", date = 2024-06-01 }\n'
        },
    )
    make_site(tmp_path / "content", tmp_path / "out", workers=1)
    make_site(tmp_path / "content", tmp_path / "out", workers=1)
    assert not _mentions(tmp_path / "out", secret)
    assert not _mentions(tmp_path / ".sitegen", secret)
    assert "asked for" in (tmp_path / "out" / "removed" / "index.html").read_text()


def _mentions(folder: Path, text: str) -> list[str]:
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            found += [path.name] if text.encode() in data or text.split()[1].lower().encode() in data.lower() else []
    return found


def test_the_report_names_what_was_wrong(tmp_path: Path, make_site: Callable[..., Any]) -> None:
    lay_out(tmp_path / "content", TEXTS)
    report = make_site(tmp_path / "content", tmp_path / "out", workers=1)
    assert [(p.path, p.line) for p in report.problems if p.severity == "quarantined"] == [("notes.jsonl", 2)]
    rows = [json.loads(line) for line in (tmp_path / "out" / "data" / "problems.jsonl").read_text().splitlines()]
    assert any(row["path"] == "notes.jsonl" and row["reason"] and row["hint"] for row in rows)
