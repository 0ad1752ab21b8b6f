"""From cards to groups of articles that are versions of one text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec
import numpy as np

from sitegen.model import Cache, Card, Run
from sitegen.versions import candidates, shelf
from sitegen.versions.candidates import Scored
from sitegen.versions.cluster import CHAIN, Groups, Known, Link, Span, cluster, joined, span_of, within
from sitegen.versions.days import KNOWN, When, when
from sitegen.versions.kinship import Kinship, kinship
from sitegen.versions.postings import Numbers, starts_of
from sitegen.versions.stored import (
    PRINT,
    Wanted,
    batches,
    digest,
    digest_all,
    fetch_hashes,
    look_up,
    make_prints,
    words_of,
)

PRINT_BATCH = 256
CHECK_BATCH = 64
CHECKED_PER_TEXT = 8
"""Each text's best candidates that are looked at closely."""
WORDS_LEAST = 16
"""Matched words; with fewer, much of the shorter text must match (a title, a quotation and a credit are no version)."""
COVERED_SHORT = 0.4
ROUNDS = 3
"""Times that groups found are looked at for links between them."""
SCORE_PLAIN = 0.05
COVERED_PLAIN = 0.12
SENTENCES_LEAST = 2
"""Whole sentences; a single one is a formula as often as it is a version, unless so much is covered:"""
COVERED_ALONE = 0.3
WORDING_PLAIN = 0.2
NEIGHBOURS_LEAST = 5
"""Sentences that were all rewritten match nowhere, and yet keep their wording: so much of it, and so many places."""
SCORE_SECOND = 0.02
COVERED_SECOND = 0.06
WORDING_SECOND = 0.08
SCORE_CLEAR = 0.1
KEPT_UNCLEAR = 6
"""Below SCORE_CLEAR, so many specific words must be kept for each that was swapped. Tuned, as are the thresholds above, on
the half of wikiversions whose cluster names hash even."""
COPY = 0.85
"""Of near copies the score, and the words of the shorter by those of the longer; or, since in a short text one changed word
costs four shingles, the covered share beside a lower score."""
COPY_SCORE = 0.6
COPY_COVERED = 0.9
LONG = 60
"""Words of a text that is no mere notice: near copies of it that agree in what is specific, as reports from one mould never do,
may be a chain of reprints that is longer than the window."""


class Node(NamedTuple):
    """Articles with the same text and dates within the window (or a chain of copies): what is clustered. `dates` is the stretch from the first
    to the last moment that one of the known dates can mean."""

    sha: str
    key: str
    cards: tuple[int, ...]
    span: Span | None
    dates: When | None


Checked = tuple[int, int, float, Kinship]


class Found(NamedTuple):
    """Groups of card numbers (two at least), and the checked pairs of nodes with score and kinship."""

    groups: list[list[int]]
    nodes: list[Node]
    checked: list[Checked]


class Limits(NamedTuple):
    """What keeps articles apart: hours between two stated dates of one story, and pairs of card numbers i < j that
    the archivist will not have in one story."""

    window: float
    apart: frozenset[tuple[int, int]] = frozenset()


def find_groups(cards: Sequence[Card], stores: tuple[Cache, Cache], limits: Limits, run: Run) -> Found:
    """`stores` are the articles' and this stage's caches."""
    nodes = _nodes(cards, limits)
    scored = _candidates(cards, nodes, stores, run)
    pairs = _worth_checking(nodes, scored, limits.window)
    groups = Groups([node.span for node in nodes], limits.window, _apart(nodes, limits))
    words = [cards[node.cards[0]].words for node in nodes]
    known = Known(pairs)
    checked: list[Checked] = []
    wanted = _best(pairs, np.arange(len(nodes)))
    for _ in range(ROUNDS):
        new = _check(nodes, wanted, stores, run)
        checked += new
        cluster([_link(one, words) for one in new if is_version(one[2], one[3])], known, groups)
        wanted = _between_groups(pairs, {one[:2] for one in checked}, groups, len(nodes))
        if not len(wanted.i):
            break
    found = [sorted(c for at in members for c in nodes[at].cards) for members in groups.all()]
    return Found([group for group in found if len(group) > 1], nodes, checked)


def keys_used(found: Found) -> list[str]:
    """The keys of the close looks that the groups were made from."""
    return [_kin_key(*_sides(found.nodes[i], found.nodes[j])) for i, j, _, _ in found.checked]


def _link(one: Checked, words: Sequence[int]) -> Link:
    i, j, score, kin = one
    shorter, longer = sorted((words[i], words[j]))
    copy = shorter >= COPY * longer and (score >= COPY or (score >= COPY_SCORE and kin.covered >= COPY_COVERED))
    return Link(score, i, j, copy, copy and shorter >= LONG and kin.kept >= KEPT_UNCLEAR * kin.swapped)


def _between_groups(pairs: Scored, done: set[tuple[int, int]], groups: Groups, nodes: int) -> Scored:
    """Of the pairs not looked at yet, the best between each two groups: where many texts are much alike, the nearest of each
    do not lead from one group to the next."""
    roots = np.array([groups.root(at) for at in range(nodes)], dtype=np.int64)
    pairs = _chosen(pairs, (roots[pairs.i] != roots[pairs.j]) & (pairs.score >= SCORE_CLEAR))
    new = [(i, j) not in done for i, j in zip(pairs.i.tolist(), pairs.j.tolist(), strict=True)]
    pairs = _chosen(pairs, np.array(new, dtype=bool))
    ends = (np.minimum(roots[pairs.i], roots[pairs.j]) << 32) | np.maximum(roots[pairs.i], roots[pairs.j])
    order = np.lexsort((pairs.j, pairs.i, -pairs.score, ends))
    return _best(_chosen(pairs, np.sort(order[starts_of(ends[order])])), roots)


def _chosen(pairs: Scored, which: Any) -> Scored:
    return Scored(pairs.i[which], pairs.j[which], pairs.score[which])


def _best(pairs: Scored, ends: Numbers) -> Scored:
    """Pairs that are among the CHECKED_PER_TEXT best of one of their ends (texts, or groups of texts), best first."""
    pairs = _chosen(pairs, np.lexsort((pairs.j, pairs.i, -pairs.score)))
    sides = np.stack([ends[pairs.i], ends[pairs.j]], axis=1).ravel()
    order = np.argsort(sides, kind="stable")
    first = starts_of(sides[order])
    rank = np.empty(len(sides), dtype=np.int64)
    rank[order] = np.arange(len(sides)) - np.repeat(first, np.diff(np.append(first, len(sides))))
    return _chosen(pairs, rank.reshape(-1, 2).min(axis=1) < CHECKED_PER_TEXT)


def is_version(score: float, kin: Kinship) -> bool:
    """The verdict on a checked pair: the same wording all over; or enough in common word for word; or, where that is
    little, a second look at the wording of what is new to both."""
    if kin.is_mould or (score < SCORE_CLEAR and kin.kept < KEPT_UNCLEAR * kin.swapped):
        return False
    if score >= SCORE_PLAIN and kin.wording >= WORDING_PLAIN and kin.neighbours >= NEIGHBOURS_LEAST:
        return True
    if kin.words < WORDS_LEAST and kin.covered < COVERED_SHORT:
        return False
    whole = kin.sentences >= SENTENCES_LEAST or kin.covered >= COVERED_ALONE
    if score >= SCORE_PLAIN and kin.covered >= COVERED_PLAIN and whole:
        return True
    return score >= SCORE_SECOND and kin.covered >= COVERED_SECOND and kin.wording >= WORDING_SECOND


def known_date(card: Card) -> When | None:
    return when(card.published) if card.published_basis in KNOWN else None


def _apart(nodes: Sequence[Node], limits: Limits) -> set[tuple[int, int]]:
    """The pairs of nodes that must stay apart, in both orders."""
    if not limits.apart:
        return set()
    home = {card: at for at, node in enumerate(nodes) for card in node.cards}
    pairs = {(home[x], home[y]) for x, y in limits.apart if x in home and y in home}
    return pairs | {(y, x) for x, y in pairs}


def _nodes(cards: Sequence[Card], limits: Limits) -> list[Node]:
    """Cards by text; copies whose dates lie too far apart are nodes of their own."""
    same: dict[str, list[int]] = {}
    for at, card in enumerate(cards):
        if card.words:
            same.setdefault(card.text_sha, []).append(at)
    return [_node(cards, part) for numbers in same.values() for part in _within(cards, numbers, limits)]


def _node(cards: Sequence[Card], numbers: list[int]) -> Node:
    first = cards[numbers[0]]
    dates = [date for at in numbers if (date := known_date(cards[at]))]
    if len(dates) == 1:
        return Node(first.text_sha, first.key, tuple(numbers), Span(dates[0].last, dates[0].first), dates[0])
    stretch = When(min(date.first for date in dates), max(date.last for date in dates)) if dates else None
    return Node(first.text_sha, first.key, tuple(numbers), span_of(dates), stretch)


def _within(cards: Sequence[Card], numbers: list[int], limits: Limits) -> list[list[int]]:
    """The numbers in runs whose dates lie within the window, or follow one another within it as a chain; the undated go with
    the first run. An article that must not stand with one already in the run is a run of its own."""
    if len(numbers) == 1:
        return [numbers]
    known = {at: known_date(cards[at]) for at in numbers}
    is_long = cards[numbers[0]].words >= LONG
    parts: list[list[int]] = []
    span: Span | None = None
    for at in sorted(numbers, key=lambda at: (date.first if (date := known[at]) else -1.0, at)):
        own = span_of([date] if (date := known[at]) else [])
        if not parts or _kept_out(at, parts[-1], limits) or not _continues(span, own, limits.window, is_long):
            parts.append([])
            span = None
        parts[-1].append(at)
        span = joined(span, own)
    return parts


def _kept_out(at: int, part: Sequence[int], limits: Limits) -> bool:
    return bool(limits.apart) and any((min(at, other), max(at, other)) in limits.apart for other in part)


def _continues(span: Span | None, own: Span | None, window: float, is_long: bool) -> bool:
    """May a copy with these dates stand with those before it?"""
    if span is None or own is None:
        return True
    wider = joined(span, own)
    return within(wider, window) or (is_long and own.latest - span.latest <= window and within(wider, window * CHAIN))


# ------------------------------------------------------------------------------------ fingerprints, scores


def _candidates(cards: Sequence[Card], nodes: Sequence[Node], stores: tuple[Cache, Cache], run: Run) -> Scored:
    """Scored pairs of nodes; remembered for the same list of texts."""
    shas = [node.sha for node in nodes]
    key = digest_all("candidates", shas)
    stored = stores[1].get_many([key]).get(key)
    if stored is not None:
        i, j, score = msgspec.msgpack.decode(stored, type=tuple[bytes, bytes, bytes])
        return Scored(np.frombuffer(i, "<i4"), np.frombuffer(j, "<i4"), np.frombuffer(score, "<f8"))
    made = _scored(cards, nodes, stores, run)
    packed = (made.i.astype("<i4").tobytes(), made.j.astype("<i4").tobytes(), made.score.astype("<f8").tobytes())
    stores[1].put_many({key: msgspec.msgpack.encode(packed)})
    return made


def _scored(cards: Sequence[Card], nodes: Sequence[Node], stores: tuple[Cache, Cache], run: Run) -> Scored:
    shas = [node.sha for node in nodes]
    shuffle = candidates.plan(sum(cards[node.cards[0]].words for node in nodes))
    alone = shuffle.parts == 1
    kept, missing = look_up(stores[1], PRINT, (Wanted(node.sha, node.key) for node in nodes), keep=alone)
    for _ in run(partial(make_prints, stores), batches(missing, PRINT_BATCH)):
        pass
    fetch = partial(fetch_hashes, stores[1], PRINT)
    if alone:
        kept |= zip([one.sha for one in missing], fetch([one.sha for one in missing]), strict=True)
        return candidates.find(shas, lambda names: [kept[name] for name in names], shuffle, None, run)
    with shelf.room(stores[1]) as folder:
        return candidates.find(shas, fetch, shuffle, folder, run)


def _worth_checking(nodes: Sequence[Node], scored: Scored, window: float) -> Scored:
    """Candidates of different texts whose dates fit."""
    number: dict[str, int] = {}
    text = np.array([number.setdefault(node.sha, len(number)) for node in nodes], dtype=np.int64)
    first, last = (np.array([np.nan if node.dates is None else node.dates[side] for node in nodes]) for side in (0, 1))
    i, j = scored.i, scored.j
    # A comparison with an unknown date is false: it keeps nothing apart.
    far = (first[i] - last[j] > window) | (first[j] - last[i] > window)
    return _chosen(scored, (text[i] != text[j]) & ~far)


# ------------------------------------------------------------------------------------ close looks


def check_pairs(stores: tuple[Cache, Cache], wanted: tuple[tuple[Wanted, Wanted], ...]) -> int:
    """Kinships of pairs of texts into the cache; returns how many."""
    articles, cache = stores
    keys = [side.key for pair in wanted for side in pair]
    words = dict(zip(keys, words_of(articles, keys), strict=True))
    made = {_kin_key(a, b): msgspec.msgpack.encode(kinship(words[a.key], words[b.key])) for a, b in wanted}
    cache.put_many(made)
    return len(wanted)


def _kin_key(a: Wanted, b: Wanted) -> str:
    return digest("kin", a.sha, b.sha)


def _check(nodes: Sequence[Node], wanted: Scored, stores: tuple[Cache, Cache], run: Run) -> list[Checked]:
    places = list(zip(wanted.i.tolist(), wanted.j.tolist(), strict=True))
    sides = [_sides(nodes[i], nodes[j]) for i, j in places]
    keys = [_kin_key(*pair) for pair in sides]
    cache = stores[1]
    known = cache.get_many(keys)
    missing = {key: pair for key, pair in zip(keys, sides, strict=True) if key not in known}
    if missing:
        for _ in run(partial(check_pairs, stores), batches(missing.values(), CHECK_BATCH)):
            pass
        known |= cache.get_many(list(missing))
    decoder = msgspec.msgpack.Decoder(Kinship)
    return [
        (i, j, score, decoder.decode(known[key]))
        for (i, j), score, key in zip(places, wanted.score.tolist(), keys, strict=True)
    ]


def _sides(one: Node, other: Node) -> tuple[Wanted, Wanted]:
    first, second = sorted((one, other), key=lambda node: node.sha)
    return Wanted(first.sha, first.key), Wanted(second.sha, second.key)
