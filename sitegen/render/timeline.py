"""A story in time: a lane for each outlet, a point for each version, lines from parent to child."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from markupsafe import Markup, escape

from sitegen.render import words
from sitegen.render.html import line
from sitegen.render.views import StoryView, Version

LANE = 36
FOOT = 24
MOST_LANES = 16
MOST_POINTS = 60
MOST_DOTS = 2_000
CROWDED = 7
"""With more points than this in one lane, the chart keeps a width that a narrow screen scrolls."""


def fits(view: StoryView) -> bool:
    """Whether there are few enough lanes and versions for a chart of them."""
    return len({_lane_of(version) for version in view.versions}) <= MOST_LANES and len(view.versions) <= MOST_DOTS


def is_numbered(view: StoryView) -> bool:
    """Whether a reader could follow numbers and lines; else each version is a dot."""
    return fits(view) and len(view.versions) <= MOST_POINTS


def draw(view: StoryView) -> Markup:
    """The lanes' names beside the chart, or nothing where there are more lanes or points than a reader can follow."""
    versions = view.versions
    lanes = list(dict.fromkeys(_lane_of(version) for version in versions))
    if not fits(view):
        return Markup("")
    if not is_numbered(view):
        return _dotted(view, lanes)
    places = _places(versions, lanes)
    height = LANE * len(lanes) + FOOT
    parts = [_lane(row) for row in range(len(lanes))] + _axis(versions, places, height) + [_lines(view, places, height)]
    parts += [_point(version, places[version.number]) for version in versions]
    crowded = max(Counter(_lane_of(version) for version in versions).values()) > CROWDED
    return _framed(view, lanes, parts, crowded)


def _dotted(view: StoryView, lanes: list[str]) -> Markup:
    """Every version as a dot in its outlet's lane; those without a day are left out."""
    moments = [_moment(version.ref.published) for version in view.versions]
    known = [moment for moment in moments if moment is not None]
    if not known:
        return Markup("")
    first, span = min(known), max(max(known) - min(known), 1e-9)
    places = {
        version.number: (4 + 92 * (moment - first) / span, LANE * lanes.index(_lane_of(version)) + LANE // 2)
        for version, moment in zip(view.versions, moments, strict=True) if moment is not None
    }  # fmt: skip
    height = LANE * len(lanes) + FOOT
    parts = [_lane(row) for row in range(len(lanes))] + _axis(view.versions, places, height)
    parts += [_dot(version, places[version.number]) for version in view.versions if version.number in places]
    return _framed(view, lanes, parts, crowded=False)


def _dot(version: Version, place: tuple[float, int]) -> str:
    kind = "same" if version.same_as != version.number else "own"
    title = f"Version {version.number}, {words.date(version.ref.published)}: {line(version.ref.title)[:80]}"
    return f'<circle class="dot {kind}" cx="{place[0]:.2f}%" cy="{place[1]}" r="{4 if kind == "same" else 5}"><title>{escape(title)}</title></circle>'


def _framed(view: StoryView, lanes: list[str], parts: list[str], crowded: bool) -> Markup:
    """The chart with the lanes' names beside it."""
    height = LANE * len(lanes) + FOOT
    label = f"{words.plural(len(view.versions), 'version')} in {words.plural(len(lanes), 'lane')}, one for each outlet; the table below says the same"
    names = "".join(f"<li><span>{escape(name[:60])}</span></li>" for name in lanes)
    return Markup(
        f'<div class="lanes-grid{" crowded" if crowded else ""}"><ol class="lane-names" aria-hidden="true">{names}</ol>'
        f'<div class="lane-chart"><svg class="chart timeline" width="100%" height="{height}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg></div></div>'
    )


def _lane_of(version: Version) -> str:
    """The outlet, or the agency whose copy it is where no outlet is known."""
    if version.ref.outlet:
        return line(version.ref.outlet)
    return f"outlet unknown ({line(version.agencies[0])})" if version.agencies else "outlet unknown"


def _places(versions: tuple[Version, ...], lanes: list[str]) -> dict[int, tuple[float, int]]:
    """By version number: x in percent, y in pixels. Points of one lane never cover each other."""
    shares = _shares([_moment(version.ref.published) for version in versions])
    rows: dict[int, list[tuple[float, int]]] = {}
    for version, share in zip(versions, shares, strict=True):
        rows.setdefault(lanes.index(_lane_of(version)), []).append((4 + 92 * share, version.number))
    made = {}
    for row, points in rows.items():
        for number, x in _apart(sorted(points)):
            made[number] = (x, LANE * row + LANE // 2)
    return made


def _apart(points: list[tuple[float, int]]) -> list[tuple[int, float]]:
    """(number, x) with room for a point between each and the next, pushed right, then left from the edge."""
    room = min(9.0, 92 / max(len(points) - 1, 1))
    xs: list[float] = []
    for x, _ in points:
        xs.append(max(x, xs[-1] + room) if xs else x)
    for place in range(len(xs) - 1, -1, -1):
        xs[place] = min(xs[place], 96 if place == len(xs) - 1 else xs[place + 1] - room)
    return [(number, x) for (_, number), x in zip(points, xs, strict=True)]


def _shares(moments: list[float | None]) -> list[float]:
    """Each moment's part of the whole time, 0 to 1; without a day, a place between its neighbours in order."""
    known = [moment for moment in moments if moment is not None]
    first, last = (min(known), max(known)) if known else (0.0, 0.0)
    if last <= first:
        return [place / max(len(moments) - 1, 1) for place in range(len(moments))]
    shares = [None if moment is None else (moment - first) / (last - first) for moment in moments]
    return [_between(shares, place) if share is None else share for place, share in enumerate(shares)]


def _between(shares: list[float | None], place: int) -> float:
    before = next(
        ((n, s) for n, s in zip(range(place - 1, -1, -1), shares[:place][::-1], strict=True) if s is not None),
        (-1, 0.0),
    )
    after = next(((n, s) for n, s in enumerate(shares[place:], place) if s is not None), (len(shares), 1.0))
    return before[1] + (after[1] - before[1]) * (place - before[0]) / (after[0] - before[0])


def _moment(iso: str | None) -> float | None:
    """Days; None for a date that names no day."""
    if not iso or len(iso) < 10:
        return None
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return found.toordinal() + (found.hour * 60 + found.minute) / 1440


def _lane(row: int) -> str:
    y = LANE * row + LANE // 2
    return f'<line class="lane" x1="0%" x2="100%" y1="{y}" y2="{y}"></line>'


def _axis(versions: tuple[Version, ...], places: dict[int, tuple[float, int]], height: int) -> list[str]:
    dated = [version for version in versions if _moment(version.ref.published) is not None]
    if not dated:
        return []
    ends = [min(dated, key=lambda v: places[v.number][0]), max(dated, key=lambda v: places[v.number][0])]
    labels = [words.short(version.ref.published) for version in ends]
    made = [f'<text class="axis" x="0%" y="{height - 4}">{escape(labels[0])}</text>']
    return made + (
        [f'<text class="axis" x="100%" y="{height - 4}" text-anchor="end">{escape(labels[1])}</text>']
        if labels[1] != labels[0]
        else []
    )


def _lines(view: StoryView, places: dict[int, tuple[float, int]], height: int) -> str:
    """From parent to child, in a drawing that is stretched with the chart's width: a curve that leaves its
    parent upwards or downwards and arrives along the child's lane crosses no point between."""
    numbers = {version.ref.id: version.number for version in view.versions}
    made = []
    for step in view.lineage:
        kind = "sure" if step.confidence >= 0.75 else "likely"
        for parent, style in [(step.from_, kind), *((id, "also") for id in step.also)]:
            a, b = places.get(numbers.get(parent or "", 0)), places.get(numbers.get(step.article, 0))
            if a and b:
                made.append(f'<path class="descent {style}" d="{_curve(a, b)}"></path>')
    return f'<svg viewBox="0 0 100 {height}" preserveAspectRatio="none" width="100%" height="{height}">{"".join(made)}</svg>'


def _curve(a: tuple[float, int], b: tuple[float, int]) -> str:
    """Inside a lane an arc above it, flat between neighbours; past a lane at one moment, around its left."""
    (x, y), (u, v) = a, b
    if y == v:
        rise = 0 if u - x < 10 else 14
        return f"M{x:.2f} {y}C{x + (u - x) / 4:.2f} {y - rise} {u - (u - x) / 4:.2f} {y - rise} {u:.2f} {v}"
    if abs(u - x) < 4 and abs(v - y) > LANE:
        return f"M{x:.2f} {y}C{x - 5:.2f} {y} {u - 5:.2f} {v} {u:.2f} {v}"
    return f"M{x:.2f} {y}C{x:.2f} {y + (v - y) * 0.8:.0f} {x + (u - x) * 0.35:.2f} {v} {u:.2f} {v}"


def _point(version: Version, place: tuple[float, int]) -> str:
    kind = "same" if version.same_as != version.number else "own"
    title = f"Version {version.number}, {words.date(version.ref.published)}: {line(version.ref.title)[:120]}"
    return (f'<g class="point {kind}"><title>{escape(title)}</title><circle cx="{place[0]:.2f}%" cy="{place[1]}" r="11"></circle>'
            f'<text x="{place[0]:.2f}%" y="{place[1] + 4}" text-anchor="middle">{version.number}</text></g>')  # fmt: skip
