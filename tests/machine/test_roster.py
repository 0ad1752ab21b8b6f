"""Ids: given ones where they hold, bytes' ones where not; copies folded, clashes reported."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

TEXT = "A day in May\n\nThe boats of Osthaven came home early on Friday because of the fog.\n"


def rows(home: Path, make_site: Callable[..., Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    make_site(home / "content", home / "out", workers=1)
    read = lambda name: [json.loads(line) for line in (home / "out/data" / f"{name}.jsonl").read_text().splitlines()]
    return {
        row["source"]["path"] + (f"#{row['source']['record']}" if row["source"]["record"] else ""): row
        for row in read("articles")
    }, read("problems")


def test_an_id_is_the_start_of_the_bytes_digest(archive: Any, make_site: Any) -> None:
    home = archive({"content/a.txt": TEXT})
    made, _ = rows(home, make_site)
    assert made["a.txt"]["source"]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert made["a.txt"]["url"] == f"article/{made['a.txt']['id']}/"
    assert len(made["a.txt"]["id"]) == 10


def test_identical_bytes_are_one_article_with_copies(archive: Any, make_site: Any) -> None:
    home = archive({"content/b.txt": TEXT, "content/a.txt": TEXT, "content/deep/c.txt": TEXT})
    made, _ = rows(home, make_site)
    assert list(made) == ["a.txt"]
    assert made["a.txt"]["source"]["copies"] == ["b.txt", "deep/c.txt"]


def test_identical_bytes_with_other_metadata_are_articles_of_their_own(archive: Any, make_site: Any) -> None:
    home = archive(
        {"content/one/a.txt": TEXT, "content/two/a.txt": TEXT, "sitegen.toml": '[content]\npath = "{outlet}/{name}"\n'}
    )
    made, _ = rows(home, make_site)
    assert made["two/a.txt"]["id"] == made["one/a.txt"]["id"] + "-2"


def test_given_ids_hold_where_they_can(archive: Any, make_site: Any) -> None:
    line = lambda name, word: json.dumps({"id": name, "title": word, "text": f"{word} {TEXT}"})
    home = archive(
        {
            "content/r.jsonl": "\n".join(
                [
                    line("good-1", "One"),
                    line("Bad Id", "Two"),
                    line("con", "Three"),
                    line("same", "Four"),
                    line("same", "Five"),
                ]
            )
        }
    )
    made, problems = rows(home, make_site)
    ids = {row["title"]: row["id"] for row in made.values()}
    assert ids["One"] == "good-1"
    assert all(len(ids[name]) == 10 for name in ("Two", "Three", "Four", "Five"))
    assert sorted(p["rule"] for p in problems if p["stage"] == "roster") == [
        "id-clash",
        "id-clash",
        "id-form",
        "id-form",
    ]
