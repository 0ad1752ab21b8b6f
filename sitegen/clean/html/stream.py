"""Pages that were sent in pieces: hidden parts at the end, moved to their places by a script.

React's streaming renderer leaves `<template id="B:1">` where a part belongs and sends the part later as
`<div hidden id="S:1">`; parts of parts belong to `id="P:1"`. A reader sees them in place and visible.
"""

from __future__ import annotations

import re
from typing import Any

MOST_PARTS = 2_000
_PART = re.compile(r"""id=["']S:""")


def put_in_place(root: Any, html: str) -> None:
    """Moves the parts that have a place to it. A part without one, or one that would hold itself, stays."""
    if "S:" not in html or not _PART.search(html):
        return
    places = {each.get("id"): each for each in root.iter("template") if (each.get("id") or "")[:2] in ("B:", "P:")}
    parts = [each for each in root.iter("div") if (each.get("id") or "").startswith("S:")]
    for part in parts[:MOST_PARTS]:
        number = part.get("id")[2:]
        place = places.pop(f"B:{number}", None)
        if place is None:
            place = places.pop(f"P:{number}", None)
        if place is not None and part not in place.iterancestors():
            place.addnext(part)
            part.attrib.pop("hidden", None)
