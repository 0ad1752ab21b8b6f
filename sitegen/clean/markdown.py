"""Markdown into blocks, by markdown-it-py: CommonMark with tables.

Nothing is rendered here: tokens become blocks with marks. HTML in Markdown loses its tags and keeps
its text. What readers never see (comments, link titles, link definitions) becomes cut blocks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from sitegen.clean.inline import Inline, read_inline
from sitegen.model import Block, BlockKind, Document, Mark

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 1_000_000
LONGEST_PARAGRAPH = 20_000
MOST_MARKS = 2_000
"""Beyond these, in characters and in characters that mean something to Markdown inside one paragraph,
parsing time grows faster than the text: the body is then read as plain text."""

DEEPEST = 19
"""The level of nesting below which CommonMark's preset drops what it finds."""

_MARKS = re.compile(r"[\[\]*_`<!\\&]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![A-Za-z][^<>]*>|<\?[^<>]*\?>")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u)\b[^<>]*>", re.IGNORECASE
)
_HIDDEN = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))|(?P<script><(script|style)\b.*?(?:</\3\s*>|\Z))", re.DOTALL | re.IGNORECASE
)


def read_markdown(document: Document) -> tuple[Block, ...] | None:
    """The blocks of a Markdown document; only what readers cannot see is cut. None for a body that
    would hold the parser up, or that is nested deeper than it looks: read that as plain text."""
    if is_too_heavy(document.body):
        return None
    env: dict[str, dict[str, dict[str, object]]] = {}
    tokens = _parser().parse(document.body, env)
    if any(token.level >= DEEPEST for token in tokens):
        return None
    return tuple(_Reader(document).read(tokens, env))


def is_too_heavy(body: str) -> bool:
    """Whether a body could hold the parser up: far beyond anything that people write."""
    if len(body) > LONGEST:
        return True
    return any(
        len(part) > LONGEST_PARAGRAPH or len(_MARKS.findall(part)) > MOST_MARKS
        for part in re.split(r"\n[ \t]*\n", body)
        if len(part) > MOST_MARKS
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


class _Where(msgspec.Struct):
    """Where in lists and quotes the reader stands."""

    ordered: list[bool]
    quotes: int = 0
    item_begun: bool = False


class _Reader:
    """One pass over the tokens of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.starts = [0, *accumulate(len(line) for line in document.body.splitlines(keepends=True))]
        self.where = _Where([])
        self.blocks: list[Block] = []

    def read(self, tokens: Sequence[Token], env: dict[str, dict[str, dict[str, object]]]) -> list[Block]:
        place = 0
        while place < len(tokens):
            place = self._take(tokens, place)
        self._take_definitions(env)
        return sorted(self.blocks, key=lambda block: block.span[0] if block.span else 0)

    def _take(self, tokens: Sequence[Token], place: int) -> int:
        """Reads the token at `place`; returns the place of the next one to read."""
        token = tokens[place]
        match token.type:
            case "inline":
                self._add_inline(token, self._kind(), _level(tokens[place - 1], self.where))
            case "fence" | "code_block":
                code = "\n".join(line.rstrip() for line in token.content.splitlines() if line.strip())
                self._add(Block("code", code, None, info=token.info.split(" ")[0]), token)
            case "html_block":
                self._add_html(token)
            case "table_open":
                return self._add_table(tokens, place)
            case "heading_open":
                self._add_inline(tokens[place + 1], "crosshead", min(max(int(token.tag[1]), 1), 6))
                return place + 3
            case _:
                self._move(token)
        return place + 1

    def _move(self, token: Token) -> None:
        where = self.where
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                where.ordered.append(token.type.startswith("ordered"))
            case "bullet_list_close" | "ordered_list_close":
                where.ordered.pop()
            case "list_item_open":
                where.item_begun = True
            case "blockquote_open":
                where.quotes += 1
            case "blockquote_close":
                where.quotes -= 1

    def _kind(self) -> BlockKind:
        if self.where.ordered and self.where.item_begun:
            self.where.item_begun = False
            return "list_item"
        return "quote" if self.where.quotes else "paragraph"

    def _add_inline(self, token: Token, kind: BlockKind, level: int) -> None:
        inline = read_inline(token.children or ())
        if inline.only_images and kind == "paragraph":
            kind = "caption"
        info = "ordered" if kind == "list_item" and self.where.ordered[-1] else ""
        self._add(Block(kind, inline.text, None, marks=inline.marks, level=level, info=info), token)
        self._add_hidden(inline, token)

    def _add_hidden(self, inline: Inline, token: Token) -> None:
        for rule, text in inline.hidden:
            self._add(Block("fragment", text, None, cut=rule), token)

    def _add(self, block: Block, token: Token) -> None:
        if not block.text.strip():
            return
        first, last = token.map or (0, 0)
        line = self.document.body_line + first * self.document.line_step
        span = (self.starts[first], self.starts[min(last, len(self.starts) - 1)])
        self.blocks.append(msgspec.structs.replace(block, line=line, span=span))

    def _add_html(self, token: Token) -> None:
        shown = token.content
        for found in _HIDDEN.finditer(token.content):
            rule = "comment" if found["comment"] else "script"
            self._add(Block("fragment", _lines(found.group()), None, cut=rule), token)
            shown = shown.replace(found.group(), "\n", 1)
        kind: BlockKind = "caption" if "<figcaption" in shown else "paragraph"
        for line in _TAG.sub("\n", _INLINE_TAG.sub("", shown)).splitlines():
            self._add(Block(kind, " ".join(html.unescape(line).split()), None), token)

    def _add_table(self, tokens: Sequence[Token], place: int) -> int:
        """Rows by newline, cells by tab; marks count from the table's start."""
        end = next(i for i in range(place, len(tokens)) if tokens[i].type == "table_close")
        rows: list[list[Inline]] = []
        for token in tokens[place:end]:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(read_inline(token.children or ()))
                self._add_hidden(rows[-1][-1], tokens[place])
        rows = [row for row in rows if any(cell.text for cell in row)]
        text = "\n".join("\t".join(cell.text for cell in row) for row in rows)
        self._add(Block("table", text, None, marks=tuple(_table_marks(rows))), tokens[place])
        return end + 1

    def _add_definitions(self, found: Iterator[tuple[str, dict[str, object]]]) -> None:
        for label, target in found:
            lines = target.get("map")
            first = lines[0] if isinstance(lines, list) and lines else 0
            text = " ".join(f"[{label.lower()}]: {target.get('href', '')} {target.get('title', '')}".split())
            line = self.document.body_line + first * self.document.line_step
            span = (self.starts[first], self.starts[min(first + 1, len(self.starts) - 1)])
            self.blocks.append(Block("fragment", text, line, cut="link-definition", span=span))

    def _take_definitions(self, env: dict[str, dict[str, dict[str, object]]]) -> None:
        self._add_definitions(iter(env.get("references", {}).items()))
        duplicates: object = env.get("duplicate_refs", [])
        self._add_definitions(
            (str(item.get("label", "")), item) for item in (duplicates if isinstance(duplicates, list) else [])
        )


def _table_marks(rows: Sequence[Sequence[Inline]]) -> Iterator[Mark]:
    start = 0
    for row in rows:
        for cell in row:
            yield from (Mark(start + m.start, start + m.end, m.kind, m.href) for m in cell.marks)
            start += len(cell.text) + 1


def _level(before: Token, where: _Where) -> int:
    return len(where.ordered) if where.ordered and before.type == "paragraph_open" else 0


def _lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip())
