"""The client-side index."""

from __future__ import annotations

from .build import index
from .reader import Found, Hit, query
from .shelf import IndexProblem

__all__ = ["Found", "Hit", "IndexProblem", "index", "query"]
