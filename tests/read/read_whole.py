"""Reading through the public door, as the tests of this folder do it."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from sitegen import read
from sitegen.model import BadSource, Document, Problem, Record
from sitegen.read.options import ContentOptions


@dataclass
class Outcome:
    """What came of one file: documents, problems (of splitting, loading, and the documents' own), records."""

    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    @property
    def only(self) -> Document:
        assert len(self.documents) == 1, (len(self.documents), self.problems)
        return self.documents[0]

    @property
    def rules(self) -> list[str]:
        return [problem.rule for problem in self.problems]


def values(document: Document) -> dict[str, object]:
    """The document's fields, the strongest of each name."""
    found: dict[str, object] = {}
    for given in document.given:
        found.setdefault(given.name, given.value)
    return found


def read_file(
    path: str,
    data: bytes | str,
    options: ContentOptions = ContentOptions(),  # noqa: B008 (frozen)
    paths: read.PathMetadata = read.PathMetadata(),  # noqa: B008 (frozen)
) -> Outcome:
    data = data.encode() if isinstance(data, str) else data
    made = Outcome()
    for item in read.split(path, data, options, paths):
        if isinstance(item, Problem):
            made.problems.append(item)
            continue
        made.records.append(item)
        try:
            document = read.load(item, options)
        except BadSource as error:
            source = item.source
            made.problems.append(
                Problem(
                    source.path, "read", error.rule, "quarantined", error.reason, error.hint, source.record, error.line
                )
            )
        else:
            msgspec.msgpack.encode(document)  # every document can be stored
            made.documents.append(document)
            made.problems.extend(document.problems)
    return made
