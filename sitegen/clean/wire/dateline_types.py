"""What reading a dateline yields."""

from __future__ import annotations

import msgspec


class Dateline(msgspec.Struct, frozen=True):
    """A dateline found: `end` is where the text begins. `places` are cities in their usual capitals,
    `agencies` short names, `outlet` a credit that is no agency, `date` as written, `byline` the reporters
    named beside the credit; empty where absent."""

    end: int
    places: tuple[str, ...] = ()
    date: str = ""
    agencies: tuple[str, ...] = ()
    outlet: str = ""
    byline: tuple[str, ...] = ()
