"""sitegen.toml and the command line's options -> one frozen Config. Unknown keys are errors."""

from __future__ import annotations

import difflib
import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from sitegen.clean.options import CleanOptions
from sitegen.entities.options import EntitiesOptions
from sitegen.publish.options import PublishOptions
from sitegen.read import check_encoding, check_pattern
from sitegen.read.options import ContentOptions
from sitegen.render.options import SiteOptions, ThemeOptions
from sitegen.search.options import SearchOptions
from sitegen.versions.options import VersionsOptions

NAME = "sitegen.toml"
NOT_IN_FILE = {("search", "show"), ("site", "searched")}
"""Keys that the build sets itself: `[search]` follows `[site] show`, so that nothing kept off the pages is searched; pages
have search boxes only where there is an index."""


class BuildOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[build]`: where things are, relative to the config file. `workers` 0 means one a processor."""

    content: str = "content"
    output: str = "output"
    cache: str = ""
    workers: int = 0


class Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of sitegen.toml."""

    site: SiteOptions = SiteOptions()
    content: ContentOptions = ContentOptions()
    clean: CleanOptions = CleanOptions()
    versions: VersionsOptions = VersionsOptions()
    entities: EntitiesOptions = EntitiesOptions()
    search: SearchOptions = SearchOptions()
    theme: ThemeOptions = ThemeOptions()
    build: BuildOptions = BuildOptions()
    publish: PublishOptions = PublishOptions()


class Config(msgspec.Struct, frozen=True):
    """Everything a build is told. Paths are absolute; none of them may show in the output."""

    content: Path
    output: Path
    curation: Path
    home: Path
    cache: Path | None = None
    tables: Tables = Tables()
    workers: int = 0
    cluster: str = ""
    full: bool = False
    strict: bool = False


class Request(msgspec.Struct, frozen=True):
    """What the command line said; None where it said nothing."""

    content: Path | None = None
    output: Path | None = None
    config: Path | None = None
    base_url: str | None = None
    strict: bool = False
    workers: int | None = None
    cluster: str | None = None
    cache: Path | None = None
    full: bool = False


class BadConfig(Exception):
    """The configuration cannot be used; the text says what to do."""


def load(request: Request, here: Path) -> Config:
    """The Config for a request made in the folder `here`.

    The config file is the one named, else sitegen.toml in the content folder's parent, else in `here`;
    without one, the defaults. `curation/` lies beside the config file, or beside the content folder.
    """
    file = _find(request, here)
    tables = _tables(file) if file else Tables()
    home = file.parent if file else (_absolute(here, request.content).parent if request.content else here)
    content = _absolute(here, request.content) if request.content else home / tables.build.content
    output = _absolute(here, request.output) if request.output else home / tables.build.output
    cache = request.cache or (home / tables.build.cache if tables.build.cache else None)
    _check_folders(content, output)
    _check_reading(tables.content)
    _check_rules(tables.clean)
    return Config(
        content=content,
        output=output,
        curation=home / "curation",
        home=home,
        cache=_absolute(here, cache) if cache else None,
        tables=_finish(tables, request),
        workers=tables.build.workers if request.workers is None else request.workers,
        cluster=request.cluster or "",
        full=request.full,
        strict=request.strict,
    )


def _absolute(here: Path, path: Path) -> Path:
    return Path(os.path.abspath(here / path))  # noqa: PTH100  (resolve() would follow a linked content folder)


def _find(request: Request, here: Path) -> Path | None:
    if request.config:
        file = _absolute(here, request.config)
        if not file.is_file():
            raise BadConfig(f"{request.config}: no such configuration file")
        return file
    start = _absolute(here, request.content).parent if request.content else here
    return start / NAME if (start / NAME).is_file() else None


def _tables(file: Path) -> Tables:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{file.name}: not valid TOML: {error}") from None
    except OSError as error:
        raise BadConfig(f"{file.name}: cannot be read: {error.strerror}") from None
    _check_keys(file.name, data)
    try:
        return _with_language(msgspec.convert(data, Tables), data)
    except msgspec.ValidationError as error:
        raise BadConfig(f"{file.name}: {error}") from None


def _with_language(tables: Tables, data: dict[str, Any]) -> Tables:
    """An archive that says its language has said what to assume where a text is too short to tell; the default says nothing."""
    said = str(data.get("site", {}).get("language", "")).lower().split("-")[0]
    if tables.clean.language or len(said) != 2:
        return tables
    return msgspec.structs.replace(tables, clean=msgspec.structs.replace(tables.clean, language=said))


def _check_keys(name: str, data: dict[str, Any]) -> None:
    known = {field.name: field.type for field in msgspec.structs.fields(Tables)}
    for table, values in data.items():
        if table not in known:
            raise BadConfig(f"{name}: unknown table [{table}]{_suggest(table, known)}")
        if not isinstance(values, dict):
            raise BadConfig(f"{name}: [{table}] must be a table, for example [{table}] on a line of its own")
        fields = msgspec.structs.fields(known[table])
        keys = [field.name for field in fields if (table, field.name) not in NOT_IN_FILE]
        for key in values:
            if key not in keys:
                raise BadConfig(f"{name}: unknown key {key!r} in [{table}]{_suggest(key, keys)}")


def _suggest(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known here: {', '.join(sorted(known))}"


def _finish(tables: Tables, request: Request) -> Tables:
    """Fill in what comes from outside the file: the base URL, and the date that "future" is judged against."""
    site = tables.site
    base = site.base_url if request.base_url is None else request.base_url
    if base and not base.startswith(("http://", "https://")):
        raise BadConfig(f"base URL {base!r}: must begin with http:// or https://")
    site = msgspec.structs.replace(
        site, base_url=base.rstrip("/") + "/" if base else "", searched=tables.search.enabled
    )
    clean = tables.clean
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not clean.today and epoch.isdigit():
        clean = msgspec.structs.replace(clean, today=datetime.fromtimestamp(int(epoch), UTC).date().isoformat())
    search = msgspec.structs.replace(tables.search, show=site.show)
    return msgspec.structs.replace(tables, site=site, clean=clean, search=search)


def _check_reading(options: ContentOptions) -> None:
    wrong = {"path": check_pattern(options.path), "encoding": check_encoding(options.encoding)}
    for key, reason in wrong.items():
        if reason:
            raise BadConfig(f"{NAME}: [content] {key}: {reason}")


def _check_rules(options: CleanOptions) -> None:
    if not options.off:
        return
    from sitegen.clean.rules import rule_names  # only now: it takes all of cleaning with it

    for name in options.off:
        if name not in rule_names():
            raise BadConfig(f"{NAME}: [clean] off: unknown rule {name!r}{_suggest(name, rule_names())}")


def _check_folders(content: Path, output: Path) -> None:
    if not content.is_dir():
        made = "is a file, not a folder" if content.exists() else "does not exist"
        raise BadConfig(f"content folder {content} {made}; name one with -c, or start with: sitegen new DIR")
    if output == content or content.is_relative_to(output):
        raise BadConfig(f"output folder {output} would overwrite the content folder; name another with -o")
    if output.is_relative_to(content):
        raise BadConfig(f"output folder {output} lies inside the content folder; name one outside it with -o")
