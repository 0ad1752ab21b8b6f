"""Words, sentences and runs of capitals: what the eye takes for names, before anything is known of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.entities import gazetteer
from sitegen.entities.known import usual_name
from sitegen.entities.tables import ARTICLES, CONNECT_NAMES, FAMILY_FIRST, GRAMMAR, HONORIFICS, SHORT_TITLES, STOP

TOKEN = re.compile(r"[^\W_]+(?:(?:['’.\-‐‑&]|(?<=[A-Za-z])\+)[^\W_]+)*")
DOMAIN = re.compile(r"(?!www\.|pic\.)(?:[\w-]+\.){1,2}(?:com|org|net|gov|edu|tv|co\.uk|org\.uk|gov\.uk)", re.IGNORECASE)
"""The address of a site, as the name of who runs it ("350.org")."""
_POSSESSIVE = re.compile(r"['’][sS]$")
_ELISION = re.compile(r"(?:[lL]|[dD]|[qQ]u|[jJ]usqu|[lL]orsqu)['’](?=[^\W\d_a-zß-öø-ÿ])")
"""A French or Italian article or preposition that leans on a capital."""
_LOWER_JOIN = re.compile(r"^(.*?)[\-‐‑]([a-zß-öø-ÿ][\w'’\-]*)$")
_PREFIX = re.compile(r"^([a-zß-öø-ÿ][a-zß-öø-ÿ'’]*)[\-‐‑]([^\W\d_].*)$")
_ABBREVIATIONS = (
    SHORT_TITLES | HONORIFICS | frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "vs", "ft", "st", "jr", "sr", "bros", "inc", "co", "corp", "ltd", "al", "ala", "calif", "colo", "conn", "fla", "ga", "ill", "ind", "kan", "ky", "mass", "md", "mich", "minn", "miss", "mo", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "etc", "sgt", "maj", "mt", "univ", "assn", "dept"])
)  # fmt: skip
_MAY_END = frozenset(
    [
        "inc",
        "co",
        "corp",
        "ltd",
        "etc",
        "jr",
        "sr",
        "no",
        "al",
        "pa",
        "va",
        "ill",
        "ind",
        "mass",
        "miss",
        "wash",
        "ore",
        "co",
        "u.s",
        "u.k",
        "d.c",
        "u.n",
        "a.m",
        "p.m",
        "bros",
    ]
)
_BREAK = re.compile(r"[.!?…;\n]|[\"“”„«»]|: |:$|[‘](?=\s*$)|(?:^| )'(?=$)|[•|]|(?:^|\n)\s*[-–—*]\s")
_HARD = re.compile(r"[!?…\n]")
LONGEST_TOKEN = 60


class Token(NamedTuple):
    """A word at [start, end) of the text; `low` is lower case without its final dot.

    `name` is True where its first letter is a capital (or it is an "al-Assad"); `first` where the
    word stands at the start of a sentence, a quotation or a line, so that its capital proves little;
    `owns` where a possessive 's was taken off; `dot` where a dot follows; `joint` is the text before it.
    """

    start: int
    end: int
    text: str
    low: str
    name: bool
    first: bool
    owns: bool
    dot: bool
    joint: str


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of one block of the text, with hyphened words taken apart where only a part is a name."""
    found: list[Token] = []
    previous = start
    for match in TOKEN.finditer(text, start, end):
        at, to = match.span()
        joint = text[previous:at] if found else text[start:at]
        first = not found or (joint != " " and _starts(found[-1], joint, match.group()))
        previous = to
        if (word := match.group()).islower() and word.isalpha() and not _CASELESS.search(word):
            found.append(Token(at, to, word, word, False, first, False, text[to : to + 1] == ".", joint))
            continue
        before = found[-1] if found and found[-1].name and joint == " " else None
        found += _token(text, (at, to), joint, first, before)
    return found


def _starts(before: Token, joint: str, word: str) -> bool:
    """Does a sentence (or a quotation, a line) start after that joint?"""
    if joint == " " or joint == "-":
        return False
    if joint in (". ", ".\xa0") and _abbreviated(before):
        return before.low in _MAY_END and word[0].isupper() and _low(word) in STOP
    if joint.startswith("."):
        return joint[1:2] not in (",", "-", ")", "'", "’")
    return bool(_BREAK.search(joint))


def _abbreviated(token: Token) -> bool:
    plain = token.low
    return (
        plain in _ABBREVIATIONS
        or (len(plain) == 1 and token.name)
        or ("." in plain and len(plain.replace(".", "")) <= 4)
    )


_CASELESS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts without capitals and without spaces: Latin letters joined to them begin a word of theirs."""


def _low(word: str) -> str:
    """Lower case, with the apostrophe of the tables: "You’ll" is you'll."""
    return word.lower().replace("’", "'")


def _token(text: str, span: tuple[int, int], joint: str, first: bool, before: Token | None) -> list[Token]:
    """The word's tokens; `before` is the name that stands right before it, if any."""
    at, to = span
    word = text[at:to]
    elided = _ELISION.match(word)
    if elided and not _own_name(word, first, before is not None):
        at, word, joint = at + elided.end(), word[elided.end() :], joint + elided.group()
    owns = bool(_POSSESSIVE.search(word))
    if owns:
        word, to = word[:-2], to - 2
    dot = text[to : to + 1] == "."
    if not any(mark in word for mark in "-‐‑"):
        name = word[0].isupper() or (word[0].islower() and len(word) > 2 and word[1].isupper())
        name = name or bool(elided) or ("." in word and _site(text, word, span))
        name = name and not _CASELESS.search(word)
        return [Token(at, to, word, _low(word), name, first, owns, dot, joint)]
    whole = Token(at, to, word, word.lower(), False, first, owns, dot, joint)
    if before and word[0].isupper() and before.low in FAMILY_FIRST:
        return [whole._replace(name=True)]  # "Kim Jong-un"
    return _hyphened(at, word, whole)


def _own_name(word: str, first: bool, inner: bool) -> bool:
    """Is the "l'" or "d'" a part of the name ("L'Oréal", "Giscard d'Estaing"), rather than a word before it?"""
    if word[0] == "d":
        return inner
    return word[0] == "D" or (word[0] == "L" and (not first or bool(gazetteer.lookup(word) or usual_name(word))))


def _site(text: str, word: str, span: tuple[int, int]) -> bool:
    """Is it a site's name, and no part of a longer address?"""
    alone = text[span[0] - 1 : span[0]] not in ("@", "/", ":", "#") and text[span[1] : span[1] + 1] not in (
        "/",
        "@",
        ":",
    )
    return alone and bool(DOMAIN.fullmatch(word))


def _hyphened(at: int, word: str, whole: Token) -> list[Token]:
    """ "al-Assad" and "Allin-Khan" are one; of "HTS-led" and "anti-Assad" only the name is a name."""
    pair = _two_places(at, word, whole)
    if pair:
        return pair
    if re.match(r"[DRI][-‐‑][A-Z]", word):  # "D-Texas": a party's letter before a state
        return [Token(at + 2, whole.end, word[2:], word[2:].lower(), True, False, whole.owns, whole.dot, "-")]
    tail = _LOWER_JOIN.match(word)
    head = _PREFIX.match(word)
    if head and head.group(1) in ARTICLES | {"al", "d", "l", "de", "bin"} and head.group(2)[0].isupper():
        return [whole._replace(name=True)]
    if head and head.group(2)[0].isupper():
        inner = at + head.start(2)
        return [Token(inner, whole.end, head.group(2), head.group(2).lower(), True, False, whole.owns, whole.dot, "-")]
    if (
        tail
        and tail.group(1)[:1].isupper()
        and tail.group(2) not in CONNECT_NAMES
        and not tail.group(2).startswith("al-")
    ):
        if tail.group(2) in ("elect", "designate", "general", "in-chief"):
            return [whole._replace(name=True)]
        name, end = tail.group(1), at + len(tail.group(1))
        rest = Token(end + 1, whole.end, tail.group(2), tail.group(2).lower(), False, False, whole.owns, whole.dot, "-")
        return [Token(at, end, name, name.lower(), True, whole.first, False, False, whole.joint), rest]
    return [whole._replace(name=word[0].isupper())]


def _two_places(at: int, word: str, whole: Token) -> list[Token]:
    """ "Delhi-Noida" and "US-China" are two places."""
    parts = re.split(r"[\-‐‑]", word)
    if len(parts) != 2 or not all(part[:1].isupper() and _large(part) for part in parts) or gazetteer.lookup(word):
        return []
    middle = at + len(parts[0])
    first = whole._replace(end=middle, text=parts[0], low=parts[0].lower(), name=True, owns=False, dot=False)
    second = whole._replace(start=middle + 1, text=parts[1], low=parts[1].lower(), name=True, first=False, joint="-")
    return [first, second]


def _large(name: str) -> bool:
    places = gazetteer.lookup(name) if name.lower() != "us" or name == "US" else ()
    return bool(places) and (places[0].kind != "city" or places[0].people >= 200)


def shouting(tokens: list[Token]) -> bool:
    """Is this block written in headline capitals, so that a capital tells nothing?"""
    words = [token for token in tokens if token.text[0].isalpha() and token.low not in GRAMMAR]
    if len(words) < 2 or (tokens[-1].dot and not all(token.text.isupper() for token in words)):
        return False
    if len(words) < 4:
        return all(token.name for token in words)  # "Social Media Marketing", a line of its own
    if sum("," in token.joint or ";" in token.joint for token in tokens) * 6 > len(tokens):
        return False  # a list of names
    capitals = sum(token.name for token in words)
    return capitals >= 0.8 * len(words) and (len(words) >= 5 or all(token.text.isupper() for token in words))


def sentences(tokens: list[Token]) -> list[tuple[int, int]]:
    """Token ranges of the sentences, cut where a stop and a first word meet."""
    cuts = [0]
    for number in range(1, len(tokens)):
        token = tokens[number]
        if token.first and re.search(r"[.!?…\n]", token.joint) and number - cuts[-1] > 2:
            cuts.append(number)
    return list(zip(cuts, [*cuts[1:], len(tokens)], strict=True))
