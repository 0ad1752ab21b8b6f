"""Words as the index sees them."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.search import quiet, words
from sitegen.search.pieces import Pieces
from sitegen.search.vocabulary import Memory, crc_order, crcs
from sitegen.search.words import fold, stem, straight, tokens


@pytest.mark.parametrize("module", [words, quiet])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-backed forces", ["U", "S", "backed", "forces"]),
        ("snake_case and 1,500", ["snake", "case", "and", "1", "500"]),
        ("l'armée d’Ivoire, O'Brien's", ["l", "armée", "d", "Ivoire", "O'Brien's"]),
        ("東京タワー near 京", ["東京", "京タ", "タワ", "ワー", "ー", "near", "京"]),
        ("किताब पढ़ना", ["किताब", "पढ़ना"]),
        ("a\x00b <b>bold</b>", ["a", "b", "b", "bold", "b"]),
        ("🙂 🇫🇷", []),
        ("l'" * 5000 + "été", ["l"] * 5000 + ["été"]),
    ],
)
def test_tokens_of_many_scripts(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "ZURICH"),
        ("Straße", "strasse"),
        ("أحمد", "احمد"),
        ("Ёлка", "елка"),
        ("ΟΔΟΣ", "οδος"),
        ("İstanbul", "istanbul"),
    ],
)
def test_case_and_diacritics_fold_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_a_surface_again_changes_nothing(text: str) -> None:
    for token in tokens(text):
        assert fold(fold(token)) == fold(token)
        assert "\n" not in fold(token) and "\t" not in stem(token, "en")


TEXTS = st.lists(
    st.text(max_size=60)
    | st.text("aéLd'’_ ,\u0301\ud800北", max_size=60)
    | st.sampled_from(
        ["L’été", "(ring)", "U.S.", "a'b", "東京 タワー", "x_y", "sixteen sixteenletters seventeenletters1"]
    ),
    max_size=8,
)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_texts_cut_many_at_once_have_the_words_of_each(before: list[str], texts: list[str]) -> None:
    known = Memory()
    known.cut(before)  # what a process met earlier changes nothing
    found, sizes = known.cut(texts)
    spelled = [known.spellings.texts[n] for n in found.tolist()]
    expected = [[straight(token) for token in tokens(text.replace("\ud800", "?"))] for text in texts]
    assert spelled == [word for words in expected for word in words]
    assert sizes.tolist() == [len(words) for words in expected]


def test_a_crowd_of_marks_takes_no_time() -> None:
    known = Memory()
    found, _ = known.cut(["a" + "\u0301\u0323" * 200_000 + " b"])
    assert [fold(known.spellings.texts[n]) for n in found.tolist()] == ["a", "b"]


def test_many_thousand_pieces_keep_their_numbers() -> None:
    pieces, wanted = Pieces(), [f"w{n:x}{'long' * (n % 7)}" for n in range(90_000)]
    data = (" " + " ".join(wanted)).encode() + bytes(24)
    _, first, new = pieces.cut(data)
    assert sorted(first.tolist()) == list(range(90_000))
    assert [new[n].decode() for n in first.tolist()] == wanted
    assert pieces.cut(data)[1].tolist() == first.tolist() and pieces.cut(data)[2] == []


def test_terms_of_one_checksum_are_in_the_order_of_their_text() -> None:
    terms = ["plumless", "buckeroo", "ring"]  # the first two share a CRC-32
    crc = crcs(terms)
    assert crc[0] == crc[1] and [terms[n] for n in crc_order(terms, crc)][-2:] != ["plumless", "buckeroo"]
