"""What the archivist decided."""

from __future__ import annotations

from typing import Literal

import msgspec

from sitegen.model.entities import EntityType
from sitegen.model.sources import Problem
from sitegen.model.versions import RelationKind


class Withdrawal(msgspec.Struct, frozen=True):
    """An article taken down: its text must be gone everywhere; the tombstone keeps the metadata.

    Title, outlet, byline and publication date come from the article's card; a title that was made from the
    text (basis supplied) is left out, for it is text.
    """

    article: str
    reason: str
    date: str
    title: str = ""
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None


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
    """One row of curation/outlets.toml. `hosts` and `spellings` are matched folded. `agency` marks one whose
    copy others print; `language` (two letters) is what it writes, for texts too short to tell."""

    name: str
    hosts: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    country: str | None = None
    timezone: str | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    agency: bool = False
    language: str | None = None


class Curation(msgspec.Struct, frozen=True):
    """All decisions, as `curate` reads them. Redirects map an old site-relative URL to a new one."""

    articles: tuple[ArticleDecision, ...] = ()
    stories: tuple[StoryDecision, ...] = ()
    entities: tuple[EntityDecision, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    redirects: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()
