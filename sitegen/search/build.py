"""The index door: a site → the files below `search/`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from ..model import Cache, Card, File, Run, Site
from . import batch, facets, lexicon, merge, records
from .codec import digest, pack, place
from .facets import compact
from .options import SearchOptions
from .segments import Segment, segments
from .shape import LEVELS, SEGMENTED, VERSION, Shape, measure
from .shards import Shard

FOLDER = "search/"


def index(site: Site, articles: Cache, cache: Cache, options: SearchOptions, run: Run) -> Iterator[File]:
    """All files of the index, each once, in a fixed order; the manifest last."""
    if not options.enabled or not site.cards:
        return
    site = msgspec.structs.replace(site, cards=tuple(sorted(site.cards, key=_by_date)))
    whole = measure(site.cards, options.show)
    made = [_Made(part) for part in segments(site.cards, _names(site), whole, options.segment, (articles, cache))]
    yield from _articles(site, made, cache, run)
    found = facets.values(site)
    rows: list[lexicon.Row] = []
    for reduced in run(merge.merge, _reductions(made, found, cache)):
        yield from _shards(made, reduced)
        rows += reduced.surfaces
    counted = facets.counted(found)
    yield from (file for part in made for file in part.tables(counted))
    yield from _root(site, made, rows, run)


def _by_date(card: Card) -> tuple[bool, str, str]:
    """Numbers follow dates, so that a range of dates is an interval; undated articles come last."""
    return not card.published, card.published or "", card.id


def _names(site: Site) -> dict[str, tuple[str, ...]]:
    """By article, the distinct names that entities found in it."""
    return {
        article: tuple(sorted({mention.text for mention in rows})) for article, rows in site.entities.mentions.items()
    }


class _Made:
    """What has been made of a segment: its files' digests and names, and its part of the manifest."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.shards: list[Shard] = []
        self.records: list[str] = []
        self.common: list[str] = []
        self.entry: dict[str, Any] = {}

    def tables(self, found: Sequence[facets.Value]) -> Iterator[File]:
        """The columns of values and the tables that lead to all other files of the segment."""
        part, shape = self.segment, self.segment.shape
        columns = facets.columns(facets.between(found, part.first, part.first + shape.articles), shape.articles)
        yield from (File(FOLDER + part.folder + name, data) for _, name, data in columns)
        near = {**_table(self.shards, "p"), "r": "".join(self.records), "common": sorted(self.common)}
        near["months"], near["columns"] = facets.months(part.cards), {field: name for field, name, _ in columns}
        far, days = _table(self.shards, "q"), {"days": facets.days(part.cards)}
        tables = [_named(name, compact(table)) for name, table in (("near", near), ("far", far), ("days", days))]
        yield from (File(FOLDER + part.folder + name, data) for name, data in tables)
        self.entry = {
            "parts": shape.parts,
            "near": shape.near,
            "far": shape.far,
            "tables": [name for name, _ in tables],
        }


# ----------------------------------------------------------------------------------- articles


def _articles(site: Site, made: Sequence[_Made], cache: Cache, run: Run) -> Iterator[File]:
    """What belongs to an article alone, text and record, while its batch's values are made."""
    members = records.members(site)
    ready = _ready([work for part in made for _, work in part.segment.planned], cache, run)
    for part in made:
        blocks = records.records(part.segment.cards, part.segment.shape.records, part.segment.first, members)
        for start, work in part.segment.planned:
            next(ready)
            if work.show != "metadata":
                yield from _texts(part.segment.cards[start:], work.key, cache)
            for _ in range((start + len(work.entries)) // part.segment.shape.records - len(part.records)):
                yield _record(part, *next(blocks))
        yield from (_record(part, *block) for block in blocks)


def _ready(works: Sequence[batch.Batch], cache: Cache, run: Run) -> Iterator[None]:
    """Once for each batch, in order, as soon as its values are in the cache."""
    keys, done = [work.key for work in works], set[str]()
    for at in range(0, len(keys), 500):
        done.update(cache.get_many(keys[at : at + 500]))
    building = iter(run(batch.build, [work for work in works if work.key not in done]))
    for key in keys:
        if key not in done:
            next(building)
        yield
    for _ in building:
        pass


def _texts(cards: Sequence[Card], key: str, cache: Cache) -> Iterator[File]:
    """Each article's text, for the quotes in results: `search/text/t-ID.gz`; none where only metadata may be shown."""
    stored = msgspec.msgpack.decode(cache.get_many([f"{key}-text"])[f"{key}-text"], type=list[bytes])
    for card, data in zip(cards, stored, strict=False):
        yield File(f"{FOLDER}text/t-{card.id}.gz", data)


def _record(part: _Made, name: str, data: bytes) -> File:
    part.records.append(_hash(name))
    return File(FOLDER + part.segment.folder + name, data)


# ------------------------------------------------------------------------------------- shards


def _reductions(made: Sequence[_Made], found: Sequence[facets.Value], cache: Cache) -> list[merge.Reduction]:
    """One for each partition."""
    bits = made[0].segment.shape.parts
    inputs: list[list[merge.Input]] = [[] for _ in range(1 << bits)]
    for part in (each.segment for each in made):
        mine: list[list[tuple[str, bytes]]] = [[] for _ in inputs]
        for term, numbers in facets.postings(facets.between(found, part.first, part.first + part.shape.articles)):
            mine[place(term, bits)].append((term, numbers))
        keys, bases = tuple(work.key for _, work in part.planned), tuple(start for start, _ in part.planned)
        for number, rows in enumerate(mine):
            inputs[number].append(merge.Input(part.shape, keys, bases, tuple(rows)))
    return [merge.Reduction(number, tuple(rows), cache) for number, rows in enumerate(inputs)]


def _shards(made: Sequence[_Made], reduced: merge.Merged) -> Iterator[File]:
    for part, (shards, common) in zip(made, reduced.segments, strict=True):
        part.common += common
        for shard in shards:
            yield File(FOLDER + part.segment.folder + shard.name, shard.data)
            part.shards.append(msgspec.structs.replace(shard, data=b""))


def _hash(name: str) -> str:
    """The digest in `kind/number-digest.gz`."""
    return name.rpartition("-")[2].removesuffix(".gz")


def _table(shards: Sequence[Shard], kind: str) -> dict[str, Any]:
    """The digests of the numbered shards, run together, and for each big term those of its own files."""
    mine = [shard for shard in shards if shard.kind == kind]
    numbered = {shard.number: _hash(shard.name) for shard in mine if shard.number >= 0}
    big = sorted((shard for shard in mine if shard.number < 0), key=lambda shard: shard.term)
    own = {term: "".join(_hash(shard.name) for shard in rows) for term, rows in groupby(big, key=lambda s: s.term)}
    return {kind: "".join(numbered[n] for n in sorted(numbered)), "own": own}


# --------------------------------------------------------------------------------------- root


def _root(site: Site, made: Sequence[_Made], rows: list[lexicon.Row], run: Run) -> Iterator[File]:
    """What all segments share: the lexicons and the manifest; of several, the table of all too."""
    lists = {"words": lexicon.surface_lines(rows), "names": lexicon.name_lines(site.entities.entities)}
    manifest = _manifest(measure(site.cards, made[0].segment.shape.show))
    if len(made) == 1:
        manifest |= made[0].entry
    else:
        table = {"common": _common_in_most(made), "months": facets.months(site.cards)}
        name, data = _named("root", compact(table))
        yield File(FOLDER + name, data)
        manifest |= {"version": SEGMENTED, "tables": [name], "segments": [_entry(part) for part in _asked(made)]}
    for kind, lines in lists.items():
        every = manifest["lines"][kind] = lexicon.shard_lines(len(lines))
        shards = list(run(lexicon.shard, lexicon.groups(lines, lexicon.FOLDERS[kind], every)))
        yield from (File(FOLDER + name, data) for _, name, data in shards)
        manifest[kind] = [part for key, name, _ in shards for part in (key, name)]
    yield File(FOLDER + "manifest.gz", pack(compact(manifest).encode("utf-8", "replace")))


def _common_in_most(made: Sequence[_Made]) -> list[str]:
    """Stems that are common in at least half of the articles' segments."""
    weight, every = Counter[str](), sum(part.segment.shape.articles for part in made)
    for part in made:
        weight.update(dict.fromkeys(part.common, part.segment.shape.articles))
    return sorted(term for term, articles in weight.items() if 2 * articles >= every)


def _asked(made: Sequence[_Made]) -> list[_Made]:
    """In the order in which segments are asked: newest first, those without any date last."""
    return sorted(made, key=lambda part: (not part.segment.shape.dated, -part.segment.first))


def _entry(part: _Made) -> dict[str, Any]:
    shape, (first, last) = part.segment.shape, part.segment.dates()
    place = {"folder": part.segment.folder, "first": part.segment.first, "articles": shape.articles}
    return {**place, "dated": shape.dated, "from": first, "to": last, **part.entry}


def _named(kind: str, text: str) -> tuple[str, bytes]:
    raw = text.encode("utf-8", "replace")
    return f"{kind}-{digest(raw)}.gz", pack(raw)


def _manifest(shape: Shape) -> dict[str, Any]:
    return {
        "version": VERSION,
        "articles": shape.articles,
        "dated": shape.dated,
        "show": shape.show,
        "levels": LEVELS,
        "lines": {},
        "records": shape.records,
    }
