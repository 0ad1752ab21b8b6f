"""Related coverage: reports of one event in other words. Linked with the evidence, never merged.

Two articles of different stories are linked when they were published within the window, share names that few other
stories have, and are alike in their terms (cosine, terms weighted by rarity among stories). Meant to be right rather than complete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from sitegen.model import Cache, Card, Related, Run
from sitegen.versions.candidates import frequency_cut
from sitegen.versions.days import When, apart, when
from sitegen.versions.prints import Hashes, pack, unpack
from sitegen.versions.stored import batches, digest, words_of
from sitegen.versions.terms import NAME, hash_of_name, name_terms, term_hashes

ALIKE = 0.1
ALIKE_UNDATED = 0.3
NAMES_LEAST = 2
NAMES_UNDATED = 4
RARE_MOST = 3
"""Stories that may have a name for it to count as rare; in a large archive, RARE_SHARE of them."""
RARE_SHARE = 0.002
RARE_CEILING = 30
NAME_WEIGHT = 2.0
BATCH = 128
SHOWN = 6
"""Names that the evidence quotes."""


class Report(NamedTuple):
    """One article as this module sees it: what it is grouped with, and when it was published (inferred dates count)."""

    card: Card
    group: int
    when: When | None
    date: str | None


def reports(cards: Sequence[Card], groups: Sequence[Sequence[int]], inferred: Mapping[str, str]) -> list[Report]:
    """One report a text and group; articles of no group are groups of their own."""
    home = {at: number for number, group in enumerate(groups) for at in group}
    made = []
    seen: set[tuple[int, str]] = set()
    for at, card in enumerate(cards):
        group = home.get(at, len(groups) + at)
        if card.words and (group, card.text_sha) not in seen:
            seen.add((group, card.text_sha))
            date = inferred.get(card.id, card.published)
            made.append(Report(card, group, when(date), date))
    return made


def find_related(found: Sequence[Report], stores: tuple[Cache, Cache], window: float, run: Run) -> tuple[Related, ...]:
    """All links, sorted; remembered for the same reports."""
    cache = stores[1]
    key = digest("related", [(one.card.id, one.card.text_sha, one.group, one.when) for one in found], window)
    stored = cache.get_many([key]).get(key)
    if stored is not None:
        return msgspec.msgpack.decode(stored, type=tuple[Related, ...])
    _ensure_terms(found, stores, run)
    index = _Index(found, cache)
    links = _links(found, index, window)
    told = run(partial(tell_links, stores), batches(links, BATCH))
    made = tuple(sorted((one for part in told for one in part), key=lambda one: (one.a, one.b)))
    cache.put_many({key: msgspec.msgpack.encode(made)})
    return made


# ------------------------------------------------------------------------------------ terms


def make_terms(stores: tuple[Cache, Cache], wanted: tuple[tuple[str, str], ...]) -> int:
    """Terms of articles (text digest, Card.key) into the cache; returns how many."""
    made = term_hashes(words_of(stores[0], [key for _, key in wanted]))
    stores[1].put_many({digest("terms", sha): pack(one) for (sha, _), one in zip(wanted, made, strict=True)})
    return len(wanted)


def _ensure_terms(found: Sequence[Report], stores: tuple[Cache, Cache], run: Run) -> None:
    keys = {digest("terms", one.card.text_sha): (one.card.text_sha, one.card.key) for one in found}
    have = stores[1].get_many(list(keys))
    missing = [wanted for key, wanted in keys.items() if key not in have]
    for _ in run(partial(make_terms, stores), batches(missing, BATCH)):
        pass


class _Index:
    """Terms of all reports, with the number of groups that have each."""

    def __init__(self, found: Sequence[Report], cache: Cache) -> None:
        stored: dict[str, bytes] = {}
        for part in batches([digest("terms", one.card.text_sha) for one in found], 2048):
            stored |= cache.get_many(part)
        self.terms = [unpack(stored[digest("terms", one.card.text_sha)]) for one in found]
        self.group = np.array([one.group for one in found], dtype=np.int64)
        self.groups = max(1, len(set(self.group.tolist())))
        joined = np.concatenate([*self.terms, np.empty(0, np.uint64)])
        self.owner = np.repeat(np.arange(len(found)), [len(one) for one in self.terms])
        self.known, self.place = np.unique(joined, return_inverse=True)
        pairs = np.unique(self.place * (int(self.group.max(initial=0)) + 1) + self.group[self.owner])
        self.spread = np.bincount(pairs // (int(self.group.max(initial=0)) + 1), minlength=len(self.known))
        self.weight = np.log((self.groups + 1) / np.maximum(self.spread, 1)) * np.where(
            self.known & NAME, NAME_WEIGHT, 1.0
        )
        self.length = np.sqrt(np.bincount(self.owner, self.weight[self.place] ** 2, minlength=len(found)))
        self.first = np.concatenate([[0], np.cumsum([len(one) for one in self.terms])])

    def rare(self) -> npt.NDArray[np.bool_]:
        """Of each known term: is it a name that few groups have?"""
        most = min(RARE_CEILING, max(RARE_MOST, int(RARE_SHARE * self.groups)))
        return np.asarray(((self.known & NAME) == NAME) & (self.spread >= 2) & (self.spread <= most))

    def of(self, report: int) -> npt.NDArray[np.int64]:
        """The places in `known` of one report's terms."""
        return self.place[self.first[report] : self.first[report + 1]]

    def cosine(self, i: int, j: int) -> float:
        both = np.intersect1d(self.of(i), self.of(j), assume_unique=True)
        return float((self.weight[both] ** 2).sum() / max(self.length[i] * self.length[j], 1e-9))


class Link(NamedTuple):
    """Two articles to be linked: card keys, ids and dates in order, the score, and the hashes of the rare names."""

    keys: tuple[str, str]
    ids: tuple[str, str]
    dates: tuple[str | None, str | None]
    score: float
    names: tuple[int, ...]


def _links(found: Sequence[Report], index: _Index, window: float) -> list[Link]:
    """The best pair of reports between each two groups that qualify."""
    rare = index.rare()
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for i, j, names in _sharing(index, rare):
        score = _verdict(found[i], found[j], (index, i, j), names, window)
        if score:
            pair = (min(found[i].group, found[j].group), max(found[i].group, found[j].group))
            best[pair] = max(best.get(pair, (0.0, 0, 0)), (score, -i, -j))
    return [_link(found, index, rare, (score, -i, -j)) for score, i, j in best.values()]


def _verdict(one: Report, other: Report, places: tuple[_Index, int, int], names: int, window: float) -> float:
    """The score of two reports that share `names` rare names; 0 for no link."""
    index, i, j = places
    dated = one.when is not None and other.when is not None
    if one.group == other.group or (one.when and other.when and apart(one.when, other.when) > window):
        return 0.0
    if names < (NAMES_LEAST if dated else NAMES_UNDATED):
        return 0.0
    score = index.cosine(i, j)
    return min(score, 1.0) if score >= (ALIKE if dated else ALIKE_UNDATED) else 0.0


def _sharing(index: _Index, rare: npt.NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Pairs of reports and the number of rare names both have."""
    chosen = rare[index.place]
    order = np.argsort(index.place[chosen], kind="stable")
    place, owner = index.place[chosen][order], index.owner[chosen][order].astype(np.uint64)
    start = np.flatnonzero(np.concatenate([[True], place[1:] != place[:-1]])) if len(place) else np.empty(0, np.int64)
    length = np.diff(np.append(start, len(place)))
    cut = frequency_cut(np.bincount(length, minlength=2), len(index.terms))
    parts: list[Hashes] = [np.empty(0, np.uint64)]
    for size in np.unique(length[(length > 1) & (length <= cut)]).tolist():
        members = owner[start[length == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        parts.append(((members[:, left] << np.uint64(32)) | members[:, right]).ravel())
    keys, counts = np.unique(np.concatenate(parts), return_counts=True)
    enough = counts >= NAMES_LEAST
    i, j = keys[enough] >> np.uint64(32), keys[enough] & np.uint64(0xFFFFFFFF)
    return list(zip(i.tolist(), j.tolist(), counts[enough].tolist(), strict=True))


def _link(found: Sequence[Report], index: _Index, rare: npt.NDArray[np.bool_], best: tuple[float, int, int]) -> Link:
    score, i, j = best
    first, second = sorted((i, j), key=lambda at: (found[at].date or "9999", found[at].card.id))
    both = np.intersect1d(index.of(i), index.of(j), assume_unique=True)
    names = index.known[both[rare[both]]].tolist()
    one, other = found[first], found[second]
    return Link(
        (one.card.key, other.card.key), (one.card.id, other.card.id), (one.date, other.date), score, tuple(names)
    )


def tell_links(stores: tuple[Cache, Cache], links: tuple[Link, ...]) -> list[Related]:
    """Links with their evidence in words."""
    texts = words_of(stores[0], [key for link in links for key in link.keys])
    return [_told(link, name_terms(texts[2 * at])) for at, link in enumerate(links)]


def _told(link: Link, names: dict[str, str]) -> Related:
    wanted = set(link.names)
    shown = list(dict.fromkeys(wording for name, wording in names.items() if hash_of_name(name) in wanted))
    shown = [name for name in shown if not any(name != other and name in other for other in shown)]
    dates = " and ".join(date or "no date" for date in link.dates)
    evidence = f"both name {', '.join(shown[:SHOWN])}; dated {dates}"
    return Related(link.ids[0], link.ids[1], round(link.score, 3), evidence)
