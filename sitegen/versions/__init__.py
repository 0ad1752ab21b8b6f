"""Versions: which articles tell one text, what changed between them, and which was made from which.

The doors: `relate` for the whole archive, `review` for what it is unsure of; `align`, `changes`, `relation` and `compare` for two texts.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.model import Alignment, Article, Changes, Pair, RelationKind
from sitegen.versions.beside import Title, with_headlines
from sitegen.versions.doubts import review
from sitegen.versions.measure import compare_texts, share
from sitegen.versions.relate import relate
from sitegen.versions.tokens import Words

__all__ = ["Compared", "align", "changes", "compare", "relate", "relation", "review"]


class Compared(NamedTuple):
    """Two articles beside one another: sizes and facts, and the alignment of their texts."""

    pair: Pair
    alignment: Alignment


def align(a: str, b: str) -> Alignment:
    """The passages of two texts: kept, edited, split, merged, moved, added, dropped; in the order of b."""
    return compare_texts(Words(a), Words(b)).alignment


def changes(a: str, b: str) -> Changes:
    """The figures, names, quotes and days that differ where the two texts match."""
    return compare_texts(Words(a), Words(b)).changes


def relation(a: str, b: str) -> RelationKind:
    """What b is to a, by the definitions of the glossary."""
    return compare_texts(Words(a), Words(b)).relation


def compare(a: Article, b: Article) -> Compared:
    """Two articles read from a to b, whether or not they are versions of one story."""
    made = compare_texts(Words(a.text), Words(b.text))
    ids = [_name(article) for article in (a, b)]
    sizes = made.sizes
    pair = Pair(
        ids[0], ids[1], made.relation, share(sizes.common_a, sizes.words_a), share(sizes.common_b, sizes.words_b),
        sizes.moved, with_headlines(made.changes, _title(a), _title(b)), passages=sizes.kinds,
    )  # fmt: skip
    return Compared(pair, made.alignment)


def _title(article: Article) -> Title:
    field = article.field("title")
    return (field.value, field.basis) if field and isinstance(field.value, str) else ("", None)


def _name(article: Article) -> str:
    field = article.field("id")
    return field.value if field and isinstance(field.value, str) else article.source.path
