"""Runs of capitalised words: how far a name may reach."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.entities import gazetteer, tables
from sitegen.entities.tokens import Token

LONGEST_RUN = 14


class Run(NamedTuple):
    """Consecutive tokens that may hold a name, and the lower-case tokens that follow them."""

    tokens: list[Token]
    tail: list[Token]


def runs(tokens: list[Token], text: str, foreign: bool = False) -> list[Run]:
    """The maximal runs of one sentence's tokens; in a `foreign` text "de" and "von" open no name."""
    found, at = [], 0
    while at < len(tokens):
        start = at
        if _opens(tokens, at, foreign):
            at = _extend(tokens, at, text)
            found.append(Run(tokens[start:at], tokens[at : at + 4]))
        else:
            at += 1
    return found


def _opens(tokens: list[Token], at: int, foreign: bool) -> bool:
    token = tokens[at]
    if token.name:
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None:
        return False
    if token.low in tables.BODY_OF and after.low == "of":
        return at + 2 < len(tokens) and _country_at(tokens, at + 2)
    if not after.name or after.joint != " ":
        return False
    ordinal = token.low[:-2].isdigit() and token.low[-2:] in ("st", "nd", "rd", "th")
    return ordinal or token.low in tables.OPENING or (not foreign and token.low in tables.OPENING_ENGLISH)


def _country_at(tokens: list[Token], at: int) -> bool:
    at += tokens[at].low == "the"
    names = [" ".join(token.text for token in tokens[at : at + size]) for size in (1, 2) if at + size <= len(tokens)]
    return any(name[0].isupper() and gazetteer.country_of(name) for name in names)


def _extend(tokens: list[Token], start: int, text: str) -> int:
    """One past the run's last token."""
    at = start + 1
    while at < len(tokens) and at - start < LONGEST_RUN:
        step = _step(tokens, start, at, text)
        if not step:
            break
        at += step
    return at


def _step(tokens: list[Token], start: int, at: int, text: str) -> int:
    """How many tokens the run grows by here: 0 ends it."""
    before, token = tokens[at - 1], tokens[at]
    if before.owns and not (
        token.name
        and (before.low in tables.OWNED or (token.low in tables.OWNED_HEADS and not gazetteer.country_of(before.text)))
    ):
        return 0
    if not _joined(before, token) and not (before.owns and token.joint in ("'s ", "’s ")):
        return 0
    if token.name or (token.low in tables.SMALL_FORMS and token.joint == " "):
        return 1
    if (
        token.low in tables.CONNECT_NAMES
        and token.low not in ("y", "e", "der", "den", "zum", "zur")
        and _name_at(tokens, at + 1)
    ):
        return 2
    if (
        token.low in ("de", "van", "von", "auf", "zu", "bin")
        and at + 2 < len(tokens)
        and tokens[at + 1].low in ("la", "der", "den", "los", "las")
        and _name_at(tokens, at + 2)
    ):
        return 3
    return _connector(tokens, start, at)


def _joined(before: Token, token: Token) -> bool:
    if token.joint in (" ", "\xa0", " & ", "&", " \u200e", "\u200e "):
        return True
    if token.joint in (". ", ".\xa0", "."):
        return not token.first and (
            len(before.low) == 1
            or "." in before.low
            or before.low in tables.SHORT_TITLES | tables.HONORIFICS
            or before.low in ("st", "mt", "univ")
        )
    return False


def _name_at(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].name and tokens[at].joint == " "


def _connector(tokens: list[Token], start: int, at: int) -> int:
    """ "of the", "for", "and", "at": only where what stands before them asks for more."""
    word = tokens[at].low
    skip = 2 if at + 1 < len(tokens) and tokens[at + 1].low == "the" and tokens[at + 1].joint == " " else 1
    if not _name_at(tokens, at + skip):
        return 0
    lows = [token.low for token in tokens[start:at]]
    target = tokens[at + skip].low
    joined = _asks(lows, word, target) or (word == "and" and _double_head(tokens, start, at))
    return skip + 1 if joined else 0


def _double_head(tokens: list[Token], start: int, at: int) -> bool:
    """ "Securities and Exchange Commission": ordinary words on both sides, and a body's head behind."""
    after = []
    for token in tokens[at + 1 : at + 5]:
        if not token.name or token.joint != " ":
            break
        after.append(token)
    headed = len(after) > 1 and after[-1].low in tables.ORG_HEADS
    left = tokens[at - 1].low
    plain = all(
        gazetteer.ordinary(low) and low not in gazetteer.given_names() for low in (left, after[0].low if after else "")
    )
    return headed and plain and left not in tables.ORG_HEADS - {"securities", "energy", "media", "insurance"}


def _asks(lows: list[str], word: str, target: str) -> bool:
    head = lows[-1]
    long = any(low in ("of", "for") for low in lows)
    if target in tables.CALENDAR:
        return False
    if word == "of":
        role = head in tables.ROLE_HEADS and target in tables.ROLE_OBJECTS
        return role or head in tables.ORG_OF or head in tables.PLACE_OF or head in tables.TITLED
    if word in ("for", "to") and head in tables.FOR_ROLES:
        return True
    if word == "for":
        return (head in tables.ORG_OF or head in tables.ORG_HEADS) and head not in (
            "house",
            "state",
            "church",
            "police",
            "government",
            "court",
        )
    if word == "and":
        return (
            long
            and head not in tables.ROLE_OBJECTS
            and any(
                low
                in (
                    "department",
                    "ministry",
                    "office",
                    "centers",
                    "centres",
                    "state",
                    "committee",
                    "institute",
                    "commission",
                    "agency",
                    "bureau",
                    "council",
                )
                for low in lows
            )
        )
    if word == "at":
        return "university" in lows or "school" in lows
    if word == "on":
        return head in ("committee", "council", "commission", "conference", "institute")
    if word == "in":
        return head.endswith(("qaeda", "qaida")) or lows[-2:] == ["islamic", "state"]
    return word in ("to", "against") and head in ("coalition", "campaign", "alliance")
