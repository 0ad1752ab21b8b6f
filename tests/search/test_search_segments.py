"""An archive past the limit: segments by date, asked newest first, with the same answers as one index."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
from search_site import Made

from sitegen.model import Entity, Story
from sitegen.search import query
from sitegen.search.evaluate import rank
from sitegen.search.options import SearchOptions
from sitegen.search.parse import parse
from sitegen.search.shelf import Archive

WORDS = [f"{head}{tail}" for head in ("harb", "stat", "riv", "mark", "fest") for tail in ("our", "ue", "er", "et", "ival", "al")]  # fmt: skip


def archive(limit: int, changed: str = "") -> Made:
    """600 articles of five years, and 20 without a date; one word is rare in the old ones and frequent in the new."""
    made, random_ = Made(), random.Random(5)
    for n in range(620):
        words = random_.choices(WORDS, [1 / (k + 1) for k in range(len(WORDS))], k=40)
        words[7:7] = ["flood"] if n % 97 == 3 or 500 < n < 560 else []
        text = " ".join(words[:20]) + ".\n\n" + " ".join(words[20:]) + (changed if n == 590 else "")
        date = f"20{20 + n // 120}-{n % 120 // 10 + 1:02}-{n % 28 + 1:02}" if n < 600 else None
        made.article(f"a{n:03}", " ".join(words[:4]).title(), text, date, ["The Gazette", "Le Jour", None][n % 3])
    made.stories.append(Story("long", "A long story", ("a010", "a300", "a599", "a610"), (), ()))
    made.entities.append(Entity("place/osthaven", "place", "Osthaven", articles=tuple(f"a{n:03}" for n in range(0, 620, 31))))  # fmt: skip
    made.options = SearchOptions(segment=limit)
    return made


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(10_000).write(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(150).write(tmp_path_factory.mktemp("cut"))


def segments(folder: Path) -> list[dict[str, object]]:
    return json.loads(gzip.decompress((folder / "search/manifest.gz").read_bytes()))["segments"]  # type: ignore[no-any-return]


ASKED = ["harbour", "flood river", "harbour statue market", "river -flood", "+flood +statue", "title:harbour", "stat*", '"harbour statue"', "harbour near/3 river",
         "outlet:gazette flood", "place:osthaven", "story:long", "date:2021-03..2022-02 flood", "date:2024", "nowhere harbour", "nowhere", "-harbour", "flood OR festal",
         "(harbour OR flood) AND statue", "outlet:nobody harbour"]  # fmt: skip


def test_segments_begin_with_a_month_and_are_listed_newest_first(cut: Path) -> None:
    found = segments(cut)
    assert [row["folder"] for row in found] == ["s/3/", "s/2/", "s/1/", "s/0/", "s/4/"], "what has no date comes last"
    assert [row["to"] for row in found] == sorted((row["to"] for row in found), reverse=True)  # type: ignore[type-var]
    assert sum(int(row["articles"]) for row in found) == 620  # type: ignore[call-overload]
    ends = [(found[n + 1]["to"], found[n]["from"]) for n in range(3)]
    assert all(before < after for before, after in ends), "a month lies in one segment"  # type: ignore[operator]


@pytest.mark.parametrize("asked", ASKED)
def test_all_segments_together_find_what_one_index_finds(whole: Path, cut: Path, asked: str) -> None:
    one, many = (query(folder, asked, most=1000) for folder in (whole, cut))
    assert {hit.id for hit in many.hits} == {hit.id for hit in one.hits}
    assert (many.total, many.missing, many.unknown) == (one.total, one.missing, one.unknown)
    assert many.complete == one.complete or asked == "outlet:nobody harbour"
    for sort in ("newest", "oldest"):
        one, many = (query(folder, asked, most=1000, sort=sort) for folder in (whole, cut))
        assert [hit.id for hit in many.hits] == [hit.id for hit in one.hits]


def test_a_word_is_worth_the_same_in_every_segment(whole: Path, cut: Path) -> None:
    """Were it worth less where it is frequent, the articles of a flood's year would be below all others that name it."""
    best = [[hit.id for hit in query(folder, "flood market", most=30).hits] for folder in (whole, cut)]
    assert len(set(best[0]) & set(best[1])) >= 28
    shelves = Archive(cut / "search").shelves
    assert len({shelf.postings("flood").worth for shelf in shelves if len(shelf.postings("flood").articles)}) == 1


def test_the_newest_segment_answers_alone_where_it_has_enough(cut: Path) -> None:
    found = query(cut, "harbour", exact=False)
    newest = segments(cut)[0]
    assert (found.asked, found.segments) == (1, 5) and found.total < query(cut, "harbour").total
    assert all(hit.published is None or hit.published[:7] >= str(newest["from"]) for hit in found.hits)
    assert query(cut, "harbour", exact=False, sort="oldest").hits == query(cut, "harbour", sort="oldest").hits
    assert query(cut, "nowhere", exact=False).asked == 5


def test_what_was_found_so_far_keeps_its_scores_when_the_rest_is_asked(cut: Path) -> None:
    tree = parse("flood harbour statue").tree
    some, all_ = (rank(Archive(cut / "search"), tree, "relevance", enough) for enough in (10, None))
    scores = dict(zip(all_.order.tolist(), all_.scores.tolist(), strict=True))
    assert {n: scores[n] for n in some.order.tolist()} == dict(zip(some.order.tolist(), some.scores.tolist(), strict=True))  # fmt: skip
    kept = [n for n in all_.order.tolist() if n in set(some.order.tolist())]
    assert kept == some.order.tolist(), "the order among them never changes"


def test_a_range_of_dates_reads_only_the_segments_it_lies_in(cut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path.relative_to(cut / "search").as_posix()), original(path))[1])  # fmt: skip
    assert query(cut, "date:2024-03..2024-04 harbour").total > 0
    assert {name.split("/")[1] for name in read if name.startswith("s/")} == {str(segments(cut)[0]["folder"]).split("/")[1]}  # fmt: skip


def test_a_changed_article_leaves_the_files_of_other_segments_as_they_were() -> None:
    before, after = archive(150).files(), archive(150, " market market").files()
    differ = {path for path in after if before.get(path) != after[path]}
    assert differ and not [path for path in differ if path.startswith("search/s/") and not path.startswith("search/s/3/")]  # fmt: skip


def test_articles_without_dates_may_be_segments_of_their_own(tmp_path: Path) -> None:
    made = Made()
    for n in range(500):
        made.article(f"a{n:03}", f"Note {n}", "a plain harbour note", None if n > 150 else f"2024-0{n % 9 + 1}-11")
    made.options = SearchOptions(segment=100)
    folder = made.write(tmp_path)
    assert [bool(row["dated"]) for row in segments(folder)] == [True, True, False]
    newest = [hit.id for hit in query(folder, "harbour", sort="newest", most=500).hits]
    assert query(folder, "harbour", exact=False).hits[0].published and len(newest) == 500
    assert newest == [hit.id for hit in query(made_whole(tmp_path / "one", made), "harbour", sort="newest", most=500).hits]  # fmt: skip


def made_whole(folder: Path, made: Made) -> Path:
    made.options = SearchOptions()
    return made.write(folder)
