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
from sitegen.versions import postings, shelf
from sitegen.versions.candidates import (
    Block,
    Fetch,
    Scored,
    Texts,
    Tools,
    blocks,
    combined,
    here,
    measured,
    overlap,
    sort_parts,
)
from sitegen.versions.days import When, when
from sitegen.versions.postings import Floats
from sitegen.versions.prints import Hashes, pack
from sitegen.versions.shelf import Memory, Shelf
from sitegen.versions.stored import TERMS, Wanted, batches, digest, digest_all, fetch_hashes, look_up, words_of
from sitegen.versions.terms import NAME, TERMS_MOST, hash_of_name, name_terms, term_hashes

ALIKE = 0.1
ALIKE_UNDATED = 0.3
NAMES_LEAST = 2
NAMES_UNDATED = 4
RARE_MOST = 3
"""Stories that may have a name for it to count as rare; in a large archive, RARE_SHARE of them."""
RARE_SHARE = 0.002
RARE_CEILING = 30
NAME_WEIGHT = 2.0
PAIRS_LEAST = 8_000_000
PAIRS_PER_GROUP = 40
FREQUENCY_LEAST = 20
INDEXED = 4096
"""Reports that are indexed in one step."""
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
    key = digest_all("related", ((one.card.id, one.card.text_sha, one.group, one.date) for one in found), window)
    stored = cache.get_many([key]).get(key)
    if stored is not None:
        return msgspec.msgpack.decode(stored, type=tuple[Related, ...])
    told = run(partial(tell_links, stores), batches(_links(found, stores, window, run), BATCH))
    made = tuple(sorted((one for part in told for one in part), key=lambda one: (one.a, one.b)))
    cache.put_many({key: msgspec.msgpack.encode(made)})
    return made


# ------------------------------------------------------------------------------------ terms


def make_terms(stores: tuple[Cache, Cache], wanted: tuple[Wanted, ...]) -> int:
    """Terms of articles into the cache; returns how many."""
    made = term_hashes(words_of(stores[0], [key for _, key in wanted]))
    stores[1].put_many({digest(TERMS, one.sha): pack(terms) for one, terms in zip(wanted, made, strict=True)})
    return len(wanted)


def index_terms(fetch: Fetch, to: Shelf, batch: tuple[int, tuple[str, ...]]) -> str:
    """Postings of a batch of reports (the number of the first, and text digests) onto the shelf; returns their name."""
    start, shas = batch
    postings.index(to, f"terms-{start}", start, fetch(shas))
    return f"terms-{start}"


# ------------------------------------------------------------------------------------ links


class Rarity(NamedTuple):
    """How a term is judged: by the number of all groups, and by how many may have a name that is rare."""

    groups: int
    rare_most: int


class Link(NamedTuple):
    """Two articles to be linked: card keys, ids and dates in order, the score, and the hashes of the rare names."""

    keys: tuple[str, str]
    ids: tuple[str, str]
    dates: tuple[str | None, str | None]
    score: float
    names: tuple[int, ...]


def _links(found: Sequence[Report], stores: tuple[Cache, Cache], window: float, run: Run) -> list[Link]:
    """The best pair of reports between each two groups that qualify: in memory and here, or in a folder and by `run`."""
    parts = -(-sum(min(one.card.words, TERMS_MOST) for one in found) // postings.PART) or 1
    wanted = (Wanted(one.card.text_sha, one.card.key) for one in found)
    kept, missing = look_up(stores[1], TERMS, wanted, keep=parts == 1)
    for _ in run(partial(make_terms, stores), batches(missing, BATCH)):
        pass
    fetch = partial(fetch_hashes, stores[1], TERMS)
    if parts == 1:
        kept |= zip([one.sha for one in missing], fetch([one.sha for one in missing]), strict=True)
        return _linked(found, Tools(lambda names: [kept[name] for name in names], Memory(), here), 1, window)
    with shelf.room(stores[1]) as folder:
        return _linked(found, Tools(fetch, folder, run), parts, window)


def _linked(found: Sequence[Report], tools: Tools, count: int, window: float) -> list[Link]:
    shas = [one.card.text_sha for one in found]
    group = np.array([one.group for one in found], dtype=np.int64)
    rarity = _rarity(len(postings.distinct(group)))
    parts = _index(tools, shas, group, count)
    i, j, shared = _sharing(tools, parts, rarity)
    fits = _fit(found, group, (i, j), shared, window)
    i, j = i[fits], j[fits]
    score = measured(tools.run, partial(alike_block, tools.fetch, tools.shelf, parts, rarity), (i, j), shas)
    best = _best(Scored(i, j, score), group, _alike_least(found, i, j))
    names = tools.run(partial(names_block, tools.fetch, tools.shelf, parts, rarity), blocks(best.i, best.j, shas))
    links = zip(
        best.i.tolist(), best.j.tolist(), best.score.tolist(), (one for part in names for one in part), strict=True
    )
    return [_link(found[a], found[b], score, shown) for a, b, score, shown in links]


def _rarity(groups: int) -> Rarity:
    return Rarity(max(1, groups), min(RARE_CEILING, max(RARE_MOST, int(RARE_SHARE * groups))))


def _index(tools: Tools, shas: Sequence[str], group: npt.NDArray[np.int64], count: int) -> list[str]:
    """The parts of the index of terms, with the number of groups that have each term."""
    starts = range(0, len(shas), INDEXED)
    tasks = ((start, tuple(shas[start : start + INDEXED])) for start in starts)
    runs = list(tools.run(partial(index_terms, tools.fetch, tools.shelf), tasks))
    parts = sort_parts(tools, runs, count) if runs else []
    tools.shelf.put("group", group)
    for _ in tools.run(partial(postings.spread, tools.shelf, "group"), parts):
        pass
    return parts


def rare_part(to: Shelf, rarity: Rarity, part: str) -> str:
    """Put on the shelf what is left of a part when it holds names that few groups have, but several; returns its name."""
    values = to.get(part)
    hashes = values >> postings.LOW
    listed, counts = to.get(f"{part}-hash"), to.get(f"{part}-count")
    rare = listed[(counts <= rarity.rare_most) & ((listed << postings.LOW) & NAME == NAME)]
    place = rare.searchsorted(hashes)
    to.put(f"{part}-rare", values[rare.take(place, mode="clip") == hashes] if len(rare) else values[:0])
    return f"{part}-rare"


def _sharing(tools: Tools, parts: list[str], rarity: Rarity) -> tuple[Texts, Texts, Texts]:
    """Pairs of reports that have rare names in common, and how many."""
    rare = list(tools.run(partial(rare_part, tools.shelf, rarity), parts))
    budget = max(PAIRS_LEAST, PAIRS_PER_GROUP * rarity.groups)
    cut = max(FREQUENCY_LEAST, postings.frequency_cut(tools.run(partial(postings.lengths, tools.shelf), rare), budget))
    keys = list(tools.run(partial(postings.expand, tools.shelf, cut), rare))
    met = list(combined(tools, rare, keys))
    enough = [one.shared >= NAMES_LEAST for one in met]
    kept = [(one.i[which], one.j[which], one.shared[which]) for one, which in zip(met, enough, strict=True)]
    i, j, shared = (np.concatenate([part[side] for part in kept]) for side in range(3))
    return i, j, shared.astype(np.int32)


def _fit(
    found: Sequence[Report], group: npt.NDArray[np.int64], pairs: tuple[Texts, Texts], shared: Texts, window: float
) -> npt.NDArray[np.bool_]:
    """Pairs of two groups, published within the window, with names enough."""
    i, j = pairs
    first, last = (np.array([one.when[side] if one.when else np.nan for one in found]) for side in (0, 1))
    far = (first[i] - last[j] > window) | (first[j] - last[i] > window)
    dated = ~np.isnan(first[i]) & ~np.isnan(first[j])
    return np.asarray((group[i] != group[j]) & ~far & (shared >= np.where(dated, NAMES_LEAST, NAMES_UNDATED)))


def _alike_least(found: Sequence[Report], i: Texts, j: Texts) -> Floats:
    dated = np.array([one.when is not None for one in found], dtype=bool)
    return np.where(dated[i] & dated[j], ALIKE, ALIKE_UNDATED)


def _best(pairs: Scored, group: npt.NDArray[np.int64], least: Floats) -> Scored:
    """The best pair between each two groups, of those that are alike enough."""
    alike = pairs.score >= least
    i, j, score = (side[alike] for side in pairs)
    one, other = np.minimum(group[i], group[j]), np.maximum(group[i], group[j])
    order = np.lexsort((j, i, -score, other, one))
    ends = np.stack([one, other], axis=1)[order]
    new = np.concatenate([[True], (ends[1:] != ends[:-1]).any(axis=1)]) if len(order) else np.empty(0, bool)
    chosen = np.sort(order[new])
    return Scored(i[chosen], j[chosen], np.minimum(score[chosen], 1.0))


def weight_of(to: Shelf, parts: list[str], rarity: Rarity, hashes: Hashes) -> Floats:
    """Of each term: rare ones weigh more, names more than words."""
    rare = np.log((rarity.groups + 1) / postings.groups_having(to, parts, hashes))
    return np.asarray(rare * np.where(hashes & NAME, NAME_WEIGHT, 1.0))


def alike_block(fetch: Fetch, to: Shelf, parts: list[str], rarity: Rarity, block: Block) -> Floats:
    """The cosine of each pair."""
    found = overlap(block, fetch, lambda hashes: weight_of(to, parts, rarity, hashes) ** 2)
    return found.shared / np.maximum(np.sqrt(found.left * found.right), 1e-9)


def names_block(fetch: Fetch, to: Shelf, parts: list[str], rarity: Rarity, block: Block) -> list[tuple[int, ...]]:
    """The hashes of the rare names of each pair."""
    prints = fetch(block.names)
    both = [
        np.intersect1d(prints[i], prints[j], assume_unique=True)
        for i, j in zip(block.i.tolist(), block.j.tolist(), strict=True)
    ]
    joined = np.concatenate([*both, np.empty(0, np.uint64)])
    counts = postings.groups_having(to, parts, joined)
    rare = ((joined & NAME) == NAME) & (counts > 1) & (counts <= rarity.rare_most)
    bounds = np.cumsum([len(one) for one in both])[:-1]
    return [
        tuple(one[which].tolist()) for one, which in zip(both, np.split(rare, bounds), strict=True)
    ]  # fmt: skip


def _link(one: Report, other: Report, score: float, names: tuple[int, ...]) -> Link:
    first, second = sorted((one, other), key=lambda report: (report.date or "9999", report.card.id))
    return Link(
        (first.card.key, second.card.key), (first.card.id, second.card.id), (first.date, second.date), score, names
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
