"""The command line: parse, call, print; no logic.

Exit codes: 0 built (problems listed); 1 failed, or any problem under --strict; 2 usage; 3 configuration;
4 a check failed; 130 interrupted.
"""

from __future__ import annotations

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

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = code

    def show(self, file: Any = None) -> None:
        click.echo(f"sitegen: {self.message}", err=True)


def build_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of `build`, which `serve` and others share."""
    path = click.Path(path_type=Path)
    options = [
        click.option("-c", "--content", type=path, metavar="DIR", help="Folder of raw articles (default: content)."),
        click.option(
            "-o", "--output", type=path, metavar="DIR", help="Folder to build the site into (default: output)."
        ),
        click.option("-f", "--config", type=path, metavar="FILE", help="Configuration (default: sitegen.toml)."),
        click.option(
            "-b", "--base-url", metavar="URL", help="Where the site will stand, for feeds and canonical links."
        ),
        click.option("-s", "--strict", is_flag=True, help="Exit with 1 when there is any problem."),
        click.option(
            "-j", "--workers", type=click.IntRange(1), metavar="N", help="Processes (default: one a processor)."
        ),
        click.option("--cluster", metavar="ADDRESS", help="Dask scheduler to work on (needs the dask extra)."),
        click.option(
            "--cache", type=path, metavar="DIR", help="Folder of the cache (default: .sitegen beside the output)."
        ),
        click.option("--full", is_flag=True, help="Forget the cache and build everything anew."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def configure(**given: Any) -> Config:
    """The Config for the command line's options, made where we stand."""
    try:
        return load(Request(**given), Path.cwd())
    except BadConfig as error:
        raise Failure(str(error), CONFIGURATION) from None


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
    from sitegen.flow import NothingToBuild
    from sitegen.flow import build as run
    from sitegen.output import Busy, NotOurs

    try:
        return run(config, watch)
    except BadConfig as error:
        raise Failure(str(error), CONFIGURATION) from None
    except (NothingToBuild, NotOurs, Busy) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"cannot build: {error.strerror or error}: {error.filename or config.output}") from None
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
        raise Failure(str(error), CONFIGURATION) from None
    except BadAddress as error:
        raise Failure(str(error)) from None


@cli.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="DIR",
    help="The built site (default: output).",
)
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
