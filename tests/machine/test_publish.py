"""Publishing to a folder: only what changed, only what is ours, under a cap."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.model import File
from sitegen.output import MANIFEST, locked
from sitegen.publish import Refused, plan, publish


def site(folder: Path, files: dict[str, str]) -> Path:
    with locked(folder, folder.parent / ".sitegen") as out:
        for path, text in files.items():
            out.write(File(path, text.encode()))
        out.commit()
    return folder


def bring(output: Path, target: Path, most: int = 100) -> list[str]:
    said: list[str] = []
    publish(output, target, plan(output, target, most), said.append)
    return said


def test_pages_first_home_last_deletes_after(tmp_path: Path) -> None:
    www = tmp_path / "www"
    assert bring(site(tmp_path / "out", {"index.html": "1", "a/index.html": "1", "z/index.html": "1"}), www) == [
        "copied a/index.html", "copied z/index.html", "copied index.html",
    ]  # fmt: skip
    assert bring(site(tmp_path / "out", {"index.html": "2", "a/index.html": "1"}), www) == [
        "copied index.html",
        "deleted z/index.html",
    ]
    assert not (www / "z").exists()
    assert bring(tmp_path / "out", www) == []


def test_files_that_we_did_not_publish_stay(tmp_path: Path) -> None:
    www = tmp_path / "www"
    bring(site(tmp_path / "out", {"index.html": "1"}), www)
    (www / "theirs.txt").write_text("x")
    bring(site(tmp_path / "out", {"index.html": "2"}), www)
    assert (www / "theirs.txt").read_text() == "x"


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    www = tmp_path / "www"
    www.mkdir()
    (www / "index.html").write_text("theirs")
    with pytest.raises(Refused, match="not published by sitegen"):
        bring(site(tmp_path / "out", {"index.html": "1"}), www)


def test_many_deletes_need_permission(tmp_path: Path) -> None:
    www = tmp_path / "www"
    bring(site(tmp_path / "out", {f"{n}.html": "1" for n in range(9)}), www)
    with pytest.raises(Refused, match="--max-deletes"):
        bring(site(tmp_path / "out", {"0.html": "1"}), www, most=7)
    assert len(list(www.glob("*.html"))) == 9
    bring(tmp_path / "out", www, most=8)
    assert len(list(www.glob("*.html"))) == 1


def test_an_altered_manifest_cannot_reach_outside(tmp_path: Path) -> None:
    www = tmp_path / "www"
    bring(site(tmp_path / "out", {"index.html": "1"}), www)
    (tmp_path / "precious").write_text("x")
    with (www / MANIFEST).open("a") as manifest:
        manifest.write(f"{'0' * 64}  1  ../precious\n")
    with pytest.raises(Refused, match="outside"):
        bring(tmp_path / "out", www)
    assert (tmp_path / "precious").read_text() == "x"


def test_nothing_built_nothing_published(tmp_path: Path) -> None:
    os.makedirs(tmp_path / "out")
    with pytest.raises(Refused, match="build one first"):
        plan(tmp_path / "out", tmp_path / "www", 5)
