"""All versions of a story at once: rows are passages, columns are versions.

Versions join one after the other, each aligned with the one already there that it is nearest to; a sentence
goes into the row of the sentence it matches, or into a new row after its neighbour's. Neighbouring rows with the same
pattern inside one paragraph become one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitegen.model import SynopsisRow
from sitegen.versions.align import Match
from sitegen.versions.tokens import Words

Align = Callable[[int, int], Sequence[Match]]
Cells = dict[int, tuple[int, int]]
"""Version number -> sentences from..to-1."""


def synopsis(texts: Sequence[Words], nearest: Sequence[int | None], align: Align) -> list[Cells]:
    """Rows for distinct texts. `nearest[k]` is the number of an earlier text to align text k with; None for the first.
    `align` gives the sentence matches of two texts by number."""
    rows: list[Cells] = []
    row_of: list[list[int | None]] = []
    order: list[int] = []
    for number, text in enumerate(texts):
        placed: list[int | None] = [None] * len(text.sentences)
        base = nearest[number]
        if base is not None:
            _join(rows, placed, align(base, number), (base, number), row_of[base])
        _insert(rows, order, placed, number)
        row_of.append(placed)
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


def _merge(rows: list[Cells], texts: Sequence[Words]) -> list[Cells]:
    made: list[Cells] = []
    for row in rows:
        if made and _follows(made[-1], row, texts):
            made[-1] = {number: (cell[0], row[number][1]) for number, cell in made[-1].items()}
        else:
            made.append(row)
    return made


def _follows(last: Cells, row: Cells, texts: Sequence[Words]) -> bool:
    return last.keys() == row.keys() and all(
        last[number][1] == cell[0] and texts[number].paragraph[cell[0] - 1] == texts[number].paragraph[cell[0]]
        for number, cell in row.items()
    )


def written(rows: list[Cells], texts: Sequence[Words], of_article: Sequence[int]) -> tuple[SynopsisRow, ...]:
    """Rows as text offsets, one column an article; `of_article[k]` is the number of the text of article k."""
    return tuple(_row(row, texts, of_article) for row in rows)


def _row(row: Cells, texts: Sequence[Words], of_article: Sequence[int]) -> SynopsisRow:
    spans: dict[int, tuple[int, int]] = {}
    wordings: dict[tuple[str, ...], int] = {}
    groups: dict[int, int] = {}
    for number in sorted(row):
        text, (first, stop) = texts[number], row[number]
        words = text.sentences[first][0], text.sentences[stop - 1][1]
        spans[number] = text.span(*words)
        groups[number] = wordings.setdefault(tuple(text.folded[slice(*words)]), len(wordings) + 1)
    return SynopsisRow(
        tuple(spans.get(number) for number in of_article), tuple(groups.get(number, 0) for number in of_article)
    )
