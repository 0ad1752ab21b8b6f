"""Which of several places of one name is meant: the text's other places, its dateline, its story, its outlet, or none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from entity_archive import Archive

from sitegen.entities import relate
from sitegen.entities.options import EntitiesOptions
from sitegen.model import Entity, Outlet, Story, VersionLinks

OUTLETS = (
    Outlet("Fen Courier", country="GB", spellings=("fen courier online",)),
    Outlet("Dixie Post", country="US"),
    Outlet("Prairie Sun", country="CA"),
    Outlet("Wire Nowhere"),
)


def placed(
    text: str, name: str, outlet: str | None = None, others: Sequence[str] = (), dateline: str | None = None
) -> Entity:
    """The place of that name in the text, printed by the outlet; the others are versions of its story."""
    made = Archive({"a": text, **{f"o{n}": other for n, other in enumerate(others)}})
    made.cards[0] = msgspec.structs.replace(made.cards[0], outlet=outlet, dateline_place=dateline)
    ids = tuple(card.id for card in made.cards)
    versions = VersionLinks((Story("s", "s", ids, (), ()),) if others else ())
    links = relate(made.cards, made.articles, made.cache, EntitiesOptions(), (), versions, map, outlets=OUTLETS)
    mention = next(m for m in links.mentions["a"] if m.text == name)
    return next(entity for entity in links.entities if entity.id == mention.entity)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The college in Cambridge is old. Trains to London and Norwich were late.", "Cambridge", "GB"),
        ("The college in Cambridge is old. Trains to Boston were late, Massachusetts said.", "Cambridge", "US"),
        ("The plant in Birmingham closed. Alabama will pay; Montgomery agreed.", "Birmingham", "US"),
        ("They left Tbilisi and crossed Georgia to Armenia.", "Georgia", "GE"),
        ("They left Atlanta and crossed Georgia to Florida.", "Georgia", "US"),
        ("The ferry from Vancouver reached Victoria at ten, and Canada smiled.", "Victoria", "CA"),
        ("Fires burned across Victoria; Melbourne and Sydney sent crews.", "Victoria", "AU"),
    ],
)
def test_the_texts_other_places_decide(text: str, name: str, country: str) -> None:
    assert placed(text, name).country == country


@pytest.mark.parametrize(
    ("outlet", "country"),
    [("Fen Courier", "GB"), ("Fen Courier Online", "GB"), ("Dixie Post", "US"), ("Wire Nowhere", None), (None, None)],
)
def test_the_outlet_decides_where_the_text_does_not(outlet: str | None, country: str | None) -> None:
    assert placed("A bakery in Cambridge closed on Monday.", "Cambridge", outlet).country == country


def test_the_text_wins_over_its_outlet() -> None:
    text = "A bakery in Cambridge closed. Boston and Massachusetts mourned."
    assert placed(text, "Cambridge", "Fen Courier").country == "US"


def test_a_dateline_is_nearer_than_the_outlet() -> None:
    assert placed("A bakery in Cambridge closed.", "Cambridge", "Dixie Post", dateline="London").country == "GB"


def test_the_outlet_does_not_move_a_place_that_dwarfs_its_namesakes() -> None:
    assert placed("A bakery in London closed.", "London", "Prairie Sun").country == "GB"


def test_the_storys_other_versions_decide_where_the_text_does_not() -> None:
    others = ["A bakery in Cambridge closed on Monday. Customers came from Norwich and all of England."]
    assert placed("A bakery in Cambridge closed.", "Cambridge", "Dixie Post", others).country == "GB"


def test_within_a_country_the_state_decides() -> None:
    place = placed("They drove from Springfield to Chicago across Illinois.", "Springfield")
    assert (place.country, round(place.lat or 0)) == ("US", 40)


def test_what_nothing_decides_is_left_open() -> None:
    place = placed("A bakery in Cambridge closed.", "Cambridge")
    assert (place.country, place.lat, place.lon) == (None, None, None)
