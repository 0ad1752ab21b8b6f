"""CSV and TSV: a row is a record, the header decides what its cells are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from sitegen.model import BadSource, Document, Record
from sitegen.read.charset import decode
from sitegen.read.container import Container, Items, Names
from sitegen.read.fields import FIELD_OF, plain_key
from sitegen.read.finding import Finding, from_error
from sitegen.read.lines import Lines, bounded, lines_of
from sitegen.read.mapping import document, looks_like_record
from sitegen.read.options import ContentOptions
from sitegen.read.sniff import refuse_binary
from sitegen.read.stored import too_large
from sitegen.read.tidy import tidy

_LONGEST_CELL = 20_000_000
_SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"\"?sep=.\"?\s*\Z", re.I)


def split_csv(container: Container) -> Items:
    """The rows of a table that has a text or a title column. A row's payload is the header line and the row."""
    try:
        refuse_binary(container.stream.peek())
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    found = lines_of(container.stream, container.options.encoding)
    yield from (container.warning(finding) for finding in found.findings)
    lines = _text_lines(found, container.options.largest)
    number, header = _header(lines)
    separator = separator_of(header)
    columns = next(csv.reader([header], delimiter=separator), [])
    if not looks_like_record(dict.fromkeys(columns)):
        reason = "the table has no column for a title or a text"
        yield container.problem(Finding("no-records", reason, "name the columns title, text, date, outlet, …", number))
        return
    yield from _rows(container, (header, separator, columns), lines, number + 1)


def _text_lines(found: Lines, longest: int) -> Iterator[str]:
    """The lines as tidy text with `\n` ends, old Macintoshes' among them."""
    for line in bounded(found.stream, longest):
        if line is None:
            raise too_large(longest, "a line is longer than")
        if found.encoding:
            text = line.decode(found.encoding, "replace")
        else:
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                text = decode(line).text
        yield from io.StringIO(tidy(text, repair=False)[0])


def _header(lines: Iterator[str]) -> tuple[int, str]:
    """The first line that is not blank, with its number. Excel's `sep=;` before it says what the line shows anyway."""
    for number, line in enumerate(lines, 1):
        if line.strip() and not _SEPARATOR_LINE.match(line):
            return number, line.rstrip("\n")
    return 1, ""


def separator_of(header: str) -> str:
    """The separator that the header line has most of."""
    return max(_SEPARATORS, key=header.count)


def _rows(container: Container, table: tuple[str, str, list[str]], lines: Iterator[str], first: int) -> Items:
    header, separator, columns = table
    identity = next((i for i, cell in enumerate(columns) if FIELD_OF.get(plain_key(cell)) == "id"), -1)
    names, line = Names(), 0
    for line, cells, own in _parsed(lines, separator, first):
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


def _parsed(lines: Iterator[str], separator: str, line: int) -> Iterator[tuple[int, list[str] | str, str]]:
    """Each row that is not empty: its line, its cells (or what is wrong), and its own text."""
    consumed: list[str] = []

    def watched() -> Iterator[str]:
        for text in lines:
            consumed.append(text)
            yield text

    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(watched(), delimiter=separator, strict=True)
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
