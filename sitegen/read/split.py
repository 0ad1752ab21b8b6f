"""A file's bytes to records: decompressed, its format found, taken apart; and a record to its Document."""

from __future__ import annotations

import msgspec

from sitegen.model import BadSource, Document, Record
from sitegen.read.container import Container, Items, capped
from sitegen.read.finding import Finding, from_error
from sitegen.read.formats import BY_NAME, Format, by_content, known
from sitegen.read.options import ContentOptions
from sitegen.read.paths import PathMetadata
from sitegen.read.stored import SAMPLE, Budget, Stored, at_hand
from sitegen.read.unpacking import plain, unpack

_EMPTY = Finding("empty", "the file is empty", "remove it, or fetch it again")


def split(path: str, stored: Stored | bytes, options: ContentOptions, paths: PathMetadata) -> Items:
    """The records of one file, in file order, and a Problem for each that cannot be had.

    `path` is the file's path in the archive, `stored` where its bytes are. Lazy: a record is made when it is
    asked for; files of many records are read piece by piece, in memory that one record bounds.
    """
    file = at_hand(stored) if isinstance(stored, bytes) else stored
    container = Container(path, file, options, paths, Budget(file.size, options.largest))
    yield from capped(container, opened(container))


def opened(container: Container) -> Items:
    """The records of a file, or of a member of an archive."""
    try:
        format = known(container.path)
        if format is None:
            container, format = _looked_at(container)
        large = bool(format.large) and container.file.size > container.options.largest
        if format.stream or large:
            yield from _streamed(container, format, large)
        else:
            yield from _whole(container, format)
    except BadSource as error:
        yield container.problem(from_error(error))
    except OSError as error:
        yield container.problem(Finding("unreadable", f"cannot be read: {error.strerror or error}", "try again"))


def _looked_at(container: Container) -> tuple[Container, Format]:
    """The format of a file whose name says nothing, and the file such that it can be read once more."""
    largest = container.options.largest
    file = container.file if container.file.again else at_hand(container.file.all(largest))
    with file.open() as raw:
        head = plain(raw, Budget(file.size, largest)).peek()
    return msgspec.structs.replace(container, file=file), by_content(head)


def _streamed(container: Container, format: Format, large: bool) -> Items:
    """The records of a file that is read piece by piece."""
    with container.file.open() as raw:
        stream = plain(raw, container.budget)
        head = stream.peek()
        if head.strip() or len(head) >= SAMPLE:
            yield from format.split(msgspec.structs.replace(container, stream=stream), large=large)
        else:
            yield container.problem(_EMPTY)


def _whole(container: Container, format: Format) -> Items:
    """The records of a file that is read at once."""
    stored = container.file.all(container.options.largest)
    if not stored.strip():
        yield container.problem(_EMPTY)
        return
    unpacked = unpack(stored, container.options.largest)
    if unpacked.fault and unpacked.fault.rule == "too-large" and format.large and container.file.again:
        yield from _streamed(container, format, True)
    elif unpacked.fault:
        yield container.problem(unpacked.fault)
    else:
        yield from format.split(container.with_data(stored, unpacked.data))


def load(record: Record, options: ContentOptions) -> Document:
    """One record decoded: its body as written, and the fields that stood beside it. Raises BadSource."""
    return BY_NAME[record.source.format].load(record, options)
