"""Agencies that no table of ours knows: named by where the copy credits them, or by the archivist."""

from __future__ import annotations

import pytest

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.describe import describe
from sitegen.model import Article, Document, Field, Outlet, Source

LEAD = "The lamp at Port Elm was lit again on Friday, the harbour board said, and the crews went home."
MORE = "It had been dark for nine winters. Nobody could say who had the key."
WIRE = Outlet("Harbour Wire", (), ("Harbour Wire News",), agency=True)
POST = Outlet("Port Elm Post", ("elmpost.example",), ("PORT ELM POST",), language="nn")


def read(body: str, *given: Field, form: str = "text", outlets: tuple[Outlet, ...] = (WIRE, POST)) -> Article:
    document = Document(Source("a.txt", "", len(body), "txt"), form, body, body, given=given)  # type: ignore[arg-type]
    options = CleanOptions()
    return describe(document, clean(document, options, outlets), options, outlets)


def given(name: str, value: str | tuple[str, ...], rule: str = "record") -> Field:
    return Field(name, value, "embedded", rule)


def value(article: Article, name: str) -> object:
    field = article.field(name)
    return field.value if field else None


@pytest.mark.parametrize(
    ("body", "agencies"),
    [
        (f"LIMA (QZK) — {LEAD}\n\n{MORE}", ("QZK",)),
        (f"LIMA (Harbour Wire News) — {LEAD}\n\n{MORE}", ("Harbour Wire",)),
        (f"{LEAD}\n\n{MORE}\n\n(QZK)", ("QZK",)),
        (f"{LEAD}\n\n{MORE} (QZK)", ("QZK",)),
        (f"{LEAD}\n\n{MORE}\n\n— QZK", ("QZK",)),
        (f"{LEAD}\n\n{MORE}\n\n— Harbour Wire\n\nab/cd", ("Harbour Wire",)),
        (f"{LEAD}\n\n{MORE}\n\nHarbour Wire News", ("Harbour Wire",)),
        (f"PORT ELM, 3 Feb 2022 (Qzk).- {LEAD}\n\n{MORE} QZK\n\nab/cd", ("Qzk",)),
        (f"A lamp is lit\n\nBy Jane Roe and QZK\n\n{LEAD}\n\n{MORE}", ("QZK",)),
        (f"A lamp is lit\n\nqzk | 12.02.2020, 05:00 Uhr\n\n{LEAD}\n\n{MORE}", ("qzk",)),
        (f"A lamp is lit\n\nAvec QZK - Publié le 29/12/2021 à 06h30\n\n{LEAD}\n\n{MORE}", ("QZK",)),
        (f'{LEAD}\n\n"We waited," the keeper told Harbour Wire.', ("Harbour Wire",)),
    ],
)
def test_a_credit_is_a_credit_in_its_place(body: str, agencies: tuple[str, ...]) -> None:
    article = read(body)
    assert value(article, "agencies") == agencies
    assert article.text.startswith(LEAD)
    assert article.text.endswith((MORE, "told Harbour Wire."))


@pytest.mark.parametrize(
    "ending",
    [
        "The keeper belongs to the Association of Lamp Keepers (ALK).", '"Light it," they sang. "LIGHT IT!"', "He told QZK about it.",
        "The post appeared first on the quay.", "The board is a member of the UN.",
    ],
)  # fmt: skip
def test_an_acronym_elsewhere_is_none(ending: str) -> None:
    article = read(f"{LEAD}\n\n{MORE}\n\n{ending}")
    assert value(article, "agencies") is None
    assert article.text.endswith(ending)


def test_what_only_the_place_tells_is_inferred() -> None:
    field = read(f"{LEAD}\n\n{MORE}\n\n(QZK)").field("agencies")
    assert field is not None and (field.basis, field.rule, field.evidence) == ("inferred", "credit", "(QZK)")


def test_a_degree_is_no_agency() -> None:
    article = read(LEAD, given("byline", ("Jane Roe", "DVM")))
    assert value(article, "agencies") is None
    both = read(LEAD, Field("byline", ("Jane Roe", "QZK"), "embedded", "record", "Jane Roe and QZK"))
    assert (value(both, "byline"), value(both, "agencies")) == (("Jane Roe",), ("QZK",))


def test_an_outlets_own_datelines_make_it_an_agency_and_its_own_name_at_the_end_does_not() -> None:
    wire = read(f"LIMA (Lantern) — {LEAD}\n\n{MORE}", given("outlet", "Lantern"))
    assert value(wire, "agencies") == ("Lantern",)
    paper = read(f"{LEAD}\n\n{MORE}\n\n— Port Elm Post", given("outlet", "Port Elm Post"))
    assert value(paper, "agencies") is None
    assert paper.text.endswith(MORE)


def test_a_newsletters_sender_is_its_outlet() -> None:
    article = read(LEAD, given("byline", ("PORT ELM POST",), "mail"))
    assert (value(article, "outlet"), value(article, "byline")) == ("Port Elm Post", None)
    person = read(LEAD, given("byline", ("Jane Roe",), "mail"))
    assert (value(person, "outlet"), value(person, "byline")) == (None, ("Jane Roe",))


def test_a_masthead_or_a_host_beside_the_text_names_the_outlet() -> None:
    text = "".join(f"<p>{LEAD} {MORE} {n}</p>" for n in range(5))
    for line in (
        "<title>PORT ELM POST :: A lamp</title>",
        "<title>A lamp</title><div class=footer>Printed from elmpost.example.</div>",
    ):
        article = read(f"<html><body>{line}<h1>A lamp</h1><article>{text}</article></body></html>", form="html")
        assert value(article, "outlet") == "Port Elm Post"


def test_an_outlet_that_says_what_it_is_does_so_below_the_text() -> None:
    last = "*Port Elm Post* appears on the first Thursday of the month. [Subscribe by post](https://elmpost.example/s)."
    article = read(f"{LEAD}\n\n{MORE}\n\n{last}\n", given("outlet", "Port Elm Post"), form="markdown")
    assert article.text == f"{LEAD}\n\n{MORE}"
    assert article.cuts[-1].cut == "about-the-outlet"
    other = read(f"{LEAD}\n\n{MORE}\n\n{last}\n", given("outlet", "Gazette"), form="markdown")
    assert "Thursday" in other.text


def test_a_short_text_is_in_the_outlets_language() -> None:
    field = read("Ljos.", given("outlet", "Port Elm Post")).field("language")
    assert field is not None and (field.value, field.basis) == ("nn", "inferred")
    assert value(read(LEAD, given("outlet", "Port Elm Post")), "language") == "en"


@pytest.mark.parametrize(
    ("written", "place"),
    [("PORT ELM, Dec 7 (QZK) -", "Port Elm"), ("PORT ELM (QZK) --", "Port Elm"), ("LIMA", "Lima"), ("Washington, D.C.", "Washington"),
     ("KYIV, Ukraine (AP) —", "Kyiv"), ("Port-au-Prince", "Port-au-Prince"), ("BERLIN, 4. März (dpa)", "Berlin")],
)  # fmt: skip
def test_a_place_given_as_a_whole_dateline_is_the_place_alone(written: str, place: str) -> None:
    assert value(read(LEAD, given("dateline_place", written)), "dateline_place") == place


def test_an_entry_that_was_only_updated_was_published_then() -> None:
    field = read(LEAD, given("updated", "2024-12-07T10:00:00Z", "feed")).field("published")
    assert field is not None and (field.value, field.basis) == ("2024-12-07T10:00:00Z", "inferred")
    assert read(LEAD, given("updated", "2024-12-07", "record")).field("published") is None
