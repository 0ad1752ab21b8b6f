"""Whole pieces of copy: what is kept, what is cut by which rule, and what the fields then say."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.describe import describe
from sitegen.model import Article, Document, Source

FIXTURE = Path(__file__).parent / "wire_copy.txt"
NOT_SHOWN = {"rights", "url"}


class Case(NamedTuple):
    name: str
    form: str
    body: str
    kept: str
    cut: str
    fields: str


def cases() -> list[Case]:
    """Pieces parted by `@@@`: `form: name` with the copy, then what is kept, cut, and the fields."""
    parts = FIXTURE.read_text(encoding="utf-8").split("@@@ ")[1:]
    made = []
    for head, kept, cut, fields in zip(*(parts[n::4] for n in range(4)), strict=True):
        title, body = head.split("\n", 1)
        form, name = title.split(": ", 1)
        made.append(Case(name, form, body, *(part.split("\n", 1)[1].strip() for part in (kept, cut, fields))))
    return made


def article(case: Case, options: CleanOptions | None = None) -> Article:
    body = case.body.rstrip("\n")
    document = Document(Source("x", "", len(body), "txt"), case.form, body, body)  # type: ignore[arg-type]
    options = options or CleanOptions()
    return describe(document, clean(document, options, ()), options, ())


def escaped(text: str) -> str:
    return text.replace("\n", "\\n").replace("\t", "\\t")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
class TestCopy:
    def test_kept(self, case: Case) -> None:
        assert "\n".join(f"{b.kind}: {escaped(b.text)}" for b in article(case).kept) == case.kept

    def test_cut(self, case: Case) -> None:
        assert "\n".join(f"{b.line} {b.cut}: {escaped(b.text)}" for b in article(case).cuts) == case.cut

    def test_fields(self, case: Case) -> None:
        said = []
        for field in article(case).fields:
            value = "; ".join(field.value) if isinstance(field.value, tuple) else field.value
            said += [f"{field.name} ({field.basis}): {value}"] if field.name not in NOT_SHOWN else []
        assert "\n".join(said) == case.fields

    def test_every_field_has_evidence_and_a_rule(self, case: Case) -> None:
        for field in article(case).fields:
            assert field.rule
            assert field.evidence

    def test_a_rule_that_is_off_cuts_nothing(self, case: Case) -> None:
        for rule in {block.cut for block in article(case).cuts} - {"comment", "link-title"}:
            assert rule not in {block.cut for block in article(case, CleanOptions(off=(rule,))).cuts}
