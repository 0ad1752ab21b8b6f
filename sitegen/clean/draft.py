"""A document while the rules work on it: blocks kept or cut, and the fields found on the way.

Rules never delete: they mark. A part of a block is cut by splitting it into a `fragment` with the
rule's name and the block that stays. A rule that is named in `[clean] off` still finds fields but
cuts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sitegen.clean.fragment import is_fragment
from sitegen.clean.outlets import outlet_table
from sitegen.model import Basis, Block, BlockKind, Document, Field, Mark, Outlet, Problem

LONGEST_EVIDENCE = 200
DROPPED = frozenset("\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that `repair` leaves out of a block's text."""

CUT_ON_PAGES = frozenset({"byline", "byline-role", "credit", "date-line", "dates"})
"""The lines that name author, agency and day are no text wherever they stand."""


class Draft:
    """`blocks` in source order; `fields` in the order found; `off` the rules that may not cut.

    On HTML pages next to nothing is cut here: what is no body was told by the page's structure, and what a
    site prints inside its body (a dateline, a sign-off) belongs to that page's text. Fields are read.
    """

    def __init__(
        self, document: Document, blocks: Sequence[Block], off: Sequence[str], outlets: Sequence[Outlet]
    ) -> None:
        self.document, self.table, self.off = document, outlet_table(tuple(outlets)), frozenset(off)
        self.is_page = document.form == "html" and not is_fragment(document)
        self.blocks = list(blocks)
        self.fields: list[Field] = []
        self.problems: list[Problem] = []

    def kept(self) -> list[int]:
        """Indices of the blocks that no rule has cut."""
        return [index for index, block in enumerate(self.blocks) if not block.cut]

    def texts(self) -> Iterator[tuple[int, str]]:
        return ((index, block.text) for index, block in enumerate(self.blocks) if not block.cut)

    def cut(self, index: int, rule: str, kind: BlockKind | None = None) -> bool:
        """Marks a whole block as cut; False where the archivist has turned the rule off."""
        if not self._cuts(rule):
            return False
        block = self.blocks[index]
        self.blocks[index] = msgspec.structs.replace(block, cut=rule, kind=kind or block.kind)
        return True

    def cut_start(self, index: int, end: int, rule: str) -> bool:
        """Cuts the first `end` characters of a block; what stays is then at `index` + 1."""
        block = self.blocks[index]
        if not self._cuts(rule) or not block.text[:end].strip():
            return False
        if not block.text[end:].strip():
            return self.cut(index, rule)
        where = self._body_offset(block, end)
        gone, stays = _part(block, 0, end), _part(block, end, len(block.text))
        span = block.span
        if span and where is not None:
            gone = msgspec.structs.replace(gone, span=(span[0], where))
            stays = msgspec.structs.replace(stays, span=(where, span[1]), line=self._line_at(block, where))
        self.blocks[index : index + 1] = [msgspec.structs.replace(gone, kind="fragment", cut=rule), stays]
        return True

    def cut_end(self, index: int, start: int, rule: str) -> bool:
        """Cuts a block's text from `start` on; the fragment is then at `index` + 1."""
        block = self.blocks[index]
        if not self._cuts(rule) or not block.text[start:].strip():
            return False
        if not block.text[:start].strip():
            return self.cut(index, rule)
        where = self._body_offset(block, start)
        stays, gone = _part(block, 0, start), _part(block, start, len(block.text))
        span = block.span
        if span and where is not None:
            stays = msgspec.structs.replace(stays, span=(span[0], where))
            gone = msgspec.structs.replace(gone, span=(where, span[1]), line=self._line_at(block, where))
        self.blocks[index : index + 1] = [stays, msgspec.structs.replace(gone, kind="fragment", cut=rule)]
        return True

    def _cuts(self, rule: str) -> bool:
        return rule not in self.off and (not self.is_page or rule in CUT_ON_PAGES)

    def given(self, name: str) -> str:
        """What is known of a field from beside the text: front matter, record, table."""
        known = (
            f.value for f in self.document.given if f.name == name and f.rule != "path" and isinstance(f.value, str)
        )
        return next(known, "")

    def retext(self, index: int, start: int, end: int, kind: BlockKind) -> None:
        """Keeps only text[start:end] of a block, of another kind: the rest was its markup."""
        part = _part(self.blocks[index], start, end)
        self.blocks[index] = msgspec.structs.replace(part, kind=kind)

    def split_lines(self, index: int) -> None:
        """Makes each line of a block a block of its own."""
        block, start, parts = self.blocks[index], 0, []
        for line in block.text.split("\n"):
            parts.append(_part(block, start, start + len(line)))
            start += len(line) + 1
        self.blocks[index : index + 1] = [part for part in parts if part.text]

    def found(self, name: str, value: str | tuple[str, ...], rule: str, evidence: str, index: int) -> None:
        """Notes a candidate field, stated in the text at a block."""
        self.note(name, value, "stated", rule, evidence, self.blocks[index].line)

    def note(
        self, name: str, value: str | tuple[str, ...], basis: Basis, rule: str, evidence: str, line: int | None
    ) -> None:
        if value:
            self.fields.append(Field(name, value, basis, rule, " ".join(evidence.split())[:LONGEST_EVIDENCE], line))

    def warn(self, rule: str, reason: str, hint: str = "", line: int | None = None) -> None:
        source = self.document.source
        self.problems.append(Problem(source.path, "clean", rule, "warning", reason, hint, source.record, line))

    def _line_at(self, block: Block, where: int) -> int | None:
        if block.line is None or block.span is None:
            return block.line
        between = self.document.body.count("\n", block.span[0], where)
        return block.line + between * self.document.line_step

    def _body_offset(self, block: Block, offset: int) -> int | None:
        """Where in the body the character at `offset` of a block's text stands: the two differ in
        white space and in characters that were repaired. None when they cannot be brought together."""
        if block.span is None:
            return None
        body, place, last = self.document.body, *block.span
        for letter in block.text[:offset]:
            if letter.isspace():
                continue
            while place < last and (body[place].isspace() or (body[place] in DROPPED and body[place] != letter)):
                place += 1
            if place >= last or body[place] != letter:
                return None
            place += 1
        return place


def _part(block: Block, start: int, end: int) -> Block:
    """text[start:end], stripped, with the marks that fall into it."""
    text = block.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return msgspec.structs.replace(block, text=text[start:end], marks=_clip(block.marks, start, end))


def _clip(marks: tuple[Mark, ...], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind, mark.href)
        for mark in marks
        if mark.start < end and mark.end > start
    )
