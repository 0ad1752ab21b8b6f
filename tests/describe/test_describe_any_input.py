"""Whatever the fields and the text are: description ends, with one field a name and nothing dropped."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.describe import card, describe
from sitegen.describe.dates import instant
from sitegen.model import FIELD_NAMES, LIST_FIELDS, Document, Field, Outlet, Source

LINES = [
    "Storm closes harbour | Gazette", "By Jane Roe and AFP", "Dec. 7, 2024 | By Jane Roe", "Published: 03/04/2024 | Updated: yesterday",
    "LIMA, Dec 7 (AP) — A ferry sank.", "Copyright 2024 The Gazette", "071805 Dez 24", "CWS-NY-13-45-21 9902EDT", "Date: 31/31/2024", "",
]  # fmt: skip
values = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["2024-12-07", "03/04/2024", "Dec 7", "yesterday", "2024", "9999-99-99", "AFP", "en-GB", "www.gazette.example"]
    ),
)
fields = st.builds(
    lambda name, value, rule: Field(name, (value,) if name in LIST_FIELDS else value, "embedded", rule),
    st.sampled_from(FIELD_NAMES), values, st.sampled_from(["record", "path", "metadata.csv"]),
)  # fmt: skip
OUTLETS = (Outlet("The Gazette", ("gazette.example",), ("Gazette",), "US", "America/New_York", None),)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=8).map("\n".join), st.lists(fields, max_size=6))
def test_description_holds_its_contract(body: str, given_fields: list[Field]) -> None:
    document = Document(Source("wire/2024/x.txt", "", 1, "txt"), "text", body, body, given=tuple(given_fields))
    options = CleanOptions(today="2025-01-01")
    article = describe(document, clean(document, options, OUTLETS), options, OUTLETS)
    names = [field.name for field in article.fields]
    assert names == sorted(set(names), key=FIELD_NAMES.index)
    for field in article.fields:
        assert isinstance(field.value, tuple) == (field.name in LIST_FIELDS)
        assert field.value
    made = card(article, "k")
    for date in (made.published, made.updated):
        assert date is None or instant(date)
    assert len(made.lede) <= 240
