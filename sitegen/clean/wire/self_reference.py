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
    kept = list(draft.texts())
    whole = "\n".join(text for _, text in kept)
    named = [name for name in SELF_REFERRING if any(spelling in whole for spelling in AGENCIES[name])]
    for index, text in kept if named else ():
        for name in named:
            found = _pattern(name).search(text)
            if found:
                draft.found("agencies", (name,), "self-reference", _around(text, found), index)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    spelled = "|".join(re.escape(spelling) for spelling in AGENCIES[name])
    return re.compile(rf"\b(?:{spelled})(?:'s)? (?:\w+ )?(?:{_STAFF})\b|\b(?:{_TOLD}) (?:the )?(?:{spelled})\b")


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 40) : found.end() + 60].strip()
