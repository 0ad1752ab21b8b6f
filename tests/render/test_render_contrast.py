"""Every pair of ink and ground in both lights is readable: WCAG 2.2, 1.4.3, at least 4.5 to 1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.render import load_theme, static

PAIRS = [
    ("ink", "paper"), ("strong", "paper"), ("muted", "paper"), ("muted", "sheet"), ("accent", "paper"), ("ink", "sheet"), ("ins-ink", "ins"), ("del-ink", "del"),
    ("ink", "mark"), ("ink", "warm-1"), ("ink", "warm-2"), ("on-warm-4", "warm-4"), ("paper", "ink"), ("del-ink", "paper"), ("accent", "sheet"),
]  # fmt: skip
LINES = [("focus", "paper"), ("dots", "paper")]
"""Not text, but what must be seen: 3 to 1 (1.4.11)."""


def lights() -> dict[str, dict[str, str]]:
    css = next(
        file.data.decode() for file in static(load_theme("default", Path("nowhere"))) if file.path == "static/base.css"
    )
    blocks = re.findall(r"(:root[^{]*)\{([^}]*--paper[^}]*)\}", css.split("@media print")[0])
    found = {name.strip(): dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})", body)) for name, body in blocks}
    assert len(found) == 3, "light, dark by the system, dark by choice"
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("light", lights())
def test_ink_on_ground(light: str) -> None:
    colours = lights()[light]
    poor = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in PAIRS
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    faint = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in LINES
        if contrast(colours[pair[0]], colours[pair[1]]) < 3
    }
    assert (poor, faint) == ({}, {})


def test_both_ways_to_the_dark_have_the_same_colours() -> None:
    dark = [colours for name, colours in lights().items() if name != ":root"]
    assert dark[0] == dark[1]
