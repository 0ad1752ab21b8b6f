"""All versions in one table: what became of the base's passages, and the same words in one row."""

from __future__ import annotations

import msgspec
from archive_helper import Archive

from sitegen.model import StoryDecision, SynopsisRow

A = """The river rose over its banks at Hillford on Tuesday, drowning 12 people, police said.

Divers searched the mill race until nightfall, and two children are still missing there.

The town last flooded in 1987, when the old stone bridge was lost to the water.

Schools will stay closed until Monday, the mayor said in the evening."""
NEW = "A relief train with tents and bread arrived from the coast before dawn."


def rows(*texts: str) -> tuple[SynopsisRow, ...]:
    """The synopsis of texts given in their order; one story whatever they say."""
    ids = tuple("abcdefgh"[: len(texts)])
    archive = Archive(*((id, text, f"2024-03-0{n}") for n, (id, text) in enumerate(zip(ids, texts, strict=True), 4)))
    (story,) = archive.relate(StoryDecision(merge=ids, order=ids)).stories
    assert story.articles == ids
    return msgspec.msgpack.decode(archive.cache[story.synopsis], type=tuple[SynopsisRow, ...])


def test_each_kind_of_passage_beside_the_base() -> None:
    parts = A.split("\n\n")
    later = "\n\n".join([parts[3], parts[0].replace("12", "17"), parts[1].replace(", and two", ". Two"), NEW])
    kinds = {row.kind[1] for row in rows(A, later)}
    assert kinds == {"moved", "edited", "split", "added", "dropped"}
    assert {row.kind[0] for row in rows(A, later)} == {"kept", ""}, "the base beside itself"


def test_what_two_versions_brought_in_at_different_places_is_one_row() -> None:
    parts = A.split("\n\n")
    first, last = "\n\n".join([NEW, *parts]), "\n\n".join([*parts, NEW])
    found = [row for row in rows(A, first, last) if row.cells[0] is None]
    assert [[cell is not None for cell in row.cells] for row in found] == [[False, True, True]]
