"""Cleaning: a document's body into blocks, each kept or cut by a named rule, and the fields it states."""

from __future__ import annotations

import re

from sitegen.clean.draft import Draft
from sitegen.clean.options import CleanOptions
from sitegen.clean.plain import read_text
from sitegen.clean.wire import rules_for
from sitegen.model import Article, BadSource, Block, Document, Outlet

LONGEST_BODY = 4_000_000
"""Characters: some 600,000 words. A longer text is no article."""

_ARTICLE_SIGNS = re.compile(
    r"NewsArticle|BlogPosting|articleBody|datePublished|article:published|[\"'](?:author|byl|date|pubdate|dc\.date)[\"'] content|"
    r"og:type[\"'] content=[\"']article|<article\b|<time\b|by-?line",
    re.IGNORECASE,
)
"""What a page has in its markup where it is an article's, though its text may be missing (a paywall, a script)."""


def clean(document: Document, options: CleanOptions, outlets: tuple[Outlet, ...]) -> Article:
    """The article with every block of the body marked and all candidate fields, in reading order.

    Raises BadSource for a body that is too long to be one article, and for a page that holds none.
    """
    draft = Draft(document, (), options.off, outlets)
    draft.blocks = list(_read_blocks(draft, options))
    for _, rule in rules_for(draft):
        rule(draft)
    _check_body(draft)
    fields = sorted(draft.fields, key=lambda field: field.line or 0)
    return Article(
        document.source, tuple(draft.blocks), tuple(fields), (),
        (*document.problems, *draft.problems), document.encoding,
    )  # fmt: skip


def _check_body(draft: Draft) -> None:
    """A page without a text and without any sign of an article is none; a title alone is published with a warning."""
    if draft.kept():
        return
    if (
        draft.is_page
        and not draft.document.given
        and not draft.fields
        and not _ARTICLE_SIGNS.search(draft.document.body)
    ):
        hint = "save the article's own page, or leave the file out by `ignore` under [content]"
        raise BadSource("no article body", hint, rule="no-body")
    draft.warn("no-body", "no text was found: only what is known about it is published", "fetch the article again")


def _check_length(characters: int) -> None:
    if characters > LONGEST_BODY:
        reason = f"{characters:,} characters: too long for one article"
        raise BadSource(reason, "split it, or ignore it by a glob", rule="too-long")


def _read_blocks(draft: Draft, options: CleanOptions) -> tuple[Block, ...]:
    """The body's blocks before any wire rule, by the reader of the document's form."""
    document = draft.document
    if document.form == "html":
        from sitegen.clean.html import read_html

        read = read_html(document, options)
        for rule, reason, hint in read.notes:
            draft.warn(rule, reason, hint)
        _check_length(sum(len(block.text) for block in read.blocks if not block.cut))
        return read.blocks
    _check_length(len(document.body))
    if document.form == "markdown":
        from sitegen.clean.markdown import read_markdown

        blocks = read_markdown(document)
        if blocks is not None:
            return blocks
        draft.warn("markdown-too-deep", "too large or too deeply nested for Markdown: read as plain text")
    return read_text(document)
