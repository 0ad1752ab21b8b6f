"""All versions of a story at once: rows are passages, columns are versions.

Versions join one after the other, each aligned with the one already there that it is nearest to; a sentence
goes into the row of the sentence it matches, or into a new row after its neighbour's. Neighbouring rows with the same
pattern inside one paragraph become one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from sitegen.model import PassageKind, SynopsisRow
from sitegen.versions.align import Match
from sitegen.versions.chain import heaviest_chain
from sitegen.versions.tokens import Words

Align = Callable[[int, int], Sequence[Match]]
SAME_LEAST = 5
"""Words of a sentence that stands beside the same words wherever these are."""
Cells = dict[int, tuple[int, int]]
"""Version number -> sentences from..to-1."""


def synopsis(texts: Sequence[Words], nearest: Sequence[int | None], align: Align) -> list[list[Cells]]:
    """Rows, each of one cell a version or of several that belong together, for distinct texts. `nearest[k]` is the number of an earlier text to align text k with; None for the first.
    `align` gives the sentence matches of two texts by number."""
    rows: list[Cells] = []
    row_of: list[list[int | None]] = []
    order: list[int] = []
    known: dict[tuple[str, ...], list[int]] = {}
    for number, text in enumerate(texts):
        placed: list[int | None] = [None] * len(text.sentences)
        base = nearest[number]
        if base is not None:
            _join(rows, placed, align(base, number), (base, number), row_of[base])
        _recognise(rows, placed, text, (number, known))
        _insert(rows, order, placed, number)
        row_of.append(placed)
        _remember(placed, text, known)
    merged = [rows[at] for at in order]
    return _merge(merged, texts)


def _join(
    rows: list[Cells],
    placed: list[int | None],
    matches: Sequence[Match],
    numbers: tuple[int, int],
    base_rows: list[int | None],
) -> None:
    """Put each matched run of sentences into the row of its match."""
    for found in matches:
        targets = [base_rows[i] for i in range(*found.a)]
        for at, j in enumerate(range(*found.b)):
            target = targets[min(at, len(targets) - 1)]
            if target is None:
                continue
            cell = rows[target].get(numbers[1])
            if cell is None:
                rows[target][numbers[1]] = (j, j + 1)
            elif cell[1] == j:
                rows[target][numbers[1]] = (cell[0], j + 1)
            else:
                continue
            placed[j] = target


def _recognise(
    rows: list[Cells], placed: list[int | None], text: Words, frame: tuple[int, dict[tuple[str, ...], list[int]]]
) -> None:
    """Put sentences without a match beside the same words of any earlier version: others brought them in as well."""
    number, known = frame
    for j, target in enumerate(placed):
        if target is None:
            free = next((row for row in known.get(text.keys[j], ()) if number not in rows[row]), None)
            if free is not None:
                rows[free][number] = (j, j + 1)
                placed[j] = free


def _remember(placed: list[int | None], text: Words, known: dict[tuple[str, ...], list[int]]) -> None:
    """The rows by the words of their sentences; short sentences may be the same by chance."""
    for j, row in enumerate(placed):
        key = text.keys[j]
        if row is not None and len(key) >= SAME_LEAST and row not in known.setdefault(key, []):
            known[key].append(row)


def _insert(rows: list[Cells], order: list[int], placed: list[int | None], number: int) -> None:
    """New rows for sentences without a match, after the row of the sentence before."""
    position = {row: at for at, row in enumerate(order)}
    pending: dict[int, list[int]] = {}
    after = -1
    for j, target in enumerate(placed):
        if target is not None:
            after = position[target]
            continue
        rows.append({number: (j, j + 1)})
        placed[j] = len(rows) - 1
        pending.setdefault(after, []).append(len(rows) - 1)
    if pending:
        made = list(pending.get(-1, ()))
        for at, row in enumerate(order):
            made.append(row)
            made += pending.get(at, ())
        order[:] = made


def _merge(rows: list[Cells], texts: Sequence[Words]) -> list[list[Cells]]:
    made: list[list[Cells]] = []
    for row in rows:
        if made and _follows(made[-1][-1], row, texts):
            made[-1].append(row)
        else:
            made.append([row])
    return made


def _follows(last: Cells, row: Cells, texts: Sequence[Words]) -> bool:
    return last.keys() == row.keys() and all(
        last[number][1] == cell[0] and texts[number].paragraph[cell[0] - 1] == texts[number].paragraph[cell[0]]
        for number, cell in row.items()
    )


def written(
    rows: list[list[Cells]], texts: Sequence[Words], of_article: Sequence[int], base: int = 0
) -> tuple[SynopsisRow, ...]:
    """Rows as text offsets, one column an article; `of_article[k]` is the number of the text of article k, `base` that of the
    text which the others' passages are kinds of change from."""
    moved = [_moved(rows, base, number) for number in range(len(texts))]
    return tuple(_row(row, texts, of_article, _Beside(base, [at in of for of in moved])) for at, row in enumerate(rows))


class _Beside(NamedTuple):
    """The base, and for each version whether the row stands elsewhere in it than in the base."""

    base: int
    moved: list[bool]


def _moved(rows: list[list[Cells]], base: int, number: int) -> set[int]:
    """The rows that base and version share, off the heaviest chain of those in both orders."""
    shared = [at for at, row in enumerate(rows) if number != base and base in row[0] and number in row[0]]
    by_base = sorted(shared, key=lambda at: rows[at][0][base][0])
    places = [rows[at][0][number][0] for at in by_base]
    sizes = [sum(cell[number][1] - cell[number][0] for cell in rows[at]) for at in by_base]
    chain = heaviest_chain(places, sizes)
    return {at for k, at in enumerate(by_base) if k not in chain}


def _row(row: list[Cells], texts: Sequence[Words], of_article: Sequence[int], beside: _Beside) -> SynopsisRow:
    spans: dict[int, tuple[int, int]] = {}
    wordings: dict[tuple[str, ...], int] = {}
    groups: dict[int, int] = {}
    for number in sorted(row[0]):
        text, first, stop = texts[number], row[0][number][0], row[-1][number][1]
        words = text.sentences[first][0], text.sentences[stop - 1][1]
        spans[number] = text.span(*words)
        groups[number] = wordings.setdefault(tuple(text.folded[slice(*words)]), len(wordings) + 1)
    return SynopsisRow(
        tuple(spans.get(number) for number in of_article), tuple(groups.get(number, 0) for number in of_article),
        tuple(_kind(row, groups, number, beside) for number in of_article),
    )  # fmt: skip


def _kind(row: list[Cells], groups: dict[int, int], number: int, beside: _Beside) -> PassageKind | Literal[""]:
    """What became of the base's passage in a version."""
    here, there = number in row[0], beside.base in row[0]
    if not here or not there:
        return "added" if here else "dropped" if there else ""
    if beside.moved[number]:
        return "moved"
    sizes = [(cells[beside.base][1] - cells[beside.base][0], cells[number][1] - cells[number][0]) for cells in row]
    if any(ours == 1 < theirs for ours, theirs in sizes):
        return "split"
    if any(theirs == 1 < ours for ours, theirs in sizes):
        return "merged"
    return "kept" if groups[number] == groups[beside.base] else "edited"
