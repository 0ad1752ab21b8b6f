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
    if not data.strip():
        yield container.problem(Finding("empty", "the file is empty", "remove it, or fetch it again"))
        return
    unpacked = unpack(data, options.largest) if data.startswith(MAGIC) else Unpacked(data)
    format = known(path) or by_content(unpacked.data)
    container = msgspec.structs.replace(container, data=unpacked.data, format=format.name)
    if unpacked.fault and not (unpacked.data and format.name in _PIECEWISE):
        yield container.problem(unpacked.fault)
        return
    yield from capped(container, format.split(container))
    if unpacked.fault:
        yield container.problem(unpacked.fault)


# Files of many records keep those that stand before a fault; half an article is no article.
_PIECEWISE = frozenset({"jsonl"})


def load(record: Record, options: ContentOptions) -> Document:
    """One record decoded: its body as written, and the fields that stood beside it. Raises BadSource."""
    return BY_NAME[record.source.format].load(record, options)
