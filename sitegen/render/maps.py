"""The offline map: a plain projection (longitude and latitude as they are) over the theme's outline of the world."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from sitegen.model import Entity
from sitegen.render import words
from sitegen.render.desk import Desk
from sitegen.render.html import line

WORLD = "static/world.svg"
WIDE = 2.4
"""Width of the world map over its height."""


def place_map(desk: Desk, entity: Entity) -> Markup:
    """A place in its surroundings: about 40 degrees across."""
    lat, lon = entity.lat or 0.0, entity.lon or 0.0
    x, y = min(max(lon + 180 - 22, 0), 316), min(max(90 - lat - 11, 0), 158)
    label = f"Map: {line(entity.name)} at {lat:.2f}, {lon:.2f}"
    dot = f'<circle class="here" cx="{lon + 180:.2f}" cy="{90 - lat:.2f}" r="0.55"></circle>'
    return _svg(desk, f"{x:.2f} {y:.2f} 44 22", label, dot, "map small")


def world_map(desk: Desk, points: Sequence[tuple[str, str, float, float, int]]) -> Markup:
    """All places with coordinates; the larger the point, the more articles. The list says the same."""
    if not points:
        return Markup("")
    most = max(point[4] for point in points) or 1
    box = _box([(point[3] + 180, 90 - point[2]) for point in points])
    dots = "".join(_dot(desk, point, most, box[2]) for point in sorted(points, key=lambda point: (-point[4], point[0])))
    return _svg(
        desk, " ".join(f"{side:.2f}" for side in box), f"Map of {words.plural(len(points), 'place')}", dots, "map world"
    )


def _box(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The part of the world that holds nine tenths of the points, with room around: at least 50 degrees wide."""
    xs, ys = sorted(x for x, _ in points), sorted(y for _, y in points)
    cut = len(points) // 20
    left, right, top, bottom = xs[cut], xs[-1 - cut], ys[cut], ys[-1 - cut]
    width = min(360.0, max(50.0, (right - left) * 1.25, (bottom - top) * 1.25 * WIDE))
    height = width / WIDE
    x = min(max((left + right - width) / 2, 0.0), 360.0 - width)
    y = min(max((top + bottom - height) / 2, 0.0), 180.0 - height)
    return x, y, width, height


def _dot(desk: Desk, point: tuple[str, str, float, float, int], most: int, width: float) -> str:
    url, name, lat, lon, count = point
    size = (0.7 + 2.1 * (count / most) ** 0.5) * width / 360
    title = f"{line(name)}: {words.plural(count, 'article')}"
    return (f'<a href="{desk.link(url)}" aria-label="{escape(title)}"><circle cx="{lon + 180:.2f}" cy="{90 - lat:.2f}" r="{size:.3f}"></circle>'
            f"<title>{escape(title)}</title></a>")  # fmt: skip


def _svg(desk: Desk, box: str, label: str, inner: str, kind: str) -> Markup:
    image = f'<image href="{desk.link(WORLD)}" x="0" y="0" width="360" height="180"></image>'
    role = "group" if "<a " in inner else "img"
    return Markup(
        f'<svg class="{kind}" viewBox="{box}" role="{role}" aria-label="{escape(label)}">{image}{inner}</svg>'
    )
