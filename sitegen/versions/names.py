"""Names in a text, by their capitals; and whether two names may mean one."""

from __future__ import annotations

import re

from sitegen.versions.fact import Fact, Range, sentence_number, touches
from sitegen.versions.figures import tongue_of
from sitegen.versions.numerals import MEASURES, NUMERALS, SCALES
from sitegen.versions.style import DAY_WORDS, MONTH_NAMES, plain_word
from sitegen.versions.tokens import Words

_PARTICLES = frozenset(
    ["al", "el", "bin", "ibn", "bint", "ben", "de", "da", "di", "do", "dos", "del", "della", "du", "des", "van", "von", "der", "den", "la", "le", "ter"]
)  # fmt: skip
_POSSESSIVE = re.compile(r"['’]s$")
TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "president", "captain", "capt", "general", "gen", "judge", "senator", "sen", "governor", "gov", "minister", "sir", "lord", "lady", "dame", "king", "queen", "prince", "princess", "sheikh", "pope", "sgt", "sergeant", "colonel", "col", "major", "maj", "lieutenant", "lt", "reverend", "rev", "justice", "chancellor", "ambassador", "premier", "secretary", "mayor", "chairman", "chairwoman", "spokesman", "spokeswoman", "deputy", "inspector", "bishop", "father", "brother", "sister", "herr", "frau", "landrat", "landrätin", "bürgermeister", "bürgermeisterin", "vorsitzende", "vorsitzender", "präsident", "präsidentin", "minister", "ministerin", "baurat", "kanzler", "kanzlerin", "sprecher", "sprecherin", "monsieur", "madame", "m", "mme", "mlle", "maître", "señor", "señora", "don", "doña"]
)  # fmt: skip
"""Before a name they are house style; alone they are no name."""
_NO_NAME = frozenset(DAY_WORDS) | frozenset(MONTH_NAMES) | frozenset(
    ["i", "the", "a", "an", "he", "she", "it", "they", "we", "you", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those", "but", "and", "or", "as", "at", "in", "on", "by", "for", "from", "to", "of", "with", "after", "before", "when", "while", "if", "no", "not", "yes", "there", "here", "le", "la", "les", "un", "une", "des", "el", "los", "las", "der", "die", "das", "ein", "eine"]
) | frozenset(NUMERALS["en"])  # fmt: skip
ALIKE = 0.8
"""Of the letters of two names, for one to be the other respelled."""
_GERMAN_PLACE = frozenset(["in", "aus", "nach", "bei"])
_GERMAN_COUNTS = frozenset(NUMERALS["de"]) | frozenset(SCALES["de"])
_ORG_SMALL = frozenset(["of", "for", "and", "the"])


def name_facts(text: Words, words: Range) -> list[Fact]:
    """Runs of capitalised words with particles between them, away from a sentence's start or of two words at least. In German,
    where every noun has a capital, runs of two words at least and what stands right after "in", "aus" and the like."""
    made: list[Fact] = []
    done = 0
    reader = _german_name if tongue_of(text) == "de" else _name
    for at in [place for place in range(*words) if text.text[text.starts[place]].isupper()]:
        end = _name_end(text, at) if at >= done else at
        if end > at:
            done = end
            fact = reader(text, at, end)
            if fact is not None:
                made.append(fact)
    return made


def _name(text: Words, at: int, end: int) -> Fact | None:
    first = _past_titles(text, at, end)
    if first == end or (
        end - first == 1 and first == at and _begins_sentence(text, at) and not _is_acronym(text, first, end)
    ):
        return None
    return _fact(text, (at, first, end))


def _german_name(text: Words, at: int, end: int) -> Fact | None:
    first = _past_titles(text, at, end)
    while first < end and text.folded[first] in _GERMAN_COUNTS:
        first += 1
    while end > first and text.folded[end - 1] in MEASURES:
        end -= 1
    if end - first < 2 and not (end > first and first and text.folded[first - 1] in _GERMAN_PLACE):
        return None
    return _fact(text, (first, first, end))._replace(weak=end - first < 2)


def _fact(text: Words, places: tuple[int, int, int]) -> Fact:
    """From `at` to `end`; the value begins at `first`, past the titles."""
    at, first, end = places
    shown = _POSSESSIVE.sub("", text.text[text.starts[at] : text.ends[end - 1]])
    return Fact(at, end, " ".join(map(plain_name, text.folded[first:end])), shown)


def _past_titles(text: Words, at: int, end: int) -> int:
    while at < end and text.folded[at] in TITLES:
        at += 1
    return at


def _name_end(text: Words, at: int) -> int:
    """One after the last word of the name that begins here; `at` itself where none does."""
    end = at
    while end < len(text) and (end == at or touches(text, end) or _is_initial(text, end)):
        if _is_capital(text, end):
            end += 1
        elif end > at and (step := _linked(text, end)):
            end += step
        else:
            break
    return end


def _linked(text: Words, at: int) -> int:
    """How many words to take where a small word links two capitals: a particle, or the "of" in "Ministry of Works"."""
    if at + 1 >= len(text) or not touches(text, at + 1):
        return 0
    word = text.folded[at]
    links = word in _PARTICLES or (word == "of" and text.folded[at - 1] not in TITLES)
    return 2 if links and _is_capital(text, at + 1) else 0


def _is_initial(text: Words, word: int) -> bool:
    """Follows it a single letter and a full stop: "U.N.", "J. Smith"?"""
    gap = text.text[text.ends[word - 1] : text.starts[word]]
    single = text.ends[word - 1] - text.starts[word - 1] == 1
    return single and (gap == "." or (gap == ". " and text.text[text.starts[word - 1]].isupper()))


def plain_name(word: str) -> str:
    """A folded word in one spelling, without the possessive."""
    return plain_word(word[:-2] if word.endswith("'s") else word)


def _is_capital(text: Words, word: int) -> bool:
    letter = text.text[text.starts[word]]
    return letter.isupper() and text.folded[word] not in _NO_NAME


def _is_acronym(text: Words, first: int, end: int) -> bool:
    shown = text.text[text.starts[first] : text.ends[end - 1]]
    return len(shown) > 1 and shown.isupper()


def _begins_sentence(text: Words, word: int) -> bool:
    opened = (
        text.text[text.starts[word] - 1 : text.starts[word]] in ('"', "“", "«", "‘", "„") if text.starts[word] else True
    )
    return opened or text.sentences[sentence_number(text, word)][0] == word


def may_mean_one(one: str, other: str) -> bool:
    """May two plain names be of one bearer: one has all the other's words, or its initials?

    >>> may_mean_one("anton reuss", "reuss"), may_mean_one("u n", "united nations"), may_mean_one("smith", "smyth")
    (True, True, False)
    """
    words_a, words_b = one.split(), other.split()
    if set(words_a) <= set(words_b) or set(words_b) <= set(words_a):
        return True
    return _initials(words_a) == "".join(words_b) or _initials(words_b) == "".join(words_a)


def may_be_respelled(one: str, other: str) -> bool:
    """Have two names of several words one in common, or nearly the same letters?

    >>> may_be_respelled("gerda lüders", "gerda lüdemann"), may_be_respelled("moor", "moore"), may_be_respelled("costa", "pinto")
    (True, True, False)
    """
    from rapidfuzz.distance import Indel

    words_a, words_b = set(one.split()), set(other.split())
    return bool(words_a & words_b) or Indel.normalized_similarity(one, other) >= ALIKE


def _initials(words: list[str]) -> str:
    big = [word for word in words if word not in _ORG_SMALL]
    return "".join(word[0] for word in big) if len(big) > 1 else " "
