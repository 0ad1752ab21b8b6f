"""The stage: cards in, stories out. Align on stated dates only, infer missing fields from siblings, then lineage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from sitegen.model import Cache, Card, Run, Story, StoryDecision, VersionLinks
from sitegen.versions.decisions import orders_for, regroup, resolve, unmet
from sitegen.versions.find import Limits, find_groups, keys_used
from sitegen.versions.options import VersionsOptions
from sitegen.versions.related import find_related, reports
from sitegen.versions.stored import PRINT, TERMS, batches, digest, digest_all
from sitegen.versions.story import Orders, Told, tell

Task = tuple[tuple[Card, ...], Orders]
TASK_CARDS = 40


def relate(
    cards: Sequence[Card],
    articles: Cache,
    cache: Cache,
    options: VersionsOptions,
    decisions: tuple[StoryDecision, ...],
    run: Run,
) -> VersionLinks:
    """Find the stories among the cards (which have their ids), and all that is told of them.

    Alignments and synopses are left in `cache` under Pair.alignment and Story.synopsis. The whole result is
    remembered for the same cards and decisions, so that a build without changes does nothing here.
    """
    if not options.enabled:
        return VersionLinks()
    ordered = tuple(sorted(cards, key=lambda card: card.id))
    key = digest_all("links", ordered, decisions, options)
    known = _remembered(cache, key, ordered)
    if known is not None:
        return known
    made, used = _relate(ordered, (articles, cache), options, decisions, run)
    cache.put_many({key: msgspec.msgpack.encode(made), _used_key(key): msgspec.msgpack.encode(used)})
    return made


def _remembered(cache: Cache, key: str, cards: Sequence[Card]) -> VersionLinks | None:
    """The result of an earlier build, if all it refers to is still there. What it was made from is asked for too: the store forgets
    what no build asks for, and the next changed article needs it."""
    stored = cache.get_many([key, _used_key(key)])
    if len(stored) < 2:
        return None
    links = msgspec.msgpack.decode(stored[key], type=VersionLinks)
    _missing(cache, msgspec.msgpack.decode(stored[_used_key(key)], type=list[str]))
    shas = dict.fromkeys(card.text_sha for card in cards if card.words)
    _missing(cache, (digest(kind, sha) for sha in shas for kind in (PRINT, TERMS)))
    return None if _missing(cache, [need for story in links.stories for need in _needs(story)]) else links


def _used_key(key: str) -> str:
    return digest("used", key)


def _needs(story: Story) -> set[str]:
    """The keys in the cache that a story names."""
    return {story.synopsis, *(pair.alignment for pair in story.pairs)}


def _missing(cache: Cache, keys: Iterable[str]) -> set[str]:
    """The keys that are not in the cache, asked for few at a time."""
    made: set[str] = set()
    for part in batches(keys, 1024):
        made.update(set(part) - cache.get_many(part).keys())
    return made


def _relate(
    cards: tuple[Card, ...],
    stores: tuple[Cache, Cache],
    options: VersionsOptions,
    decisions: tuple[StoryDecision, ...],
    run: Run,
) -> tuple[VersionLinks, list[str]]:
    """The links, and the keys of what they were made from besides each text's own values."""
    decided = resolve(cards, decisions)
    found = find_groups(cards, stores, Limits(options.window_hours, frozenset(decided.apart)), run)
    groups = regroup(found.groups, decided)
    tasks = [(tuple(cards[at] for at in group), orders_for(group, decided)) for group in groups]
    told = list(_tell_all(tasks, stores, run))
    stories = tuple(sorted((one.story for one in told), key=lambda story: story.id))
    inferred = {id_: fields for one in told for id_, fields in one.inferred.items()}
    dates = {id_: str(one.value) for id_, fields in inferred.items() for one in fields if one.name == "published"}
    related = find_related(reports(cards, groups, dates), stores, options.window_hours, run)
    problems = (*decided.problems, *unmet(cards, groups, decided))
    links = VersionLinks(stories, related, dict(sorted(inferred.items())), problems)
    return links, [*keys_used(found), *(digest("told", *task) for task in tasks)]


def tell_tasks(stores: tuple[Cache, Cache], tasks: tuple[Task, ...]) -> list[Told]:
    """A worker's share: each story is remembered by its cards and orders."""
    made = []
    for cards, orders in tasks:
        told = tell(cards, stores, orders)
        stores[1].put_many({digest("told", cards, orders): msgspec.msgpack.encode(told)})
        made.append(told)
    return made


def _tell_all(tasks: Sequence[Task], stores: tuple[Cache, Cache], run: Run) -> Iterator[Told]:
    """Every story: as remembered where all that it names is still there."""
    keys = [digest("told", *task) for task in tasks]
    stored = stores[1].get_many(keys)
    known = {key: msgspec.msgpack.decode(value, type=Told) for key, value in stored.items()}
    lost = _missing(stores[1], (need for told in known.values() for need in _needs(told.story)))
    known = {key: told for key, told in known.items() if not lost & _needs(told.story)}
    missing = [task for task, key in zip(tasks, keys, strict=True) if key not in known]
    fresh = iter([told for part in run(partial(tell_tasks, stores), _shares(missing)) for told in part])
    for key in keys:
        yield known[key] if key in known else next(fresh)


def _shares(tasks: Sequence[Task]) -> Iterator[tuple[Task, ...]]:
    """Tasks in shares of about TASK_CARDS articles."""
    share: list[Task] = []
    for task in tasks:
        share.append(task)
        if sum(len(cards) for cards, _ in share) >= TASK_CARDS:
            yield tuple(share)
            share = []
    if share:
        yield tuple(share)
