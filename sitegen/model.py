"""The types that pass from stage to stage, and nothing else: imports nothing of ours.

All types are frozen msgspec Structs: cheap to make, compared by value, and encoded for the store
and for keys with `msgspec.msgpack` (deterministic: field order is declaration order).

Conventions
-----------
- A *text offset* is a count of Unicode code points into `Article.text`.
- A *line* is 1-based, in the decoded source file; None where the source has no lines (a field
  inferred from elsewhere, a record inside a binary container).
- A *digest* is lower-case hex. Names follow DESIGN's glossary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

import msgspec

# ------------------------------------------------------------------------------------ sources

Basis = Literal["stated", "embedded", "inferred", "supplied", "curated"]
"""Where a field's value comes from: the text itself; markup, front matter, records or file
metadata; a conclusion from elsewhere; made by us; decided by the archivist."""

Form = Literal["text", "html", "markdown"]
"""How a document's body is written, and so which cleaner reads it."""

Severity = Literal["warning", "quarantined", "crash"]


class Problem(msgspec.Struct, frozen=True):
    """Something wrong with one source (or with a decision of the archivist's): data, not a message."""

    path: str
    stage: str
    rule: str
    severity: Severity
    reason: str
    hint: str = ""
    record: str | None = None
    line: int | None = None


class BadSource(Exception):
    """Raised by a stage that cannot go on with a source: it is quarantined and the build goes on."""

    def __init__(self, reason: str, hint: str = "", *, rule: str = "unreadable", line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.rule, self.line = reason, hint, rule, line


class Field(msgspec.Struct, frozen=True):
    """One piece of metadata with where it came from.

    `value` is a string, or a tuple of strings for the names in LIST_FIELDS.
    `evidence` quotes the source; for an inferred field it quotes both sides.
    """

    name: str
    value: str | tuple[str, ...]
    basis: Basis
    rule: str
    evidence: str = ""
    line: int | None = None


LIST_FIELDS = frozenset({"byline", "agencies", "labels"})
"""Fields whose value is a tuple of strings."""

FIELD_NAMES = (
    "id", "title", "published", "updated", "byline", "outlet", "agencies", "dateline_place", "language",
    "section", "url", "rights", "labels", "correction", "description",
)  # fmt: skip
"""Every field the program knows, in the order pages show them. `labels` are UPDATE, URGENT and the
like; `correction` is the text of a correction note; `url` the address the article was published at."""


class Source(msgspec.Struct, frozen=True):
    """One raw record: a file, or one record inside a file.

    `sha256` is of the source's own bytes as they lie in the content folder (for a record: of the
    record's bytes). `bytes` is their number. `line` is where the record starts in its file.
    """

    path: str
    sha256: str
    bytes: int
    format: str
    record: str | None = None
    line: int = 1


class Record(msgspec.Struct, frozen=True):
    """A source with its bytes, as `read.split` yields it: `payload` is decompressed.

    `given` are fields known before the payload is read: from the path, from metadata.csv.
    """

    source: Source
    payload: bytes
    given: tuple[Field, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A decoded source: the body still as written, and the metadata that stood beside it.

    `raw` is the whole decoded source, for the source page. `body` is what the cleaner reads.
    `body_line` is the source line of the body's first line; `line_step` is how many source lines
    one body line takes: 1 where the body lies in the file as it is, 0 where it is one encoded value
    (a JSON string), so that every body line has the line of its record.
    """

    source: Source
    form: Form
    raw: str
    body: str
    body_line: int = 1
    line_step: int = 1
    given: tuple[Field, ...] = ()
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()


# ------------------------------------------------------------------------------------ articles

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


# ------------------------------------------------------------------------------------ versions

RelationKind = Literal["identical", "reprint", "abridged", "expanded", "revised", "partial"]
PassageKind = Literal["kept", "edited", "moved", "added", "dropped"]


class Edit(msgspec.Struct, frozen=True, array_like=True):
    """A word-level difference inside an edited passage, as text offsets into a and b.

    An empty range is an insertion or a deletion. `minor` is house style: spelling, quotes,
    "Saturday" for "yesterday"; everything else is substance.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    minor: bool = False


class Passage(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of text and its match in the other version. `a` is None for added, `b` for dropped.

    A moved passage may carry edits as well.
    """

    kind: PassageKind
    a: tuple[int, int] | None
    b: tuple[int, int] | None
    edits: tuple[Edit, ...] = ()


class Alignment(msgspec.Struct, frozen=True):
    """Two texts aligned, in the order of b with a's dropped passages where they would have stood."""

    passages: tuple[Passage, ...]


class Change(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One fact that differs: `from_` is None for what was added, `to` for what was dropped."""

    from_: str | None
    to: str | None
    context: str


class Changes(msgspec.Struct, frozen=True):
    """The facts that differ between two versions, by kind; `dates` are weekday and day shifts."""

    figures: tuple[Change, ...] = ()
    names: tuple[Change, ...] = ()
    quotes: tuple[Change, ...] = ()
    dates: tuple[Change, ...] = ()


class Pair(msgspec.Struct, frozen=True):
    """Two versions of one story, read from a (the older) to b.

    `containment_a` is the share (0 to 1) of a's words that matched passages cover, and so for b.
    `moved` is the number of moved passages. `alignment` is the versions cache's key of the Alignment.
    """

    a: str
    b: str
    relation: RelationKind
    containment_a: float
    containment_b: float
    moved: int
    changes: Changes
    alignment: str = ""


class Descent(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One article's place in its story's lineage: probably made `from_` that one (None: an origin,
    or unknown), with a confidence from 0 to 1, the evidence in words, and further parents in `also`."""

    article: str
    from_: str | None
    confidence: float
    evidence: str
    also: tuple[str, ...] = ()


class SynopsisRow(msgspec.Struct, frozen=True, array_like=True):
    """One passage across all versions of a story: per article (in the story's order) the text
    offsets of its cell, or None. `group[i]` numbers the distinct wordings: equal numbers, same words."""

    cells: tuple[tuple[int, int] | None, ...]
    group: tuple[int, ...]


class Story(msgspec.Struct, frozen=True):
    """Articles that are versions of the same text, oldest first; at least two.

    `pairs` are all pairs, but above 50 distinct texts only those with a parent and with the base.
    `synopsis` is the versions cache's key of a tuple[SynopsisRow, ...].
    """

    id: str
    title: str
    articles: tuple[str, ...]
    pairs: tuple[Pair, ...]
    lineage: tuple[Descent, ...]
    base: str = ""
    synopsis: str = ""


class Related(msgspec.Struct, frozen=True):
    """Same event, other words: linked, never merged. `score` from 0 to 1."""

    a: str
    b: str
    score: float
    evidence: str


class VersionLinks(msgspec.Struct, frozen=True):
    """What the versions stage found. `inferred` are fields for articles that lacked them, by id."""

    stories: tuple[Story, ...] = ()
    related: tuple[Related, ...] = ()
    inferred: dict[str, tuple[Field, ...]] = {}
    problems: tuple[Problem, ...] = ()


# ------------------------------------------------------------------------------------ entities

EntityType = Literal["person", "organisation", "place"]


class Mention(msgspec.Struct, frozen=True, array_like=True):
    """A name in the text of one article; `entity` is an Entity.id."""

    start: int
    end: int
    text: str
    type: EntityType
    entity: str


class Joined(msgspec.Struct, frozen=True):
    """Why an alias was taken for the entity's name: the rule, and the sentence that says so."""

    alias: str
    rule: str
    evidence: str
    article: str = ""


class Entity(msgspec.Struct, frozen=True):
    """Who or what mentions mean. `id` is `type/slug`, and so its page's address without slashes' ends.

    `articles` are ids in date order. Coordinates are degrees, WGS 84. `country` is ISO 3166-1 alpha-2.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()
    articles: tuple[str, ...] = ()
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    description: str | None = None


class EntityLinks(msgspec.Struct, frozen=True):
    """What the entities stage found. `mentions` by article id, in text order, never overlapping."""

    entities: tuple[Entity, ...] = ()
    mentions: dict[str, tuple[Mention, ...]] = {}
    problems: tuple[Problem, ...] = ()


# ------------------------------------------------------------------------------------ decisions


class Withdrawal(msgspec.Struct, frozen=True):
    """An article taken down: its text must be gone everywhere; the tombstone keeps the metadata."""

    article: str
    reason: str
    date: str


class ArticleDecision(msgspec.Struct, frozen=True):
    """What the archivist decided about one article, found by id or path: fields win over all others."""

    match: str
    fields: dict[str, str | tuple[str, ...]] = {}
    withdraw: Withdrawal | None = None
    redact: tuple[str, ...] = ()


class StoryDecision(msgspec.Struct, frozen=True):
    """What the archivist decided about stories; each list names articles by id or path."""

    merge: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    base: str = ""
    title: str = ""
    relation: RelationKind | None = None


class EntityDecision(msgspec.Struct, frozen=True):
    """What the archivist decided about one entity. `not_` are names that must not be joined to it;
    `pins` maps an article (id or path) to mentions there that mean this entity."""

    name: str
    type: EntityType | None = None
    aliases: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    ignore: bool = False
    description: str | None = None
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    pins: dict[str, tuple[str, ...]] = {}


class Outlet(msgspec.Struct, frozen=True):
    """One row of curation/outlets.toml. `hosts` and `spellings` are matched folded."""

    name: str
    hosts: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    country: str | None = None
    timezone: str | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None


class Curation(msgspec.Struct, frozen=True):
    """All decisions, as `curate` reads them. Redirects map an old site-relative URL to a new one."""

    articles: tuple[ArticleDecision, ...] = ()
    stories: tuple[StoryDecision, ...] = ()
    entities: tuple[EntityDecision, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    redirects: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()


# ------------------------------------------------------------------------------------ pages


class Page(msgspec.Struct, frozen=True):
    """A page to be drawn. Everything that decides its bytes is here, but for the theme and the
    stored values named by `needs` (store keys, which are digests): so its digest is its cache key.

    `path` is site-relative, `article/x/index.html`. `view` holds only builtin types and Structs.
    """

    path: str
    kind: str
    view: Any
    needs: tuple[str, ...] = ()


class File(msgspec.Struct, frozen=True):
    """A finished file of the site: site-relative path and bytes."""

    path: str
    data: bytes


class Site(msgspec.Struct, frozen=True):
    """The whole archive as the render, search and export stages see it.

    `cards` are final (inferred and curated fields merged in), in date order (undated last), then id.
    `fields` are the fields that came in after `describe`, by article id: they replace stored ones.
    """

    cards: tuple[Card, ...]
    versions: VersionLinks
    entities: EntityLinks
    fields: dict[str, tuple[Field, ...]] = {}
    problems: tuple[Problem, ...] = ()
    tombstones: tuple[Withdrawal, ...] = ()
    redirects: dict[str, str] = {}


# ------------------------------------------------------------------------------------ services

Item = TypeVar("Item")
Result = TypeVar("Result")


class Cache(Protocol):
    """Values by digest of their inputs. Scoped by `build` to a stage, its code, options and
    libraries, so a stage's keys name only its inputs. Picklable: a worker opens its own connection."""

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The values there are; missing keys are left out."""
        ...

    def put_many(self, values: Mapping[str, bytes]) -> None: ...


class Run(Protocol):
    """`execute.map`: a picklable function over items, in processes, results in the items' order."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]: ...
