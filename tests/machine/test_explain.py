"""`sitegen explain` and `sitegen review`, as a newcomer asks: any name of an article, and what to do about a doubt."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.__main__ import cli

Archive = Callable[[dict[str, str | bytes]], Path]
PAGE = """<html><head><title>A quiet day - Osthaven Post</title><link rel="canonical" href="https://post.example/quiet">
<meta property="article:published_time" content="2024-12-06T10:00:00Z"><meta name="date" content="2024-12-05">
</head><body><article><h1>A quiet day</h1>
<p>Nothing happened in Osthaven on Friday, the harbour master Edith Rowntree said in the evening.</p>
<p>The boats stayed in the harbour all day, and nobody could say when they would leave again.</p></article></body></html>"""
WIRE = """date 2024-12-07
OSTHAVEN, Dec 7 (Reuters) - A ferry sank off Osthaven on Saturday, the harbour master Edith Rowntree said.

Nine people are missing, and the search goes on.

(Reporting by Ana Ruiz)
"""
RECORDS = "".join(
    json.dumps({"id": f"r{n}", "title": f"Record {n}", "text": "Nothing happened.", "date": "2024-12-08"}) + "\n"
    for n in range(8)
)
FILES: dict[str, str | bytes] = {
    "content/web/quiet.html": PAGE, "content/wire/ferry.txt": WIRE, "content/many.jsonl": RECORDS + "{broken\n",
}  # fmt: skip


def sitegen(home: Path, *words: str) -> Result:
    """The command line in this process, from the folder `home`."""
    with contextlib.chdir(home):
        return CliRunner().invoke(cli, words, env={"COLUMNS": "160"})


def build(home: Path) -> None:
    assert sitegen(home, "build", "-q", "-j", "1").exit_code == 0


def said(home: Path, *words: str) -> str:
    run = sitegen(home, *words)
    assert run.exit_code == 0, run.output
    return run.stdout


@pytest.fixture
def home(archive: Archive) -> Path:
    made = archive(FILES)
    build(made)
    return made


def test_an_article_answers_to_all_its_names(home: Path) -> None:
    by_path = said(home, "explain", "content/web/quiet.html")
    rows = map(json.loads, (home / "output/data/articles.jsonl").read_text().splitlines())
    row = next(row for row in rows if row["source"]["path"] == "web/quiet.html")
    names = (
        "web/quiet.html", "quiet.html", row["id"], row["url"], f"https://archive.example/sub/{row['url']}source/",
        f"output/{row['url']}index.html", "https://post.example/quiet",
    )  # fmt: skip
    for name in names:
        assert said(home, "explain", name) == by_path
    assert said(home, "explain", "many.jsonl#r3").startswith("many.jsonl#r3\n")


@pytest.mark.parametrize(
    ("name", "near"),
    [("wire/fery.txt", "wire/ferry.txt"), ("many.jsonl#r33", "no record r33"), ("zzzzzzzz", "a path below content/")],
)
def test_a_wrong_name_gets_one_line_with_the_nearest(home: Path, name: str, near: str) -> None:
    run = sitegen(home, "explain", name)
    assert run.exit_code == 1 and run.stdout == ""
    assert "no such article" in run.stderr and near in run.stderr and len(run.stderr.splitlines()) == 1


def test_every_field_and_every_cut_has_its_rule_and_line(home: Path) -> None:
    text = said(home, "explain", "wire/ferry.txt")
    fields, cuts, kept = re.split(r"\n\n(?=CUTS|TEXT)", text)
    assert re.search(r"\n  published +2024-12-07\n +stated by rule [\w-]+, line 1: “date 2024-12-07”", fields)
    assert re.search(r"\n  agencies +Reuters\n", fields) and "  not found       " in fields
    assert re.search(r"\n  line 1 +dates +date 2024-12-07\n", cuts) and "OSTHAVEN, Dec 7 (Reuters) -" in cuts
    assert re.search(r"\n  line 4 +paragraph +Nine people are missing", kept)
    columns = {line.index(line.split()[2]) for line in cuts.splitlines()[1:]}
    assert len(columns) == 1  # aligned


def test_what_was_not_taken_stands_below_what_was(home: Path) -> None:
    lines = said(home, "explain", "web/quiet.html").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  published"))
    assert "2024-12-06T10:00:00Z" in lines[at]
    assert lines[at + 2].strip().startswith("not: 2024-12-05") and "by rule" in lines[at + 3]


def test_a_file_of_many_is_listed_and_its_faults_are_named(home: Path) -> None:
    text = said(home, "explain", "many.jsonl")
    assert "many.jsonl holds 9 records" in text and "sitegen explain 'many.jsonl#r0'  Record 0" in text
    assert "line 9: the line is not valid JSON" in text
    alone = said(home, "explain", "many.jsonl#9")
    assert "set aside" in alone and re.search(
        r"problem +line 9: the line is not valid JSON: .* \(json; one object a line", alone
    )


def test_it_says_what_the_next_build_will_do_and_why(home: Path) -> None:
    assert "nothing of it will be read again" in said(home, "explain", "wire/ferry.txt")
    (home / "sitegen.toml").write_text('[content]\nencoding = "utf-8"\n')
    assert "the options" in said(home, "explain", "wire/ferry.txt")
    (home / "sitegen.toml").unlink()
    (home / "content/wire/ferry.txt").write_text(WIRE.replace("Nine", "Ten"))
    assert "changed since the last build" in said(home, "explain", "wire/ferry.txt")
    (home / "content/new.txt").write_text(WIRE)
    assert "not in the last build" in said(home, "explain", "new.txt")


def test_the_archivists_decision_stands_above_the_programs(home: Path) -> None:
    (home / "curation").mkdir()
    (home / "curation/articles.toml").write_text('[[article]]\nmatch = "wire/ferry.txt"\ntitle = "Ferry sinks"\n')
    build(home)
    text = said(home, "explain", "wire/ferry.txt")
    assert "articles.toml, match wire/ferry.txt: title" in text
    assert re.search(r"\n  title +Ferry sinks\n +curated by rule .*\n +not: \[A ferry sank", text)


DOUBTFUL: dict[str, str | bytes] = {
    "content/undated.txt": "A quiet day in Osthaven\n\nNothing happened in Osthaven, the harbour master Edith Rowntree said.\n\nThe boats stayed.\n",
    "content/ambiguous.md": "---\ntitle: The long search off Osthaven\ndate: 03/04/2024\n---\nThe search for the ferry went on, the harbour master said.\n\nIt will go on.\n",
    "content/untitled.txt": "date 2024-12-09\nThe ferry that sank off Osthaven was found on Monday by a fisherman, who saw it from his boat.\n\nIt lies at sixty metres.\n",
    "content/rows.jsonl": '{"id": "Row 7", "title": "Storm", "text": "A storm came over Osthaven, and the boats stayed."}\n',
}  # fmt: skip


def test_a_review_pasted_and_built_is_settled(archive: Archive) -> None:
    home = archive(DOUBTFUL)
    build(home)
    dates, titles = said(home, "review", "dates"), said(home, "review", "titles")
    assert [entry["match"] for entry in tomllib.loads(dates)["article"]][-1] == "ambiguous.md"  # the worst come first
    assert (
        "undated.txt" in dates
        and "in rows.jsonl#Row 7" in dates
        and "# from: embedded, rule front-matter, line 3" in dates
    )
    assert 'match = "untitled.txt"\ntitle = "[The ferry that sank' in titles
    (home / "curation").mkdir()
    filled = dates.replace('published = ""', 'published = "2024-12-06"')
    (home / "curation/articles.toml").write_text(filled + "\n" + titles)
    build(home)
    assert (
        said(home, "review", "dates") == "# Every date is sure.\n"
        and said(home, "review", "titles") == "# Every title is sure.\n"
    )
    rows = [json.loads(line) for line in (home / "output/data/articles.jsonl").read_text().splitlines()]
    assert {row["published_basis"] for row in rows if row["source"]["path"] != "untitled.txt"} == {"curated"}
    problems = (home / "output/data/problems.jsonl").read_text()
    assert "articles.toml" not in problems
