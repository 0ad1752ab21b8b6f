"""The map half of the flow: every source prepared, from the store where that was done before, else in workers."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from sitegen import prepare, read
from sitegen.bench import Bench, scope
from sitegen.config import Config
from sitegen.model import Card, Field, Outlet, Problem, raw_key
from sitegen.store import Scope, Store, digest

CHUNK = 32
Kept = TypeVar("Kept", bound=msgspec.Struct)


# ------------------------------------------------------------------------------------ map


class Found(msgspec.Struct, frozen=True):
    """The content folder: its files, their digests by path, and what was left out or wrong."""

    files: tuple[read.RawFile, ...]
    digests: dict[str, str]
    skipped: dict[str, int]
    problems: tuple[Problem, ...]


def scan(config: Config) -> Found:
    """List the content folder and take every file's SHA-256 (empty for one that cannot be read: its own
    Problem comes when it is opened)."""
    listing = read.scan(config.content, config.tables.content)
    digests = {file.path: sha256(config, file) for file in listing.files}
    return Found(listing.files, digests, listing.skipped, listing.problems)


def sha256(config: Config, file: read.RawFile) -> str:
    """A file's SHA-256, taken without holding the file; empty where it cannot be read."""
    try:
        with (config.content / (file.disk or file.path)).open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


class Gathered(msgspec.Struct, frozen=True):
    """All cards and what went wrong. `origins` is the store key, in `results` (and `records`), that each
    card came from, by `Card.key`."""

    cards: tuple[Card, ...]
    origins: dict[str, str]
    articles: Scope
    results: Scope
    records: Scope
    problems: tuple[Problem, ...]
    traces: tuple[prepare.Trace, ...]


def gather(bench: Bench, found: Found) -> Gathered:
    """Read, clean and describe every source: from the store where it was done before, else in workers."""
    tables, outlets = bench.config.tables, bench.curation.outlets
    decides = (tables.content, tables.clean, outlets)
    articles, records = bench.scope("prepare", *decides, "articles"), bench.scope("prepare", *decides, "records")
    results = bench.scope("prepare", *decides, "results")
    tools = prepare.Tools(bench.config.content, articles, records, tables.content, tables.clean, outlets)
    paths = read.path_metadata(bench.config.content, tables.content)
    with bench.clock.stage("prepare", len(found.files)):
        jobs = {digest(job, found.digests[job.file.path]): job for job in _jobs(found, paths)}
        files = _files(bench, tools, results, jobs)
        record_keys = [key for split in files for key in split.records]
        parts = _records(bench, tools, results, record_keys)
    wholes = [(key, split.whole) for key, split in zip(jobs, files, strict=True) if split.whole]
    origins = {result.card.key: key for key, result in (*wholes, *zip(record_keys, parts, strict=True)) if result.card}
    every = [*(whole for _, whole in wholes), *parts]
    return Gathered(
        tuple(result.card for result in every if result.card),
        origins,
        articles,
        results,
        records,
        (*paths.problems, *paths.unused(found.digests), *prepare.all_problems(files), *prepare.all_problems(every)),
        tuple(trace for made in (files, every) for result in made for trace in result.traces),
    )


def is_kept(config: Config, outlets: tuple[Outlet, ...], store: Store, found: Found) -> bool:
    """Whether all that came of these files is in the store, so that a build will not read them."""
    tables = config.tables
    results = scope(store, "prepare", tables.content, tables.clean, outlets, "results")
    paths = read.path_metadata(config.content, tables.content)
    keys = [digest(job, found.digests[job.file.path]) for job in _jobs(found, paths)]
    return len(results.get_many(keys)) == len(set(keys))


def forget(gathered: Gathered, gone: Sequence[str]) -> None:
    """Take the articles with these `Card.key`s out of the store, with all that they were made from; their
    sources are read anew by the next build."""
    gathered.articles.drop_many([name for key in gone for name in (key, raw_key(key))])
    gathered.results.drop_many([gathered.origins[key] for key in gone])
    gathered.records.drop_many([gathered.origins[key] for key in gone])


def _jobs(found: Found, paths: read.PathMetadata) -> Iterator[prepare.Job]:
    """One job a file, with only the rows of the metadata table that speak of it or of its records."""
    rows: dict[str, dict[str, tuple[Field, ...]]] = {}
    for name, row in paths.rows.items():
        rows.setdefault(name if name in found.digests else name.partition("#")[0], {})[name] = row
    for file in found.files:
        yield prepare.Job(file, read.PathMetadata(paths.pattern, rows.get(file.path, {}), table=paths.table))


def _files(bench: Bench, tools: prepare.Tools, results: Scope, jobs: dict[str, prepare.Job]) -> list[prepare.Split]:
    """The Split of every file, in path order."""
    made = _stored(results, list(jobs), prepare.Split)
    todo = [(key, job) for key, job in jobs.items() if key not in made]
    work = functools.partial(prepare.prepare_file, tools)
    run = bench.workers.each(work, (job for _, job in todo), CHUNK, prepare.lost_file, _slow)
    with _Putting(results) as put:
        for number, ((key, _), split) in enumerate(zip(todo, run, strict=True)):
            made[key] = split
            if not crashed((*split.problems, *(split.whole.problems if split.whole else ()))):
                put(key, split)
            bench.clock.watch("prepare", number + 1, len(todo))
    return [made[key] for key in jobs]


def _slow(job: prepare.Job) -> float:
    """Seconds beyond the usual ones that taking a file apart may need: archives of gigabytes are read through."""
    return job.file.size / 2_000_000


def _records(bench: Bench, tools: prepare.Tools, results: Scope, keys: Sequence[str]) -> list[prepare.Prepared]:
    """The result of every record of every container, in order."""
    made = _stored(results, keys, prepare.Prepared)
    todo = list(dict.fromkeys(key for key in keys if key not in made))
    work = functools.partial(prepare.prepare_record, tools)
    run = bench.workers.each(work, todo, CHUNK, functools.partial(prepare.lost_record, tools))
    with _Putting(results) as put:
        for number, (key, result) in enumerate(zip(todo, run, strict=True)):
            made[key] = result
            if not crashed(result.problems):
                put(key, result)
            bench.clock.watch("prepare", number + 1, len(todo))
    return [made[key] for key in keys]


def crashed(problems: Sequence[Problem]) -> bool:
    """A crash may be gone with a mended library, more memory or more time: it is tried again next time."""
    return any(problem.severity == "crash" for problem in problems)


class _Putting:
    """Puts values into a scope a few hundred at a time: a killed build loses little, a commit costs little."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.waiting = scope, dict[str, bytes]()

    def __enter__(self) -> _Putting:
        return self

    def __call__(self, key: str, value: msgspec.Struct) -> None:
        self.waiting[key] = msgspec.msgpack.encode(value)
        if len(self.waiting) >= 512:
            self._flush()

    def __exit__(self, *_: object) -> None:
        self._flush()

    def _flush(self) -> None:
        self.scope.put_many(self.waiting)
        self.waiting = {}


def _stored(scope: Scope, keys: Sequence[str], kind: type[Kept]) -> dict[str, Kept]:
    decoder = msgspec.msgpack.Decoder(kind)
    return {key: decoder.decode(value) for key, value in scope.get_many(keys).items()}
