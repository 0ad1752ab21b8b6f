"""Where a place is: decided by the document's other places, its dateline and its outlet, else left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.entities import gazetteer
from sitegen.entities.gazetteer import Place

DOMINANT = 8
"""A namesake this many times as populous as the next is meant where nothing speaks for another."""


def countries(names: Iterable[str]) -> Counter[str]:
    """How often the given names speak for each country: countries, and places that lie in one country only."""
    found: Counter[str] = Counter()
    for name in names:
        code = gazetteer.country_of(name)
        if code:
            found[code] += 2
            continue
        codes = {place.country for place in gazetteer.lookup(name)}
        if len(codes) == 1:
            found[next(iter(codes))] += 1
    return found


def locate(name: str, votes: Counter[str]) -> Place | None:
    """The place meant by `name` in documents whose other places speak for the countries in `votes`."""
    options = gazetteer.lookup(name)
    if not options:
        return None
    fixed = [place for place in options if place.kind != "city"]
    if fixed:
        return _fixed(fixed, options, votes)
    best = max(options, key=lambda place: (votes[place.country] > 0, _weight(place, votes)))
    rivals = [place for place in options if place is not best and _far(place, best)]
    if not rivals:
        return best
    near = votes[best.country] - max(votes[place.country] for place in rivals)
    largest = max(place.people for place in rivals)
    if near > 0 and (best.people * 50 >= largest or near > 2):
        return best
    same_country = [place for place in rivals if place.country == best.country and place.people * 3 > best.people]
    if same_country and near <= 0:
        return None
    return best if best.people >= DOMINANT * max(1, largest) else None


def _weight(place: Place, votes: Counter[str]) -> float:
    return place.people * (1 + votes[place.country]) + place.main * 0.5


def _far(a: Place, b: Place) -> bool:
    return a.country != b.country or abs(a.lat - b.lat) + abs(a.lon - b.lon) > 1.0


def _fixed(fixed: Sequence[Place], options: Sequence[Place], votes: Counter[str]) -> Place | None:
    """Countries and regions; of two ("Georgia") the one whose country the document speaks of."""
    spots = {(place.lat, place.lon) for place in fixed}
    if len(spots) == 1:
        return fixed[0]
    states = [place for place in fixed if place.kind == "state" and votes["US"] > 0]
    others = [place for place in fixed if place.kind == "country" and votes[place.country] > 0]
    if bool(states) != bool(others):
        return (states or others)[0]
    if states and others:
        return max((*states, *others), key=lambda place: votes[place.country])
    return next((place for place in fixed if place.kind == "country"), None)
