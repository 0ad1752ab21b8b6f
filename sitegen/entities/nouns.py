"""Texts in languages that write every noun with a capital.

Capitals propose nothing there. What is left: what the model hears as a name where there is one, what the tables know,
people told by a given name or by the noun of their office, their surnames, and bodies whose acronym the text defines.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from sitegen.entities import gazetteer
from sitegen.entities.gazetteer import key
from sitegen.entities.known import usual_name
from sitegen.entities.names import in_parentheses
from sitegen.entities.scan import Found, Scan

CITY = 20
"""Thousands of inhabitants from which a place's name is taken for the place."""
_OFFICE = re.compile(
    r"(?:minister|präsident|sprecher|leiter|meister|chef|direktor|sekretär|vorsitzende|graf|vorstand|kanzler|richter|anwält|anwalt|"
    r"lehrer|forscher|trainer|spieler|händler|führer|arzt|ärztin|wirt|bauer|bäuerin|professor|autor|inspektor|kommissar|kapitän|pastor|pfarrer)"
    r"(?:in|e|er|en|s)?$"
)
_ARTICLES = frozenset(
    ["Der", "Die", "Das", "Den", "Dem", "Des", "Ein", "Eine", "Im", "Am", "Beim", "Vom", "Zum", "Zur"]
)


def readable(scan: Scan, heard: Callable[[str], bool] = lambda text: False) -> Scan:
    """The scan with only those proposals that something besides the capital speaks for; `heard` is the model."""
    found: list[Found] = []
    for number, piece in enumerate(scan.found):
        if "paren" in piece.cues and number:
            found += _defined(scan.found[number - 1], piece)
        elif heard(piece.text):
            found.append(piece)
        elif (person := _person(piece)) or _vouched(piece):
            found.append(person or piece)
    bodies = {key(piece.text) for piece in found if piece.hint == "organisation" and piece.weight == 3}
    found += [
        msgspec.structs.replace(piece, hint="organisation", weight=3)
        for piece in scan.found
        if key(piece.text) in bodies
    ]
    families = {key(piece.text).split()[-1] for piece in found if piece.hint == "person"}
    found += [_surname(piece) for piece in scan.found if key(piece.text) in families]
    kept = {piece.start: piece for piece in reversed(found)}
    return Scan([kept[start] for start in sorted(kept)], scan.sentences, scan.lower)


def _vouched(piece: Found) -> bool:
    place = gazetteer.lookup(piece.text)
    city = bool(place) and place[0].people >= CITY and not gazetteer.ordinary(key(piece.text))
    if not piece.text[0].isupper():
        return False  # "von Treckern"
    return piece.weight >= 3 or city or bool(usual_name(piece.text))


def _person(piece: Found) -> Found | None:
    """ "Lehrerin Wiebke Thomsen": from the given name on, or what follows the noun of an office."""
    words = piece.text.split()
    for at in range(len(words) - 1):
        named = gazetteer.is_given(words[at].lower()) and words[at] not in _ARTICLES
        office = at == len(words) - 2 and at > 0 and bool(_OFFICE.search(words[at - 1].lower()))
        if (named or office) and words[at][0].isupper() and len(words) - at < 5:
            return _from(piece, at, "person")
    return None


def _from(piece: Found, at: int, kind: str) -> Found:
    """The piece without its first `at` words, with the last of them as the role."""
    words = piece.text.split(" ")
    start = piece.start + len(" ".join(words[:at])) + (at > 0)
    role = words[at - 1].lower() if at and words[at - 1] not in _ARTICLES else piece.role
    text, cues = " ".join(words[at:]), (*piece.cues, *(("title",) if kind == "person" else ()))
    return msgspec.structs.replace(
        piece, start=start, at=start, text=text, shown=text, hint=kind, weight=3, first=False, cues=cues, role=role
    )


def _surname(piece: Found) -> Found:
    return msgspec.structs.replace(piece, hint="person", weight=3, cues=(*piece.cues, "title"), at=piece.start)


def _defined(before: Found, piece: Found) -> list[Found]:
    """ "Der Deichverband Südermarsch (DVS)": both names, without the article; else nothing."""
    at = 1 if before.text.split(" ")[0] in _ARTICLES else 0
    whole = _from(before, at, "organisation")
    if before.sentence != piece.sentence or not in_parentheses(piece.text, whole.text):
        return [piece] if _vouched(piece) else []
    return [whole, msgspec.structs.replace(piece, hint="organisation", weight=3)]
