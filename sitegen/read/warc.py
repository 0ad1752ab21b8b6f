"""WARC (ISO 28500): each HTML response an article. Read as a stream, record by record; gzip members likewise.

WACZ is a ZIP of such files and is opened by `archive`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

import msgspec

from sitegen.model import BadSource, Field
from sitegen.read.charset import codec, sample
from sitegen.read.container import Container, Items, Names
from sitegen.read.fields import make_field
from sitegen.read.finding import Finding, from_error
from sitegen.read.stored import too_large
from sitegen.read.unpacking import Unpacked, inflate, kind_of, unbrotli, unpack

_LONGEST_LINE = 65_536
_MOST_HEADERS = 200
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")
_UNDECLARED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.I)
_TRUNCATED = Finding("truncated", "the capture was cut off when it was made", "see whether the text is whole")
_HTML = ("text/html", "application/xhtml+xml")


class _Block(msgspec.Struct, frozen=True):
    """One WARC record: its headers (lower case) and its content, empty where it is of no interest."""

    headers: dict[str, str]
    content: bytes


class _Broken(Exception):
    """The file cannot be read any further."""


def split_warc(container: Container) -> Items:
    """The HTML pages that were fetched with success, each named by its address."""
    names, any_page = Names(), False
    limit = container.options.largest
    try:
        for block in _blocks(container.stream, limit):
            page = _page(block, limit)
            if page is None:
                continue
            any_page = True
            name = names.next(block.headers.get("warc-target-uri", "").strip("<>"))
            if isinstance(page, Finding):
                yield container.problem(page, name)
            else:
                yield container.record(name, page, 1, _in_utf8(block, page), _fields(block))
                if "warc-truncated" in block.headers:
                    yield msgspec.structs.replace(container.warning(_TRUNCATED), record=name)
    except (_Broken, BadSource) as error:
        if isinstance(error, BadSource) and error.rule == "too-large":
            raise
        yield container.problem(Finding("warc", f"the WARC file is damaged or cut off: {error}", "fetch it again"))
        return
    if not any_page:
        yield container.problem(Finding("no-records", "the WARC file holds no HTML pages", "remove it"))


def _blocks(stream: IO[bytes], limit: int) -> Iterator[_Block]:
    while True:
        line = stream.readline(_LONGEST_LINE)
        if not line:
            return
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise _Broken("a record does not begin with WARC/")
        headers = _headers(stream)
        length = headers.get("content-length", "").strip()
        if not length.isdigit() or len(length) > 12:
            raise _Broken("a record does not state its length")
        yield _Block(headers, _content(stream, int(length), headers, limit))


def _headers(stream: IO[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        if not line.strip():
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    raise _Broken("a record has too many headers")


def _content(stream: IO[bytes], length: int, headers: dict[str, str], limit: int) -> bytes:
    """The record's content where it may be a page, of one above the limit only its beginning; everything else
    is read past in small steps."""
    wanted = 0
    if headers.get("warc-type", "").lower() in ("response", "resource"):
        wanted = length if length <= limit else min(length, _LONGEST_LINE)
    data = stream.read(wanted)
    left = length - len(data)
    while left > 0 and len(data) == wanted:
        piece = stream.read(min(left, 1 << 20))
        if not piece:
            break
        left -= len(piece)
    if left:
        raise _Broken("the last record is cut off")
    return data


def _page(block: _Block, limit: int) -> bytes | Finding | None:
    """The HTML of a response with status 200 (or of a resource), its transfer and content encodings undone."""
    if block.headers.get("warc-type", "").lower() == "resource":
        http, body = {"content-type": block.headers.get("content-type", "")}, block.content
    else:
        http, body = _response(block.content)
    if not _is_page(http, body):
        return None
    if int(block.headers["content-length"]) > limit:
        return from_error(too_large(limit))
    body = _unchunked(body) if "chunked" in http.get("transfer-encoding", "").lower() else body
    return _decompressed(body, http.get("content-encoding", "").lower().strip(), limit)


def _response(content: bytes) -> tuple[dict[str, str], bytes]:
    """The headers and the body of a response that succeeded, else nothing."""
    parted = _HEAD_END.split(content, maxsplit=1)
    status = re.match(rb"HTTP/[\d.]+ 200\b", parted[0])
    return (_http(parted[0]), parted[1]) if status and len(parted) == 2 else ({}, b"")


def _is_page(http: dict[str, str], body: bytes) -> bool:
    """Whether a server said so, or said nothing and the body looks it."""
    kind = http.get("content-type", "").lower().strip()
    return bool(body.strip()) and (kind.startswith(_HTML) if kind else _UNDECLARED.match(body) is not None)


def _http(head: bytes) -> dict[str, str]:
    lines = head.decode("latin-1").split("\n")[1:_MOST_HEADERS]
    return {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _unchunked(body: bytes) -> bytes:
    """Chunks put together; archives that were written without them, under the same header, are left as they are."""
    parts: list[bytes] = []
    at = 0
    while (found := _CHUNK.match(body, at)) is not None:
        size = int(found.group(1), 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join(parts) if parts else body


def _decompressed(body: bytes, encoding: str, limit: int) -> bytes | Finding:
    """The body as text; many archives have it decompressed already, whatever the header says."""
    for name in reversed(encoding.split(",")):
        made = _decoded(body, name.strip(), limit)
        if made.fault:
            return made.fault
        body = made.data
    return body


def _decoded(body: bytes, encoding: str, limit: int) -> Unpacked:
    """One content encoding undone (RFC 9110, section 8.4.1)."""
    if kind_of(body):
        return unpack(body, limit)
    if encoding == "deflate":
        return inflate(body, limit)
    if encoding == "br" and not _PLAIN.match(body):
        return unbrotli(body, limit)
    return Unpacked(body)


def _in_utf8(block: _Block, page: bytes) -> bytes:
    """The page in UTF-8 where the server's own header names another charset that fits: the header stands
    outside of the payload, and above what the page says. Where it makes nonsense of the page (a server that
    says the same of all its pages) it says nothing."""
    found = re.search(rb"charset\s*=\s*[\"']?([\w.:-]+)", block.content[:20_000].split(b"\r\n\r\n")[0], re.I)
    name = codec(found.group(1).decode("ascii", "ignore")) if found else None
    if name is None or name.startswith("utf"):
        return page
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        from sitegen.read.detect import contradicted

        try:
            return page if contradicted(name, sample(page)) else page.decode(name).encode("utf-8")
        except UnicodeDecodeError:
            return page
    return page


def _fields(block: _Block) -> tuple[Field, ...]:
    """The address. The day of the capture is not the day of publication, and gives no field."""
    field = make_field("url", block.headers.get("warc-target-uri", "").strip("<>"), "warc", None)
    return (field,) if field is not None else ()
