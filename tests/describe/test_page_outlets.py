"""What the archivist's table of outlets decides about a page."""

from __future__ import annotations

import pytest

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.describe import describe
from sitegen.describe.masthead import without_slogan
from sitegen.model import Article, Document, Outlet, Source

FARO = Outlet("El Faro", ("elfaro.example",), ("Faro Digital",), "ES", "Europe/Madrid", "dmy")
BODY = (
    "<p>The crews went back to work on the morning tide, and the first boat left the harbour with every seat taken.</p>"
    * 3
)


def described(head: str, body: str = "", outlets: tuple[Outlet, ...] = (FARO,)) -> Article:
    page = f'<html lang="en"><head>{head}</head><body><h1>Boats go back to sea today</h1>{body}{BODY}</body></html>'
    document = Document(Source("a.html", "", len(page), "html"), "html", page, page)
    return describe(document, clean(document, CleanOptions(), outlets), CleanOptions(), outlets)


def value(article: Article, name: str) -> object:
    field = article.field(name)
    return field.value if field else None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="Faro Digital">',
        '<link rel="canonical" href="https://www.elfaro.example/a">',
        '<link rel="canonical" href="https://www.elfaro.example/a"><meta property="og:site_name" content="Ediciones Costa SA">',
    ],
)
def test_spellings_and_hosts_are_the_outlets_and_stand_above_a_publisher_it_does_not_know(head: str) -> None:
    assert value(described(head), "outlet") == "El Faro"


def test_another_listed_outlet_named_by_the_page_stands_above_its_host() -> None:
    other = Outlet("La Costa", (), ("La Costa Hoy",))
    head = '<link rel="canonical" href="https://www.elfaro.example/a"><meta property="og:site_name" content="La Costa Hoy">'
    assert value(described(head, outlets=(FARO, other)), "outlet") == "La Costa"


def test_a_printed_time_is_the_outlets_and_its_day_is_read_in_its_order() -> None:
    head = '<link rel="canonical" href="https://elfaro.example/a">'
    article = described(head, "<p>Published: 04/03/2024 07:30</p>")
    assert value(article, "published") == "2024-03-04T07:30+01:00"


def test_a_day_that_nothing_decides_stays_open_with_a_problem() -> None:
    article = described("", "<p>Published: 04/03/2024 07:30</p>", ())
    assert value(article, "published") == "2024"
    assert [problem.rule for problem in article.problems] == ["ambiguous-date"]


def test_the_sites_name_comes_off_the_title_and_is_kept_as_evidence() -> None:
    head = '<meta property="og:site_name" content="El Faro"><title>Boats go back to sea today - El Faro</title>'
    page = described(head).field("title")
    assert page is not None
    assert page.value == "Boats go back to sea today"
    assert "Boats go back to sea today - El Faro" in {str(field.value) for field in described(head).rejected}


@pytest.mark.parametrize(
    ("given", "host", "name"),
    [
        ("Ferry Post | News, Tides and Weather", "www.ferrypost.example", "Ferry Post"),
        ("LightHouse: stories from the coast", "lighthouse.example", "LightHouse"),
        ("Harbour Kitchen - From net to plate, every day a little better", "blog.example", "Harbour Kitchen"),
        ("Ouest - Le Courrier", "courrier.example", "Ouest - Le Courrier"),
        ("The Quay", "", "The Quay"),
        ("| - |", "x.example", "| - |"),
    ],
)
def test_a_slogan_is_no_part_of_a_name(given: str, host: str, name: str) -> None:
    assert without_slogan(given, host) == name
