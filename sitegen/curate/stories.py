"""curation/stories.toml."""

from __future__ import annotations

from sitegen.model import Problem, StoryDecision


def read_stories(path: str, text: str) -> tuple[tuple[StoryDecision, ...], tuple[Problem, ...]]:
    return (), ()
