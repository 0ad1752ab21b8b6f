"""Places by name: countries with demonyms, regions and waters, and cities from GeoNames (CC-BY 4.0).

Everything is loaded at first use: two small tables and one block of sorted lines, searched by
bisection, so that loading is decompression (about 30 ms) and a look-up some 20 microseconds.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from sitegen.entities.tables import ARTICLES


class Place(NamedTuple):
    """A place. `kind` is country, state, region, continent, water, landmark or city; `people` thousands
    of inhabitants (for cities); `state` a two-letter code in the United States."""

    name: str
    kind: str
    country: str
    lat: float
    lon: float
    people: int = 0
    state: str = ""
    main: bool = True


class Fixed(NamedTuple):
    """The two small tables. `names`: key to places; `demonyms`: key to the place's name; `usual`: key to
    the usual name; `dotted`: keys of abbreviations that mean the place only with their dot ("Mass.")."""

    names: dict[str, tuple[Place, ...]]
    demonyms: dict[str, str]
    countries: dict[str, Place]
    usual: dict[str, str]
    dotted: set[str]


_QUOTES = re.compile(r"[‘’'`ʻʼ]")
_NOT_WORD = re.compile(r"[^\w]+")


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """How names are compared: no case, no marks, no punctuation; "U.S." is "us"."""
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name)
    plain = plain.casefold()
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        plain = plain.translate(_APART)
    plain = _QUOTES.sub("", plain)
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain)
    return " ".join(_NOT_WORD.sub(" ", plain).split())


_APART = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def _rows(name: str) -> list[list[str]]:
    text = (files("sitegen.entities") / "data" / name).read_text("utf-8")
    return [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def fixed() -> Fixed:
    """Countries, regions, waters: names, demonyms, codes."""
    found = Fixed({}, {}, {}, {}, set())
    for code, name, others, people, lat, lon in _rows("countries.txt"):
        place = Place(name, "country", code, float(lat), float(lon))
        found.countries[code] = place
        _enter(found, place, others, people)
    for name, others, people, code, lat, lon, kind in _rows("regions.txt"):
        _enter(found, Place(name, kind, code, float(lat), float(lon)), others, people)
    return found


def _enter(found: Fixed, place: Place, others: str, people: str) -> None:
    for name in (place.name, *filter(None, others.split(";"))):
        found.names[key(name)] = (*found.names.get(key(name), ()), place)
        found.usual.setdefault(key(name), place.name)
        if name.endswith(".") and name.count(".") == 1:
            found.dotted.add(key(name))
    for word in people.split():
        found.demonyms.setdefault(word.replace("-", " ").lower(), place.name)


@lru_cache(maxsize=1)
def _cities() -> bytes:
    packed = (files("sitegen.entities") / "data" / "places.tsv.gz").read_bytes()
    text = gzip.decompress(packed)
    return text[text.index(b"\n") :]


def _city_lines(name: str) -> list[str]:
    """All lines of that key, by bisection over byte positions."""
    text, wanted = _cities(), name.encode("utf-8") + b"\t"
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high) // 2
        start = text.rfind(b"\n", 0, middle + 1) + 1
        if text[start : start + len(wanted)] < wanted:
            low = text.find(b"\n", middle + 1)
            low = high if low < 0 else low
            if low <= middle:
                break
        else:
            high = start - 1 if start > 0 else 0
    found: list[str] = []
    at = text.rfind(b"\n", 0, low + 1) + 1
    while text.startswith(wanted, at) or (at < len(text) and text[at : at + len(wanted)] < wanted and len(found) == 0):
        end = text.find(b"\n", at)
        if text.startswith(wanted, at):
            found.append(text[at:end].decode("utf-8"))
        at = end + 1
    return found


def _city(line: str) -> Place:
    _, rank, people, usual, country, state, lat, lon = line.split("\t")
    return Place(usual, "city", country, float(lat), float(lon), int(people), state, rank == "0")


@lru_cache(maxsize=100_000)
def lookup(name: str) -> tuple[Place, ...]:
    """Every place of that name (any spelling of it), the most populous first; fixed ones before cities."""
    wanted = key(name)
    if len(wanted) < 2:
        return ()
    places = [_city(line) for line in _city_lines(wanted)]
    if not places and " " in wanted:
        places = [_city(line) for variant in _variants(wanted) for line in _city_lines(variant)]
    places.sort(key=lambda place: (-place.people, not place.main, place.country, place.state, place.lat))
    return (*fixed().names.get(wanted, ()), *places)


def _variants(name: str) -> tuple[str, ...]:
    """Other spellings of a name with an Arabic article or a saint: "al bab", "deir ezzor", "st louis"."""
    words = name.split()
    kept = [word for word in words if word not in ARTICLES]
    found = [" ".join(kept)] if kept and kept != words else []
    if words[0] in ("st", "ste"):
        found.append(" ".join(["saint", *words[1:]]))
    return tuple(found)


def demonym(word: str) -> str:
    """The place that "Syrian", "Danes" or "South African" speak of, or nothing."""
    return fixed().demonyms.get(word.replace("-", " ").lower(), "")


def country_of(name: str) -> str:
    """The code of a country's name or demonym, or nothing."""
    name = fixed().demonyms.get(name.replace("-", " ").lower(), name)
    places = fixed().names.get(key(name), ())
    return next((place.country for place in places if place.kind == "country"), "")


STATE_CODES = dict(
    pair.split(":")
    for pair in [
        "AK:Alaska",
        "AL:Alabama",
        "AR:Arkansas",
        "AZ:Arizona",
        "CA:California",
        "CO:Colorado",
        "CT:Connecticut",
        "DC:District of Columbia",
        "DE:Delaware",
        "FL:Florida",
        "GA:Georgia",
        "HI:Hawaii",
        "IA:Iowa",
        "ID:Idaho",
        "IL:Illinois",
        "IN:Indiana",
        "KS:Kansas",
        "KY:Kentucky",
        "LA:Louisiana",
        "MA:Massachusetts",
        "MD:Maryland",
        "ME:Maine",
        "MI:Michigan",
        "MN:Minnesota",
        "MO:Missouri",
        "MS:Mississippi",
        "MT:Montana",
        "NC:North Carolina",
        "ND:North Dakota",
        "NE:Nebraska",
        "NH:New Hampshire",
        "NJ:New Jersey",
        "NM:New Mexico",
        "NV:Nevada",
        "NY:New York State",
        "OH:Ohio",
        "OK:Oklahoma",
        "OR:Oregon",
        "PA:Pennsylvania",
        "RI:Rhode Island",
        "SC:South Carolina",
        "SD:South Dakota",
        "TN:Tennessee",
        "TX:Texas",
        "UT:Utah",
        "VA:Virginia",
        "VT:Vermont",
        "WA:Washington State",
        "WI:Wisconsin",
        "WV:West Virginia",
        "WY:Wyoming",
    ]
)
"""Postal codes of the states, valid only after a comma ("Houston, TX")."""


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    lines = (files("sitegen.entities") / "data" / "given.txt").read_text("utf-8").splitlines()
    return frozenset(lines[1:])


@lru_cache(maxsize=100_000)
def is_given(word: str) -> bool:
    """Is the word, with its accents or hyphen, a given name: "María", "Heinz-Georg"?"""
    if word in given_names():
        return True
    halves = key(word).split()
    return 0 < len(halves) < 3 and len(word) > 2 and all(half in given_names() for half in halves)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    packed = (files("sitegen.entities") / "data" / "words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split("\n")[1:])


_ENDINGS = (
    ("ies", "y"),
    ("ing", "e"),
    ("ing", ""),
    ("ed", "e"),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("er", "e"),
    ("er", ""),
    ("ers", ""),
)


@lru_cache(maxsize=100_000)
def ordinary(word: str) -> bool:
    """Is this (folded) an ordinary English word, inflected or not?"""
    known = _words()
    word = word.replace("our", "or") if len(word) > 5 and word not in known else word  # "neighbour", "harbour"
    if word in known:
        return True
    return any(
        word.endswith(end) and len(word) > len(end) + 2 and word[: -len(end)] + new in known for end, new in _ENDINGS
    )


@lru_cache(maxsize=1)
def pet_names() -> dict[str, frozenset[int]]:
    """Given name -> the numbers of the groups it belongs to; two of one group may be one person."""
    lines = (files("sitegen.entities") / "data" / "nicknames.txt").read_text("utf-8").splitlines()[1:]
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}
