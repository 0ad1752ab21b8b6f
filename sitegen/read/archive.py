"""ZIP, WACZ and tar: their members read one by one, in memory and within limits, never unpacked to disk.

A member is read as the file of that name would be; its records are named `member` or `member#record`.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from sitegen.model import BadSource, Problem, Record
from sitegen.read.charset import decode
from sitegen.read.container import Container, Items, Names
from sitegen.read.finding import Finding, from_error
from sitegen.read.globs import matches
from sitegen.read.gzipped import MAGIC
from sitegen.read.paths import PathMetadata
from sitegen.read.pattern import without_extensions

DEEPEST = 2
"""Archives inside archives that are opened."""

TOTAL = 16
"""All members of one archive together may unpack to this many times [content] largest."""

_LARGEST_DIRECTORY = 30_000_000
_PLAIN_METHODS = (0, 8, 12)  # stored, deflated, bzip2: the others can ask for any amount of memory

Member = tuple[str, bytes] | Finding
"""A member's name and its bytes, or why it cannot be had."""


def split_zip(container: Container) -> Items:
    yield from _split(container, _zip_members)


def split_tar(container: Container) -> Items:
    yield from _split(container, _tar_members)


def _split(container: Container, members: Callable[[Container], Iterator[Member]]) -> Items:
    if container.depth >= DEEPEST:
        yield container.problem(Finding("too-deep", "an archive inside an archive inside an archive", "unpack it"))
        return
    names, any_member = Names(), False
    try:
        for member in members(container):
            any_member = True
            if isinstance(member, Finding):
                yield container.problem(member)
            else:
                yield from _records(container, names.next(member[0]), *member)
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    if not any_member:
        yield container.problem(Finding("no-records", "the archive holds no articles", "remove it"))


def _records(container: Container, record: str, name: str, data: bytes) -> Items:
    """One member, read as a file, its records and problems renamed to be the archive's."""
    from sitegen.read.split import opened

    path = f"{without_extensions(container.path)}/{name}"
    paths = PathMetadata(container.paths.pattern)
    inner = Container(path, data, data, "", container.options, paths, container.depth + 1, container.given)
    for item in opened(inner):
        own = item.source.record if isinstance(item, Record) else item.record
        named = record if own is None else f"{record}#{own}"
        if isinstance(item, Problem):
            yield msgspec.structs.replace(item, path=container.path, record=named)
        else:
            source = msgspec.structs.replace(item.source, path=container.path, record=named)
            given = (*container.paths.from_table(container.path, named), *item.given)
            yield msgspec.structs.replace(item, source=source, given=given)


def portable(name: str) -> str:
    """A member's name as it may be shown: forward slashes, nothing that climbs, nothing absolute.

    >>> portable("..\\\\..\\\\etc/./x.txt")
    'etc/x.txt'
    """
    parts = name.replace("\\", "/").replace("\0", "").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":"))


def _wanted(container: Container, name: str) -> bool:
    """Whether a member may be an article: the rules of the content folder, inside the archive."""
    from sitegen.read.formats import is_article_kind

    hidden = any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
    if hidden or not name or name == container.options.metadata or matches(container.options.ignore, name):
        return False
    if container.path.lower().endswith(".wacz") and not name.startswith("archive/"):
        return False
    return is_article_kind(name)


# ------------------------------------------------------------------------------------ ZIP


def _zip_members(container: Container) -> Iterator[Member]:
    import zipfile

    if _directory_size(container.data) > _LARGEST_DIRECTORY:
        raise BadSource("the archive has too many members", "split it", rule="too-large")
    try:
        archive = zipfile.ZipFile(io.BytesIO(container.data))
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise BadSource(f"the ZIP archive is damaged: {error}", "fetch it again", rule="archive") from None
    left = container.options.largest * TOTAL
    for info in archive.infolist():
        name = portable(_zip_name(info))
        if info.filename.endswith(("/", "\\")) or not _wanted(container, name):
            continue
        member = _zip_member(archive, info, name, container.options.largest)
        left -= len(member[1]) if isinstance(member, tuple) else container.options.largest
        if left < 0:
            raise BadSource("unpacks to more than may be read", "split the archive", rule="too-large")
        yield member


def _directory_size(data: bytes) -> int:
    """The size that the end record states for the table of members."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 70_000))
    return int(struct.unpack_from("<I", data, at + 12)[0]) if 0 <= at <= len(data) - 22 else 0


def _zip_name(info: Any) -> str:
    """Names not marked as UTF-8 are shown by Python in an old DOS encoding; they are detected anew."""
    name: str = info.filename
    if info.flag_bits & 0x800 or name.isascii():
        return name
    return decode(name.encode("cp437", "replace")).text


def _zip_member(archive: Any, info: Any, name: str, limit: int) -> Member:
    import zipfile

    if info.flag_bits & 0x1:
        return Finding("encrypted", f"{name} is encrypted", "put it into the folder decrypted")
    if info.compress_type not in _PLAIN_METHODS:
        return Finding("archive", f"{name} is compressed in a way that is not read", "unpack the archive")
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
        return Finding("archive", f"{name} is damaged: {error}", "fetch the archive again")
    return (name, data) if len(data) <= limit else _too_large(name, limit)


def _too_large(name: str, limit: int) -> Finding:
    return Finding("too-large", f"{name} unpacks to more than {limit} bytes", "split it, or raise [content] largest")


# ------------------------------------------------------------------------------------ tar


class _Limited(io.RawIOBase):
    """A stream that stops a bomb: between two members only so much may be read."""

    def __init__(self, inner: Any, limit: int) -> None:
        self.inner, self.limit, self.left = inner, limit, limit

    def refill(self) -> None:
        self.left = self.limit

    def read(self, size: int = -1, /) -> bytes:
        data: bytes = self.inner.read(min(size if size >= 0 else self.left + 1, self.left + 1))
        self.left -= len(data)
        if self.left < 0:
            raise BadSource("a member unpacks to more than may be read", "split the archive", rule="too-large")
        return data


def _tar_members(container: Container) -> Iterator[Member]:
    import tarfile

    largest = container.options.largest
    stream = _Limited(_uncompressed(container.data), largest * 4 + 1_000_000)
    left = largest * TOTAL
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                stream.refill()
                left -= info.size
                if left < 0:
                    raise BadSource("unpacks to more than may be read", "split the archive", rule="too-large")
                name = portable(info.name)
                if info.isreg() and not info.issparse() and _wanted(container, name):
                    yield _tar_member(archive, info, name, largest)
    except (tarfile.TarError, EOFError, OSError, zlib.error, ValueError) as error:
        raise BadSource(f"the archive is damaged or cut off: {error}", "fetch it again", rule="archive") from None


def _uncompressed(data: bytes) -> Any:
    import bz2
    import gzip

    plain = io.BytesIO(data)
    if data.startswith(MAGIC):
        return gzip.GzipFile(fileobj=plain)
    return bz2.BZ2File(plain) if data.startswith(b"BZh") else plain


def _tar_member(archive: Any, info: Any, name: str, limit: int) -> Member:
    if info.size > limit:
        return _too_large(name, limit)
    file = archive.extractfile(info)
    return (name, file.read() if file else b"")
