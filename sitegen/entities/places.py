"""Where a place is: decided by the document's other places and its dateline, its story, its outlet, else left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sitegen.entities import gazetteer
from sitegen.entities.gazetteer import STATE_CODES, Place

DOMINANT = 8
"""A namesake this many times as populous as the next is meant where nothing speaks for another."""
CLEARLY = 3
"""Within one country the namesake this many times as populous as the next."""
SMALLEST = 50
"""A namesake this many times smaller than the largest needs more than one voice."""
_CODES = {name.removesuffix(" State"): code for code, name in STATE_CODES.items()}

Tiers = Sequence[Counter[str]]
"""Voices for countries ("US") and states ("US/TX"), the nearest first: the document's other places and its dateline;
those of its story's other versions; its outlet."""


def countries(names: Iterable[str]) -> Counter[str]:
    """How often the given names speak for each country and state (see `voices`)."""
    found: Counter[str] = Counter()
    for name in names:
        for code, count in voices(name):
            found[code] += count
    return found


@lru_cache(maxsize=50_000)
def voices(name: str) -> tuple[tuple[str, int], ...]:
    """What one name speaks for: a country by its name or adjective, a place that lies in one or dwarfs its namesakes."""
    code = gazetteer.country_of(name)
    if code:
        return ((code, 2),)
    options = gazetteer.lookup(name)
    meant = options if len({place.country for place in options}) == 1 else [p for p in [_dominant(options)] if p]
    states = {_state(place) for place in meant}
    codes = {place.country for place in meant} | (states if len(states) == 1 and "" not in states else set())
    return tuple((code, 1) for code in sorted(codes))


def _state(place: Place) -> str:
    """ "US/TX" of a place in a state, or of the state itself."""
    code = place.state or (_CODES.get(place.name.removesuffix(" State"), "") if place.kind == "state" else "")
    return f"{place.country}/{code}" if code else ""


def locate(name: str, tiers: Tiers) -> Place | None:
    """The place meant by `name`: the first of the tiers that tells its namesakes apart decides; where none does, only
    a country, a region or a place that dwarfs all others is meant."""
    options, otherwise = _namesakes(name)
    mine = dict(voices(name)) if options else {}
    for number, votes in enumerate(tiers) if options else ():
        last = number == len(tiers) - 1 > 0  # the outlet alone moves no place that dwarfs the others
        place = _told(options, votes, mine if not last else {}, DOMINANT if last else SMALLEST)
        if place is not None:
            return place
    return otherwise


@lru_cache(maxsize=50_000)
def _namesakes(name: str) -> tuple[tuple[Place, ...], Place | None]:
    """The places between which something must decide, if there are such; and the one that is meant where nothing does."""
    options = gazetteer.lookup(name)
    areas = [place for place in options if place.kind in ("state", "region")]
    fixed = [place for place in options if place.kind not in ("state", "region", "city")]
    if fixed and not any(place.kind == "state" for place in areas):
        return (), fixed[0]
    if not any(_far(place, options[0]) for place in options):
        return (), options[0] if options else None
    otherwise = [*fixed, *areas]
    rivals = tuple(place for place in options if place.kind != "city" or not fixed)
    return rivals, otherwise[0] if otherwise else _dominant(options)


def _told(options: Sequence[Place], told: Counter[str], mine: Mapping[str, int], least: int) -> Place | None:
    """The namesake in the one country (and state) that the votes, without the name's own, speak for most."""
    votes = {code: count - mine.get(code, 0) for code, count in told.items()}
    ranked = Counter(
        {code: votes[code] for code in sorted({place.country for place in options}) if votes.get(code, 0) > 0}
    )
    (country, most), (_, second) = [*ranked.most_common(2), ("", 0), ("", 0)][:2]
    if most == second:
        return None
    inside = [place for place in options if place.country == country]
    named = [place for place in inside if votes.get(_state(place), 0) > 0] if any(map(_state, inside)) else []
    best = max(named or inside, key=lambda place: (place.kind != "city", place.people, place.main))
    if best.kind != "city":
        return best
    largest = max((place.people for place in options if place.country != country), default=0)
    rivals = [place.people for place in named or inside if _far(place, best)]
    small = best.people * least < largest and most - second <= 2
    return None if small or max(rivals, default=0) * CLEARLY > best.people else best


def _dominant(options: Sequence[Place]) -> Place | None:
    if not options:
        return None
    best = max(options, key=lambda place: (place.people, place.main))
    rivals = [place.people for place in options if _far(place, best)]
    return best if best.people >= DOMINANT * max(1, max(rivals, default=0)) else None


def _far(a: Place, b: Place) -> bool:
    return a.country != b.country or abs(a.lat - b.lat) + abs(a.lon - b.lon) > 1.0
