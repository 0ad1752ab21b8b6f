"""What a build looks like in a terminal: a progress bar, or one line a stage where there is no terminal."""

from __future__ import annotations

import shlex
import sys
import time
import traceback
from collections.abc import Iterator
from typing import TextIO

import click
import msgspec

from sitegen.bench import Watch, silent
from sitegen.config import Config
from sitegen.flow import state_folder
from sitegen.report import Report, summary
from sitegen.search import Found

BAR = 24
EVERY = 0.1
SHOWN, SHOWN_VERBOSE = 12, 1_000_000


def watch(quiet: bool) -> Watch:
    """A Watch for standard error, if anybody looks."""
    return silent if quiet else Progress(sys.stderr)


class Progress:
    """Draws `stage  done/total  rate  time left` over itself on a terminal; else a line when a stage begins."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.live = stream, stream.isatty()
        self.stage, self.start, self.drawn = "", 0.0, 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self.stage:
            self._begin(stage, now)
        elif self.live and (now - self.drawn > EVERY or done == total):
            self.drawn = now
            self.stream.write("\r\033[K" + bar(stage, done, total, now - self.start))
            self.stream.flush()

    def _begin(self, stage: str, now: float) -> None:
        self.stage, self.start, self.drawn = stage, now, 0.0
        if self.live:
            self.stream.write("\r\033[K" + stage)
        elif stage:
            self.stream.write(stage + "\n")
        self.stream.flush()


def keep_traceback(config: Config, error: Exception) -> str:
    """Writes the traceback of a defect of ours beside the report; returns what to say of it."""
    file = state_folder(config.output) / "crash.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return f"the build crashed ({type(error).__name__}): please report it, with {file}"


def bar(stage: str, done: int, total: int, seconds: float) -> str:
    """One line of progress: `prepare  ████░░  1,200/10,000  830/s  11 s left`."""
    if not total:
        return f"{stage:9} {done:,}" if done else stage
    full = round(BAR * done / total)
    rate = done / seconds if seconds > 0 else 0.0
    left = f"  {(total - done) / rate:,.0f} s left" if rate and seconds > 1 and done < total else ""
    return f"{stage:9} {'█' * full}{'░' * (BAR - full)}  {done:,}/{total:,}  {rate:,.0f}/s{left}"


def finish(config: Config, report: Report, verbose: bool) -> None:
    """The end of a build: what was made, what went wrong, what to type next."""
    if not report.fresh:
        click.echo("nothing changed since the last build")
    click.echo(summary(report, SHOWN_VERBOSE if verbose else SHOWN))
    again = [
        word for word in sys.argv[2:] if word not in ("-q", "--quiet", "-v", "--verbose", "-s", "--strict", "--full")
    ]
    click.echo(f"the site is in {config.output}\nnext: {shlex.join(['sitegen', 'serve', *again])}")


def found(answer: Found) -> Iterator[str]:
    """Search results for people: how many, then title, date, outlet and address of each."""
    for at, note in answer.notes:
        yield f"at character {at + 1}: {note}"
    if answer.missing:
        yield f"in no article: {', '.join(answer.missing)}"
    if answer.unknown:
        yield f"no such filter: {', '.join(answer.unknown)}"
    yield f"{answer.total:,} {'article' if answer.total == 1 else 'articles'}"
    for number, hit in enumerate(answer.hits, 1):
        about = " · ".join(part for part in (hit.outlet, hit.published) if part)
        yield f"{number:>3}. {hit.title}\n     {about + ' · ' if about else ''}{hit.url}"


def found_as_json(answer: Found) -> Iterator[str]:
    """Search results for programs: one object a line."""
    for hit in answer.hits:
        yield msgspec.json.encode(hit).decode()
