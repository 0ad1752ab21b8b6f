"""The families of <meta> names, as one table: which name speaks of which field, most trusted family first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sitegen.model import Field

from . import markup_jsonld as jsonld
from .markup_names import name_of_one, names

META: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("highwire", "title", ("citation_title", "prism.title", "eprints.title")),
    ("highwire", "byline", ("citation_author", "citation_authors", "eprints.creators_name")),
    ("highwire", "published", ("citation_publication_date", "citation_date", "citation_online_date", "prism.publicationdate", "eprints.date")),
    ("highwire", "outlet", ("citation_journal_title", "prism.publicationname", "citation_publisher")),
    ("highwire", "language", ("citation_language",)),
    ("parsely", "title", ("parsely-title",)),
    ("parsely", "byline", ("parsely-author",)),
    ("parsely", "published", ("parsely-pub-date",)),
    ("parsely", "section", ("parsely-section",)),
    ("parsely", "url", ("parsely-link",)),
    ("sailthru", "title", ("sailthru.title",)),
    ("sailthru", "byline", ("sailthru.author",)),
    ("sailthru", "published", ("sailthru.date",)),
    ("og", "title", ("og:title",)),
    ("og", "published", ("article:published_time", "article:published", "og:article:published_time", "og:published_time",
                         "og:pubdate", "og:datepublished", "article.published")),
    ("og", "updated", ("article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time",
                       "article.updated")),
    ("og", "byline", ("article:author", "og:article:author", "article:author_name", "og:author", "article.author")),
    ("og", "outlet", ("og:site_name",)),
    ("og", "section", ("article:section", "og:article:section", "og:section")),
    ("og", "url", ("og:url",)),
    ("og", "language", ("og:locale",)),
    ("og", "description", ("og:description",)),
    ("twitter", "title", ("twitter:title",)),
    ("twitter", "description", ("twitter:description",)),
    ("dublin-core", "title", ("dc.title", "dcterms.title", "dc:title", "dcterms:title")),
    ("dublin-core", "byline", ("dc.creator", "dcterms.creator", "dc:creator", "dc.contributor.author", "dc.author", "dcterms:creator")),
    ("dublin-core", "published", ("dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date",
                                  "dcterms.date", "dc:date", "dcterms.available", "dc.date.published")),
    ("dublin-core", "updated", ("dc.date.modified", "dcterms.modified", "dc.modified", "dcterms:modified")),
    ("dublin-core", "outlet", ("dc.publisher", "dcterms.publisher", "dc:publisher")),
    ("dublin-core", "language", ("dc.language", "dcterms.language", "dc:language")),
    ("dublin-core", "rights", ("dc.rights", "dcterms.rights", "dc:rights", "dcterms.rightsholder")),
    ("dublin-core", "description", ("dc.description", "dcterms.abstract", "dcterms.description")),
    ("meta", "title", ("title", "headline", "hdl", "article-title")),
    ("meta", "byline", ("author", "byl", "byline", "authors", "article-author", "article_author", "author-name", "authorname", "creator",
                        "cxenseparse:author", "bt:author", "shareaholic:article_author_name", "dcsext.author", "rbauthors", "tbi-author", "vr:author", "content_author", "mediator_author", "dable:author",
                        "author_name", "sharethis:author")),
    ("meta", "published", ("date", "pubdate", "pub_date", "publishdate", "publish_date", "publish-date", "publication_date", "date_published", "datepublished",
                           "datecreated", "article_date_original", "originalpublicationdate", "ptime", "displaydate", "article.created",
                           "cxenseparse:recs:publishtime", "bt:pubdate", "shareaholic:article_published_time", "rbpubdate", "iso-8601-publish-date",
                           "published_at", "published-date", "created", "sort_date", "dateposted", "vr:published_time", "timestamp", "content_publisheddate", "publication-date", "publicationdate", "mediator_published_time",
                           "dable:published_time", "article:post_date", "release_date", "issued", "published", "article-published")),
    ("meta", "updated", ("lastmod", "last-modified", "lastmodified", "modified", "datemodified", "date_modified", "dateupdated", "utime",
                         "revision_date", "article_date_updated", "bt:moddate", "updated", "updated_time", "article:modified_date", "shareaholic:article_modified_time", "last-updated")),
    ("meta", "outlet", ("application-name", "source", "publisher", "apple-mobile-web-app-title", "cre", "copyright-holder")),
    ("meta", "labels", ("article:content_tier",)),
    ("meta", "section", ("section", "article:section_name", "cg", "category", "channel")),
    ("meta", "language", ("language", "content-language")),
    ("meta", "rights", ("copyright", "rights", "license")),
    ("meta", "description", ("description", "abstract")),
)  # fmt: skip

BY_NAME: dict[str, tuple[tuple[int, str, str], ...]] = {}
for _at, (_family, _field, _names) in enumerate(META):
    for _name in _names:
        BY_NAME[_name] = (*BY_NAME.get(_name, ()), (_at, _family, _field))


MOST_FIELDS, MOST_NAMES = 1_000, 500
"""Candidates of a page, and names of one byline: no article has more, and joining them must not cost their square."""
LONGEST_EVIDENCE = 300
SINGLE = frozenset({"highwire", "dublin-core"})
"""Families with one element a name: a comma in it parts surname and given name, and they make one byline together."""
CARD_LABEL = re.compile(
    r"^\s*(?:written by|by|author|écrit par|auteur|verfasst von|geschrieben von|escrito por|autor|scritto da|geschreven door|skrevet av|skriven av|"
    r"автор|napisane przez|написано автором|作者|kirjoittanut|yazan|penulis|ditulis oleh)\s*:?\s*$",
    re.IGNORECASE,
)
"""How plugins label the author on a sharing card."""


def meta_fields(root: Any, reading: Callable[[str, str], str | None]) -> list[Field]:
    """All candidates from <meta>, most trusted family first; of one family the first of its names."""
    made: list[Field] = []
    bylines: dict[str, int] = {}
    for _order, place, _at, family, name, content, key, line in sorted(_rows(root)):
        value = _read(name, content, family, reading)
        joins = name == "byline" and (family in SINGLE or (family == "og" and place == 0))
        if value and joins and family in bylines:
            at = bylines[family]
            made[at] = _joined(made[at], value, content)
        elif value and len(made) < MOST_FIELDS:
            if joins:
                bylines.setdefault(family, len(made))
            made.append(Field(name, value, "embedded", f"meta:{family}", f"{key}: {content}", line))
    return made


def _read(
    name: str, content: str, family: str, reading: Callable[[str, str], str | None]
) -> str | tuple[str, ...] | None:
    """The content as the field's value, by the field's own way of reading."""
    if name == "byline":
        return name_of_one(content) if family in SINGLE else names(content)
    return _tier(content) if name == "labels" else reading(name, content)


def _tier(content: str) -> tuple[str, ...]:
    """`locked` and `metered` articles are the readers' who pay."""
    return ("paywalled",) if content.lower() in ("locked", "metered") else ()


def _rows(root: Any) -> list[tuple[int, int, int, str, str, str, str, int | None]]:
    rows = []
    for at, element in enumerate(root.iter("meta")):
        key = (element.get("property") or element.get("name") or element.get("http-equiv") or "").strip().lower()
        content = jsonld.clean(element.get("content") or "")
        for order, family, name in BY_NAME.get(key, ()) if content else ():
            rows.append((order, META[order][2].index(key), at, family, name, content, key, element.sourceline))
    return rows


def _joined(field: Field, more: str | tuple[str, ...], content: str) -> Field:
    if len(field.value) >= MOST_NAMES:
        return field
    value = tuple(dict.fromkeys((*field.value, *more)))
    evidence = f"{field.evidence}; {content}" if len(field.evidence) < LONGEST_EVIDENCE else field.evidence
    return Field(field.name, value, field.basis, field.rule, evidence, field.line)
