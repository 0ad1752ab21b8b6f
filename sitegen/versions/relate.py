"""The stage: cards in, stories out. Align on stated dates only, infer missing fields from siblings, then lineage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from sitegen.model import Cache, Card, Run, StoryDecision, VersionLinks
from sitegen.versions.decisions import orders_for, regroup, resolve
from sitegen.versions.find import Limits, find_groups
from sitegen.versions.options import VersionsOptions
from sitegen.versions.related import find_related, reports
from sitegen.versions.stored import batches, digest, digest_all
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
    known = _remembered(cache, key)
    if known is not None:
        return known
    made = _relate(ordered, (articles, cache), options, decisions, run)
    cache.put_many({key: msgspec.msgpack.encode(made)})
    return made


def _remembered(cache: Cache, key: str) -> VersionLinks | None:
    """The result of an earlier build, if all it refers to is still there."""
    stored = cache.get_many([key]).get(key)
    if stored is None:
        return None
    links = msgspec.msgpack.decode(stored, type=VersionLinks)
    needed = {story.synopsis for story in links.stories} | {
        pair.alignment for story in links.stories for pair in story.pairs
    }
    there = (len(cache.get_many(part)) == len(part) for part in batches(sorted(needed), 1024))
    return links if all(there) else None


def _relate(
    cards: tuple[Card, ...],
    stores: tuple[Cache, Cache],
    options: VersionsOptions,
    decisions: tuple[StoryDecision, ...],
    run: Run,
) -> VersionLinks:
    decided = resolve(cards, decisions)
    found = find_groups(cards, stores, Limits(options.window_hours, frozenset(decided.apart)), run)
    groups = regroup(found.groups, decided)
    tasks = [(tuple(cards[at] for at in group), orders_for(group, decided)) for group in groups]
    told = list(_tell_all(tasks, stores, run))
    stories = tuple(sorted((one.story for one in told), key=lambda story: story.id))
    inferred = {id_: fields for one in told for id_, fields in one.inferred.items()}
    dates = {id_: str(one.value) for id_, fields in inferred.items() for one in fields if one.name == "published"}
    related = find_related(reports(cards, groups, dates), stores, options.window_hours, run)
    return VersionLinks(stories, related, dict(sorted(inferred.items())), decided.problems)


def tell_tasks(stores: tuple[Cache, Cache], tasks: tuple[Task, ...]) -> list[Told]:
    """A worker's share: each story is remembered by its cards and orders."""
    made = []
    for cards, orders in tasks:
        told = tell(cards, stores, orders)
        stores[1].put_many({digest("told", cards, orders): msgspec.msgpack.encode(told)})
        made.append(told)
    return made


def _tell_all(tasks: Sequence[Task], stores: tuple[Cache, Cache], run: Run) -> Iterator[Told]:
    cache = stores[1]
    keys = [digest("told", *task) for task in tasks]
    known = cache.get_many(keys)
    missing = [task for task, key in zip(tasks, keys, strict=True) if key not in known]
    fresh = iter([told for part in run(partial(tell_tasks, stores), _shares(missing)) for told in part])
    for key in keys:
        yield msgspec.msgpack.decode(known[key], type=Told) if key in known else next(fresh)


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
