"""Small pure functions on text that more than one stage needs. Imports nothing of ours."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word: letters and digits, with inner apostrophes."""


def fold(text: str) -> str:
    """For comparing: NFKD without combining marks, casefolded, white space folded.

    >>> fold("Erdoğan  ")
    'erdogan'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def count_words(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))
