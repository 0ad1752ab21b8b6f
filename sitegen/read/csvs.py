"""CSV and TSV: a row is a record, the header decides what its cells are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sitegen.model import BadSource, Document, Record
from sitegen.read.charset import decode
from sitegen.read.container import Container, Items, Names
from sitegen.read.fields import FIELD_OF, plain_key
from sitegen.read.finding import Finding, from_error
from sitegen.read.mapping import document, looks_like_record
from sitegen.read.options import ContentOptions
from sitegen.read.sniff import refuse_binary
from sitegen.read.tidy import tidy

_LONGEST_CELL = 20_000_000
_SEPARATORS = ",;\t|"


def split_csv(container: Container) -> Items:
    """The rows of a table that has a text or a title column. A row's payload is the header line and the row."""
    try:
        text, findings = _text(container)
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    yield from (container.warning(finding) for finding in findings)
    header, _, rest = text.partition("\n")
    separator = separator_of(header)
    columns = next(csv.reader([header], delimiter=separator), [])
    if not looks_like_record(dict.fromkeys(columns)):
        reason = "the table has no column for a title or a text"
        yield container.problem(Finding("no-records", reason, "name the columns title, text, date, outlet, …", 1))
        return
    yield from _rows(container, (header, separator, columns), rest)


def _text(container: Container) -> tuple[str, tuple[Finding, ...]]:
    refuse_binary(container.data)
    decoded = decode(container.data, container.options.encoding)
    return tidy(decoded.text, repair=False)[0], decoded.findings


def separator_of(header: str) -> str:
    """The separator that the header line has most of."""
    return max(_SEPARATORS, key=header.count)


def _rows(container: Container, table: tuple[str, str, list[str]], rest: str) -> Items:
    header, separator, columns = table
    identity = next((i for i, cell in enumerate(columns) if FIELD_OF.get(plain_key(cell)) == "id"), -1)
    names, line = Names(), 0
    for line, cells, own in _parsed(rest, separator):
        if isinstance(cells, str):
            yield container.problem(
                Finding("csv", f"the table cannot be read from here on: {cells}", "check the quotation marks", line)
            )
            return
        name = names.next(cells[identity].strip() if 0 <= identity < len(cells) else "")
        if len(cells) > len(columns):
            reason = "the row has more cells than there are columns"
            yield container.problem(
                Finding("csv", reason, "put values with the separator into quotation marks", line), name
            )
        else:
            yield container.record(name, own.encode(), line, f"{header}\n{own}".encode())
    if not line:
        yield container.problem(Finding("no-records", "the table has no rows", "remove it"))


def _parsed(text: str, separator: str) -> Iterator[tuple[int, list[str] | str, str]]:
    """Each row that is not empty: its line, its cells (or what is wrong), and its own text."""
    consumed: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text):
            consumed.append(line)
            yield line

    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(lines(), delimiter=separator, strict=True)
    line = 2
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield line, str(error), ""
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells, "".join(consumed).rstrip("\n")
        line += len(consumed)
        consumed.clear()


def load_row(record: Record, options: ContentOptions) -> Document:
    """One row under its header."""
    text = record.payload.decode("utf-8", "replace")
    header, _, own = text.partition("\n")
    separator = separator_of(header)
    csv.field_size_limit(_LONGEST_CELL)
    columns = next(csv.reader([header], delimiter=separator))
    cells = next(csv.reader(io.StringIO(own), delimiter=separator))
    values: dict[str, object] = {}
    for column, cell in zip(columns, cells, strict=False):
        if (
            column.strip()
            and column.strip() not in values
            and cell.strip() not in ("", "NA", "NaN", "nan", "NULL", "None")
        ):
            values[column.strip()] = cell
    return document(record, values, own, "csv", lambda key: 1)
