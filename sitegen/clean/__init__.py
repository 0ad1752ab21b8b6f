"""Cleaning: a document's body into blocks, each kept or cut by a named rule, and the fields it states."""

from __future__ import annotations

from sitegen.clean.draft import Draft
from sitegen.clean.options import CleanOptions
from sitegen.clean.plain import read_text
from sitegen.clean.wire import rules_for
from sitegen.model import Article, BadSource, Block, Document, Outlet

LONGEST_BODY = 4_000_000
"""Characters: some 600,000 words. Longer plain text or Markdown is no article."""


def clean(document: Document, options: CleanOptions, outlets: tuple[Outlet, ...]) -> Article:
    """The article with every block of the body marked and all candidate fields, in reading order.

    Raises BadSource for a body that is too long to be one article.
    """
    draft = Draft(document, (), options.off, outlets)
    draft.blocks = list(_read_blocks(draft, options))
    for _, rule in rules_for(draft):
        rule(draft)
    fields = sorted(draft.fields, key=lambda field: field.line or 0)
    return Article(
        document.source, tuple(draft.blocks), tuple(fields), (),
        (*document.problems, *draft.problems), document.encoding,
    )  # fmt: skip


def _read_blocks(draft: Draft, options: CleanOptions) -> tuple[Block, ...]:
    """The body's blocks before any wire rule, by the reader of the document's form."""
    document = draft.document
    if document.form == "html":
        from sitegen.clean.html import read_blocks as read_html

        return read_html(document, options)
    if len(document.body) > LONGEST_BODY:
        reason = f"{len(document.body):,} characters: too long for one article"
        raise BadSource(reason, "split it, or ignore it by a glob", rule="too-long")
    if document.form == "markdown":
        from sitegen.clean.markdown import read_markdown

        blocks = read_markdown(document)
        if blocks is not None:
            return blocks
        draft.warn("markdown-too-deep", "too large or too deeply nested for Markdown: read as plain text")
    return read_text(document)
