"""Reading curation/entities.toml and a reconciled CSV."""

from __future__ import annotations

import pytest

from sitegen.curate.entities import read_entities, read_reconciliation
from sitegen.model import EntityDecision

PATH = "curation/entities.toml"
WHOLE = """
[[entity]]
name = "Ahmed al-Sharaa"
type = "person"
aliases = ["Abu Mohammed al-Jolani", "Jolani"]
not = "Ahmed of Homs"
description = "A leader."
wikidata = "https://www.wikidata.org/wiki/Q42"
coordinates = [33.5, 36.3]
pins = { "wire/a.txt" = ["Ahmed"] }

[[entity]]
name = "Advertisement"
ignore = true
"""


def test_every_key_is_read() -> None:
    decisions, problems = read_entities(PATH, WHOLE)
    assert problems == ()
    assert decisions == (
        EntityDecision(
            "Ahmed al-Sharaa", "person", ("Abu Mohammed al-Jolani", "Jolani"), ("Ahmed of Homs",), False, "A leader.", "Q42", 33.5, 36.3,
            {"wire/a.txt": ("Ahmed",)},
        ),
        EntityDecision("Advertisement", ignore=True),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('type = "persn"', "unknown-value"),
        ('wikidata = "42"', "unknown-value"),
        ("coordinates = [1]", "wrong-type"),
        ("coordinates = [99, 10]", "wrong-type"),
        ("lat = 10", "missing-key"),
        ('alias = ["x"]', "unknown-key"),
        ('pins = ["x"]', "wrong-type"),
    ],
)
def test_a_mistake_costs_its_key_only(line: str, rule: str) -> None:
    decisions, problems = read_entities(PATH, f'[[entity]]\nname = "X Y"\n{line}\n')
    assert decisions == (EntityDecision("X Y"),)
    assert [problem.rule for problem in problems] == [rule]
    assert problems[0].line


def test_an_entry_without_a_name_is_dropped() -> None:
    decisions, problems = read_entities(PATH, '[[entity]]\naliases = ["a"]\n')
    assert decisions == ()
    assert [problem.rule for problem in problems] == ["missing-key"]


def test_a_reconciled_csv_gives_wikidata_items() -> None:
    text = "\ufeffName,QID,note\r\nLena Orlov,Q7,x\r\nKarl Brandt,,\r\nHama,http://www.wikidata.org/entity/Q173545,\r\nBad,hello,\r\n"
    decisions, problems = read_reconciliation("curation/reconciliation.csv", text)
    assert decisions == (EntityDecision("Lena Orlov", wikidata="Q7"), EntityDecision("Hama", wikidata="Q173545"))
    assert [(problem.rule, problem.line) for problem in problems] == [("unknown-value", 5)]
    assert read_reconciliation("x.csv", "a,b\n1,2\n")[1][0].rule == "missing-column"
    assert read_reconciliation("x.csv", "") == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "name,Qid\nAnna Lind,Q5\nBo,\n",
        "Personne\tarticles\tElement\nAnna Lind\t3\thttp://www.wikidata.org/entity/Q5\nBo\t1\t\n",
        "\ufeffColumn 1;Column 2;Column 1 id\nAnna Lind;3;Q5\nBo;1;\n",
    ],
)
def test_an_export_of_openrefine_is_read_whatever_its_heads_and_marks(text: str) -> None:
    decisions, problems = read_reconciliation("curation/reconciliation.csv", text)
    assert [(d.name, d.wikidata) for d in decisions] == [("Anna Lind", "Q5")]
    assert problems == ()
