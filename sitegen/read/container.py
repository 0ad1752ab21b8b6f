"""A file opened: its bytes, decompressed, and how the records in it are named, addressed and digested."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import msgspec

from sitegen.model import Document, Field, Problem, Record, Source
from sitegen.read.finding import Finding, file_problem
from sitegen.read.options import ContentOptions
from sitegen.read.paths import PathMetadata

_STRENGTH = {"metadata.csv": 0, "path": 3}
MOST_PROBLEMS = 200
"""Problems named one by one for one file; the rest are counted."""


class Container(msgspec.Struct, frozen=True):
    """`data` is decompressed; `stored` is what lies in the content folder. `format` names the reader.
    `given` are fields that hold for every record; `depth` counts the archives that the file lies in."""

    path: str
    stored: bytes
    data: bytes
    format: str
    options: ContentOptions
    paths: PathMetadata
    depth: int = 0
    given: tuple[Field, ...] = ()

    def whole(self, payload: bytes | None = None) -> Record:
        """The file as one record. `payload` is what the loader reads, by default the file's own bytes."""
        source = Source(self.path, hashlib.sha256(self.stored).hexdigest(), len(self.stored), self.format)
        return Record(source, self.data if payload is None else payload, (*self.paths.fields(self.path), *self.given))

    def record(
        self, name: str, own: bytes, line: int, payload: bytes | None = None, given: tuple[Field, ...] = ()
    ) -> Record:
        """One record of several. `own` are its bytes in the file, `payload` what the loader reads (by default
        the same), `given` what the file says of all its records."""
        source = Source(self.path, hashlib.sha256(own).hexdigest(), len(own), self.format, name, line)
        known = (*self.paths.fields(self.path, name), *self.given, *given)
        return Record(source, own if payload is None else payload, known)

    def problem(self, finding: Finding, record: str | None = None) -> Problem:
        """Something that keeps a record, or the whole file, out of the archive."""
        return msgspec.structs.replace(file_problem(self.path, finding, "quarantined"), record=record)

    def warning(self, finding: Finding) -> Problem:
        return file_problem(self.path, finding)


class Names:
    """Gives each record of a file its name: its own id, else its number; never one name twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._number = 0

    def next(self, own: str = "") -> str:
        """Counts one record on. `own` is the id it brings, if any."""
        self._number += 1
        name = own if 0 < len(own) <= 200 and own.isprintable() else str(self._number)
        while name in self._taken:
            name = f"{name} ({self._number})"
        self._taken.add(name)
        return name


Items = Iterator[Record | Problem]
Splitter = Callable[[Container], Items]
Loader = Callable[[Record, ContentOptions], Document]


def one(container: Container) -> Items:
    """The splitter of formats that hold one article a file."""
    yield container.whole()


def capped(container: Container, items: Items) -> Items:
    """Passes items on, but names at most MOST_PROBLEMS problems one by one."""
    problems = 0
    for item in items:
        problems += isinstance(item, Problem)
        if not isinstance(item, Problem) or problems <= MOST_PROBLEMS:
            yield item
    if problems > MOST_PROBLEMS:
        yield container.problem(Finding("more-problems", f"{problems - MOST_PROBLEMS} further problems in this file"))


def merged(own: tuple[Field, ...], given: tuple[Field, ...]) -> tuple[Field, ...]:
    """All fields of a document, strongest first: metadata.csv (somebody wrote it about this very file),
    then what the record says, then what its container says of all its records, then what its path says."""
    return tuple(sorted((*own, *given), key=lambda field: _STRENGTH.get(field.rule, 1 if field in own else 2)))
