"""Names proposed from one text by its capitals alone, with what the text around them says.

A scan knows nothing of the archive, so it is kept by the text's digest. What it proposes is judged
later, against all texts and by the model (see `judge`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from sitegen.entities import cues, gazetteer, names, tables
from sitegen.entities.divide import Piece, split
from sitegen.entities.runs import runs
from sitegen.entities.tokens import LONGEST_TOKEN, Token, sentences, shouting, tokenise

LONGEST_SENTENCE = 600
MOST_PIECES = 20_000


class Found(msgspec.Struct, array_like=True, gc=False):
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


class Scan(msgspec.Struct, array_like=True, gc=False):
    """One text's proposals in order; the sentences they stand in; and its lower-case words."""

    found: list[Found]
    sentences: list[tuple[int, str]]
    lower: list[str]


def scan(text: str, blocks: Sequence[tuple[int, int]]) -> Scan:
    """Proposals of the text whose blocks are the given ranges of it."""
    result = Scan([], [], [])
    lower: set[str] = set()
    line = ""
    for number, (start, end) in enumerate(blocks):
        above, line = line, text[start:end]
        if _headings(line, above):
            continue
        found, sentences, small = _block(text[start:end])
        first = len(result.sentences)
        result.sentences += [(start + at, sentence) for at, sentence in sentences]
        result.found += [_moved(piece, start, first, number) for piece in found]
        lower |= small
        if len(result.found) > MOST_PIECES:
            break
    result.lower = sorted(lower)
    return result


def _headings(line: str, above: str) -> bool:
    """Is it a table's first row, with words in every cell? Its capitals are no names."""
    cells = line.split("\t")
    return len(cells) > 1 and "\t" not in above and not any(c.isdigit() for c in line)


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
    if manner[1]:
        pieces = [_untitled(p) for p in pieces if not (p.first and p.text.lower() in tables.FOREIGN_STOP)]
        pieces = [_spelt_out(piece, text) for piece in pieces]
    start, end = tokens[0].start, tokens[-1].end
    result.sentences.append((start, text[start : min(end + 1, start + LONGEST_SENTENCE)]))
    previous, owner = start, ""
    for piece in pieces:
        if owner and text[previous : piece.at] in ("'s ", "’s ", "' ", "’ ") and not _place(owner):
            piece = piece._replace(cues=(*piece.cues, "owned"))
        around = text[max(previous, piece.at - 120) : piece.at], text[piece.end : piece.end + 60]
        shown = text[piece.at : piece.end]
        result.found.append(_found(piece, around, shown, len(result.sentences) - 1, manner[0]))
        previous, owner = piece.end, "" if piece.hint == "demonym" else piece.text


def _place(name: str) -> bool:
    """Is it a country, a region or a large city, whose own names are no things?"""
    return any(place.kind != "city" or place.people >= 100 for place in gazetteer.lookup(name))


_DEFINED = re.compile(r"((?: (?:[^\W\d_][\w'’-]*)){1,7}) \(([A-Z][\w.&-]{1,9})\)")


def _spelt_out(piece: Piece, text: str) -> Piece:
    """In another language "Compagnie des trains alpins (CTA)": the letters say how far the name reaches into small words."""
    rest = _DEFINED.match(text, piece.end, piece.end + 120)
    if not rest or rest[1] != rest[1].lower() or piece.hint == "demonym":
        return piece
    whole = text[piece.start : rest.end(1)]
    if names.acronym_of(rest[2], piece.text) or not names.acronym_of(rest[2], whole):
        return piece
    return piece._replace(end=rest.end(1), text=whole, hint="organisation", weight=3)


_SIRS = re.compile(r"(?:MM?|Sra?|Hr|Fr|Dña|D)\. (?=\w{2})")


_ARTICLE = re.compile(r"(?:L[aeo]s?|El|Los|Der|Die|Das|Il|Het|Gli|Os?|Um|Une?) ")


def _untitled(piece: Piece) -> Piece:
    """Of a text in another language: "M. Porraz" has a title, not an initial; "La Compagnie" an article."""
    article = _ARTICLE.match(piece.text) if piece.first and not gazetteer.lookup(piece.text) else None
    if article:
        start = piece.start + article.end()
        piece = piece._replace(start=start, at=start, text=piece.text[article.end() :])
    title = _SIRS.match(piece.text)
    if not title or len(piece.text.split()) > 4:
        return piece
    return piece._replace(start=piece.start + title.end(), at=piece.start + title.end(), text=piece.text[title.end() :],
                          hint="person", weight=3, role=title[0].strip(), cues=(*piece.cues, "title"), first=False)  # fmt: skip


def _found(piece: Piece, around: tuple[str, str], shown: str, sentence: int, loud: bool) -> Found:
    before, after = around
    hint, weight = piece.hint, piece.weight
    signs = [*piece.cues, *cues.cues(piece, before, after)]
    role = piece.role
    last = re.findall(r"[\w-]+", before[-40:].lower())[-1:]
    if last and hint in ("", "person") and last[0] in tables.PERSON_NOUNS and before.endswith(" "):
        hint, weight, role = "person", 3 if " " in piece.text else max(2, weight), role or last[0]
        signs.append("role")
    if (last and last[0] in tables.RELATIVES and re.search(r"[ ,]\s*$", before)) or (
        "role" in signs and cues.RELATIVE_BEFORE.search(before.lower())
    ):
        signs.append("relative")
    return Found(
        piece.start,
        piece.end,
        piece.at,
        piece.text,
        hint,
        weight,
        piece.first,
        loud,
        tuple(signs),
        sentence,
        0,
        shown,
        role,
    )
