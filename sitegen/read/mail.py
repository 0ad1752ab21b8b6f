"""Mail (.eml), mailboxes (mbox) and web archives in one file (MHTML).

A mail's subject, sender and date are the article's; of an MHTML file they are the browser's, and only the
page's own address counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

import msgspec

from sitegen.model import BadSource, Document, Field, Form, Record
from sitegen.read.charset import codec, decode
from sitegen.read.container import Container, Items, Names, merged
from sitegen.read.fields import make_field
from sitegen.read.finding import Finding, from_error, source_problem
from sitegen.read.options import ContentOptions
from sitegen.read.stored import too_large
from sitegen.read.tidy import tidy

MOST_PARTS = 2000
_FROM_LINE = re.compile(rb"From [^\r\n]{3,200}\d{4}[^\r\n]{0,10}\r?\n")
_SENDER = re.compile(r'\s*"?([^"<>]*?)"?\s*(?:<([^<>]*)>)?\s*\Z')
_HEADS = re.compile(rb"^(?:content-type|subject|from|date|message-id|received|mime-version):", re.I | re.M)


def split_mbox(container: Container) -> Items:
    """The messages of a mailbox, parted by `From ` lines after a blank one (RFC 4155)."""
    names, any_message = Names(), False
    for line, data in _messages(container.stream, container.options.largest):
        any_message, name = True, names.next()
        if data is None:
            error = too_large(container.options.largest, "the message is larger than")
            yield container.problem(msgspec.structs.replace(from_error(error), line=line), name)
            continue
        own = data.rstrip(b"\r\n")
        yield container.record(name, own, line, re.sub(rb"^>(>*From )", rb"\1", own, flags=re.M))
    if not any_message:
        yield container.problem(
            Finding("no-records", "no message in the mailbox", "a message begins with a line From …")
        )


def _messages(stream: BinaryIO, largest: int) -> Iterator[tuple[int, bytes | None]]:
    """Each message's first line number and bytes, None for those of one that is too large."""
    parts: list[bytes] = []
    number, start, size, blank = 0, 0, 0, True
    while line := stream.readline(largest):
        if blank and _FROM_LINE.match(line):
            if start:
                yield start, b"".join(parts) if size <= largest else None
            parts, start, size = [], number + 2, 0
        elif start:
            size += len(line)
            parts.append(line if size <= largest else b"")
        number += line.endswith(b"\n")
        blank = not line.strip(b"\r\n")
    if start:
        yield start, b"".join(parts) if size <= largest else None


def load_mail(record: Record, options: ContentOptions) -> Document:
    """One message: its HTML part, else its plain one."""
    message = _parsed(record.payload)
    part, form = _body_part(message)
    body, encoding, findings = _text(part, options)
    saved = _is_saved_page(message)
    own = _saved_fields(message, part) if saved else _mail_fields(message)
    if not body.strip() and not any(field.name == "title" for field in own):
        raise BadSource("the message holds no text", "remove it", rule="empty")
    raw = tidy(decode(record.payload, options.encoding).text, repair=False)[0]
    problems = tuple(source_problem(record.source, finding) for finding in findings)
    line = record.source.line + _line_of_body(raw)
    return Document(record.source, form, raw, body, line, 0, merged(own, record.given), encoding, problems)


def _parsed(data: bytes) -> Message:
    import email

    if not _HEADS.search(data[:20_000]):
        raise BadSource("not a mail message", "give the file its right extension", rule="binary")
    if data.count(b"\n--") > MOST_PARTS * 4:
        raise BadSource(f"more than {MOST_PARTS} parts", "split it", rule="too-large")
    try:
        return email.message_from_bytes(data)
    except (ValueError, LookupError, RecursionError, AttributeError) as error:
        raise BadSource(f"the message is damaged: {error}", "save it again", rule="mail") from None


def _parts(message: Message) -> list[Message]:
    """The message's text parts that are no attachments, in order."""
    found: list[Message] = []
    waiting: list[Message] = [message]
    while waiting and len(found) < MOST_PARTS:
        part = waiting.pop(0)
        if part.is_multipart():
            waiting = [*(piece for piece in part.get_payload() if isinstance(piece, Message)), *waiting]
        elif part.get_content_type() in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            found.append(part)
    return found


def _body_part(message: Message) -> tuple[Message | None, Form]:
    parts = _parts(message)
    markup = next((part for part in parts if part.get_content_type() == "text/html"), None)
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    return (markup, "html") if markup is not None else (plain, "text")


def _text(part: Message | None, options: ContentOptions) -> tuple[str, str, list[Finding]]:
    """A part's text: its transfer encoding undone, its charset believed where it decodes."""
    if part is None:
        return "", "utf-8", []
    data: Any = part.get_payload(decode=True)
    declared = codec(part.get_content_charset() or "")
    decoded = decode(data if isinstance(data, bytes) else b"", options.encoding or _fitting(data, declared))
    text, found = tidy(decoded.text)
    if part.get_param("format") == "flowed":
        text = _unflowed(text, part.get_param("delsp") == "yes")
    return text, decoded.encoding, [*decoded.findings, *found]


def _unflowed(text: str, without_space: bool) -> str:
    """Lines that end in a space go on in the next one (RFC 3676); `-- ` begins a signature."""
    parts = []
    for line in text.split("\n"):
        flows = line.endswith(" ") and line != "-- "
        parts.append((line[:-1] if without_space else line) if flows else line + "\n")
    return "".join(parts)


def _fitting(data: Any, declared: str | None) -> str:
    """The declared charset, unless the bytes are UTF-8 anyway or do not decode in it."""
    try:
        data.decode("utf-8")
    except (UnicodeDecodeError, AttributeError):
        return declared or ""
    return ""


def _is_saved_page(message: Message) -> bool:
    return bool(message.get("Snapshot-Content-Location")) or (
        message.get_content_type() == "multipart/related" and not message.get("To") and not message.get("Received")
    )


def _saved_fields(message: Message, part: Message | None) -> tuple[Field, ...]:
    address = (
        message.get("Snapshot-Content-Location") or (part.get("Content-Location") if part is not None else "") or ""
    )
    field = make_field("url", str(address), "mhtml", 1)
    return (field,) if field is not None else ()


def _mail_fields(message: Message) -> tuple[Field, ...]:
    """Subject, sender's name and date, decoded (RFC 2047)."""
    sender = _SENDER.match(_header(message, "From"))
    language = _header(message, "Content-Language")
    pairs = (
        ("title", _header(message, "Subject")),
        ("published", _header(message, "Date")),
        ("byline", (sender.group(1) or sender.group(2)) if sender else ""),
        ("language", language),
    )
    made = (make_field(name, value, "mail", 1) for name, value in pairs)
    return tuple(field for field in made if field is not None)


def _header(message: Message, name: str) -> str:
    from email.errors import MessageError
    from email.header import decode_header

    value = next((text for key, text in message.raw_items() if key.lower() == name.lower()), "")[:5000]
    if not value.isascii():  # written without any encoding, as old and broken programs do
        value = decode(value.encode("utf-8", "surrogateescape")).text
    try:
        parts = decode_header(value)
    except (ValueError, LookupError, MessageError):
        return value
    texts = []
    for data, charset in parts:
        texts.append(data if isinstance(data, str) else decode(data, codec(charset or "") or "").text)
    return tidy(" ".join("".join(texts).split()))[0]


def _line_of_body(raw: str) -> int:
    """How many lines stand before the first blank one."""
    head = raw.find("\n\n")
    return raw.count("\n", 0, head) + 2 if head >= 0 else 0
