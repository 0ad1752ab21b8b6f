"""How a run of capitals divides into roles, demonyms and names."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from sitegen.entities import gazetteer, tables
from sitegen.entities.runs import Run
from sitegen.entities.tokens import DOMAIN, Token


class Piece(NamedTuple):
    """A part of a run that may be a name of its own; see `scan.Found`."""

    start: int
    end: int
    at: int
    text: str
    hint: str
    weight: int
    first: bool
    cues: tuple[str, ...] = ()
    role: str = ""


def split(run: Run, text: str) -> list[Piece]:
    """The names in a run, in order."""
    tokens = run.tokens
    found: list[Piece] = []
    part: list[Token] = []
    for number, token in enumerate(tokens):
        if _dated(tokens, number):
            found += _names(part, [], text)
            part = []
        else:
            part.append(token)
    return found + _names(part, run.tail if part and part[-1] is tokens[-1] else [], text)


def _dated(tokens: list[Token], number: int) -> bool:
    """A weekday or a month here? "May" and "April" after a given name or a title are people's."""
    low = tokens[number].low
    if low not in tables.CALENDAR or (tokens[number].text.isupper() and len(low) < 4):
        return False
    if low in ("may", "march", "april", "june", "august", "jan", "mar", "sun", "sat", "wed", "dec"):
        before = tokens[number - 1].low if number else ""
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        if after and gazetteer.is_given(low) and not gazetteer.ordinary(after.low):
            return after.low in tables.CALENDAR  # "Jan Kowal", "April Jones"
        return not (gazetteer.is_given(before) or before in tables.HONORIFICS or before in tables.ROLE_HEADS)
    return not (
        (number and tokens[number - 1].low in ("black", "good", "bloody", "super"))
        or (low == "friday" and number + 1 < len(tokens))
    )


def _names(part: list[Token], tail: list[Token], text: str) -> list[Piece]:
    called = len(part) > 1 and part[0].text == "The" and not part[0].first
    found = _own_names(_trim(part), tail, text)
    if called and len(found) == 1 and not found[0].hint and len(part) < 5:
        return [found[0]._replace(hint="organisation", weight=2)]  # "told The Independent"
    return found


def _own_names(part: list[Token], tail: list[Token], text: str) -> list[Piece]:
    if not part:
        return []
    if _participle(part):
        part = part[1:]
    if len(part) == 1 and part[0].text in gazetteer.STATE_CODES and part[0].joint == ", ":
        return [_piece(part, text, "", 0)._replace(cues=("state",))]  # "Elkton, MD"
    if (faction := _party(part, tail, text)) is not None:
        return [faction]
    if (whole := _whole(part, text)) is not None:
        return [whole, *_institution_tail(whole, tail, text)][-1:]
    demonym = _leading_demonym(part)
    if demonym:
        return _after_demonym(part, demonym, tail, text)
    place = _leading(part)
    if place:
        party = part[0].low in tables.ADHERENTS and place == 1
        own = [_piece(part[:1], text, "organisation", 3)] if party else _names(part[:place], [], text)
        return [*own, *_names(part[place:], tail, text)]
    role = _role_start(part)
    if role is not None:
        return _with_role(part, role, tail, text)
    if len(part) > 2 and part[-1].low in tables.OTHER_HEADS and part[-2].low in tables.ORG_HEADS:
        part = part[:-1]  # "Security Council Resolution" speaks of the council
    piece = _plain(part, text)
    return [piece, *_institution_tail(piece, tail, text)][-1:]


def _party(part: list[Token], tail: list[Token], text: str) -> Piece | None:
    """ "the Socialist government": an adjective that its noun makes the party's name."""
    noun = tail[0] if tail and tail[0].joint == " " else None
    if len(part) > 1 or part[0].low not in tables.PARTY_WORDS or not noun or noun.low not in tables.PARTY_NOUNS:
        return None
    return _piece(part, text, "organisation", 3)._replace(cues=("party",))


def _participle(part: list[Token]) -> bool:
    """ "Neighbouring Malawi" at a sentence's start: an ordinary word before a country."""
    low = part[0].low
    if len(part) < 2 or not part[0].first or not low.endswith(("ing", "ed", "ly")) or gazetteer.is_given(low):
        return False
    known = gazetteer.fixed().names
    rest = gazetteer.key(" ".join(token.text for token in part[1:]))
    return gazetteer.ordinary(low) and rest in known and f"{low} {rest}" not in known


def _trim(part: list[Token]) -> list[Token]:
    """Without articles and words that are no names at either end."""
    while part and _droppable(part[0]):
        if part[0].low == "the" and len(part) > 1 and part[1].low == "hague":
            break
        part = part[1:]
    while part and part[-1].low in ("of", "the", "for", "and", "in", "at", "on", "to", "i"):
        part = part[:-1]
    return part


def _droppable(token: Token) -> bool:
    if token.low in tables.STOP or tables.CONTRACTED.fullmatch(token.low):
        return token.text not in ("US", "WHO", "AM")
    return not (
        token.name or token.low in tables.CONNECT_NAMES or token.low[0].isdigit() or token.low in tables.BODY_OF
    )


def _whole(part: list[Token], text: str) -> Piece | None:
    """Places and organisations that one knows as a whole: no division looks into them."""
    words = text[part[0].start : part[-1].end]
    if gazetteer.demonym(words) and not gazetteer.fixed().names.get(gazetteer.key(words)):
        return None if len(part) > 1 and gazetteer.demonym(part[0].text) else _piece(part, text, "demonym", 3)
    k = gazetteer.key(words)
    if (
        gazetteer.fixed().names.get(k)
        and not _shouted_word(part)
        and (k not in gazetteer.fixed().dotted or (part[-1].dot and part[0].joint == ", "))
    ):
        return _piece(part, text, "place", 3)
    low = [token.low for token in part]
    if len(part) > 1 and low[0] == "general" and low[1] in tables.GENERAL_OF:
        return _piece(part, text, "organisation", 3)
    if len(part) > 2 and low[0] in tables.TITLED and low[1] == "of":
        return _piece(part, text, "person", 3)._replace(cues=("title",))
    return None


def _shouted_word(part: list[Token]) -> bool:
    """ "US" is a country, "us" and a lone "IN" or "OR" are not."""
    return len(part) == 1 and part[0].text.lower() == "us" and part[0].text != "US"


def _leading_demonym(part: list[Token]) -> int:
    for size in (2, 1):
        if len(part) > size and gazetteer.demonym(" ".join(token.low for token in part[:size])):
            return size
    faith = len(part) > 1 and part[0].low in tables.NORPS and part[0].low not in tables.PARTIES
    return 1 if faith and _role_start(part[1:]) == 0 else 0


def _after_demonym(part: list[Token], size: int, tail: list[Token], text: str) -> list[Piece]:
    rest = part[size:]
    before = [] if part[0].low in tables.NORPS else [_piece(part[:size], text, "demonym", 3)]
    given = gazetteer.is_given(rest[0].low) and not _headed(rest, tables.ORG_HEADS | tables.OTHER_HEADS)
    if _role_start(rest) is not None or given or rest[0].low in tables.HONORIFICS:
        return [*before, *_names(rest, tail, text)]
    grade = len(rest) == 1 and len(set(rest[0].text)) == 1 and rest[0].text.isupper()  # "Kenyan AA" is a coffee
    if len(rest) == 1 and not (
        gazetteer.key(rest[0].text) in gazetteer.fixed().names
        or gazetteer.ordinary(rest[0].low)
        or rest[0].low in tables.ORG_HEADS | tables.NORPS
        or rest[0].text.isupper()
    ):
        return [*before, *_names(rest, tail, text)]  # "three Chinese Imax theatres"
    if grade or all(token.low in tables.NORPS or gazetteer.demonym(token.text) for token in rest):
        return before
    return [_plain(part, text)]


def _leading(part: list[Token]) -> int:
    """How many leading tokens are a name of their own: a country, body or party before a role or a person."""
    for size in (3, 2, 1):
        if len(part) <= size:
            continue
        rest = part[size:]
        known = gazetteer.fixed().names.get(gazetteer.key(" ".join(token.text for token in part[:size])))
        starts = _role_start(rest) == 0 and not _headed(part, tables.ORG_HEADS)
        person = (
            gazetteer.is_given(rest[0].low)
            and len(rest) > 1
            and not _headed(part, tables.ORG_HEADS | tables.PLACE_HEADS | tables.OTHER_HEADS)
        )
        if known and (starts or person):
            return size
    if (
        len(part) > 1
        and part[0].low in tables.PARTIES
        and part[1].low not in ("secretary", "minister")
        and _role_start(part[1:]) == 0
    ):
        return 1
    if len(part) > 2 and part[0].low in tables.ADHERENTS and gazetteer.is_given(part[1].low):
        return 0 if _headed(part, tables.ORG_HEADS) else 1
    if len(part) > 2 and part[0].text.isupper() and 1 < len(part[0].text) < 7 and _role_start(part[1:]) == 0:
        return 1
    return 0


def _headed(part: list[Token], heads: frozenset[str]) -> bool:
    return part[-1].low in heads


def _role_length(part: list[Token]) -> int:
    """How many leading tokens are a role or title; 0 for none."""
    at, good = 0, 0
    while at < len(part):
        low = part[at].low
        if low in tables.HONORIFICS or low in tables.SHORT_TITLES or low in tables.ROLE_HEADS:
            at += 1
            good = at
            if at + 1 < len(part) and part[at].low in ("of", "for", "to"):
                at = good = _object_end(part, at + 1)
        elif low in tables.ROLE_MODIFIERS or low.isdigit():
            at += 1
        else:
            break
    return good


def _object_end(part: list[Token], at: int) -> int:
    """Where the object of a role ends: "of State", "for the Middle East", "to the United Nations"."""
    while at < len(part) and part[at].low in tables.ROLE_OBJECTS | {"the", "and"}:
        at += 1
    for size in (3, 2, 1):
        words = " ".join(token.text for token in part[at : at + size])
        if len(part) >= at + size and gazetteer.fixed().names.get(gazetteer.key(words)):
            return at + size
    return at


def _role_start(part: list[Token]) -> int | None:
    """Where a role phrase starts in the part: 0, or further in where an own name stands before it."""
    if _role_length(part):
        return None if _role_is_name(part) else 0
    for at in range(1, len(part)):
        if part[at].low in tables.ROLE_HEADS | tables.SHORT_TITLES | tables.HONORIFICS or part[at].low in (
            "prime",
            "foreign",
            "vice",
            "deputy",
        ):
            length = _role_length(part[at:])
            person = gazetteer.is_given(part[0].low)
            if (
                length
                and at + length < len(part)
                and not person
                and not _headed(part, tables.ORG_HEADS | tables.PLACE_HEADS)
            ):
                return at
    return None


def _role_is_name(part: list[Token]) -> bool:
    """ "King Fahd University", "St Louis", "Prince George's County": the title is within a name."""
    if part[0].low in ("st", "mt") and len(part) > 1:
        return True
    if part[0].low == "miss" and len(part) > 1 and part[1].low in ("universe", "world", "america", "usa", "england"):
        return True
    headed = _headed(part, tables.ORG_HEADS | tables.PLACE_HEADS | tables.OTHER_HEADS) and len(part) > _role_length(
        part
    ) + (1 if part[0].low in tables.HONORIFICS else 0)
    return headed and not (len(part) - _role_length(part) == 2 and gazetteer.is_given(part[-2].low))


def _with_role(part: list[Token], at: int, tail: list[Token], text: str) -> list[Piece]:
    plain = all(gazetteer.ordinary(token.low) and not token.text.isupper() for token in part[:at])
    known = at and (not plain or bool(gazetteer.lookup(" ".join(token.text for token in part[:at]))))
    found = _names(part[:at], [], text) if known else []
    length = _role_length(part[at:])
    role, rest = part[at : at + length], part[at + length :]
    if rest and gazetteer.demonym(rest[0].text) and len(rest) == 1:
        return found
    if not rest:
        return found
    words = text[role[0].start : role[-1].end]
    in_span = role[-1].low in tables.SPAN_ROLES or any(token.low in tables.SPAN_ROLES for token in role)
    piece = _piece(rest, text, "person", 3)
    in_span = in_span and role[0].low not in tables.HONORIFICS | tables.SHORT_TITLES
    short = len(rest) == 1 or piece.start - role[0].start <= piece.end - piece.start
    start = role[0].start if in_span and short else piece.start
    if (rest[0].low in tables.NORPS and len(rest) == 1) or rest[0].low in tables.STOP:
        return found
    relative = ("relative",) if role[-1].low in tables.RELATIVES else ()
    return [*found, piece._replace(at=start, role=words, cues=(*piece.cues, "title", *relative), first=False)]


def _plain(part: list[Token], text: str) -> Piece:
    hint, weight = _shape(part)
    return _piece(part, text, hint, weight)


def _piece(part: list[Token], text: str, hint: str, weight: int) -> Piece:
    start, end = part[0].start, part[-1].end
    last = part[-1]
    if (
        last.dot
        and not DOMAIN.fullmatch(last.low)
        and (
            last.low in tables.WITH_DOT or "." in last.low or gazetteer.key(text[start:end]) in gazetteer.fixed().dotted
        )
    ):
        end += 1
    cues = ("owns",) if part[-1].owns else ()
    return Piece(start, end, start, text[start:end], hint, weight, part[0].first, cues)


def _shape(part: list[Token]) -> tuple[str, int]:
    """What the words themselves say: kind and weight."""
    lows = [token.low for token in part]
    for name, rule in SHAPES:
        if rule(lows, part):
            return name.split("/")[0], int(name.split("/")[1])
    return "", 0


def _is_person(lows: list[str], part: list[Token]) -> bool:
    plain = [low for low in lows if low not in tables.CONNECT_NAMES]
    return 2 <= len(plain) <= 5 and gazetteer.is_given(lows[0]) and "of" not in lows and "&" not in lows


def _has_initial(lows: list[str], part: list[Token]) -> bool:
    return (
        len(lows) > 1
        and any(len(low.replace(".", "")) == 1 or ("." in low and len(low) <= 4) for low in lows[:-1])
        and len(lows[-1]) > 2
        and lows[0] not in ("u.s", "u.n", "u.k")
    )


def _bare(lows: list[str]) -> list[str]:
    """Without another language's article at the head."""
    return lows[1:] if lows[0] in tables.FOREIGN_ARTICLES else lows


def _compound_head(lows: list[str]) -> bool:
    """ "Stadtwerke Kiel": two nouns side by side, the first of them a body's."""
    return 1 < len(lows) < 5 and lows[0].endswith(tables.ORG_ENDINGS) and lows[0] not in tables.FOREIGN_STOP


def _state(lows: list[str]) -> bool:
    """ "Michigan State" is a university; "Washington State" is known as a whole."""
    return any(place.kind == "state" for place in gazetteer.fixed().names.get(" ".join(lows), ()))


def _city_first(part: list[Token]) -> bool:
    """ "Miami Heat", "Los Angeles Lakers", "Manchester United": a well-known place and more."""
    for size in (2, 1):
        if len(part) > size and not gazetteer.is_given(part[0].low):
            known = gazetteer.lookup(" ".join(token.text for token in part[:size]))
            if known and (
                known[0].kind in ("state", "region", "country") or (known[0].people >= 250 and known[0].main)
            ):
                return not gazetteer.lookup(" ".join(token.text for token in part))
    return False


SHAPES = (
    ("other/3", lambda lows, part: len(lows) > 1 and lows[0] in tables.OTHER_STARTS and lows[-1] not in tables.ORG_HEADS),
    ("organisation/2", lambda lows, part: len(lows) > 1 and any(a in tables.ORG_OF and b in ("of", "for", "on", "at", "to") for a, b in pairwise(lows)) and lows[0] not in ("republic", "kingdom")),
    ("place/2", lambda lows, part: len(lows) > 1 and lows[0] in tables.PLACE_FIRST and lows[-1] not in tables.ORG_HEADS),
    ("organisation/3", lambda lows, part: _compound_head(_bare(lows))),
    ("organisation/2", lambda lows, part: len(_bare(lows)) > 1 and _bare(lows)[0] in tables.ORG_STARTS),
    ("organisation/2", lambda lows, part: len(lows) == 1 and bool(DOMAIN.fullmatch(lows[0]))),
    ("organisation/2", lambda lows, part: len(lows) > 1 and lows[-1] == "state" and _state(lows[:-1])),
    ("place/2", lambda lows, part: len(lows) > 1 and lows[0] in ("republic", "kingdom", "gulf", "bay", "strait", "isle", "city") and lows[1] == "of"),
    ("other/2", lambda lows, part: len(lows) > 1 and lows[-1] in tables.OTHER_HEADS and lows[-1] not in tables.ORG_HEADS),
    ("place/2", lambda lows, part: len(lows) > 1 and lows[-1] in tables.PLACE_HEADS and not (gazetteer.is_given(lows[0]) and len(lows) == 2 and lows[-1] in ("lane", "bridge", "park", "forest", "hills", "bay", "lake", "palace", "port", "stadium"))),
    ("place/2", lambda lows, part: len(lows) > 1 and lows[0] in ("lake", "mount", "mt", "river", "cape", "fort", "gulf", "strait", "isle")),
    ("organisation/2", lambda lows, part: len(lows) > 1 and lows[-1] in tables.ORG_HEADS and not (len(lows) == 2 and gazetteer.is_given(lows[0]) and lows[-1] in ("church", "bank", "court", "school", "union", "post", "steel", "guard", "press", "bush", "house", "ag", "sa", "co"))),
    ("person/2", _is_person),
    ("person/2", _has_initial),
    ("organisation/2", lambda lows, part: len(lows) in (2, 3) and _city_first(part)),
    ("organisation/1", lambda lows, part: len(lows) == 1 and len(lows[0]) > 1 and part[0].text.replace(".", "").isupper() and len(lows[0]) <= 6),
)  # fmt: skip
"""What a run's own words say, first match wins: (kind/weight, rule)."""


def _institution_tail(piece: Piece, tail: list[Token], text: str) -> list[Piece]:
    """ "Syrian army", "US government", "Iraqi security forces": one name with the lower-case noun."""
    if not (piece.hint == "demonym" or (piece.hint == "place" and piece.weight == 3)) or "owns" in piece.cues:
        return []
    at = 0
    while at < len(tail) and at < 3 and tail[at].low in tables.INSTITUTION_MODIFIERS and tail[at].joint == " ":
        at += 1
    if at >= len(tail) or tail[at].joint != " " or tail[at].name:
        return []
    forces = tail[at].low == "forces" and at and tail[at - 1].low in ("security", "armed")
    if not (forces or tail[at].low in tables.INSTITUTIONS):
        return []
    end = tail[at].end
    return [
        piece._replace(
            end=end, text=text[piece.start : end], hint="organisation", weight=3, cues=(*piece.cues, "institution")
        )
    ]
