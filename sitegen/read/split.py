"""A file's bytes to records: decompressed, its format found, taken apart; and a record to its Document."""

from __future__ import annotations

import msgspec

from sitegen.model import Document, Record
from sitegen.read.container import Container, Items, capped
from sitegen.read.finding import Finding
from sitegen.read.formats import BY_NAME, by_content, known
from sitegen.read.gzipped import MAGIC, Unpacked, unpack
from sitegen.read.options import ContentOptions
from sitegen.read.paths import PathMetadata


def split(path: str, data: bytes, options: ContentOptions, paths: PathMetadata) -> Items:
    """The records of one file, in file order, and a Problem for each that cannot be had.

    `path` is the file's path in the archive, `data` what lies there. Lazy: a record is made when it is asked for.
    """
    container = Container(path, data, data, "", options, paths)
    yield from capped(container, opened(container))


def opened(container: Container) -> Items:
    """The records of a file, or of a member of an archive, whose bytes are at hand."""
    data = container.stored
    if not data.strip():
        yield container.problem(Finding("empty", "the file is empty", "remove it, or fetch it again"))
        return
    named = known(container.path)
    streamed = not data.startswith(MAGIC) or (named is not None and named.unpacks)
    unpacked = Unpacked(data) if streamed else unpack(data, container.options.largest)
    format = named or by_content(unpacked.data)
    if unpacked.fault and not (unpacked.data and format.piecewise):
        yield container.problem(unpacked.fault)
        return
    yield from format.split(msgspec.structs.replace(container, data=unpacked.data))
    if unpacked.fault:
        yield container.problem(unpacked.fault)


def load(record: Record, options: ContentOptions) -> Document:
    """One record decoded: its body as written, and the fields that stood beside it. Raises BadSource."""
    return BY_NAME[record.source.format].load(record, options)
