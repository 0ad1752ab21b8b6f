"""The synoptic grid: rows are passages, columns versions; identical cells fold."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup, escape

from sitegen.address import article_url
from sitegen.model import SynopsisRow
from sitegen.render.desk import Desk
from sitegen.render.diff import Side, marked
from sitegen.render.html import language
from sitegen.render.views import StoryView, Version

MOST_COLUMNS = 6
"""More versions than this are shown as wordings with the numbers of the versions that have them."""

MOST_ROWS = 400
MOST_WORDINGS = 8


class Grid(msgspec.Struct, frozen=True):
    """`columns` are version numbers in order, the base first in `base`. `wide` where it is a table."""

    columns: tuple[Version, ...]
    base: int
    wide: bool
    rows: Markup
    same: int
    total: int
    left_out: int


def synopsis(desk: Desk) -> Grid | None:
    view: StoryView = desk.view
    found = desk.synopsis(view.synopsis)
    if not found:
        return None
    distinct = tuple(version for version in view.versions if version.number == version.same_as)
    base = next(v.same_as for v in view.versions if v.number == view.base)
    sides = {v.number: _side(desk, v) for v in distinct}
    wide = len(distinct) <= MOST_COLUMNS
    made = [_row(desk, number, row, distinct, sides, base, wide) for number, row in enumerate(found[:MOST_ROWS], 1)]
    same = sum(1 for row in found if _folds(row, distinct))
    return Grid(
        distinct,
        base,
        wide,
        Markup("\n".join(part for part in made if part)),
        same,
        len(found),
        max(0, len(found) - MOST_ROWS),
    )


def _side(desk: Desk, version: Version) -> Side:
    article = desk.article(version.key)
    text = article.text if article else ""
    return Side(text, desk.limit(text), language(version.ref.language, desk.site.language))


def _folds(row: SynopsisRow, versions: Sequence[Version]) -> bool:
    """Whether every version has the row, in the same words."""
    cells = [(row.cells[v.number - 1], row.group[v.number - 1]) for v in versions]
    return all(cell for cell, _ in cells) and len({group for _, group in cells}) == 1


def _row(
    desk: Desk,
    number: int,
    row: SynopsisRow,
    versions: Sequence[Version],
    sides: dict[int, Side],
    base: int,
    wide: bool,
) -> str:
    wordings: dict[int, list[Version]] = {}
    missing = [v for v in versions if not row.cells[v.number - 1]]
    for version in versions:
        if row.cells[version.number - 1]:
            wordings.setdefault(row.group[version.number - 1], []).append(version)
    if all(_start(row, v) >= sides[v.number].limit for found in wordings.values() for v in found):
        return ""
    alone = len(versions) - len(missing) == 1
    kind = "same" if _folds(row, versions) else "differs single" if alone else "differs"
    cells = (_columns if wide else _apparatus)(desk, row, versions, sides, base, wordings, missing)
    return f'<tr class="{kind}" id="row-{number}"><th scope="row"><a href="#row-{number}">{number}</a></th>{cells}</tr>'


def _start(row: SynopsisRow, version: Version) -> int:
    cell = row.cells[version.number - 1]
    return cell[0] if cell else 0


def _columns(desk: Desk, row: SynopsisRow, versions: Sequence[Version], sides: dict[int, Side], base: int,
             wordings: dict[int, list[Version]], missing: Sequence[Version]) -> str:  # fmt: skip
    """A cell for each version; neighbours with the same words share one."""
    made, at = [], 0
    while at < len(versions):
        same = at + 1
        while same < len(versions) and _alike(row, versions[at], versions[same]):
            same += 1
        made.append(_td(desk, row, versions[at:same], sides, base))
        at = same
    return "".join(made)


def _alike(row: SynopsisRow, one: Version, other: Version) -> bool:
    a, b = one.number - 1, other.number - 1
    return bool(row.cells[a]) == bool(row.cells[b]) and (not row.cells[a] or row.group[a] == row.group[b])


def _td(desk: Desk, row: SynopsisRow, run: Sequence[Version], sides: dict[int, Side], base: int) -> str:
    wide = f' colspan="{len(run)}"' if len(run) > 1 else ""
    if not row.cells[run[0].number - 1]:
        return f'<td class="gap"{wide}><span class="sr">not in {_numbers(run)}</span></td>'
    side = sides[run[0].number]
    chosen = " base" if any(v.number == base for v in run) else ""
    return f'<td class="has{chosen}"{wide} data-v="{run[0].number}"{side.lang}>{_text(row, run[0], sides, base)}</td>'


def _apparatus(desk: Desk, row: SynopsisRow, versions: Sequence[Version], sides: dict[int, Side], base: int,
               wordings: dict[int, list[Version]], missing: Sequence[Version]) -> str:  # fmt: skip
    """One cell: each wording with the versions that have it, then who has nothing."""
    ranked = sorted(wordings.values(), key=lambda group: (all(v.number != base for v in group), -len(group)))
    parts = [_wording(desk, row, found, sides, base, len(versions)) for found in ranked[:MOST_WORDINGS]]
    if rest := [version for found in ranked[MOST_WORDINGS:] for version in found]:
        parts.append(f'<p class="who">other wordings in {_numbers(rest)}</p>')
    if missing:
        parts.append(f'<p class="who none">not in {_numbers(missing)}</p>')
    return f"<td>{''.join(parts)}</td>"


def _wording(
    desk: Desk, row: SynopsisRow, found: Sequence[Version], sides: dict[int, Side], base: int, all: int
) -> str:
    """One wording with the versions that have it."""
    links = ", ".join(f'<a href="{desk.link(article_url(v.ref.id))}">{v.number}</a>' for v in found[:30])
    more = f" and {len(found) - 30} more" if len(found) > 30 else ""
    who = "all versions" if len(found) == all else f"version{'s' if len(found) > 1 else ''} {links}{more}"
    side = sides[found[0].number]
    return f'<div class="wording"{side.lang}><p>{_text(row, found[0], sides, base)}</p><p class="who">{who}</p></div>'


def _numbers(versions: Sequence[Version]) -> str:
    shown = ", ".join(str(v.number) for v in versions[:40]) + (" …" if len(versions) > 40 else "")
    return f"version{'s' if len(versions) > 1 else ''} {shown}"


def _text(row: SynopsisRow, version: Version, sides: dict[int, Side], base: int) -> str:
    """A version's wording; words that the base's wording of the row lacks are marked."""
    span = row.cells[version.number - 1]
    mother = row.cells[base - 1]
    if span is None:
        return ""
    other = (
        sides[base].text[mother[0] : mother[1]]
        if mother and row.group[base - 1] != row.group[version.number - 1]
        else None
    )
    edits = _differences(other, sides[version.number].text[span[0] : span[1]], span[0]) if other is not None else []
    return marked(sides[version.number], span, edits, "ins").replace("\n\n", "<br><br>") or str(escape(""))


def _differences(base: str, text: str, at: int) -> list[tuple[int, int, bool]]:
    """Ranges of the text's words that the base does not have in that order."""
    from rapidfuzz.distance import Indel

    from sitegen.text import WORD

    mine, theirs = (
        list(WORD.finditer(text))[:600],
        [word.group().replace("’", "'") for word in WORD.finditer(base)][:600],
    )
    steps = (
        step
        for step in Indel.opcodes(theirs, [word.group().replace("’", "'") for word in mine])
        if step.tag in ("insert", "replace")
    )
    return [
        (at + mine[step.dest_start].start(), at + mine[step.dest_end - 1].end(), False)
        for step in steps
        if step.dest_end > step.dest_start
    ]
