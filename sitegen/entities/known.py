"""Names that the world knows by other names, from data/organisations.txt, which says how its lines are written.

Facts, not guesses: an archive can still say otherwise in curation/entities.toml.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

import msgspec

from sitegen.entities import gazetteer, tables
from sitegen.entities.gazetteer import key


class Known(msgspec.Struct, frozen=True):
    """What the table says, by key. `usual`: name -> usual name, of organisations that the name alone means;
    `shouted`: those of them that are words too, and mean it in capitals only ("UPS"); `maybe`: words that may
    be an organisation's name; `nicknames`: of teams, that mean one only after "the"."""

    usual: dict[str, str] = {}
    shouted: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    nicknames: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def known() -> Known:
    """The table, read once."""
    usual: dict[str, str] = {}
    maybe: set[str] = set()
    teams: list[tuple[str, ...]] = []
    lines = (files("sitegen.entities") / "data" / "organisations.txt").read_text("utf-8").splitlines()
    for line in lines:
        names = tuple(line.lstrip("?* ").split("|"))
        if line.startswith("? "):
            maybe.add(key(names[0]))
            names = names[1:] and (names[1], *names[2:])
        elif line.startswith("* "):
            teams.append(names)
            names = names[:1]
        if not line.startswith("#"):
            for name in names:
                usual.setdefault(key(name), names[0])
    nicknames = _nicknames(teams, usual)
    towns = {k for k in nicknames if gazetteer.lookup(k) and not all(map(gazetteer.ordinary, k.split()))}
    shouted = frozenset(k for k, name in _shouted(lines) if k not in maybe)
    return Known(usual, shouted, frozenset(maybe | towns), frozenset(nicknames - towns))


def usual_name(name: str) -> str:
    """The usual name of the organisation that this name alone means, or nothing.

    >>> usual_name("U.N."), usual_name("Who")
    ('United Nations', '')
    """
    k, table = key(name), known()
    if k in tables.PARTY_WORDS:
        return f"{name.title()} Party"
    return "" if k in table.shouted and not name.isupper() else table.usual.get(k, "")


def _nicknames(teams: list[tuple[str, ...]], usual: dict[str, str]) -> set[str]:
    """Those that need more than the name; the others are added to the usual names."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for team, *others in teams:
        for name in others:
            bearers[key(name)].append(team)
    for k, called in bearers.items():
        if not _doubtful(k) and len(called) == 1:
            usual.setdefault(k, called[0])
    return {k for k in bearers if k not in usual}


def _doubtful(k: str) -> bool:
    """Is it a place's or a person's name, or made of ordinary words?"""
    plain = all(gazetteer.ordinary(word) for word in k.split())
    return plain or bool(gazetteer.lookup(k)) or k in gazetteer.given_names()


def _shouted(lines: list[str]) -> list[tuple[str, str]]:
    names = [name for line in lines if line[:1] not in "#?*" for name in line.split("|")]
    return [(key(name), name) for name in names if name.isupper() and gazetteer.ordinary(key(name))]
