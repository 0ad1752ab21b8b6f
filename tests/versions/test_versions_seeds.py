"""The three real articles: what issue 2 promises of them."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from archive_helper import SEEDS, Archive, seed_archive, seed_texts

from sitegen.model import Alignment, SynopsisRow, VersionLinks

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seed articles are not at {SEEDS}")


@pytest.fixture(scope="module")
def archive() -> Archive:
    return seed_archive()


@pytest.fixture(scope="module")
def links(archive: Archive) -> VersionLinks:
    return archive.relate()


def test_one_story_of_all_three_named_by_its_oldest(links: VersionLinks) -> None:
    assert [(story.id, story.articles) for story in links.stories] == [("000", ("000", "001", "003"))]


def test_relations(links: VersionLinks) -> None:
    relation = {(pair.a, pair.b): pair.relation for pair in links.stories[0].pairs}
    assert relation["000", "001"] == "abridged"
    assert relation["000", "003"] in ("partial", "revised")
    assert relation["001", "003"] in ("partial", "revised")


def test_what_the_reprint_added_and_reworded(archive: Archive, links: VersionLinks) -> None:
    agency, reprint, _ = seed_texts()
    pair = next(pair for pair in links.stories[0].pairs if (pair.a, pair.b) == ("000", "001"))
    alignment = msgspec.msgpack.decode(archive.cache[pair.alignment], type=Alignment)
    added = [reprint[slice(*passage.b)] for passage in alignment.passages if passage.kind == "added" and passage.b]
    edits = [
        (agency[edit.a_start : edit.a_end], reprint[edit.b_start : edit.b_end], edit.minor)
        for passage in alignment.passages for edit in passage.edits
    ]  # fmt: skip
    assert [text[:53] for text in added] == ["It also said the president is working from Damascus d"]
    assert edits == [("said on Saturday", "yesterday said", True), ("fall", "fell", False), ("west", "West", True)]


def test_missing_date_comes_from_yesterday_beside_saturday(links: VersionLinks) -> None:
    (field,) = links.inferred["001"]
    assert (field.name, field.value, field.basis, field.rule) == ("published", "2024-12-08", "inferred", "deixis")
    assert "yesterday" in field.evidence and "Saturday" in field.evidence and "2024-12-07" in field.evidence
    assert list(links.inferred) == ["001"]


def test_lineage(links: VersionLinks) -> None:
    parents = {descent.article: descent.from_ for descent in links.stories[0].lineage}
    assert parents["000"] is None and parents["001"] == "000"


def test_synopsis_has_every_sentence_of_every_version_once(archive: Archive, links: VersionLinks) -> None:
    rows = msgspec.msgpack.decode(archive.cache[links.stories[0].synopsis], type=tuple[SynopsisRow, ...])
    for column, text in enumerate(seed_texts()):
        spans = sorted(row.cells[column] for row in rows if row.cells[column])
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
        shown = "".join(text[slice(*span)] for span in spans)
        assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_build_without_changes_gives_the_same_links(archive: Archive, links: VersionLinks) -> None:
    assert archive.relate() == links
