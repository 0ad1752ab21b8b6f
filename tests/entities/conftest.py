"""Fixtures of the entities stage's tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from entity_archive import Archive


@pytest.fixture
def archive() -> Callable[..., Archive]:
    """Makes an Archive of texts by id, or of texts in order ("a", "b", …)."""

    def make(*texts: str, language: str | None = "en", **named: str) -> Archive:
        return Archive({**dict(zip("abcdefgh", texts, strict=False)), **named}, language=language)

    return make
