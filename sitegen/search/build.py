"""The index door: a site → the files below `search/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from ..model import Cache, Card, File, Run, Site
from . import batch, facets, lexicon, merge, records
from .codec import digest, pack, place
from .facets import compact
from .options import SearchOptions
from .shape import LEVELS, RECORDS, VERSION, Shape, measure
from .shards import Shard

FOLDER = "search/"


def index(site: Site, articles: Cache, cache: Cache, options: SearchOptions, run: Run) -> Iterator[File]:
    """All files of the index, each once, in a fixed order; the manifest last."""
    if not options.enabled or not site.cards:
        return
    site = msgspec.structs.replace(site, cards=tuple(sorted(site.cards, key=_by_date)))
    shape = measure(site.cards, options.show)
    planned = list(batch.batches(site.cards, _names(site), shape, (articles, cache)))
    _map(planned, cache, run)
    if options.show != "metadata":
        yield from _texts(site, planned, cache)
    found = facets.values(site)
    merged = list(run(merge.merge, _reductions(shape, planned, facets.postings(found), cache)))
    yield from _finish(site, shape, merged, found, run)


def _by_date(card: Card) -> tuple[bool, str, str]:
    """Numbers follow dates, so that a range of dates is an interval; undated articles come last."""
    return not card.published, card.published or "", card.id


def _names(site: Site) -> dict[str, tuple[str, ...]]:
    """By article, the distinct names that entities found in it."""
    return {
        article: tuple(sorted({mention.text for mention in rows})) for article, rows in site.entities.mentions.items()
    }


def _map(planned: Sequence[tuple[int, batch.Batch]], cache: Cache, run: Run) -> None:
    keys = [work.key for _, work in planned]
    done: set[str] = set()
    for at in range(0, len(keys), 500):
        done.update(cache.get_many(keys[at : at + 500]))
    for _ in run(batch.build, [work for _, work in planned if work.key not in done]):
        pass


def _texts(site: Site, planned: Sequence[tuple[int, batch.Batch]], cache: Cache) -> Iterator[File]:
    """Each article's text, for the quotes in results: `search/text/t-ID.gz`; none where only metadata may be shown."""
    for start, work in planned:
        stored = cache.get_many([f"{work.key}-text"])[f"{work.key}-text"]
        for card, data in zip(site.cards[start:], msgspec.msgpack.decode(stored, type=list[bytes]), strict=False):
            yield File(f"{FOLDER}text/t-{card.id}.gz", data)


def _reductions(
    shape: Shape, planned: Sequence[tuple[int, batch.Batch]], values: Sequence[tuple[str, bytes]], cache: Cache
) -> list[merge.Reduction]:
    mine: list[list[tuple[str, bytes]]] = [[] for _ in range(1 << shape.parts)]
    for term, numbers in values:
        mine[place(term, shape.parts)].append((term, numbers))
    keys, bases = tuple(work.key for _, work in planned), tuple(start for start, _ in planned)
    return [merge.Reduction(part, shape, keys, bases, tuple(rows), cache) for part, rows in enumerate(mine)]


def _finish(
    site: Site, shape: Shape, merged: Sequence[merge.Merged], found: Sequence[facets.Value], run: Run
) -> Iterator[File]:
    shards = [shard for part in merged for shard in part.shards]
    yield from (File(FOLDER + shard.name, shard.data) for shard in shards)
    blocks = list(records.records(site))
    yield from (File(FOLDER + name, data) for name, data in blocks)
    columns = facets.columns(found, shape.articles)
    yield from (File(FOLDER + name, data) for _, name, data in columns)
    lines = lexicon.surface_lines(row for part in merged for row in part.surfaces)
    words = list(run(lexicon.shard, lexicon.groups(lines, "l")))
    names = list(run(lexicon.shard, lexicon.groups(lexicon.name_lines(site.entities.entities), "n")))
    yield from (File(FOLDER + name, data) for _, name, data in [*words, *names])
    near = {
        **_table(shards, "p"),
        "r": "".join(_hash(name) for name, _ in blocks),
        "common": sorted(t for part in merged for t in part.common),
    }
    near["months"], near["columns"] = facets.months(site.cards), {field: name for field, name, _ in columns}
    far = {**_table(shards, "q"), "days": facets.days(site.cards)}
    tables = [_named("near", compact(near)), _named("far", compact(far))]
    yield from (File(FOLDER + name, data) for name, data in tables)
    yield File(FOLDER + "manifest.json", compact(_manifest(shape, words, names, [name for name, _ in tables])).encode())


def _hash(name: str) -> str:
    """The digest in `kind/number-digest.gz`."""
    return name.rpartition("-")[2].removesuffix(".gz")


def _table(shards: Sequence[Shard], kind: str) -> dict[str, object]:
    """The digests of the numbered shards, run together, and the big terms' own files:
    term → [first posting, name, …]."""
    mine = [shard for shard in shards if shard.kind == kind]
    numbered = {shard.number: _hash(shard.name) for shard in mine if shard.number >= 0}
    big = sorted((shard for shard in mine if shard.number < 0), key=lambda shard: (shard.term, shard.start))
    own = {
        term: [part for shard in rows for part in (shard.start, shard.name)]
        for term, rows in groupby(big, key=lambda s: s.term)
    }
    return {kind: "".join(numbered[n] for n in sorted(numbered)), "own": own}


def _named(kind: str, text: str) -> tuple[str, bytes]:
    raw = text.encode("utf-8", "replace")
    return f"{kind}-{digest(raw)}.gz", pack(raw)


def _manifest(
    shape: Shape, words: Sequence[tuple[str, str, bytes]], names: Sequence[tuple[str, str, bytes]], tables: list[str]
) -> dict[str, object]:
    return {
        "version": VERSION,
        "articles": shape.articles,
        "dated": shape.dated,
        "show": shape.show,
        "levels": LEVELS,
        "records": RECORDS,
        "near": shape.near,
        "far": shape.far,
        "tables": tables,
        "words": [part for first, name, _ in words for part in (first, name)],
        "names": [part for first, name, _ in names for part in (first, name)],
    }
