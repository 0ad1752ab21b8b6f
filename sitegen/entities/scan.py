"""Names proposed from one text by its capitals alone, with what the text around them says.

A scan knows nothing of the archive, so it is kept by the text's digest. What it proposes is judged
later, against all texts and by the model (see `judge`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from sitegen.entities import tables
from sitegen.entities.divide import Piece, split
from sitegen.entities.runs import runs
from sitegen.entities.tokens import LONGEST_TOKEN, Token, sentences, shouting, tokenise

LONGEST_SENTENCE = 600
MOST_PIECES = 20_000
_ALIAS = re.compile(
    r"(?<!\w)(?:"
    + "|".join(sorted((re.escape(phrase) for phrase in tables.ALIAS_PHRASES), key=lambda p: (-len(p), p)))
    + r")(?!\w)",
    re.IGNORECASE,
)
_ALIAS_REST = re.compile(r"(?:[\s,:“”\"'‘’(]|\b(?:as|the|was|is|by|of|his|her|been)\b)*")
_RELATIVE_BEFORE = re.compile(
    r"\b(?:father|mother|brother|sister|son|daughter|wife|husband|uncle|widow|cousin|nephew)\b[^.]{0,40}$"
)
_TONGUE = re.compile(r"\b(?:speaks?|spoke|spoken|speaking|learn(?:s|ed|ing)?|taught|teaches|in|into|from) $")
_AGE = re.compile(r"^,? \(?(?:aged )?\d{2}(?:,|\)|[ -]year)")
_ROLE_AFTER = re.compile(r"^,? (?:the |a |an |who |his |her )?(?:[\w'’-]+ ){0,4}?([a-z-]+)\b")
_SAYS_AFTER = re.compile(r"^,? (?:has |had |also )?([a-z]+)\b")
_IN_BEFORE = re.compile(
    r"\b(?:in|near|across|outside|around|inside|into|throughout|entered|visit(?:ed|ing)?|central|downtown|northern|southern|eastern|western|"
    r"neighbou?ring|à|près de|habitants de|vecinos de|laguna|en|bei|aus)\s$", re.IGNORECASE
)  # fmt: skip
_TO_BEFORE = re.compile(
    r"\b(?:from|at|to|off|towards?|through|between|of|leave|left|leaving|reach(?:ed)?)\s$", re.IGNORECASE
)
_PLACE_NOUN = (
    r"(?:city|town|village|hamlet|island|port|province|governorate|district|region|state|county|harbou?r|river|mountains?|valley|suburb|capital|"
    r"neighbou?rhood|countryside|peninsula|desert|coast|islands|hills|municipality|prefecture|lake|airport|archipelago|reef|border)"
)
_PLACE_AFTER = re.compile(rf"^(?:(?:,? )?{_PLACE_NOUN}|,? (?:an?|the) (?:[\w-]+ ){{0,3}}?{_PLACE_NOUN}|,? areas?)\b")
_PLACE_BEFORE = re.compile(rf"\b{_PLACE_NOUN}(?: of| called| named)? $")
_VESSEL = r"(?:boat|ferry|ship|vessel|trawler|tanker|yacht|frigate|liner|destroyer|submarine|carrier|freighter|schooner|lifeboat|uss|hms)"
_VESSEL_NEAR = re.compile(rf"\b{_VESSEL}(?: the| named| called)? $", re.IGNORECASE)
_VESSEL_AFTER = re.compile(rf"^(?: {_VESSEL}|,? (?:an?|the) (?:[\w-]+ ){{0,3}}?{_VESSEL})\b")
_BODY_AFTER = re.compile(
    r"^,? (?:an?|the|which is an?) (?:[\w'’-]+ ){0,4}?(?:company|group|charity|firm|agency|union|party|newspaper|broadcaster|organi[sz]ation|retailer|"
    r"start-up|lender|airline|maker|operator|think tank|militia|non-profit|club|band|network|trust)\b"
)


class Found(msgspec.Struct, array_like=True):
    """A proposed name at [start, end) of the text; [at, end) is its span with a role before it.

    `shown` is that span's text. `hint` is person, organisation, place, other, demonym or nothing, with a `weight` from 0 to 3;
    `first`: the capital stands where any word has one; `loud`: in a headline; `cues`: small signs
    (said, relative, in, to, the, paren, alias, role, owns); `sentence` indexes Scan.sentences.
    """

    start: int
    end: int
    at: int
    text: str
    hint: str
    weight: int
    first: bool
    loud: bool
    cues: tuple[str, ...]
    sentence: int
    block: int
    shown: str
    role: str = ""


class Scan(msgspec.Struct, array_like=True):
    """One text's proposals in order; the sentences they stand in; and its lower-case words."""

    found: list[Found]
    sentences: list[tuple[int, str]]
    lower: list[str]


def scan(text: str, blocks: Sequence[tuple[int, int]]) -> Scan:
    """Proposals of the text whose blocks are the given ranges of it."""
    result = Scan([], [], [])
    lower: set[str] = set()
    for number, (start, end) in enumerate(blocks):
        found, sentences, small = _block(text[start:end])
        first = len(result.sentences)
        result.sentences += [(start + at, sentence) for at, sentence in sentences]
        result.found += [_moved(piece, start, first, number) for piece in found]
        lower |= small
        if len(result.found) > MOST_PIECES:
            break
    result.lower = sorted(lower)
    return result


def _moved(piece: Found, by: int, sentence: int, block: int) -> Found:
    p = piece
    return Found(p.start + by, p.end + by, p.at + by, p.text, p.hint, p.weight, p.first, p.loud, p.cues,
                 p.sentence + sentence, block, p.shown, p.role)  # fmt: skip


@lru_cache(maxsize=8192)
def _block(text: str) -> tuple[tuple[Found, ...], tuple[tuple[int, str], ...], frozenset[str]]:
    """One paragraph's proposals, sentences and small words; agency copy repeats paragraphs, so they are kept."""
    result = Scan([], [], [])
    tokens = [token for token in tokenise(text, 0, len(text)) if token.end - token.start <= LONGEST_TOKEN]
    loud = shouting(tokens)
    foreign = sum(token.low in tables.FOREIGN for token in tokens) >= 2
    for low, high in sentences(tokens):
        _sentence(text, tokens[low:high], (loud, foreign), result)
    small = frozenset(token.low for token in tokens if not token.name and len(token.low) > 1 and token.low.isalpha())
    return tuple(result.found), tuple(result.sentences), small


def _sentence(text: str, tokens: list[Token], manner: tuple[bool, bool], result: Scan) -> None:
    if not any(token.name for token in tokens):
        return
    pieces = [piece for run in runs(tokens, text, manner[1]) for piece in split(run, text)]
    if not pieces:
        return
    start, end = tokens[0].start, tokens[-1].end
    result.sentences.append((start, text[start : min(end + 1, start + LONGEST_SENTENCE)]))
    previous = start
    for piece in pieces:
        around = text[max(previous, piece.at - 120) : piece.at], text[piece.end : piece.end + 60]
        shown = text[piece.at : piece.end]
        result.found.append(_found(piece, around, shown, len(result.sentences) - 1, manner[0]))
        previous = piece.end


def _found(piece: Piece, around: tuple[str, str], shown: str, sentence: int, loud: bool) -> Found:
    before, after = around
    hint, weight = piece.hint, piece.weight
    cues = [*piece.cues, *_cues(piece, before, after)]
    role = piece.role
    last = re.findall(r"[\w-]+", before[-40:].lower())[-1:]
    if last and hint in ("", "person") and last[0] in tables.PERSON_NOUNS and before.endswith(" "):
        hint, weight, role = "person", 3 if " " in piece.text else max(2, weight), role or last[0]
        cues.append("role")
    if (last and last[0] in tables.RELATIVES and re.search(r"[ ,]\s*$", before)) or (
        "role" in cues and _RELATIVE_BEFORE.search(before.lower())
    ):
        cues.append("relative")
    return Found(
        piece.start,
        piece.end,
        piece.at,
        piece.text,
        hint,
        weight,
        piece.first,
        loud,
        tuple(cues),
        sentence,
        0,
        shown,
        role,
    )


def _cues(piece: Piece, before: str, after: str) -> list[str]:
    cues = []
    stripped = before.rstrip()
    phrase = next(reversed(list(_ALIAS.finditer(before))), None)
    near = phrase and (phrase.start() <= 14 or phrase.group().lower() in tables.ALIAS_STRONG)
    if phrase and near and _ALIAS_REST.fullmatch(before, phrase.end()):
        cues.append("alias:" + phrase.group().lower())
    if stripped.endswith("(") and after.startswith((")", ";", ",")):
        cues.append("paren")
    if _AGE.match(after):
        cues.append("age")
    if ((match := _SAYS_AFTER.match(after)) and match.group(1) in tables.SAID) or re.search(
        r"\b(?:said|says|told|asked|added) $", before
    ):
        cues.append("said")
    if after.startswith(",") and (match := _ROLE_AFTER.match(after)) and match.group(1) in tables.PERSON_NOUNS:
        cues.append("role-after")
    if re.search(r"\b[Tt]he $", before):
        cues.append("the")
    elif _IN_BEFORE.search(before):
        cues.append("in")
    elif _TO_BEFORE.search(before):
        cues.append("to")
    if piece.hint == "demonym" and _TONGUE.search(before) and not re.match(r"[ -]\w", after):
        cues.append("tongue")
    cues += [cue for cue, says in KINDS_NEAR if says(before, after)]
    if re.search(r", $", before):
        cues.append("comma")
    return cues


KINDS_NEAR: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("kind-of-place", lambda before, after: bool(_PLACE_AFTER.match(after) or _PLACE_BEFORE.search(before))),
    ("kind-of-body", lambda before, after: bool(_BODY_AFTER.match(after))),
    ("vessel", lambda before, after: bool(_VESSEL_AFTER.match(after) or _VESSEL_NEAR.search(before))),
)
"""Nouns before or after a name that say what it is: (cue, test of the text before and after)."""
