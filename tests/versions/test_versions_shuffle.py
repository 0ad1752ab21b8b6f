"""Finding in one process and memory, in many parts on disk, in worker processes, on a cluster: the same links."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from archive_helper import Archive
from hypothesis import given, settings
from hypothesis import strategies as st
from moulds import report, series

from sitegen.cluster import Cluster
from sitegen.execute import Workers
from sitegen.model import VersionLinks
from sitegen.store import FORGET_AFTER, Store
from sitegen.versions import candidates, postings, relate
from sitegen.versions.options import VersionsOptions
from sitegen.versions.prints import fingerprints, with_sketches
from sitegen.versions.shelf import Folder

SMALL = 800
"""Postings in a part, so that a few hundred articles make many."""


def entries(seed: int = 4) -> list[tuple[Any, ...]]:
    """Reports from moulds, each with a cut and an edited version a day later, and other reports of the same events."""
    chance = random.Random(seed)
    made: list[tuple[Any, ...]] = []
    for mould, day, text in series(days=2, seed=seed):
        parts = text.split("\n\n")
        made.append((f"{mould}-{day}", text, day.isoformat()))
        made.append((f"{mould}-{day}-cut", "\n\n".join(parts[: chance.randint(2, 5)]), day.isoformat()))
        made.append(
            (f"{mould}-{day}-more", text + "\n\n" + report("court", day, chance.randint(1, 99)), day.isoformat())
        )
    return made


class Home:
    """The archive in a store on disk, as in a build: what workers can open."""

    def __init__(self, folder: Path) -> None:
        archive = Archive(*entries())
        self.folder, self.cards = folder, archive.cards
        self.open()
        self.articles.put_many(archive.articles)

    def open(self) -> None:
        """As the next build does."""
        self.store = Store.open(self.folder)
        self.articles, self.cache = self.store.scope("prepare"), self.store.scope("versions")

    def close(self) -> None:
        self.store.sweep()
        self.store.close()

    def relate(self, run: Any) -> tuple[VersionLinks, dict[str, bytes]]:
        """The links, and all that they name in the cache."""
        links = relate(self.cards, self.articles, self.cache, VersionsOptions(), (), run)
        names = [
            name for story in links.stories for name in (story.synopsis, *(pair.alignment for pair in story.pairs))
        ]
        return links, self.cache.get_many(names)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[VersionLinks, dict[str, bytes]]:
    made = Home(tmp_path_factory.mktemp("memory")).relate(map)
    assert len(made[0].stories) > 30 and made[0].related
    return made


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local:
        yield local.scheduler_address


@pytest.mark.parametrize("workers", [1, 3])
def test_many_parts_in_processes_give_the_same_links(
    workers: int, expected: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "PART", SMALL)
    home = Home(tmp_path)
    assert candidates.plan(sum(card.words for card in home.cards)).parts > 10
    with Workers(workers) as run:
        assert home.relate(run) == expected
    assert not list(tmp_path.glob("shuffle-*"))


def test_many_parts_on_a_cluster_give_the_same_links(
    address: str, expected: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "PART", SMALL)
    with Cluster(address) as run:
        assert Home(tmp_path).relate(run) == expected


def test_an_earlier_build_changes_nothing(expected: tuple[VersionLinks, dict[str, bytes]], tmp_path: Path) -> None:
    home = Home(tmp_path)
    every = home.cards
    home.cards = every[: len(every) // 2]
    home.relate(map)
    home.cards = every
    assert home.relate(map) == expected
    assert msgspec.msgpack.encode(home.relate(map)[0]) == msgspec.msgpack.encode(expected[0])


def test_what_the_next_change_needs_outlives_builds_that_change_no_article(tmp_path: Path) -> None:
    home = Home(tmp_path)
    last = home.cards.pop()
    first, second = Counted(), Counted()
    home.relate(first)
    home.close()
    for _ in range(FORGET_AFTER + 2):
        home.open()
        home.articles.get_many([last.key, *(card.key for card in home.cards)])  # pages are drawn anew
        home.relate(map)
        home.close()
    home.open()
    home.cards.append(last)
    home.relate(second)
    assert second.done["make_prints"] == 1 and second.done["make_terms"] <= 1
    assert 0 < 10 * second.done["check_pairs"] < first.done["check_pairs"]


class Counted:
    """A Run that counts the items of each function's batches."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def __call__(self, function: Any, items: Any) -> Iterator[Any]:
        for item in items:
            self.done[getattr(function, "func", function).__name__] += len(item)
            yield function(item)


# ------------------------------------------------------------------------------------ the index alone

WORDS = [f"word{number}" for number in range(40)]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), max_size=12)


@settings(max_examples=60, deadline=None)
@given(texts=TEXTS, parts=st.integers(2, 7))
def test_parts_on_disk_find_what_memory_finds(
    texts: list[str], parts: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    prints = with_sketches(fingerprints(texts))
    names = [str(at) for at in range(len(texts))]
    fetch = lambda wanted: [prints[int(name)] for name in wanted]
    whole = candidates.find(names, fetch, candidates.Shuffle(1, 1), None, map)
    folder = Folder(tmp_path_factory.mktemp("shelf"))
    apart = candidates.find(names, fetch, candidates.Shuffle(1, parts), folder, map)
    assert [side.tolist() for side in apart] == [side.tolist() for side in whole]


@settings(max_examples=60, deadline=None)
@given(texts=TEXTS)
def test_every_pair_with_two_shingles_in_common_is_met(texts: list[str]) -> None:
    """Against all pairs compared, as sets; where no two texts are so alike that they count as one group nothing weighs less."""
    prints = fingerprints(texts)
    signed = with_sketches(prints)
    names = [str(at) for at in range(len(texts))]
    fetch = lambda wanted: [signed[int(name)] for name in wanted]
    found = candidates.find(names, fetch, candidates.Shuffle(1, 1), None, map)
    sets = [set(one.tolist()) for one in prints]
    pairs = {(i, j) for j in range(len(texts)) for i in range(j) if len(sets[i] & sets[j]) >= 2}
    assert pairs <= set(zip(found.i.tolist(), found.j.tolist(), strict=True))
    assert all(sets[i] & sets[j] for i, j in zip(found.i.tolist(), found.j.tolist(), strict=True))


def test_labels_of_a_long_chain_sink_to_its_least_member() -> None:
    order = np.random.default_rng(3).permutation(5000).astype(np.int32)
    i, j = np.minimum(order[:-1], order[1:]), np.maximum(order[:-1], order[1:])
    assert not candidates.components(i, j, np.ones(len(i), dtype=bool), 5000).any()
    assert candidates.components(i, j, np.zeros(len(i), dtype=bool), 3).tolist() == [0, 1, 2]
