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

from sitegen.model.articles import Article, Block, BlockKind, Card, Mark, MarkKind, raw_key
from sitegen.model.decisions import ArticleDecision, Curation, EntityDecision, Outlet, StoryDecision, Withdrawal
from sitegen.model.entities import Entity, EntityLinks, EntityType, Joined, Mention
from sitegen.model.pages import File, Page, Site, Stream
from sitegen.model.services import Cache, Item, Result, Run
from sitegen.model.sources import (
    FIELD_NAMES,
    LIST_FIELDS,
    BadSource,
    Basis,
    Document,
    Field,
    Form,
    Problem,
    Record,
    Severity,
    Source,
)
from sitegen.model.versions import (
    PASSAGE_KINDS,
    Alignment,
    Change,
    Changes,
    Descent,
    Edit,
    Pair,
    Passage,
    PassageKind,
    Related,
    RelationKind,
    Story,
    SynopsisRow,
    VersionLinks,
)

__all__ = [
    "FIELD_NAMES",
    "LIST_FIELDS",
    "PASSAGE_KINDS",
    "Alignment",
    "Article",
    "ArticleDecision",
    "BadSource",
    "Basis",
    "Block",
    "BlockKind",
    "Cache",
    "Card",
    "Change",
    "Changes",
    "Curation",
    "Descent",
    "Document",
    "Edit",
    "Entity",
    "EntityDecision",
    "EntityLinks",
    "EntityType",
    "Field",
    "File",
    "Form",
    "Item",
    "Joined",
    "Mark",
    "MarkKind",
    "Mention",
    "Outlet",
    "Page",
    "Pair",
    "Passage",
    "PassageKind",
    "Problem",
    "Record",
    "Related",
    "RelationKind",
    "Result",
    "Run",
    "Severity",
    "Site",
    "Source",
    "Story",
    "StoryDecision",
    "Stream",
    "SynopsisRow",
    "VersionLinks",
    "Withdrawal",
    "raw_key",
]
