"""Names that are too many, too short, too long or no safe address: bounded time, lawful mentions, safe ids."""

from __future__ import annotations

import itertools
import re
import time

import pytest
from entity_archive import Archive, spoken

from sitegen.entities.options import EntitiesOptions
from sitegen.model import EntityDecision, EntityLinks

SAFE = re.compile(r"(?:person|organisation|place)/[^\W_]+(?:-[^\W_]+)*-?")
RESERVED = {"index", "con", "prn", "aux", "nul", "com1", "lpt1", "", ".", ".."}
CAPITALS = EntitiesOptions(model="")
"""Without a model: what is measured here is the stage's own work."""


def people(count: int) -> list[str]:
    """As many distinct full names that no table knows."""
    parts = ["bal", "dok", "kel", "lum", "mor", "nur", "rik", "sav", "tev", "vud", "wen", "zol"]
    words = ["".join(w).title() for w in itertools.product(parts, repeat=3)]
    return [f"{a} {b}" for a, b in itertools.islice(itertools.product(words[::7], words[::5]), count)]


def safe(links: EntityLinks) -> None:
    for entity in links.entities:
        assert SAFE.fullmatch(entity.id), entity.id
        assert entity.id.split("/")[1] not in RESERVED, entity.id
        assert len(entity.id) < 80


def spent(names: list[str]) -> float:
    texts = {
        f"d{at}": "\n\n".join(f"Reporters met {n}." for n in names[at : at + 50]) for at in range(0, len(names), 50)
    }
    start = time.process_time()
    links = Archive(texts).links(options=CAPITALS)
    assert len(links.entities) > 0.9 * len(names)
    safe(links)
    return time.process_time() - start


def test_four_times_the_names_take_about_four_times_as_long() -> None:
    names = people(8000)
    assert len(set(names)) == 8000
    spent(names[:500])  # the tables are read
    assert spent(names) < 9 * spent(names[:2000]) + 1


@pytest.mark.parametrize("joint", [" ", ", ", "\n\n", "; ", " and ", "/"])
def test_a_text_of_names_alone_is_read_in_bounded_time(joint: str) -> None:
    text = joint.join(people(1500))
    start = time.process_time()
    links = Archive({"a": text}).links(options=CAPITALS)
    assert time.process_time() - start < 10
    safe(links)
    for mention in links.mentions.get("a", ()):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("text", ["A B C D. " * 2000, "X. " * 9000, "I met J and K of L. " * 500, "A\tB\tC\n" * 2000])
def test_letters_are_no_names(text: str) -> None:
    assert Archive({"a": text}).links(options=CAPITALS).entities == ()


def test_a_name_of_five_hundred_letters_is_none_and_its_neighbours_are() -> None:
    text = f"Mayor Lena Orlov met {'Ab' * 250} and Ms Karl{'y' * 480} in Riga."
    assert {name for name, _ in spoken(Archive({"a": text}).links(options=CAPITALS), "a")} >= {
        "Mayor Lena Orlov",
        "Riga",
    }


@pytest.mark.parametrize(
    "name", ["index", "CON", "../x", "..", "a/b", "nul", "%2e%2e", "\u202eabc", "<b>x</b>", "?#", "x" * 500]
)
def test_whatever_an_entity_is_called_its_address_is_safe(name: str) -> None:
    decision = EntityDecision(name, type="organisation", aliases=("Harbour Trust",))
    links = Archive({"a": "The Harbour Trust will pay, Lena Orlov said."}).links(decision)
    safe(links)
    (trust,) = [entity for entity in links.entities if entity.type == "organisation"]
    assert "Harbour Trust" in (trust.name, *trust.aliases)


def test_two_of_one_name_have_two_addresses() -> None:
    texts = {
        "a": "The college in Cambridge is old. Trains to London and Norwich were late.",
        "b": "The college in Cambridge is old. Trains to Boston were late, Massachusetts said.",
    }
    links = Archive(texts).links(options=CAPITALS)
    found = {entity.id for entity in links.entities if entity.name == "Cambridge"}
    assert len(found) == 2
    safe(links)
