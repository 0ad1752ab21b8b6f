"""`sitegen review entities`: joins that were left undone, as TOML ready for curation/entities.toml."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from sitegen.entities.link import Doubt

EMPTY = "# Nothing is unsure: every short name has one bearer, or none, in the archive.\n"


def as_toml(doubts: Sequence[Doubt]) -> str:
    """One entry a doubtful name, the likeliest bearer first; the other candidates stand in a comment.

    Pasted as it is, an entry pins the name to its likeliest bearer in the articles it lists.
    """
    if not doubts:
        return EMPTY
    groups: dict[tuple[str, tuple[str, ...]], list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        groups[(doubt.name, doubt.candidates)].append(doubt)
    ranked = sorted(
        groups.values(), key=lambda group: (-group[0].strength, -len(group), group[0].name, group[0].article)
    )
    return "\n".join(_entry(group) for group in ranked)


def _entry(group: Sequence[Doubt]) -> str:
    first = group[0]
    pins = ", ".join(
        f"{_quoted(doubt.article)} = [{_quoted(doubt.name)}]" for doubt in sorted(group, key=lambda d: d.article)
    )
    others = ", ".join(first.candidates[1:])
    lines = [
        f"# {_comment(first.name)}: {first.rule}; likelihood {first.strength:.0%}; else {_comment(others)}",
        *([f"# “{_comment(first.evidence)}”"] if first.evidence else []),
        "[[entity]]",
        f"name = {_quoted(first.candidates[0])}",
        f"type = {_quoted(first.kind)}",
        f"pins = {{ {pins} }}",
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]
