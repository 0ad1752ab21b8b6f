"""Headlines told from first sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.clean.wire.calendar import is_date_line
from sitegen.clean.wire.datelines import read_dateline
from sitegen.clean.wire.lines import match_line
from sitegen.text import WORD, fold

LONGEST_HEADLINE = 200
MOST_HEADLINE_WORDS = 24
MOST_STOPPED_WORDS = 9
"""With a full stop, a longer line above a byline is the first sentence."""
MOST_ASKING_WORDS = 14
"""A headline may ask or exclaim, but not at length: that is a first sentence."""
_TWO_SENTENCES = re.compile(r"[.!?…]\s+[^\W\d_a-z]\S*\s+\S+\s+\S+")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_STOP = re.compile(r"[.,;:…。،؛][\"'”’»)\]]*$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){1,3}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|vs|No)\.$")


def is_headline(text: str, following: Sequence[str]) -> bool:
    """A short line without a full stop above running text. A full stop is allowed where a byline or
    a dateline comes next, since no text begins before them."""
    if (
        len(text) > LONGEST_HEADLINE
        or len(text.split()) > MOST_HEADLINE_WORDS
        or not following
        or not WORD.search(text)
    ):
        return False
    if read_dateline(text) or text[0] in "•*-–—(":
        return False
    if _TWO_SENTENCES.search(text) or (_SENTENCE_END.search(text) and len(text.split()) > MOST_ASKING_WORDS):
        return False
    headed = is_head_matter(following[0])
    if _STOP.search(text) and not _ABBREVIATION.search(text):
        return headed and text.endswith(".") and len(text.split()) <= MOST_STOPPED_WORDS
    return headed or any(len(other) > len(text) and _SENTENCE_END.search(other) for other in following)


def is_head_matter(text: str) -> bool:
    """Whether a line is one that stands above the text: a byline, a date, a note, or the dateline itself."""
    return bool(read_dateline(text) or is_date_line(text) or match_line(text, "head") or _is_dateline_alone(text))


def _is_dateline_alone(text: str) -> bool:
    """A dateline on a line of its own, whose sentence stands on the next."""
    if len(text) > _LONGEST_SIGNATURE or not any(c.isdigit() for c in text):
        return False
    found = read_dateline(f"{text} Then a sentence follows here.")
    return found is not None and found.end > len(text) and bool(found.date)


def is_signature(text: str) -> bool:
    """Whether a line says who wrote the text, or when."""
    known = match_line(text, "head")
    if (
        len(text) <= _LONGEST_SIGNATURE
        and not _SENTENCE_END.search(text)
        and any(map(is_date_line, _JOINTS.split(text)))
    ):
        return True
    return known is not None and known[0].name in ("byline", "byline-role", "dates", "credit")


_LONGEST_SIGNATURE = 100
_JOINTS = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")


def is_kicker(text: str, following: Sequence[str]) -> bool:
    """A word or three in capitals above the headline: the section's name."""
    if (
        len(following) < 2
        or len(text) > 40
        or len(text.split()) > 4
        or not text.isupper()
        or any(c.isdigit() for c in text)
    ):
        return False
    return is_headline(following[0], following[1:]) and not following[0].isupper() and not is_head_matter(following[0])


def same_title(text: str, title: str) -> bool:
    """Whether a line only repeats the title that is known already, punctuation and case apart."""
    if not title or len(text) > len(title) + 60:
        return False
    said, known = _plain(text), _plain(title)
    return bool(said) and (said == known or (len(said) > 20 and (known.startswith(said) or said.startswith(known))))


def _plain(text: str) -> str:
    return " ".join(WORD.findall(fold(text)))
