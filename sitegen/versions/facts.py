"""Facts in a text: figures with their units, names by their capitals, days, quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from sitegen.versions.style import DAY_WORDS, MONTHS, NUMBER_WORDS, plain_word
from sitegen.versions.tokens import Words

Range = tuple[int, int]
CONTEXT = 300
"""Characters of a sentence that a change quotes at most."""
QUOTE_LEAST = 3
"""Words; what is shorter in quotation marks is a term, not a quote."""

_QUOTED = re.compile(
    r"[\"“„«]([^\"“”„«»]{8,1200})[\"”“»]|‘([^‘’\n]{12,1200}(?:’\w[^‘’\n]*)*)’(?!\w)|「([^」]{4,1200})」"
)
_SAID = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "warned",
        "called",
        "asked",
        "insisted",
        "stated",
        "announced",
        "denied",
        "wrote",
        "posted",
    ]
)
_UNITS_AFTER = re.compile(r"[\s\-]*(?:\([^)]*\)\s*)?((?:[^\W\d_][\w'’]*|%)(?:[\s\-](?:of\s)?[^\W\d_][\w'’]*)?)")
_NOT_UNIT = frozenset(["and", "or", "in", "on", "at", "of", "to", "the", "a", "an", "by", "for", "from", "with", "as", "was", "were", "is", "are", "have", "has", "had", "but", "who", "which", "that", "after", "before"])  # fmt: skip
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "ben",
        "de",
        "da",
        "di",
        "do",
        "dos",
        "del",
        "della",
        "du",
        "des",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "ter",
    ]
)
_DAY_LIKE = DAY_WORDS | {name for month in MONTHS for name in (month, month[:3])} | {"sept"}
_POSSESSIVE = re.compile(r"['’]s$")
_CLOCK = re.compile(r"^(\d{1,2})(?:[.:]00)?(?:am|pm)?$")
_DAY_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_SMALL = {"one", "zero"}
_SCALES = {
    "%",
    "percent",
    "percentage",
    "per",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "m",
    "bn",
    "dozen",
}
_NO_NAME = frozenset(DAY_WORDS) | frozenset(MONTHS) | frozenset(
    ["i", "the", "a", "an", "he", "she", "it", "they", "we", "you", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those", "but", "and", "or", "as", "at", "in", "on", "by", "for", "from", "to", "of", "with", "after", "before", "when", "while", "if", "no", "not", "yes", "there", "here", "mr", "mrs", "ms", "dr"]
)  # fmt: skip


class Fact(NamedTuple):
    """Words first to stop - 1, the value by which facts are compared, the wording to show, and the unit."""

    first: int
    stop: int
    value: str
    shown: str
    unit: str = ""


Finder = Callable[[Words], list[Fact]]


def between(text: Words, find: Finder, words: Range) -> list[Fact]:
    """The facts of one kind that begin between two words; those of the whole text are found once."""
    known = text.memo.get(find.__name__)
    if known is None:
        made = find(text)
        known = text.memo[find.__name__] = ([fact.first for fact in made], made)
    starts, facts = known
    return list(facts[bisect_left(starts, words[0]) : bisect_left(starts, words[1])])


def figure_facts(text: Words) -> list[Fact]:
    """Figures with their unit, "12 people". A bare "one" is no figure; neighbouring number words are one."""
    made: list[Fact] = []
    done = 0
    for at in [place for place, word in enumerate(text.folded) if word[0].isdigit() or word in NUMBER_WORDS]:
        end = _figure_end(text, at, len(text)) if at >= done else at
        if end > at:
            done = end
            shown = _with_unit(text, at, end)
            if not _is_day_number(text, at, end):
                unit = shown.split()[-1].casefold().rstrip("s") if " " in shown else ""
                made.append(Fact(at, end, _figure_value(text.folded[at:end]), shown, unit))
    return made


def _figure_value(words: list[str]) -> str:
    """The figure in one spelling; a clock time without its zero minutes and half of the day."""
    value = "".join(map(plain_word, words))
    return _CLOCK.sub(r"\1", value)


def _is_day_number(text: Words, first: int, stop: int) -> bool:
    """Is it the day beside a month's name? Days are told of on their own."""
    if stop - first != 1 or not _DAY_NUMBER.fullmatch(text.folded[first]):
        return False
    near = (first - 1, stop)
    return any(0 <= at < len(text) and plain_word(text.folded[at]) in MONTHS and _is_month(text, at) for at in near)


def _is_month(text: Words, at: int) -> bool:
    return text.folded[at] != "may" or text.text[text.starts[at]] == "M"


def _figure_end(text: Words, at: int, stop: int) -> int:
    end = at
    while end < stop and _is_figure(text.folded[end]) and (end == at or _touches(text, end)):
        end += 1
    if end == at + 1 and text.folded[at] in _SMALL:
        return at
    while end > at and end < stop and text.folded[end] in _SCALES and _touches(text, end):
        end += 1
    return end


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word in NUMBER_WORDS


def _touches(text: Words, word: int) -> bool:
    return text.text[text.ends[word - 1] : text.starts[word]] in (" ", "-", "", "\u00a0")


def _with_unit(text: Words, first: int, stop: int) -> str:
    """The figure as written, a currency sign before it and the word or two of its unit after it."""
    start, end = text.starts[first], text.ends[stop - 1]
    if first and text.folded[first - 1] in "€$£¥₹" and text.ends[first - 1] == start:
        start = text.starts[first - 1]
    unit = _UNITS_AFTER.match(text.text, end, end + 40)
    words = [] if unit is None else unit.group(1).split()
    if words and words[0].casefold() not in _NOT_UNIT:
        assert unit is not None
        keep = (
            unit.end(1) if len(words) == 1 or words[-1].casefold() not in _NOT_UNIT else unit.start(1) + len(words[0])
        )
        if words[0].casefold() not in _SCALES and words[0].casefold() != "other":
            keep = unit.start(1) + len(words[0])
        end = keep
    return text.text[start:end]


def name_facts(text: Words) -> list[Fact]:
    """Runs of capitalised words with particles between them, away from a sentence's start or of two words at least."""
    made: list[Fact] = []
    done = 0
    for at in [place for place, start in enumerate(text.starts) if text.text[start].isupper()]:
        end = _name_end(text, at) if at >= done else at
        if end > at:
            done = end
            if end - at > 1 or not _begins_sentence(text, at):
                shown = _POSSESSIVE.sub("", text.text[text.starts[at] : text.ends[end - 1]])
                made.append(Fact(at, end, " ".join(map(plain_name, text.folded[at:end])), shown))
    return made


def _name_end(text: Words, at: int) -> int:
    """One after the last word of the name that begins here; `at` itself where none does."""
    end = at
    while end < len(text) and (end == at or _touches(text, end)):
        if _is_capital(text, end):
            end += 1
        elif (
            end > at
            and end + 1 < len(text)
            and text.folded[end] in _PARTICLES
            and _touches(text, end + 1)
            and _is_capital(text, end + 1)
        ):
            end += 2
        else:
            break
    return end


def plain_name(word: str) -> str:
    """A folded word in one spelling, without the possessive."""
    return plain_word(word[:-2] if word.endswith("'s") else word)


def _is_capital(text: Words, word: int) -> bool:
    letter = text.text[text.starts[word]]
    return letter.isupper() and text.folded[word] not in _NO_NAME


def _begins_sentence(text: Words, word: int) -> bool:
    at = bisect_right(text.sentences, (word, len(text) + 1)) - 1
    opened = text.text[text.starts[word] - 1 : text.starts[word]] in ('"', "“", "«") if text.starts[word] else True
    return text.sentences[at][0] == word or opened


def day_facts(text: Words) -> list[Fact]:
    """Weekdays, "yesterday" and the like, "December 7" and "7 December"."""
    made: list[Fact] = []
    for at in [place for place, word in enumerate(text.folded) if word in _DAY_LIKE]:
        word = text.folded[at]
        if word in DAY_WORDS:
            made.append(Fact(at, at + 1, word, text.text[text.starts[at] : text.ends[at]]))
        elif plain_word(word) in MONTHS and (word != "may" or _is_capital_may(text, at)):
            made.append(_day_of_month(text, at))
    return made


def _is_capital_may(text: Words, at: int) -> bool:
    return text.text[text.starts[at]] == "M" and any(
        0 <= near < len(text) and text.folded[near][0].isdigit() for near in (at - 1, at + 1)
    )


def _day_of_month(text: Words, at: int) -> Fact:
    first, stop = at, at + 1
    if at + 1 < len(text) and _DAY_NUMBER.fullmatch(text.folded[at + 1]):
        stop = at + 2
    elif at and _DAY_NUMBER.fullmatch(text.folded[at - 1]):
        first = at - 1
    value = " ".join(sorted(map(plain_word, text.folded[first:stop])))
    return Fact(first, stop, value, text.text[text.starts[first] : text.ends[stop - 1]])


def sentence_at(text: Words, word: int) -> str:
    """The sentence around a word, cut around it where it is long."""
    at = bisect_right(text.sentences, (word, len(text) + 1)) - 1
    start, end = text.span(*text.sentences[max(at, 0)])
    if end - start <= CONTEXT:
        return text.text[start:end]
    middle = text.starts[word]
    left = max(start, min(middle - CONTEXT // 2, end - CONTEXT))
    return ("…" if left > start else "") + text.text[left : left + CONTEXT].strip() + "…"


def quote_ranges(text: Words) -> list[Range]:
    """Word ranges in quotation marks, QUOTE_LEAST words at least; found once a text."""
    known = text.memo.get("quotes")
    if known is None:
        known = text.memo["quotes"] = _quoted(text)
    return list(known)


def _quoted(text: Words) -> list[Range]:
    made = []
    for match in _QUOTED.finditer(text.text):
        group = match.lastindex or 1
        first, stop = _word_at(text, match.start(group)), _word_at(text, match.end(group))
        if stop - first >= QUOTE_LEAST:
            made.append((first, stop))
    return made


def _word_at(text: Words, offset: int) -> int:
    return bisect_left(text.starts, offset)
