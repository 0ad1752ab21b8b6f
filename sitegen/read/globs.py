"""Globs as in .gitignore."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache


def matches(patterns: tuple[str, ...], path: str) -> bool:
    """Whether a path, or a folder's path, is named by one of the patterns. Without a slash a pattern is met at
    any depth; `*` stays inside a folder, `**` spans folders; naming a folder takes what is in it."""
    return any(_compiled(pattern).match(path) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.removesuffix("/").removesuffix("/**")
    anywhere = "/" not in pattern
    body = "".join(_parts(pattern.removeprefix("/")))
    return re.compile(("(?:.*/)?" if anywhere else "") + body + r"(?:/.*)?\Z", re.S)


def _parts(pattern: str) -> Iterator[str]:
    for part in re.findall(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|.", pattern, re.S):
        if part == "**/":
            yield "(?:.*/)?"
        elif part in ("**", "*", "?"):
            yield {"**": ".*", "*": "[^/]*", "?": "[^/]"}[part]
        elif len(part) > 1:
            yield "[" + ("^" if part[1] in "!^" else "") + re.escape(part[1:-1].lstrip("!^")).replace(r"\-", "-") + "]"
        else:
            yield re.escape(part)
