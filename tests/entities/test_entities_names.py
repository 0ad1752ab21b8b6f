"""Names compared: people, spellings, organisations, places."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.entities import gazetteer, names
from sitegen.entities.places import countries, locate


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Robert Nardelli", "Bob Nardelli", True),
        ("George W. Bush", "George H.W. Bush", False),
        ("George Bush", "George W. Bush", True),
        ("J. D. Rowe", "James David Rowe", True),
        ("Martin Vale Jr.", "Martin Vale Sr.", False),
        ("Martin Vale Jr.", "Martin Vale", False),
        ("Muammar Gaddafi", "Moammar Gadhafi", True),
        ("Haider al-Abadi", "Haider Al Abadi", True),
        ("Hassan Abdel Ghani", "Hassan Abdul-Ghani", True),
        ("Abu Bakr Salim", "Abu Bakr Nasser", False),
        ("Bashar al-Assad", "Hafez al-Assad", False),
        ("Ann B. Kessler", "Ann C. Kessler", False),
        ("Ali Hassan", "Alia Hassan", False),
    ],
)
def test_two_full_names(a: str, b: str, same: bool) -> None:
    assert bool(names.same_person(names.person(a), names.person(b))) is same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Syria Observatory for Human Rights", "Syrian Observatory for Human Rights"),
        ("Department of Defense", "Defence Department"),
        ("Government of Iraq", "Iraqi government"),
        ("Home Depot Inc.", "The Home Depot"),
        ("University of Leiden", "Leiden University"),
    ],
)
def test_one_organisation(a: str, b: str) -> None:
    assert names.organisation(a) == names.organisation(b)


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("HTS", "Hayat Tahrir al-Sham", True),
        ("ISIL", "Islamic State of Iraq and the Levant", True),
        ("SOHR", "Syrian Observatory for Human Rights", True),
        ("PSG", "Paris Saint-Germain", True),
        ("NATO", "Hayat Tahrir al-Sham", False),
        ("Hts", "Hayat Tahrir al-Sham", False),
    ],
)
def test_acronyms(short: str, long: str, fits: bool) -> None:
    assert names.acronym_of(short, long) is fits


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_is_symmetric_and_never_fails(a: str, b: str) -> None:
    one, other = names.person(a), names.person(b)
    assert bool(names.same_person(one, other)) == bool(names.same_person(other, one))
    assert one.words
    names.organisation(a), names.initials_of(a), gazetteer.lookup(a), names.skeleton(a)


def test_places_load_quickly_and_by_any_spelling() -> None:
    gazetteer._cities.cache_clear()
    gazetteer.fixed.cache_clear()
    start = time.process_time()
    assert gazetteer.lookup("Deir Ezzor")[0].country == "SY"
    assert time.process_time() - start < 0.5  # some 50 ms on an idle machine
    assert gazetteer.lookup("U.S.")[0].name == "United States"
    assert gazetteer.lookup("Türkiye")[0].country == "TR"
    assert gazetteer.lookup("Xyzzyville") == ()
    assert gazetteer.demonym("Syrian") == "Syria"


@pytest.mark.parametrize(
    ("name", "others", "country"),
    [
        ("Tripoli", ["Lebanon", "Beirut"], "LB"),
        ("Tripoli", ["Libya", "Benghazi"], "LY"),
        ("Georgia", ["Atlanta", "Alabama"], "US"),
        ("Georgia", ["Armenia", "Tbilisi"], "GE"),
        ("London", [], "GB"),
        ("London", ["Canada", "Ontario", "Toronto"], "CA"),
        ("Damascus", [], "SY"),
    ],
)
def test_an_ambiguous_place_is_decided_by_its_company(name: str, others: list[str], country: str) -> None:
    place = locate(name, (countries(others),))
    assert place is not None
    assert place.country == country


def test_a_place_without_company_stays_open_where_namesakes_are_as_large() -> None:
    assert locate("Springfield", countries([])) is None
