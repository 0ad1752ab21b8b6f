"""Lines above the last one that dates or signs the copy, which no table knows: no text begins there, so they are its head."""

from __future__ import annotations

import re

from sitegen.clean.draft import Draft
from sitegen.clean.wire.calendar import is_date_line
from sitegen.clean.wire.datelines import read_dateline
from sitegen.clean.wire.headlines import LONGEST_HEADLINE, is_head_matter, is_signature
from sitegen.clean.wire.lines import is_person, match_line

MOST_ABOVE = 14
"""Blocks that a head has at most."""
MOST_SENTENCES = 2
"""Where more sentences stand above it, a dateline is not the head's: another item of a digest begins there."""
_LONGEST_SIGNATURE = 100
"""Characters: a longer sentence signs nothing."""
MOST_DATES = 2
"""More lines that are a date and nothing else belong to a calendar."""
_FEWEST_HEADLINE_WORDS = 3
MOST_SECTION_WORDS = 2
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]")
"""Letters of scripts that do not part their words."""
_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_CODED = re.compile(r"\S+[/_]\S+|[^\W\d_]+-\S+,\S+|[A-Z]{2,}\d{2,}|[\d\W]+")
"""What slugs are made of."""


def find_anchor(draft: Draft) -> int:
    """The index of the dateline's block, else of the last line that signs or dates the copy; 0 where none does."""
    sentences = anchor = dates = 0
    for index in draft.kept()[:MOST_ABOVE]:
        text = draft.blocks[index].text
        dateline = read_dateline(text) if draft.blocks[index].kind == "paragraph" else None
        if dateline and len(text) - dateline.end > 20:
            return index
        if _is_sentence(text) and len(text) > _LONGEST_SIGNATURE:
            sentences += 1
            if sentences > MOST_SENTENCES:
                break
            continue
        if is_signature(text) or (not sentences and is_head_matter(text)):
            anchor = index
        sentences += _is_sentence(text)
        dates += is_date_line(text)
        if dates > MOST_DATES:
            return 0
    return anchor


def take_unknown(draft: Draft, index: int, anchor: int, titled: bool) -> str:
    """The headline, where none was found yet; sentences and lines of some words below it stay in the text (a
    standfirst); codes and single words go. What the line was taken for, empty where it stays."""
    text = draft.blocks[index].text
    if draft.blocks[index].kind not in ("paragraph", "crosshead"):
        return ""
    if not titled and index == _headline(draft, index, anchor):
        return take_headline(draft, index)
    if _is_sentence(text) or (titled and len(text.split()) > _FEWEST_HEADLINE_WORDS and not _is_coded(text)):
        return ""
    return "above" if draft.cut(index, "above-the-text") else ""


_SHOUTED_LABEL = re.compile(
    r"(?P<label>URGENT|ALERTE?|FLASH|BULLETIN|BREAKING|EXCLUSIVE|EXCLUSIF|BELANGRIJK|DRINGEND|URGENTE|ALERTA|EILMELDUNG|EIL|PILNE|СРОЧНО|МОЛНИЯ|HASTER|BRÅDSKANDE)"
    r"(?:\s*[¶*]+)?\s+(?=[^\W\d_]?[’']?[^\W\d_A-Z])"
)
"""A label that nothing but its capitals parts from the headline."""
_LONE_STOP = re.compile(r"(?<=[A-ZÀ-Ý]{3})\.$")
"""The stop behind a headline in capitals, as papers set it until the twenties."""


def take_headline(draft: Draft, index: int) -> str:
    """Notes a block as the headline, its label apart, and cuts it from the text."""
    text = draft.blocks[index].text
    shouted = _SHOUTED_LABEL.match(text)
    if shouted:
        draft.found("labels", (shouted["label"],), "headline", text, index)
    title = _LONE_STOP.sub("", text[shouted.end() :] if shouted else text)
    draft.found("title", title, "headline", text, index)
    return "title" if draft.cut(index, "headline", kind="title") else ""


def is_section(draft: Draft, index: int, anchor: int) -> bool:
    """Whether a word or two above the headline name a section rather than being it."""
    text = draft.blocks[index].text
    if len(text.split()) > MOST_SECTION_WORDS or text[-1] in "!?" or UNSPACED.search(text):
        return False
    later = (draft.blocks[other].text for other in draft.kept() if index < other < anchor)
    return any(_reads_like_one(text) and _may_be_headline(text) and not is_person(text) for text in later)


def _headline(draft: Draft, first: int, anchor: int) -> int:
    """Of the unknown lines above the dateline the first that reads like a headline, else the longest."""
    lines = [index for index in draft.kept() if first <= index < anchor and _may_be_headline(draft.blocks[index].text)]
    readable = (index for index in lines if _reads_like_one(draft.blocks[index].text))
    return next(readable, max(lines, key=lambda index: len(draft.blocks[index].text), default=-1))


def _may_be_headline(text: str) -> bool:
    return (
        len(text) <= LONGEST_HEADLINE
        and not _is_sentence(text)
        and any(c.isalpha() for c in text)
        and not match_line(text, "head")
    )


def _reads_like_one(text: str) -> bool:
    words = text.split()
    spoken = [word for word in words if not _CODED.fullmatch(word)]
    return len(spoken) >= _FEWEST_HEADLINE_WORDS or not text.isascii()


def _is_coded(text: str) -> bool:
    words = text.split()
    return 2 * sum(bool(_CODED.fullmatch(word)) for word in words) >= len(words)


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(text)) and len(text.split()) > 5
