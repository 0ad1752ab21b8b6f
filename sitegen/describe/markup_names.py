"""Bylines as markup and pages write them, to names: no "By", no roles, no addresses, no place for the outlet's own
name where persons stand."""

from __future__ import annotations

import html
import re

_BY = re.compile(
    r"^\W*(?:(?:article |story |written |words |text |photographs? |photos? |reviewed |published |posted |edited |created |reported |"
    r"medically reviewed |contributed )?by|authors?|autor(?:es|in|a)?|von|par|por|di|da|door|av|af|texte|text|redaktion|oleh|"
    r"written|reporter|від|автор|yazar)\s*(?::|\s)\s*(?=\S)",
    re.IGNORECASE,
)  # fmt: skip
_LINK = re.compile(r"^(?:https?:)?//|^www\.|^/|\.(?:com|org|net|de|html?|php)(?:/|$)", re.IGNORECASE)
_MAIL = re.compile(r"[<(\[]?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?")
_HANDLE = re.compile(r"\s*[(\[]?@\w+[)\]]?")
_SPLIT = re.compile(r"\s*(?:;|\||•|·|,?\s+(?:and|und|et|y|e|en|og|och|dan|ve|и|та)\s+|\s+&\s+|\s+/\s+|\n|\t)\s*")
_COMMA = re.compile(r"\s*[,،、，]\s*")
_DEGREE = re.compile(
    r"^(?:ph\.? ?d\.?|m\.?d\.?|d\.?v\.?m\.?|m\.?b\.?a\.?|j\.?d\.?|r\.?n\.?|r\.?d\.?(?:n\.?)?|cfp®?|cfa|cpa|esq\.?|jr\.?|sr\.?|i{1,3}|iv|"
    r"m\.?a\.?|b\.?a\.?|m\.?s\.?c?\.?|b\.?s\.?c?\.?|lcsw|lmft|np|do|dds|dmd|pharmd|mph|ed\.?d\.?|psy\.?d\.?|cscs|frcp?)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|writer|correspondent|contributor|contributing|columnist|staff|journalist|producer|manager|director|"
    r"officer|president|ceo|cto|cmo|founder|fellow|professor|analyst|specialist|associate|assistant|senior|chief|head|expert|"
    r"redakteur|redakteurin|korrespondent|korrespondentin|journaliste|correspondant|correspondante|periodista|corresponsal|redactor|redactora|"
    r"for|at|of|in|from|special to|the|candidate|horticulturalist|educator|strategist|consultant|author|photographer|updated|published|"
    r"min read|minutes?)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:\d{1,2}[:h.]\d{2}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d{2}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2})\b",
    re.IGNORECASE,
)
_TAIL_ROLE = re.compile(r"\s*(?:\(([^)]*)\)|\[([^\]]*)\])\s*$")
NO_NAMES = frozenset(
    [
        "admin",
        "administrator",
        "editor",
        "staff",
        "author",
        "authors",
        "by",
        "guest",
        "user",
        "webmaster",
        "none",
        "null",
        "undefined",
        "unknown",
        "anonymous",
        "n/a",
        "contributor",
        "super-user",
        "superuser",
        "root",
        "test",
        "wpengine",
        "default",
        "redaktion",
        "www",
        "login",
        "follow",
        "share",
        "subscribe",
    ]
)
LONGEST_NAME = 60


def names(value: str) -> tuple[str, ...]:
    """The names of one byline, in order.

    >>> names("By Ann Lee and Bob Roe, Staff Writers")
    ('Ann Lee', 'Bob Roe')
    """
    plain = " ".join(html.unescape(html.unescape(value)).replace("\xa0", " ").split(" "))
    plain = _MAIL.sub(" ", plain)
    found: list[str] = []
    for part in _SPLIT.split(_unlead(plain)):
        for name in _of_part(part):
            if name not in found:
                found.append(name)
    return tuple(found)


def _unlead(text: str) -> str:
    text = " ".join(text.split(" ")).strip()
    for _ in range(2):
        text = _BY.sub("", text, count=1)
    return text


def _of_part(part: str) -> list[str]:
    """A part without conjunctions: names by comma, the roles and degrees after them off."""
    pieces = [piece.strip() for piece in _COMMA.split(_unlead(part)) if piece.strip()]
    if (
        len(pieces) == 2
        and all(len(p.split()) == 1 for p in pieces)
        and all(p.isascii() and p.istitle() for p in pieces)
    ):
        return [f"{pieces[1]} {pieces[0]}"]
    found = []
    for at, piece in enumerate(pieces):
        name = trim(piece)
        if _DEGREE.match(name) or (at and _ROLE.search(name)) or not plausible(name):
            continue
        found.append(name)
    return found


def trim(name: str) -> str:
    name = _HANDLE.sub("", name)
    name = _TAIL_ROLE.sub("", name)
    return name.strip(' \t\n.,:;|-–—/*•·"“”')


def plausible(name: str) -> bool:
    folded = name.casefold()
    if not name or len(name) > LONGEST_NAME or folded in NO_NAMES or _LINK.search(name):
        return False
    if _DATE.search(name) or len(name.split()) > 7 or name.endswith(("?", "!")):
        return False
    return any(c.isalpha() for c in name)
