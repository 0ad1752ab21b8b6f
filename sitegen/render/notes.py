"""Margin notes: where an article's text differs from the version it was probably made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import escape

from sitegen.address import diff_url
from sitegen.model import Alignment, Article, Edit, Passage
from sitegen.render.body import placed
from sitegen.render.desk import Desk
from sitegen.render.views import ArticleView, Neighbour

MOST_EDITS = 3
LONGEST_QUOTE = 90


class Texts(NamedTuple):
    """The article's text and its parent's, and which side of the alignment the parent is."""

    mine: str
    parent: str
    parent_is_a: bool


def margin_notes(desk: Desk, article: Article) -> dict[int, str]:
    """Notes by the offset of the block that they stand beside."""
    view: ArticleView = desk.view
    place = view.place
    if place is None or not place.alignment or place.origin is None:
        return {}
    alignment, parent = desk.alignment(place.alignment), desk.article(place.parent_key)
    other = next((other for other in place.others if other.ref.id == place.origin.id), None)
    if alignment is None or parent is None or other is None:
        return {}
    found = _notes(desk, alignment, Texts(article.text, parent.text, place.parent_is_a), other)
    return _by_block(found, [start for start, _ in placed(article.kept)])


def _notes(desk: Desk, alignment: Alignment, texts: Texts, other: Neighbour) -> Iterator[tuple[int, str]]:
    """(offset in the article's text, note), in the alignment's order."""
    for number, passage in numbered(alignment):
        mine = passage.b if texts.parent_is_a else passage.a
        said = _said(passage, texts, other) if mine else ""
        if mine and said:
            target = desk.link(diff_url(other.a, other.b)) + f"#c{number}"
            yield mine[0], f'{said} <a href="{target}">compare<span class="sr"> change {number}</span></a>'


def _by_block(found: Iterable[tuple[int, str]], starts: Sequence[int]) -> dict[int, str]:
    joined: dict[int, list[str]] = {}
    for at, note in found:
        joined.setdefault(starts[max(0, bisect_right(starts, at) - 1)], []).append(note)
    return {start: f'<div class="note" role="note">{_joined(notes)}</div>' for start, notes in joined.items()}


def numbered(alignment: Alignment) -> Iterator[tuple[int, Passage]]:
    """The passages that changed, numbered from 1 as their anchors `#c1` on the diff page are."""
    changed = (passage for passage in alignment.passages if passage.kind != "kept" or passage.edits)
    return enumerate(changed, 1)


def _joined(notes: list[str]) -> str:
    shown = notes[:4] + ([f"and {len(notes) - 4} more differences"] if len(notes) > 4 else [])
    return "".join(f"<p>{note}</p>" for note in shown)


def _said(passage: Passage, texts: Texts, other: Neighbour) -> str:
    """What differs, in words; nothing for house style. Of versions that share only passages, what is shared."""
    version = f"version {other.number}"
    if other.relation == "partial":
        return (
            ""
            if passage.kind in ("added", "dropped")
            else f"Also in {version}{', elsewhere' if passage.kind == 'moved' else ''}."
        )
    if passage.kind == ("added" if texts.parent_is_a else "dropped"):
        return f"Not in {version}."
    edits = [edit for edit in passage.edits if not edit.minor]
    told = "; ".join(filter(None, (_edit(edit, texts) for edit in edits[:MOST_EDITS])))
    moved = f"Stands elsewhere in {version}. " if passage.kind == "moved" else ""
    return moved + (f"{version.capitalize()} {told}." if told else "")


def _edit(edit: Edit, texts: Texts) -> str:
    """The other's words, or the words it lacks; single letters and marks are not worth a note."""
    a, b = texts.parent[edit.a_start : edit.a_end], texts.parent[edit.b_start : edit.b_end]
    theirs = (a if texts.parent_is_a else b).strip()
    start, end = (edit.b_start, edit.b_end) if texts.parent_is_a else (edit.a_start, edit.a_end)
    mine = texts.mine[start:end].strip()
    if _telling(theirs):
        return f"has <q>{escape(_short(theirs))}</q>"
    return f"lacks <q>{escape(_short(mine))}</q>" if _telling(mine) and not theirs else ""


def _telling(words: str) -> bool:
    return len(words) > 3 or any(c.isdigit() for c in words)


def _short(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 2].rsplit(" ", 1)[0] + " …"
