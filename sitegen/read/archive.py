"""ZIP, WACZ and tar: their members read one by one, as streams and within limits, never unpacked to disk.

A member is read as the file of that name would be; its records are named `member` or `member#record`.
"""

from __future__ import annotations

import functools
import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import msgspec

from sitegen.model import BadSource, Problem, Record
from sitegen.read.charset import decode
from sitegen.read.container import Container, Items, Names
from sitegen.read.finding import Finding, from_error
from sitegen.read.globs import matches
from sitegen.read.paths import PathMetadata
from sitegen.read.pattern import without_extensions
from sitegen.read.stored import Stored, at_hand
from sitegen.read.unpacking import LONGEST_MAGIC, kind_of

DEEPEST = 2
"""Archives inside archives that are opened."""

_LARGEST_DIRECTORY = 30_000_000
_LONGEST_HEADERS = 16_000_000
_STEP = 1 << 18
_PLAIN_METHODS = (0, 8, 12)  # stored, deflated, bzip2: the others can ask for any amount of memory

Member = tuple[str, Stored | Finding]
"""A member's name, and where its bytes are or why they cannot be had."""


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
        for name, file in members(container):
            any_member = True
            if isinstance(file, Finding):
                yield container.problem(file)
            else:
                yield from _records(container, names.next(name), name, file)
            if container.budget.left < 0:
                return
    except BadSource as error:
        yield container.problem(from_error(error))
        return
    if not any_member:
        yield container.problem(Finding("no-records", "the archive holds no articles", "remove it"))


def _records(container: Container, record: str, name: str, file: Stored) -> Items:
    """One member, read as a file, its records and problems renamed to be the archive's."""
    from sitegen.read.split import opened

    path = f"{without_extensions(container.path)}/{name}"
    inner = Container(
        path, file, container.options, PathMetadata(container.paths.pattern), container.budget, container.depth + 1,
        container.given,
    )  # fmt: skip
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

    with _seekable(container).open() as stored:
        if _directory_size(stored) > _LARGEST_DIRECTORY:
            raise BadSource("the archive has too many members", "split it", rule="too-large")
        try:
            archive = zipfile.ZipFile(stored)
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
            raise BadSource(f"the ZIP archive is damaged: {error}", "fetch it again", rule="archive") from None
        for info in archive.infolist():
            name = portable(_zip_name(info))
            if not info.filename.endswith(("/", "\\")) and _wanted(container, name):
                yield name, _zip_fault(info, name) or _zip_member(archive, info, container)


def _seekable(container: Container) -> Stored:
    """The archive such that its members can be looked up: one that lies in another archive, or is compressed
    itself, is held in memory, and so must not be larger than a file that is read at once."""
    stored, limit = container.file, container.options.largest
    if stored.again:
        with stored.open() as raw:
            if kind_of(raw.read(LONGEST_MAGIC)) is None:
                return stored
    data = container.stream.read(limit + 1)
    if len(data) > limit:
        raise BadSource(f"an archive of more than {limit} bytes in an archive", "unpack it", rule="too-large")
    return at_hand(data)


def _directory_size(stored: BinaryIO) -> int:
    """The size that the end record states for the table of members (of Zip64's where that says so)."""
    end = stored.seek(0, io.SEEK_END)
    tail_size = min(end, 70_000)
    stored.seek(end - tail_size)
    tail = stored.read(tail_size)
    at = tail.rfind(b"PK\x05\x06")
    size = int(struct.unpack_from("<I", tail, at + 12)[0]) if 0 <= at <= len(tail) - 22 else 0
    wide = tail.rfind(b"PK\x06\x06")
    if size == 0xFFFFFFFF and 0 <= wide <= len(tail) - 56:
        size = int(struct.unpack_from("<Q", tail, wide + 40)[0])
    return size


def _zip_name(info: Any) -> str:
    """Names not marked as UTF-8 are shown by Python in an old DOS encoding; they are detected anew."""
    name: str = info.filename
    if info.flag_bits & 0x800 or name.isascii():
        return name
    return decode(name.encode("cp437", "replace")).text


def _zip_fault(info: Any, name: str) -> Finding | None:
    if info.flag_bits & 0x1:
        return Finding("encrypted", f"{name} is encrypted", "put it into the folder decrypted")
    if info.compress_type not in _PLAIN_METHODS:
        return Finding("archive", f"{name} is compressed in a way that is not read", "unpack the archive")
    return None


def _zip_member(archive: Any, info: Any, container: Container) -> Stored:
    return Stored(info.file_size, lambda: _Member(lambda: archive.open(info), container.budget.take), again=False)


class _Member(io.RawIOBase):
    """A member's bytes as they come, their number told to `spend`. Damage on the way is a BadSource."""

    def __init__(self, open: Callable[[], Any], spend: Callable[[int], None]) -> None:
        self.spend, self.failed = spend, False
        self.inner = self._guarded(open)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data: bytes = self._guarded(lambda: self.inner.read(size))
        self.spend(len(data))
        return data

    def drain(self) -> None:
        """Reads past what nobody asked for."""
        while not self.failed and self.read(_STEP):
            pass

    def _guarded(self, act: Callable[[], Any]) -> Any:
        self.failed = True
        try:
            made = act()
        except _damage() as error:
            raise _damaged(error) from None
        self.failed = False
        return made


@functools.cache
def _damage() -> tuple[type[Exception], ...]:
    """What the libraries raise on archives that are damaged or cut off."""
    import tarfile
    import zipfile

    kinds = (zlib.error, struct.error, OSError, EOFError, ValueError, NotImplementedError)
    return (zipfile.BadZipFile, tarfile.TarError, *kinds)


def _damaged(error: Exception) -> BadSource:
    return BadSource(f"the archive is damaged or cut off: {error}", "fetch it again", rule="archive")


# ------------------------------------------------------------------------------------ tar


class _Limited(io.RawIOBase):
    """A stream of which only so much may be read between two members, where the headers are: a hostile one
    states any length, and tarfile would take it into memory."""

    def __init__(self, inner: Any) -> None:
        self.inner, self.left = inner, _LONGEST_HEADERS

    def refill(self, _: int = 0) -> None:
        self.left = _LONGEST_HEADERS

    def read(self, size: int = -1, /) -> bytes:
        try:
            # A short read where it comes to that: a longer one would lose what stands before a fault.
            data: bytes = self.inner.read1(min(size if size >= 0 else self.left + 1, self.left + 1))
        except BadSource as error:  # the compression is at fault
            raise error if error.rule == "too-large" else _damaged(error) from None
        self.left -= len(data)
        if self.left < 0:
            raise BadSource("a header is larger than may be read", "fetch the archive again", rule="too-large")
        return data


def _tar_members(container: Container) -> Iterator[Member]:
    import tarfile

    stream = _Limited(container.stream)
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=_STEP) as archive:
            reader: Any = archive
            while (info := reader.next()) is not None:
                reader.members.clear()  # it would remember all of them
                name = portable(info.name)
                if info.isreg() and not info.issparse():
                    member = _Member(functools.partial(reader.extractfile, info), stream.refill)
                    if _wanted(container, name):
                        yield name, Stored(info.size, functools.partial(_same, member), again=False)
                    if member.failed:
                        return
                    member.drain()
                stream.refill()
    except _damage() as error:
        raise _damaged(error) from None


def _same(member: Any) -> Any:
    return member
