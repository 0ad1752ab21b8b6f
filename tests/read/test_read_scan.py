"""The content folder: what is taken, what is counted, what is reported."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from sitegen import read
from sitegen.model import BadSource
from sitegen.read.options import ContentOptions


def put(folder: Path, *paths: str) -> Path:
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"text")
    return folder


def paths(folder: Path, **options: object) -> list[str]:
    return [file.path for file in read.scan(folder, ContentOptions(**options)).files]


def test_articles_are_listed_in_path_order_whatever_the_case_of_their_extension(tmp_path):
    put(tmp_path, "b/2.TXT", "a.html.gz", "b/1.md", "Z.jsonl", "c.JSON", "b.txt", "no-extension", "story.2019")
    assert paths(tmp_path) == [
        "Z.jsonl",
        "a.html.gz",
        "b.txt",
        "b/1.md",
        "b/2.TXT",
        "c.JSON",
        "no-extension",
        "story.2019",
    ]


def test_other_kinds_are_counted_by_extension(tmp_path):
    put(tmp_path, "a.txt", "x/1.jpg", "x/2.JPG", "style.css", "font.woff2.gz", ".hidden", ".git/a.txt", "metadata.csv")
    listing = read.scan(tmp_path, ContentOptions())
    assert [file.path for file in listing.files] == ["a.txt"]
    assert listing.skipped == {"(hidden)": 2, "(metadata)": 1, ".css": 1, ".jpg": 2, ".woff2": 1}
    assert not listing.problems


def test_notes_at_the_top_are_not_articles_but_deeper_ones_are(tmp_path):
    put(tmp_path, "ABOUT.md", "README", "LICENSE.txt", "readme.de.md", "x/about.md", "About us.txt")
    listing = read.scan(tmp_path, ContentOptions())
    assert [file.path for file in listing.files] == ["About us.txt", "x/about.md"]
    assert listing.skipped == {"(notes)": 4}


def test_parts_of_saved_pages_are_counted_and_a_folder_that_only_looks_so_is_reported(tmp_path):
    put(
        tmp_path,
        "page.html",
        "page_files/ad.html",
        "page_files/x.js",
        "case_files/story.txt",
        "Seite.html",
        "Seite-Dateien/b.css",
    )
    put(tmp_path, "Other-Dateien/c.txt")
    listing = read.scan(tmp_path, ContentOptions())
    assert [file.path for file in listing.files] == ["Other-Dateien/c.txt", "Seite.html", "page.html"]
    assert listing.skipped == {".css": 1, ".html": 1, ".js": 1, ".txt": 1}
    assert [(p.path, p.rule, p.severity) for p in listing.problems] == [("case_files", "page-parts", "warning")]


@pytest.mark.parametrize(
    ("globs", "left"),
    [
        (("*.html",), ["a.txt", "x/b.txt", "x/y/d.md"]),
        (("x",), ["a.txt", "c.html"]),
        (("x/",), ["a.txt", "c.html"]),
        (("x/*",), ["a.txt", "c.html"]),
        (("x/*.txt",), ["a.txt", "c.html", "x/y/d.md"]),
        (("**/y/**",), ["a.txt", "c.html", "x/b.txt"]),
        (("[ab].*", "?.html"), ["x/y/d.md"]),
        (("X",), ["a.txt", "c.html", "x/b.txt", "x/y/d.md"]),
    ],
)
def test_ignore_globs(tmp_path, globs, left):
    put(tmp_path, "a.txt", "x/b.txt", "c.html", "x/y/d.md")
    assert paths(tmp_path, ignore=globs) == left


def test_empty_oversized_and_special_files_are_problems_with_a_hint(tmp_path):
    put(tmp_path, "good.txt")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "big.txt").write_bytes(b"x" * 101)
    os.mkfifo(tmp_path / "pipe.txt")
    listing = read.scan(tmp_path, ContentOptions(largest=100))
    assert [file.path for file in listing.files] == ["good.txt"]
    assert [(p.path, p.rule) for p in listing.problems] == [
        ("big.txt", "too-large"),
        ("empty.txt", "empty"),
        ("pipe.txt", "special-file"),
    ]
    assert all(problem.hint for problem in listing.problems)


def test_links_out_of_the_folder_are_not_followed_and_links_inside_are_read_once_a_name(tmp_path):
    outside = put(tmp_path / "outside", "secret.txt")
    inside = put(tmp_path / "content", "a.txt", "x/b.txt")
    (inside / "out.txt").symlink_to(outside / "secret.txt")
    (inside / "outdir").symlink_to(outside)
    (inside / "in.txt").symlink_to("a.txt")
    (inside / "x/loop").symlink_to(inside)
    (inside / "broken.txt").symlink_to("nowhere.txt")
    listing = read.scan(inside, ContentOptions())
    assert [file.path for file in listing.files] == ["a.txt", "in.txt", "x/b.txt"]
    assert [(p.path, p.rule) for p in listing.problems] == [
        ("broken.txt", "link"),
        ("out.txt", "link"),
        ("outdir", "link"),
    ]
    assert listing.skipped == {"(link)": 1}


def test_a_content_folder_that_is_itself_a_link_is_read(tmp_path):
    put(tmp_path / "real", "a.txt")
    (tmp_path / "link").symlink_to("real")
    assert paths(tmp_path / "link") == ["a.txt"]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS stores one spelling only")
def test_paths_are_composed_and_still_open(tmp_path):
    name = unicodedata.normalize("NFD", "Café.txt")
    put(tmp_path, name)
    (file,) = read.scan(tmp_path, ContentOptions()).files
    assert file.path == "Café.txt" and file.stored(tmp_path).all(9) == b"text"
    put(tmp_path, "Café.txt")
    assert [p.rule for p in read.scan(tmp_path, ContentOptions()).problems] == ["same-name"]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such names")
def test_a_name_that_is_not_utf8_is_read_and_reported(tmp_path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:
        file.write(b"text")
    listing = read.scan(tmp_path, ContentOptions())
    assert listing.files[0].path == "caf\N{REPLACEMENT CHARACTER}.txt"
    assert listing.files[0].stored(tmp_path).all(9) == b"text"
    assert [p.rule for p in listing.problems] == ["file-name"]


def test_a_file_that_went_or_grew_after_the_listing_is_a_bad_source(tmp_path):
    put(tmp_path, "a.txt")
    (file,) = read.scan(tmp_path, ContentOptions()).files
    with pytest.raises(BadSource, match="larger"):
        file.stored(tmp_path).all(2)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(BadSource, match="cannot be read"):
        file.stored(tmp_path).all(9)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path):
    put(tmp_path, "a.txt").joinpath("a.txt").chmod(0)
    assert [p.rule for p in read.scan(tmp_path, ContentOptions()).problems] == ["unreadable"]


def test_a_missing_folder_is_a_problem_not_a_crash(tmp_path):
    listing = read.scan(tmp_path / "none", ContentOptions())
    assert not listing.files and [p.rule for p in listing.problems] == ["unreadable"]
