"""The command line as a newcomer types it, wrong ways included: one line that says what to do, the right exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Archive = Callable[[dict[str, str | bytes]], Path]
ARTICLE = "A quiet day\n\nNothing happened in Osthaven on Friday, the harbour master Edith Rowntree said.\n"


STAGES = {"scan", "prepare", "roster", "versions", "entities", "render", "search", "export", "commit"}


def sitegen(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *words],
        cwd=home,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )


def test_new_build_check_publish(tmp_path: Path) -> None:
    assert sitegen(tmp_path, "new", "mine").returncode == 0
    home = tmp_path / "mine"
    built = sitegen(home, "build")
    assert built.returncode == 0, built.stderr
    assert "3 articles, 1 story" in built.stdout
    assert "next: sitegen serve" in built.stdout
    assert "nothing changed" in sitegen(home, "build").stdout
    checked = sitegen(home, "check")
    assert checked.returncode == 0, checked.stdout
    assert "0 findings" in checked.stdout
    assert "would be copied" in sitegen(home, "publish", "www", "--dry-run").stdout
    assert not (home / "www").exists()
    assert sitegen(home, "publish", "www").returncode == 0
    assert (home / "www" / "index.html").read_bytes() == (home / "output" / "index.html").read_bytes()
    assert " 0 files were copied" in " " + sitegen(home, "publish", "www").stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["frobnicate"], 2, "No such command"),
        (["build", "--frob"], 2, "No such option"),
        (["build", "-j", "many"], 2, "not a valid integer"),
        (["build", "-c", "absent"], 3, "does not exist"),
        (["build", "-f", "absent.toml"], 3, "no such configuration"),
        (["build", "-o", "content"], 3, "-o"),
        (["build", "-b", "example.org"], 3, "http"),
        (["build", "-c", "empty"], 1, "no articles"),
        (["build", "-o", "taken"], 1, "not made by sitegen"),
        (["serve", "-a", "nowhere"], 1, "HOST:PORT"),
        (["check", "-o", "absent"], 1, "build one first"),
        (["explain", "absent"], 1, "no such article"),
        (["diff", "a.txt", "absent"], 1, "no such article"),
        (["export", "docx"], 2, "articles.csv"),
        (["publish"], 1, "no target"),
        (["search", "x"], 1, "build"),
        (["review", "nothing"], 2, "stories"),
        (["new", "content"], 1, "not empty"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_ways_end_in_one_line(archive: Archive, words: list[str], code: int, says: str) -> None:
    home = archive({"content/a.txt": ARTICLE, "empty/photo.jpg": b"\xff\xd8", "taken/mine.txt": "x"})
    run = sitegen(home, *words)
    assert run.returncode == code, run.stderr
    assert says in run.stderr
    assert "Traceback" not in run.stderr
    said = [line for line in run.stderr.splitlines() if line not in STAGES]
    assert len(said) <= (4 if code == 2 else 1), run.stderr


def test_problems_are_listed_and_strict_fails(archive: Archive) -> None:
    home = archive(
        {
            "content/a.txt": ARTICLE,
            "content/b.jsonl": '{"title": "x", "text": "A record."}\n{broken\n',
            "content/c.txt": "",
        }
    )
    run = sitegen(home, "build")
    assert run.returncode == 0
    assert "b.jsonl" in run.stdout and ":2:" in run.stdout and "hint: " in run.stdout
    assert sitegen(home, "build", "-q").stdout == ""
    assert sitegen(home, "build", "--strict").returncode == 1


def test_an_unknown_key_names_the_one_that_was_meant(archive: Archive) -> None:
    home = archive({"content/a.txt": ARTICLE, "sitegen.toml": '[site]\ntitel = "x"\n'})
    run = sitegen(home, "build")
    assert (run.returncode, run.stderr) == (
        3,
        "sitegen: sitegen.toml: unknown key 'titel' in [site]; did you mean 'title'?\n",
    )


def test_a_stage_turned_off_leaves_no_way_to_it(archive: Archive) -> None:
    home = archive({"content/a.txt": ARTICLE, "sitegen.toml": "[search]\nenabled = false\n"})
    assert sitegen(home, "build").returncode == 0
    assert not (home / "output/search").exists()
    pages = [path.read_text("utf-8") for path in (home / "output").rglob("*.html")]
    assert pages
    assert [page for page in pages if 'role="search"' in page or "words/" in page or "header.js" in page] == []


def test_explain_and_diff_and_export(archive: Archive) -> None:
    later = ARTICLE.replace("Friday", "Saturday")
    home = archive({"content/a.txt": ARTICLE, "content/b.txt": later})
    assert sitegen(home, "build", "-q").returncode == 0
    said = sitegen(home, "explain", "content/a.txt").stdout
    assert "rule headline, line 1" in said and "same bytes as in the last build" in said
    both = sitegen(home, "diff", "a.txt", "b.txt")
    assert "[-Friday-]{+Saturday+}" in both.stdout
    data = json.loads(sitegen(home, "diff", "a.txt", "b.txt", "--json").stdout)
    assert data["passages"] and data["a"] == "a.txt"
    dates = sitegen(home, "review", "dates")
    assert dates.returncode == 0 and 'match = "a.txt"' in dates.stdout
    found = sitegen(home, "search", "osthaven", "--json").stdout.splitlines()
    assert len(found) == 2 and json.loads(found[0])["url"].startswith("article/")
    table = sitegen(home, "export", "articles.csv").stdout.splitlines()
    assert table[0].startswith("id,url,title") and len(table) == 3


def test_the_content_folder_is_never_written_to(archive: Archive) -> None:
    home = archive({"content/a.txt": ARTICLE, "content/sub/b.txt": ARTICLE + "More.\n"})
    before = sorted(home.joinpath("content").rglob("*"))
    for path in before:
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert sitegen(home, "build", "-q").returncode == 0
    assert sorted(home.joinpath("content").rglob("*")) == before


def test_ids_from_bytes_survive_moving_and_correcting(archive: Archive) -> None:
    home = archive({"content/a.txt": ARTICLE})
    sitegen(home, "build", "-q")
    before = next(home.joinpath("output/article").iterdir()).name
    (home / "content" / "moved").mkdir()
    (home / "content" / "a.txt").rename(home / "content" / "moved" / "z.txt")
    (home / "curation").mkdir()
    (home / "curation" / "articles.toml").write_text(
        f'[[article]]\nmatch = "{before}"\ntitle = "Corrected"\npublished = 2024-01-02\n'
    )
    sitegen(home, "build", "-q")
    row = json.loads((home / "output/data/articles.jsonl").read_text())
    assert (row["id"], row["title"], row["published"], row["published_basis"]) == (
        before,
        "Corrected",
        "2024-01-02",
        "curated",
    )
