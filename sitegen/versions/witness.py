"""Sentences that just two versions of a story have: what convinces a reader that one was made from the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from sitegen.versions.tokens import Words

TEXTS_MOST = 60
SENTENCE_LEAST = 6
"""Words; a shorter sentence may stand in two texts by chance."""
QUOTED_MOST = 110
"""Characters."""


def only_two(texts: Sequence[Words]) -> Callable[[int, int], str] | None:
    """A function that quotes the longest sentence which two texts have, by number, and none of the others; None where there are too
    few texts for that to say anything, or too many."""
    if not 2 < len(texts) <= TEXTS_MOST:
        return None
    kept = [{key: at for at, key in enumerate(text.keys) if len(key) >= SENTENCE_LEAST} for text in texts]
    having = Counter(key for one in kept for key in one)

    def quoted(one: int, other: int) -> str:
        shared = [(len(key), key) for key in kept[one].keys() & kept[other].keys() if having[key] == 2]
        if not shared:
            return ""
        text, sentence = texts[other], kept[other][max(shared)[1]]
        return _cut(" ".join(text.quote(*text.sentences[sentence]).split()))

    return quoted


def _cut(quote: str) -> str:
    """Without the quotation marks that would end the quotation around it."""
    plain = quote.translate(_MARKS)
    return plain if len(plain) <= QUOTED_MOST else plain[:QUOTED_MOST].rsplit(" ", 1)[0] + " …"


_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "’", "„": "‘", "«": "‹", "»": "›"})
