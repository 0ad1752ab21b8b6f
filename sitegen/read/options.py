"""What the archivist can say about reading, `[content]` in sitegen.toml."""

from __future__ import annotations

import msgspec


class ContentOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`path` is a pattern such as "{outlet}/{year}/{name}" for metadata from paths; `ignore` takes
    globs; `metadata` names the CSV keyed by path; `largest` is the size in bytes above which a file
    is quarantined unread; `encoding` overrides detection."""

    path: str = ""
    ignore: tuple[str, ...] = ()
    metadata: str = "metadata.csv"
    largest: int = 64_000_000
    encoding: str = ""
