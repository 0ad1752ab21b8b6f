"""Bylines as markup and pages write them, to names: no "By", no roles, no addresses, no place for the outlet's own
name where persons stand."""

from __future__ import annotations

import html
import re

from sitegen.clean.wire.calendar import is_weekday
from sitegen.text import month_number

_BY = re.compile(
    r"^\W*(?:(?:article |story |written |words |text |photographs? |photos? |published |posted |created |reported |contributed |analysis |opinion |commentary |review |"
    r"interview |perspective |column |essay |report |exclusive |submitted )?by|authors?|autor(?:es|in|a)?|von|par|por|di|da|door|av|af|texte|text|redaktion|oleh|"
    r"written|reporter|від|автор|yazar)\s*(?::|\s)\s*(?=\S)",
    re.IGNORECASE,
)  # fmt: skip
_BY_ALONE = re.compile(
    r"^\W*(?:(?:written|posted|published|article|story|words) )?(?:by|von|par|por)\W*$", re.IGNORECASE
)
_OTHER = re.compile(r"^\W*(?:(?:medically |expert |fact[- ])?(?:reviewed|edited|checked|updated|published|posted on|photo\w*|illustrat\w*)\b|editors?\s*:|"
                    r"read more|view all|see all|follow)", re.IGNORECASE)  # fmt: skip
_OTHER_BY = re.compile(r"\b(?:by|von|par|por)\W*$", re.IGNORECASE)
"""After a name: "Data analysis by", "Photos by" bring in who did something else."""
_LINK = re.compile(r"^(?:https?:)?//|^www\.|^/|\.(?:com|org|net|de|html?|php)(?:/|$)", re.IGNORECASE)
_MAIL = re.compile(r"[<(\[]?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?")
_MAIL_THEN_NAME = re.compile(r"^\s*\S+@\S+\s*\(([^)]+)\)\s*$")
_HANDLE = re.compile(r"\s*[(\[]?@\w+[)\]]?")
_SPLIT = re.compile(r"\s*(?:;|\||•|·|,?\s+(?:and|und|et|y|e|en|og|och|dan|ve|и|та)\s+|\s+&\s+|\s+/\s+|\n|\t)\s*")
_COMMA = re.compile(r"\s*[,،、，]\s*")
DEGREE = re.compile(
    r"^(?:ph\.? ?d\.?|m\.?d\.?|d\.?v\.?m\.?|m\.?b\.?a\.?|j\.?d\.?|r\.?n\.?|r\.?d\.?(?:n\.?)?|cfp®?|cfa|cpa|esq\.?|jr\.?|sr\.?|i{1,3}|iv|"
    r"m\.?a\.?|b\.?a\.?|m\.?s\.?c?\.?|b\.?s\.?c?\.?|lcsw|lmft|np|do|dds|dmd|pharmd|mph|ed\.?d\.?|psy\.?d\.?|cscs|frcp?)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporters?|writers?|correspondents?|contributors?|contributing|columnists?|guest|staff|journalists?|gardener|producer|manager|director|"
    r"officer|president|ceo|cto|cmo|founder|fellow|professor|analyst|specialist|associate|assistant|senior|chief|head|expert|"
    r"redakteur|redakteurin|korrespondent|korrespondentin|journaliste|correspondant|correspondante|periodista|corresponsal|redactor|redactora|"
    r"for|at|of|in|from|special to|the|candidate|horticulturalist|educator|strategist|consultant|author|photographer|updated|published|"
    r"min read|minutes?)\b",
    re.IGNORECASE,
)
LONGEST_ROLE = 60
_JOB = re.compile(
    r"\b(?:editor|reporter|writer|correspondent|contributor|columnist|journalist|producer|manager|director|officer|president|ceo|cto|cmo|founder|co-?founder|"
    r"fellow|professor|analyst|specialist|redakteur(?:in)?|korrespondent(?:in)?|journaliste|correspondante?|periodista|corresponsal|redactora?|giornalista|"
    r"jornalista|rep[óo]rter)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:\d{1,2}[:h.]\d{2}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d{2}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2})\b",
    re.IGNORECASE,
)
_REPORTER = re.compile(r"(?<=\w)\s*(?:기자|특파원|記者|记者)\s*$")
_TAIL_ROLE = re.compile(r"\s*(?:\(([^)]*)\)|\[([^\]]*)\])\s*$")
_NO_NAMES = """
    admin administrator editor staff author authors by guest user webmaster none null undefined unknown anonymous n/a contributor super-user
    superuser root test wpengine default redaktion www login follow share subscribe
"""
NO_NAMES = frozenset(_NO_NAMES.split())
_PARTICLES = "de da di van von der den del la le bin bint ibn al el du dos das ter ten zu af av y e i and und et"
PARTICLES = frozenset(_PARTICLES.split())
CORPORATE = re.compile(
    r"\b(?:team|staff|editors?|desk|newsroom|redaktion|rédaction|redacción|redazione|redactie|ltd|inc|gmbh|llc|agency|magazine|news|online|media|associated press|"
    r"reuters|afp|agence france|dpa|bloomberg|agenc\w+|university|institute|department|committee|association|foundation|faculty|ministry)\b",
    re.IGNORECASE,
)
"""Words that names of houses and desks have, and names of persons have not."""
_HEADING = re.compile(r"^(?:recent|related|latest|more|share|follow|leave|read|about|view|see)\b.*\b\w+", re.IGNORECASE)
"""Headings of a page's boxes, which stand where names do."""
_LOGIN = re.compile(r"^\w*admin\d*$|^(?:user|editor|author)[\d_]+$")
LONGEST_NAME = 60


def names(value: str) -> tuple[str, ...]:
    """The names of one byline, in order. A degree stays with its name, a role does not.

    >>> names("By Ann Lee and Bob Roe, Staff Writers"), names("Cy Poe, Ph.D.")
    (('Ann Lee', 'Bob Roe'), ('Cy Poe, Ph.D.',))
    """
    plain = html.unescape(html.unescape(value)).replace("\xa0", " ")
    plain = _MAIL_THEN_NAME.sub(r"\1", plain)
    found: list[str] = []
    in_role = False
    for part in _SPLIT.split(_unlead(_MAIL.sub(" ", plain))):
        if _OTHER.match(part) or (found and _OTHER_BY.search(part)):
            break
        for name in _of_part(part, bool(found)):
            if name not in found and not (in_role and " " not in name):
                found.append(name)
        in_role = in_role or ("," in part and _ROLE.search(part) is not None)
    return tuple(found)


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
            and not DEGREE.match(pieces[1])
            and not _ROLE.search(pieces[1])
            and len(pieces[0].split()) <= 3
        )
        made += names(f"{pieces[1]} {pieces[0]}" if reversed_ else each)
    return tuple(dict.fromkeys(made))


def unread(parts: list[str]) -> list[str]:
    """Text nodes of a byline with names put together again whose words stand in nodes of their own."""
    words = [part for part in parts if not _BY_ALONE.match(part)]
    if 1 < len(words) <= 3 and all(part.isalpha() and part[0].isupper() for part in words):
        return words[:1] if len(set(words)) == 1 else [" ".join(words)]
    return parts


def _unlead(text: str) -> str:
    text = text.strip()
    for _ in range(2):
        text = _BY.sub("", text, count=1).strip()
    return text


def _of_part(part: str, later: bool) -> list[str]:
    """A part without conjunctions: names by comma, the roles after them off."""
    part = part.strip()
    pieces = [piece.strip() for piece in _COMMA.split(_unlead(part)) if piece.strip()]
    if len(pieces) == 2 and all(len(p.split()) == 1 and p.isascii() and p.istitle() for p in pieces):
        return [f"{pieces[1]} {pieces[0]}"]
    found: list[str] = []
    in_role = False
    for at, piece in enumerate(pieces):
        name = trim(piece)
        goes_on = in_role or (found and " " in found[-1])
        if goes_on and " " not in name and not DEGREE.match(name):
            continue  # "Senior Director, Content": the role goes on; "Max Blau, Husum": where the author is
        in_role = in_role or (at > 0 and _ROLE.search(name) is not None)
        if found and DEGREE.match(name):
            found[-1] = f"{found[-1]}, {piece.strip(' ;|')}"
        elif not ((at or later) and _ROLE.search(name)) and plausible(name) and not DEGREE.match(name):
            found.append(name)
            if CORPORATE.search(name):
                break  # what follows is the house's town or desk
    return found


def is_role(text: str) -> bool:
    """A line that is somebody's job: `Transport correspondent, London`, `Co-Founder & Director`."""
    return len(text) <= LONGEST_ROLE and _JOB.search(text) is not None


def trim(name: str) -> str:
    name = _HANDLE.sub("", name)
    name = _REPORTER.sub("", _TAIL_ROLE.sub("", name))
    return name.strip(' \t\n.,:;|-–—/*•·"“”')


def plausible(name: str) -> bool:
    folded = name.casefold()
    if not name or len(name) > LONGEST_NAME or folded in NO_NAMES or _LINK.search(name) or _LOGIN.search(folded):
        return False
    if _DATE.search(name) or len(name.split()) > 7 or name.endswith(("?", "!")):
        return False
    if all(_ROLE.fullmatch(word) for word in name.split()) or is_weekday(name) or month_number(name):
        return False
    return any(c.isalpha() for c in name) and not _HEADING.search(name)
