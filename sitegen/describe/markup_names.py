"""Bylines as markup and pages write them, to names: no "By", no roles, no addresses, no place for the outlet's own
name where persons stand."""

from __future__ import annotations

import html

from sitegen.clean.wire.calendar import is_weekday
from sitegen.text import month_number

from . import markup_name_words as table

LONGEST_NAME, LONGEST_ROLE = 60, 60
MOST_WORDS = 7


def names(value: str) -> tuple[str, ...]:
    """The names of one byline, in order. A degree stays with its name, a role does not.

    >>> names("By Ann Lee and Bob Roe, Staff Writers"), names("Cy Poe, Ph.D."), names("Ann Lee | Opinion")
    (('Ann Lee', 'Bob Roe'), ('Cy Poe, Ph.D.',), ('Ann Lee',))
    """
    plain = html.unescape(html.unescape(value)).replace("\xa0", " ")
    plain = table.MAIL.sub(" ", table.MAIL_THEN_NAME.sub(r"\1", plain))
    found: list[str] = []
    if table.ADDRESS.search(plain):
        return ()
    for group in table.BARS.split(_unlead(plain)):
        made = _of_group(group, found)
        if made is None:
            break
        found += made
    return tuple(dict.fromkeys(found))


def _of_group(group: str, before: list[str]) -> list[str] | None:
    """The names between two bars; None where somebody else's work begins. Behind a bar a single word is a section's."""
    found: list[str] = []
    in_role = False
    for part in table.SPLIT.split(group):
        if table.OTHER.match(part) or ((before or found) and table.OTHER_BY.search(part)):
            return found or None
        for name in _of_part(part, bool(before)):
            alone = " " not in name and not table.UNCASED.search(name)
            role_goes_on = bool(found) and ((alone and in_role) or table.ROLE.search(name) is not None)
            if not role_goes_on and not (alone and before and not found):
                found.append(name)
        in_role = in_role or ("," in part and table.ROLE.search(part) is not None)
    return found


def name_of_one(value: str) -> tuple[str, ...]:
    """The name in a place that holds one: a comma parts the surname from the given name.

    >>> name_of_one("Vries, Anna de"), name_of_one("Lee, Ann; Roe, Bo"), name_of_one("Ann Lee")
    (('Anna de Vries',), ('Ann Lee', 'Bo Roe'), ('Ann Lee',))
    """
    made: list[str] = []
    for each in value.split(";"):
        pieces = [piece.strip() for piece in each.split(",")]
        reversed_ = (
            len(pieces) == 2
            and all(pieces)
            and not table.DEGREE.match(pieces[1])
            and not table.ROLE.search(pieces[1])
            and len(pieces[0].split()) <= 3
        )
        made += names(f"{pieces[1]} {pieces[0]}" if reversed_ else each)
    return tuple(dict.fromkeys(made))


def unread(parts: list[str]) -> list[str]:
    """Text nodes of a byline with names put together again whose words stand in nodes of their own."""
    words = [part for part in parts if not table.BY_ALONE.match(part)]
    if 1 < len(words) <= 3 and all(part.isalpha() and part[0].isupper() for part in words):
        return words[:1] if len(set(words)) == 1 else [" ".join(words)]
    return parts


def _unlead(text: str) -> str:
    text = text.strip()
    for _ in range(2):
        text = table.BY.sub("", text, count=1).strip()
    return text


def _of_part(part: str, later: bool) -> list[str]:
    """A part without conjunctions: names by comma, the roles after them off."""
    part = part.strip()
    pieces = [piece.strip() for piece in table.COMMA.split(_unlead(part)) if piece.strip()]
    if len(pieces) == 2 and all(len(p.split()) == 1 and p.isascii() and p.istitle() for p in pieces):
        return [f"{pieces[1]} {pieces[0]}"]
    found: list[str] = []
    in_role = False
    for at, piece in enumerate(pieces):
        if at and (table.OTHER.match(piece) or table.OTHER_BY.search(piece)):
            break
        name = trim(piece)
        goes_on = in_role or (found and " " in found[-1])
        if goes_on and " " not in name and not table.DEGREE.match(name):
            continue  # "Senior Director, Content": the role goes on; "Max Blau, Husum": where the author is
        in_role = in_role or (at > 0 and table.ROLE.search(name) is not None)
        if found and table.DEGREE.match(name):
            found[-1] = f"{found[-1]}, {piece.strip(' ;|')}"
        elif not ((at or later) and table.ROLE.search(piece)) and plausible(name) and not table.DEGREE.match(name):
            found.append(name)
            if table.CORPORATE.search(name):
                break  # what follows is the house's town or desk
    return found


def is_role(text: str) -> bool:
    """A line that is somebody's job: `Transport correspondent, London`, `Co-Founder & Director`."""
    return len(text) <= LONGEST_ROLE and table.JOB.search(text) is not None


def trim(name: str) -> str:
    name = table.HANDLE.sub("", name).strip()
    for tail in (table.TAIL_ROLE, table.REPORTER, table.TRAILING_PLACE):
        name = tail.sub("", name)
    without = table.TRAILING_JOB.sub("", name)
    name = without if len(without.split()) > 1 and not table.CORPORATE.search(without) else name
    return name.strip(' \t\n.,:;|-–—/*•·"“”')


def plausible(name: str) -> bool:
    folded = name.casefold()
    if (
        not name
        or len(name) > LONGEST_NAME
        or folded in table.NO_NAMES
        or table.LINK.search(name)
        or table.LOGIN.search(folded)
    ):
        return False
    if table.DATE.search(name) or len(name.split()) > MOST_WORDS or name.endswith(("?", "!")):
        return False
    if table.AGENCIES.match(name):
        return False
    if all(table.ROLE.fullmatch(word) for word in name.split()) or is_weekday(name) or month_number(name):
        return False
    return any(c.isalpha() for c in name) and not table.HEADING.search(name)
