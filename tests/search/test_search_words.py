"""Words as the index sees them."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search import quiet, words
from sitegen.search.words import fold, stem, tokens


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
