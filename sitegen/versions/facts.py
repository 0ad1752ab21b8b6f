"""Facts in a text and which of them differ between two aligned versions: figures, names, quotes, days."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from sitegen.model import Change, Changes
from sitegen.versions.align import Aligned, Row
from sitegen.versions.edits import Difference
from sitegen.versions.style import DAY_WORDS, MONTHS, NUMBER_WORDS, plain_word
from sitegen.versions.tokens import Words

Range = tuple[int, int]
CONTEXT = 300
"""Characters of a sentence that a change quotes at most."""
QUOTE_LEAST = 3
"""Words; what is shorter in quotation marks is a term, not a quote."""
SMALL_DIFFERENCE = 6
"""Words; in a larger difference a fact does not stand for another just because both are there."""

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


class Kind(NamedTuple):
    """How facts of one kind are found between two words; are they worth telling when they have no
    counterpart (`alone`)?"""

    find: Callable[[Words, int, int], list[Fact]]
    alone: bool


def changes_of(found: Aligned, passages: list[Row]) -> Changes:
    """The facts that differ in edited and moved passages. What was added or dropped as a whole sentence is
    a passage of its own and not listed again."""
    edited = [row for row in passages if row.a and row.b and row.differences]
    figures, names, days = (
        tuple(dict.fromkeys(change for row in edited for change in _differing(found, row, kind)))
        for kind in (Kind(figure_facts, True), Kind(name_facts, True), Kind(day_facts, False))
    )
    return Changes(figures, names, tuple(_quotes(found, edited)), days)


def figure_facts(text: Words, first: int, stop: int) -> list[Fact]:
    """Figures with their unit, "12 people". A bare "one" is no figure; neighbouring number words are one."""
    made: list[Fact] = []
    at = first
    while at < stop:
        end = _figure_end(text, at, stop)
        if end > at:
            shown = _with_unit(text, at, end)
            if not _is_day_number(text, at, end):
                unit = shown.split()[-1].casefold().rstrip("s") if " " in shown else ""
                made.append(Fact(at, end, _figure_value(text.folded[at:end]), shown, unit))
        at = max(end, at + 1)
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


def name_facts(text: Words, first: int, stop: int) -> list[Fact]:
    """Runs of capitalised words, away from a sentence's start or of two words at least."""
    made: list[Fact] = []
    at = first
    while at < stop:
        end = at
        while end < stop and _is_capital(text, end) and (end == at or _touches(text, end)):
            end += 1
        if end > at and (end - at > 1 or not _begins_sentence(text, at)):
            shown = _POSSESSIVE.sub("", text.text[text.starts[at] : text.ends[end - 1]])
            made.append(Fact(at, end, " ".join(map(plain_name, text.folded[at:end])), shown))
        at = max(end, at + 1)
    return made


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


def day_facts(text: Words, first: int, stop: int) -> list[Fact]:
    """Weekdays, "yesterday" and the like, "December 7" and "7 December"."""
    made: list[Fact] = []
    for at in range(first, stop):
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


# ------------------------------------------------------------------------------------ comparing


def _differing(found: Aligned, row: Row, kind: Kind) -> list[Change]:
    """Facts of one kind that stand in one side of the passage only: swapped where they stand in one
    difference and mean the same thing; else cut or added, if the other text has them nowhere at all."""
    assert row.a and row.b
    all_a, all_b = kind.find(found.a, *row.a), kind.find(found.b, *row.b)
    here_a, here_b = _said(all_a, found.a, row.a), _said(all_b, found.b, row.b)
    made: list[Change] = []
    for one in row.differences:
        gone = [fact for fact in all_a if _inside(fact, one.a0, one.a1) and fact.value not in here_b]
        new = [fact for fact in all_b if _inside(fact, one.b0, one.b1) and fact.value not in here_a]
        pairs = _swapped(one, gone, new)
        made += [Change(x.shown, y.shown, sentence_at(found.b, y.first)) for x, y in pairs]
        if kind.alone:
            made += [Change(x.shown, None, sentence_at(found.a, x.first)) for x in gone
                     if all(x is not pair[0] for pair in pairs) and is_absent(x, found.b)]  # fmt: skip
            made += [Change(None, y.shown, sentence_at(found.b, y.first)) for y in new
                     if all(y is not pair[1] for pair in pairs) and is_absent(y, found.a)]  # fmt: skip
    return made


def _said(facts: list[Fact], text: Words, words: Range) -> set[str]:
    """The values of the facts, and each single word of the passage."""
    return {fact.value for fact in facts} | {plain_name(word) for word in text.folded[slice(*words)]}


def _inside(fact: Fact, first: int, stop: int) -> bool:
    return fact.first < stop and fact.stop > first


def _swapped(one: Difference, gone: list[Fact], new: list[Fact]) -> list[tuple[Fact, Fact]]:
    """Facts with the same unit in order; in a small difference, the k-th of as many on both sides."""
    pairs = []
    left = list(new)
    for at, before in enumerate(gone):
        same = next((fact for fact in left if fact.unit and fact.unit == before.unit), None)
        if same is None and len(gone) == len(new) and one.size <= SMALL_DIFFERENCE and new[at] in left:
            same = new[at]
        if same is not None:
            left.remove(same)
            pairs.append((before, same))
    return pairs


def is_absent(fact: Fact, text: Words) -> bool:
    """Does the text have the fact's words nowhere?"""
    return not all(word in text.plain for word in fact.value.split())


def sentence_at(text: Words, word: int) -> str:
    """The sentence around a word, cut around it where it is long."""
    at = bisect_right(text.sentences, (word, len(text) + 1)) - 1
    start, end = text.span(*text.sentences[max(at, 0)])
    if end - start <= CONTEXT:
        return text.text[start:end]
    middle = text.starts[word]
    left = max(start, min(middle - CONTEXT // 2, end - CONTEXT))
    return ("…" if left > start else "") + text.text[left : left + CONTEXT].strip() + "…"


def _quotes(found: Aligned, edited: list[Row]) -> list[Change]:
    """Quotes whose own words differ. A quote cut short at its end or start is not changed."""
    spans_a, spans_b = quote_ranges(found.a), quote_ranges(found.b)
    if not spans_a or not spans_b:
        return []
    made: list[Change] = []
    for row in edited:
        assert row.a and row.b
        inside_a, inside_b = _parts(spans_a, row.a), _parts(spans_b, row.b)
        made += [_quote_change(found, one, other) for one, other in _changed_quotes(found, inside_a, inside_b, row)]
    return made


def _parts(spans: list[Range], words: Range) -> list[Range]:
    """What of the quotes lies between two words, where that is long enough to be a quote itself."""
    parts = ((max(first, words[0]), min(stop, words[1])) for first, stop in spans)
    return [(first, stop) for first, stop in parts if stop - first >= QUOTE_LEAST]


def _changed_quotes(
    found: Aligned, inside_a: list[Range], inside_b: list[Range], row: Row
) -> list[tuple[Range, Range]]:
    made = []
    for one in inside_a:
        words_a = found.a.folded[slice(*one)]
        for other in inside_b:
            words_b = found.b.folded[slice(*other)]
            if _tells_of(words_a, words_b):
                if not _is_part(words_a, words_b) and any(
                    _touched(one, other, d) for d in row.differences if not d.minor
                ):
                    made.append((one, other))
                break
    return made


def _tells_of(words_a: list[str], words_b: list[str]) -> bool:
    """Are the two quotes one quote in two wordings: half of the shorter one's words in common?"""
    common = len(set(words_a) & set(words_b))
    return common >= max(2, 0.5 * min(len(set(words_a)), len(set(words_b))))


def _is_part(words_a: list[str], words_b: list[str]) -> bool:
    short, long = sorted((words_a, words_b), key=len)
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _touched(one: Range, other: Range, d: Difference) -> bool:
    return (d.a0 < one[1] and d.a1 > one[0]) or (d.b0 < other[1] and d.b1 > other[0])


def _quote_change(found: Aligned, one: Range, other: Range) -> Change:
    return Change(_plain(found.a, one), _plain(found.b, other), sentence_at(found.b, other[0]))


def _plain(text: Words, words: Range) -> str:
    return text.text[text.starts[words[0]] : text.ends[words[1] - 1]]


def quote_ranges(text: Words) -> list[Range]:
    """Word ranges in quotation marks, QUOTE_LEAST words at least."""
    made = []
    for match in _QUOTED.finditer(text.text):
        group = match.lastindex or 1
        first, stop = _word_at(text, match.start(group)), _word_at(text, match.end(group))
        if stop - first >= QUOTE_LEAST:
            made.append((first, stop))
    return made


def _word_at(text: Words, offset: int) -> int:
    return bisect_left(text.starts, offset)
