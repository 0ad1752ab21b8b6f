"""Two texts aligned: passages, edits, moves, facts and the relation, beside the texts that show them."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model import Alignment, Change, Changes
from sitegen.versions import align, changes, relation
from sitegen.versions.tokens import Words

FLOOD = """The river rose over its banks at Hillford on Tuesday, drowning 12 people, police said.

Divers searched the mill race until nightfall. Two children are still missing.

"We heard the dam go before we saw the water," said the ferryman, Tom Askew.

The town last flooded in 1987, when the bridge was lost.

Schools will stay closed until Monday, the mayor said."""


def told(a: str, b: str, alignment: Alignment) -> list[tuple[str, str, str]]:
    """(kind, text in a, text in b), the texts cut to their first words."""
    return [
        (one.kind, " ".join(a[slice(*one.a)].split()[:3]) if one.a else "", " ".join(b[slice(*one.b)].split()[:3]) if one.b else "")
        for one in alignment.passages
    ]  # fmt: skip


def edits(a: str, b: str) -> list[tuple[str, str, bool]]:
    return [
        (a[one.a_start : one.a_end], b[one.b_start : one.b_end], one.minor)
        for passage in align(a, b).passages
        for one in passage.edits
    ]


def test_dropped_passages_stand_where_they_would_have_stood() -> None:
    paragraphs = FLOOD.split("\n\n")
    cut = "\n\n".join([paragraphs[0], paragraphs[2], "Troops were sent in.", paragraphs[4]])
    assert told(FLOOD, cut, align(FLOOD, cut)) == [
        ("kept", "The river rose", "The river rose"),
        ("dropped", "Divers searched the", ""),
        ("kept", '"We heard the', '"We heard the'),
        ("added", "", "Troops were sent"),
        ("dropped", "The town last", ""),
        ("kept", "Schools will stay", "Schools will stay"),
    ]


def test_a_paragraph_that_went_to_the_top_is_moved() -> None:
    paragraphs = FLOOD.split("\n\n")
    turned = "\n\n".join([paragraphs[3], *paragraphs[:3], paragraphs[4]])
    assert [one[0] for one in told(FLOOD, turned, align(FLOOD, turned))] == ["moved", "kept", "kept", "kept", "kept"]


def test_sentences_joined_by_an_editor_match_both() -> None:
    joined = FLOOD.replace("nightfall. Two children are", "nightfall and two children are")
    passages = align(FLOOD, joined).passages
    kinds = [one.kind for one in passages]
    assert kinds == ["kept", "merged", "kept", "kept", "kept"]
    assert (
        passages[1].a
        and FLOOD[slice(*passages[1].a)].startswith("Divers")
        and FLOOD[slice(*passages[1].a)].endswith("missing.")
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The blast killed 12 people, police said.", "The blast killed 17 people, police said.", [("12", "17", False)]),
        ("They began to encircle the city on Saturday, rebels said.", "They began to encircle the city yesterday, rebels said.", [("on Saturday", "yesterday", True)]),
        ("Rebels said on Saturday they had taken the town of Hama.", "Rebels yesterday said they had taken the town of Hama.", [("said on Saturday", "yesterday said", True)]),
        ("The organisation said seven percent of its centres would close.", "The organization said 7 per cent of its centers would close.", [("organisation", "organization", True), ("seven percent", "7 per cent", True), ("centres", "centers", True)]),
        ("The minister spoke in the west of the country today.", "The minister spoke in the West of the country today.", [("west", "West", True)]),
        ("The old mill by the river burned down in the night of Friday.", "The old mill, a landmark, by the river burned down in the night of Friday.", [("", "a landmark", False)]),
        ("He said he would soon go home and wait there for the rain to stop.", "She had told him it was over and wait there for the rain to stop.", [("He said he would soon go home", "She had told him it was over", False)]),
    ],
)  # fmt: skip
def test_edits_read_like_a_persons(a: str, b: str, expected: list[tuple[str, str, bool]]) -> None:
    assert edits(a, b) == expected


def test_changed_facts_have_their_unit_and_sentence() -> None:
    later = (
        FLOOD.replace("12 people", "17 people")
        .replace("Tom Askew", "Tim Askew")
        .replace("before we saw", "long before we saw")
    )
    found = changes(FLOOD, later)
    lede = "The river rose over its banks at Hillford on Tuesday, drowning 17 people, police said."
    assert found.figures == (Change("12 people", "17 people", lede),)
    assert [(one.from_, one.to) for one in found.names] == [("Tom Askew", "Tim Askew")]
    assert [(one.from_, one.to) for one in found.quotes] == [
        ("We heard the dam go before we saw the water", "We heard the dam go long before we saw the water")
    ]


def test_a_figure_that_only_changed_its_spelling_is_no_changed_fact() -> None:
    a, b = "At least seven people died at 3:00 am in the fire.", "At least 7 people died at 3am in the fire."
    assert changes(a, b).figures == ()


def test_a_weekday_beside_yesterday_is_house_style_and_another_weekday_is_not() -> None:
    a, b = "Rebels took the town on Saturday, officials said.", "Rebels took the town yesterday, officials said."
    assert changes(a, b) == Changes() and relation(a, b) == "reprint"
    assert [(one.from_, one.to) for one in changes(a, a.replace("Satur", "Sun")).dates] == [("Saturday", "Sunday")]


PARAGRAPHS = FLOOD.split("\n\n")
OTHER = "The harvest festival drew large crowds to Ashmere. Farmers showed their best cattle. A brass band played until the rain came. Nobody minded the mud much."


@pytest.mark.parametrize(
    ("b", "expected"),
    [
        (FLOOD.replace("“", '"').upper(), "identical"),
        (FLOOD.replace("on Tuesday", "yesterday"), "reprint"),
        ("\n\n".join(PARAGRAPHS[:3]), "abridged"),
        (FLOOD + "\n\n" + OTHER, "expanded"),
        (FLOOD.replace("12 people", "17 people"), "revised"),
        ("\n\n".join([*PARAGRAPHS[:2], OTHER, OTHER.replace("A brass", "Another brass"), OTHER[::-1]]), "partial"),
    ],
)
def test_relations_by_their_definitions(b: str, expected: str) -> None:
    long = (
        FLOOD
        + "\n\n"
        + "\n\n".join(f"Paragraph {n} speaks of other things that nobody repeats {n * 7}." for n in range(9))
    )
    assert relation(long if expected == "partial" else FLOOD, b) == expected


def test_spans_hold_their_punctuation() -> None:
    text = "« Après, dit-il. » Puis “la fin”, enfin (bien sûr)."
    words = Words(text)
    assert [text[slice(*words.span(first, stop))] for first, stop in words.sentences] == [
        "« Après, dit-il. »",
        "Puis “la fin”, enfin (bien sûr).",
    ]


WORD = st.sampled_from(
    [
        "the",
        "river",
        "rose",
        "town",
        "12",
        "17",
        "Hama",
        "on",
        "Saturday",
        "yesterday",
        "said",
        ".",
        ",",
        '"',
        "\n\n",
        "a",
        "be.",
    ]
)
TEXT = st.lists(WORD, max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_every_word_is_in_one_passage_and_edits_lie_inside(a: str, b: str) -> None:
    alignment = align(a, b)
    for text, side in ((a, "a"), (b, "b")):
        spans = [getattr(one, side) for one in alignment.passages if getattr(one, side)]
        covered = sorted(spans)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(covered))
        words = Words(text)
        for start, end in zip(words.starts, words.ends, strict=True):
            assert any(first <= start and end <= stop for first, stop in covered)
    for passage in alignment.passages:
        for edit in passage.edits:
            assert passage.a and passage.a[0] <= edit.a_start <= edit.a_end <= passage.a[1]
            assert passage.b and passage.b[0] <= edit.b_start <= edit.b_end <= passage.b[1]
    assert [one.b for one in alignment.passages if one.b] == sorted(one.b for one in alignment.passages if one.b)


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_a_text_is_identical_to_itself(text: str) -> None:
    assert all(one.kind == "kept" for one in align(text, text).passages)
    assert relation(text, text) == "identical"


def test_long_hostile_texts_take_bounded_time() -> None:
    start = time.process_time()
    align("again and again it stands here. " * 20_000, "again and again it stands here. " * 19_000 + "The end.")
    align("word other third " * 20_000, "word third other " * 20_000)
    assert time.process_time() - start < 20


def test_a_very_long_text_is_compared_in_pieces_and_its_edits_word_by_word() -> None:
    chance = random.Random(4)
    words = ["".join(chance.choices("bcdfglmnprstaeiou", k=chance.randint(3, 9))) for _ in range(4000)]
    lines = [" ".join(chance.choices(words, k=chance.randint(30, 90))).capitalize() + "." for _ in range(4000)]
    later = [line for at, line in enumerate(lines) if at % 40 != 7]
    later[100] = later[100].replace(" ", " 12 dead, ", 1)
    lines[100 + 3] = later[100].replace(" 12 dead, ", " 17 dead, ")
    a, b = "\n\n".join(lines), "\n\n".join(later)
    begun = time.process_time()
    found = align(a, b)
    assert time.process_time() - begun < 4
    kinds = ("kept", "edited", "dropped")
    spans = [(one.kind, one.a) for one in found.passages if one.a and one.kind in kinds]
    kept, edited, dropped = (
        sum(end - start for kind, (start, end) in spans if kind == name) / len(a) for name in kinds
    )
    # A stretch with a dropped line inside is an edited one.
    assert kept > 0.8 and kept + edited > 0.95 and dropped < 0.05
    assert ("17", "12") in [
        (a[e.a_start : e.a_end], b[e.b_start : e.b_end]) for one in found.passages for e in one.edits
    ]
    assert [(one.from_, one.to) for one in changes(a, b).figures] == [("17 dead", "12 dead")]


def test_sentences_split_and_merged_are_told_as_such() -> None:
    a = "The bridge fell at noon, and two lorries went into the water below it. Nobody was hurt. The road is closed until further notice, police said."
    b = "The bridge fell at noon. Two lorries went into the water below it. Nobody was hurt, and the road is closed until further notice, police said."
    kinds = [one.kind for one in align(a, b).passages]
    assert "split" in kinds and "merged" in [one.kind for one in align(b, a).passages]
