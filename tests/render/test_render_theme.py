"""The theme: shipped, overridden file by file, and part of every page's key."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sitegen.render import load_theme, static


def test_a_folder_of_ones_own_overrides_single_files(tmp_path: Path) -> None:
    (tmp_path / "mine/templates").mkdir(parents=True)
    (tmp_path / "mine/static").mkdir()
    (tmp_path / "mine/templates/data.html").write_text("<p>mine</p>")
    (tmp_path / "mine/static/site.css").write_text("p{}")
    default, mine = load_theme("default", tmp_path), load_theme("mine", tmp_path)
    assert dict(mine.templates)["data.html"] == "<p>mine</p>"
    assert dict(mine.templates)["base.html"] == dict(default.templates)["base.html"]
    files = {file.path: file.data for file in static(mine)}
    assert files["static/site.css"] == b"p{}" and files["static/site.js"].startswith(b'"use strict"')


def test_the_digest_is_of_the_templates_alone(tmp_path: Path) -> None:
    for home in ("a", "b"):
        (tmp_path / home / "mine/templates").mkdir(parents=True)
    same = {load_theme("mine", tmp_path / home).digest for home in ("a", "b")} | {
        load_theme("default", tmp_path).digest
    }
    assert len(same) == 1, "where the files lie does not matter"
    (tmp_path / "a/mine/templates/x.html").write_text("x")
    assert load_theme("mine", tmp_path / "a").digest not in same


def test_a_theme_travels_to_workers(tmp_path: Path) -> None:
    theme = load_theme("default", tmp_path)
    assert pickle.loads(pickle.dumps(theme)) == theme


def test_an_unknown_theme_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="beside the configuration"):
        load_theme("nothing-of-the-kind", tmp_path)


def test_static_files_are_portable_and_refer_to_nothing_outside(tmp_path: Path) -> None:
    for file in static(load_theme("default", tmp_path)):
        assert b"http" not in file.data.replace(b"http://www.w3.org/", b"") or not file.path.endswith(".css"), file.path
        assert file.path == file.path.lower() and " " not in file.path


@pytest.mark.parametrize(
    ("text", "said"),
    [(b"<p>\n{% if %}\n", "templates/x.html:2: Expected an expression"), (b"\xff", "templates/x.html: not UTF-8")],
)
def test_a_template_that_is_none_fails_with_its_name_and_line(tmp_path: Path, text: bytes, said: str) -> None:
    (tmp_path / "mine/templates").mkdir(parents=True)
    (tmp_path / "mine/templates/x.html").write_bytes(text)
    with pytest.raises(ValueError, match=f"^theme mine: {said}") as caught:
        load_theme("mine", tmp_path)
    assert "\n" not in str(caught.value)
