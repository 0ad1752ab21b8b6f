"""JSON and JSON Lines: one record, a list of records, an object that holds a list, a record a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import msgspec

from sitegen.model import BadSource, Document, Record
from sitegen.read.charset import decode
from sitegen.read.container import Container, Items, Names
from sitegen.read.dialects import feed_fields, flattened, is_ninjs
from sitegen.read.fields import plain_key, strings
from sitegen.read.finding import Finding, from_error, source_problem
from sitegen.read.lines import bounded, lines_of
from sitegen.read.mapping import document, has_body, looks_like_record, unwrapped
from sitegen.read.options import ContentOptions
from sitegen.read.sniff import refuse_binary
from sitegen.read.stored import too_large
from sitegen.read.tidy import tidy

DEEPEST = 100
"""Levels of nesting that are read; articles have three."""

_SPACE = re.compile(r"[ \t\n\r]*")
_BRACKETS = re.compile(r'"(?:[^"\\]+|\\.)*+(?:"|\Z)|[\[\]{}]', re.S)
_BRACKET_BYTES = re.compile(rb'"(?:[^"\\]+|\\.)*+(?:"|\Z)|[\[\]{}]', re.S)
_ID_KEYS = ("id", "_id", "articleid", "docid", "documentid", "uid", "uuid", "guid")


class _Twice(dict[str, Any]):
    """An object with a key that was given twice (the last one counts, as everywhere)."""

    twice: str = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    marked = _Twice(made)
    seen: set[str] = set()
    marked.twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return marked


# Numbers stay as written (an id may have any length); NaN and Infinity, which tables export, mean nothing here.
DECODER = json.JSONDecoder(
    strict=False, parse_int=str, parse_float=str, parse_constant=lambda name: None, object_pairs_hook=_object
)


# ------------------------------------------------------------------------------------ taking apart


def split_json(container: Container) -> Items:
    """A .json file: a record, a list of records, or an object with a list of records somewhere in it."""
    try:
        refuse_binary(container.data)
    except BadSource as error:
        yield container.problem(Finding(error.rule, error.reason, error.hint))
        return
    decoded = decode(container.data, container.options.encoding)
    text = decoded.text.removeprefix("\ufeff")
    if _depth(text, _BRACKETS) > DEEPEST:
        yield container.problem(_too_deep())
        return
    yield from _split_text(container, text, decoded.findings)


def _split_text(container: Container, text: str, findings: tuple[Finding, ...]) -> Items:
    try:
        value, end = DECODER.raw_decode(text, _skip(text, 0))
    except json.JSONDecodeError as error:
        # A list that breaks off, or breaks, still has the records before that place.
        listed = text.startswith("[", _skip(text, 0))
        broken = iter([container.problem(_syntax(error, text))])
        yield from _split_values(container, text, _items(text, ())) if listed else broken
        return
    starts = [0] if _skip(text, end) < len(text) else None
    found = None if starts else _find_list(value)
    if found is None and starts is None:
        yield container.whole()
        return
    yield from (container.warning(finding) for finding in findings)
    container = msgspec.structs.replace(container, given=(*container.given, *feed_fields(value)))
    yield from _split_values(container, text, _each(text, 0) if found is None else _items(text, found))


def _find_list(value: Any, depth: int = 0) -> tuple[str, ...] | None:
    """The keys that lead to the list of records, or None where the value is one record itself."""
    if isinstance(value, list):
        return ()
    if not isinstance(value, dict) or depth > 3 or _has_own_body(value):
        return None
    lists = [(len(inner), key) for key, inner in value.items() if _is_records(inner)]
    if lists:
        return (max(lists, key=lambda pair: pair[0])[1],)
    for key, inner in value.items():
        found = _find_list(inner, depth + 1) if isinstance(inner, dict) else None
        if found:
            return (key, *found)
    return None


def _has_own_body(value: dict[str, Any]) -> bool:
    """Whether it is an article itself, whatever lists of related ones it carries."""
    return has_body({key: inner for key, inner in value.items() if not _is_records(inner)})


def _is_records(value: Any) -> bool:
    """A list whose objects look like articles: half of the first hundred do, and some of those have a body."""
    if not isinstance(value, list) or not value:
        return False
    head = [item for item in value[:100] if looks_like_record(item)]
    return len(head) * 2 >= min(len(value), 100) and any(has_body(item) for item in head)


def _items(text: str, keys: tuple[str, ...]) -> Iterator[tuple[Any, int, int]]:
    """The items of the list that `keys` lead to, each with where it starts and ends in the text."""
    at = _skip(text, 0)
    for key in keys:
        at = _value_of(text, at, key)
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        value, end = DECODER.raw_decode(text, at)
        yield value, at, end
        at = _skip(text, end)
        if text[at : at + 1] not in ",]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _skip(text, at + 1) if text[at : at + 1] == "," else at


def _value_of(text: str, at: int, key: str) -> int:
    """Where the value of an object's `key` starts; `at` is the object's brace. The last one counts."""
    at, found = _skip(text, at + 1), -1
    while text[at] != "}":
        name, at = DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        found = at if name == key else found
        at = _skip(text, DECODER.raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
    return found


def _each(text: str, at: int) -> Iterator[tuple[Any, int, int]]:
    """JSON values one after another, as JSON Lines under the name .json has them."""
    at = _skip(text, at)
    while at < len(text):
        value, end = DECODER.raw_decode(text, at)
        yield value, at, end
        at = _skip(text, end)


def _split_values(container: Container, text: str, values: Iterator[tuple[Any, int, int]]) -> Items:
    names, line, before, objects = Names(), 1, 0, 0
    try:
        for value, start, end in values:
            line, before = line + text.count("\n", before, start), start
            if isinstance(value, dict):
                objects += 1
                yield container.record(names.next(own_id(value)), text[start:end].encode("utf-8", "replace"), line)
            elif objects:
                yield container.problem(not_a_record(line), names.next())
            else:
                names.next()
    except json.JSONDecodeError as error:
        yield container.problem(_syntax(error, text))
        return
    if not objects:
        yield container.problem(
            Finding("no-records", "there is no record in it", "a record is an object with a title or a text")
        )


def split_lines(container: Container) -> Items:
    """A .jsonl file. A broken line is a problem of its own; the others go on."""
    lines, largest = lines_of(container.stream, container.options.encoding), container.options.largest
    yield from (container.warning(finding) for finding in lines.findings)
    if _is_plain_json(lines.stream.peek()):
        yield from split_json(_at_hand(container, lines.stream))
        return
    names, any_line = Names(), False
    for number, line in enumerate(bounded(lines.stream, largest), 1):
        if line is None:
            any_line = True
            error = too_large(largest, "the line is longer than")
            yield container.problem(msgspec.structs.replace(from_error(error), line=number), names.next())
        elif own := line.strip(b"\r\n \t"):
            any_line = True
            yield from _split_line(container, names, (own, lines.encoding), number)
    if not any_line:
        yield container.problem(Finding("empty", "the file holds no records", "remove it, or fetch it again"))


def _at_hand(container: Container, stream: BinaryIO) -> Container:
    """The container with all that its stream holds; BadSource where that is too much to be read at once."""
    largest = container.options.largest
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise too_large(largest)
    return container.with_data(data, data)


def _is_plain_json(data: bytes) -> bool:
    """A pretty-printed JSON file under the name .jsonl: its first line is only the beginning of something."""
    first = data[:4096].lstrip().split(b"\n", 1)[0].strip()
    return first in (b"{", b"[") or (first.startswith(b"[") and not first.endswith(b"]"))


def _split_line(container: Container, names: Names, encoded: tuple[bytes, str], number: int) -> Items:
    own, encoding = encoded
    line = own.decode(encoding, "replace").encode() if encoding else own
    if line.count(b"[") + line.count(b"{") > DEEPEST and _depth(line, _BRACKET_BYTES) > DEEPEST:
        yield container.problem(_too_deep(number), names.next())
        return
    identity = _quick_id(line)
    if identity is None:
        try:
            value = DECODER.decode(decode(line).text)
        except ValueError as error:
            reason = worded(error) if isinstance(error, json.JSONDecodeError) else str(error)[:100]
            yield container.problem(_broken(reason, number), names.next())
            return
        if not isinstance(value, dict):
            yield container.problem(not_a_record(number), names.next())
            return
        identity = own_id(value)
    yield container.record(names.next(identity), own, number, line)


_OTHER_ID = re.compile(rb'"(?:_id|uri|\w*id)"\s*:', re.I)


class _Identified(msgspec.Struct):
    """Only the usual id key is looked at: the rest of the line is checked and skipped over."""

    id: msgspec.Raw = msgspec.Raw(b'""')


_IDENTIFIED = msgspec.json.Decoder(_Identified)


def _quick_id(line: bytes) -> str | None:
    """The id of a line that is a well-formed object; empty without one, None where a closer look is needed."""
    try:
        found = bytes(_IDENTIFIED.decode(line).id)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    value = DECODER.decode(found.decode("utf-8", "replace"))
    return own_id({"id": value}) or (own_id(DECODER.decode(line.decode("utf-8", "replace"))) if b'id":' in line else "")


def own_id(value: dict[str, Any]) -> str:
    keys = {plain_key(key) if key != "_id" else key: inner for key, inner in unwrapped(value).items()}
    if is_ninjs(value):
        keys.setdefault("id", value["uri"])
    return next((found[0] for key in _ID_KEYS if (found := strings(keys.get(key)))), "")


# ------------------------------------------------------------------------------------ reading one


def load_record(record: Record, options: ContentOptions) -> Document:
    """One record: its keys become fields, one of them the body."""
    decoded = decode(record.payload, options.encoding)
    text = decoded.text.removeprefix("\ufeff")
    value = _parsed(text)
    raw, findings = tidy(text, repair=False)
    values, had = flattened(value)
    find = key_line(raw)
    made = document(record, values, raw, "record", lambda key: find(had.get(key, key)))
    found = [*decoded.findings, *findings]
    if isinstance(value, _Twice):
        found.append(Finding("duplicate-key", f"the key “{value.twice}” is given twice; the last one counts", line=1))
    problems = tuple(source_problem(record.source, finding) for finding in found)
    return msgspec.structs.replace(made, encoding=decoded.encoding, problems=(*problems, *made.problems))


def _parsed(text: str) -> dict[str, Any]:
    if _depth(text, _BRACKETS) > DEEPEST:
        finding = _too_deep()
        raise BadSource(finding.reason, finding.hint, rule=finding.rule)
    try:
        value, _ = DECODER.raw_decode(text, _skip(text, 0))
    except json.JSONDecodeError as error:
        raise BadSource(f"not valid JSON: {worded(error)}", "correct it", rule="json", line=error.lineno) from None
    if not isinstance(value, dict):
        raise BadSource(
            "not a record: an object is expected", 'write it as {"title": …, "text": …}', rule="not-a-record"
        )
    return value


def key_line(raw: str) -> Callable[[str], int | None]:
    """Where a key stands in a record's own text."""
    if "\n" not in raw:
        return lambda key: 1

    def find(key: str) -> int | None:
        at = raw.find(json.dumps(key, ensure_ascii=False) + ":")
        return raw.count("\n", 0, at) + 1 if at >= 0 else 1

    return find


# ------------------------------------------------------------------------------------ small parts


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _depth(text: Any, brackets: re.Pattern[Any]) -> int:
    """How deep brackets nest, strings aside; not counted out where there are too few of them to matter."""
    opening, closing = ("[{", "]}") if isinstance(text, str) else (b"[{", b"]}")
    if text.count(opening[:1]) + text.count(opening[1:]) <= DEEPEST:
        return 0
    deepest = depth = 0
    for found in brackets.finditer(text):
        sign = found.group()
        if sign in (opening[:1], opening[1:]):
            depth += 1
            deepest = max(deepest, depth)
        elif sign in (closing[:1], closing[1:]):
            depth -= 1
    return deepest


def worded(error: json.JSONDecodeError) -> str:
    """The library's words, which end in "at" where a place is to follow."""
    return error.msg + (f" column {error.colno}" if error.msg.endswith(" at") else "")


def _syntax(error: json.JSONDecodeError, text: str) -> Finding:
    cut = not text[error.pos :].strip() or error.msg.startswith("Unterminated")
    return Finding("json", f"not valid JSON: {worded(error)}{' (the file is cut off)' if cut else ''}", "correct it, or fetch it again", error.lineno)  # fmt: skip


def _broken(reason: str, line: int) -> Finding:
    return Finding(
        "json", f"the line is not valid JSON: {reason}", "one object a line; correct or remove the line", line
    )


def not_a_record(line: int) -> Finding:
    return Finding("not-a-record", "not a record: an object is expected", 'write it as {"title": …, "text": …}', line)


def _too_deep(line: int | None = None) -> Finding:
    return Finding("too-deep", f"nested more than {DEEPEST} levels deep", "flatten or remove it", line)
