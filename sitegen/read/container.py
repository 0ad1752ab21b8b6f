"""A file opened: its bytes, decompressed, or the stream of them, and how the records in it are named, addressed and digested."""

from __future__ import annotations

import builtins
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from sitegen.model import Document, Field, Problem, Record, Source
from sitegen.read.finding import Finding, file_problem
from sitegen.read.options import ContentOptions
from sitegen.read.paths import PathMetadata
from sitegen.read.stored import Budget, Stored

_STRENGTH = {"metadata.csv": 0, "path": 3}
MOST_PROBLEMS = 200
"""Problems named one by one for one file; the rest are counted."""


class Container(msgspec.Struct, frozen=True):
    """A file being taken apart. `file` is what is stored; the reader named by `format` finds it decompressed,
    as `data` (with the digest and size of the stored bytes) or, where it reads a file piece by piece, as
    `stream`. `given` are fields that hold for every record; `depth` counts the archives that the file lies in,
    `budget` how much may still be unpacked out of the outermost one."""

    path: str
    file: Stored
    options: ContentOptions
    paths: PathMetadata
    budget: Budget
    depth: int = 0
    given: tuple[Field, ...] = ()
    format: str = ""
    data: bytes = b""
    sha256: str = ""
    bytes: int = 0
    stream: Any = None

    def with_data(self, stored: builtins.bytes, data: builtins.bytes) -> Container:
        """The same with all its bytes at hand."""
        digest = hashlib.sha256(stored).hexdigest()
        return msgspec.structs.replace(self, data=data, sha256=digest, bytes=len(stored), stream=None)

    def whole(self, payload: builtins.bytes | None = None) -> Record:
        """The file as one record. `payload` is what the loader reads, by default the file's own bytes."""
        source = Source(self.path, self.sha256, self.bytes, self.format)
        return Record(source, self.data if payload is None else payload, (*self.paths.fields(self.path), *self.given))

    def record(
        self,
        name: str,
        own: builtins.bytes,
        line: int,
        payload: builtins.bytes | None = None,
        given: tuple[Field, ...] = (),
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
        self._taken: set[bytes] = set()
        self._number = 0

    def next(self, own: str = "") -> str:
        """Counts one record on. `own` is the id it brings, if any."""
        self._number += 1
        name = own if 0 < len(own) <= 200 and own.isprintable() else str(self._number)
        while (mark := _mark(name)) in self._taken:
            name = f"{name} ({self._number})"
        self._taken.add(mark)
        return name


def _mark(name: str) -> bytes:
    """Eight bytes that stand for a name: files may hold millions. Two names of one mark only cost a suffix."""
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()


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
