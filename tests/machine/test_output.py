"""The output folder: whole or untouched, one build at a time, never somebody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.model import File
from sitegen.output import MANIFEST, Busy, NotOurs, Output, locked, recover, swap


def put(folder: Path, files: dict[str, str], before: dict[str, object] | None = None) -> Output:
    with locked(folder, folder.parent / ".sitegen", before) as out:  # type: ignore[arg-type]
        for path, text in files.items():
            out.write(File(path, text.encode()), key=text)
        out.commit()
    return out


def tree(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != MANIFEST
    }


def test_a_tree_is_written_and_replaced(tmp_path: Path) -> None:
    site = tmp_path / "out"
    first = put(site, {"a/index.html": "1", "b/index.html": "2"})
    assert tree(site) == {"a/index.html": "1", "b/index.html": "2"}
    second = put(site, {"a/index.html": "1", "c/index.html": "3"}, first.made)
    assert tree(site) == {"a/index.html": "1", "c/index.html": "3"}
    assert second.written == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == [".sitegen", "out"]


def test_unchanged_files_keep_their_inode(tmp_path: Path) -> None:
    site = tmp_path / "out"
    first = put(site, {"a": "1"})
    inode = (site / "a").stat().st_ino
    put(site, {"a": "1"}, first.made)
    assert (site / "a").stat().st_ino == inode


def test_a_file_that_was_tampered_with_is_written_again(tmp_path: Path) -> None:
    site = tmp_path / "out"
    first = put(site, {"a": "1"})
    (site / "a").write_text("x")
    with locked(site, tmp_path / ".sitegen", first.made) as out:
        assert not out.unchanged()
        assert not out.keep("a", "1")
        out.write(File("a", b"1"), "1")
        out.commit()
    assert tree(site) == {"a": "1"}


def test_a_build_that_fails_leaves_the_old_tree(tmp_path: Path) -> None:
    site = tmp_path / "out"
    put(site, {"a": "1"})
    with pytest.raises(RuntimeError), locked(site, tmp_path / ".sitegen") as out:
        out.write(File("a", b"2"))
        raise RuntimeError
    assert tree(site) == {"a": "1"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [".sitegen", "out"]


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "index.html"])
def test_a_folder_that_is_not_ours_is_not_touched(tmp_path: Path, name: str) -> None:
    site = tmp_path / "out"
    site.mkdir()
    (site / name).write_text("mine")
    with pytest.raises(NotOurs, match="another with -o"):
        put(site, {"a": "1"})
    assert tree(site) == {name: "mine"}


def test_a_folder_of_keepers_counts_as_empty_and_they_stay(tmp_path: Path) -> None:
    site = tmp_path / "out"
    site.mkdir()
    (site / ".gitkeep").write_text("")
    first = put(site, {"a": "1"})
    put(site, {"a": "2"}, first.made)
    assert tree(site) == {".gitkeep": "", "a": "2"}


def test_a_second_build_is_refused_while_one_runs(tmp_path: Path) -> None:
    site = tmp_path / "out"
    with locked(site, tmp_path / ".sitegen"), pytest.raises(Busy, match="another build"):
        put(site, {"a": "1"})


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/../b", "a\\b", "", "a/"])
def test_paths_cannot_leave_the_tree(tmp_path: Path, path: str) -> None:
    with locked(tmp_path / "out", tmp_path / ".sitegen") as out, pytest.raises(ValueError, match="inside"):
        out.write(File(path, b"x"))


def test_one_address_holds_one_file(tmp_path: Path) -> None:
    with locked(tmp_path / "out", tmp_path / ".sitegen") as out:
        out.write(File("a", b"1"))
        with pytest.raises(ValueError, match="two files"):
            out.write(File("a", b"2"))


def lay(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "a").write_text(text)
    return folder


def test_a_kill_between_two_renames_is_undone(tmp_path: Path) -> None:
    state = tmp_path / ".sitegen"
    lay(state / "out.old", "whole")
    lay(state / "out.new", "half")
    recover(tmp_path / "out", state)
    assert tree(tmp_path / "out") == {"a": "whole"}
    assert sorted(p.name for p in state.iterdir()) == ["out.spare"]


def test_a_spare_of_any_age_and_state_is_brought_up_to_date(tmp_path: Path) -> None:
    site, spare = tmp_path / "out", tmp_path / ".sitegen" / "out.spare"
    one = put(site, {"a": "1", "b": "1", "gone/c": "1"})
    two = put(site, {"a": "2", "b": "1"}, one.made)
    assert tree(spare) == {"a": "1", "b": "1", "gone/c": "1"}
    (spare / "b").unlink()
    (spare / "stray").write_text("of a killed build")
    (spare / "a").unlink()
    (spare / "a").write_text("half wri")
    put(site, {"a": "2", "b": "1", "d": "3"}, two.made)
    assert tree(site) == {"a": "2", "b": "1", "d": "3"}
    assert not (site / "gone").exists()


def test_writing_never_reaches_the_tree_that_is_served(tmp_path: Path) -> None:
    site = tmp_path / "out"
    one = put(site, {"a": "1"})
    two = put(site, {"a": "1", "b": "1"}, one.made)
    with locked(site, tmp_path / ".sitegen", two.made) as out:
        out.write(File("a", b"changed"))
        assert tree(site) == {"a": "1", "b": "1"}
    assert tree(site) == {"a": "1", "b": "1"}


def test_an_unchanged_tree_costs_no_link_the_second_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, files = tmp_path / "out", {f"{n}/index.html": str(n) for n in range(50)}
    made = put(site, files).made
    made = put(site, {**files, "x": "1"}, made).made
    links: list[object] = []
    monkeypatch.setattr(os, "link", lambda source, target: links.append(target))
    put(site, {**files, "x": "2"}, made)
    assert not links


def test_without_a_spare_the_old_tree_is_gone(tmp_path: Path) -> None:
    site = tmp_path / "out"
    first = put(site, {"a": "a secret"})
    with locked(site, tmp_path / ".sitegen", first.made) as out:
        out.write(File("a", b"2"))
        out.commit(spare=False)
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and b"secret" in p.read_bytes()]


def test_swap_without_exchange_gives_the_same_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.output._exchange", lambda a, b: False)
    site, fresh, spare = (
        lay(tmp_path / "site", "old"),
        lay(tmp_path / "state" / "new", "new"),
        lay(tmp_path / "state" / "spare", "older"),
    )
    swap(fresh, site, spare)
    assert tree(site) == {"a": "new"}
    assert tree(spare) == {"a": "old"}
    assert not fresh.exists()


def test_without_hard_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    site = tmp_path / "out"
    first = put(site, {"a": "1"})
    monkeypatch.setattr(os, "link", refuse)
    second = put(site, {"a": "1"}, first.made)
    assert tree(site) == {"a": "1"}
    with locked(site, tmp_path / ".sitegen", second.made) as out:
        assert out.unchanged()
