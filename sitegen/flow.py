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
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import sitegen
from sitegen import curate, entities, export, output, read, render, report, roster, search, versions
from sitegen.bench import LIBRARIES, PACKAGE, Bench, Clock, Watch, silent
from sitegen.cluster import Cluster
from sitegen.config import BadConfig, Config
from sitegen.execute import Workers, default_workers
from sitegen.gather import Found, Gathered, crashed, forget, gather, scan
from sitegen.model import Card, Curation, EntityLinks, Field, File, Page, Problem, Site, Stream, VersionLinks
from sitegen.output import Made, Output
from sitegen.report import Report
from sitegen.store import Scope, Store, code_digest, digest, empty, library_versions

CHUNK = 32


class NothingToBuild(Exception):
    """The content folder holds nothing that could be an article; the text says what was found."""


class Last(msgspec.Struct, frozen=True):
    """What the last build left for the next one, beside the output. `key` is the digest of all it was
    made from; `tombs` are the withdrawn and redacted, so that new ones are noticed."""

    key: str = ""
    files: dict[str, Made] = {}
    report: Report = Report()
    tombs: str = ""


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
            found = scan(config)
            key = _everything(config, curation, theme, found)
        if last.key == key and not config.full and out.unchanged():
            return _again(last, clock)
        # What was withdrawn since may be nowhere: not in the store, not in the tree that is kept as the spare.
        tombs = digest([(d.match, d.redact, d.withdraw) for d in curation.articles if d.redact or d.withdraw])
        withdrawn = bool(last.tombs) and last.tombs != tombs
        store = _store(config, state, emptied=config.full or withdrawn)
        with contextlib.closing(store), _workers(config) as workers:
            made = _make(Bench(config, curation, store, workers, clock, theme), found, out, spare=not withdrawn)
            store.sweep()
        _save(last_file, Last("" if crashed(made.problems) else key, out.made, made, tombs))
        report.write(made, state / "report.json")
        return made


@contextlib.contextmanager
def opened(config: Config, watch: Watch = silent) -> Iterator[Bench]:
    """A workbench outside a build: for questions to the stages that write no site."""
    store = _store(config, state_folder(config.output), emptied=False)
    with contextlib.closing(store), _workers(config) as workers:
        yield Bench(config, curate.load(config.curation), store, workers, Clock(watch), _theme(config))


def _make(bench: Bench, found: Found, out: Output, *, spare: bool) -> Report:
    """The stages, one after another."""
    gathered = gather(bench, found)
    articles = gathered.articles
    site, alignments = relate(bench, found, gathered)
    _render(bench, site, (articles, alignments), out)
    _search(bench, site, articles, out)
    _export(bench, site, articles, out)
    with bench.clock.stage("commit"):
        written, removed = out.commit(spare=spare)
    return Report(
        counts=_counts(site, found, written, removed),
        problems=site.problems,
        seconds=bench.clock.seconds,
        notes=_notes(bench.config, found),
        traces={trace.problem.path: trace.traceback for trace in gathered.traces},
    )


# ------------------------------------------------------------------------------------ barrier


def relate(bench: Bench, found: Found, gathered: Gathered) -> tuple[Site, Scope]:
    """Ids and decisions, then versions, then entities: everything that needs to see all articles.
    Returns the site and the cache that holds its alignments."""
    tables, curation, articles = bench.config.tables, bench.curation, gathered.articles
    with bench.clock.stage("roster"):
        named, clashes = roster.identify(gathered.cards)
        problems = (*found.problems, *curation.problems, *gathered.problems, *clashes)
        final = roster.decide(named, problems, curation.articles, articles)
        forget(gathered, _taken_out(gathered, named, final))
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
            names = entities.relate(
                cards, articles, cache, tables.entities, curation.entities, links, bench.workers, curation.outlets
            )
    wrong = _sorted((*final.problems, *links.problems, *names.problems))
    site = Site(cards, links, names, fields, wrong, final.tombstones, curation.redirects)
    return site, versions_cache


def _taken_out(gathered: Gathered, named: Sequence[Card], final: roster.Roster) -> list[str]:
    """`Card.key`s of what was withdrawn or blacked out, and of its byte-identical copies."""
    kept = {card.key for card in final.cards}
    gone = {card.source.sha256 for card in named if card.key not in kept}
    return [card.key for card in gathered.cards if card.source.sha256 in gone and card.key not in kept]


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


def _render(bench: Bench, site: Site, caches: tuple[Scope, Scope], out: Output) -> None:
    """Plan all pages, take over those whose key is the last build's, draw the others in workers."""
    tables = bench.config.tables
    # Views do not tell all that pages show: cuts and alignments are read from the caches, whose scopes say how they were made.
    code = bench.scope("render", tables.site, bench.theme.digest, *(cache.digest for cache in caches)).digest
    with bench.clock.stage("render"):
        for file in render.static(bench.theme):
            out.write(file)
        fresh = _Fresh(out, code)
        pages = fresh.pages(render.plan(site, tables.site, bench.theme))
        job = functools.partial(_draw, *caches, bench.theme)
        for number, file in enumerate(bench.workers.each(job, pages, CHUNK)):
            out.write(file, fresh.keys.popleft())
            bench.clock.watch("render", number + 1, 0)


class _Fresh:
    """The planned pages that must be drawn, one after another: an archive's pages are never all in memory.
    `keys` holds the keys of those handed out, in order, until their files are written."""

    def __init__(self, out: Output, code: str) -> None:
        self.out, self.code = out, code
        self.keys: deque[str] = deque()

    def pages(self, planned: Iterator[Page]) -> Iterator[Page]:
        for page in planned:
            key = digest(self.code, page)
            if not self.out.keep(page.path, key):
                self.keys.append(key)
                yield page


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


def _export(bench: Bench, site: Site, articles: Scope, out: Output) -> None:
    with bench.clock.stage("export", len(site.cards)):
        for file in export.twins(site, articles, _facts(bench.config), bench.workers):
            if isinstance(file, Stream):
                out.write_parts(file)
            else:
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
    except (FileNotFoundError, ValueError) as error:
        raise BadConfig(str(error)) from None


def _everything(config: Config, curation: Curation, theme: render.Theme, found: Found) -> str:
    """Digest of all that decides the site's bytes."""
    paths = read.path_metadata(config.content, config.tables.content)
    code = code_digest(PACKAGE, [part.name for part in PACKAGE.iterdir() if part.name not in ("__pycache__", "themes")])
    libraries = library_versions({name for names in LIBRARIES.values() for name in names})
    models = entities.models(config.tables.entities)
    static = [(file.path, hashlib.sha256(file.data).digest()) for file in render.static(theme)]
    return digest(code, libraries, models, config.tables, curation, theme.digest, static, found, paths)


def _again(last: Last, clock: Clock) -> Report:
    """The last build's report, for a build that found nothing changed."""
    counts = {**last.report.counts, "_written": 0, "_removed": 0}
    return msgspec.structs.replace(last.report, counts=counts, seconds=clock.seconds, fresh=False)


def _store(config: Config, state: Path, emptied: bool) -> Store:
    """The store; emptied first where withdrawn text must be gone from it, or a full build was asked for."""
    folder = config.cache or state
    if emptied:
        empty(folder)
    return Store.open(folder)


def _workers(config: Config) -> Workers | Cluster:
    return Cluster(config.cluster) if config.cluster else Workers(config.workers or default_workers())


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
    seen = f" (found only: {kinds})" if kinds else ""
    return f"no articles in {config.content}{seen}; put .txt, .md, .html, .json or .jsonl files there"
