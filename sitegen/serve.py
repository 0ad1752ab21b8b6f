"""The preview: the site at a local address, rebuilt and reloaded on every change.

livereload's handlers speak to the browser, watchfiles watches (livereload's own polling reads every file
each 0.8 s), and builds run in a process of their own, so that pages are served while one runs and a crash
takes nothing down. Only requests for this machine are answered: a Host or Origin of somebody else's (DNS
rebinding) is refused. The reload script comes as a file, so the pages' strict CSP holds here too.
"""

from __future__ import annotations

import asyncio
import html
import multiprocessing
import socket
import webbrowser
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import msgspec
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from tornado import web
from tornado.httpserver import HTTPServer

from sitegen.config import NAME, BadConfig, Config, Request, load
from sitegen.model import Problem
from sitegen.report import Report, lines_for, summary

RELOAD_SCRIPT = "/livereload.js"
"""At the top of the host: the script finds its socket from its own address, and only there."""
STYLE = "/__preview/preview.css"
CSS = """.preview-problems { position: relative; margin: 0; padding: .75rem 1rem; background: #fff4ce; color: #222;
  border-block-end: 2px solid #b35900; font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
.preview-problems.failed { background: #fde7e9; border-color: #a4262c }
"""
SHOWN = 5


class BadAddress(Exception):
    """The preview cannot listen there; the text says what to do."""


class State(msgspec.Struct):
    """What the last build said, for the note on top of each page."""

    failure: str = ""
    problems: tuple[Problem, ...] = ()

    def note(self) -> bytes:
        """The note as HTML: nothing when all is well."""
        if self.failure:
            return _note("failed", f"The last build failed; this is the site before it.\n{self.failure}")
        if not self.problems:
            return b""
        lines = [lines_for(problem) for problem in self.problems[:SHOWN]]
        more = len(self.problems) - SHOWN
        lines += [f"… and {more} more"] if more > 0 else []
        return _note("", "\n".join(lines))


def _note(kind: str, text: str) -> bytes:
    return f'<div class="preview-problems {kind}" role="status">{html.escape(text)}</div>'.encode()


# ------------------------------------------------------------------------------------ building


class Builder:
    """Builds in a process of its own; `build` returns a Report, or the text of what went wrong."""

    def __init__(self, request: Request, here: Path) -> None:
        self.request, self.here = request, here
        self._start()

    def _start(self) -> None:
        # Not fork: this process has threads, and a forked copy of a held lock never opens.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_build_on_demand, args=(theirs, self.request, self.here))
        self.process.start()
        theirs.close()

    def build(self) -> Report | str:
        try:
            self.pipe.send("build")
            answer: Report | str = self.pipe.recv()
            return answer
        except (EOFError, OSError):
            self.process.join()
            self._start()
            return "the build process died; it is tried again at the next change"

    def stop(self) -> None:
        self.pipe.close()
        self.process.join(5)
        self.process.kill()


def _build_on_demand(pipe: Connection, request: Request, here: Path) -> None:
    """The builder's life: one build a message, until the other end closes."""
    try:
        while pipe.recv():
            pipe.send(_build(request, here))
    except (EOFError, KeyboardInterrupt, BrokenPipeError):
        pass


def _build(request: Request, here: Path) -> Report | str:
    from sitegen.flow import NothingToBuild, build
    from sitegen.output import Busy, NotOurs

    try:
        return build(load(request, here))
    except (BadConfig, NothingToBuild, NotOurs, Busy) as error:
        return str(error)
    except OSError as error:
        return f"cannot build: {error.strerror or error}: {error.filename or ''}"
    except Exception as error:
        return f"the build crashed: {type(error).__name__}: {error}"


# ------------------------------------------------------------------------------------ answering


class OnlyHere(web.RequestHandler):
    """Answers only requests that name this machine: others come from pages that must not read the archive."""

    def prepare(self) -> None:
        if not _ours(self.request.host, self.settings["hosts"]):
            raise web.HTTPError(403, reason="this preview answers only its own address")


def _ours(host: str, hosts: frozenset[str]) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    return name in hosts


class Reloads(LiveReloadHandler):  # type: ignore[misc]
    """livereload's socket, which by itself accepts every origin."""

    def prepare(self) -> None:
        if not _ours(self.request.host, self.settings["hosts"]):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        parts = urlsplit(origin)
        return parts.netloc == self.request.host and _ours(parts.netloc, self.settings["hosts"])


class Script(OnlyHere, LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script, as a file of the same origin."""


class Style(OnlyHere):
    """How the note on top of a page looks."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.write(CSS)


class SiteFiles(OnlyHere, StaticFileHandler):  # type: ignore[misc]
    """The built site; what is not there gets the site's own 404 page."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def write_error(self, status_code: int, **_: Any) -> None:
        page = Path(self.root) / "404.html"
        if status_code == 404 and page.is_file():
            self.finish(page.read_bytes())
        else:
            self.finish(f"{status_code} {self._reason}\n")


def application(output: Path, host: str, state: State) -> web.Application:
    """The preview's handlers over the built site in `output`."""

    class Injector(LiveScriptInjector):  # type: ignore[misc]
        """Adds the reload script, and the note while there is something to say, to every page."""

        def transform_first_chunk(self, status: int, headers: Any, chunk: bytes, finishing: bool) -> Any:
            if "html" in headers.get("Content-Type", "") and b"</head>" in chunk:
                old = len(chunk)
                tags = f'<script src="{RELOAD_SCRIPT}"></script><link rel="stylesheet" href="{STYLE}">'
                chunk = chunk.replace(b"</head>", tags.encode() + b"</head>", 1)
                at = chunk.find(b">", chunk.find(b"<body")) + 1
                chunk = chunk[:at] + state.note() + chunk[at:]
                if "Content-Length" in headers:
                    headers["Content-Length"] = str(int(headers["Content-Length"]) + len(chunk) - old)
            return status, headers, chunk

    files = {"path": str(output), "default_filename": "index.html"}
    routes: list[Any] = [
        (r"/livereload", Reloads),
        (RELOAD_SCRIPT, Script),
        (STYLE, Style),
        (r"/(.*)", SiteFiles, files),
    ]
    return web.Application(routes, transforms=[Injector], hosts=_hosts(host))


def _hosts(host: str) -> frozenset[str]:
    names = {"127.0.0.1", "localhost", "::1", host.strip("[]")}
    if host in ("0.0.0.0", "::", ""):  # the user asked to be reached from other machines
        names |= {socket.gethostname().casefold(), *_addresses()}
    return frozenset(names)


def _addresses() -> set[str]:
    try:
        return {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)}
    except OSError:
        return set()


# ------------------------------------------------------------------------------------ running


def preview(request: Request, here: Path, address: str, open_browser: bool) -> None:
    """Build, serve, and rebuild on change until interrupted. Raises BadAddress, BadConfig."""
    config = load(request, here)
    host, port = parse_address(address)
    listening = _listen(host, port)
    builder = Builder(request, here)
    state = State()
    try:
        _rebuild(builder, state)
        asyncio.run(_serve(config, listening, (host, port), (builder, state), open_browser))
    except KeyboardInterrupt:
        click.echo("preview stopped")
    finally:
        builder.stop()
        listening.close()


def parse_address(address: str) -> tuple[str, int]:
    """`HOST:PORT`, `:PORT` or `PORT`. Raises BadAddress."""
    host, _, port = address.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise BadAddress(f"{address!r} is no address; give HOST:PORT, for example 127.0.0.1:8000")
    return host or "127.0.0.1", int(port)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
    except OSError as error:
        listening.close()
        why = "is in use" if error.errno in (98, 48, 10048) else f"cannot be used ({error.strerror})"
        raise BadAddress(
            f"address {host}:{port} {why}; try another, for example: sitegen serve -a {host}:{port + 1}"
        ) from None
    listening.listen(128)
    listening.setblocking(False)
    return listening


async def _serve(
    config: Config, listening: socket.socket, address: tuple[str, int], work: tuple[Builder, State], open_browser: bool
) -> None:
    builder, state = work
    app = application(config.output, address[0], state)
    server = HTTPServer(app)
    server.add_socket(listening)
    url = f"http://{address[0]}:{listening.getsockname()[1]}/"
    click.echo(f"preview at {url} (stop with Ctrl-C)")
    if open_browser:
        webbrowser.open(url)
    await _follow(config, builder, state)


async def _follow(config: Config, builder: Builder, state: State) -> None:
    """Rebuild after every change to what the site is made from, and reload the pages."""
    from watchfiles import awatch

    loop = asyncio.get_running_loop()
    while True:
        watched = _watched(config)
        async for _ in awatch(*watched, debounce=300, step=50):
            await loop.run_in_executor(None, _rebuild, builder, state)
            _reload_pages()
            if _watched(config) != watched:  # a curation folder or a theme was made: watch it too
                break


def _watched(config: Config) -> list[Path]:
    theme = config.home / config.tables.theme.name
    places = [config.content, config.curation, config.home / NAME, theme]
    return [place for place in places if place.exists()]


def _reload_pages() -> None:
    for waiter in LiveReloadHandler.waiters.copy():
        waiter.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": False})


def _rebuild(builder: Builder, state: State) -> None:
    answer = builder.build()
    if isinstance(answer, str):
        state.failure = answer
        click.echo(f"sitegen: {answer}", err=True)
        return
    state.failure, state.problems = "", answer.problems
    click.echo("nothing changed" if not answer.fresh else summary(answer, SHOWN))
