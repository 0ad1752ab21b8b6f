"""Europresse (Cision): a page with an `article` element for each article, told apart by the class names of its parts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.model import BadSource, Document, Field, Record
from sitegen.read.container import Container, Items, Names, merged
from sitegen.read.fields import make_field
from sitegen.read.finding import Finding, source_problem
from sitegen.read.options import ContentOptions
from sitegen.read.parsed import DATE
from sitegen.read.tidy import tidy

RULE = "europresse"
_ARTICLE = re.compile(r"<article\b[^>]*>(?:(?!<article\b|</article\s*>).)*+</article\s*>", re.I | re.S)
_NUMBER = re.compile(r"\b\w{2,10}[·•]\d{8}[·•][\w·•-]{1,40}")
_WEEKDAY = re.compile(r"(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun|mié|jue|vie|sáb|dom)\w*\Z", re.I)
_ISSUE = re.compile(r",?\s+(?:no\.|n°|nº)\s.*\Z", re.I | re.S)
_RIGHTS = re.compile(r"^\s*((?:©|\(c\)|Copyright\b).{3,200})$", re.M | re.I)
_BODIES, _TITLES = ("docOcurrContainer", "DocText"), ("titreArticleVisu", "titreArticle")


def fits(text: str) -> bool:
    return "DocPublicationName" in text and _ARTICLE.search(text) is not None


def split_europresse(container: Container, text: str) -> Items:
    """Each article as a record, named by the database's own number."""
    inner = msgspec.structs.replace(container, format=RULE)
    names, line, at = Names(), 1, 0
    for found in _ARTICLE.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        number = _NUMBER.search(found.group())
        yield inner.record(names.next(number.group() if number else ""), found.group().encode("utf-8", "replace"), line)


def load_europresse(record: Record, options: ContentOptions) -> Document:
    """One article: its header's parts as fields, its text's element as the body."""
    from lxml import etree
    from lxml import html as markup

    text, findings = tidy(record.payload.decode("utf-8", "replace"))
    try:
        root = markup.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError) as error:
        raise BadSource(f"not markup: {error}", "save it again", rule="binary") from None
    first = record.source.line - 1
    own = tuple(_fields(root, text, first))
    body = _first(root, *_BODIES)
    if body is None and not any(field.name == "title" for field in own):
        raise BadSource("the export holds neither a title nor a text here", "export the full text", rule="empty")
    line = (body.sourceline or 1) if body is not None else 1
    problems = tuple(source_problem(record.source, finding) for finding in (*findings, *_missing(body)))
    return Document(
        record.source, "html", text, _inner(body), line + first, 1, merged(own, record.given), "utf-8", problems
    )


def _missing(body: Any) -> list[Finding]:
    return (
        [] if body is not None else [Finding("no-text", "the article was exported without its text", "export it again")]
    )


def _fields(root: Any, text: str, first: int) -> Iterator[Field]:
    header = _first(root, "DocHeader")
    rights = _RIGHTS.search(re.sub(r"<[^<>]*>", "\n", text))
    parts = (
        ("title", _first(root, *_TITLES), _words(_first(root, *_TITLES))),
        ("byline", _first(root, "docAuthors"), _words(_first(root, "docAuthors"))),
        ("outlet", _first(root, "DocPublicationName"), _ISSUE.sub("", _words(_first(root, "DocPublicationName")))),
        ("published", header, _dated(_words(header))[1]),
        ("section", header, _dated(_words(header))[0]),
        ("rights", None, html.unescape(rights.group(1)) if rights else ""),
    )
    for name, element, value in parts:
        line = (element.sourceline or 1) + first if element is not None else None
        field = make_field(name, value.strip(), RULE, line)
        if field is not None:
            yield field


def _dated(header: str) -> tuple[str, str]:
    """The section and the date of `Région, samedi 7 décembre 2024 312 mots, p. 4`."""
    found = DATE.search(header)
    if found is None:
        return "", ""
    before = [part.strip() for part in header[: found.start()].split(",")]
    section = ", ".join(part for part in before if part and not _WEEKDAY.match(part))
    return section, found.group()


def _first(root: Any, *classes: str) -> Any:
    """The first element of the first of these classes that there is one of."""
    for name in classes:
        found = root.xpath(f"(.//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')])[1]")
        if found:
            return found[0]
    return None


def _words(element: Any) -> str:
    return "" if element is None else " ".join(str(element.text_content()).split())


def _inner(element: Any) -> str:
    """The markup inside an element."""
    if element is None:
        return ""
    from lxml import html as markup

    inside = "".join(markup.tostring(child, encoding="unicode") for child in element)
    return html.escape(element.text or "", quote=False) + inside
