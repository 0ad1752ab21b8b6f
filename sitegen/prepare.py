"""The map half of the flow: one source -> read, clean, describe -> the Article in the store and its Card.

Runs in workers. A source that a stage cannot use gives a Problem; so does a crash inside one source, with
its traceback for the report file.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable
from pathlib import Path

import msgspec

from sitegen import clean, describe, read
from sitegen.clean.options import CleanOptions
from sitegen.model import Article, BadSource, Cache, Card, Document, Outlet, Problem, Record, raw_key
from sitegen.read.options import ContentOptions
from sitegen.store import digest

LARGEST_RAW = 4_000_000
"""Characters of a decoded source that are kept for its source page."""


class Trace(msgspec.Struct, frozen=True):
    """A crash inside one source: a Problem for the site, the traceback for the report file."""

    problem: Problem
    traceback: str


class Prepared(msgspec.Struct, frozen=True):
    """What came of one source: a card, or none and the problem that explains it."""

    card: Card | None = None
    problems: tuple[Problem, ...] = ()
    traces: tuple[Trace, ...] = ()


class Split(msgspec.Struct, frozen=True):
    """What came of one file: either its only source, prepared, or the store keys of its records."""

    whole: Prepared | None = None
    records: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    traces: tuple[Trace, ...] = ()


class Job(msgspec.Struct, frozen=True):
    """One file to prepare, and what is known of it (and of its records) before it is opened."""

    file: read.RawFile
    known: read.PathMetadata


class Tools(msgspec.Struct, frozen=True):
    """What every source is prepared with; the same for all, and part of the caches' scopes."""

    root: Path
    articles: Cache
    records: Cache
    content: ContentOptions
    cleaning: CleanOptions
    outlets: tuple[Outlet, ...]


def prepare_file(tools: Tools, job: Job) -> Split:
    """Read one file and split it. A file that is one source is prepared at once; the records of a
    container go into the store, to be prepared one by one by whichever worker is free."""
    try:
        return _split(tools, job, job.file.stored(tools.root))
    except BadSource as error:
        return Split(problems=(_problem(job.file.path, "read", error),))


def _split(tools: Tools, job: Job, stored: read.Stored) -> Split:
    path = job.file.path
    keys: list[str] = []
    problems: list[Problem] = []
    pending: dict[str, bytes] = {}
    try:
        for found in read.split(path, stored, tools.content, job.known):
            if isinstance(found, Problem):
                problems.append(found)
            elif found.source.record is None and not keys:
                whole = prepare(tools, found)
                return Split(msgspec.structs.replace(whole, problems=(*problems, *whole.problems)))
            else:
                keys.append(_put_record(tools.records, pending, found))
    except BadSource as error:
        problems.append(_problem(path, "read", error))
    except Exception:
        trace = _trace(path, None, "read", traceback.format_exc())
        return Split(None, tuple(keys), (*problems, trace.problem), (trace,))
    finally:
        tools.records.put_many(pending)
    return Split(None, tuple(keys), tuple(problems))


def _put_record(records: Cache, pending: dict[str, bytes], record: Record) -> str:
    data = msgspec.msgpack.encode(record)
    key = hashlib.blake2b(data, digest_size=20).hexdigest()
    pending[key] = data
    if sum(map(len, pending.values())) > 4_000_000 or len(pending) >= 512:
        records.put_many(pending)
        pending.clear()
    return key


def prepare(tools: Tools, record: Record) -> Prepared:
    """One source through the three stages. The article goes into the store, its card is returned."""
    source, stage = record.source, "read"
    try:
        document = read.load(record, tools.content)
        stage = "clean"
        article = clean.clean(document, tools.cleaning, tools.outlets)
        stage = "describe"
        article = describe.describe(document, article, tools.cleaning, tools.outlets)
        return Prepared(_keep(tools, record, document, article), article.problems)
    except BadSource as error:
        return Prepared(None, (_problem(source.path, stage, error, source.record, source.line),))
    except Exception:
        trace = _trace(source.path, source.record, stage, traceback.format_exc())
        return Prepared(None, (trace.problem,), (trace,))


def _keep(tools: Tools, record: Record, document: Document, article: Article) -> Card:
    key = digest(record.source, record.given)
    raw = document.raw if len(document.raw) <= LARGEST_RAW else document.raw[:LARGEST_RAW]
    tools.articles.put_many({key: msgspec.msgpack.encode(article), raw_key(key): msgspec.msgpack.encode(raw)})
    return describe.card(article, key)


def lost_file(job: Job, reason: str) -> Split:
    """The result for a file whose worker never came back."""
    hint = "take the file out or split it; the rest of the archive is built"
    return Split(problems=(Problem(job.file.path, "prepare", "lost", "crash", f"given up: {reason}", hint),))


def prepare_record(tools: Tools, key: str) -> Prepared:
    """Prepare the record with this store key."""
    stored = tools.records.get_many([key])
    return prepare(tools, msgspec.msgpack.decode(stored[key], type=Record))


def lost_record(tools: Tools, key: str, reason: str) -> Prepared:
    """The result for a record whose worker never came back."""
    source = msgspec.msgpack.decode(tools.records.get_many([key])[key], type=Record).source
    why = f"given up: {reason}"
    return Prepared(None, (Problem(source.path, "prepare", "lost", "crash", why, "", source.record, source.line),))


def _problem(path: str, stage: str, error: BadSource, record: str | None = None, line: int | None = None) -> Problem:
    return Problem(path, stage, error.rule, "quarantined", error.reason, error.hint, record, error.line or line)


def _trace(path: str, record: str | None, stage: str, text: str) -> Trace:
    # Only the kind of error: its message may hold paths of this machine, and the site must not.
    kind = text.strip().splitlines()[-1].partition(":")[0]
    hint = "please report it, with the traceback in .sitegen/report.json"
    return Trace(Problem(path, stage, "crash", "crash", f"the {stage} stage crashed ({kind})", hint, record), text)


def all_problems(results: Iterable[Prepared | Split]) -> tuple[Problem, ...]:
    """The problems of many results, in order."""
    return tuple(problem for result in results for problem in result.problems)
