"""The terms of a text by which two reports of one event know each other: names by their capitals, and content words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sitegen.versions.facts import name_facts
from sitegen.versions.prints import Hashes, hash_words
from sitegen.versions.style import FUNCTION_WORDS
from sitegen.versions.tokens import Words

TERMS_MOST = 240
"""Terms of one text, by first occurrence."""
WORD_LEAST = 5
"""Letters of a content word."""
NAME = np.uint64(1 << 24)
"""The lowest bit of a term's hash that an index keeps: set for a name."""


def name_terms(text: Words) -> dict[str, str]:
    """Folded names and the words of names, with the wording of the longest name they stand in."""
    made: dict[str, str] = {}
    for fact in name_facts(text, (0, len(text))):
        made.setdefault(fact.value, fact.shown)
        for word in fact.value.split():
            if len(word) > 2 and len(made.get(word, "")) < len(fact.shown):
                made[word] = fact.shown
    return made


def term_hashes(texts: Iterable[Words]) -> list[Hashes]:
    """Sorted distinct hashes of each text's terms; NAME tells names from words."""
    return [_hashes(text) for text in texts]


def _hashes(text: Words) -> Hashes:
    names = list(name_terms(text))[:TERMS_MOST]
    known = set(names)
    words = [word for word in dict.fromkeys(text.folded) if len(word) >= WORD_LEAST and word.isalpha()]
    words = [word for word in words if word not in FUNCTION_WORDS and word not in known][:TERMS_MOST]
    return np.unique(np.concatenate([hash_words(names) | NAME, hash_words(words) & ~NAME]))


def hash_of_name(name: str) -> int:
    return int(hash_words([name])[0] | NAME)
