"""Margin notes: where an article's text differs from the version it was probably made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import escape

from sitegen.address import diff_url
from sitegen.model import Alignment, Article, Edit, Passage
from sitegen.render import words
from sitegen.render.body import placed
from sitegen.render.desk import Desk
from sitegen.render.views import ArticleView, Beside

MOST_EDITS = 2
LONGEST_QUOTE = 70
MOST_NOTES = 14
"""Of one article: more would be a second text beside the first, and that is what the comparison is for."""


class Texts(NamedTuple):
    """The article's text and its parent's, and which side of the alignment the parent is."""

    mine: str
    parent: str
    parent_is_a: bool


class Note(NamedTuple):
    """What differs at an offset of the article's text: HTML with `%s` for the link to the other version, the
    number of the change on the page of the comparison, and its weight: figures, then words, then passages."""

    at: int
    said: str
    change: int
    weight: int
    href: str = ""


def margin_notes(desk: Desk, article: Article) -> dict[int, str]:
    """Notes by the offset of the block that they stand beside."""
    view: ArticleView = desk.view
    place = view.place
    found = [note for beside in (place.beside if place else ()) for note in _beside_notes(desk, article, beside)]
    if not found:
        return {}
    starts = [start for start, _ in placed(article.kept)]
    return _by_block(found, starts)


def _beside_notes(desk: Desk, article: Article, beside: Beside) -> list[Note]:
    """The notes on one other version, with their links."""
    alignment, text, other = desk.alignment(beside.alignment), desk.article(beside.key), beside.other
    if alignment is None or text is None:
        return []
    texts = Texts(article.text, text.text, beside.is_a)
    href = desk.link(diff_url(other.a, other.b))
    return [
        note._replace(said=_linked(note, href, other.number), href=href)
        for note in _notes(alignment, texts, other.relation == "partial")
    ]


def numbered(alignment: Alignment) -> Iterator[tuple[int, Passage]]:
    """The passages that changed, numbered from 1 as their anchors `#c1` on the diff page are."""
    changed = (passage for passage in alignment.passages if passage.kind != "kept" or passage.edits)
    return enumerate(changed, 1)


_ABSENT, _ELSEWHERE, _SHARED, _SHARED_ELSEWHERE = (
    "Not in %s.",
    "Elsewhere in %s.",
    "Also in %s.",
    "Also, elsewhere, in %s.",
)
_UNWORDED = {
    ("moved", True): _ELSEWHERE, ("moved", False): _ELSEWHERE,
    ("split", True): "One sentence in %s.", ("merged", False): "One sentence in %s.",
    ("merged", True): "Two sentences or more in %s.", ("split", False): "Two sentences or more in %s.",
}  # fmt: skip
"""What is said of a passage in the same words, by its kind and whether the other version is side a."""
_RUNS = {
    _ABSENT: "{} passages from here are not in %s.", _ELSEWHERE: "{} passages from here stand elsewhere in %s.",
    _SHARED: "{} passages from here are also in %s.", _SHARED_ELSEWHERE: "{} passages from here are also, elsewhere, in %s.",
}  # fmt: skip
"""What is said of one passage, and of several in a row."""


def _notes(alignment: Alignment, texts: Texts, partial: bool) -> Iterator[Note]:
    """In the alignment's order; passages in a row of which the same is to be said have one note."""
    run: list[Note] = []
    for number, passage in numbered(alignment):
        mine = passage.b if texts.parent_is_a else passage.a
        said, weight = _said(passage, texts, partial) if mine else ("", 0)
        if run and (said != run[0].said or said not in _RUNS):
            yield _one(run)
            run = []
        if mine and said:
            run.append(Note(mine[0], said, number, weight))
    if run:
        yield _one(run)


def _one(run: list[Note]) -> Note:
    first = run[0]
    return first if len(run) == 1 else first._replace(said=_RUNS[first.said].format(len(run)))


def _by_block(found: list[Note], starts: Sequence[int]) -> dict[int, str]:
    """The notes that weigh most, joined by block; after the last, how many more differences there are."""
    chosen = sorted(sorted(found, key=lambda note: (-note.weight, note.at))[:MOST_NOTES], key=lambda note: note.at)
    joined: dict[int, list[str]] = {}
    for note in chosen:
        start = starts[max(0, bisect_right(starts, note.at) - 1)]
        joined.setdefault(start, []).append(note.said)
    if len(found) > len(chosen):
        more = words.plural(len(found) - len(chosen), "further difference")
        joined[max(joined)].append(f'<a href="{chosen[-1].href}">{more}</a>')
    return {start: f'<div class="note" role="note">{_paragraphs(notes)}</div>' for start, notes in joined.items()}


def _linked(note: Note, href: str, number: int) -> str:
    before, _, after = note.said.partition("%s")
    name = f"{'version' if before else 'Version'} {number}"
    return f'{before}<a href="{href}#c{note.change}">{name}<span class="sr">, change {note.change}</span></a>{after}'


def _paragraphs(notes: list[str]) -> str:
    return "".join(f"<p>{note}</p>" for note in notes)


def _said(passage: Passage, texts: Texts, partial: bool) -> tuple[str, int]:
    """What differs, in words, and its weight; nothing for house style. Of versions that share only
    passages, what is shared."""
    if partial:
        shared = {"added": "", "dropped": "", "moved": _SHARED_ELSEWHERE}
        return shared.get(passage.kind, _SHARED), 1
    if passage.kind == ("added" if texts.parent_is_a else "dropped"):
        return _ABSENT, 1
    edits = [edit for edit in passage.edits if not edit.minor]
    told = [said for said in (_edit(edit, texts) for edit in edits) if said]
    if not told:
        return _UNWORDED.get((passage.kind, texts.parent_is_a), ""), 0
    told = sorted(told, key=_figures, reverse=True)[:MOST_EDITS]
    start = "Elsewhere in %s, which" if passage.kind == "moved" else "%s"
    joined = " and ".join(told).replace("</q> and has <q>", "</q> and <q>")
    return f"{start} {joined}.", 3 if _figures(told[0]) else 2


def _figures(told: str) -> bool:
    return any(c.isdigit() for c in told)


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
    return len(words) > 3 or _figures(words)


def _short(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 2].rsplit(" ", 1)[0] + " …"
