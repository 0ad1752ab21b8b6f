"""A text as words and sentences with their offsets: what every comparison here works on.

Words are compared folded (case and apostrophes), so that house style does not hide a match.
Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese, Tibetan) give a word for each character.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sitegen.versions.style import plain_word

SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
WORD = re.compile(rf"\d+(?:[.,:]\d+)+|[^\W_{SPACELESS}]+(?:['’][^\W_{SPACELESS}]+)*|[{SPACELESS}]|[%€$£¥₹]")
"""A number with its separators, a word with inner apostrophes, a character of a spaceless script, or a unit sign."""

_SPACELESS_WORD = re.compile(rf"[{SPACELESS}]")
MANY_WORDS = 100_000
"""Words from which equal words share their memory."""
LONGEST_SENTENCE = 300
"""Words; what runs on for longer is cut into pieces of this length, so that no comparison is of a whole book."""

LONG_TEXT = 1_000_000
"""Characters (a quarter of them in a script without spaces) from which a text is taken in pieces instead of words."""
_PIECE = re.compile(
    r"\S[\s\S]{0,90}?(?:[.!?…,;:。！？，、][\"'”’»)\]]*(?=\s|[^\x00-\u2fff]|$)|[dyts的了是](?=\s|[^\x00-\u2fff]|$)|(?=\n)|$)|\S[\s\S]{0,90}"
)
"""A piece ends with a clause, a line, or a word that ends in one of a few letters: what comes before does not move its end."""

_ENDS = re.compile(
    r"[.!?…][\"'”’»)\]]*(?:[^\S\n]+»)?\s+(?=[\"'“‘«(\[]*[^\W_]|«[^\S\n]+\w)|[。！？]+[」』”’）]*\s*|\s*\n\s*"
)
_SHORT = re.compile(
    r"(?:^|[\s(\[\"'“‘])(?:[A-Z]|[A-Za-z](?:\.[A-Za-z])+|[Mm]rs?|Ms|Dr|Prof|Rev|Hon|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|"
    r"Sgt|Adm|Sr|Jr|vs|[Nn]o|Inc|Ltd|Co|Corp|Mt|Ft|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|etc|ca?|approx)$"
)
SHORTEST_STRETCH = 150
"""Characters."""
_STRETCH_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*|\n\s*")
_SPACED_OPENER = re.compile(r"«[^\S\n]+$")
_SPACED_CLOSER = re.compile(r"[^\S\n]+[»!?;:][»!?.,;:]*")
_OPENERS = "\"'“‘«([{¿¡「『#@"


class Words:
    """The words of one text. `folded[i]` lies at `text[starts[i]:ends[i]]`; `sentences` are ranges of
    word numbers, in order and without gaps; `paragraph[k]` numbers the paragraph of sentence k.
    `memo` is room for what other modules find out about the whole text once (facts, quotes). A very long text is `coarse`:
    its "words" are pieces of some words each, so that a book is compared in the time and room of an article."""

    __slots__ = ("__dict__", "_triples", "coarse", "ends", "folded", "memo", "starts", "text")

    def __init__(self, text: str, coarse: bool | None = None) -> None:
        self.text = text
        self.coarse = is_long(text) if coarse is None else coarse
        plain = fold_text(text)
        self.starts, self.ends = _places(text, _PIECE) if self.coarse else _spans(text)
        self.folded = [plain[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        if len(self.folded) > MANY_WORDS:
            self.folded = list(map(sys.intern, self.folded))
        self.memo: dict[str, Any] = {}
        self._triples: dict[int, frozenset[tuple[str, ...]]] = {}

    @cached_property
    def in_pieces(self) -> Words:
        """The same text, coarse."""
        return self if self.coarse else Words(self.text, coarse=True)

    def __len__(self) -> int:
        return len(self.folded)

    @cached_property
    def _cut(self) -> tuple[list[tuple[int, int]], list[int]]:
        starts, last, paragraph = self.starts, 0, 0
        ranges: list[tuple[int, int]] = []
        numbers: list[int] = []
        for end, breaks in _stretches(self.text) if self.coarse else _boundaries(self.text):
            stop = bisect_left(starts, end, last)
            while last < stop:
                ranges.append((last, min(stop, last + LONGEST_SENTENCE)))
                numbers.append(paragraph)
                last = ranges[-1][1]
            paragraph += breaks
        return ranges, numbers

    @property
    def sentences(self) -> list[tuple[int, int]]:
        return self._cut[0]

    @property
    def paragraph(self) -> list[int]:
        return self._cut[1]

    @cached_property
    def keys(self) -> list[tuple[str, ...]]:
        """The folded words of each sentence."""
        return [tuple(self.folded[first:stop]) for first, stop in self.sentences]

    def triples(self, sentence: int) -> frozenset[tuple[str, ...]]:
        """The runs of three words in a sentence."""
        made = self._triples.get(sentence)
        if made is None:
            key = self.keys[sentence]
            made = self._triples[sentence] = frozenset(zip(key, key[1:], key[2:], strict=False))
        return made

    @cached_property
    def plain(self) -> frozenset[str]:
        """All words in one spelling, without possessives."""
        return frozenset(plain_word(word.removesuffix("'s")) for word in set(self.folded))

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Text offsets of the words first to stop - 1, with the punctuation that belongs to them."""
        if first >= stop:
            at = self.ends[first - 1] if first else 0
            return at, at
        return self._open(first), self._close(stop - 1)

    def quote(self, first: int, stop: int) -> str:
        start, end = self.span(first, stop)
        return self.text[start:end]

    def _open(self, word: int) -> int:
        start, floor = self.starts[word], self.ends[word - 1] if word else 0
        while start > floor and self.text[start - 1] in _OPENERS:
            start -= 1
        spaced = _SPACED_OPENER.search(self.text, max(floor, start - 3), start)
        return spaced.start() if spaced else start

    def _close(self, word: int) -> int:
        end = self.ends[word]
        ceiling = self.starts[word + 1] if word + 1 < len(self.starts) else len(self.text)
        while end < ceiling and not self.text[end].isspace() and self.text[end] not in _OPENERS[2:]:
            end += 1
        spaced = _SPACED_CLOSER.match(self.text, end, min(ceiling, end + 6))
        return spaced.end() if spaced else end


def _spans(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Where each word begins and ends."""
    spans = [match.span() for match in WORD.finditer(text)]
    return [start for start, _ in spans], [end for _, end in spans]


def _places(text: str, pattern: re.Pattern[str]) -> tuple[Sequence[int], Sequence[int]]:
    """The same in a tenth of the room, a little slower."""
    starts, ends = array("q"), array("q")
    for match in pattern.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
    return starts, ends


def is_long(text: str) -> bool:
    if len(text) <= LONG_TEXT // 4:
        return False
    return len(text) > LONG_TEXT or len(_SPACELESS_WORD.findall(text[:2000])) > 1000


def fold_text(text: str) -> str:
    """Folded character by character, so that offsets stay."""
    if text.isascii():
        return text.lower()
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.replace("’", "'")


def is_spaceless(words: list[str]) -> bool:
    """Is most of the text in a script without spaces? Judged by its first words."""
    first = words[:200]
    return sum(_SPACELESS_WORD.match(word) is not None for word in first) > len(first) / 2


def _boundaries(text: str) -> list[tuple[int, int]]:
    """Offsets where a sentence ends, each with 1 where a paragraph ends too; the text's end closes the list."""
    cased = text != text.lower()
    cuts: list[tuple[int, int]] = []
    for match in _ENDS.finditer(text):
        end = match.end()
        breaks = 1 if "\n" in match.group() else 0
        if not breaks and match.group()[0] in ".…" and _runs_on(text, match.start(), end, cased):
            continue
        cuts.append((end, breaks))
    cuts.append((len(text), 1))
    return cuts


def _stretches(text: str) -> list[tuple[int, int]]:
    """As `_boundaries`, for a coarse text: about every fourth end of a sentence or line, chosen by the letter before it, so that
    what was put in or taken out moves no boundary but its own."""
    made, last = list[tuple[int, int]](), 0
    for match in _STRETCH_ENDS.finditer(text):
        if match.end() - last >= SHORTEST_STRETCH and ord(text[match.start() - 1]) % 4 == 1:
            last = match.end()
            made.append((last, 1))
    return [*made, (len(text), 1)]


def _runs_on(text: str, stop: int, following: int, cased: bool) -> bool:
    """Does the sentence go on after this full stop: an abbreviation, or small letters in a cased text?"""
    if cased and text[following].islower():
        return True
    return text[stop] == "." and _SHORT.search(text, max(0, stop - 8), stop) is not None
