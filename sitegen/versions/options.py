"""What the archivist can say about versions, `[versions]` in sitegen.toml."""

from __future__ import annotations

import msgspec


class VersionsOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`window_hours` is how far apart two *stated* dates may lie in one story."""

    enabled: bool = True
    window_hours: int = 72
