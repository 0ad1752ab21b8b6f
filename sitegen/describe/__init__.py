"""Description: one value for each field, by a stated order of trust; the rest kept as rejected."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import cast

import msgspec

from sitegen.clean.options import CleanOptions
from sitegen.clean.outlets import outlet_table
from sitegen.describe.choices import (
    choose_agencies,
    choose_byline,
    choose_dates,
    choose_labels,
    choose_language,
    choose_outlet,
    choose_rest,
    choose_title,
)  # fmt: skip
from sitegen.describe.evidence import Case
from sitegen.model import FIELD_NAMES, Article, Card, Document, Field, Outlet
from sitegen.text import count_words

LONGEST_LEDE = 240

CHOICES: tuple[tuple[str, Callable[[Case], None]], ...] = (
    ("rest", choose_rest),
    ("outlet", choose_outlet),
    ("language", choose_language),
    ("byline", choose_byline),
    ("agencies", choose_agencies),
    ("dates", choose_dates),
    ("title", choose_title),
    ("labels", choose_labels),
)
"""In order: dates need the outlet's and the language's habits, a title the outlet's name."""


def describe(document: Document, article: Article, options: CleanOptions, outlets: tuple[Outlet, ...]) -> Article:
    """The article with one field of each name, in FIELD_NAMES order, and the candidates not taken."""
    case = Case(document, article, options, outlet_table(outlets))
    for _, choose in CHOICES:
        choose(case)
    return msgspec.structs.replace(
        article,
        fields=tuple(case.chosen[name] for name in FIELD_NAMES if name in case.chosen),
        rejected=tuple(dict.fromkeys(case.rejected)),
        problems=(*article.problems, *case.problems),
    )


def card(article: Article, key: str) -> Card:
    """What the barrier needs of a described article, whose place in the store is `key`."""
    title = article.field("title")
    published = article.field("published")
    text = article.text
    return Card(
        key=key,
        source=article.source,
        given_id=_one(article, "id") or "",
        title=cast(str, title.value) if title else "",
        title_basis=title.basis if title else "supplied",
        published=_one(article, "published"),
        published_basis=published.basis if published else None,
        updated=_one(article, "updated"),
        byline=_many(article, "byline"),
        outlet=_one(article, "outlet"),
        agencies=_many(article, "agencies"),
        dateline_place=_one(article, "dateline_place"),
        language=_one(article, "language"),
        labels=_many(article, "labels"),
        words=count_words(text),
        text_sha=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        lede=text[:LONGEST_LEDE],
        section=_one(article, "section"),
        url=_one(article, "url"),
    )


def _one(article: Article, name: str) -> str | None:
    field: Field | None = article.field(name)
    return field.value if field and isinstance(field.value, str) else None


def _many(article: Article, name: str) -> tuple[str, ...]:
    field = article.field(name)
    if field is None:
        return ()
    return field.value if isinstance(field.value, tuple) else (field.value,)
