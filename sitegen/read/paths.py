"""What is known of a file before it is opened: from its path, and from the owner's metadata.csv."""

from __future__ import annotations

import csv
import difflib
import io
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sitegen.model import FIELD_NAMES, Field, Problem
from sitegen.read.charset import decode
from sitegen.read.fields import FIELD_OF, make_field, plain_key
from sitegen.read.finding import Finding, file_problem
from sitegen.read.options import ContentOptions
from sitegen.read.pattern import compiled, from_path, without_extensions
from sitegen.read.tidy import tidy

_PATH_COLUMNS = ("path", "file", "filename", "filepath")
_LONGEST_CELL = 1_000_000
_MOST_CANDIDATES, _MOST_HINTS = 20_000, 10
RULE = "metadata.csv"


class PathMetadata(msgspec.Struct, frozen=True):
    """Fields by path: `pattern` applied to it, and the table's rows. Picklable; the same for all workers.

    `rows` is keyed by path, or by `path#record` where the table names a record of a file.
    """

    pattern: str = ""
    rows: dict[str, tuple[Field, ...]] = {}
    lines: dict[str, int] = {}
    table: str = RULE
    problems: tuple[Problem, ...] = ()

    def fields(self, path: str, record: str | None = None) -> tuple[Field, ...]:
        """The table's fields (the record's own row before its file's), then the path's."""
        return (*self.from_table(path, record), *(from_path(self.pattern, path) if self.pattern else ()))

    def from_table(self, path: str, record: str | None = None) -> tuple[Field, ...]:
        """The table's fields alone."""
        own = self.rows.get(f"{path}#{record}", ()) if record is not None else ()
        return (*own, *self.rows.get(path, ()))

    def unused(self, paths: Iterable[str]) -> tuple[Problem, ...]:
        """Warnings for rows whose file is not among `paths`, and for a pattern that fits none of them."""
        known = frozenset(paths)
        lost = [key for key in self.rows if key not in known and key.partition("#")[0] not in known]
        candidates = sorted(known) if len(known) <= _MOST_CANDIDATES else []
        found = [self._unmatched(key, candidates if n < _MOST_HINTS else []) for n, key in enumerate(lost)]
        if self.pattern and known and not any(compiled(self.pattern).match(without_extensions(path)) for path in known):
            reason = f"the pattern {self.pattern} fits no path, such as {min(known)}"
            found.append(file_problem("", Finding("path-pattern", reason, "correct [content] path")))
        return tuple(found)

    def _unmatched(self, key: str, candidates: list[str]) -> Problem:
        near = difflib.get_close_matches(key, candidates, 1)
        hint = f"did you mean {near[0]}?" if near else "give the path as seen from the content folder"
        return file_problem(self.table, Finding("metadata-row", f"there is no file {key}", hint, self.lines.get(key)))


def path_metadata(folder: Path, options: ContentOptions) -> PathMetadata:
    """Reads metadata.csv (UTF-8 or detected; comma, semicolon or tab; first row the column names, one of
    them `path`). Never raises: what cannot be read is a Problem."""
    empty = PathMetadata(options.path, table=options.metadata)
    if not options.metadata:
        return empty
    try:
        with (folder / options.metadata).open("rb") as file:
            data = file.read(options.largest + 1)
    except FileNotFoundError:
        return empty
    except OSError as error:
        return _with(empty, Finding("metadata", f"cannot be read: {error.strerror}", "check its permissions"))
    if len(data) > options.largest:
        return _with(empty, Finding("metadata", f"is larger than {options.largest} bytes", "raise [content] largest"))
    return _table(data, options, empty)


def _with(made: PathMetadata, *findings: Finding) -> PathMetadata:
    in_order = sorted(findings, key=lambda finding: finding.line or 0)
    return msgspec.structs.replace(made, problems=tuple(file_problem(made.table, finding) for finding in in_order))


def _table(data: bytes, options: ContentOptions, empty: PathMetadata) -> PathMetadata:
    decoded = decode(data, options.encoding)
    text, found = tidy(decoded.text)
    findings = [*decoded.findings, *found]
    rows = list(_rows(text, findings))
    if not rows:
        return _with(empty, *findings)
    columns = _columns(rows[0][1], findings)
    if "path" not in columns:
        findings.append(
            Finding("metadata", "has no column named path", "name the column of file paths `path`", rows[0][0])
        )
        return _with(empty, *findings)
    table: dict[str, tuple[Field, ...]] = {}
    lines: dict[str, int] = {}
    for line, cells in rows[1:]:
        _add(table, lines, (line, dict(zip(columns, cells, strict=False)), len(cells) - len(columns)), findings)
    return _with(PathMetadata(empty.pattern, table, lines, empty.table), *findings)


def _rows(text: str, findings: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with the line each begins on."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    csv.field_size_limit(_LONGEST_CELL)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            findings.append(
                Finding("metadata", f"cannot be read from here on: {error}", "check the quotation marks", line)
            )
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _columns(header: list[str], findings: list[Finding]) -> list[str]:
    """Each column's field name, `path`, `record`, or empty for one that is not known."""
    columns = [_column(cell) for cell in header]
    unknown = [cell.strip() for cell, column in zip(header, columns, strict=True) if not column and cell.strip()]
    if unknown:
        near = difflib.get_close_matches(unknown[0].lower(), ("path", "record", *FIELD_NAMES), 1)
        hint = f"did you mean {near[0]}?" if near else "known are path, record, " + ", ".join(FIELD_NAMES)
        findings.append(Finding("metadata-column", f"columns not known: {', '.join(unknown)[:200]}", hint, 1))
    return columns


def _column(cell: str) -> str:
    key = plain_key(cell)
    return "path" if key in _PATH_COLUMNS else "record" if key == "record" else FIELD_OF.get(key, "")


def _add(
    table: dict[str, tuple[Field, ...]],
    lines: dict[str, int],
    row: tuple[int, dict[str, str], int],
    findings: list[Finding],
) -> None:
    line, cells, surplus = row
    key = normal_path(cells.get("path", ""))
    if cells.get("record", "").strip():
        key += "#" + cells["record"].strip()
    fault = _row_fault(key, surplus, lines)
    if fault:
        findings.append(Finding("metadata-row", *fault, line))
    if not key or key in table:
        return
    made = (make_field(name, value, RULE, line) for name, value in cells.items() if name in FIELD_NAMES)
    table[key] = tuple(field for field in made if field is not None)
    lines[key] = line


def _row_fault(key: str, surplus: int, lines: dict[str, int]) -> tuple[str, str] | None:
    if not key:
        return "the row names no path", "fill in the column path"
    if key in lines:
        return f"{key} was given before, on line {lines[key]}; that row counts", "remove one of the rows"
    if surplus > 0:
        return (
            f"the row has {surplus} cells more than there are columns",
            "put values with the separator into quotation marks",
        )
    return None


def normal_path(path: str) -> str:
    """A path as people write it, in the form that sources have: NFC, forward slashes, no `./`."""
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/")).removeprefix("./")
