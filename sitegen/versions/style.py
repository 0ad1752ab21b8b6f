"""House style: differences of wording that change nothing of what is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
RELATIVE_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_DAYS_ABROAD = (
    "montag lundi lunes", "dienstag mardi martes", "mittwoch mercredi miércoles", "donnerstag jeudi jueves", "freitag vendredi viernes",
    "samstag|sonnabend samedi sábado", "sonntag dimanche domingo",
)  # fmt: skip
_RELATIVE_ABROAD = {
    "yesterday": "gestern hier ayer",
    "today": "heute aujourd'hui hoy",
    "tomorrow": "morgen demain mañana",
}
_MONTHS_ABROAD = (
    "januar janvier enero", "februar février febrero", "märz mars marzo", "april avril abril", "mai mayo", "juni juin junio",
    "juli juillet julio", "août agosto", "septembre septiembre", "oktober octobre octubre", "novembre noviembre", "dezember décembre diciembre",
)  # fmt: skip


def _named(names: tuple[str, ...], abroad: Iterable[str]) -> dict[str, str]:
    return {
        word: name for name, words in zip(names, abroad, strict=True) for word in re.split(r"[ |]", f"{name} {words}")
    }


DAY_NAMES = _named(WEEKDAYS, _DAYS_ABROAD) | {day: day for day in RELATIVE_DAYS} | {
    word: day for day, words in _RELATIVE_ABROAD.items() for word in words.split()
}  # fmt: skip
"""Weekdays and relative days in English, German, French and Spanish: folded word -> the English one."""
MONTH_NAMES = (
    _named(MONTHS, _MONTHS_ABROAD) | {month[:3]: month for month in MONTHS if month != "may"} | {"sept": "september"}
)
DAY_WORDS = frozenset(DAY_NAMES)

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS = (
    {word: n for n, word in enumerate(_ONES)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)
SLIGHT_WORDS = frozenset(
    ["a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "and", "or", "as", "is", "was", "that", "it", "its", "with", "from"]
)  # fmt: skip
FUNCTION_WORDS = frozenset(
    ["a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "and", "or", "but", "if", "than", "that", "this", "these", "those", "it", "its", "he", "she", "they", "we", "you", "i", "his", "her", "their", "our", "my", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "not", "no", "nor", "so", "such", "also", "there", "which", "who", "whom", "whose", "what", "when", "where", "while", "after", "before", "into", "out", "up", "down", "over", "under", "about", "between", "more", "most", "other", "some", "any", "all", "each", "both", "only", "own", "same", "very"]
)  # fmt: skip
_NOTHING = frozenset(["a", "an", "the", "that", "on"])

_SAME = {
    "percent": "%", "pct": "%", "km": "kilometre", "kms": "kilometre", "kilometers": "kilometre", "kilometres": "kilometre",
    "kilometer": "kilometre", "kg": "kilogram", "kgs": "kilogram", "kilograms": "kilogram", "metres": "metre", "meters": "metre",
    "meter": "metre", "mr": "", "mrs": "", "ms": "", "dr": "", "prof": "", "roughly": "about", "around": "about", "approximately": "about", "us": "us", "u.s": "us", "uk": "uk", "u.k": "uk", "un": "un", "u.n": "un",
    "gray": "grey", "program": "programme", "aluminum": "aluminium", "tire": "tyre", "plow": "plough", "cannot": "cannot",
    "whilst": "while", "amongst": "among", "towards": "toward", "afterwards": "afterward", "okay": "ok", "m": "million",
    "bn": "billion", "defense": "defence", "offense": "offence", "license": "licence", "practise": "practice", "jail": "gaol",
    "don't": "donot", "doesn't": "doesnot", "didn't": "didnot", "isn't": "isnot", "wasn't": "wasnot", "won't": "willnot",
    "can't": "cannot", "couldn't": "couldnot", "wouldn't": "wouldnot", "it's": "itis", "he's": "heis", "she's": "sheis",
    "i'm": "iam", "we're": "weare", "they're": "theyare", "has": "has", "advisor": "adviser", "judgement": "judgment",
} | {name[:3]: name for name in MONTHS if name != "may"} | {"sept": "september"} | {name[:3]: name for name in WEEKDAYS if name[:3] not in ("sat", "sun", "wed")}  # fmt: skip

_SPELLINGS = tuple(
    (re.compile(pattern), canonical)
    for pattern, canonical in (
        (r"(?<=[a-z]{3})is(e[ds]?|er|ers|ing|ation|ations|able)$", r"iz\1"),
        (r"(?<=[a-z]{3})ys(e[ds]?|ing)$", r"yz\1"),
        (r"(?<=[a-z]{2})our(s|ed|ing|able|ful|hood|ite|ites|ly)?$", r"or\1"),
        (r"(?<=[a-z]{2})tre(s|d)?$", r"ter\1"),
        (r"(?<=[a-z]{2})ll(ed|ing|er|ers|or|ors)$", r"l\1"),
        (r"(?<=[a-z]{2})ae(?=[a-z])", "e"),
        (r"(?<=[a-z]{3})ogue(s)?$", r"og\1"),
        (r"(\d+)(?:st|nd|rd|th)$", r"\1"),
    )
)


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """A folded word in one spelling: no accents, one of the English spellings, numbers in digits.

    >>> [plain_word(w) for w in ("organised", "seven", "erdoğan", "centre", "8th", "1,200")]
    ['organized', '7', 'erdogan', 'center', '8', '1200']
    """
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).replace("ı", "i")
    if word in NUMBER_WORDS:
        return str(NUMBER_WORDS[word])
    if word[0:1].isdigit():
        word = re.sub(r"(?<=\d),(?=\d{3})", "", word)
    word = _SAME.get(word, word)
    for pattern, canonical in _SPELLINGS:
        word = pattern.sub(canonical, word)
    return word.replace("'", "")


def same_but_for_style(words_a: list[str], words_b: list[str]) -> bool:
    """Do the two wordings (folded words) say the same in another house style?

    >>> same_but_for_style(["on", "saturday"], ["yesterday"]), same_but_for_style(["12"], ["17"])
    (True, False)
    """
    if all(word in _NOTHING for word in words_a) and all(word in _NOTHING for word in words_b):
        return True
    days_a, rest_a = _apart(words_a)
    days_b, rest_b = _apart(words_b)
    return rest_a == rest_b and _same_day(days_a, days_b)


def _apart(words: list[str]) -> tuple[list[str], str]:
    """Day words, and all else written together in order."""
    days = [DAY_NAMES[word] for word in words if word in DAY_NAMES]
    rest = [plain_word(word) for word in words if word not in DAY_WORDS and not (days and word in _NOTHING)]
    joined = "".join(rest)
    for phrase, other in _PHRASES:
        joined = joined.replace(phrase, other)
    return days, joined


_PHRASES = (
    ("percent", "%"), ("pourcent", "%"), ("porciento", "%"), ("prozent", "%"), ("morethan", "over"), ("lessthan", "under"), ("fewerthan", "under"),
)  # fmt: skip
"""Wordings of two words, written together, that stand for one."""


def _same_day(days_a: list[str], days_b: list[str]) -> bool:
    """No day on one side or the other, the same days, or a weekday here and "yesterday" there."""
    if not days_a or not days_b:
        return not days_a and not days_b
    relative_a, relative_b = (any(day in RELATIVE_DAYS for day in days) for days in (days_a, days_b))
    return days_a == days_b or relative_a != relative_b
