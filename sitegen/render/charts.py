"""Charts as inline SVG, drawn at build time: widths in percent, so that they fit any screen without
shrinking their text; no style attributes, no scripts. Every chart stands beside its numbers in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape

from sitegen.render import words
from sitegen.render.desk import Desk
from sitegen.render.views import Tally


def heat_strip(shares: Sequence[tuple[int, int, int, int]], length: int, label: str) -> Markup:
    """One bar a passage along the text: its height is the share of other versions that have it.

    `shares` are (start, end, versions that have it, other versions).
    """
    height, made = 28, list[str]()
    if len(shares) > MOST_BARS:
        return Markup("")
    for start, end, found, others in shares:
        part = found / others if others else 0
        tall = round(4 + (height - 4) * part)
        kind = "all" if part == 1 else "some" if part else "none"
        x, width = 100 * start / max(length, 1), 100 * (end - start) / max(length, 1)
        made.append(
            f'<rect class="{kind}" x="{x:.2f}%" y="{height - tall}" width="{max(width - 0.25, 0.2):.2f}%" height="{tall}"></rect>'
        )
    return _svg("heat", height, label, "".join(made))


def histogram(tallies: Sequence[Tally], label: str) -> Markup:
    """Counts over time. Few bars carry their numbers; the axis names the first and the last."""
    tallies = filled(tallies)
    if len(tallies) < 2:
        return Markup("")
    few = len(tallies) <= 14
    floor, most = 86 if few else 74, max(tally.count for tally in tallies) or 1
    step = 100 / len(tallies)
    bars = [_bar(tally, place * step, step, 60 * tally.count / most, floor, few) for place, tally in enumerate(tallies)]
    axis = f'<line x1="0%" x2="100%" y1="{floor}.5" y2="{floor}.5"></line>'
    return _svg("histogram", floor + 20, label, "".join(bars) + axis + _ends(tallies, step, floor + 15))


def filled(tallies: Sequence[Tally]) -> list[Tally]:
    """With the empty bars between the first and the last."""
    counted = {tally.label: tally.count for tally in tallies}
    label, made = min(counted, default=""), list[Tally]()
    while label and label <= max(counted) and len(made) < MOST_BARS:
        made.append(Tally(label, counted.get(label, 0)))
        label = _next(label)
    return made


def _next(label: str) -> str:
    """The year, month or day after an ISO one; a label past all others where there is none."""
    if len(label) == 4:
        return f"{int(label) + 1:04}"
    if len(label) == 7:
        year, month = int(label[:4]), int(label[5:7])
        return f"{year + month // 12:04}-{month % 12 + 1:02}"
    try:
        return (date.fromisoformat(label) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return "~"


MOST_BARS = 400


def _bar(tally: Tally, x: float, step: float, tall: float, floor: int, numbered: bool) -> str:
    if not tally.count:
        return ""
    tall, width = max(2, round(tall)), min(step * 0.84, 6.0)
    title = f"<title>{escape(words.short(tally.label))}: {tally.count}</title>"
    number = (
        f'<text class="count" x="{x + step / 2:.2f}%" y="{floor - tall - 5}" text-anchor="middle">{tally.count}</text>'
    )
    rect = f'<rect x="{x + (step - width) / 2:.2f}%" y="{floor - tall}" width="{width:.2f}%" height="{tall}">{title}</rect>'
    return rect + (number if numbered else "")


def _ends(tallies: Sequence[Tally], step: float, y: int) -> str:
    """The axis labels: under the bars where these are wide, at the edges where they are narrow."""
    first, last = escape(words.short(tallies[0].label)), escape(words.short(tallies[-1].label))
    if step > 14:
        return (f'<text x="{step / 2:.2f}%" y="{y}" text-anchor="middle">{first}</text>'
                f'<text x="{100 - step / 2:.2f}%" y="{y}" text-anchor="middle">{last}</text>')  # fmt: skip
    return f'<text x="0%" y="{y}">{first}</text><text x="100%" y="{y}" text-anchor="end">{last}</text>'


def _svg(kind: str, height: int, label: str, inner: str) -> Markup:
    return Markup(
        f'<svg class="chart {kind}" width="100%" height="{height}" role="img" aria-label="{escape(label)}">{inner}</svg>'
    )


def ego(desk: Desk, name: str, circle: Sequence[tuple[str, str, int]], links: Sequence[tuple[int, int, int]]) -> Markup:
    """Who is named together with an entity: companions in a ring, thicker lines for more articles.

    `circle` are (address, name, articles); `links` (rank, rank, articles) between them.
    """
    if len(circle) < 3:
        return Markup("")
    points = [_on_ring(number, len(circle)) for number in range(len(circle))]
    most = max(count for _, _, count in circle)
    lines = [f'<line class="between" x1="{points[a][0]:.1f}" y1="{points[a][1]:.1f}" x2="{points[b][0]:.1f}" y2="{points[b][1]:.1f}"></line>'
             for a, b, _ in _strongest(links) if a < len(points) > b]  # fmt: skip
    lines += [f'<line class="spoke w{1 + round(3 * item[2] / most)}" x1="320" y1="190" x2="{x:.1f}" y2="{y:.1f}"></line>'
              for item, (x, y) in zip(circle, points, strict=True)]  # fmt: skip
    nodes = [_node(item, point, desk.link(item[0])) for item, point in zip(circle, points, strict=True)]
    middle = f'<circle class="me" cx="320" cy="190" r="9"></circle><text class="me" x="320" y="214" text-anchor="middle">{escape(name[:40])}</text>'
    label = f"{escape(name)} and the names found in the same articles; the lists beside say the same"
    return Markup(
        f'<svg class="chart ego" viewBox="0 0 640 380" role="group" aria-label="{label}">{"".join(lines)}{middle}{"".join(nodes)}</svg>'
    )


def _strongest(links: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A ring with all its chords says nothing: at most twenty, of those found together more than once."""
    return sorted((link for link in links if link[2] > 1), key=lambda link: (-link[2], link))[:20]


def _on_ring(number: int, count: int) -> tuple[float, float]:
    turn = 2 * math.pi * number / count - math.pi / 2
    return 320 + 150 * math.cos(turn), 190 + 148 * math.sin(turn)


def _node(item: tuple[str, str, int], point: tuple[float, float], href: str) -> str:
    url, name, count = item
    x, y = point
    anchor = "middle" if abs(x - 320) < 40 else "start" if x > 320 else "end"
    dx, dy = (0, 20 if y > 190 else -12) if anchor == "middle" else (11 if anchor == "start" else -11, 4)
    short = name if len(name) <= 22 else name[:20].rstrip() + "…"
    return (f'<a href="{href}"><circle class="{url.split("/", 1)[0]}" cx="{x:.1f}" cy="{y:.1f}" r="6"></circle>'
            f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}">{escape(short)}</text><title>{escape(name)}: {words.plural(count, "article")}</title></a>')  # fmt: skip
