"""What cleaning and description make: blocks, articles, cards."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import msgspec

from sitegen.model.sources import Basis, Field, Problem, Source

BlockKind = Literal[
    "paragraph", "crosshead", "list_item", "quote", "code", "table", "caption", "fragment", "title"
]  # fmt: skip
"""`crosshead` is a heading inside the body. `table`: rows by newline, cells by tab. `fragment` is a
part of a paragraph that was cut (a dateline); the paragraph itself follows or precedes it. `title`
is a headline block: never part of the body text, so always with a `cut` rule."""

MarkKind = Literal["em", "strong", "code", "link", "sub", "sup"]


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Inline markup on a block's text, by code point offsets into that block's text."""

    start: int
    end: int
    kind: MarkKind
    href: str = ""


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of the source's text: kept, or cut by the named rule; never silently gone.

    `text` has no blank line in it. `level` is a crosshead's level (2 to 6) or a list item's depth
    (from 1). `info` is a code block's language, or `ordered` for a numbered list item.
    `span` is the code point range of `Document.body` that this block accounts for, where known.
    """

    kind: BlockKind
    text: str
    line: int | None
    cut: str = ""
    marks: tuple[Mark, ...] = ()
    level: int = 0
    info: str = ""
    span: tuple[int, int] | None = None


class Article(msgspec.Struct, frozen=True, dict=True):
    """The cleaned text and metadata made from one source. Large: lives in the store, by `Card.key`.

    After `clean`, `fields` holds every candidate found, several of one name, in reading order;
    after `describe`, one of each name, in FIELD_NAMES order, and `rejected` the candidates not taken.
    """

    source: Source
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...] = ()
    rejected: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = "utf-8"

    @cached_property
    def text(self) -> str:
        """The body: kept blocks joined by a blank line. All text offsets point into this."""
        return "\n\n".join(block.text for block in self.kept)

    @property
    def kept(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if not block.cut)

    @property
    def cuts(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.cut)

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


def raw_key(key: str) -> str:
    """Where the store keeps the decoded source (`Document.raw`, a msgpack string) of the article whose
    `Card.key` is given: apart from the Article, since only source pages need it."""
    return f"{key}:raw"


class Card(msgspec.Struct, frozen=True):
    """What the barrier needs of an article: small (under 2 KB), one for each article, in memory.

    `key` finds the Article in the store. `id` is empty until the archive's ids are given out.
    `published` and `updated` are ISO 8601 dates or date-times, possibly cut to year or month.
    `text_sha` is the digest of the body text. `lede` is the body's first 240 characters at most.
    `copies` are the other paths of a byte-identical source with the same metadata.
    """

    key: str
    source: Source
    given_id: str
    title: str
    title_basis: Basis
    published: str | None
    published_basis: Basis | None
    updated: str | None
    byline: tuple[str, ...]
    outlet: str | None
    agencies: tuple[str, ...]
    dateline_place: str | None
    language: str | None
    labels: tuple[str, ...]
    words: int
    text_sha: str
    lede: str
    id: str = ""
    copies: tuple[str, ...] = ()
    section: str | None = None
    url: str | None = None
