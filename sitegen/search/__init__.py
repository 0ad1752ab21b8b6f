"""The client-side index."""

from __future__ import annotations

from .build import index

__all__ = ["index"]
