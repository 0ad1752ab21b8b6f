"""The rules of wire text: what agencies and their clients put before, between and after the paragraphs.

Each entry is (name, rule). A rule reads and marks the draft; it names its cuts itself, since one
rule may know many forms. Order matters: the head is read from the outside in, then the tail, then
what stands between.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen.clean.draft import Draft
from sitegen.clean.wire.crossheads import mark_crossheads
from sitegen.clean.wire.head import cut_date_prefix, read_first_dateline, take_title
from sitegen.clean.wire.self_reference import note_self_references
from sitegen.clean.wire.tail import cut_tail
from sitegen.model import Form

Rule = Callable[[Draft], None]

_ALL: tuple[tuple[str, Rule], ...] = (
    ("date-prefix", cut_date_prefix),
    ("tail", cut_tail),
    ("title", take_title),
    ("dateline", read_first_dateline),
    ("crosshead", mark_crossheads),
    ("self-reference", note_self_references),
)
_SAFE: tuple[tuple[str, Rule], ...] = (
    ("dateline", read_first_dateline),
    ("crosshead", mark_crossheads),
    ("self-reference", note_self_references),
)
RULES: dict[Form, tuple[tuple[str, Rule], ...]] = {"text": _ALL, "markdown": _ALL, "html": _SAFE}
"""On HTML pages, whose junk the page reader has cut by structure, only the rules that cannot harm."""
