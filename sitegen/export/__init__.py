"""Data twins and interchange formats."""

from __future__ import annotations

from sitegen.export.facts import Facts
from sitegen.export.twins import twins

__all__ = ["Facts", "twins"]
