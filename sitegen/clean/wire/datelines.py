"""The dateline grammar: a place, a date and a credit before the first sentence, in their many typographies.

    PARIS, March 3 (Reuters) - Text        LIMA (AP) — Text           BERLIN, 4. März (dpa) - Text
    NAIROBI, Feb. 2 (Xinhua) -- Text       ISLAMABAD, Dec 7 (APP): Text
    Beirut, (APP - UrduPoint / Pakistan Point News - 8th Dec, 2024) Text

A dateline needs a place and, beside it, a date or a credit; without both, a place that is known
and a mark that ends it. What merely looks like one ("Jones (left) - a lawyer") stays prose.
"""

from __future__ import annotations

import re

import msgspec

from sitegen.clean.wire.agencies import agencies_only
from sitegen.clean.wire.places import usual_capitals
from sitegen.text import month_number

LONGEST = 160
"""Characters: no dateline is longer."""

_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĠĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩА-ЯЁЇІЄҐ"
_CAPS_WORD = rf"(?:[{_UPPER}][{_UPPER}'’.]*|Mc[{_UPPER}]+|[dDlL]['’][{_UPPER}]+)"
_CAPS = rf"{_CAPS_WORD}(?:(?:[ -]|/|, ?| (?:and|et|y|und|e|&) ){_CAPS_WORD})*"
_TITLE_WORD = rf"(?:[{_UPPER}][^\W\d_]*(?:['’.-][^\W\d_]*)*)"
_TITLE = rf"{_TITLE_WORD}(?:[ /-](?:(?:de|del|la|le|los|las|el|al|of|the|am|an|der|sur|do|da|di|du|des|and|et|y|und) ){{0,2}}{_TITLE_WORD}){{0,3}}"
_END = r"(?:\s*[:.]?\s*(?:\.?[-–—]{1,3}|[-–—]{1,2}\.|:|=)\s*)"
_CREDIT = r"[(\[]\s*(?P<credit>[^()\[\]]{2,90}?)\s*[)\]]"

_SHAPE = re.compile(
    rf"(?P<place>{_CAPS}|{_TITLE})(?![^\W_])(?P<region>,\s*[^\W\d_][\w.' ]{{1,24}}?)?"
    rf"(?:[,.]?\s*(?P<date>[^()\[\]:–—]{{3,28}}?))?"
    rf"[,.]?\s*{_CREDIT}(?P<end>{_END}|\s+)"
)


class Dateline(msgspec.Struct, frozen=True):
    """A dateline found: `end` is where the text begins; the rest is as written, empty where absent.

    `places` are cities in their usual capitals; `agencies` short names; `outlet` a credit that is no agency.
    """

    end: int
    places: tuple[str, ...] = ()
    date: str = ""
    agencies: tuple[str, ...] = ()
    outlet: str = ""


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph, None where there is none."""
    found = _SHAPE.match(text[:LONGEST])
    if not found:
        return None
    agencies, outlet, date = read_credit(found["credit"])
    written = (found["date"] or "").strip(" ,.")
    if written and not looks_like_date(written):
        return None
    if not agencies:
        return None
    if not found["end"].strip() and not date:
        return None
    return Dateline(found.end(), (usual_capitals(found["place"]),), written or date, agencies, outlet)


def read_credit(credit: str) -> tuple[tuple[str, ...], str, str]:
    """The agencies, the outlet and the date in what stands between a dateline's brackets."""
    agencies: list[str] = []
    outlet = date = ""
    for part in re.split(r"\s+[-–—|]\s+|\s*;\s*", credit.strip()):
        names = agencies_only(part)
        if names:
            agencies += names
        elif looks_like_date(part):
            date = date or part
        else:
            outlet = outlet or part
    return tuple(dict.fromkeys(agencies)), outlet, date


def looks_like_date(written: str) -> bool:
    """Whether a short text names a day: a month's name with a number, or digits in a date's shape."""
    if re.search(r"\d{1,4}\s*[-./]\s*\d{1,2}", written):
        return True
    return bool(re.search(r"\d", written)) and any(month_number(word) for word in re.findall(r"[^\W\d_]{3,}", written))
