"""The rules of wire text: what agencies and their clients put before, between and after the paragraphs.

Each entry is (name, rule). A rule reads and marks the draft; it names its cuts itself, since one
rule may know many forms. Order matters: the tail goes first, so that a headline above two lines is
judged by text and not by furniture; then the head from the outside in; then what stands between.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen.clean.draft import Draft
from sitegen.clean.repair import repair_characters
from sitegen.clean.wire.broken_lines import split_broken_lines
from sitegen.clean.wire.credits import settle_agencies
from sitegen.clean.wire.crossheads import mark_crossheads
from sitegen.clean.wire.head import read_head, read_lead
from sitegen.clean.wire.inner import cut_duplicates, cut_furniture
from sitegen.clean.wire.self_reference import note_self_references
from sitegen.clean.wire.signatures import cut_signatures
from sitegen.clean.wire.tail import cut_credit, cut_tail, read_tail_fields

Rule = Callable[[Draft], None]

_ALL: tuple[tuple[str, Rule], ...] = (
    ("characters", repair_characters),
    ("broken-lines", split_broken_lines),
    ("tail", cut_tail),
    ("head", read_head),
    ("furniture", cut_furniture),
    ("lead", read_lead),
    ("credit", cut_credit),
    ("duplicates", cut_duplicates),
    ("crossheads", mark_crossheads),
    ("self-reference", note_self_references),
    ("agencies", settle_agencies),
)
_ON_PAGES: tuple[tuple[str, Rule], ...] = (
    ("characters", repair_characters),
    ("signatures", cut_signatures),
    ("lead", read_lead),
    ("tail-fields", read_tail_fields),
    ("credit", cut_credit),
    ("self-reference", note_self_references),
    ("agencies", settle_agencies),
)


def rules_for(draft: Draft) -> tuple[tuple[str, Rule], ...]:
    """On HTML pages, whose junk the page reader has cut by structure, fields are read and only lines that sign are cut."""
    return _ON_PAGES if draft.is_page else _ALL
