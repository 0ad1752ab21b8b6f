"""Who and what articles speak of: mentions, entities."""

from __future__ import annotations

from typing import Literal

import msgspec

from sitegen.model.sources import Problem

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

    `articles` are ids in date order. Coordinates are degrees, WGS 84. `country` is ISO 3166-1 alpha-2, `within` that country's name (for what is not
    itself a country).
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
    within: str | None = None
    description: str | None = None


class EntityLinks(msgspec.Struct, frozen=True):
    """What the entities stage found. `mentions` by article id, in text order, never overlapping."""

    entities: tuple[Entity, ...] = ()
    mentions: dict[str, tuple[Mention, ...]] = {}
    problems: tuple[Problem, ...] = ()
