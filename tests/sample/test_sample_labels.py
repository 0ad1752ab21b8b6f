"""The labels fit the files and one another: no build needed."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "content"
NO_ARTICLES = {"ABOUT.md", "metadata.csv"}
COPIES = {"old-disk/keeper.md"}


def labels(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


ARTICLES = {row["key"]: row for row in labels("articles")["article"]}
LINKS = labels("stories")
MEMBERS = {story["name"]: story["versions"] for story in LINKS["story"]}


def test_every_file_is_labelled_or_known_not_to_be_an_article() -> None:
    files = {path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*") if path.is_file()}
    unread = {path for path in files if path.startswith("damaged/") or "_files/" in path or path.endswith(".png")}
    labelled = {row["path"] for row in ARTICLES.values()}
    assert labelled <= files
    assert files - labelled <= unread | NO_ARTICLES | COPIES


def test_every_pair_of_versions_is_labelled_once() -> None:
    wanted = sorted(tuple(sorted(pair)) for versions in MEMBERS.values() for pair in combinations(versions, 2))
    assert sorted(tuple(sorted((row["a"], row["b"]))) for row in LINKS["pair"]) == wanted


def test_articles_name_the_story_they_are_labelled_in() -> None:
    said = {key: row["story"] for key, row in ARTICLES.items() if row.get("story")}
    assert said == {key: name for name, versions in MEMBERS.items() for key in versions}


def test_a_pair_with_a_changed_fact_is_revised() -> None:
    relations = {frozenset((row["a"], row["b"])): row["relation"] for row in LINKS["pair"]}
    for fact in LINKS["fact"]:
        for a, b in combinations(fact["wording"], 2):
            if fact["wording"][a] != fact["wording"][b]:
                assert relations[frozenset((a, b))] == "revised"


def test_each_version_but_the_first_has_a_parent_that_is_not_younger() -> None:
    for story in LINKS["story"]:
        for number, key in enumerate(story["versions"]):
            parents = story["lineage"].get(key, [])
            assert bool(parents) == (number > 0)
            assert all(ARTICLES[parent]["published"] <= ARTICLES[key]["published"] for parent in parents)


def test_all_names_in_the_labels_are_known() -> None:
    used = {row["article"] for row in LINKS["related"]}
    used |= {key for entity in labels("entities")["entity"] for key in (*entity["articles"], *entity["mentions"])}
    used |= {key for fact in LINKS["fact"] for key in fact["wording"]}
    assert used <= set(ARTICLES)
