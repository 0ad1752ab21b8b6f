"""Places as datelines write them: which are known, and their usual capitals."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from sitegen.clean.wire.words import PARTICLES
from sitegen.text import fold

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _names(table: str) -> frozenset[str]:
    lines = files("sitegen.clean.wire").joinpath(table).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_known(place: str) -> bool:
    """Whether the place may stand in a dateline that has neither date nor credit."""
    plain = fold(place).strip(". ")
    return plain in _names("places.txt") or plain in _names("places_native.txt")


def is_region(written: str) -> bool:
    """Whether it is a country, state or province, in full or as datelines shorten it."""
    return fold(written).strip().rstrip(".") in _names("regions.txt")


def is_cased(text: str) -> bool:
    """Whether a text's first letter is of a script that has capitals."""
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper() or first.islower()


def usual_capitals(place: str) -> str:
    """A place written in capitals, as a reader would write it; one that is not stays as it is.

    >>> usual_capitals("RIO DE JANEIRO"), usual_capitals("PORT-AU-PRINCE"), usual_capitals("La Paz")
    ('Rio de Janeiro', 'Port-au-Prince', 'La Paz')
    """
    letters = [c for c in place if c.isalpha()]
    if not letters or any(c.islower() for c in letters):
        return place
    return _WORD.sub(lambda found: _capital(found, place), place)


def usual_name(house: str) -> str:
    """A house's name in capitals, as a reader would write it: short words but articles are acronyms.

    >>> usual_name("THE EVENING LEDGER"), usual_name("BBC NEWS"), usual_name("EL PAÍS")
    ('The Evening Ledger', 'BBC News', 'El País')
    """
    words = house.split()
    if len(words) < 2 or any(c.islower() for c in house):
        return house
    return " ".join(_HOUSE_WORDS.get(word, word.capitalize() if len(word) > 3 else word) for word in words)


_HOUSE_WORDS = {"THE": "The", "EL": "El", "LA": "La", "LE": "Le", "LES": "Les", "LOS": "Los", "LAS": "Las", "IL": "Il", "DER": "Der", "DIE": "Die",
                "DAS": "Das", "OF": "of", "DE": "de", "DEL": "del", "DI": "di", "DU": "du", "AND": "and", "NEW": "New", "SUN": "Sun"}  # fmt: skip


def _capital(found: re.Match[str], place: str) -> str:
    """Particles between other words are small; `L'` before an apostrophe is not."""
    word = found.group().lower() if found.group().isascii() else found.group().casefold()
    alone = place[found.end() : found.end() + 1] in ("'", "’")
    if found.start() and word in PARTICLES and not alone and found.end() < len(place):
        return word
    return word[:1].upper() + word[1:]
