"""What stands after the last sentence."""

from __future__ import annotations

import re

from sitegen.clean.draft import Draft

TAIL: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("comments", re.compile(r"(?:\d+ )?comments?:?(?: \(\d+\))?|leave a (?:comment|reply)", re.IGNORECASE)),
)


def cut_tail(draft: Draft) -> None:
    """Cuts block after block from the end, as long as a rule knows the block."""
    for index in reversed(draft.kept()):
        text = draft.blocks[index].text
        rule = next((name for name, pattern in TAIL if pattern.fullmatch(text)), None)
        if not rule or not draft.cut(index, rule):
            return
