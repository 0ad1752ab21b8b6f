"""Words as the index sees them."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search import quiet, words
from sitegen.search.vocabulary import Vocabulary, crc_order, crcs
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


@given(st.text(max_size=60))
def test_folding_a_surface_again_changes_nothing(text: str) -> None:
    for token in tokens(text):
        assert fold(fold(token)) == fold(token)
        assert "\n" not in fold(token) and "\t" not in stem(token, "en")


@given(st.lists(st.text(max_size=40) | st.sampled_from(["L’été", "(ring)", "U.S.", "a'b", "東京", "x_y"]), max_size=12))
def test_words_cut_at_white_space_first_are_the_words_of_the_whole(parts: list[str]) -> None:
    text = " ".join(parts)
    pieces = text.split()
    numbers = {piece: n for n, piece in enumerate(dict.fromkeys(pieces))}
    vocabulary = Vocabulary({"en": numbers})
    found, sizes = vocabulary.expand(np.array([numbers[piece] for piece in pieces], np.int64), np.array([len(pieces)]))
    spelled = [vocabulary.words[n].partition("\t")[2] for n in found.tolist()]
    assert spelled == [straight(token) for token in tokens(text)] and sizes.tolist() == [len(spelled)]


def test_terms_of_one_checksum_are_in_the_order_of_their_text() -> None:
    terms = ["plumless", "buckeroo", "ring"]  # the first two share a CRC-32
    crc = crcs(terms)
    assert crc[0] == crc[1] and [terms[n] for n in crc_order(terms, crc)][-2:] != ["plumless", "buckeroo"]
