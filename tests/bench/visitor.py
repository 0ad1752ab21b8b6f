"""A visitor of a search page on a slow line: what is sent, and how long the answers take."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


class Slow(http.server.SimpleHTTPRequestHandler):
    """Every answer takes a round trip, and all answers share one line."""

    protocol_version = "HTTP/1.1"
    rtt, mbps = 85.0, 9.0
    lock, free, sent, asked, script = threading.Lock(), 0.0, 0, 0, 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        data, encoding = path.read_bytes(), ""
        if path.suffix in (".html", ".js", ".css", ".json", ".svg") and "gzip" in self.headers.get(
            "Accept-Encoding", ""
        ):
            data, encoding = gzip.compress(data, 6, mtime=0), "gzip"
        self._wait(len(data) + 300, path.suffix == ".js")
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) if encoding else "application/octet-stream")
        self.send_header("Content-Length", str(len(data)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        with contextlib.suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(data)

    def _wait(self, size: int, script: bool) -> None:
        with Slow.lock:
            Slow.sent, Slow.asked = Slow.sent + size, Slow.asked + 1
            Slow.script += size if script else 0
            arrived = max(time.monotonic() + Slow.rtt / 1000, Slow.free)
            Slow.free = arrived + size * 8 / (Slow.mbps * 1e6)
        time.sleep(max(0.0, Slow.free - time.monotonic()))

    def log_message(self, *args: Any) -> None:
        pass


TYPING = 1000
"""Milliseconds from the focus on the box to Enter: nobody types a word faster."""

ASK = """() => {
    performance.setResourceTimingBufferSize(5000);
    const results = document.querySelector('#results');
    window.focused = performance.now();
    addEventListener('keydown', () => { window.typed ??= performance.now(); }, true);
    addEventListener('keydown', (event) => { if (event.key === 'Enter') window.entered = performance.now(); }, true);
    new MutationObserver(() => { if (results.dataset.state === 'done') window.done ??= performance.now(); }).observe(results, { attributes: true });
}"""
SENT = """() => [window.typed, window.done, Infinity].map((end) => performance.getEntriesByType('resource')
    .filter((one) => one.startTime >= window.focused && one.startTime < end).reduce((total, one) => total + one.transferSize, 0) / 1000)"""
"""KB, with 300 bytes for each answer's head, of what was asked for before the first key, the answer, the end."""
GO = "to => { window.typed = window.entered = performance.now(); history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }"


class Visit(msgspec.Struct, frozen=True):
    """KB from the focus on the box: of the `engine` and tables, up to the `answer` with these, with `all` that comes after it;
    milliseconds from Enter to the answer."""

    what: str
    took: float
    answer: float
    engine: float
    all: float


def visit(site: Path, asked: dict[str, tuple[str, str]]) -> Iterator[Visit]:
    """Each question in a browser that has only the page itself: words typed into the box, filters chosen."""
    from playwright.sync_api import sync_playwright

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Slow, directory=str(site)))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/search/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield from _ready(browser, base)
        for what, (address, text) in asked.items():
            page = browser.new_context().new_page()
            _arrive(page, base)
            page.wait_for_load_state("networkidle")
            yield _ask(page, what, address, text if "q=" in address else "")
            page.context.close()
        browser.close()
    server.shutdown()


def _arrive(page: Any, base: str) -> float:
    """Milliseconds until the page can be asked. The browser has a process for the site: what that costs is not the site's."""
    page.goto(base + "none")
    Slow.sent = Slow.script = 0
    start = time.monotonic()
    page.goto(base)
    page.wait_for_selector("#results[data-state=idle]")
    return (time.monotonic() - start) * 1000


def _ready(browser: Any, base: str) -> Iterator[Visit]:
    """The middle one of five visits, the first of which warms the browser."""
    times = []
    for _ in range(5):
        page = browser.new_context().new_page()
        times.append(_arrive(page, base))
        page.wait_for_load_state("networkidle")
        page.context.close()
    yield Visit("ready", sorted(times)[2], Slow.sent / 1000, 0, Slow.sent / 1000)
    yield Visit("  of it scripts", 0, Slow.script / 1000, 0, Slow.script / 1000)


def _ask(page: Any, what: str, address: str, text: str) -> Visit:
    """The engine comes while the visitor types; its bytes count here, and the suggestions'."""
    page.evaluate(ASK)
    page.focus("#q")
    page.wait_for_timeout(TYPING / 2)
    if text:
        page.keyboard.type(text, delay=TYPING / 2 / len(text))
        page.keyboard.press("Enter")
    else:
        page.evaluate(GO, address)
    page.wait_for_function("() => window.done !== undefined", timeout=60_000)
    page.wait_for_function("() => document.querySelector('#after').children.length")
    page.wait_for_timeout(TYPING)  # for the last quotes
    engine, answer, everything = page.evaluate(SENT)
    total = page.get_attribute("#results", "data-total")
    return Visit(f"{what} ({total})", page.evaluate("window.done - window.entered"), answer, engine, everything)
