"""The judge's tables: read as written, evaluated by name, refused where they do not fit."""

from __future__ import annotations

import numpy as np
import pytest

from sitegen.clean.html import context, features, lexicon
from sitegen.clean.html.forest import TableMismatch, parse, shipped

TABLE = """lexicon abc
long\tlinked
0\t0\t0\t5\t1\t2\t0
0\t1\t0\t0\t1\t1\t-1
0\t2\t1\t0.5\t3\t4\t0
0\t3\t0\t0\t3\t3\t2
0\t4\t0\t0\t4\t4\t-2
1\t0\t0\t0\t0\t0\t1
"""
"""One tree: short → -1, long and unlinked → 2, long and linked → -2; and one that always says 1."""


def odds(chances: np.ndarray) -> list[float]:
    return [round(float(np.log(chance / (1 - chance))), 4) for chance in chances]


def test_a_row_takes_the_way_that_its_values_say() -> None:
    rows = np.array([[3, 0], [9, 0], [9, 1], [5, 1]], dtype=np.float32)
    assert odds(parse(TABLE).probability(rows)) == [0, 3, -1, 0]


def test_columns_are_found_by_name_wherever_they_stand() -> None:
    rows = np.array([[0, 7, 3], [0, 7, 9], [1, 7, 9]], dtype=np.float32)
    forest = parse(TABLE).reading(["linked", "other", "long"], "abc")
    assert odds(forest.probability(rows)) == [0, 3, -1]


def test_no_rows_no_chances() -> None:
    assert len(parse(TABLE).probability(np.zeros((0, 2), dtype=np.float32))) == 0


def test_a_table_trained_on_other_features_is_refused_by_name() -> None:
    with pytest.raises(TableMismatch, match=r"features that do not exist \(linked\).*train_blocks"):
        parse(TABLE).reading(["long", "links"], "abc")


def test_a_table_trained_with_another_lexicon_is_refused() -> None:
    with pytest.raises(TableMismatch, match=r"another lexicon\.tsv.*train_blocks"):
        parse(TABLE).reading(["long", "linked"], "abd")


def test_the_shipped_tables_fit_the_features_and_the_lexicon_at_hand() -> None:
    first = features.names()
    assert shipped("judge").reading(first, lexicon.digest()).names == tuple(first)
    wider = [*first, *context.names()]
    assert shipped("judge2").reading(wider, lexicon.digest()).names == tuple(wider)
    assert len(set(wider)) == len(wider)


def test_the_lexicon_tells_boxes_from_prose() -> None:
    weights = lexicon.lexicon()
    assert weights["subscribe"] > 1
    assert weights["cookies"] > 1
    assert weights.get("said", 0) <= 0
    assert lexicon.digest_of("a\t1\n") != lexicon.digest_of("a\t2\n")
