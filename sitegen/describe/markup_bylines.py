"""Which of a page's bylines is the author's: persons before houses, data before lines, and what two of them say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from sitegen.clean.wire.places import is_known
from sitegen.model import Field

from .markup_name_words import CORPORATE, PARTICLES

_WORD = re.compile(r"\w+")
SHORTEST_STEM = 5
"""Letters of a name's first word from which it may be the beginning of the house's name ("Beacon D" of beacononline)."""
LABELLED = "editor"
"""The rule of names that a label calls editors, reviewers or photographers: never authors, but evidence."""
LINKS = ("author-link", "rel-author")
ONE_BY_ONE = (*LINKS, "visible-byline")
"""Rules by which a page marks each author by himself."""


def byline(ranked: Sequence[Field], house: Sequence[Field]) -> Field | None:
    """The most trusted byline of persons, else the house that signs itself. `ranked` is in order of trust; `house` are
    the outlet's names and the page's addresses. An editor signs where nobody else does; a line or group of links that
    has the same author and more whom the page confirms one by one is the fuller byline."""
    own = frozenset(_letters(str(f.value)) for f in house if f.name == "outlet")
    own |= {house_of(str(f.value)) for f in house if f.name == "url"}
    signed = [_persons_of(field, own) for field in ranked]
    persons = _editors_last([field for field in signed if field.value])
    if not persons:
        houses = [field for field in ranked if field.rule != LABELLED]
        return _as_printed(houses[0]) if houses else None
    if _signs_itself(ranked, persons[0], own):
        return _as_printed(ranked[0])
    best = persons[0]
    if best.basis == "stated":
        best = _with(best, _sure(best, persons, ()) or tuple(best.value))
    for field in persons[1:]:
        best = _fuller(best, field, persons)
    return best


def _signs_itself(ranked: Sequence[Field], first: Field, own: frozenset[str]) -> bool:
    """The data name a house or desk and the page says "By" it: then names elsewhere on the page are of other articles."""
    if first.basis == "embedded" or first.rule == "name-line" or ranked[0].basis != "embedded":
        return False
    if any(is_person(name, own) for name in ranked[0].value):
        return False
    house = {name.casefold() for name in ranked[0].value}
    return any({n.casefold() for n in f.value} == house for f in ranked if f.rule in ("visible-by", *LINKS))


def _persons_of(field: Field, own: frozenset[str]) -> Field:
    """The field if it names a person: data whole (agencies and teams sign too), a line up to the house's name, behind
    which its town or desk stands."""
    if not any(is_person(name, own) for name in field.value):
        return _with(field, ())
    if field.basis == "embedded":
        return field
    persons = takewhile(
        lambda name: is_person(name, own), dropwhile(lambda name: not is_person(name, own), field.value)
    )
    return _with(field, tuple(persons))


def _editors_last(persons: list[Field]) -> list[Field]:
    """What data call the author, but a label calls the editor, stands back behind the authors that the page prints."""
    editors = {name for field in persons if field.rule == LABELLED for name in field.value}
    others = [field for field in persons if field.rule != LABELLED]
    printed = [field for field in others if field.basis == "stated" and not set(field.value) & editors]
    return [*(printed if others and set(others[0].value) <= editors else ()), *others]


def _fuller(best: Field, field: Field, persons: Sequence[Field]) -> Field:
    names = field.value if field.rule == "author-link" else _sure(field, persons, ONE_BY_ONE)
    more = len(names) > len(best.value)
    same = all(any(name.endswith(each) for name in names) for each in best.value)
    return _with(field, tuple(names)) if more and same else best


def _sure(field: Field, persons: Sequence[Field], rules: tuple[str, ...]) -> tuple[str, ...]:
    """Names that a candidate of their own confirms: lines hold roles and sections too."""
    return tuple(name for name in field.value if _confirmed(name, persons, rules))


def _confirmed(name: str, persons: Sequence[Field], rules: tuple[str, ...]) -> bool:
    return any(
        other.value == (name,) and other.rule != "visible-by"
        for other in persons
        if not rules or other.basis == "embedded" or other.rule in rules
    )


def _as_printed(field: Field) -> Field:
    """Houses that sign together ("Le Figaro et AFP") are one byline."""
    said = field.evidence.split(": ", 1)[-1]
    return _with(field, (said,)) if len(field.value) == 2 and len(said) < 60 and ";" not in said else field


def _with(field: Field, names: tuple[str, ...]) -> Field:
    return Field(field.name, names, field.basis, field.rule, field.evidence, field.line)


def is_person(name: str, own: frozenset[str]) -> bool:
    """Not the house, its desk, its town, a login or a piece of a sentence. `own` are the letters of the house's names."""
    words = name.split()
    return (
        bool(_letters(name))
        and not _is_house(name, own)
        and not CORPORATE.search(name)
        and not (name.islower() and (len(words) == 1 or "." in name))
        and not (len(words) == 1 and is_known(name))
        and not _is_prose(words)
        and not (len(words) > 2 and _NEWSPAPER.search(words[-1]))
    )


def _is_house(name: str, own: frozenset[str]) -> bool:
    letters = _letters(name)
    words = [_letters(word) for word in name.split()]
    inside = any(len(house) > 2 and (house in letters or letters in house) for house in own)
    short = any(house in words for house in own if len(house) <= 2)
    stem = len(words) > 1 and len(words[0]) >= SHORTEST_STEM and len(words[-1]) <= 2
    return inside or short or (stem and any(house.startswith(words[0]) for house in own))


def _is_prose(words: list[str]) -> bool:
    """`The Russian`, `email the author`: capitals and small letters as sentences have them, not names."""
    small = [word for word in words if word[:1].islower() and word.casefold().rstrip(".,") not in PARTICLES]
    return (
        words[0] in ("The", "A", "An") or (bool(small) and any(word[:1].isupper() for word in words)) or len(small) > 2
    )


_NEWSPAPER = re.compile(
    r"^(?:Gazette|Times|News|Post|Herald|Tribune|Journal|Leader|Register|Press|Advertiser|Sentinel|Courier|Dispatch|Examiner|Inquirer|Enquirer|Record|"
    r"Chronicle|Observer|Telegraph|Statesman|Mail|Zeitung|Anzeiger|Nachrichten)$"
)


_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go"})


def house_of(url: str) -> str:
    """The name in an address's host, in letters: `https://www.harbour-post.co.uk/a` → `harbourpost`; empty without one."""
    parts = url.split("/")[2].lower().split(".") if url.count("/") >= 2 else []
    if len(parts) > 2 and parts[-2] in _SECOND_LEVEL:
        parts = parts[:-1]
    return _letters(parts[-2]) if len(parts) > 1 else ""


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text.lower())).replace("_", "")
