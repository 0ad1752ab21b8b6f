"""What stands between the paragraphs and is none of them."""

from __future__ import annotations

from itertools import takewhile

from sitegen.clean.draft import Draft
from sitegen.clean.wire.lines import match_line, note_fields
from sitegen.clean.wire.tail import MOST_LISTED, is_list_line, is_sentence
from sitegen.text import fold

SHORTEST_DUPLICATE = 60
"""Characters: a shorter line may well be said twice."""


def cut_furniture(draft: Draft) -> None:
    """Advertisement lines, "Read more: …", share buttons, photo credits, boxes of related links."""
    kept = [index for index in draft.kept() if draft.blocks[index].kind not in ("code", "table")]
    for place, index in enumerate(kept):
        block = draft.blocks[index]
        known = match_line(block.text, "anywhere") if not block.cut else None
        if known:
            note_fields(draft, index, *known)
            if draft.cut(index, known[0].name) and known[0].cuts_rest:
                _cut_box(draft, kept[place + 1 :], known[0].name)


def _cut_box(draft: Draft, indices: list[int], rule: str) -> None:
    """The links below a heading such as "Related stories", up to the next sentence."""
    links = list(takewhile(lambda index: _is_link(draft, index), indices[: MOST_LISTED + 1]))
    for index in links if len(links) <= MOST_LISTED else ():
        draft.cut(index, rule)


def _is_link(draft: Draft, index: int) -> bool:
    block = draft.blocks[index]
    return block.kind in ("paragraph", "list_item") and is_list_line(block.text)


def cut_duplicates(draft: Draft) -> None:
    """A paragraph that was said word for word before: a pull quote, or a page stitched together twice."""
    seen: set[str] = set()
    for index, text in draft.texts():
        if len(text) < SHORTEST_DUPLICATE or not is_sentence(text):
            continue
        plain = fold(text) if not text.isascii() else text.casefold()
        if plain in seen:
            draft.cut(index, "duplicate-paragraph")
        seen.add(plain)
