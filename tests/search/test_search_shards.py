"""What the shards are cut into, and what their keys lead to."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_site import Made, harbour

from sitegen.model import Story
from sitegen.search import facets, lexicon
from sitegen.search.shelf import Archive, Files, Lexicon

KEYS = st.text(st.sampled_from("abcdéΩ\U0001f600京"), min_size=1, max_size=6)


@settings(deadline=None)
@given(st.lists(KEYS, min_size=1, max_size=400, unique=True), st.integers(1, 40))
def test_every_word_is_found_through_the_shortest_keys(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], every: int
) -> None:
    folder = tmp_path_factory.mktemp("lexicon")
    lines = lexicon.surface_lines([lexicon.row(word, word, 1) for word in words])
    shards = [lexicon.shard(group) for group in lexicon.groups(lines, "l", every)]
    for _, name, data in shards:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    manifest = {"words": [part for key, name, _ in shards for part in (key, name)], "lines": {"words": every}}
    read = Lexicon(Files(folder), manifest, [])
    found = [read.line(word) for word in words]
    assert [line and line.surface for line in found] == words
    assert len({name for _, name, _ in shards}) == len(shards)


@pytest.mark.parametrize("lines", [0, 1, 5_000, 90_000, 600_000, 20_000_000])
def test_a_shard_of_the_lexicon_costs_about_what_all_keys_cost(lines: int) -> None:
    size = lexicon.shard_lines(lines)
    assert math.log2(size).is_integer() and lexicon.FEWEST_LINES <= size <= lexicon.MOST_LINES
    if lexicon.FEWEST_LINES < size < lexicon.MOST_LINES:
        assert 0.5 < size / (lines / size) < 2


def test_the_manifest_says_how_many_records_a_file_has(tmp_path: Path) -> None:
    folder = harbour().write(tmp_path)
    manifest = json.loads(gzip.decompress((folder / "search/manifest.gz").read_bytes()))
    records = next((folder / "search/r").iterdir())
    assert manifest["records"] >= len(json.loads(gzip.decompress(records.read_bytes()))["id"]) == len(harbour().cards)


def test_days_are_apart_from_what_every_query_fetches(tmp_path: Path) -> None:
    shelf = Archive(harbour().write(tmp_path) / "search").shelves[0]
    assert "days" not in shelf.near and "days" not in shelf.far
    assert shelf.days[::2] == ["2023-05", "2024-12-07", "2024-12-08", "2025-01-03", "2025-01-04"]


def test_stories_are_counted_like_other_values(tmp_path: Path) -> None:
    values, counts, which = Archive(harbour().write(tmp_path) / "search").shelves[0].column("story")
    assert values == [["statue", "Crowd topples statue", 2]]
    assert counts.sum() == len(which) == 2


def test_values_that_are_not_counted_still_filter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = harbour()
    made.stories.append(Story("steel", "Steel", ("ring", "rings", "undated"), (), ()))
    monkeypatch.setattr(facets, "MOST_STORIES", 1)
    shelf = Archive(made.write(tmp_path) / "search").shelves[0]
    assert [row[0] for row in shelf.column("story")[0]] == ["steel"], "the one with most articles"
    assert len(shelf.postings("\x01story:statue").articles) == 2


def test_a_changed_article_keeps_the_other_shards_of_the_lexicon() -> None:
    def files(more: str) -> set[str]:
        made = Made()
        for n in range(40):
            made.article(f"a{n}", "Words", " ".join(f"w{chr(97 + k % 26)}{n}x{k}" for k in range(60)), "2024-01-01")
        made.article("last", "Last", more, "2024-02-01")
        return {path for path in made.files() if path.startswith("search/l/")}

    before, after = files("plain"), files("plain quince")
    assert len(before) > 3 and len(before - after) == 1
