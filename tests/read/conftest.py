"""Fixtures of the reading tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from read_whole import Outcome, read_file, values

from sitegen.model import Document


@pytest.fixture
def reading() -> Callable[..., Outcome]:
    return read_file


@pytest.fixture
def fields_of() -> Callable[[Document], dict[str, object]]:
    return values
