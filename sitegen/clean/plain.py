"""Plain text into blocks: paragraphs by blank lines, by indents, or one a line; hard wraps undone.

Every character of the body that is not white space lies in the span of exactly one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from sitegen.model import Block, Document

WRAPPED_AT_MOST = 132
"""No text is hard-wrapped at more than this: the widest line printers had."""
_SLACK = 2
_GOING_ON = 0.3
"""Share of the line ends inside paragraphs that a sentence must run over: in one-line paragraphs it is none."""
_WRAPPED_SHARE = 0.6
"""Share of the characters that stand in lines of at most that width."""
_RAGGED = 8
"""Characters by which a line may be longer than nearly all others."""
_UNEVEN = 0.8
"""Share of the width that such lines fill at least: a short line that a sentence leaves was not wrapped."""
_SHORTEST_WRAPPED = 30
"""Characters: shorter lines are bylines and the like, and say nothing about wrapping."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_STOP = re.compile(r"[.!?:;…。！？؟।،][\"'”’»)\]]*$")

_BYLINE = re.compile(r"(?:by|par|por|von|di|door|av|af) [^\W\d_a-z]\w* [^\W\d_a-z]\w*$")
_BULLET = re.compile(r"[•‣▪◦●·∙*]\s+(?=\S)")
_DASHES = re.compile(r"[-–—]\s+(?=\S)")
_SPACE = re.compile(r"[ \t]+")
_HEADER_LINE = re.compile(r"[^\W\d_][^\W\d_]*(?: [^\W\d_]+)?\s?:\s+\S.{0,200}")
_RULE_LINE = re.compile(r"\s*([-–—_=*~#.+•·]\s?){3,}\s*")


class Line(msgspec.Struct, frozen=True):
    """One line that is not blank: its place in the body, its number from 0, its indent."""

    start: int
    end: int
    number: int
    indent: int
    text: str


def read_text(document: Document) -> tuple[Block, ...]:
    """The blocks of a plain text document, none of them cut."""
    chunks = list(_chunks(document.body))
    width = _wrap_width(chunks)
    return tuple(block for chunk in chunks for block in _chunk_blocks(document, chunk, width))


def _chunk_blocks(document: Document, chunk: list[Line], width: int) -> Iterator[Block]:
    """A chunk's paragraphs; two or more in a row that begin with a dash are a list."""
    groups = list(_paragraphs(chunk, width))
    dashed = [_is_dashed(group) for group in groups]
    for place, group in enumerate(groups):
        beside = any(dashed[max(0, place - 1) : place]) or any(dashed[place + 1 : place + 2])
        yield _block(document, group, dashed[place] and beside)


def _is_dashed(group: list[Line]) -> bool:
    text = group[0].text
    return bool(_DASHES.match(text)) and group[-1].text[-1] not in "-–—" and len(text) > 3


def _chunks(body: str) -> Iterator[list[Line]]:
    """Runs of lines between blank lines."""
    chunk: list[Line] = []
    for number, (start, end) in enumerate(_line_ranges(body)):
        raw = body[start:end]
        text = raw.strip()
        if text:
            chunk.append(Line(start, end, number, len(raw) - len(raw.lstrip()), text))
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _line_ranges(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", body):
        yield start, found.start()
        start = found.end()
    yield start, len(body)


def _wrap_width(chunks: Sequence[Sequence[Line]]) -> int:
    """The width at which the text was hard-wrapped, 0 where it was not: then most of its characters
    stand in lines that no printer would have taken, or hardly a line goes on in the next one."""
    lines = [line for chunk in chunks for line in chunk]
    total = sum(len(line.text) for line in lines)
    narrow = sorted(len(line.text) for line in lines if len(line.text) <= WRAPPED_AT_MOST)
    width = narrow[int(0.98 * (len(narrow) - 1))] if narrow else 0
    if sum(size for size in narrow if size <= width + _RAGGED) < _WRAPPED_SHARE * total:
        return 0
    pairs = [(a.text, b.text) for chunk in chunks for a, b in pairwise(chunk) if len(a.text) >= _SHORTEST_WRAPPED]
    if sum(_goes_on(a, b, width) for a, b in pairs) < max(1, _GOING_ON * len(pairs)):
        return 0
    return width


def _goes_on(before: str, after: str, width: int) -> bool:
    """Whether a sentence runs over a line's end; in scripts without capitals, only where the next word did not fit."""
    if not after[0].isalpha() or after[0].isupper() or _STOP.search(before) or _BYLINE.match(after):
        return False
    if after[0].islower():
        return len(before) >= _UNEVEN * width
    return len(before) + 1 + len(after.split(None, 1)[0]) > width


def _paragraphs(chunk: list[Line], width: int) -> Iterator[list[Line]]:
    """A chunk's lines in groups, each one paragraph."""
    base = min(line.indent for line in chunk)
    group: list[Line] = []
    for line in chunk:
        if group and _starts_new(group[-1], line, width, base):
            yield group
            group = []
        group.append(line)
    yield group


def _starts_new(before: Line, line: Line, width: int, base: int) -> bool:
    """Whether a line opens a paragraph. Inside a wrapped one, a line ended only because the next
    word did not fit."""
    if not width or _RULE_LINE.fullmatch(line.text) or _RULE_LINE.fullmatch(before.text):
        return True
    if line.indent >= base + 2 and (before.indent < line.indent or _SENTENCE_END.search(before.text)):
        return True
    if _BULLET.match(line.text) or _DASHES.match(line.text):
        return True
    if _HEADER_LINE.fullmatch(line.text) and _HEADER_LINE.fullmatch(before.text):
        return True
    next_word = line.text.split(None, 1)[0]
    return before.indent - base + len(before.text) + 1 + len(next_word) < width - _SLACK


def _block(document: Document, group: list[Line], listed: bool) -> Block:
    first, last = group[0], group[-1]
    text = _SPACE.sub(" ", " ".join(line.text for line in group))
    line = document.body_line + first.number * document.line_step
    start = first.start + first.indent
    bullet = _DASHES.match(text) if listed else _BULLET.match(text)
    if bullet and len(text) > bullet.end() and not text.rstrip().endswith(text[0]):
        return Block("list_item", text[bullet.end() :], line, level=1, span=(start, last.end))
    return Block("paragraph", text, line, span=(start, last.end))
