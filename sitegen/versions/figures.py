"""Figures in a text, each as one value whether in words or digits, with what is counted or measured."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.versions.fact import Fact, Range, touches
from sitegen.versions.numerals import (
    CURRENCY,
    FRACTIONS,
    MEASURES,
    NUMERALS,
    PERCENT_OF,
    RANK_ENDS,
    RANKS,
    SCALES,
    STUCK_SCALES,
    VAGUE,
    tongue,
)
from sitegen.versions.style import MONTH_NAMES
from sitegen.versions.tokens import Words

_NUMERIC = re.compile(r"(\d+(?:[.,:]\d+)*)([^\W\d_°]*)$")
_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})+$")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?$")
_DAY_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th|er)?$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_RANGE_MARKS = frozenset(["-", "–", "—", " – ", " - ", "\u2011"])
_RANGE_WORDS = frozenset(["to", "bis", "à", "a"])
_ALONE = frozenset(["one", "zero", "un", "une", "uno", "una", "eins", "null", "once", "second", "first"])
"""Too common as other words to be figures by themselves."""
_NOT_NOUN = frozenset(["and", "or", "in", "on", "at", "of", "to", "the", "a", "an", "by", "for", "from", "with", "as", "was", "were", "is", "are", "have", "has", "had", "but", "who", "which", "that", "after", "before", "und", "oder", "et", "ou", "y", "o", "de", "von", "am", "when", "while", "will", "would", "bis", "à", "over", "under", "per", "since", "during", "into", "near", "against", "between", "off", "out", "up", "down", "through", "than", "about", "until", "because"])  # fmt: skip
_PASSED = frozenset(["more", "other", "further", "new", "additional"])
"""Between a figure and what it counts."""


class _Number(NamedTuple):
    stop: int
    value: str
    measure: str = ""
    weak: bool = False
    scaled: bool = False


def figure_facts(text: Words, words: Range) -> list[Fact]:
    """Figures in order. Days beside a month's name are told on their own, a bare "one" is no figure."""
    reader = text.memo.get("reader") or text.memo.setdefault("reader", _Reader(text))
    starters, folded = reader.lexicon.starters, text.folded
    made: list[Fact] = []
    done = 0
    for at in [place for place in range(*words) if folded[place][0].isdigit() or folded[place] in starters]:
        if at < done:
            continue
        found = reader.read(at)
        if found is not None:
            done = found.stop
            made.append(found)
    return _ranges(text, made)


class _Lexicon:
    """The words of one language that figures are made of; `starters` may begin one."""

    def __init__(self, language: str) -> None:
        english = language == "en"
        self.numerals, self.scales = NUMERALS[language], SCALES[language]
        self.vague = VAGUE if language == "es" else {word: name for word, name in VAGUE.items() if word != "miles"}
        self.ranks: dict[str, int] = RANKS if english else {}
        self.fractions: dict[str, int] = FRACTIONS if english else {}
        self.starters = frozenset([*self.numerals, *self.scales, *self.vague, *self.ranks, *self.fractions])


_LEXICONS = {language: _Lexicon(language) for language in NUMERALS}


class _Reader:
    """Reads the figure that begins at a word, in the text's language."""

    def __init__(self, text: Words) -> None:
        self.text, self.folded = text, text.folded
        self.tongue = tongue_of(text)
        self.lexicon = _LEXICONS[self.tongue]
        self.numerals, self.scales = self.lexicon.numerals, self.lexicon.scales
        self.vague, self.ranks, self.fractions = self.lexicon.vague, self.lexicon.ranks, self.lexicon.fractions

    def read(self, at: int) -> Fact | None:
        number = self._digits(at) if self.folded[at][0].isdigit() else self._words(at)
        if number is None or self._is_day(at, number.stop):
            return None
        first = at
        before = self.folded[at - 1] if at else ""
        if before in CURRENCY and self.text.ends[at - 1] == self.text.starts[at]:
            first, number = at - 1, number._replace(measure=before)
        elif before == "aged" and not number.measure:
            first, number = at - 1, number._replace(measure="age")
        elif (
            before in ("a", "one")
            and number.stop == at + 1
            and (self.folded[at] in self.fractions or self.folded[at] in self.scales)
        ):
            first = at - 1
        return self._fact(first, self._measured(number, at))

    def _fact(self, first: int, number: _Number) -> Fact:
        start, end, noun = self.text.starts[first], self.text.ends[number.stop - 1], ""
        if not _YEAR.match(number.value) or number.measure:
            end, noun = self._noun(number.stop, end)
        shown = self.text.text[start:end]
        return Fact(first, number.stop, number.value, shown, noun, number.measure, number.weak)

    def _noun(self, at: int, end: int) -> tuple[int, str]:
        """What is counted: the word after the figure, past "more" and the like; the end of it in the text."""
        while at < len(self.folded) and touches(self.text, at):
            word = self.folded[at]
            if word in _NOT_NOUN or not word[0].isalpha():
                break
            end = self.text.ends[at]
            if word not in _PASSED:
                return end, word.removesuffix("'s").rstrip("s")
            at += 1
        return end, ""

    # ------------------------------------------------------------------------------ digits

    def _digits(self, at: int) -> _Number | None:
        found = _NUMERIC.match(self.folded[at])
        if not found:
            return None
        digits, stuck = found.groups()
        stop = at + 1
        if not stuck and stop < len(self.folded) and self.folded[stop].isalpha() and not self._gap(stop):
            stuck, stop = self.folded[stop], stop + 1
        clock = self._clock((at, stop), digits, stuck)
        if clock is not None:
            return clock
        if stuck in RANK_ENDS:
            return _Number(stop, digits, weak=True)
        if not stuck and len(digits) <= 3:
            digits, stop = self._spaced(at, digits)
        value, measure = _plain_digits(digits, self.tongue), ""
        if stuck in STUCK_SCALES and (stuck != "m" or self._is_money(at, stop)):
            return _Number(stop, _times(value, STUCK_SCALES[stuck]), scaled=True)
        if stuck:
            measure = "m" if stuck == "m" else MEASURES.get(stuck, stuck)
            return _Number(stop, value, measure)
        return self._scaled(value, stop)

    def _is_money(self, at: int, stop: int) -> bool:
        return (at > 0 and self.folded[at - 1] in CURRENCY) or (
            stop < len(self.folded) and self.folded[stop] in CURRENCY
        )

    def _clock(self, places: tuple[int, int], digits: str, stuck: str) -> _Number | None:
        """A time of day, without its zero minutes and the half of the day: "7 p.m.", "7pm", "19:30"."""
        stop = places[1]
        half = stuck in ("am", "pm")
        if not stuck and stop < len(self.folded) and touches(self.text, stop):
            if self.folded[stop] in ("am", "pm"):
                half, stop = True, stop + 1
            elif self.folded[stop : stop + 2] in (["a", "m"], ["p", "m"]):
                half, stop = True, stop + 2
        if not (half or (":" in digits and not stuck)) or not _CLOCK.match(digits):
            return None
        return _Number(stop, digits.replace(".", ":").removesuffix(":00") + ("h" if half or ":" in digits else ""))

    def _spaced(self, at: int, digits: str) -> tuple[str, int]:
        """Thousands set apart by spaces, as on the continent."""
        stop = at + 1
        gaps = ("\u00a0", "\u202f", "\u2009") if self.tongue == "en" else (" ", "\u00a0", "\u202f", "\u2009")
        while stop < len(self.folded) and len(self.folded[stop]) == 3 and self.folded[stop].isdigit():
            if self.text.text[self.text.ends[stop - 1] : self.text.starts[stop]] not in gaps:
                break
            digits += self.folded[stop]
            stop += 1
        return digits, stop

    def _scaled(self, value: str, stop: int) -> _Number:
        scaled = False
        while stop < len(self.folded) and touches(self.text, stop):
            scale = self._scale_at(stop)
            if scale is None and self.folded[stop] == "m" and self.folded[stop + 1 : stop + 2] == ["€"]:
                scale = 10**6
            if scale is None:
                break
            value, stop, scaled = _times(value, scale), stop + 1, True
        return _Number(stop, value, scaled=scaled)

    def _scale_at(self, at: int) -> int | None:
        word = self.folded[at]
        return None if word == "cent" and self._is_per_cent(at) else self.scales.get(word)

    def _is_per_cent(self, at: int) -> bool:
        return at > 0 and self.folded[at - 1] in ("per", "pour", "por")

    # ------------------------------------------------------------------------------ words

    def _words(self, at: int) -> _Number | None:
        word = self.folded[at]
        if word in self.vague:
            return _Number(at + 1, self.vague[word])
        part = self._fraction(at)
        if part is not None:
            return part
        if word in self.scales and word not in self.numerals:
            return self._bare_scale(at)
        return self._sum(at)

    def _bare_scale(self, at: int) -> _Number | None:
        """ "a dozen", "a million"; in "per cent" it is no number."""
        if self._scale_at(at) is None:
            return None
        return self._scaled(str(self.scales[self.folded[at]]), at + 1)

    def _fraction(self, at: int) -> _Number | None:
        """ "half of", "a third of", "two-thirds", "a quarter"; as a percentage where that is a round one."""
        over, place = 1, at
        if self.folded[at] in self.numerals:
            over, place = self.numerals[self.folded[at]], at + 1
            if place >= len(self.folded) or self.folded[place] not in self.fractions or not touches(self.text, place):
                return None
        under = self.fractions.get(self.folded[place])
        following = self.folded[place + 1] if place + 1 < len(self.folded) else ""
        plural = self.folded[place].endswith("s")
        if (
            under is None
            or over == 0
            or not (plural or over > 1 or following == "of" or (under == 2 and following in ("the", "a")))
        ):
            return None
        if under == 2 and following == "a" and place + 2 < len(self.folded) and self.folded[place + 2] in self.scales:
            return _Number(place + 3, _times("0.5", self.scales[self.folded[place + 2]]), scaled=True)
        share = PERCENT_OF.get((over, under))
        return _Number(place + 1, share, "%") if share else _Number(place + 1, f"{over}/{under}")

    def _sum(self, at: int) -> _Number | None:
        """A number in words: "twenty-one", "two hundred and five", "three million"."""
        whole = part = 0
        stop, rank, last = at, False, 0
        while stop < len(self.folded) and (stop == at or touches(self.text, stop)):
            word = self.folded[stop]
            value = self.numerals.get(word)
            if value is None and word in self.ranks and (stop == at or 20 <= last < 100):
                value, rank = self.ranks[word], True
            scale = None if value is not None or stop == at else self._scale_at(stop)
            if value is not None:
                if stop > at and not _adds(last, value):
                    break
                part, last = part + value, value
            elif scale is not None:
                whole, part, last = (
                    (whole, part * scale, scale) if scale < 1000 else (whole + max(part, 1) * scale, 0, scale)
                )
            elif not (word in ("and", "et", "y") and last and self._goes_on(stop, last)):
                break
            stop += 1
            if rank:
                break
        if stop == at or (stop == at + 1 and self.folded[at] in _ALONE):
            return None
        return _Number(stop, str(whole + part), weak=rank, scaled=whole > 0)

    def _goes_on(self, at: int, last: int) -> bool:
        """Is "and" inside a number: after a hundred or thousand, before less than a hundred ("trente et un")?"""
        if at + 1 >= len(self.folded) or not touches(self.text, at + 1):
            return False
        value = self.numerals.get(self.folded[at + 1])
        return (
            value is not None
            and value < last
            and (last >= 100 or (self.tongue != "en" and last % 10 == 0 and value < 10))
        )

    # ------------------------------------------------------------------------------ around

    def _is_day(self, first: int, stop: int) -> bool:
        """Is it the day beside a month's name?"""
        if stop - first != 1 or not _DAY_NUMBER.match(self.folded[first]):
            return False
        after = stop + 1 if stop < len(self.folded) and self.folded[stop] == "de" else stop
        return any(0 <= at < len(self.folded) and is_month(self.text, at) for at in (first - 1, after))

    def _measured(self, number: _Number, at: int) -> _Number:
        """Take in the measure after the figure, and the speed in "kilometres an hour"."""
        stop, measure = number.stop, number.measure
        if stop < len(self.folded) and touches(self.text, stop):
            if (
                number.scaled
                and self.folded[stop] == "de"
                and stop + 1 < len(self.folded)
                and self.folded[stop + 1] in MEASURES
            ):
                stop += 1
            two = [word.removeprefix("d'") for word in self.folded[stop : stop + 2]]
            if len(two) == 2 and two[0] in ("per", "pour", "por") and two[1] in ("cent", "ciento"):
                return number._replace(stop=stop + 2, measure="%")
            here = MEASURES.get(two[0], "")
            if here and not measure and not (here == "°" and two[0] in ("c", "f") and "°" not in self._gap(stop)):
                stop, measure = stop + 1, here
        if not measure and self.folded[stop : stop + 2] in (["year", "old"], ["years", "old"]):
            stop, measure = stop + 2, "age"
        if measure in ("km", "mile") and self.folded[stop : stop + 2] in (["per", "hour"], ["an", "hour"]):
            stop, measure = stop + 2, "kph" if measure == "km" else "mph"
        elif measure == "km" and self.folded[stop : stop + 1] == ["h"]:
            stop, measure = stop + 1, "kph"
        return number._replace(stop=stop, measure=measure)

    def _gap(self, word: int) -> str:
        return self.text.text[self.text.ends[word - 1] : self.text.starts[word]]


def tongue_of(text: Words) -> str:
    """The language that the text's figures and names are read in; found once."""
    known = text.memo.get("tongue")
    if known is None:
        known = text.memo["tongue"] = tongue(text.folded)
    return str(known)


def is_month(text: Words, at: int) -> bool:
    word = text.folded[at]
    return word in MONTH_NAMES and (word != "may" or text.text[text.starts[at]] == "M")


def _adds(last: int, value: int) -> bool:
    """May the value follow in one number: "twenty" "one", "hundred" "five"; never "nineteen" "eighty"?"""
    return (20 <= last < 100 and last % 10 == 0 and 0 < value < 20) or (last >= 100 and value < last)


def _plain_digits(digits: str, language: str) -> str:
    """Digits without thousands marks, with a point before the decimals.

    >>> _plain_digits("1,234.50", "en"), _plain_digits("1.234,5", "de"), _plain_digits("12.000", "de"), _plain_digits("3,5", "fr")
    ('1234.5', '1234.5', '12000', '3.5')
    """
    marks = {mark for mark in digits if mark in ".,"}
    if ":" in digits or not marks:
        return digits
    grouped = _GROUPS.match(digits)
    if len(marks) == 2:
        decimal = max(".", ",", key=digits.rfind)
    elif grouped and (grouped[1] == "," or language != "en" or digits.count(".") > 1):
        decimal = ""
    else:
        decimal = max(".", ",", key=digits.rfind) if digits.count(".") + digits.count(",") == 1 else ""
    whole = "".join("." if mark == decimal else mark for mark in digits if mark not in ".," or mark == decimal)
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _times(value: str, scale: int) -> str:
    """
    >>> _times("1.2", 10**9), _times("2.5", 10**6), _times("12", 100)
    ('1200000000', '2500000', '1200')
    """
    from decimal import Decimal, InvalidOperation

    try:
        made = (Decimal(value) * scale).normalize()
    except InvalidOperation:
        return f"{value}x{scale}"
    return f"{made:f}" if len(value) < 40 else value


def _ranges(text: Words, facts: list[Fact]) -> list[Fact]:
    """Two figures as ends of one range ("10 to 12 weeks", "3-1"): one fact; the first has the second's measure."""
    made: list[Fact] = []
    for fact in facts:
        last = made[-1] if made else None
        if last and _is_range(text, last, fact):
            start = text.starts[last.first]
            whole = text.text[start : text.ends[fact.stop - 1]]
            shown = text.text[start : text.starts[fact.first]] + fact.shown
            value = f"{last.value}~{fact.value}"
            made[-1] = Fact(
                last.first,
                fact.stop,
                value,
                shown if len(shown) >= len(whole) else whole,
                fact.unit,
                fact.measure or last.measure,
            )
        else:
            if last and fact.measure and not last.measure and _is_between(text, last, fact):
                made[-1] = last._replace(measure=fact.measure)
            made.append(fact)
    return made


def _is_range(text: Words, last: Fact, fact: Fact) -> bool:
    if last.unit or last.weak or fact.weak or "~" in last.value or (last.measure and last.measure != fact.measure):
        return False
    gap = text.text[text.ends[last.stop - 1] : text.starts[fact.first]]
    if gap in _RANGE_MARKS:
        return True
    return fact.first - last.stop == 1 and text.folded[last.stop] in _RANGE_WORDS and len(gap) <= 5


def _is_between(text: Words, last: Fact, fact: Fact) -> bool:
    """ "between three and five centimetres" """
    return (
        fact.first - last.stop == 1 and text.folded[last.stop] in ("and", "und", "et", "y")
        and last.first > 0 and text.folded[last.first - 1] in ("between", "zwischen", "entre")
    )  # fmt: skip
