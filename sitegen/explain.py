"""`sitegen explain`: each field and each cut of one article, with the rule and the line it came from.

Always reads the source anew, so it works before the first build; what only the whole archive can tell
(inferred and curated fields, the story) comes from the last build's data twins, where there is one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from sitegen import clean, curate, describe, read
from sitegen.config import Config
from sitegen.model import Article, BadSource, Block, Field, Problem, Record

LONGEST = 160


class Unknown(Exception):
    """No article by that name; the text says what to do."""


class Explained(msgspec.Struct, frozen=True):
    """One source read anew, beside what the last build made of it (None: it is not in the last build)."""

    name: str
    article: Article | None
    problems: tuple[str, ...]
    sha256: str
    twin: dict[str, Any] | None


def explain(config: Config, name: str) -> list[Explained]:
    """Everything known about an article by id, path, `path#record` or URL; a container's path gives all its records."""
    twins = list(_twins(config.output))
    wanted = name.rstrip("/").removeprefix("./")
    ids = {row["id"]: row for row in twins}
    row = ids.get(wanted.split("/")[-1].removesuffix("/source")) if wanted not in ids else ids[wanted]
    path, _, record = (_place(row) if row else _inside(config, wanted)).partition("#")
    found = [one for one in _read(config, path, twins) if not record or one.name == f"{path}#{record}"]
    if not found:
        raise Unknown(f"{name}: no such article; give an id, a path below {config.content.name}/, or path#record")
    return found


def _twins(output: Path) -> Iterator[dict[str, Any]]:
    file = output / "data" / "articles.jsonl"
    if file.is_file():
        with file.open("rb") as lines:
            yield from map(msgspec.json.decode, lines)


def _place(row: dict[str, Any]) -> str:
    source = row["source"]
    return f"{source['path']}#{source['record']}" if source["record"] else str(source["path"])


def _inside(config: Config, name: str) -> str:
    """The name as a path below the content folder, whether typed from there or from where we stand."""
    path, mark, record = name.partition("#")
    for base in (config.content, Path.cwd()):
        place = base / path
        if place.is_file() and place.resolve().is_relative_to(config.content.resolve()):
            return place.resolve().relative_to(config.content.resolve()).as_posix() + mark + record
    return name


def _read(config: Config, path: str, twins: list[dict[str, Any]]) -> Iterator[Explained]:
    options = config.tables.content
    file = next((file for file in read.scan(config.content, options).files if file.path == path), None)
    if file is None:
        return
    rows = {_place(row): row for row in twins}
    try:
        stored = file.stored(config.content)
        for found in read.split(path, stored, options, read.path_metadata(config.content, options)):
            if isinstance(found, Problem):
                yield Explained(path, None, (found.reason,), "", None)
                continue
            name = path + (f"#{found.source.record}" if found.source.record else "")
            yield _one(config, name, found, rows.get(name))
    except BadSource as error:
        yield Explained(path, None, (error.reason,), hashlib.sha256(path.encode()).hexdigest(), rows.get(path))


def _one(config: Config, name: str, record: Record, twin: dict[str, Any] | None) -> Explained:
    outlets, cleaning = curate.load(config.curation).outlets, config.tables.clean
    try:
        document = read.load(record, config.tables.content)
        article = describe.describe(document, clean.clean(document, cleaning, outlets), cleaning, outlets)
    except BadSource as error:
        return Explained(name, None, (error.reason,), record.source.sha256, twin)
    return Explained(name, article, tuple(problem.reason for problem in article.problems), record.source.sha256, twin)


# ------------------------------------------------------------------------------------ words


def lines(one: Explained) -> Iterator[str]:
    """The explanation, line by line."""
    yield one.name + (f"  ({one.twin['url']})" if one.twin else "")
    yield f"  {_state(one)}"
    for reason in one.problems:
        yield f"  problem: {reason}"
    if one.article is None:
        return
    later = _later(one)
    yield "fields"
    for field in _fields(one.article, later):
        yield f"  {field.name:14} {_value(field.value)}"
        yield f"  {'':14} {field.basis}, rule {field.rule}{_line(field.line)}" + (
            f": {_short(field.evidence)}" if field.evidence else ""
        )
    for field in one.article.rejected:
        yield f"  not {field.name:10} {_value(field.value)} ({field.basis}, rule {field.rule}{_line(field.line)})"
    yield "cuts" if one.article.cuts else "cuts: none"
    for block in one.article.cuts:
        yield f"  {block.cut}{_line(block.line)}: {_short(block.text)}"
    yield "kept"
    for block in one.article.kept:
        yield f"  {_kind(block)}{_line(block.line)}: {_short(block.text)}"


def _state(one: Explained) -> str:
    if one.twin is None:
        return "not in the last build"
    same = one.twin["source"]["sha256"] == one.sha256
    story = f"; in the story {one.twin['story']}" if one.twin["story"] else ""
    return (
        "same bytes as in the last build" if same else "changed since the last build: it will be built anew"
    ) + story


def _later(one: Explained) -> list[Field]:
    """Fields that only the build could know: inferred from siblings, or decided by the archivist."""
    rows = (one.twin or {}).get("fields", {})
    found = []
    for name, row in rows.items():
        if row["basis"] in ("inferred", "curated"):
            value = tuple(row["value"]) if isinstance(row["value"], list) else row["value"]
            found.append(Field(name, value, row["basis"], row["rule"], row["evidence"], row["line"]))
    return found


def _fields(article: Article, later: list[Field]) -> list[Field]:
    made = {field.name: field for field in article.fields}
    made.update({field.name: field for field in later})
    return list(made.values())


def _value(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _line(line: int | None) -> str:
    return f", line {line}" if line else ""


def _kind(block: Block) -> str:
    return block.kind.replace("_", " ")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"
