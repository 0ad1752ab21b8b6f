"""Fragments of HTML whose paragraphs are parted by a single `<br>`."""

from __future__ import annotations

from sitegen.clean.draft import Draft
from sitegen.clean.wire.headlines import is_head_matter
from sitegen.clean.wire.lines import match_line
from sitegen.clean.wire.tail import is_sentence


def split_broken_lines(draft: Draft) -> None:
    """Parts a paragraph at its line breaks where each line is a sentence or a known line; verse and addresses stay."""
    for index in reversed(draft.kept() if draft.document.form == "html" else []):
        block = draft.blocks[index]
        if block.kind == "paragraph" and "\n" in block.text and all(map(_stands_alone, block.text.split("\n"))):
            draft.split_lines(index)


def _stands_alone(line: str) -> bool:
    return is_sentence(line) or bool(match_line(line, "tail")) or is_head_matter(line)
