"""CSV and TSV: a row is a record, the header decides what its cells are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

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
_BACKSLASHED = re.compile(r'[^\\,;\t|\n]\\"[^,;\t|\n]')
_DOUBLED = re.compile(r'[^,;\t|\n]""[^,;\t|\n]')
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
    sample = found.stream.peek().decode(found.encoding or "utf-8", "replace")
    lines = _text_lines(found, container.options.largest)
    number, header = _header(lines)
    style = _style(sample, separator_of(header))
    columns = _columns(header, style)
    if not looks_like_record(dict.fromkeys(columns)):
        reason = "the table has no column for a title or a text"
        yield container.problem(Finding("no-records", reason, "name the columns title, text, date, outlet, …", number))
        return
    yield from _rows(container, Table(header, columns, style), lines, number + 1)


class Style(msgspec.Struct, frozen=True):
    """How a table is written: its separator, and what quotation marks are: `q` around cells and doubled inside of
    them, `b` with a backslash inside of them, `n` nothing but text."""

    separator: str
    quotes: str = "q"


class Table(msgspec.Struct, frozen=True):
    header: str
    columns: list[str]
    style: Style


_QUOTES: dict[str, dict[str, Any]] = {
    "q": {},
    "b": {"escapechar": "\\", "doublequote": False},
    "n": {"quoting": csv.QUOTE_NONE},
}


def _reader(lines: Iterable[str], style: Style, *, strict: bool = True) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=style.separator, strict=strict, **_QUOTES[style.quotes])


def _columns(header: str, style: Style) -> list[str]:
    """The header's cells, however its quotation marks stand."""
    return next(_reader([header], style, strict=False), [])


def _style(sample: str, separator: str) -> Style:
    """From the table's beginning. Tables parted by tabs often have no quoting at all: then a quotation mark at the
    beginning of a cell would swallow what follows."""
    if len(_BACKSLASHED.findall(sample)) > len(_DOUBLED.findall(sample)):
        return Style(separator, "b")
    if separator == "\t":
        try:
            for _ in _reader(io.StringIO(sample[: sample.rfind("\n") + 1]), Style(separator)):
                pass
        except csv.Error:
            return Style(separator, "n")
    return Style(separator)


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


def _rows(container: Container, table: Table, lines: Iterator[str], first: int) -> Items:
    identity = next((i for i, cell in enumerate(table.columns) if FIELD_OF.get(plain_key(cell)) == "id"), -1)
    head = f"{table.style.quotes}{table.header}\n".encode()
    names, line = Names(), 0
    for line, cells, own in _parsed(lines, table.style, first):
        if isinstance(cells, str):
            yield container.problem(
                Finding("csv", f"the row cannot be read: {cells}", "check its quotation marks", line), names.next()
            )
            continue
        name = names.next(cells[identity].strip() if 0 <= identity < len(cells) else "")
        if len(cells) > len(table.columns):
            reason = "the row has more cells than there are columns"
            yield container.problem(
                Finding("csv", reason, "put values with the separator into quotation marks", line), name
            )
        else:
            yield container.record(name, own.encode(), line, head + own.encode())
    if not line:
        yield container.problem(Finding("no-records", "the table has no rows", "remove it"))


def _parsed(lines: Iterator[str], style: Style, line: int) -> Iterator[tuple[int, list[str] | str, str]]:
    """Each row that is not empty: its line, its cells (or what is wrong), and its own text. After a row that is
    wrong, the next line begins one."""
    consumed: list[str] = []

    def watched() -> Iterator[str]:
        for text in lines:
            consumed.append(text)
            yield text

    csv.field_size_limit(_LONGEST_CELL)
    reader = _reader(watched(), style)
    while True:
        try:
            cells: list[str] | str | None = next(reader, None)
        except csv.Error as error:
            cells, reader = str(error), _reader(watched(), style)
        if cells is None:
            return
        if isinstance(cells, str) or any(cell.strip() for cell in cells):
            yield line, cells, "".join(consumed).rstrip("\n")
        line += len(consumed)
        consumed.clear()


def load_row(record: Record, options: ContentOptions) -> Document:
    """One row under its header, before which stands how quotation marks are meant."""
    text = record.payload.decode("utf-8", "replace")
    header, _, own = text[1:].partition("\n")
    style = Style(separator_of(header), text[:1])
    csv.field_size_limit(_LONGEST_CELL)
    columns, cells = _columns(header, style), next(_reader(io.StringIO(own), style))
    values: dict[str, object] = {}
    for column, cell in zip(columns, cells, strict=False):
        if (
            column.strip()
            and column.strip() not in values
            and cell.strip() not in ("", "NA", "NaN", "nan", "NULL", "None")
        ):
            values[column.strip()] = cell
    return document(record, values, own, "csv", lambda key: 1)
