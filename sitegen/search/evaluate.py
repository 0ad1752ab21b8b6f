"""A parsed query against the index → articles with scores. Whole numbers only, so that the browser's
`search/engine.js`, which does the same steps, agrees to the last digit.

Every node gives its *matches*: article numbers, ascending, with scores. A group's articles must
match all of `must` and none of `not`; those of `may` rank, and where nothing but filters must match, they choose.
"""

from __future__ import annotations

import bisect
import re
from typing import Any

import msgspec
import numpy as np

from .codec import Ints
from .parse import Node
from .shape import BODY_START, TITLE_MARK, VALUE_MARK
from .shelf import Archive, Shelf
from .words import fold, fold_text

MOST_WILD = 30
"""Words that a wildcard stands for: the most frequent."""
WILD_LINES = 8192
"""Of the lexicon that are looked through for a wildcard."""
SHIFT = 32
"""Articles and positions as one number: article << SHIFT | position."""


class Matches(msgspec.Struct, frozen=True):
    articles: Ints
    scores: Ints


class Ranked(msgspec.Struct, frozen=True):
    """`order`: the articles, best first, by their numbers in the archive; `complete` those with every word of the
    query; `missing` its words that no article has; `unknown` its filters that nothing fits; `asked`, how many segments."""

    order: Ints
    scores: Ints
    complete: int
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    asked: int


NOTHING = Matches(np.zeros(0, np.int64), np.zeros(0, np.int64))


def rank(archive: Archive, tree: Node, sort: str = "relevance", enough: int | None = None) -> Ranked:
    """Segments are asked newest first (oldest first where these are wanted) until there are `enough` articles; None asks all."""
    parts, asked = [_Answer(NOTHING, NOTHING.articles, frozenset(), frozenset())], 0
    for shelf in archive.oldest_first() if sort == "oldest" else archive.shelves:
        if enough is not None and sum(len(part.found.articles) for part in parts) >= enough:
            break
        asked += 1
        if _overlaps(shelf, tree):
            parts.append(_answer(shelf, tree))
    found = Matches(
        *(np.concatenate(list(column)) for column in zip(*(_pair(part.found) for part in parts), strict=True))
    )
    complete = np.concatenate([part.complete for part in parts])
    in_order = np.argsort(found.articles)
    found, complete = Matches(found.articles[in_order], found.scores[in_order]), complete[in_order]
    order = _order(
        found, complete, sort if found.scores.any() else "newest" if sort == "relevance" else sort, archive.dated
    )
    missing = frozenset[str]().union(*(part.missing for part in parts))
    unknown = frozenset[str]().union(*(part.unknown for part in parts))
    known_to_one = frozenset[str]().union(*(unknown - part.unknown for part in parts[1:]))
    return Ranked(
        found.articles[order],
        found.scores[order],
        int(complete.sum()),
        tuple(sorted(missing)),
        tuple(sorted(unknown - known_to_one)),
        asked,
    )


class _Answer(msgspec.Struct, frozen=True):
    """One segment's: matches by number in the archive, and what it has not."""

    found: Matches
    complete: Ints
    missing: frozenset[str]
    unknown: frozenset[str]


def _answer(shelf: Shelf, tree: Node) -> _Answer:
    work = _Evaluation(shelf)
    found, complete = work.group(tree, True)
    placed = Matches(found.articles + shelf.first, found.scores)
    return _Answer(placed, complete, frozenset(work.missing), frozenset(work.unknown))


def _pair(found: Matches) -> tuple[Ints, Ints]:
    return found.articles, found.scores


def _overlaps(shelf: Shelf, tree: Node) -> bool:
    """Whether a segment's months are among the dates that all articles found must have."""
    dates = [(node["a"], node["b"]) for node in tree["must"] if node["t"] == "date"]
    if shelf.alone or not dates:
        return True
    since, until = shelf.entry["from"], shelf.entry["to"]
    return bool(until) and all(until >= a[: len(until)] and (not b or since[: len(b)] <= b) for a, b in dates)


def _order(found: Matches, complete: Ints, sort: str, dated: int) -> Ints:
    undated = found.articles >= dated
    if sort == "oldest":
        return np.arange(len(found.articles))
    if sort == "newest":
        return np.lexsort((-found.articles, undated))
    return np.lexsort((-found.articles, undated, -found.scores, -complete))


class _Evaluation:
    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.lexicon = shelf, shelf.lexicon
        self.missing: list[str] = []
        self.unknown: list[str] = []

    def node(self, node: Node) -> Matches:
        found: Matches = getattr(self, "_" + node["t"])(node)
        return found

    # -------------------------------------------------------------------------------- groups

    def group(self, node: Node, outermost: bool = False) -> tuple[Matches, Ints]:
        """The matches, and for each 1 where every word of `may` is there."""
        must = [self.node(part) for part in node["must"] if not _filters(part)]
        filters = [self.node(part) for part in node["must"] if _filters(part)]
        wanted = self._wanted(node["may"])
        may = [(self.node(part), count) for part, count in wanted]
        chosen = must or ([_any([_unscored(matches) for matches, _ in may], add=False)] if may else [])
        if not chosen and not filters:
            chosen = [self._every(bool(node["not"]) and outermost)]
        found = _all([*chosen, *filters])
        scores = found.scores.copy()
        hits = np.zeros(len(found.articles), np.int64)
        for matches, count in may:
            at, here = _find(found.articles, matches.articles)
            scores[at] += matches.scores[here] * count
            hits[at] += 1
        known = sum(self._is_known(part, len(each.articles)) for (part, _), (each, _) in zip(wanted, may, strict=True))
        complete = (hits == known).astype(np.int64)
        return self._without(Matches(found.articles, scores), complete, node["not"])

    def _every(self, wanted: bool) -> Matches:
        """All articles, for a query that only leaves out."""
        return _unscored(Matches(np.arange(self.shelf.articles if wanted else 0), NOTHING.scores))

    def _wanted(self, may: list[Node]) -> list[tuple[Node, int]]:
        """Distinct optional nodes and how often each is asked; words that are everywhere only when
        there is nothing else to ask."""
        counted: list[tuple[Node, int]] = []
        for node in may:
            known = next((n for n, (other, _) in enumerate(counted) if other == node), -1)
            if known < 0:
                counted.append((node, 1))
            else:
                counted[known] = (node, counted[known][1] + 1)
        telling = [(node, count) for node, count in counted if not self._everywhere(node)]
        return telling or counted

    def _is_known(self, node: Node, found: int) -> bool:
        """Whether an article must match the node to be complete: not where nothing does. What nothing in a segment
        matches may be in another; but what words there are, the lexicon of all says."""
        if self.shelf.alone or node["t"] == "word":
            return bool(found) or (not self.shelf.alone and self.lexicon.line(node["s"]) is not None)
        return True

    def _everywhere(self, node: Node) -> bool:
        if node["t"] != "word":
            return False
        line = self.lexicon.line(node["s"])
        return line is not None and line.stems[0] in self.lexicon.common

    def _without(self, found: Matches, complete: Ints, not_: list[Node]) -> tuple[Matches, Ints]:
        for node in not_:
            kept = ~np.isin(found.articles, self.node(node).articles)
            found, complete = Matches(found.articles[kept], found.scores[kept]), complete[kept]
        return found, complete

    def _group(self, node: Node) -> Matches:
        return self.group(node)[0]

    def _any(self, node: Node) -> Matches:
        return _any([self.node(part) for part in node["of"]], add=True)

    # --------------------------------------------------------------------------------- words

    def _word(self, node: Node) -> Matches:
        line = self.lexicon.line(node["s"])
        if line is None:
            self.missing.append(node["s"])
            return NOTHING
        return _any([self._term(stem) for stem in line.stems], add=False)

    def _title(self, node: Node) -> Matches:
        line = self.lexicon.line(node["s"])
        return _any([self._term(TITLE_MARK + stem) for stem in line.stems], add=False) if line else NOTHING

    def _wild(self, node: Node) -> Matches:
        terms = self.wild_terms(node["p"])
        if not terms:
            self.missing.append(node["p"])
        return _any([self._term(term) for term in terms], add=False)

    def wild_terms(self, pattern: str) -> list[str]:
        """The stems of the most frequent surfaces that a pattern fits."""
        fits = re.compile("".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern), re.DOTALL)
        start = re.split(r"[*?]", pattern)[0]
        lines = [
            line for line in self.lexicon.lines(start, start + "\U0010ffff", WILD_LINES) if fits.fullmatch(line.surface)
        ]
        lines.sort(key=lambda line: (-line.often, line.surface))
        return list(dict.fromkeys(stem for line in lines[:MOST_WILD] for stem in line.stems))

    def _term(self, term: str) -> Matches:
        found = self.shelf.postings(term)
        return Matches(found.articles, found.levels * found.worth)

    # -------------------------------------------------------------------------------- places

    def _phrase(self, node: Node) -> Matches:
        keys = self._keys(node)
        articles = np.unique(keys >> SHIFT)
        return Matches(articles, self._scores(node, articles))

    def _near(self, node: Node) -> Matches:
        a, b = self._keys(node["a"]), self._keys(node["b"])
        at = np.searchsorted(b, a)
        close = np.zeros(len(a), bool)
        for side in (at - 1, at, at + 1):
            ok = (side >= 0) & (side < len(b))
            apart = np.abs(b[side[ok]] - a[ok])
            close[ok] |= (apart > 0) & (apart <= node["n"])
        articles = np.unique(a[close] >> SHIFT)
        return Matches(articles, self._scores(node["a"], articles) + self._scores(node["b"], articles))

    def _scores(self, node: Node, articles: Ints) -> Ints:
        """What the node's words are worth in these articles; words that are everywhere count nothing."""
        scores = np.zeros(len(articles), np.int64)
        surfaces = [node["s"]] if node["t"] == "word" else node["s"]
        for surface in dict.fromkeys(surfaces):
            line = self.lexicon.line(surface)
            if line is None or line.stems[0] in self.lexicon.common:
                continue
            matches = _any([self._term(stem) for stem in line.stems], add=False)
            at, here = _find(articles, matches.articles)
            scores[at] += matches.scores[here]
        return scores

    def _keys(self, node: Node) -> Ints:
        """Where a word or phrase stands: sorted article << SHIFT | position of its first word."""
        if node["t"] == "word":
            line = self.lexicon.line(node["s"])
            if line is None:
                self.missing.append(node["s"])
                return np.zeros(0, np.int64)
            return np.unique(np.concatenate([self._places(stem, "", "") for stem in line.stems]))
        keys: Ints | None = None
        for n, surface in enumerate(node["s"]):
            found = self._spelled(surface, node["w"][n] if "w" in node else "") - n
            keys = found if keys is None else np.intersect1d(keys, found, assume_unique=True)
        assert keys is not None
        return keys[(keys & ((1 << SHIFT) - 1)) < BODY_START - len(node["s"])] if node.get("title") else keys

    def _spelled(self, surface: str, spelling: str) -> Ints:
        line = self.lexicon.line(surface)
        if line is None:
            self.missing.append(surface)
            return np.zeros(0, np.int64)
        return np.unique(np.concatenate([self._places(stem, surface, spelling) for stem in line.stems]))

    def _places(self, stem: str, surface: str, spelling: str) -> Ints:
        """Where a stem's words stand; only those that fold to `surface` or are written `spelling`."""
        articles = self.shelf.postings(stem).articles
        if not len(articles):
            return articles
        far = self.shelf.positions(stem)
        keys = (np.repeat(articles, np.diff(far.starts)) << SHIFT) | far.positions
        if not surface:
            return keys
        fits = [written == spelling if spelling else fold(written) == surface for written in far.spellings]
        fitting: Ints = keys[np.array(fits, bool)[far.spelled]]
        return fitting

    # ------------------------------------------------------------------------------- filters

    def _field(self, node: Node) -> Matches:
        found = _any([self._value({"f": node["f"], "v": key}) for key in self.keys_of(node["f"], node["v"])], add=False)
        if not len(found.articles):
            self.unknown.append(f"{node['f']}:{node['v']}")
        return found

    def _value(self, node: Node) -> Matches:
        articles = self.shelf.postings(f"{VALUE_MARK}{node['f']}:{node['v']}").articles
        return _unscored(Matches(articles, articles))

    def keys_of(self, field: str, value: str) -> list[str]:
        """The keys of the values that a filter names: whole names first, else parts of them."""
        key = fold_text(value)
        if field == "story":
            return [value]
        if field in ("person", "organisation", "place"):
            named = {name.value for name in self.lexicon.names(key, key) if name.key == key and name.field == field}
            return sorted(named) or [value]
        values = [row[0] for row in self.shelf.column(field)[0]]
        return [key] if key in values else sorted(known for known in values if key and key in known)

    def _date(self, node: Node) -> Matches:
        first, last = self.interval(node["a"], node["b"])
        articles = np.arange(first, max(first, last))
        return _unscored(Matches(articles, articles))

    def interval(self, first: str, last: str) -> tuple[int, int]:
        """The numbers of the articles dated from `first` to `last`, both whole (a year to its end); "" is open."""
        steps: list[Any] = self.shelf.near["months"] if len(first) <= 7 and len(last) <= 7 else self.shelf.days
        dates, numbers = steps[::2], [*steps[1::2], self.shelf.dated]
        since = bisect.bisect_left(dates, first) if first else 0
        until = bisect.bisect_right(dates, last + "\U0010ffff") if last else len(dates)
        return numbers[since], numbers[until]


def _filters(node: Node) -> bool:
    """Whether a node only narrows, so that the words beside it still choose."""
    return node["t"] in ("field", "date", "value") or (
        node["t"] == "any" and all(_filters(part) for part in node["of"])
    )


def _unscored(matches: Matches) -> Matches:
    return Matches(matches.articles, np.zeros(len(matches.articles), np.int64))


def _find(articles: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Indexes, in each of two ascending lists, of the articles in both."""
    _, at, here = np.intersect1d(articles, others, assume_unique=True, return_indices=True)
    return at, here


def _all(parts: list[Matches]) -> Matches:
    found = parts[0]
    for part in parts[1:]:
        at, here = _find(found.articles, part.articles)
        found = Matches(found.articles[at], found.scores[at] + part.scores[here])
    return found


def _any(parts: list[Matches], add: bool) -> Matches:
    """Articles of any part, with the sum or the greatest of their scores."""
    if len(parts) == 1:
        return parts[0]
    articles = np.unique(np.concatenate([part.articles for part in parts])) if parts else np.zeros(0, np.int64)
    scores = np.zeros(len(articles), np.int64)
    for part in parts:
        at = np.searchsorted(articles, part.articles)
        scores[at] = scores[at] + part.scores if add else np.maximum(scores[at], part.scores)
    return Matches(articles, scores)
