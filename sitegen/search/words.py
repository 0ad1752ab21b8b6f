"""Words as the index sees them: the same rules, character for character, as `search/words.js`.

A *token* is a word as written; its *surface* is the token folded (case, diacritics, straight
apostrophes); its *stem* is what postings are kept under. The browser never stems: the lexicon maps
every surface that occurs to its stems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

LONGEST_TOKEN = 64
"""Characters of a token that count; the rest is cut on both sides."""

_STRIPPED = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f"
)
MARKS = (
    _STRIPPED + "\u0900-\u0963\u0966-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
_LETTER = rf"[\w{MARKS}]"
WORD = re.compile(rf"{_LETTER}+(?:['’ʼ]{_LETTER}+)*")
"""Letters, digits and the marks that belong to them, with inner apostrophes. An underscore is a space."""

_DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_DENSE_PART = re.compile(rf"[{_DENSE}]+|[^{_DENSE}]+")
_IS_DENSE = re.compile(rf"[{_DENSE}]")
_ELISION = re.compile(r"(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|d?all|dell|nell|sull|un)['’ʼ](?=.)", re.IGNORECASE)
_STRIP = re.compile(rf"[{_STRIPPED}]")
_APART = str.maketrans({"ß": "ss", "ς": "σ", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'",
                        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"})  # fmt: skip
STEMMED = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Two-letter languages with a Snowball stemmer; words of all others are their own stems."""


def normal(text: str) -> str:
    """NFC with underscores as spaces: what offsets into a text for marking count in."""
    return unicodedata.normalize("NFC", text).replace("_", " ")


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order; their numbers are their positions. Text without spaces (Chinese,
    Japanese, Thai, Khmer, …) gives overlapping pairs of characters, and the last one alone.

    >>> tokens("L’armée à Zürich: 10% of Assad's men")
    ['L', 'armée', 'à', 'Zürich', '10', 'of', "Assad's", 'men']
    >>> tokens("北京市")
    ['北京', '京市', '市']
    """
    found = WORD.findall(normal(text))
    if "'" in text or not text.isascii():
        found = [part for token in found for part in _parts(token)]
    return [token if len(token) <= LONGEST_TOKEN else token[:LONGEST_TOKEN] for token in found]


def _parts(token: str) -> list[str]:
    if is_dense(token):
        return [piece for run in _DENSE_PART.findall(token) for piece in _pairs(run)]
    found, at = [], 0
    while elided := _ELISION.match(token, at):
        found.append(token[at : elided.end() - 1])
        at = elided.end()
    return [*found, token[at:]]


def _pairs(run: str) -> list[str]:
    if not _IS_DENSE.match(run):
        return [run.strip("'’ʼ")] if run.strip("'’ʼ") else []
    return [run[n : n + 2] for n in range(len(run))]


def is_dense(text: str) -> bool:
    """Whether a text has characters of a script without spaces."""
    return not text.isascii() and _IS_DENSE.search(text) is not None


def fold(token: str) -> str:
    """The surface of a token.

    >>> fold("Zürich"), fold("ASSAD’S"), fold("Straße")
    ('zurich', "assad's", 'strasse')
    """
    if token.isascii():
        return token.lower()
    plain = unicodedata.normalize("NFKD", token).lower().translate(_APART)
    return unicodedata.normalize("NFC", _STRIP.sub("", plain))


def straight(token: str) -> str:
    """A token with plain apostrophes: a spelling as the index keeps it."""
    return token if token.isascii() else token.replace("’", "'").replace("ʼ", "'")


def fold_text(text: str) -> str:
    """A whole name or title folded for comparing, white space as single spaces."""
    return " ".join(fold(text).split())


def stem(token: str, language: str) -> str:
    """The folded Snowball stem of a token as written.

    >>> stem("Rings", "en"), stem("Assad’s", "en"), stem("Häuser", "de")
    ('ring', 'assad', 'haus')
    """
    return stems([token], language)[0]


def stems(written: Sequence[str], language: str) -> list[str]:
    """The stems of many tokens."""
    plain = [token for token in written if token.isascii()]
    if len(plain) == len(written):
        return _plain_stems(plain, language)
    others = [token for token in written if not token.isascii()]
    known = dict(zip(plain, _plain_stems(plain, language), strict=True))
    known.update(zip(others, _other_stems(others, language), strict=True))
    return [known[token] for token in written]


def _plain_stems(written: Sequence[str], language: str) -> list[str]:
    """Of ASCII tokens, which fold to their lower case."""
    lower = "\n".join(written).lower().split("\n") if written else []
    stemmer = _stemmer(language)
    found = stemmer.stemWords(lower) if stemmer else lower
    return [
        (stem if stem.isascii() else fold(stem)) or word if word.isalpha() or "'" in word else word
        for word, stem in zip(lower, found, strict=True)
    ]


def _other_stems(written: Sequence[str], language: str) -> list[str]:
    lower = [straight(token).lower() for token in written]
    stemmer = _stemmer(language)
    found = stemmer.stemWords(lower) if stemmer else lower
    return [
        (fold(stem) if word.isalpha() or "'" in word else "") or fold(word) or token
        for token, word, stem in zip(written, lower, found, strict=True)
    ]


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Any:
    if language not in STEMMED:
        return None
    import snowballstemmer

    name = STEMMED[language]
    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None
