"""What a reader would name in the three real articles: issue 2's list. Needs ../shared beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from entity_archive import Archive, by_name, spoken

from sitegen.model import EntityLinks

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


@pytest.fixture(scope="module")
def links() -> EntityLinks:
    if not SEEDS.is_dir():
        pytest.skip(f"no seeds: {SEEDS} is absent (the real articles are not part of the repository)")
    files = sorted(SEEDS.glob("*.txt"))
    return Archive({file.name[:3]: file.read_text("utf-8").replace("\n", "\n\n") for file in files}).links()


@pytest.mark.parametrize(
    ("name", "kind", "names"),
    [
        ("Bashar al-Assad", "person", {"Assad", "President Bashar al-Assad"}),
        ("Hafez al-Assad", "person", {"Hafez"}),
        ("Hassan Abdel Ghani", "person", {"Abdel Ghani"}),
        ("Hayat Tahrir al-Sham", "organisation", {"HTS"}),
        ("Syrian Observatory for Human Rights", "organisation", {"Syria Observatory for Human Rights"}),
        ("Daraa", "place", set()),
        ("Hama", "place", set()),
        ("Quneitra", "place", set()),
        ("Telegram", "organisation", set()),
    ],
)
def test_names_have_their_kind_and_aliases(links: EntityLinks, name: str, kind: str, names: set[str]) -> None:
    found_kind, found = by_name(links)[name]
    assert found_kind == kind
    assert names <= found


def test_the_president_is_in_all_three_and_never_his_father(links: EntityLinks) -> None:
    people = {entity.name: entity for entity in links.entities if entity.type == "person"}
    assert people["Bashar al-Assad"].articles == ("000", "001", "003")
    assert {mention for mention, _ in spoken(links, "000") if mention.startswith("Hafez")} == {"Hafez"}
    assert not set(people["Bashar al-Assad"].aliases) & {"Hafez", "Hafez al-Assad"}
    last = [entity for mention, entity in spoken(links, "003") if mention == "Assad"]
    assert set(last) == {"person/bashar-al-assad"}


def test_the_nom_de_guerre_is_joined_because_the_text_says_so(links: EntityLinks) -> None:
    leader = next(entity for entity in links.entities if "Abu Mohammed al-Jolani" in (entity.name, *entity.aliases))
    assert "Ahmed al-Sharaa" in (leader.name, *leader.aliases)
    reason = next(joined for joined in leader.joined if "nom de guerre" in joined.rule)
    assert "real name" in reason.evidence
    assert reason.article == "003"


def test_damascus_has_coordinates(links: EntityLinks) -> None:
    damascus = next(entity for entity in links.entities if entity.id == "place/damascus")
    assert (round(damascus.lat or 0), round(damascus.lon or 0), damascus.country) == (34, 36, "SY")


def test_no_weekday_role_or_common_noun_is_an_entity(links: EntityLinks) -> None:
    words = {name.casefold() for entity in links.entities for name in (entity.name, *entity.aliases)}
    never = "saturday friday rebels minorities residents air online proscribed soldiers evacuation president minister islamist kurdish western"
    assert not words & set(never.split())
