"""What the archivist can say about cleaning and description, `[clean]` in sitegen.toml."""

from __future__ import annotations

import msgspec


class CleanOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`off` names cleaning rules that must not cut. `today` (an ISO date) is what "future" is judged
    against; empty means no judgement (SOURCE_DATE_EPOCH fills it in). `language` is the two-letter
    language to assume where detection is unsure."""

    off: tuple[str, ...] = ()
    today: str = ""
    language: str = ""
