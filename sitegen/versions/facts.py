"""Facts in a text: figures with what they count, names by their capitals, days, quotes. The door to their finders."""

from __future__ import annotations

import re

from sitegen.versions.fact import CONTEXT, Fact, Finder, Range, between, sentence_at
from sitegen.versions.figures import figure_facts, is_month
from sitegen.versions.names import may_mean_one, name_facts, plain_name
from sitegen.versions.quotes import QUOTE_LEAST, all_quoted, quote_ranges, speaker
from sitegen.versions.style import DAY_NAMES, MONTH_NAMES, plain_word
from sitegen.versions.tokens import Words

_DAY_LIKE = frozenset(DAY_NAMES) | frozenset(MONTH_NAMES)
_DAY_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th|er)?")


def day_facts(text: Words, words: Range) -> list[Fact]:
    """Weekdays, "yesterday" and the like, "December 7" and "7 December"; the value has the English names."""
    made: list[Fact] = []
    for at in [place for place in range(*words) if text.folded[place] in _DAY_LIKE]:
        word = text.folded[at]
        if word in DAY_NAMES:
            made.append(Fact(at, at + 1, DAY_NAMES[word], text.text[text.starts[at] : text.ends[at]]))
        elif word != "may" or _is_capital_may(text, at):
            made.append(_day_of_month(text, at))
    return made


def same_figure(one: Fact, other: Fact) -> bool:
    """The same number; and the same measure, where both have one."""
    return one.value == other.value and (one.measure == other.measure or not one.measure or not other.measure)


def _is_capital_may(text: Words, at: int) -> bool:
    near = (at - 1, at + 1)
    return is_month(text, at) and any(0 <= one < len(text) and text.folded[one][0].isdigit() for one in near)


def _day_of_month(text: Words, at: int) -> Fact:
    first, stop = at, at + 1
    if at + 1 < len(text) and _DAY_NUMBER.fullmatch(text.folded[at + 1]):
        stop = at + 2
    elif at and _DAY_NUMBER.fullmatch(text.folded[at - 1]):
        first = at - 1
    elif at > 1 and text.folded[at - 1] == "de" and _DAY_NUMBER.fullmatch(text.folded[at - 2]):
        first = at - 2
    number = [plain_word(word).removesuffix("er") for word in text.folded[first:stop] if word[0].isdigit()]
    value = " ".join([*number, MONTH_NAMES[text.folded[at]]])
    return Fact(first, stop, value, text.text[text.starts[first] : text.ends[stop - 1]])


__all__ = [
    "CONTEXT", "QUOTE_LEAST", "Fact", "Finder", "all_quoted", "between", "day_facts", "figure_facts", "may_mean_one", "name_facts",
    "plain_name", "quote_ranges", "same_figure", "sentence_at", "speaker",
]  # fmt: skip
