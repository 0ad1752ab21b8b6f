"""The dateline grammar: a place, a date and a credit before the first sentence, in their many typographies.

    PARIS, March 3 (Reuters) - Text        LIMA (AP) — Text           BERLIN, 4. März (dpa) - Text
    NAIROBI, Feb. 2 (Xinhua) -- Text       ISLAMABAD, Dec 7 (APP): Text      Madrid, 3 mar (EFE).- Text
    Harar, (APP - Lantern News / Green Line Post - 3rd Mar, 2023) Text       (Reuters) - Text

A dateline is read part by part (places, region, date, credit, the mark that ends it) and then
judged: a place needs a date or a credit beside it; without both, it must be a known place and
a mark must end it. What merely looks like one ("Jones (left) - a lawyer") stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from sitegen.clean.wire.agencies import agencies_only
from sitegen.clean.wire.calendar import match_date
from sitegen.clean.wire.dateline_parts import (
    Parts,
    read_credit,
    read_credit_part,
    read_date_part,
    read_end,
    read_places,
    read_region,
)
from sitegen.clean.wire.dateline_scripts import arabic, east_asian
from sitegen.clean.wire.dateline_types import Dateline
from sitegen.clean.wire.places import is_cased, is_known, is_region, usual_capitals, usual_name

__all__ = ["Dateline", "read_dateline"]

LONGEST = 180
"""Characters: no dateline is longer."""
_REMEMBERED = 256
"""Paragraphs: the rules of one article ask about the same ones again and again."""
_SHORTEST_SENTENCE = 30
_SHORTEST_AFTER_DAY = 45
"""Characters that must follow `Kessel, 3 March 1987.` in small letters: less is a diary's heading or a caption."""
_LEDE = 1200
"""Characters in which a place that no table knows may come again."""

_CALLED_AGENCY = re.compile(
    r"\b(?:Agency|Agence|Agencia|Agentur|Agenzia|Agência|Press|Presse|Prensa|Wire|Newswire|News Service)\b|وكالة"
)
_OPENING = re.compile(r"[\s*_>#•-]*(?:[a-zäöü]{2,4}\. (?=[^\W\d_a-z]))?")
"""Marks, and the initials that German papers sign with before the place (`fab. Genf, 3. März.`)."""
_STOPS = re.compile(r"[.!?…。！？؟।](?:[\"'”’»)\]]|\s|$)")
_YEAR = re.compile(r"\d{4}")
_ASIDE = re.compile(r"\s[-–—ـ]+\s")
"""A second dash: where no capital shows that a sentence begins, what stands between the two is an aside."""
_SCORE = re.compile(r"\d\s?[-–:]\s?\d")


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph, None where there is none."""
    return _read(text[: LONGEST + _LEDE])


@lru_cache(_REMEMBERED)
def _read(text: str) -> Dateline | None:
    head = text[:LONGEST]
    opening = _OPENING.match(head)
    starts = dict.fromkeys((opening.end() if opening else 0, len(head) - len(head.lstrip(" *_>#•-\t"))))
    return next(
        (found for start in starts for _, form in FORMS if (found := form(text, start))),
        None,
    )


def _place_first(text: str, start: int) -> Dateline | None:
    head = text[:LONGEST]
    parts = read_places(head, start)
    if parts is None:
        return None
    read_region(head, parts)
    read_date_part(head, parts)
    read_credit_part(head, parts)
    if not parts.date:
        read_date_part(head, parts)
    read_end(head, parts)
    return _judged(text, parts)


JUDGES: tuple[tuple[str, Callable[[str, Parts], bool]], ...] = (
    ("agency-and-mark", lambda rest, p: bool(p.agencies) and p.ended in ("mark", "colon")),
    ("agency-and-date", lambda rest, p: bool(p.agencies) and bool(p.date) and p.ended in ("space", "stop") and _opens(rest)),
    ("agency-in-slashes", lambda rest, p: bool(p.agencies) and p.dated_credit and bool(p.ended)),
    ("agency-and-stop", lambda rest, p: bool(p.agencies) and p.ended == "stop" and _sentence(rest)),
    ("agency-after-place", lambda rest, p: bool(p.agencies) and p.ended in ("space", "stop") and _opens(rest) and (p.capitals or _attested(rest, p))),
    ("date-and-mark", lambda rest, p: bool(p.date) and not p.names and p.ended == "mark" and _opens(rest) and (p.capitals or _attested(rest, p))),
    ("date-and-colon", lambda rest, p: bool(p.date) and not p.names and p.ended == "colon" and _opens(rest) and (p.capitals or (_known(p) and (not _YEAR.search(p.date) or len(rest) >= _SHORTEST_AFTER_DAY)))),
    ("date-and-stop", lambda rest, p: bool(p.date) and not p.names and p.ended == "stop" and _attested(rest, p) and _sentence(rest, _SHORTEST_SENTENCE if p.capitals else _SHORTEST_AFTER_DAY)),
    ("name-and-mark", lambda rest, p: bool(p.names) and p.ended in ("mark", "colon") and _opens(rest) and _placed(rest, p)),
    ("name-and-date", lambda rest, p: bool(p.names) and bool(p.date) and p.ended in ("mark", "colon", "stop") and _opens(rest)),
    ("name-with-date", lambda rest, p: bool(p.names) and p.dated_credit and bool(p.ended) and _opens(rest)),
    ("place-and-mark", lambda rest, p: _bare(p) and p.ended == "mark" and _sentence(rest, _least(p)) and (_known(p) or (p.capitals and (is_region(p.region) or _recurs(rest, p))))),
    ("place-and-colon", lambda rest, p: _bare(p) and p.ended == "colon" and p.capitals and _sentence(rest, _least(p)) and _known(p)),
    ("place-and-stop", lambda rest, p: _bare(p) and p.ended == "stop" and p.capitals and _sentence(rest) and _known(p)),
    ("place-in-a-state", lambda rest, p: _bare(p) and p.ended == "space" and p.capitals and p.region.endswith(".") and is_region(p.region) and _sentence(rest) and _known(p)),
)  # fmt: skip
"""What makes the parts a dateline, strongest first; `rest` is the text after them."""


def _bare(parts: Parts) -> bool:
    return not (parts.agencies or parts.names or parts.date)


def _known(parts: Parts) -> bool:
    return is_known(parts.places[0])


def _placed(rest: str, parts: Parts) -> bool:
    """Whether the place that stands before an unknown name is one."""
    return (parts.capitals and is_region(parts.region)) or (_known(parts) and (parts.capitals or _sentence(rest)))


def _recurs(rest: str, parts: Parts) -> bool:
    """Whether the text comes back to the place: `ARCE — The pass to the town of Arce …`. In capitals only, it is
    as often an acronym's."""
    place = usual_capitals(parts.places[0]).strip(". ")
    return len(place) > 3 and re.search(rf"(?<!\w){re.escape(place)}(?!\w)", rest[:_LEDE]) is not None


def _attested(rest: str, parts: Parts) -> bool:
    return _known(parts) or _recurs(rest, parts)


def _opens(rest: str) -> bool:
    """Whether a sentence may begin here: with a capital, a figure, a quotation mark, or in a script without case."""
    first = next((c for c in rest if c.isalnum()), "")
    return bool(first) and not first.islower()


def _least(parts: Parts) -> int:
    """How much text must follow a bare place: capitals need less of it."""
    return _SHORTEST_SENTENCE // 2 if parts.capitals else _SHORTEST_SENTENCE


def _sentence(rest: str, least: int = _SHORTEST_SENTENCE) -> bool:
    """Whether running text follows, and not a second place or a score ("Madrid - Barcelona 2-1")."""
    words = rest[:LONGEST].split()
    small = any(word[0].islower() for word in words[1:7]) or not rest[:LONGEST].isascii()
    if not _opens(rest) or len(rest) < least or not small or _SCORE.search(" ".join(words[:4])):
        return False
    if not is_cased(rest) and _ASIDE.search(rest[:LONGEST]):
        return False
    return not is_known(words[0].strip(",.:"))


def _credited(parts: Parts) -> tuple[tuple[str, ...], str]:
    """Agencies and outlet. Where no agency is known, one word (`(ALP)`), or what calls itself an
    agency, stands for one; several words or an address are a newspaper."""
    if parts.agencies or not parts.names:
        return parts.agencies, parts.names[0] if parts.names else ""
    first, *more = parts.names
    if _DESKS.fullmatch(first):
        return (), more[0] if more else ""
    if parts.house:
        return (), usual_name(first)
    if (" " in first or "." in first.strip(".")) and not _CALLED_AGENCY.search(first):
        return (), usual_name(first)
    return (first,), more[0] if more else ""


def _judged(text: str, parts: Parts) -> Dateline | None:
    rest = text[parts.at : parts.at + _LEDE]
    if not parts.ended or not rest.strip() or not any(judge(rest, parts) for _, judge in JUDGES):
        return None
    reporter = _REPORTER_FIRST.fullmatch(parts.places[0]) if len(parts.places) > 1 else None
    byline = parts.byline or (f"{reporter['first']} {usual_capitals(reporter['last'])}" if reporter else "")
    places = tuple(usual_capitals(_without_marks(place)) for place in parts.places[1 if reporter else 0 :])
    return Dateline(parts.at, places, parts.date, *_credited(parts), (byline,) if byline else ())


def _without_marks(place: str) -> str:
    """`WASHINGTON D.C.` is Washington; `ST. LOUIS` stays."""
    plain = re.sub(r"[ ,]+D\.?C\.?$", "", place.strip()).strip(" ,")
    return plain[:-1] if plain.endswith(".") and plain.count(".") == 1 and " " not in plain else plain


_REPORTER_FIRST = re.compile(
    r"(?P<first>[^\W\d_]+[^\W\d_A-Z](?: [^\W\d_]+[^\W\d_A-Z])?) (?P<last>(?:(?![a-z])[^\W\d_]){2,})"
)
"""`Mehmet KAYA/BURSA, (DHA)`, as Turkish agencies write it."""
_CREDIT_FIRST = re.compile(
    r"(?:[(\[（【](?P<inside>[^()\[\]（）【】]{2,60})[)\]）】]|(?P<bare>[^\W\d_][\w./-]*(?: [^\W\d_][\w./-]*){0,3}?))"
    r"\s*(?:\.?\s?[-–—]{1,3}|[:|,]|(?<=[)\]）】])(?= ))\s*"
)
_DESKS = re.compile(
    r"(?:Web|News|Online|Monitoring|International|Foreign|World|City) Desk|Staff Report(?:er)?s?|(?:Our|Special|Staff)? ?Correspondents?|Own Correspondent|Bureau Report|Redacción|Rédaction|Redaktion|Newsroom|Combined Sources"
)
"""Credits that name nobody."""
_UNLISTED = re.compile(rf"[A-Z]{{3,5}}|{_DESKS.pattern}")
_ADDRESS = re.compile(r"[\w-]+(?:\.[A-Za-z]{2,4}){1,2}")
"""A house that signs with its address: `TEMPO.CO, Jakarta - Text`."""


def _credit_first(text: str, start: int) -> Dateline | None:
    """`(Reuters) - Text`, `AFP - Text`, `(ANSA) - ROMA, 07 DIC - Text`, `(Belga) Text`."""
    head = text[:LONGEST]
    found = _CREDIT_FIRST.match(head, start)
    if not found:
        return None
    written = found["inside"] or found["bare"]
    credit = read_credit(written)
    after = _place_first(text, found.end())
    if after and _ADDRESS.fullmatch(written) and not after.outlet:
        return msgspec.structs.replace(after, outlet=written)
    marked = found.group().rstrip()[-1] in "-–—:|"
    if credit.names and found["inside"] and marked and _UNLISTED.fullmatch(written) and _sentence(text[found.end() :]):
        return Dateline(found.end(), (), credit.date, *_credited(Parts(names=credit.names)))
    if _ADDRESS.fullmatch(written) and found["bare"] and marked and _sentence(text[found.end() :]):
        return Dateline(found.end(), outlet=written)
    if not credit.agencies or credit.names:
        return None
    if after:
        return msgspec.structs.replace(after, agencies=credit.agencies, date=after.date or credit.date)
    rest = text[found.end() :]
    comma = found.group().rstrip().endswith(",")
    begins = _opens(rest) if found["inside"] and marked else _sentence(rest)
    if found["bare"] and found.group().rstrip().endswith(":") and not _STOPS.search(rest):
        return None  # `Reuters: Ferry strike ends` is a headline
    return Dateline(found.end(), (), credit.date, credit.agencies) if begins and not comma else None


_BROADCAST = re.compile(r"\((?P<place>[^\W\d_][^()\d]{2,50})\)\s?(?:--|-|–|—)\s+")


def _place_in_brackets(text: str, start: int) -> Dateline | None:
    """`(Lakin, Kansas) -- Text`, as broadcasters write it."""
    found = _BROADCAST.match(text[:LONGEST], start)
    parts = read_places(found["place"], 0) if found else None
    if not found or not parts:
        return None
    read_region(f"{found['place']} (", parts)
    whole = parts.at >= len(found["place"]) and (is_region(parts.region) or is_known(parts.places[0]))
    if not whole or not _sentence(text[found.end() : found.end() + _LEDE]):
        return None
    return Dateline(found.end(), tuple(usual_capitals(place) for place in parts.places))


_AGENCY_AND_SPACE = re.compile(r"(?P<agency>[A-Z]{2,7}|[A-Z][a-z]{3,9}) (?=[^\W\d_a-z][a-z])")


def _agency_and_place(text: str, start: int) -> Dateline | None:
    """`AKP Phnom Penh, March 03, 2024 -- Text`: only with a date behind the place."""
    found = _AGENCY_AND_SPACE.match(text[:LONGEST], start)
    agencies = agencies_only(found["agency"]) if found else ()
    after = _place_first(text, found.end()) if found and agencies else None
    return msgspec.structs.replace(after, agencies=agencies) if after and after.date and not after.agencies else None


def _date_first(text: str, start: int) -> Dateline | None:
    """`Dec 7 (Reuters) - Text`, `7 December 2024, PARIS (AFP) - Text`."""
    head = text[:LONGEST]
    found = match_date(head, start)
    if not found:
        return None
    parts = Parts(found.end(), ("",), False, "", found.group())
    read_credit_part(head, parts)
    if parts.agencies:
        read_end(head, parts)
        marked = parts.ended in ("mark", "colon") and _opens(head[parts.at :])
        return Dateline(parts.at, (), parts.date, *_credited(parts)) if marked else None
    between = _BETWEEN.match(head, found.end())
    after = _place_first(text, between.end()) if between else None
    return msgspec.structs.replace(after, date=found.group()) if after and (after.agencies or after.outlet) else None


_BETWEEN = re.compile(r"\s*[,.،]?\s*(?:[-–—ـ]\s*)?")
_SPECIAL = re.compile(
    r"[(\[]?Special (?:Cable |Dispatch |Correspondence |Despatch |Telegram |Wireless )?(?:to|of|for) (?P<outlet>(?:THE|The|the) [^.:;—()\[\]]{3,50}?|[A-Z][^.:;—()\[\]]{3,50}?)[.:;)\]]+\s*[—-]?\s*"
)


def _special_first(text: str, start: int) -> Dateline | None:
    """`Special Cable to THE EVENING LEDGER. LIMA, May 2—Text`."""
    found = _SPECIAL.match(text[:LONGEST], start)
    after = _place_first(text, found.end()) if found else None
    if not found or not after:
        return None
    return msgspec.structs.replace(after, outlet=after.outlet or usual_name(found["outlet"]))


FORMS: tuple[tuple[str, Callable[[str, int], Dateline | None]], ...] = (
    ("east-asian", east_asian),
    ("arabic", arabic),
    ("special-first", _special_first),
    ("credit-first", _credit_first),
    ("place-in-brackets", _place_in_brackets),
    ("agency-and-place", _agency_and_place),
    ("date-first", _date_first),
    ("place-first", _place_first),
)
