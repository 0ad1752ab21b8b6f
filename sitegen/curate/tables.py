"""Reading the archivist's TOML: entries with their lines, typed values, and Problems instead of errors.

A file holds entries of one kind, written `[[article]]` one after the other, or `[article."name"]`
where each has a name of its own. A mistake costs the key or line it stands in, never the rest of
the file: a withdrawal further down must still hold. Usage:

    entries, problems = read_entries(path, text, "entity", key="name")
    for entry in entries:
        name = entry.text("name", needed=True)
        aliases = entry.names("aliases")
        entry.close()                    # reports the keys that nobody asked for
        problems += entry.problems
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sitegen.model import Problem

STAGE = "curate"
_AT_LINE = re.compile(r"\(at line (\d+)")


def suggest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or lists them all.

    >>> suggest("aliasses", ["aliases", "name"])
    'did you mean "aliases"?'
    """
    names = list(known)
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(names)}"


class Entry:
    """One entry of a curation file. Each getter names a key, checks its type, and reports a value
    that does not fit as a Problem with its line; `close` reports the keys nobody asked for."""

    def __init__(self, path: str, values: dict[str, Any], line: int | None, lines: Sequence[str] = ()) -> None:
        self.path, self.values, self.line = path, values, line
        self.problems: list[Problem] = []
        self._lines = lines
        self._known: list[str] = []

    def problem(self, rule: str, reason: str, hint: str = "", key: str = "") -> None:
        self.problems.append(
            Problem(self.path, STAGE, rule, "warning", reason, hint, line=self.line_of(key) if key else self.line)
        )

    def line_of(self, key: str) -> int | None:
        """The line where `key` is set in this entry, else the entry's own line."""
        if self.line is None:
            return None
        pattern = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        found = (number for number, text in enumerate(self._lines, self.line) if pattern.match(text))
        return next(found, self.line)

    def text(self, key: str, *, needed: bool = False) -> str:
        """A string, stripped; a TOML date or number is written out. Empty when absent."""
        value = self._take(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                self.problem("missing-key", f'an entry without "{key}" means nothing', f'add {key} = "…"')
            return ""
        written = _as_text(value)
        if written is None:
            self.problem("wrong-type", f'"{key}" must be a string', f'write {key} = "…"', key)
        return written or ""

    def names(self, key: str) -> tuple[str, ...]:
        """A list of strings; one string counts as a list of one."""
        value = self._take(key)
        if value is None:
            return ()
        texts = [_as_text(item) for item in (value if isinstance(value, list) else [value])]
        if any(text is None for text in texts):
            self.problem("wrong-type", f'"{key}" must be a list of strings', f'write {key} = ["…", "…"]', key)
        return tuple(text for text in texts if text)

    def number(self, key: str, least: float, most: float) -> float | None:
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.problem("wrong-type", f'"{key}" must be a number from {least:g} to {most:g}', "", key)
            return None
        return float(value)

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self.problem("wrong-type", f'"{key}" must be true or false', f"write {key} = true", key)
        return value is True

    def one_of(self, key: str, choices: Sequence[str]) -> str | None:
        value = self.text(key)
        if not value or value in choices:
            return value or None
        self.problem("unknown-value", f'"{value}" is no {key}', suggest(value, choices), key)
        return None

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """A table of lists of strings (`pins = { "content/a.txt" = ["Assad"] }`)."""
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.problem("wrong-type", f'"{key}" must be a table', f'write {key} = {{ "…" = ["…"] }}', key)
            return {}
        inner = Entry(self.path, value, self.line_of(key), self._lines)
        made = {name: inner.names(name) for name in value}
        self.problems += inner.problems
        return made

    def section(self, key: str) -> Entry | None:
        """An inner table as an Entry of its own; close it and add its problems to these."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.problem("wrong-type", f'"{key}" must be a table', f"write [… .{key}] with its keys below", key)
            return None
        return Entry(self.path, value, self.line, self._lines)

    def close(self) -> None:
        for key in self.values:
            if key not in self._known:
                self.problem("unknown-key", f'unknown key "{key}"', suggest(key, self._known), key)

    def _take(self, key: str) -> Any:
        self._known.append(key)
        return self.values.get(key)


def read_entries(path: str, text: str, table: str, key: str = "name") -> tuple[tuple[Entry, ...], list[Problem]]:
    """All entries of the kind `table` in a curation file, in order. For `[table."x"]`, x becomes `key`."""
    lines = text.splitlines()
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _salvage(path, lines, table, error)
    problems = [
        Problem(path, STAGE, "unknown-table", "warning", f'unknown table "{name}"', suggest(name, [table]),
                line=_line_like(lines, rf"\s*\[*\s*{re.escape(name)}\b"))
        for name in whole if name != table
    ]  # fmt: skip
    return tuple(_entries(path, whole.get(table), lines, table, key)), problems


def read_table(path: str, text: str) -> tuple[Entry, list[Problem]]:
    """A curation file that is one table (redirects.toml); a broken one is empty, with a Problem."""
    lines = text.splitlines()
    try:
        return Entry(path, tomllib.loads(text), 1, lines), []
    except tomllib.TOMLDecodeError as error:
        return Entry(path, {}, 1, lines), [_broken(path, error, 0)]


def _entries(path: str, found: Any, lines: list[str], table: str, key: str) -> Iterator[Entry]:
    if isinstance(found, dict):
        for name, values in found.items():
            line = _line_like(lines, rf"""\s*\[\s*{table}\s*\.\s*["']?{re.escape(name)}["']?\s*\]""")
            inner = values if isinstance(values, dict) else {}
            yield Entry(path, {key: name, **inner}, line, lines[line - 1 : _end(lines, line, table)] if line else ())
    elif isinstance(found, list):
        starts = [n for n, text in enumerate(lines, 1) if re.match(rf"\s*\[\[\s*{table}\s*\]\]", text)]
        known = starts if len(starts) == len(found) else [None] * len(found)
        for line, values in zip(known, found, strict=True):
            inner = values if isinstance(values, dict) else {}
            yield Entry(path, inner, line, lines[line - 1 : _end(lines, line, table)] if line else ())


def _end(lines: list[str], start: int, table: str) -> int:
    """The index after the last line of the entry that starts at line `start` (1-based)."""
    header = re.compile(rf"\s*(\[\[\s*{table}\s*\]\]|\[\s*{table}\s*\.)")
    inner = lines[start - 1].lstrip().startswith("[[")
    for number in range(start, len(lines)):
        found = header.match(lines[number])
        if found and (not inner or found.group(1).startswith("[[")):
            return number
    return len(lines)


def _line_like(lines: list[str], pattern: str) -> int | None:
    matching = re.compile(pattern)
    return next((number for number, text in enumerate(lines, 1) if matching.match(text)), None)


def _salvage(
    path: str, lines: list[str], table: str, error: tomllib.TOMLDecodeError
) -> tuple[tuple[Entry, ...], list[Problem]]:
    """The entries of a file that does not parse as a whole: each is tried on its own, and in one
    that is broken each line on its own."""
    starts = [n for n, text in enumerate(lines) if re.match(rf"\s*\[\[\s*{table}\s*\]\]", text)]
    if not starts:
        return (), [_broken(path, error, 0)]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = lines[start:end]
        try:
            values = tomllib.loads("\n".join(part))[table][0]
        except tomllib.TOMLDecodeError as broken:
            problems.append(_broken(path, broken, start))
            values = _single_lines(part[1:], table)
        entries.append(Entry(path, values, start + 1, part))
    return tuple(entries), problems or [_broken(path, error, 0)]


def _single_lines(lines: list[str], table: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    target = values
    for line in lines:
        inner = re.match(rf"\s*\[\s*{table}\s*\.\s*(\w+)\s*\]", line)
        if inner:
            target = values.setdefault(inner.group(1), {})
            continue
        try:
            target |= tomllib.loads(line)
        except tomllib.TOMLDecodeError:
            continue
    return values


def _broken(path: str, error: tomllib.TOMLDecodeError, before: int) -> Problem:
    at = _AT_LINE.search(str(error))
    line = before + int(at.group(1)) if at else None
    return Problem(
        path, STAGE, "broken-toml", "warning", f"not TOML: {error}", "quote strings, close brackets", line=line
    )


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool | list | dict):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
