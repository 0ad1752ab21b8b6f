"""`sitegen diff A B`: two versions in the terminal, or as JSON."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from collections.abc import Callable, Iterator
from typing import Any, TextIO

import msgspec

from sitegen import versions
from sitegen.config import Config
from sitegen.explain import Explained, Unknown, explain
from sitegen.model import Alignment, Article, Change, Changes, Pair, Passage, RelationKind

MARKS = {"kept": " ", "edited": "~", "split": "<", "merged": "=", "moved": ">", "added": "+", "dropped": "-"}
OUT, NEW = ("\ue000\ue000", "\ue001\ue001"), ("\ue002\ue002", "\ue003\ue003")
WHOLE_OUT, WHOLE_NEW = ("\ue004", "\ue005"), ("\ue006", "\ue007")
"""Around words of one side until lines are broken, in private characters as long as the marks that are shown; around whole
passages, whose mark stands at the line's beginning."""
RELATIONS: dict[RelationKind, str] = {
    "identical": "has the same words as", "reprint": "is a reprint of", "abridged": "is an abridgement of", "expanded": "is an expansion of",
    "revised": "is a revision of", "partial": "shares passages with",
}  # fmt: skip
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xE000, 0xE008)])
PAINT = ((OUT, ("[-", "-]"), "31"), (NEW, ("{+", "+}"), "32"), (WHOLE_OUT, ("", ""), "31"), (WHOLE_NEW, ("", ""), "32"))
LABEL_WIDTH = 11
KINDS = ("headlines", "figures", "names", "quotes", "dates")


class Comparison(msgspec.Struct, frozen=True):
    """Two articles side by side, named as the user named them."""

    names: tuple[str, str]
    articles: tuple[Article, Article]
    pair: Pair
    alignment: Alignment


def compare(config: Config, a: str, b: str) -> Comparison:
    """The articles named by id, path or URL, aligned. Raises explain.Unknown."""
    one, two = _only(config, a), _only(config, b)
    made = versions.compare(one, two)
    return Comparison((a, b), (one, two), made.pair, made.alignment)


def _only(config: Config, name: str) -> Article:
    found = explain(config, name)
    if len(found) > 1:
        raise Unknown(f"{name} holds {len(found)} articles; name one of them, for example {found[0].name}")
    return _readable(name, found[0])


def _readable(name: str, found: Explained) -> Article:
    if found.article is None:
        raise Unknown(f"{name} cannot be read: {'; '.join(found.problems)}")
    return found.article


def as_json(made: Comparison) -> dict[str, Any]:
    """The comparison as data: the pair's fields, and each passage with its words on both sides."""
    a, b = (article.text for article in made.articles)
    pair = msgspec.to_builtins(made.pair)
    pair.pop("alignment")
    kinds = pair.pop("passages")
    passages = [
        {"kind": passage.kind, "a": _words(a, passage.a), "b": _words(b, passage.b)}
        for passage in made.alignment.passages
    ]  # fmt: skip
    return {**pair, "a": made.names[0], "b": made.names[1], "passages": passages, "passages_by_kind": kinds}


def _words(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


def terminal(stream: TextIO) -> dict[str, Any]:
    """How to write `lines` to a stream: in colour and as wide as the terminal, plain and unbroken into a pipe or file."""
    if not stream.isatty():
        return {"colour": False, "width": 0}
    return {"colour": not os.environ.get("NO_COLOR"), "width": shutil.get_terminal_size().columns}


def lines(made: Comparison, *, colour: bool, width: int = 0) -> Iterator[str]:
    """The comparison in words: both articles, what became of the first, facts changed, then the passages with their edits marked.
    `width` is in columns, 0 for lines of any length; where there is one, what was kept is cut to a line."""
    pair = made.pair
    for mark, name, article in zip("AB", made.names, made.articles, strict=True):
        yield _fitted(f"{mark}  {_headed(name, article)}", width)
    yield _wrapped(
        f"B {RELATIONS[pair.relation]} A: {pair.containment_a:.0%} of A is in B, {pair.containment_b:.0%} of B comes from A; {_counted(pair)}",
        width, "   ",
    )  # fmt: skip
    yield from _facts(pair.changes, width)
    yield ""
    yield _wrapped(_legend(made.alignment), width)
    yield ""
    for passage in made.alignment.passages:
        told = f"{MARKS[passage.kind]} {_passage(made, passage)}"
        kept = passage.kind == "kept" and not passage.edits
        yield _fitted(told, width) if kept else _painted(_wrapped(told, width), colour)


def _legend(alignment: Alignment) -> str:
    """What the marks mean, of the kinds that there are."""
    kinds = {passage.kind for passage in alignment.passages}
    marks = ", ".join(f"{mark} {kind}" for kind, mark in MARKS.items() if mark.strip() and kind in kinds)
    return f"  {marks}; [-only in A-] {{+only in B+}}" if marks else "  every passage is the same"


def _headed(name: str, article: Article) -> str:
    """The name it was asked for by, and headline, outlet and date where they are known."""
    fields = (article.field(field) for field in ("title", "outlet", "published"))
    known = [str(field.value) for field in fields if field]
    return " · ".join(dict.fromkeys(_flat(part) for part in [name, *known]))


def _counted(pair: Pair) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in pair.passages.items()) + " passages"


def _facts(changes: Changes, width: int) -> Iterator[str]:
    for kind in KINDS:
        found: tuple[Change, ...] = getattr(changes, kind)
        for change in found:
            label = f"  {kind.removesuffix('s')}:".ljust(LABEL_WIDTH)
            told = f"{label} {_flat(change.from_ or '(nothing)')} -> {_flat(change.to or '(nothing)')}"
            yield _wrapped(told, width, " " * (LABEL_WIDTH + 1))


def _passage(made: Comparison, passage: Passage) -> str:
    a, b = (article.text for article in made.articles)
    if passage.b is None:
        return f"{WHOLE_OUT[0]}{_flat(_words(a, passage.a) or '')}{WHOLE_OUT[1]}"
    if passage.a is None:
        return f"{WHOLE_NEW[0]}{_flat(_words(b, passage.b) or '')}{WHOLE_NEW[1]}"
    return " ".join(_edited(a, b, passage).split())


def _edited(a: str, b: str, passage: Passage) -> str:
    """b's words, with what stood in a before each edit: `[-fall-]{+fell+} back`."""
    assert passage.b is not None
    out, at = "", passage.b[0]
    for edit in passage.edits:
        out += _clean(b[at : edit.b_start])
        old, new = _clean(a[edit.a_start : edit.a_end]), _clean(b[edit.b_start : edit.b_end])
        if old:
            out += f"{' ' if out[-1:].isalnum() else ''}{OUT[0]}{old}{OUT[1]}{'' if new or not b[edit.b_end : edit.b_end + 1].isalnum() else ' '}"
        if new:
            out += f"{NEW[0]}{new}{NEW[1]}"
        at = edit.b_end
    return out + _clean(b[at : passage.b[1]])


def _clean(text: str) -> str:
    """Without what a terminal would obey."""
    return re.sub(r"\s", " ", text).translate(_CONTROLS)


def _flat(text: str) -> str:
    return " ".join(_clean(text).split())


def _fitted(text: str, width: int) -> str:
    """On one line, cut where the terminal ends."""
    return text if not width or len(text) <= width else text[: max(width - 2, 1)].rstrip() + " …"


def _wrapped(text: str, width: int, indent: str = "  ") -> str:
    if not width:
        return text
    made = textwrap.wrap(
        text,
        max(width, 20),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    first = text[:2] if text[:2] == "  " else ""
    return "\n".join([first + made[0].lstrip() if first else made[0], *made[1:]]) if made else text


def _painted(text: str, colour: bool) -> str:
    """With the marks as people write them, and their words in red and green, line by line."""
    for (start, stop), (before, after), code in PAINT:
        shown = _coloured(code) if colour else (lambda match: str(match[1]))
        text = re.sub(f"{start}(.*?){stop}", lambda match: before + shown(match) + after, text, flags=re.DOTALL)  # noqa: B023
    return text


def _coloured(code: str) -> Callable[[re.Match[str]], str]:
    return lambda match: "\n".join(f"\033[{code}m{part}\033[0m" for part in match[1].split("\n"))
