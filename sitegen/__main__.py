"""The command line: parse, call, print; no logic.

Exit codes: 0 built (problems listed); 1 failed, or any problem under --strict; 2 usage; 3 configuration;
4 a check failed; 130 interrupted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sitegen import __version__
from sitegen.config import BadConfig, Config, Request, load

FAILED, CONFIGURATION, CHECK_FAILED, INTERRUPTED = 1, 3, 4, 130


class Failure(click.ClickException):
    """An error with one line that says what to do."""

    exit_code = FAILED

    def show(self, file: Any = None) -> None:
        click.echo(f"sitegen: {self.message}", err=True)


class BadSetup(Failure):
    """The configuration cannot be used."""

    exit_code = CONFIGURATION


OPTION = Callable[[Callable[..., None]], Callable[..., None]]
PATH = click.Path(path_type=Path)
WHERE: list[OPTION] = [
    click.option("-c", "--content", type=PATH, metavar="DIR", help="Folder of raw articles (default: content)."),
    click.option("-o", "--output", type=PATH, metavar="DIR", help="Folder of the built site (default: output)."),
    click.option("-f", "--config", type=PATH, metavar="FILE", help="Configuration (default: sitegen.toml)."),
]
HOW: list[OPTION] = [
    click.option("-b", "--base-url", metavar="URL", help="Where the site will stand, for feeds and canonical links."),
    click.option("-s", "--strict", is_flag=True, help="Exit with 1 when there is any problem."),
    click.option("-j", "--workers", type=click.IntRange(1), metavar="N", help="Processes (default: one a processor)."),
    click.option("--cluster", metavar="ADDRESS", help="Dask scheduler to work on (needs the dask extra)."),
    click.option(
        "--cache", type=PATH, metavar="DIR", help="Folder of the cache (default: .sitegen beside the output)."
    ),
    click.option("--full", is_flag=True, help="Forget the cache and build everything anew."),
]
BUILT = click.option(
    "-o",
    "--output",
    type=PATH,
    default=Path("output"),
    metavar="DIR",
    help="Folder of the built site (default: output).",
)


def where(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which archive is meant."""
    return _with(command, WHERE)


def build_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of `build`, which `serve` shares."""
    return _with(command, [*WHERE, *HOW])


def _with(command: Callable[..., None], options: list[OPTION]) -> Callable[..., None]:
    for option in reversed(options):
        command = option(command)
    return command


def configure(**given: Any) -> Config:
    """The Config for the command line's options, made where we stand."""
    try:
        return load(Request(**given), Path.cwd())
    except BadConfig as error:
        raise BadSetup(str(error)) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="sitegen %(version)s")
def cli() -> None:
    """Turn a folder of raw news articles into a searchable static archive."""


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Start an archive in DIR: a configuration, a few articles, an example of each decision."""
    from sitegen.starter import Occupied, start

    try:
        made = start(folder)
    except Occupied as error:
        raise Failure(str(error)) from None
    click.echo(f"made {folder} with {len(made)} files\nnext: cd {folder} && sitegen build && sitegen serve")


@cli.command()
@build_options
@click.option("-q", "--quiet", is_flag=True, help="Print only what went wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Print every problem.")
def build(quiet: bool, verbose: bool, **given: Any) -> None:
    """Build the site."""
    from sitegen import console

    config = configure(**given)
    report = run_build(config, console.watch(quiet))
    if not quiet:
        console.finish(config, report, verbose)
    if config.strict and report.problems:
        raise Failure(f"{len(report.problems)} problems, and --strict was given")


def run_build(config: Config, watch: Any) -> Any:
    """Build, with every expected failure as one line."""
    from sitegen import console
    from sitegen.cluster import NoCluster
    from sitegen.flow import NothingToBuild
    from sitegen.flow import build as run
    from sitegen.output import Busy, NotOurs

    try:
        return run(config, watch)
    except BadConfig as error:
        raise BadSetup(str(error)) from None
    except (NothingToBuild, NotOurs, Busy, NoCluster) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"cannot build: {error.strerror or error}: {error.filename or config.output}") from None
    except Exception as error:
        raise Failure(f"{console.keep_traceback(config, error)}; the old site stands as it was") from None
    finally:
        watch("", 0, 0)


@cli.command()
@build_options
@click.option(
    "-a", "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="Where to listen (default: 127.0.0.1:8000)."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def serve(address: str, open_browser: bool, **given: Any) -> None:
    """Build, show the site at a local address, and rebuild and reload on every change."""
    from sitegen.serve import BadAddress, preview

    try:
        preview(Request(**given), Path.cwd(), address, open_browser)
    except BadConfig as error:
        raise BadSetup(str(error)) from None
    except BadAddress as error:
        raise Failure(str(error)) from None


@cli.command()
@BUILT
@click.option(
    "--links", "rules", flag_value="links", multiple=True, help="Check that every link inside the site has a target."
)
@click.option("--html", "rules", flag_value="html", multiple=True, help="Check the pages' HTML.")
@click.option(
    "--orphans",
    "rules",
    flag_value="orphans",
    multiple=True,
    help="Check that every page can be reached from the home page.",
)
def check(output: Path, rules: tuple[str, ...]) -> None:
    """Check a built site: all rules, or those named."""
    from sitegen.check import check_site

    if not output.is_dir():
        raise Failure(f"no site at {output}; build one first, or name it with -o")
    pages, findings = check_site(output, rules)
    for finding in findings:
        click.echo(finding)
    click.echo(f"{pages:,} pages checked, {len(findings):,} findings")
    if findings:
        sys.exit(CHECK_FAILED)


@cli.command()
@click.argument("name", metavar="ID-or-PATH")
@where
def explain(name: str, **given: Any) -> None:
    """Show each field and each cut of an article: which rule, which line."""
    from sitegen.explain import Unknown
    from sitegen.explain import explain as run
    from sitegen.explained import words

    try:
        click.echo("\n".join(words(run(configure(**given), name))))
    except Unknown as error:
        raise Failure(str(error)) from None


@cli.command()
@click.argument("a")
@click.argument("b")
@where
@click.option("--json", "as_data", is_flag=True, help="Print the comparison as JSON.")
def diff(a: str, b: str, as_data: bool, **given: Any) -> None:
    """Compare two versions, named by id, path or URL."""
    from sitegen import compare
    from sitegen.explain import Unknown

    try:
        made = compare.compare(configure(**given), a, b)
    except Unknown as error:
        raise Failure(str(error)) from None
    if as_data:
        click.echo(json.dumps(compare.as_json(made), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(compare.lines(made, **compare.terminal(sys.stdout))))


@cli.command()
@click.argument("what", type=click.Choice(["entities", "stories", "dates", "titles"]))
@where
def review(what: str, **given: Any) -> None:
    """List what the program is unsure of, worst first, ready to paste into the curation files."""
    from sitegen.flow import NothingToBuild
    from sitegen.review import review as run

    try:
        click.echo(run(configure(**given), what).rstrip("\n"))
    except NothingToBuild as error:
        raise Failure(str(error)) from None


@cli.command()
@click.argument("target", required=False)
@where
@click.option("--dry-run", is_flag=True, help="Show what would be done, and do nothing.")
@click.option("--max-deletes", type=click.IntRange(0), metavar="N", help="Most files to delete at the target.")
def publish(target: str | None, dry_run: bool, max_deletes: int | None, **given: Any) -> None:
    """Bring the built site to TARGET, a folder that a web server serves."""
    from sitegen import publish as publishing

    config = configure(**given)
    options = config.tables.publish
    place = target or options.target
    if not place:
        raise Failure("no target: name a folder, or set [publish] target in sitegen.toml")
    folder = Path.cwd() / place if target else config.home / place
    try:
        work = publishing.plan(config.output, folder, options.max_deletes if max_deletes is None else max_deletes)
        if not dry_run:
            publishing.publish(config.output, folder, work, lambda line: None)
    except publishing.Refused as error:
        raise Failure(str(error)) from None
    said = "would be" if dry_run else "were"
    click.echo(f"{len(work.copies):,} files {said} copied, {len(work.deletes):,} deleted, {work.same:,} are the same")


@cli.command()
@click.argument("format", metavar="FORMAT")
@BUILT
def export(format: str, output: Path) -> None:
    """Write the archive as articles.csv, entities.csv, mentions.csv, articles.bib or comentions.gexf to standard output."""
    from sitegen.export.tables import formats

    known = formats()
    if format not in known:
        raise click.UsageError(f"unknown format {format!r}; known: {', '.join(known)}")
    if not (output / "data" / "articles.jsonl").is_file():
        raise Failure(f"no site at {output}; build one first, or name it with -o")
    for part in known[format](output):
        sys.stdout.write(part)


@cli.command()
@click.argument("query")
@BUILT
@click.option(
    "-n", "--most", type=click.IntRange(1), default=10, metavar="N", help="Most results to print (default: 10)."
)
@click.option(
    "--order", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", help="Which come first."
)
@click.option("--json", "as_data", is_flag=True, help="Print the results as JSON Lines.")
def search(query: str, output: Path, most: int, order: str, as_data: bool) -> None:
    """Search a built site from the terminal, with the same index and ranking as its search page."""
    from sitegen import console
    from sitegen.search import IndexProblem
    from sitegen.search import query as ask

    try:
        found = ask(output, query, sort=order, most=most)
    except IndexProblem as error:
        raise Failure(str(error)) from None
    click.echo("\n".join(console.found_as_json(found) if as_data else console.found(found)))


def main() -> None:
    """The console script's entry."""
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo("sitegen: interrupted; the old site stands as it was", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
