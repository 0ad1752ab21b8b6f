"""`sitegen explain`: finds an article by any of its names, and reads its source anew.

Works before the first build; what only the whole archive can tell (inferred and curated fields, the story)
comes from the last build's data twins, where there is one. `explained` puts it into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sitegen import clean, curate, describe, read
from sitegen.config import Config
from sitegen.flow import state_folder
from sitegen.gather import Found, is_kept, sha256
from sitegen.model import Article, ArticleDecision, BadSource, Curation, Outlet, Problem, Record, Source
from sitegen.store import FORMAT, Store

MOST_WHOLE = 5
"""Records of one file that are explained in full; of more, only what the last build knows is said."""

_SET_ASIDE = "set aside: it becomes an article once the problem is mended"
_MOST_CANDIDATES = 200_000
_PAGE = re.compile(r"(?:.*/)?article/([a-z0-9-]{1,40})(?:/source)?(?:/index\.html)?\Z")


class Unknown(Exception):
    """No article by that name; the text says what to do."""


class Explained(msgspec.Struct, frozen=True):
    """One source read anew, beside what the last build made of it.

    `twin` is its row in articles.jsonl (None: it is not in the last build). `state` says in words what the next
    build will do with it. `problems` are in words too. `decisions` are the archivist's about it.
    """

    name: str
    source: Source | None
    article: Article | None
    problems: tuple[str, ...]
    state: str
    twin: dict[str, Any] | None
    decisions: tuple[ArticleDecision, ...] = ()


def explain(config: Config, name: str) -> list[Explained]:
    """Everything known about an article by id, path, `path#record`, or the address of its page here or where it was
    published; a container's path gives all its records. Raises Unknown."""
    twins = list(_twins(config.output))
    files = {file.path: file for file in read.scan(config.content, config.tables.content).files}
    place = _row_of(name, twins) or _inside(config, name) or _only_file_called(name, files)
    path, _, record = place.partition("#")
    if path not in files:
        raise Unknown(f"{name}: no such article; {_hint(config, name, twins, files)}")
    found = list(_read(config, files[path], record, {_place(row): row for row in twins}))
    if not found:
        raise Unknown(f"{name}: no such article; {path} holds no record {record}")
    return found


# ------------------------------------------------------------------------------------ finding


def _twins(output: Path) -> Iterator[dict[str, Any]]:
    file = output / "data" / "articles.jsonl"
    if file.is_file():
        with file.open("rb") as lines:
            yield from map(msgspec.json.decode, lines)


def _place(row: dict[str, Any]) -> str:
    source = row["source"]
    return f"{source['path']}#{source['record']}" if source["record"] else str(source["path"])


def _row_of(name: str, twins: Iterable[dict[str, Any]]) -> str:
    """The place of the article of the last build that has this id, or page, or that was published at this address."""
    wanted = name.strip().rstrip("/")
    page = _PAGE.match(wanted)
    for row in twins:
        address = row["fields"].get("url", {}).get("value", "")
        if row["id"] in (wanted, page and page.group(1)) or (address and str(address).rstrip("/") == wanted):
            return _place(row)
    return ""


def _inside(config: Config, name: str) -> str:
    """The name as a path below the content folder, whether typed from there or from where we stand."""
    path, mark, record = name.removeprefix("./").partition("#")
    for base in (config.content, Path.cwd()):
        place = base / path
        if path and place.is_file() and place.resolve().is_relative_to(config.content.resolve()):
            return place.resolve().relative_to(config.content.resolve()).as_posix() + mark + record
    return ""


def _only_file_called(name: str, files: Iterable[str]) -> str:
    """The one file of that name, in whatever folder."""
    path, mark, record = name.partition("#")
    found = [file for file in files if file == path or file.endswith("/" + path)]
    return found[0] + mark + record if len(found) == 1 else ""


def _hint(config: Config, name: str, twins: list[dict[str, Any]], files: Iterable[str]) -> str:
    from rapidfuzz import process

    known = [*files, *(row["id"] for row in twins), *(_place(row) for row in twins)]
    near = process.extractOne(name, list(dict.fromkeys(known))[:_MOST_CANDIDATES], score_cutoff=70)
    if near:
        return f"did you mean {near[0]}?"
    return f"give an id, a path below {config.content.name}/, path#record, or an address"


# ------------------------------------------------------------------------------------ reading


def _read(config: Config, file: read.RawFile, record: str, rows: dict[str, dict[str, Any]]) -> Iterator[Explained]:
    """The file's records (or the one that is meant), and what kept others out."""
    curation = curate.load(config.curation)
    options = config.tables.content
    kept, read_anew = _kept(config, curation.outlets, file), 0
    for found in _split(file, config, read.path_metadata(config.content, options)):
        own = found.record if isinstance(found, Problem) else found.source.record
        if record and own != record:
            continue
        name = file.path + (f"#{own}" if own else "")
        row = rows.get(name)
        if isinstance(found, Problem):
            yield Explained(name, None, None, (_worded(found),), _SET_ASIDE, row)
        elif read_anew == MOST_WHOLE:
            yield Explained(name, found.source, None, (), _state(row, found.source.sha256, kept), row)
        else:
            read_anew += 1
            yield _one(config, name, found, (row, kept, curation))


def _split(file: read.RawFile, config: Config, known: read.PathMetadata) -> Iterator[Record | Problem]:
    try:
        yield from read.split(file.path, file.stored(config.content), config.tables.content, known)
    except BadSource as error:
        yield Problem(file.path, "read", error.rule, "quarantined", error.reason, error.hint, line=error.line)


def _one(config: Config, name: str, record: Record, about: tuple[dict[str, Any] | None, bool, Curation]) -> Explained:
    row, kept, curation = about
    cleaning, outlets = config.tables.clean, curation.outlets
    decisions = tuple(decision for decision in curation.articles if _is_meant(decision.match, record.source, row))
    state = _state(row, record.source.sha256, kept)
    try:
        document = read.load(record, config.tables.content)
        article = describe.describe(document, clean.clean(document, cleaning, outlets), cleaning, outlets)
    except BadSource as error:
        problem = Problem(name, "read", error.rule, "quarantined", error.reason, error.hint, line=error.line)
        return Explained(name, record.source, None, (_worded(problem),), _SET_ASIDE, row, decisions)
    return Explained(name, record.source, article, tuple(map(_worded, article.problems)), state, row, decisions)


def _is_meant(match: str, source: Source, row: dict[str, Any] | None) -> bool:
    """Whether a decision's `match` names this article."""
    full = f"{source.path}#{source.record}" if source.record else source.path
    return match in (source.path, full, row["id"] if row else None)


def _worded(problem: Problem) -> str:
    line = f"line {problem.line}: " if problem.line else ""
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"{line}{problem.reason} ({problem.rule}{hint})"


def _kept(config: Config, outlets: tuple[Outlet, ...], file: read.RawFile) -> bool:
    """Whether the store has all that comes of the file as it is now, with the options as they are now."""
    place = (config.cache or state_folder(config.output)) / f"store-{FORMAT}.sqlite"
    if not place.is_file():
        return False
    found = Found((file,), {file.path: sha256(config, file)}, {}, ())
    return is_kept(config, outlets, Store(place), found)


def _state(row: dict[str, Any] | None, digest: str, kept: bool) -> str:
    if row is None:
        return "not in the last build"
    if digest and row["source"]["sha256"] != digest:
        return "changed since the last build: it will be read and cleaned anew"
    if kept:
        return "same bytes as in the last build, same options: nothing of it will be read again"
    return (
        "same bytes as in the last build, but its file, the options, metadata.csv, curation/outlets.toml or sitegen "
        "changed: it will be read and cleaned anew"
    )
