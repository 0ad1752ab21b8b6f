"""What the archivist can say about search, `[search]` in sitegen.toml."""

from __future__ import annotations

import msgspec


class SearchOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    enabled: bool = True
