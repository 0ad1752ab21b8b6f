"""Publishing: the built site to where it is served."""

from __future__ import annotations

from sitegen.publish.folder import Plan, Refused, plan, publish

__all__ = ["Plan", "Refused", "plan", "publish"]
