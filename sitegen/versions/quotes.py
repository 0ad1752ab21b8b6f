"""Quotations, and who is said to have spoken them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sitegen.versions.fact import Fact, Range, between, sentence_number
from sitegen.versions.names import name_facts
from sitegen.versions.tokens import Words

QUOTE_LEAST = 3
"""Words; what is shorter in quotation marks is a term, not a quote."""
PHRASE_LEAST = 2
SPEAKER_NEAR = 12
"""Words between the verb of saying and the speaker's name, at most."""

_INSIDE = r"(?:[^{0}\n]|\n(?!\n)){{1,1200}}?"
_QUOTED = re.compile(
    r"(?:^|(?<=[\s(\[—–-]))\"(?=[^\s\"])(" + _INSIDE.format('"') + r")(?:\"(?!\w)|(?=\n\n\"))"
    r"|“(" + _INSIDE.format("“”") + r")(?:”|(?=\n\n“))"
    r"|„(" + _INSIDE.format("„“”") + r")[“”\"]"
    r"|«(" + _INSIDE.format("«»") + r")»|»(" + _INSIDE.format("«»") + r")«"
    r"|‘((?:[^‘’\n]|’(?=\w)){8,1200})’(?!\w)|「([^」]{4,1200})」"
)
"""A straight mark opens after a space and closes before none of a word's letters, so that the words between two short terms
in marks are not taken for a quotation; a quotation that goes on in the next paragraph ends with the paragraph."""
_SAID = frozenset(
    ["said", "says", "say", "told", "added", "adds", "warned", "warns", "asked", "insisted", "stated", "announced", "wrote", "posted", "tweeted", "replied", "explained", "argued", "claimed", "sagte", "sagt", "erklärte", "betonte", "so", "teilte", "dit", "déclaré", "affirmé", "expliqué", "ajouté", "assuré", "selon", "dijo", "declaró", "afirmó", "explicó", "señaló", "añadió"]
)  # fmt: skip


def quote_ranges(text: Words) -> list[Range]:
    """Word ranges in quotation marks, QUOTE_LEAST words at least."""
    return [span for span in all_quoted(text) if span[1] - span[0] >= QUOTE_LEAST]


def all_quoted(text: Words) -> Sequence[Range]:
    """Word ranges in quotation marks, PHRASE_LEAST words at least, in order; found once a text."""
    known: tuple[Range, ...] | None = text.memo.get("quotes")
    if known is None:
        known = text.memo["quotes"] = tuple(_quoted(text))
    return known


def quoted_between(text: Words, words: Range) -> Sequence[Range]:
    """Those that overlap some words."""
    spans = all_quoted(text)
    first = bisect_right(spans, (words[0], 0))
    return spans[max(first - 1, 0) : bisect_left(spans, (words[1], 0))]


def _quoted(text: Words) -> list[Range]:
    made = []
    for match in _QUOTED.finditer(text.text):
        group = match.lastindex or 1
        first, stop = bisect_left(text.starts, match.start(group)), bisect_left(text.starts, match.end(group))
        if stop - first >= PHRASE_LEAST:
            made.append((first, stop))
    return made


def speaker(text: Words, quote: Range) -> Fact | None:
    """The name beside the verb of saying in the quote's own sentence, outside quotations: before the verb or after it."""
    first, stop = _around(text, quote)
    outside = [at for at in range(first, stop) if text.folded[at] in _SAID and not _in_quote(text, at)]
    names = [name for name in between(text, name_facts, (first, stop)) if not _in_quote(text, name.first)]
    ranked = [(_apart(name, verb), name.first, name) for verb in outside for name in names]
    best = min(ranked, default=None, key=lambda found: found[:2])
    return best[2] if best and best[0] <= SPEAKER_NEAR else None


def _apart(name: Fact, verb: int) -> int:
    return name.first - verb if name.first > verb else verb - name.stop + 1


def _around(text: Words, quote: Range) -> Range:
    """The words of the sentences that the quote begins and ends in."""
    last = text.sentences[sentence_number(text, max(quote[1] - 1, quote[0]))]
    begin = text.sentences[sentence_number(text, quote[0])]
    # The attribution may follow a full stop inside the marks: `"… done." said X`.
    following = sentence_number(text, last[1]) if last[1] < len(text) and last[1] == quote[1] else -1
    stop = text.sentences[following][1] if following >= 0 and text.folded[last[1]] in _SAID else last[1]
    return begin[0], stop


def _in_quote(text: Words, word: int) -> bool:
    spans = all_quoted(text)
    at = bisect_right(spans, (word, len(text) + 1)) - 1
    return at >= 0 and spans[at][0] <= word < spans[at][1]
