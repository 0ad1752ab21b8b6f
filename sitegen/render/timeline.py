"""A story in time: a lane for each outlet, a point for each version, lines from parent to child."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup, escape

from sitegen.render import words
from sitegen.render.html import line
from sitegen.render.views import StoryView, Version

LANE = 44
TOP = 26
MOST_LANES = 16
MOST_POINTS = 60


def fits(view: StoryView) -> bool:
    """Whether a reader could follow the lanes."""
    return len({_lane_of(version) for version in view.versions}) <= MOST_LANES and len(view.versions) <= MOST_POINTS


def draw(view: StoryView) -> Markup:
    """The chart, or nothing where there are more lanes or points than a reader can follow."""
    versions = view.versions
    lanes = list(dict.fromkeys(_lane_of(version) for version in versions))
    if not fits(view):
        return Markup("")
    places = _places(versions, lanes)
    height = TOP + LANE * len(lanes) + 22
    parts = [_lane(name, row) for row, name in enumerate(lanes)] + _axis(versions, places, height)
    parts += _lines(view, places) + [_point(version, places[version.number]) for version in versions]
    label = f"{words.plural(len(versions), 'version')} in {words.plural(len(lanes), 'lane')}, one for each outlet; the table below says the same"
    return Markup(
        f'<svg class="chart timeline" width="100%" height="{height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    )


def _lane_of(version: Version) -> str:
    """The outlet, or the agency whose copy it is where no outlet is known."""
    if version.ref.outlet:
        return line(version.ref.outlet)
    return f"outlet unknown ({line(version.agencies[0])})" if version.agencies else "outlet unknown"


def _places(versions: tuple[Version, ...], lanes: list[str]) -> dict[int, tuple[float, int]]:
    """By version number: x in percent, y in pixels. Points of one lane never cover each other."""
    made: dict[int, tuple[float, int]] = {}
    used: dict[int, float] = {}
    for version, share in zip(versions, _shares([_moment(version.ref.published) for version in versions]), strict=True):
        lane = lanes.index(_lane_of(version))
        x = max(4 + 91 * share, used.get(lane, -9.0) + 4)
        used[lane] = x
        made[version.number] = (min(x, 97.0), TOP + LANE * lane + 27)
    return made


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


def _lane(name: str, row: int) -> str:
    y = TOP + LANE * row
    return (f'<line class="lane" x1="0%" x2="100%" y1="{y + 27}" y2="{y + 27}"></line>'
            f'<text class="lane-name" x="0%" y="{y + 10}">{escape(name[:60])}</text>')  # fmt: skip


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


def _lines(view: StoryView, places: dict[int, tuple[float, int]]) -> list[str]:
    numbers = {version.ref.id: version.number for version in view.versions}
    made = []
    for step in view.lineage:
        for parent, kind in [
            (step.from_, "sure" if step.confidence >= 0.75 else "likely"),
            *((id, "also") for id in step.also),
        ]:
            a, b = places.get(numbers.get(parent or "", 0)), places.get(numbers.get(step.article, 0))
            if a and b:
                made.append(
                    f'<line class="descent {kind}" x1="{a[0]:.2f}%" y1="{a[1]}" x2="{b[0]:.2f}%" y2="{b[1]}"></line>'
                )
    return made


def _point(version: Version, place: tuple[float, int]) -> str:
    kind = "same" if version.same_as != version.number else "own"
    title = f"Version {version.number}, {words.date(version.ref.published)}: {line(version.ref.title)[:120]}"
    return (f'<g class="point {kind}"><title>{escape(title)}</title><circle cx="{place[0]:.2f}%" cy="{place[1]}" r="11"></circle>'
            f'<text x="{place[0]:.2f}%" y="{place[1] + 4}" text-anchor="middle">{version.number}</text></g>')  # fmt: skip
