"""`sitegen diff A B`: two versions in the terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen import versions
from sitegen.config import Config
from sitegen.explain import Explained, Unknown, explain
from sitegen.model import Alignment, Article, Change, Changes, Edit, Pair, Passage

MARKS = {"kept": " ", "edited": "~", "split": "<", "merged": "=", "moved": ">", "added": "+", "dropped": "-"}
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
    passages = [
        {"kind": passage.kind, "a": _words(a, passage.a), "b": _words(b, passage.b)}
        for passage in made.alignment.passages
    ]  # fmt: skip
    return {**pair, "a": made.names[0], "b": made.names[1], "passages": passages}


def _words(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


def lines(made: Comparison, *, colour: bool) -> Iterator[str]:
    """The comparison in words: relation, facts changed, then the passages with their edits marked."""
    pair = made.pair
    yield f"{made.names[0]} -> {made.names[1]}: {pair.relation}"
    yield f"{pair.containment_a:.0%} of the first is in the second, {pair.containment_b:.0%} of the second in the first; {pair.moved} moved"
    yield from _facts(pair.changes)
    for passage in made.alignment.passages:
        yield f"{MARKS[passage.kind]} {_passage(made, passage, colour)}"


def _facts(changes: Changes) -> Iterator[str]:
    for kind in KINDS:
        found: tuple[Change, ...] = getattr(changes, kind)
        for change in found:
            yield f"  {kind}: {change.from_ or '(nothing)'} -> {change.to or '(nothing)'}"


def _passage(made: Comparison, passage: Passage, colour: bool) -> str:
    a, b = (article.text for article in made.articles)
    if passage.b is None:
        return _paint(_flat(_words(a, passage.a) or ""), "31", colour)
    if passage.a is None:
        return _paint(_flat(_words(b, passage.b) or ""), "32", colour)
    return _flat(_edited(a, b, passage, colour))


def _edited(a: str, b: str, passage: Passage, colour: bool) -> str:
    """b's words, with what stood in a beside each edit: `[-fall-]{+fell+} back`."""
    assert passage.b is not None
    out, at = [], passage.b[0]
    for edit in passage.edits:
        out += [b[at : edit.b_start], *_both(a, b, edit, colour)]
        at = edit.b_end
    return "".join([*out, b[at : passage.b[1]]])


def _both(a: str, b: str, edit: Edit, colour: bool) -> Iterator[str]:
    old, new = a[edit.a_start : edit.a_end], b[edit.b_start : edit.b_end]
    if old:
        yield _paint(f"[-{old}-]", "31", colour)
    if new:
        yield _paint(f"{{+{new}+}}", "32", colour)


def _flat(text: str) -> str:
    return text.replace("\n\n", "\n  ").replace("\n", "\n  ") if "\n" in text else text


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\033[{code}m{text}\033[0m" if colour else text
