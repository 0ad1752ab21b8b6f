"""The query language: text → a tree of plain dictionaries. The same, case for case, as `search/query.js`.

Words rank any-of, articles with all of them first. `"…"` an exact phrase; `+must`; `-not`; `a OR b`; `( )`; `wild*`;
`a near/5 b`; `=Exact` spelling; `title: outlet: agency: language: place: person: org: story: date:`.
Nothing is an error: what cannot be read as meant is searched as words, and a note says where.

Nodes, by `t`: `word` {s}; `phrase` {s: [surfaces], w: [spellings] when exact, title: 1 when in titles}; `wild` {p};
`title` {s}; `near` {n, a, b}; `field` {f, v}; `date` {a, b}; `any` {of}; `group` {must, may, not}.
"""

from __future__ import annotations

import re
from typing import Any

from .words import LONGEST_TOKEN, fold, is_dense, straight, tokens

Node = dict[str, Any]

LONGEST_QUERY = 10_000
MOST_TERMS = 100
"""Words of a query that count."""
MOST_STARS = 3
"""In one word: with more, matching a long word could take for ever."""
DEEPEST = 20
"""Parentheses inside parentheses."""

_QUOTES = '"“”„«»'
FIELDS = {
    "title": "title", "outlet": "outlet", "agency": "agency", "language": "language", "lang": "language",
    "place": "place", "person": "person", "org": "organisation", "organisation": "organisation",
    "organization": "organisation", "story": "story", "date": "date", "month": "date", "year": "date",
}  # fmt: skip
_FIELD = re.compile(r"([a-z]+):(?=\S)", re.IGNORECASE)
_NEAR = re.compile(r"near/([0-9]{1,3})(?=[ \t\n\r(]|$)", re.IGNORECASE)
_SPACE = " \t\n\r\v\f\x00\xa0\u3000"
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$")


class Parsed:
    """`tree` is a group; `notes` are {at, note} with offsets in characters (UTF-16 units in the browser)."""

    def __init__(self, tree: Node, notes: list[Node]) -> None:
        self.tree, self.notes = tree, notes


def parse(text: str, exact: bool = False) -> Parsed:
    """With `exact`, every word is meant as it is spelled, as if written `=word`."""
    return _Parser(text, exact).run()


class _Parser:
    def __init__(self, text: str, exact: bool) -> None:
        self.exact = exact
        self.notes: list[Node] = []
        if len(text) > LONGEST_QUERY:
            self._note(LONGEST_QUERY, "long")
        self.text = text[:LONGEST_QUERY]
        self.at = 0
        self.terms = 0

    def run(self) -> Parsed:
        clauses: list[tuple[str, Node]] = []
        while True:
            clauses += self._clauses(0)
            if self.at >= len(self.text):
                return Parsed(group(clauses), self.notes)
            self._note(self.at, "close")
            self.at += 1

    def _note(self, at: int, note: str) -> None:
        if len(self.notes) < 20:
            self.notes.append({"at": at, "note": note})

    def _clauses(self, depth: int) -> list[tuple[str, Node]]:
        """The clauses up to a closing parenthesis (left unread) or the end."""
        out: list[tuple[str, Node]] = []
        pending = ""  # OR, AND, or near/N with its number, waiting for what follows
        while self._skip():
            if self.text[self.at] == ")" and depth:
                break
            if self.text[self.at] == ")":
                return out
            operator = self._operator()
            if operator:
                pending = operator if out and not pending else pending
                continue
            found = self._clause(depth)
            if found and pending:
                self._combine(out, pending, found)
            else:
                out += found
            pending = "" if found else pending
        return out

    def _skip(self) -> bool:
        while self.at < len(self.text) and self.text[self.at] in _SPACE:
            self.at += 1
        return self.at < len(self.text)

    def _operator(self) -> str:
        near = _NEAR.match(self.text, self.at)
        if near:
            self.at = near.end()
            return "near" + str(max(1, int(near.group(1))))
        for word in ("OR", "AND", "|"):
            end = self.at + len(word)
            if self.text.startswith(word, self.at) and (end == len(self.text) or self.text[end] in _SPACE + "("):
                self.at = end
                return "OR" if word == "|" else word
        return ""

    def _combine(self, out: list[tuple[str, Node]], operator: str, found: list[tuple[str, Node]]) -> None:
        sign, left = out.pop()
        right = found[0][1]
        if operator == "OR" and sign != "-":
            of = left["of"] if left["t"] == "any" else [left]
            out.append((sign, {"t": "any", "of": [*of, right]}))
        elif operator == "AND" and sign != "-":
            out += [("+", left), (found[0][0] or "+", right)]
        elif operator.startswith("near") and _placed(left) and _placed(right):
            out.append((sign, {"t": "near", "n": int(operator[4:]), "a": left, "b": right}))
        else:
            self._note(self.at, "operator")
            out += [(sign, left), found[0]]
        out += found[1:]

    def _clause(self, depth: int) -> list[tuple[str, Node]]:
        sign = ""
        if self.text[self.at] in "+-" and self.at + 1 < len(self.text) and self.text[self.at + 1] not in _SPACE:
            sign = self.text[self.at]
            self.at += 1
        elif self.text.startswith("NOT ", self.at):
            sign = "-"
            self.at += 4
            if not self._skip():
                return []
        return [(sign, node) for node in self._nodes(depth)]

    def _nodes(self, depth: int) -> list[Node]:
        if self.text[self.at] == "(":
            return self._parenthesis(depth)
        if self.text[self.at] == ")":
            return []
        exact = self.text[self.at] == "=" and self.at + 1 < len(self.text) and self.text[self.at + 1] not in _SPACE
        if exact:
            self.at += 1
        if self.text[self.at] in _QUOTES:
            return self._quoted(exact or self.exact, "")
        field = _FIELD.match(self.text, self.at)
        if field and field.group(1).lower() in FIELDS and not exact:
            self.at = field.end()
            return self._field(FIELDS[field.group(1).lower()])
        return self._words(self._chunk(), exact or self.exact, "")

    def _parenthesis(self, depth: int) -> list[Node]:
        start = self.at
        self.at += 1
        if depth >= DEEPEST:
            self._note(start, "deep")
            return []
        inner = self._clauses(depth + 1)
        if self.at < len(self.text):
            self.at += 1
        else:
            self._note(start, "open")
        return [group(inner)] if inner else []

    def _quoted(self, exact: bool, field: str) -> list[Node]:
        start = self.at
        end = next((n for n in range(start + 1, len(self.text)) if self.text[n] in _QUOTES), -1)
        self.at += 1
        if end < 0:
            self._note(start, "quote")
            return self._words(self._chunk(), exact, field) if self._skip() and self.text[self.at] not in "()" else []
        inside = self.text[start + 1 : end]
        self.at = end + 1
        return self._phrase(inside, exact, field)

    def _chunk(self) -> str:
        start = self.at
        self.at += 1
        while self.at < len(self.text) and self.text[self.at] not in _SPACE + "()" + _QUOTES:
            self.at += 1
        return self.text[start : self.at]

    def _phrase(self, inside: str, exact: bool, field: str) -> list[Node]:
        words = self._count([token for token in tokens(inside) if fold(token)])
        if is_dense(inside):
            words = [word for n, word in enumerate(words) if n == 0 or len(word) > 1 or not is_dense(words[n - 1])]
        if not words:
            return []
        node: Node = {"t": "phrase", "s": [fold(word) for word in words]}
        if exact:
            node["w"] = [straight(word) for word in words]
        if field == "title":
            node["title"] = 1
        return [node]

    def _count(self, words: list[str]) -> list[str]:
        left = MOST_TERMS - self.terms
        if len(words) > left and not any(note["note"] == "many" for note in self.notes):
            self._note(self.at, "many")
        self.terms += min(len(words), left)
        return words[:left]

    def _words(self, chunk: str, exact: bool, field: str) -> list[Node]:
        if "*" in chunk.strip("*?") + chunk[-1:] or "?" in chunk.rstrip("?")[1:]:
            wild = self._wild(chunk)
            if wild:
                return wild
        if exact or (is_dense(chunk) and len(tokens(chunk)) > 1):
            return self._phrase(chunk, exact, field)
        words = self._count([word for token in tokens(chunk) if (word := fold(token))])
        if len(words) == 1 and is_dense(chunk) and len(words[0]) == 1 and not field:
            return [{"t": "wild", "p": words[0] + "*"}]
        return [{"t": "title" if field else "word", "s": word} for word in words]

    def _wild(self, chunk: str) -> list[Node]:
        pattern = re.sub(r"\*+", "*", fold(chunk))[:LONGEST_TOKEN]
        kept = "".join(part for part in re.findall(r"[*?]|[^*?]+", pattern) if part in "*?" or tokens(part) == [part])
        if kept != pattern or pattern.count("*") > MOST_STARS or not re.match(r"[^*?]{2}|[^\x00-\x7f*?]", pattern):
            return []
        return [{"t": "wild", "p": pattern}] if self._count([pattern]) else []

    def _field(self, field: str) -> list[Node]:
        if field == "title":
            if self.text[self.at] in _QUOTES:
                return self._quoted(False, "title")
            return self._words(self._chunk(), False, "title")
        start = self.at
        value = self._value()
        if field == "date":
            dates = _dates(value)
            if dates is None:
                self._note(start, "date")
                return self._words(value, False, "") if value else []
            return [{"t": "date", "a": dates[0], "b": dates[1]}]
        value = " ".join(value.split())
        return [{"t": "field", "f": field, "v": value}] if value else []

    def _value(self) -> str:
        if self.text[self.at] in _QUOTES:
            end = next((n for n in range(self.at + 1, len(self.text)) if self.text[n] in _QUOTES), -1)
            if end >= 0:
                start, self.at = self.at + 1, end + 1
                return self.text[start:end]
            self._note(self.at, "quote")
            self.at += 1
            if self.at >= len(self.text):
                return ""
        return "" if self.text[self.at] in _SPACE + "()" else self._chunk()


MUST = ("phrase", "near", "title", "field", "date")
"""Kinds of node that must match even without a sign."""


def group(clauses: list[tuple[str, Node]]) -> Node:
    """The clauses by what they ask. Parentheses round plain words are only punctuation."""
    must = [node for sign, node in clauses if sign == "+" or (not sign and node["t"] in MUST)]
    may = [part for sign, node in clauses if not sign and node["t"] not in MUST for part in _plain(node)]
    return {"t": "group", "must": must, "may": may, "not": [node for sign, node in clauses if sign == "-"]}


def _plain(node: Node) -> list[Node]:
    plain = node["t"] == "group" and not node["must"] and not node["not"]
    return node["may"] if plain else [node]


def relaxed(tree: Node) -> Node | None:
    """The tree with its quoted phrases as plain words, for a longer query that finds nothing: None
    where that changes nothing, or where the phrases are all it asks."""
    phrases = [node for node in tree["must"] if node["t"] == "phrase" and "w" not in node and "title" not in node]
    if not phrases or not tree["may"]:
        return None
    words = [{"t": "word", "s": surface} for node in phrases for surface in node["s"]]
    return {**tree, "must": [node for node in tree["must"] if node not in phrases], "may": [*tree["may"], *words]}


def _placed(node: Node) -> bool:
    """Whether a node has positions, so that it can be near another."""
    return node["t"] in ("word", "phrase")


def _dates(value: str) -> tuple[str, str] | None:
    first, dots, last = value.partition("..")
    last = last if dots else first
    fits = all(not part or _DATE.match(part) for part in (first, last))
    return (first, last) if fits and (first or last) else None
