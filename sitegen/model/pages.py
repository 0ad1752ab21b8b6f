"""What the site is made of: pages, files, and the whole archive as later stages see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sitegen.model.articles import Card
from sitegen.model.decisions import Withdrawal
from sitegen.model.entities import EntityLinks
from sitegen.model.sources import Field, Problem
from sitegen.model.versions import VersionLinks


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


class Stream(msgspec.Struct, frozen=True):
    """A finished file too large to hold: its bytes come in parts, once."""

    path: str
    parts: Iterable[bytes]


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
