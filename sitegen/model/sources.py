"""What is read: problems, fields, sources, records, documents."""

from __future__ import annotations

from typing import Literal

import msgspec

Basis = Literal["stated", "embedded", "inferred", "supplied", "curated"]
"""Where a field's value comes from: the text itself; markup, front matter, records or file
metadata; a conclusion from elsewhere; made by us; decided by the archivist."""

Form = Literal["text", "html", "markdown"]
"""How a document's body is written, and so which cleaner reads it."""

Severity = Literal["warning", "quarantined", "crash"]


class Problem(msgspec.Struct, frozen=True):
    """Something wrong with one source (or with a decision of the archivist's): data, not a message."""

    path: str
    stage: str
    rule: str
    severity: Severity
    reason: str
    hint: str = ""
    record: str | None = None
    line: int | None = None


class BadSource(Exception):
    """Raised by a stage that cannot go on with a source: it is quarantined and the build goes on."""

    def __init__(self, reason: str, hint: str = "", *, rule: str = "unreadable", line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.rule, self.line = reason, hint, rule, line


class Field(msgspec.Struct, frozen=True):
    """One piece of metadata with where it came from.

    `value` is a string, or a tuple of strings for the names in LIST_FIELDS.
    `evidence` quotes the source; for an inferred field it quotes both sides.
    """

    name: str
    value: str | tuple[str, ...]
    basis: Basis
    rule: str
    evidence: str = ""
    line: int | None = None


LIST_FIELDS = frozenset({"byline", "agencies", "labels"})
"""Fields whose value is a tuple of strings."""

FIELD_NAMES = (
    "id", "title", "published", "updated", "byline", "outlet", "agencies", "dateline_place", "language",
    "section", "url", "rights", "labels", "correction", "description",
)  # fmt: skip
"""Every field the program knows, in the order pages show them. `labels` are UPDATE, URGENT and the
like; `correction` is the text of a correction note; `url` the address the article was published at."""


class Source(msgspec.Struct, frozen=True):
    """One raw record: a file, or one record inside a file.

    `sha256` is of the source's own bytes as they lie in the content folder (for a record: of the
    record's bytes). `bytes` is their number. `line` is where the record starts in its file.
    """

    path: str
    sha256: str
    bytes: int
    format: str
    record: str | None = None
    line: int = 1


class Record(msgspec.Struct, frozen=True):
    """A source with its bytes, as `read.split` yields it: `payload` is decompressed.

    `given` are fields known before the payload is read: from the path, from metadata.csv.
    """

    source: Source
    payload: bytes
    given: tuple[Field, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A decoded source: the body still as written, and the metadata that stood beside it.

    `raw` is the whole decoded source, for the source page. `body` is what the cleaner reads.
    `body_line` is the source line of the body's first line; `line_step` is how many source lines
    one body line takes: 1 where the body lies in the file as it is, 0 where it is one encoded value
    (a JSON string), so that every body line has the line of its record.
    """

    source: Source
    form: Form
    raw: str
    body: str
    body_line: int = 1
    line_step: int = 1
    given: tuple[Field, ...] = ()
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()
