"""What stands between the paragraphs and is none of them."""

from __future__ import annotations

from sitegen.clean.draft import Draft
from sitegen.clean.wire.lines import match_line, note_fields
from sitegen.clean.wire.tail import is_list_line
from sitegen.text import fold

SHORTEST_DUPLICATE = 60
"""Characters: a shorter line may well be said twice."""


def cut_furniture(draft: Draft) -> None:
    """Advertisement lines, "Read more: …", share buttons, photo credits, lists of related links."""
    kept = draft.kept()
    listing = ""
    for index in kept:
        text = draft.blocks[index].text
        if draft.blocks[index].kind in ("code", "table"):
            continue
        known = match_line(text, "anywhere")
        if known:
            note_fields(draft, index, *known)
            cut = draft.cut(index, known[0].name)
            listing = known[0].name if cut and known[0].cuts_rest else ""
        elif listing and is_list_line(text) and draft.blocks[index].kind != "crosshead":
            draft.cut(index, listing)
        else:
            listing = ""


def cut_duplicates(draft: Draft) -> None:
    """A paragraph that was said word for word before: a pull quote, or a page stitched together twice."""
    seen: set[str] = set()
    for index, text in draft.texts():
        if len(text) < SHORTEST_DUPLICATE:
            continue
        plain = fold(text) if not text.isascii() else text.casefold()
        if plain in seen:
            draft.cut(index, "duplicate-paragraph")
        seen.add(plain)
