"""curation/entities.toml."""

from __future__ import annotations

from sitegen.model import EntityDecision, Problem


def read_entities(path: str, text: str) -> tuple[tuple[EntityDecision, ...], tuple[Problem, ...]]:
    return (), ()
