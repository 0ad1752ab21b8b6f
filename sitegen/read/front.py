"""Front matter: TOML between `+++` lines, YAML between `---` lines, or bare `Key: value` lines at the top."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any

import msgspec

from sitegen.read.fields import FIELD_OF, plain_key
from sitegen.read.finding import Finding

LONGEST = 100_000
"""Characters of front matter that are parsed at all: parsers slow down on hostile input."""

_FENCED = {
    "---": re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M),
    "+++": re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.S | re.M),
}
# libyaml's composer recurses in C and crashes the process on deep nesting, so depth is bounded before it: by
# the number of brackets, and by the indentation and indicators that stand before a line's content.
_MOST_BRACKETS = 100
_DEEP_BLOCK = re.compile(r"^[ \t?:-]{100}", re.M)
_HEADER_LINE = re.compile(r"([^\W\d][\w /-]{1,30}):[ \t]+(\S.*)")
_LONGEST_HEADER = 5000
_KEY = re.compile(r"[\"']?([^\W\d][\w .-]{0,60}?)[\"']?[ \t]*[:=](?:[ \t]+|$)(.*)")


class Front(msgspec.Struct, frozen=True):
    """The keys, where the body starts (as an offset into the text), and what was wrong."""

    values: Mapping[str, object]
    end: int
    findings: tuple[Finding, ...] = ()
    rule: str = "front-matter"


class _Broken(Exception):
    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def front_matter(text: str) -> Front:
    """The front matter at the top of `text`, or none. Where it does not parse, the lines that read
    `key: value` are taken one by one and the fault is a finding: the article is not lost for a colon."""
    fence = _FENCED.get(text[:3])
    if fence is None:
        return _header_lines(text)
    found = fence.match(text)
    if found is None:
        return Front({}, 0, _unclosed(text))
    inner = found.group(1)
    parse = _toml if text[0] == "+" else _yaml
    try:
        values = parse(inner) if len(inner) <= LONGEST else _refuse()
    except _Broken as error:
        return _line_by_line(text, found, error)
    # Between two rules there may just be prose: that is not front matter.
    return Front(values, found.end()) if values is not None else Front({}, 0)


def line_of(text: str) -> Callable[[str], int | None]:
    """Where a top-level key stands, as a function from key to line."""

    def find(key: str) -> int | None:
        found = re.search(rf"^[\"']?{re.escape(key)}[\"']?[ \t]*[:=]", text, re.M)
        return text.count("\n", 0, found.start()) + 1 if found else None

    return find


def _header_lines(text: str) -> Front:
    """Lines `Title: …`, `Date: …` at the very top, up to a blank line, as Pelican and many collections have
    them: at least two, every one of them a key, the first and one more of them known, a title or a date among them."""
    if not _HEADER_LINE.match(text[:200]):
        return Front({}, 0)
    head, blank, _ = text[:_LONGEST_HEADER].partition("\n\n")
    pairs = [_HEADER_LINE.match(line) for line in head.split("\n")]
    values = {pair.group(1): pair.group(2).strip() for pair in pairs if pair}
    known = [FIELD_OF.get(plain_key(key), "") for key in values]
    if (
        not blank
        or not all(pairs)
        or not known[0]
        or sum(map(bool, known)) < 2
        or not {"title", "published"} & set(known)
    ):
        return Front({}, 0)
    return Front(values, len(head) + 2, (), "header")


def _refuse() -> dict[str, object]:
    raise _Broken(f"longer than {LONGEST} characters", 1)


def _toml(inner: str) -> dict[str, object]:
    try:
        return tomllib.loads(inner)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise _Broken(str(error), int(line.group(1)) if line else None) from None
    except (RecursionError, ValueError) as error:
        raise _Broken(str(error)[:200] or "nested too deeply", None) from None


def _yaml(inner: str) -> dict[str, object] | None:
    import yaml

    if inner.count("[") + inner.count("{") > _MOST_BRACKETS or _DEEP_BLOCK.search(inner):
        raise _Broken("nested too deeply", None)
    try:
        if "*" in inner and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(inner, Loader=_loader())):
            raise _Broken("aliases are not read", None)
        values = yaml.load(inner, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Broken(error.problem or "not YAML", mark.line + 1 if mark else None) from None
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        raise _Broken(str(error).split("\n")[0][:200] or "nested too deeply", None) from None
    if values in ("", None):
        return {}
    return values if isinstance(values, dict) else None


@cache
def _loader() -> Any:
    """A loader that knows only mappings, lists and strings: no tags, no twice-given keys.

    `no: no` stays "no" and a date stays as written: what a value means is decided once, in describe.
    """
    import yaml

    base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

    class Loader(base):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, object]:
            made: dict[Hashable, object] = {}
            for key_node, value_node in node.value:
                key = self.construct_object(key_node, deep=True)
                if not isinstance(key, str) or key in made:
                    raise yaml.constructor.ConstructorError(None, None, f"key given twice: {key}", key_node.start_mark)
                made[key] = self.construct_object(value_node, deep=True)
            return made

    return Loader


def _unclosed(text: str) -> tuple[Finding, ...]:
    """`---` also draws a rule, so only what looks like a key below it is worth a word."""
    lines = text[:400].split("\n", 2)
    if len(lines) < 2 or not _KEY.match(lines[1]):
        return ()
    fence = text[:3]
    return (
        Finding("front-matter", f"front matter is not closed by a line {fence}", f"add a line {fence} below it", 1),
    )


def _line_by_line(text: str, found: re.Match[str], error: _Broken) -> Front:
    pairs = [_KEY.match(line) for line in found.group(1)[:LONGEST].split("\n")]
    values: dict[str, object] = {}
    for pair in pairs:
        if pair and pair.group(2).strip():
            values.setdefault(pair.group(1), pair.group(2).strip().strip("\"'"))
    hint = "put values with a colon or a leading quote into quotation marks"
    line = error.line + 1 if error.line else 1
    finding = Finding("front-matter", f"front matter is not valid: {error.reason}; read line by line", hint, line)
    return Front(values, found.end(), (finding,))
