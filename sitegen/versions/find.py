"""From cards to groups of articles that are versions of one text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec
import numpy as np

from sitegen.model import Cache, Card, Run
from sitegen.versions import candidates
from sitegen.versions.cluster import Groups, Link, Span, cluster, joined, span_of, within
from sitegen.versions.days import KNOWN, When, when
from sitegen.versions.kinship import Kinship, kinship
from sitegen.versions.prints import Hashes, fingerprints, pack, unpack
from sitegen.versions.stored import batches, digest, texts_of, words_of

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
SCORE_SECOND = 0.02
COVERED_SECOND = 0.06
WORDING_SECOND = 0.1
SCORE_CLEAR = 0.1
KEPT_UNCLEAR = 6
"""Below SCORE_CLEAR, so many specific words must be kept for each that was swapped. Tuned, as are the thresholds above, on
the half of wikiversions whose cluster names hash even."""


class Node(NamedTuple):
    """Articles with the same text and dates within the window: what is clustered."""

    sha: str
    key: str
    cards: tuple[int, ...]
    span: Span | None


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
    scored = _candidates(nodes, stores, run)
    pairs = _worth_checking(nodes, scored, limits.window)
    groups = Groups([node.span for node in nodes], limits.window, _apart(nodes, limits))
    scores = {(i, j): score for i, j, score in pairs}
    words = [cards[node.cards[0]].words for node in nodes]
    checked: list[Checked] = []
    wanted = _best(pairs, list(range(len(nodes))))
    for _ in range(ROUNDS):
        new = _check(nodes, wanted, stores, run)
        checked += new
        cluster([_link(one, words) for one in new if is_version(one[2], one[3])], scores, groups)
        wanted = _between_groups(pairs, {one[:2] for one in checked}, groups)
        if not wanted:
            break
    found = [sorted(c for at in members for c in nodes[at].cards) for members in groups.members if members]
    return Found([group for group in found if len(group) > 1], nodes, checked)


def _link(one: Checked, words: Sequence[int]) -> Link:
    i, j, score, _ = one
    return Link(score, i, j, min(words[i], words[j]) / max(words[i], words[j]))


def _between_groups(
    pairs: Sequence[tuple[int, int, float]], done: set[tuple[int, int]], groups: Groups
) -> dict[tuple[int, int], float]:
    """Of the pairs not looked at yet, the best between each two groups: where many texts are much alike, the nearest of each
    do not lead from one group to the next."""
    roots = [groups.root(at) for at in range(len(groups.parent))]
    best: dict[tuple[int, int], tuple[int, int, float]] = {}
    for i, j, score in pairs:
        if roots[i] != roots[j] and (i, j) not in done and score >= SCORE_CLEAR:
            ends = (min(roots[i], roots[j]), max(roots[i], roots[j]))
            if ends not in best or score > best[ends][2]:
                best[ends] = (i, j, score)
    return _best(list(best.values()), roots)


def is_version(score: float, kin: Kinship) -> bool:
    """The verdict on a checked pair: enough in common word for word; or, where that is little, a second look at the
    wording of what is new to both."""
    if kin.is_mould or (kin.words < WORDS_LEAST and kin.covered < COVERED_SHORT):
        return False
    if score < SCORE_CLEAR and kin.kept < KEPT_UNCLEAR * kin.swapped:
        return False
    if score >= SCORE_PLAIN and kin.covered >= COVERED_PLAIN:
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
    made = []
    for sha, numbers in same.items():
        for part in _within(cards, numbers, limits):
            span = span_of(date for at in part if (date := known_date(cards[at])))
            made.append(Node(sha, cards[part[0]].key, tuple(part), span))
    return made


def _within(cards: Sequence[Card], numbers: list[int], limits: Limits) -> list[list[int]]:
    """The numbers in runs whose dates lie within the window; the undated go with the first run. An article that
    must not stand with one already in the run is a run of its own."""
    placed = sorted(numbers, key=lambda at: (date.first if (date := known_date(cards[at])) else -1.0, at))
    parts: list[list[int]] = []
    span: Span | None = None
    for at in placed:
        date = known_date(cards[at])
        wider = joined(span, span_of([date] if date else []))
        kept_out = bool(parts) and any((min(at, other), max(at, other)) in limits.apart for other in parts[-1])
        if not parts or kept_out or not within(wider, limits.window):
            parts.append([])
            wider = span_of([date] if date else [])
        parts[-1].append(at)
        span = wider
    return parts


# ------------------------------------------------------------------------------------ fingerprints, scores


def make_prints(stores: tuple[Cache, Cache], wanted: tuple[tuple[str, str], ...]) -> int:
    """Fingerprint articles (text digest, Card.key) into the cache; returns how many."""
    articles, cache = stores
    made = fingerprints(texts_of(articles, [key for _, key in wanted]))
    cache.put_many({digest("print", sha): pack(one) for (sha, _), one in zip(wanted, made, strict=True)})
    return len(wanted)


def ensure_prints(nodes: Sequence[tuple[str, str]], stores: tuple[Cache, Cache], run: Run) -> None:
    keys = {digest("print", sha): (sha, key) for sha, key in nodes}
    have = stores[1].get_many(list(keys))
    missing = [wanted for key, wanted in keys.items() if key not in have]
    for _ in run(partial(make_prints, stores), batches(missing, PRINT_BATCH)):
        pass


def fetch_prints(cache: Cache, shas: Sequence[str], numbers: Sequence[int]) -> list[Hashes]:
    keys = [digest("print", shas[at]) for at in numbers]
    stored = cache.get_many(keys)
    return [unpack(stored[key]) for key in keys]


def _candidates(nodes: Sequence[Node], stores: tuple[Cache, Cache], run: Run) -> candidates.Scored:
    """Scored pairs of nodes; remembered for the same list of texts."""
    cache = stores[1]
    shas = [node.sha for node in nodes]
    key = digest("candidates", shas)
    stored = cache.get_many([key]).get(key)
    if stored is not None:
        i, j, score = msgspec.msgpack.decode(stored, type=tuple[bytes, bytes, bytes])
        return candidates.Scored(np.frombuffer(i, "<i8"), np.frombuffer(j, "<i8"), np.frombuffer(score, "<f8"))
    ensure_prints([(node.sha, node.key) for node in nodes], stores, run)
    sizes = [size for part in batches(range(len(nodes)), 2048) for size in map(len, fetch_prints(cache, shas, part))]
    made = candidates.find(sizes, partial(fetch_prints, cache, shas))
    packed = tuple(part.astype(kind).tobytes() for part, kind in zip(made, ("<i8", "<i8", "<f8"), strict=True))
    cache.put_many({key: msgspec.msgpack.encode(packed)})
    return made


def _worth_checking(nodes: Sequence[Node], scored: candidates.Scored, window: float) -> list[tuple[int, int, float]]:
    """Candidates of different texts whose dates fit."""
    made = []
    for i, j, score in zip(scored.i.tolist(), scored.j.tolist(), scored.score.tolist(), strict=True):
        if nodes[i].sha != nodes[j].sha and within(joined(nodes[i].span, nodes[j].span), window):
            made.append((i, j, score))
    return made


# ------------------------------------------------------------------------------------ close looks


def check_pairs(stores: tuple[Cache, Cache], wanted: tuple[tuple[str, str, str, str], ...]) -> int:
    """Kinships of pairs (text digest and Card.key of either side) into the cache; returns how many."""
    articles, cache = stores
    keys = [key for _, key_a, _, key_b in wanted for key in (key_a, key_b)]
    words = dict(zip(keys, words_of(articles, keys), strict=True))
    made = {digest("kin", a, b): msgspec.msgpack.encode(kinship(words[x], words[y])) for a, x, b, y in wanted}
    cache.put_many(made)
    return len(wanted)


def _check(
    nodes: Sequence[Node], wanted: dict[tuple[int, int], float], stores: tuple[Cache, Cache], run: Run
) -> list[Checked]:
    sides = {pair: _sides(nodes[pair[0]], nodes[pair[1]]) for pair in wanted}
    keys = {pair: digest("kin", a, b) for pair, (a, _, b, _) in sides.items()}
    cache = stores[1]
    known = cache.get_many(list(keys.values()))
    missing = [sides[pair] for pair, key in keys.items() if key not in known]
    if missing:
        for _ in run(partial(check_pairs, stores), batches(missing, CHECK_BATCH)):
            pass
        known |= cache.get_many([digest("kin", a, b) for a, _, b, _ in missing])
    decoder = msgspec.msgpack.Decoder(Kinship)
    return [(i, j, score, decoder.decode(known[keys[i, j]])) for (i, j), score in wanted.items()]


def _sides(one: Node, other: Node) -> tuple[str, str, str, str]:
    first, second = sorted((one, other), key=lambda node: node.sha)
    return first.sha, first.key, second.sha, second.key


def _best(pairs: Sequence[tuple[int, int, float]], ends: Sequence[int]) -> dict[tuple[int, int], float]:
    """Pairs that are among the CHECKED_PER_TEXT best of one of their ends (texts, or groups of texts)."""
    taken = [0] * len(ends)
    made = {}
    for i, j, score in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        one, other = ends[i], ends[j]
        if taken[one] < CHECKED_PER_TEXT or taken[other] < CHECKED_PER_TEXT:
            taken[one] += 1
            taken[other] += 1
            made[i, j] = score
    return made
