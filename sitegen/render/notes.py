"""Margin notes: where an article's text differs from the version it was probably made from."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from sitegen.address import diff_url
from sitegen.model import Alignment, Article, Edit, Passage
from sitegen.render.body import placed
from sitegen.render.desk import Desk
from sitegen.render.views import ArticleView, Neighbour

MOST_EDITS = 3
LONGEST_QUOTE = 90


def margin_notes(desk: Desk, article: Article) -> dict[int, str]:
    """Notes by the offset of the block that they follow."""
    view: ArticleView = desk.view
    place = view.place
    if place is None or not place.alignment or place.origin is None:
        return {}
    alignment, parent = desk.alignment(place.alignment), desk.article(place.parent_key)
    other = next((other for other in place.others if other.ref.id == place.origin.id), None)
    if alignment is None or parent is None or other is None:
        return {}
    starts = [start for start, _ in placed(article.kept)]
    found: dict[int, list[str]] = {}
    for number, passage in numbered(alignment):
        mine = passage.b if place.parent_is_a else passage.a
        said = _said(passage, parent.text, place.parent_is_a, other) if mine else ""
        if mine and said:
            target = desk.link(diff_url(other.a, other.b)) + f"#c{number}"
            start = max((start for start in starts if start <= mine[0]), default=0)
            found.setdefault(start, []).append(
                f'{said} <a href="{target}">compare<span class="sr"> change {number}</span></a>'
            )
    return {start: f'<div class="note" role="note">{_joined(notes)}</div>' for start, notes in found.items()}


def numbered(alignment: Alignment) -> Iterator[tuple[int, Passage]]:
    """The passages that changed, numbered from 1 as their anchors `#c1` on the diff page are."""
    changed = (passage for passage in alignment.passages if passage.kind != "kept" or passage.edits)
    return enumerate(changed, 1)


def _joined(notes: list[str]) -> str:
    shown = notes[:4] + ([f"and {len(notes) - 4} more differences"] if len(notes) > 4 else [])
    return "".join(f"<p>{note}</p>" for note in shown)


def _said(passage: Passage, parent: str, parent_is_a: bool, other: Neighbour) -> str:
    """What differs, in words; nothing for house style."""
    version = f"version {other.number}"
    gone = "dropped" if not parent_is_a else "added"
    if passage.kind == gone:
        return "" if other.relation == "partial" else f"Not in {version}."
    edits = [edit for edit in passage.edits if not edit.minor]
    told = "; ".join(filter(None, (_edit(edit, parent, parent_is_a) for edit in edits[:MOST_EDITS])))
    moved = "Stands elsewhere in " + version + ". " if passage.kind == "moved" else ""
    return moved + (f"{version.capitalize()}: {told}." if told else "")


def _edit(edit: Edit, parent: str, parent_is_a: bool) -> str:
    start, end = (edit.a_start, edit.a_end) if parent_is_a else (edit.b_start, edit.b_end)
    quote = parent[start:end].strip()
    if not quote:
        return "without these words" if not _mine_empty(edit, parent_is_a) else ""
    return f"<q>{escape(_short(quote))}</q>"


def _mine_empty(edit: Edit, parent_is_a: bool) -> bool:
    return edit.b_start == edit.b_end if parent_is_a else edit.a_start == edit.a_end


def _short(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 2].rsplit(" ", 1)[0] + " …"
