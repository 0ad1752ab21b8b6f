"""Places as datelines write them, and their usual capitals."""

from __future__ import annotations

import re

_PARTICLES = frozenset(
    [
        "a",
        "al",
        "am",
        "an",
        "au",
        "aux",
        "da",
        "das",
        "de",
        "del",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "en",
        "et",
        "im",
        "in",
        "l",
        "la",
        "las",
        "le",
        "les",
        "lès",
        "lo",
        "los",
        "of",
        "on",
        "sous",
        "sur",
        "the",
        "und",
        "upon",
        "van",
        "vor",
        "y",
        "zu",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_APOSTROPHE = re.compile(r"\b([LDN])['’](\w)", re.IGNORECASE)


def usual_capitals(place: str) -> str:
    """A place written in capitals, as a reader would write it; one that is not stays as it is.

    >>> usual_capitals("RIO DE JANEIRO"), usual_capitals("PORT-AU-PRINCE"), usual_capitals("La Paz")
    ('Rio de Janeiro', 'Port-au-Prince', 'La Paz')
    """
    letters = [c for c in place if c.isalpha()]
    if not letters or any(c.islower() for c in letters):
        return place
    return _WORD.sub(lambda found: _capital(found, place), place)


def _capital(found: re.Match[str], place: str) -> str:
    word = found.group().casefold() if not found.group().isascii() else found.group().lower()
    alone = place[found.end() : found.end() + 1] in ("'", "’")
    if found.start() and word in _PARTICLES and not alone and found.end() < len(place):
        return word
    return word[:1].upper() + word[1:]
