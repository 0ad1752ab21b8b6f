"""A floor under stories and lineage on a part of a labelled set of page histories without dates."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict

import pytest
from archive_helper import SHARED_DATA, Archive

from sitegen.model import VersionLinks

DATA = SHARED_DATA / "versions" / "wikiversions.jsonl"
pytestmark = pytest.mark.skipif(not DATA.is_file(), reason=f"the labelled versions are not at {DATA}")

Documents = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def documents() -> Documents:
    """The short histories of the half that no threshold was tuned on; ids tell nothing of the order."""
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    words = Counter[str]()
    for row in rows:
        words[row["cluster"]] += len(row["text"].split())
    chosen = [row for row in rows if _half(row["cluster"]) == 1 and words[row["cluster"]] < 3000]
    return {hashlib.sha256(row["id"].encode()).hexdigest()[:10]: row for row in chosen}


def _half(cluster: str) -> int:
    return int(hashlib.sha256(cluster.encode()).hexdigest(), 16) % 2


@pytest.fixture(scope="module")
def links(documents: Documents) -> VersionLinks:
    return Archive(*((id_, str(row["text"])) for id_, row in documents.items())).relate()


def test_pairs_in_one_story(documents: Documents, links: VersionLinks) -> None:
    gold = Counter(row["cluster"] for row in documents.values())
    right = found = 0
    for story in links.stories:
        found += _pairs(len(story.articles))
        right += sum(map(_pairs, Counter(documents[id_]["cluster"] for id_ in story.articles).values()))
    precision, recall = right / found, right / sum(map(_pairs, gold.values()))
    assert 2 * precision * recall / (precision + recall) > 0.92, (precision, recall)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def test_named_origins_are_neighbours_in_time(documents: Documents, links: VersionLinks) -> None:
    chains: dict[object, list[tuple[object, str]]] = defaultdict(list)
    for id_, row in documents.items():
        chains[row["cluster"]].append((row["order"], id_))
    places: dict[tuple[object, object], set[int]] = defaultdict(set)  # a reverted text stands at several places
    for cluster, chain in chains.items():
        for place, (_, id_) in enumerate(sorted(chain)):  # type: ignore[type-var]
            places[cluster, documents[id_]["text"]].add(place)
    named = [(one.article, one.from_) for story in links.stories for one in story.lineage if one.from_]
    spots = [[places[documents[id_]["cluster"], documents[id_]["text"]] for id_ in link] for link in named]
    same = [documents[a]["cluster"] == documents[b]["cluster"] for a, b in named]
    near = sum(
        one and any(abs(a - b) <= 1 for a in here for b in there)
        for one, (here, there) in zip(same, spots, strict=True)
    )
    assert near / len(named) > 0.9
    assert len(named) / sum(len(chain) - 1 for chain in chains.values()) > 0.8
