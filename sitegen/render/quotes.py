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

_BEFORE = re.compile(rf"[\s,.;–—-]{{1,4}}(?:{_VERB})\s(?:(?!(?:{_LINKS})\b)[^\W\d]+[\s-]){{0,4}}", re.IGNORECASE)
"""Between a quotation and the name: “…,” said harbour master NAME."""

_AFTER = re.compile(
    rf"(?:’s|'s)?,?(?:\s[^,.;“”\"]{{0,60}},){{0,2}}\s(?:[^\W\d]+\s){{0,2}}?(?:{_VERB})\b", re.IGNORECASE
)
"""After the name: NAME, 58, of the harbour office, said."""

_GAP = re.compile(r"[^.!?“”\"]{1,60}")
"""From the verb to the quotation: told reporters on Monday: “…”."""


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
    if any(found.start() < start < found.end() for found in quotes):
        return None
    verb = _AFTER.match(paragraph, end)
    spoken_by = (found for found in quotes if _speaks(paragraph, found, (start, end), verb))
    return next((found.group(1)[:LONGEST] for found in spoken_by), None)


def _speaks(paragraph: str, quote: re.Match[str], name: tuple[int, int], verb: re.Match[str] | None) -> bool:
    """Whether nothing but the verb of speech stands between the quotation and the name."""
    if quote.end() <= name[0]:
        between = paragraph[quote.end() : name[0]]
        return bool(_BEFORE.fullmatch(between[:90]) or (verb and not between.strip(" ,.–—")))
    return bool(verb and verb.end() < quote.start() and _GAP.fullmatch(paragraph, verb.end(), quote.start()))
