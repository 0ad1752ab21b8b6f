"""A .json file too large to be held: the items of its list one by one, or JSON Lines under that name."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

from sitegen.model import BadSource
from sitegen.read.container import Container, Items, Names
from sitegen.read.finding import Finding
from sitegen.read.lines import Lines, lines_of
from sitegen.read.records import DECODER, not_a_record, own_id, split_lines, worded
from sitegen.read.stored import too_large

_STEP = 1 << 20
_SPACE = re.compile(r"[ \t\n\r]*")


def split_large(container: Container) -> Items:
    """A list of records, or a record a line. Anything else would have to be held whole, and is too large."""
    lines = lines_of(container.stream, container.options.encoding)
    head = lines.stream.peek().lstrip()
    if head.startswith(b"["):
        yield from (container.warning(finding) for finding in lines.findings)
        yield from _listed(container, _Text(lines))
    elif _is_object(head.split(b"\n", 1)[0]):
        yield from split_lines(container)
    else:
        raise too_large(container.options.largest)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


class _Text:
    """A stream's text, of which a window is held. `line` is that of the window's beginning."""

    def __init__(self, lines: Lines) -> None:
        self.stream = lines.stream
        self.decoder = codecs.getincrementaldecoder(lines.encoding or "utf-8")("replace")
        self.window, self.at, self.before = "", 0, 1

    @property
    def line(self) -> int:
        return self.before + self.window.count("\n", 0, self.at)

    def fill(self, size: int) -> bool:
        """Lets go of what was read, and reads on; whether there was anything."""
        data = self.stream.read(size)
        self.before, self.window, self.at = self.line, self.window[self.at :] + self.decoder.decode(data, not data), 0
        return bool(data)

    def sign(self) -> str:
        """The next character that is no white space, not yet read; empty at the end."""
        while True:
            found = _SPACE.match(self.window, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.window) or not self.fill(_STEP):
                return self.window[self.at : self.at + 1]

    def value(self, largest: int) -> tuple[Any, str]:
        """The value that begins here, and how it is written. Each time that the window does not hold it whole,
        twice as much is read."""
        size = _STEP
        while True:
            try:
                value, end = DECODER.raw_decode(self.window, self.at)
            except json.JSONDecodeError as error:
                if len(self.window) - self.at > largest or not self.fill(size):
                    raise _fault(worded(error), self.before + self.window.count("\n", 0, error.pos)) from None
                size *= 2
                continue
            except RecursionError:
                raise BadSource("nested too deeply", "flatten or remove it", rule="too-deep", line=self.line) from None
            own, self.at = self.window[self.at : end], end
            return value, own


def _fault(reason: str, line: int) -> BadSource:
    return BadSource(f"not valid JSON from here on: {reason}", "correct it, or fetch it again", rule="json", line=line)


def _listed(container: Container, text: _Text) -> Items:
    """The objects of the list that the text is."""
    names, objects = Names(), 0
    text.sign()
    text.at += 1
    while (sign := text.sign()) != "]":
        if sign == ",":
            text.at += 1
            continue
        if not sign:
            raise _fault("the file is cut off", text.line)
        line = text.line
        value, own = text.value(container.options.largest)
        if isinstance(value, dict):
            objects += 1
            yield container.record(names.next(own_id(value)), own.encode("utf-8", "replace"), line)
        else:
            yield container.problem(not_a_record(line), names.next())
    if not objects:
        yield container.problem(
            Finding("no-records", "there is no record in it", "a record is an object with a title or a text")
        )
