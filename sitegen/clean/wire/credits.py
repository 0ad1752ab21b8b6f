"""Credits to agencies that no table of ours knows: what the archivist lists, and what the text itself credits.

An acronym alone proves nothing; in the place where copy names its agency it stands for one.
"""

from __future__ import annotations

import re

from sitegen.clean.draft import Draft
from sitegen.clean.wire.agencies import UNNAMED, agencies_only, named
from sitegen.model import Basis
from sitegen.text import fold

LONGEST = 60
MOST_WORDS = 5

_LEADING = re.compile(
    r"(?:By|Avec|With|Mit|Con|Com|Par|Von|Por|Di|Source|Sources|Quelle|Fuente|Fonte|Via)\s?:?\s+(?=\S)", re.IGNORECASE
)
_MARKED = re.compile(r"(?P<mark>[-–—]{1,2}|[(\[/])\s?(?P<name>[^()\[\]/]+?)\s?[)\]/]?\.?")
_CAPITALS = re.compile(r"[A-Z]{3,6}")
_LETTERS = re.compile(r"[A-Z]{3,6}|[a-z]{3}")
_NO_AGENCY = """
MORE END ENDS FIN ENDE FINE USA UK UN EU NEWS FILE PHOTO EDITOR STAFF UPDATE LIVE VIDEO COPY TEXT SIC AND THE NATO WHO CEO FAQ PDF RIP LOL
YES NO STOP OK AMEN WAR LOVE HELP FREE TV UNESCO FIFA UEFA OPEC
"""
NO_AGENCY = frozenset(_NO_AGENCY.split())
"""Capitals that stand for neither an agency nor a desk."""

Credited = tuple[tuple[str, ...], Basis]
NOBODY: Credited = ((), "stated")


def credited(draft: Draft, written: str) -> Credited:
    """Whom a line of its own credits: `(ALP)`, `— Halyard`, `Harbour Wire`. The basis is `inferred` where nothing
    but the place says that the acronym is an agency."""
    name, marked = _name_in(written)
    known = known_credit(draft, name)
    if known or not marked or not _is_acronym(name, _CAPITALS):
        return known, "stated"
    return (name,), "inferred"


def listed_credit(draft: Draft, written: str) -> tuple[str, ...]:
    """The same, where the archivist's own table lists the name."""
    listed = draft.table.called(_name_in(written)[0])
    return (listed.name,) if listed else ()


def _name_in(written: str) -> tuple[str, bool]:
    """What may be a name, empty for longer text, and whether a dash or brackets mark it as a credit."""
    text = written.strip()
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return "", False
    marked = _MARKED.fullmatch(text)
    return (marked["name"] if marked else text).strip(" .*_"), bool(marked)


def credited_beside_date(draft: Draft, written: str) -> Credited:
    """Whom the part of a line that stands beside a date credits: `Avec ALP`, `osd`."""
    name = _LEADING.sub("", written.strip())
    known = known_credit(draft, name)
    if known or not _is_acronym(name, _LETTERS):
        return known, "stated"
    return (name,), "inferred"


def known_credit(draft: Draft, name: str) -> tuple[str, ...]:
    """The agencies of a name that a table holds, the archivist lists, or the text credits elsewhere."""
    listed = draft.table.called(name)
    if listed:
        return (listed.name,)
    own = {fold(each): each for field in draft.fields if field.name == "agencies" for each in field.value}
    said = own.get(fold(name))
    return (said,) if said else agencies_only(name)


def settle_agencies(draft: Draft) -> None:
    """`— Agencies` says nothing where an agency is named elsewhere."""
    fields = [field for field in draft.fields if field.name == "agencies" and field.rule != "self-reference"]
    if any(named(tuple(field.value)) for field in fields):
        draft.fields = [field for field in draft.fields if field not in fields or set(field.value) != {UNNAMED}]


def _is_acronym(name: str, shape: re.Pattern[str]) -> bool:
    return bool(shape.fullmatch(name)) and name.upper() not in NO_AGENCY
