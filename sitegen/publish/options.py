"""What the archivist can say about publishing, `[publish]` in sitegen.toml."""

from __future__ import annotations

import msgspec


class PublishOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`target` is a folder (relative to the config file) that a web server serves; `max_deletes` is how
    many files one publication may remove there."""

    target: str = ""
    max_deletes: int = 1000
