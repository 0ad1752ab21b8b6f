"""Bylines into names."""

from __future__ import annotations

import re

from sitegen.clean.wire.agencies import BY_SPELLING
from sitegen.describe.markup_name_words import DEGREE

_BY = re.compile(
    r"^\s*(?:by|written by|story by|reported by|reporting by|words by|posted by|par|propos recueillis par|por|redacción de|von|aus der feder von|di|de|door|av|af|بقلم|كتب|كتبت|от|автор)\s*[:.]?\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:;|\||/|\s+(?:and|et|y|e|und|en|och|og|и)\s+|&|\sو\s|،)\s*", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:staff|senior|chief|special|foreign|political|science|business|sports?|our|correspondent|reporter|writer|editor|journalist|columnist|contributor|"
    r"bureau|desk|journaliste|correspondante?|envoyée?|rédaction|redacción|corresponsal|enviad[oa]|korrespondent(?:in)?|redakteur(?:in)?|redaktion|"
    r"مراسل|in|à|en|aus|associated|press|news|agency|service|for|the|of|at|team|web)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:Gazette|Times|News|Post|Herald|Tribune|Journal|Press|Agency|Magazine|Daily|Telegraph|Guardian|Observer|Chronicle|Network|Media|Bureau|"
    r"Service|TV|Radio|Zeitung|Diario|Staff)$"
)
"""How a newspaper's name ends, where one stands behind an author's."""
_EMAIL = re.compile(r"\S+@\S+|@\w+|https?://\S+")
_NOISE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\bPhD\b|\bM\.?D\.?$")
_NO_NAME = re.compile(
    r"\d{3}|\d[:/.]\d|[<>{}=]|^(?:admin|staff|editor|editors|newsroom|guest|unknown|n/a|none|null|anonymous|web ?desk|news ?desk)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[a-z]{1,5}")
LONGEST_NAME = 80
MOST_WORDS = 7


def split_byline(written: str | tuple[str, ...]) -> tuple[str, ...]:
    """The names in a byline, in order: `By Jane Roe and John Q. Doe, Staff Writers`."""
    parts = written if isinstance(written, tuple) else (written,)
    shouted = _is_shouted(" ".join(parts))
    names = (_usual_capitals(name) if shouted and _is_full(name) else name for part in parts for name in _names(part))
    return tuple(dict.fromkeys(name for name in names if name))


def is_initials(name: str) -> bool:
    """`osd`, `jm`: an agency or a desk rather than a name."""
    return bool(_INITIALS.fullmatch(name))


def _names(written: str) -> list[str]:
    text = _NOISE.sub(" ", _EMAIL.sub(" ", _BY.sub("", " ".join(written.split()))))
    return [_name(piece) for joined in _AND.split(text) for piece in _commas(joined)]


def _commas(text: str) -> list[str]:
    """Commas part names, or a name from its bearer's role, or (`Roe, Jane`) a surname from a first name."""
    pieces = _with_degrees([piece.strip() for piece in text.split(",") if piece.strip()])
    if len(pieces) == 2 and all(len(piece.split()) == 1 for piece in pieces) and not _ROLE.match(pieces[1]):
        return [f"{pieces[1]} {pieces[0]}"]
    return [
        piece for place, piece in enumerate(pieces) if place == 0 or not (_ROLE.match(piece) or _HOUSE.search(piece))
    ]


def _with_degrees(pieces: list[str]) -> list[str]:
    """`Rachael Link, MS, RD` is one name."""
    made: list[str] = []
    for piece in pieces:
        if made and DEGREE.match(piece):
            made[-1] = f"{made[-1]}, {piece}"
        else:
            made.append(piece)
    return made


def _name(piece: str) -> str:
    name = piece.strip(" .,:;-–—*•|\"'")
    if name in BY_SPELLING:
        return name
    if not name or all(_ROLE.fullmatch(word) for word in name.split()):
        return ""
    if len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS or _NO_NAME.search(name):
        return ""
    return _usual_capitals(name) if _is_shouted(name) else name


def _is_shouted(name: str) -> bool:
    """JANE McDOE, but not JJ Doe."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 5 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _is_full(name: str) -> bool:
    """BO ROE in a byline all in capitals; an acronym beside it stays."""
    return name.isupper() and " " in name and "." not in name and name not in BY_SPELLING


def _usual_capitals(name: str) -> str:
    """JANE MCDOE as Jane McDoe; initials stay."""
    return re.sub(r"[^\W\d_]+", lambda found: _capital(found.group()), name)


def _capital(word: str) -> str:
    if len(word) > 3 and word.casefold().startswith("mc"):
        return "Mc" + word[2:].capitalize()
    return word.capitalize() if len(word) > 1 else word
