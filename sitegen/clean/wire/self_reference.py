"""Agencies that speak of themselves in their copy: "An AFP correspondent", "told Reuters"."""

from __future__ import annotations

import re
from functools import cache

from sitegen.clean.draft import Draft
from sitegen.clean.wire.agencies import AGENCIES, SELF_REFERRING

_STAFF = (r"correspondents?|reporters?|journalists?|photographers?|videographers?|teams?|crews?|stringers?|witness(?:es)?"
          r"|journalistes?|correspondants?|photographes?|vidéastes?|équipes?|periodistas?|corresponsal|fotógrafos?")  # fmt: skip
_TOLD = (r"told|told to|speaking to|speaking with|interviewed by|verified by|seen by|reviewed by|obtained by|contacted by"
         r"|described to|said to|viewed by|according to an?|compiled by|by an?|interview with|tally by|count by")  # fmt: skip


def note_self_references(draft: Draft) -> None:
    """Notes each agency that the kept text treats as its own house, with the sentence part that does so."""
    for index, text in draft.texts():
        for name in SELF_REFERRING:
            found = _mention(name, text)
            if found:
                draft.found("agencies", (name,), "self-reference", _around(text, found), index)


def _mention(name: str, text: str) -> re.Match[str] | None:
    if not any(spelling in text for spelling in AGENCIES[name] if len(spelling) < 12):
        return None
    return _pattern(name).search(text)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    spelled = "|".join(re.escape(spelling) for spelling in AGENCIES[name])
    return re.compile(rf"\b(?:{spelled})(?:'s)? (?:\w+ )?(?:{_STAFF})\b|\b(?:{_TOLD}) (?:the )?(?:{spelled})\b")


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 40) : found.end() + 60].strip()
