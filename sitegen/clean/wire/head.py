"""What stands before the first sentence."""

from __future__ import annotations

import re

from sitegen.clean.draft import Draft
from sitegen.clean.wire.datelines import read_dateline

_DATE_PREFIX = re.compile(
    r"(?:date|dated|published|posted)\s*:?\s*(\d{4}-\d\d-\d\d)(?!\d)\s*[-–—:|]?\s*", re.IGNORECASE
)
LONGEST_TITLE = 180


def cut_date_prefix(draft: Draft) -> None:
    """`date 2024-12-07 Rebels …`: a field that an export glued to the text."""
    for index, text in draft.texts():
        found = _DATE_PREFIX.match(text)
        if found:
            draft.found("published", found.group(1), "date-prefix", found.group(), index)
            draft.cut_start(index, found.end(), "date-prefix")
        return


def take_title(draft: Draft) -> None:
    """A headline line above the text: short, no full stop, followed by more."""
    kept = draft.kept()
    if len(kept) < 2:
        return
    first, second = draft.blocks[kept[0]], draft.blocks[kept[1]]
    if first.kind == "crosshead" or _is_headline(first.text, second.text):
        draft.found("title", first.text, "headline", first.text, kept[0])
        draft.cut(kept[0], "headline", kind="title")


def _is_headline(text: str, following: str) -> bool:
    if len(text) > LONGEST_TITLE or len(following) <= len(text) or read_dateline(text):
        return False
    return not text.rstrip("\"'”’»").endswith((".", ",", ";", ":", "…"))


def read_first_dateline(draft: Draft) -> None:
    """The dateline of the first paragraph: cut, and read for place, date, agencies and outlet."""
    index = next((index for index in draft.kept() if draft.blocks[index].kind == "paragraph"), None)
    if index is None:
        return
    text = draft.blocks[index].text
    dateline = read_dateline(text)
    if not dateline:
        return
    evidence = text[: dateline.end]
    for place in dateline.places:
        draft.found("dateline_place", place, "dateline", evidence, index)
    draft.found("published", dateline.date, "dateline", evidence, index)
    draft.found("agencies", dateline.agencies, "dateline", evidence, index)
    draft.found("outlet", dateline.outlet, "dateline", evidence, index)
    draft.cut_start(index, dateline.end, "dateline")
