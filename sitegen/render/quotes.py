"""What a person is quoted as saying: a quotation in the paragraph that names them beside a verb of speech."""

from __future__ import annotations

import re

VERBS = (
    "said", "says", "say", "told", "added", "adding", "asked", "warned", "wrote", "writes", "insisted", "argued", "recalled", "replied",
    "explained", "stated", "declared", "announced", "sagte", "erklärte", "dit", "déclaré", "affirmé", "dijo", "afirmó", "declaró", "disse", "detto",
)  # fmt: skip
LONGEST = 320
FEWEST_WORDS = 4
_QUOTE = re.compile(r"[“\"„«]\s?([^“”\"„«»]{12,600}?)\s?[”\"“»]")
_VERB = "|".join(VERBS)
_LINKS = "of|to|that|about|by|with|and|as|for|in|from|on|at|when|after|before|if|how|why"
"""Words after which a name is not the speaker's."""

_BEFORE = re.compile(rf"\b(?:{_VERB})\s(?:(?!(?:{_LINKS})\b)[^\W\d]+[\s-]){{0,4}}$", re.IGNORECASE)
_AFTER = re.compile(
    rf"^(?:’s|'s)?,?(?:\s[^,.;“”\"]{{0,60}},){{0,2}}\s(?:[^\W\d]+\s){{0,2}}?(?:{_VERB})\b", re.IGNORECASE
)


def spoken(text: str, start: int, end: int) -> str | None:
    """The quotation that the person named at this range of the text speaks, if the words around say so.

    >>> spoken('“We saw the light go out,” said Ilse Brandt.', 33, 44)
    'We saw the light go out,'
    """
    top = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    bottom = text.find("\n\n", end)
    paragraph = text[top : bottom if bottom >= 0 else len(text)][:4000]
    start, end = start - top, end - top
    quotes = [found for found in _QUOTE.finditer(paragraph) if len(found.group(1).split()) >= FEWEST_WORDS]
    if not quotes or any(found.start() < start < found.end() for found in quotes):
        return None
    if not (_BEFORE.search(paragraph[max(0, start - 60) : start]) or _AFTER.match(paragraph[end : end + 110])):
        return None
    nearest = min(quotes, key=lambda found: min(abs(found.end() - start), abs(found.start() - end)))
    return nearest.group(1)[:LONGEST]
