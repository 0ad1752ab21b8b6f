"""The index and its Python reader, through their two doors."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from search_site import Made, harbour

from sitegen.search import IndexProblem, query
from sitegen.search.options import SearchOptions


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour().write(tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("ring of steel", ["rings", "ring", "zurich", "undated"]),  # every word first, then any
        ('"ring of steel"', ["ring"]),  # in this order and these forms
        ('"rings of steel"', []),
        ("\"statue of Rowntree's father\"", ["statue", "copy"]),  # straight and curly apostrophes
        ("“statue of Rowntree’s father”", ["statue", "copy"]),
        ("+harbour +steel", ["undated"]),
        ("steel -harbour", ["zurich", "rings", "ring"]),
        ("evacuation OR jeweller", ["ring", "rings"]),
        ("(evacuation OR jeweller) AND osthaven", ["ring", "rings"]),
        ("zurich", ["zurich", "copy"]),
        ("ZÜRICH", ["zurich", "copy"]),
        ("=Zürich", ["copy"]),
        ("=zürich", []),
        ("statu*", ["copy", "statue"]),
        ("evacuations", ["ring"]),  # a form that never occurs,
        ("harbo?r", ["statue", "undated", "copy"]),
        ("steel near/3 ring", ["ring"]),
        ("steel near/1 ring", []),
        ("title:statue", ["copy", "statue"]),
        ('title:"statue falls"', ["copy"]),
        ("outlet:gazette", ["statue", "ring"]),
        ('outlet:"The Gazette" outlet:"Daily Note"', []),
        ("agency:AFP", ["ring"]),
        ("person:rowntree", ["copy", "statue", "undated"]),
        ('person:"Edith Rowntree" date:2025-01', ["copy", "statue"]),
        ("place:osthaven -ring", []),
        ("date:2024-12-08", ["rings"]),
        ("date:2024..2024-12", ["rings", "ring"]),
        ("date:..2023", ["zurich"]),
        ("story:statue", ["copy", "statue"]),
        ("zork", []),
        ("osthaven zork", ["rings", "ring"]),
        ("+the +of", ["statue", "copy", "ring", "rings"]),
    ],
)  # fmt: skip
def test_what_a_query_finds(folder: Path, asked: str, expected: list[str]) -> None:
    found = query(folder, asked)
    assert {hit.id for hit in found.hits} == set(expected) and found.total == len(expected)


def test_articles_with_every_word_come_first_and_filters_alone_list_the_newest_first(folder: Path) -> None:
    assert {hit.id for hit in query(folder, "ring of steel").hits[:2]} == {"ring", "rings"}
    assert [hit.id for hit in query(folder, "person:rowntree").hits] == ["copy", "statue", "undated"]
    assert [hit.id for hit in query(folder, "osthaven", sort="oldest").hits] == ["ring", "rings"]


@pytest.mark.parametrize(
    ("asked", "notes", "total"),
    [
        ('"ring of steel', [(0, "quote")], 4),
        ("(ring", [(0, "open")], 2),
        ("ring)", [(4, "close")], 2),
        ("date:soon ring", [(5, "date")], 2),
        ("ring near/2 (steel)", [(19, "operator")], 4),
        ("((((((((((((((((((((((ring", None, 2),
    ],
)
def test_a_wrong_query_says_where_and_still_finds(
    folder: Path, asked: str, notes: list[tuple[int, str]] | None, total: int
) -> None:
    found = query(folder, asked)
    assert found.total == total
    assert found.notes if notes is None else list(found.notes) == notes


@pytest.mark.parametrize(
    "asked", ["", " ", "*", "?", "**", "+", "-", "()", '""', "a" * 10_000, "a " * 5_000, '"' * 999, "(" * 9_999, "[a-z]+(.*)*$", "\x00\x01", "🙂", "\u202eabc",
              "<script>alert(1)</script>", "__proto__", "near/5", "OR OR OR", "date:..", "title:", 'person:"', "=", '="', "-(", "* * *", "a*" * 3000, "aa" + "*a" * 30 + "*b", "\ud800"]
)  # fmt: skip
def test_no_query_is_an_error_or_a_hang(folder: Path, asked: str) -> None:
    assert query(folder, asked).total >= 0


def test_a_pattern_of_many_stars_does_not_hang(tmp_path: Path) -> None:
    folder = Made().article("a", "a" * 60, "a" * 64).write(tmp_path)
    assert query(folder, "aa*a*a*b").total == 0 and query(folder, "aa" + "*a" * 30 + "*b").total == 0


def test_a_long_query_with_a_phrase_that_is_nowhere_still_finds(folder: Path) -> None:
    assert query(folder, 'harbour "steel of ring"').total == 6
    assert query(folder, '"steel of ring"').total == 0


def test_two_builds_are_byte_identical_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import hashlib; from search_site import harbour; h = hashlib.sha256()\n"
        "for path, data in harbour().files().items(): h.update(path.encode() + b'\\0' + data)\nprint(h.hexdigest())"
    )
    said = {
        subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent), "TZ": zone},
                       capture_output=True, text=True, check=True).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(said) == 1


def test_a_build_from_a_warm_cache_equals_a_clean_one() -> None:
    warm = harbour()
    warm.files()
    warm.article("late", "Late news", "A ferry sank off Osthaven.", "2024-12-09")
    clean = harbour().article("late", "Late news", "A ferry sank off Osthaven.", "2024-12-09")
    assert warm.files() == clean.files()


def many(changed: str = "") -> Made:
    made = Made()
    for n in range(900):
        words = " ".join(f"word{(n * 7 + k * k) % 5000}" for k in range(120))
        made.article(f"a{n:04}", f"Title {n}", words + (changed if n == 450 else ""), f"2024-{n % 12 + 1:02}-01")
    return made


def test_a_changed_word_leaves_most_files_as_they_were() -> None:
    before, after = many().files(), many(" novelty").files()
    differ = {path for path in after if before.get(path) != after[path]}
    assert len(differ) < 0.25 * len(after)
    assert "search/text/t-a0450.gz" in differ and "search/text/t-a0451.gz" not in differ


@pytest.mark.parametrize(
    ("show", "title", "early", "late"), [("full", 1, 1, 1), ("excerpt", 1, 1, 0), ("metadata", 1, 0, 0)]
)
def test_only_what_may_be_shown_is_indexed(tmp_path: Path, show: str, title: int, early: int, late: int) -> None:
    made = Made().article("a", "Headline", "early " + "filler " * 100 + "late", "2024-01-01")
    made.options = SearchOptions(show=show)  # type: ignore[arg-type]
    folder = made.write(tmp_path)
    assert [query(folder, word).total for word in ("headline", "early", "late")] == [title, early, late]
    everything = b"".join(_plain(path) for path in sorted(folder.rglob("*")) if path.is_file())
    assert (b"late" in everything) == bool(late) and (b"early" in everything) == bool(early)
    assert (folder / "search/text").exists() == bool(early), "texts are there only where text may be shown"


def _plain(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def test_files_carry_no_clock_and_portable_names(folder: Path) -> None:
    for path in folder.rglob("*.gz"):
        assert path.read_bytes()[4:8] == b"\0\0\0\0", "gzip's clock must be zero"
        assert path.stem.split(".")[0].lower() not in {"con", "prn", "aux", "nul"} and path.name == path.name.lower()


def test_a_title_word_ranks_above_the_same_word_in_a_text(tmp_path: Path) -> None:
    made = (
        Made()
        .article("text", "Other news of the day", "plain words about a lighthouse here today")
        .article("head", "Lighthouse news of today", "plain words about a tower here today")
    )
    assert [hit.id for hit in query(made.write(tmp_path), "lighthouse").hits] == ["head", "text"]


def test_search_turned_off_or_an_empty_archive_writes_nothing() -> None:
    off = harbour()
    off.options = SearchOptions(enabled=False)
    assert off.files() == {} and Made().files() == {}


def test_a_folder_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexProblem, match="build the site"):
        query(tmp_path, "x")
    (tmp_path / "search").mkdir()
    (tmp_path / "search/manifest.gz").write_bytes(gzip.compress(json.dumps({"version": 999}).encode()))
    with pytest.raises(IndexProblem, match="rebuild"):
        query(tmp_path, "x")


def test_the_seeds_are_found_as_promised(shared: Path, tmp_path: Path) -> None:
    made = Made()
    for path in sorted((shared / "seeds").glob("*.txt")):
        made.article("s" + path.name[:3], "News", path.read_text("utf-8"), "2024-12-08")
    folder = made.write(tmp_path)
    assert query(folder, "ring of steel").hits[0].id == "s003"
    assert {hit.id for hit in query(folder, '"statue of Assad\'s father"').hits} == {"s000", "s003"}


def test_results_are_plain_data(folder: Path) -> None:
    first = msgspec.to_builtins(query(folder, "crowd").hits[0])
    assert first["url"] == "article/statue/" and first["story"] == "statue" and first["published"] == "2025-01-03"
