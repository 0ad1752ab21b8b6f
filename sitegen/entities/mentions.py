"""Which proposals of a document are names, and of which kind there."""

from __future__ import annotations

import msgspec

from sitegen.entities import gazetteer, names, tables
from sitegen.entities.gazetteer import key
from sitegen.entities.known import usual_name
from sitegen.entities.lexicon import HUMAN, NOT_NAMES, Lexicon
from sitegen.entities.scan import Found, Scan
from sitegen.model import EntityType


class Seen(msgspec.Struct, eq=False, array_like=True, gc=False):
    """One mention as it is kept: its span, the name in it without role, and what stands at the span."""

    start: int
    end: int
    name: str
    shown: str


class Spot(Seen, eq=False, array_like=True, gc=False, kw_only=True):
    """One mention while its document is resolved: with its kind, and the proposal it comes from."""

    kind: EntityType
    piece: Found
    full: str = ""


def _at(start: int, end: int, name: str, kind: EntityType, piece: Found, full: str = "") -> Spot:
    shown = piece.shown if start == piece.at else name
    return Spot(start, end, name, shown, kind=kind, piece=piece, full=full)


def mentions(scan: Scan, lexicon: Lexicon) -> list[Spot]:
    """The proposals that are names, with their kinds in this document."""
    known = _known(scan, lexicon)
    found: list[Spot] = []
    made: list[Spot | None] = []
    for piece in scan.found:
        made.append(spot := _spot(piece, lexicon, known))
        if spot and spot.kind == "place" and {"in", "kind-of-place"} & set(piece.cues):
            known.placed.add(key(piece.text))
    for number in range(len(made)):
        spot = made[number] or _renamed(scan.found, made, number)
        if spot and (not found or spot.start >= found[-1].end):
            found.append(spot)
    return found


def _renamed(pieces: list[Found], spots: list[Spot | None], number: int) -> Spot | None:
    """ "Orsted Wind, formerly Dong Power": what has another name is a name, and of that one's kind."""
    piece = pieces[number]
    for this, other in ((piece, number - 1), (pieces[min(number + 1, len(pieces) - 1)], number + 1)):
        stated = any(cue.startswith("alias:") for cue in this.cues)
        spot = spots[other] if 0 <= other < len(pieces) else None
        if (
            stated
            and spot
            and spot.piece.sentence == piece.sentence
            and piece.hint in ("", spot.kind)
            and not spot.full
        ):
            return _at(piece.start, piece.end, piece.text, spot.kind, piece)
    return None


class Known(msgspec.Struct):
    """Words of the names that this document gives in full: surnames, given names, words of bodies, bodies
    without their legal forms ("Kestrel" of "Kestrel Holdings Ltd"), teams; where each full name's surname is introduced;
    names that were said to be places so far."""

    surnames: set[str] = msgspec.field(default_factory=set)
    given: set[str] = msgspec.field(default_factory=set)
    bodies: set[str] = msgspec.field(default_factory=set)
    introduced: dict[str, int] = msgspec.field(default_factory=dict)
    placed: set[str] = msgspec.field(default_factory=set)
    cores: set[str] = msgspec.field(default_factory=set)
    teams: set[str] = msgspec.field(default_factory=set)
    others: set[str] = msgspec.field(default_factory=set)


def _known(scan: Scan, lexicon: Lexicon) -> Known:
    found = Known()
    for piece in scan.found:
        k = key(piece.text)
        if (piece.hint == "other" and piece.weight == 3) or "storm" in piece.cues:
            found.others.add(k.split()[-1])
        kind = "person" if piece.hint == "person" and piece.weight == 3 else lexicon.kinds.get(k)
        if kind == "person" and (" " in k or piece.weight == 3):
            person = names.person(piece.text)
            found.surnames.add(person.surname)
            if len(person.words) > 1:
                found.given.add(person.given)
                found.introduced.setdefault(person.surname, piece.start)
        elif kind == "organisation" and " " in k and not piece.loud:
            first, last = k.split()[0], k.split()[-1]
            if last in tables.CLUB_HEADS:
                found.teams.add(k.rsplit(" ", 2 if k.endswith("football club") else 1)[0])
            core = " ".join(word for word in k.split() if word not in tables.LEGAL_FORMS)
            found.cores |= {core} if core != k and len(core) > 2 else set()
            found.bodies |= {last} if gazetteer.lookup(first) or gazetteer.demonym(first) else {first, last}
    return found


def _spot(piece: Found, lexicon: Lexicon, known: Known) -> Spot | None:
    k = key(piece.text)
    kind = lexicon.kinds.get(k, "")
    if piece.hint == "demonym":
        return _adjective(piece)
    if piece.hint == "person" and piece.weight == 3 and "title" in piece.cues:
        return _at(piece.at, piece.end, piece.text, "person", piece)
    if "state" in piece.cues:
        return _at(piece.start, piece.end, piece.text, "place", piece, gazetteer.STATE_CODES[piece.text[:2]])
    if "party" in piece.cues:
        return _at(piece.start, piece.end, piece.text, "organisation", piece)
    trimmed = _trimmed(piece, lexicon, kind)
    if trimmed:
        return trimmed
    if piece.loud and not _heard(k, lexicon):
        return None
    kind = _here(piece, k, kind, lexicon, known)
    if not kind:
        return None
    at = piece.at if kind == "person" else piece.start
    return _at(at, piece.end, piece.text, kind, piece)  # type: ignore[arg-type]


def _adjective(piece: Found) -> Spot | None:
    """ "Syrian" speaks of Syria; "Syrians" are people, "in Russian" is a language."""
    if "tongue" in piece.cues:
        return None
    if (
        piece.text.endswith(("s", "men", "man", "woman"))
        and not piece.text.endswith(("ss",))
        and piece.text.lower() not in ("hellas",)
    ):
        return None
    return _at(piece.start, piece.end, piece.text, "place", piece, gazetteer.demonym(piece.text))


def _here(piece: Found, k: str, kind: str, lexicon: Lexicon, known: Known) -> str:
    """The kind in this document: a word of a person's or a body's name that it gives in full is theirs,
    unless the words around it say otherwise."""
    last = names.person(piece.text).surname if "-" in piece.text else k.split()[-1]
    if k in known.others or (k in NOT_NAMES and piece.text.isupper() and not usual_name(piece.text)):
        return ""  # "Noemi" after "Cyclone Noemi"; "AI" beside "AI Agents"
    later = k not in known.surnames or piece.start < known.introduced.get(k, 0)
    if k in known.cores and later and not {"in", "kind-of-place"} & set(piece.cues):
        return "organisation"
    if kind == "person" and " " not in k and "kind-of-place" in piece.cues and gazetteer.lookup(k):
        kind = "place"
    if kind in ("place", "person") and k in known.placed and not HUMAN & set(piece.cues):
        return "place"  # the mayor of Baxter, Tom Baxter: "Baxter needs rain"
    doubtful = piece.first and lexicon.ordinary(k) and "said" not in piece.cues
    if kind != "person" and last in known.surnames and not (kind and _placed(piece, kind)) and (kind or not doubtful):
        return (
            kind if " " in k and (kind == "place" or usual_name(piece.text) or last in tables.ORG_HEADS) else "person"
        )
    if k in tables.FAMILY_FIRST and k in known.given and not doubtful and "the" not in piece.cues:
        return "person"  # "Wang" after "Wang Fang": names that are also a firm's
    settled = lexicon.names[k].shapes["place/3"] or usual_name(piece.text)
    city = any(place.people >= 250 for place in gazetteer.lookup(k))
    if (
        kind in ("", "place")
        and k in known.given
        and not settled
        and (not city or (k in gazetteer.given_names() and "to" not in piece.cues))
        and "in" not in piece.cues
        and not doubtful
    ):
        return "person"
    if (
        " " not in k
        and k in known.bodies - known.surnames - known.given
        and kind != "organisation"
        and not settled
        and not {"in", "to", "kind-of-place"} & set(piece.cues)
        and not doubtful
    ):
        return "organisation"
    if kind == "place" and "team" in piece.cues and not _country(k):
        return "organisation"
    if k in known.teams and kind == "place" and not {"in", "kind-of-place"} & set(piece.cues):
        return "organisation"
    if not kind and " " not in k and not doubtful and any(names.alike(k, surname) for surname in known.surnames):
        return "person"
    return kind


def _country(k: str) -> bool:
    """Countries and regions stay places: their teams are theirs."""
    places = gazetteer.lookup(k)
    return bool(places) and places[0].kind not in ("city", "state")


def _placed(piece: Found, kind: str) -> bool:
    """Do the words around it say that this is the place (or the body), not the person of that name?"""
    return (
        bool({"in", "kind-of-place"} & set(piece.cues))
        if kind == "place"
        else "the" in piece.cues or piece.text.isupper()
    )


def _heard(k: str, lexicon: Lexicon) -> bool:
    name = lexicon.names[k]
    return bool(
        name.inside or any(name.asked[kind] for kind in ("person", "organisation", "place")) or name.shapes["place/3"]
    )


def _trimmed(piece: Found, lexicon: Lexicon, kind: str) -> Spot | None:
    """At a sentence's start the first word may be no part of the name: "Striker Roman Pavlyuchenko"."""
    words = piece.text.split(" ")
    if not piece.first or len(words) < 2 or piece.loud or piece.hint == "other":
        return None
    name = lexicon.names[key(piece.text)]
    first = words[0].lower()
    if name.inside or (not lexicon.ordinary(first) and kind):
        return None
    rest = piece.text[len(words[0]) + 1 :]
    rest_kind = lexicon.kinds.get(key(rest), "")
    known = lexicon.names.get(key(rest))
    start = piece.start + len(words[0]) + 1
    given = gazetteer.is_given(words[1].lower()) and not gazetteer.is_given(first)
    if given and len(words) > 2 and lexicon.ordinary(first) and kind in ("", "person"):
        return _at(start, piece.end, rest, "person", piece)  # "Curator Marta Zielinska"
    if rest_kind and known and known.inside and (not kind or name.asked["part"] >= max(1, name.asked[kind])):
        return _at(start, piece.end, rest, rest_kind, piece)  # type: ignore[arg-type]
    return None
