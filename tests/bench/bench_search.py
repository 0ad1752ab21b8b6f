"""What search costs at an archive's size: index build against SQLite FTS5 on the same text, bytes, and what a visitor waits for.

usage: bench_search.py [--articles N] [--folder DIR] [--keep] [--rtt MS] [--mbps M] [--skip-fts]

Makes a seeded, news-like corpus, builds the index, serves it with a loopback server that delays every answer, and prints one table.
The page's own files count as a compressing host sends them; the index is gzipped already.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import http.server
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import numpy as np

from sitegen.execute import Workers, default_workers
from sitegen.model import Article, Block, Card, Entity, EntityLinks, Site, Source, VersionLinks
from sitegen.search import index, query
from sitegen.search.options import SearchOptions
from sitegen.store import Store

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
LITTLE = ["the", "of", "to", "and", "a", "in", "that", "for", "on", "said", "is", "with", "was", "it", "as", "at", "by", "from", "be", "has", "have", "he", "its", "are", "an", "will", "not", "who", "but", "were", "had", "they", "been", "this", "which", "would", "after", "up", "their", "his", "or", "more", "one", "about", "when", "two", "also", "there", "out", "than", "new", "first", "people", "last", "over", "into", "some", "other", "could", "if", "we", "year", "years"]  # fmt: skip
PLACES = [f"Place {n}" for n in range(200)]
OUTLETS = [f"The Daily {n}" for n in range(30)]


class Corpus:
    """Articles of about 450 words: frequencies as in news, a topic of its own for each."""

    def __init__(self, articles: int) -> None:
        self.articles = articles
        self.random = np.random.default_rng(20241207)
        self.words = np.array(self._vocabulary(90_000))
        weight = 1 / (np.arange(len(self.words)) + 60.0) ** 1.05
        self.cumulated = np.cumsum(weight / weight.sum())
        self.little = np.array(LITTLE)
        light = 1 / (np.arange(len(LITTLE)) + 1.5)
        self.little_cumulated = np.cumsum(light / light.sum())

    def _vocabulary(self, size: int) -> list[str]:
        heads = [
            "b",
            "br",
            "c",
            "ch",
            "d",
            "dr",
            "f",
            "fl",
            "g",
            "gr",
            "h",
            "j",
            "k",
            "l",
            "m",
            "n",
            "p",
            "pl",
            "qu",
            "r",
            "s",
            "sh",
            "st",
            "t",
            "tr",
            "v",
            "w",
            "z",
        ]
        middles, tails = (
            ["a", "e", "i", "o", "u", "ai", "ea", "ou", "ee"],
            ["", "n", "r", "s", "t", "l", "nd", "st", "ck", "m"],
        )
        random, seen = np.random.default_rng(7), dict[str, None]()
        while len(seen) < size:
            parts = 2 + int(random.integers(0, 2)) if len(seen) < 3000 else 2 + int(random.integers(0, 3))
            seen[
                "".join(heads[random.integers(len(heads))] + middles[random.integers(9)] for _ in range(parts))
                + tails[random.integers(10)]
            ] = None
        return list(seen)

    def __iter__(self) -> Iterator[tuple[str, str, str, int, int]]:
        """Title, text, date, outlet, place."""
        for number in range(self.articles):
            length = int(min(1500, max(80, self.random.normal(450, 120))))
            topic = np.searchsorted(self.cumulated, self.random.random(40))
            picks = np.searchsorted(self.cumulated, self.random.random(length))
            own = self.random.random(length) < 0.35
            picks[own] = topic[(self.random.random(int(own.sum())) ** 2 * 40).astype(int)]
            words = self.words[np.minimum(picks, len(self.words) - 1)].astype(object)
            small = self.random.random(length) < 0.42
            words[small] = self.little[np.searchsorted(self.little_cumulated, self.random.random(int(small.sum())))]
            day = number * 3650 // self.articles
            date = str(np.datetime64("2015-01-01") + day)
            outlet = int(self.random.random() ** 2 * len(OUTLETS))
            yield (
                " ".join(words[:8]).capitalize(),
                _text(words.tolist()),
                date,
                outlet,
                int(self.random.random() ** 2 * len(PLACES)),
            )


def _text(words: list[str]) -> str:
    sentences = [" ".join(words[n : n + 18]).capitalize() + "." for n in range(0, len(words), 18)]
    return "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3))


def fill(corpus: Corpus, store: Store, texts: Path) -> tuple[Site, int]:
    """Put the corpus into the store as the earlier stages would; the site, and its text's bytes."""
    scope, cards, size = store.scope("describe"), list[Card](), 0
    places: dict[int, list[str]] = {}
    batch: dict[str, bytes] = {}
    with sqlite3.connect(texts) as db:
        db.execute("CREATE TABLE article (id TEXT, title TEXT, body TEXT)")
        for number, (title, text, date, outlet, place) in enumerate(corpus):
            id_ = f"a{number:07x}"
            source = Source(f"{id_}.txt", "0" * 64, len(text), "text")
            blocks = tuple(Block("paragraph", part, None) for part in text.split("\n\n"))
            batch[id_] = msgspec.msgpack.encode(Article(source, blocks))
            cards.append(Card(id_, source, "", title, "stated", date, "stated", None, (), OUTLETS[outlet], (), None, "en", (),
                              text.count(" ") + 1, id_, text[:240], id=id_))  # fmt: skip
            places.setdefault(place, []).append(id_)
            db.execute("INSERT INTO article VALUES (?, ?, ?)", (id_, title, text))
            size += len(text)
            if len(batch) == 2000:
                scope.put_many(batch)
                batch = {}
        scope.put_many(batch)
    entities = tuple(
        Entity(f"place/place-{n}", "place", PLACES[n], articles=tuple(ids)) for n, ids in sorted(places.items())
    )
    return Site(tuple(cards), VersionLinks(), EntityLinks(entities)), size


def build(site: Site, store: Store, out: Path, workers: int) -> tuple[float, dict[str, int]]:
    """Seconds, and bytes by folder."""
    start = time.monotonic()
    sizes: dict[str, int] = {}
    made: set[str] = set()
    with Workers(workers) as run:
        for file in index(site, store.scope("describe"), store.scope("search"), SearchOptions(), run):
            folder = os.path.dirname(file.path)
            if folder not in made:
                (out / folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            _write(f"{out}/{file.path}", file.data)
            kind = file.path.split("/")[1] if file.path.count("/") > 1 else "tables"
            sizes[kind] = sizes.get(kind, 0) + len(file.data)
    return time.monotonic() - start, sizes


def _write(path: str, data: bytes) -> None:
    """As little of Python as may be: what a file costs is the file system's."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(file, data)
    finally:
        os.close(file)


def fts5(texts: Path, folder: Path) -> tuple[float, int]:
    """SQLite's own index of the same text, without a copy of the text: seconds and bytes."""
    target = folder / "fts.db"
    start = time.monotonic()
    with sqlite3.connect(target) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("CREATE VIRTUAL TABLE f USING fts5(title, body, content='', tokenize='porter unicode61')")
        db.execute("ATTACH ? AS t", (str(texts),))
        db.execute("INSERT INTO f(rowid, title, body) SELECT rowid, title, body FROM t.article")
    db.execute("INSERT INTO f(f) VALUES ('optimize')")
    db.commit()
    seconds = time.monotonic() - start
    db.execute("VACUUM")
    db.close()
    return seconds, target.stat().st_size


# --------------------------------------------------------------------------------- the visitor


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


def shell(folder: Path) -> Path:
    """A small site of the theme's, for its search page; the index is put into it."""
    content = folder / "content"
    content.mkdir()
    for n in range(3):
        (content / f"{n}.md").write_text(
            f"---\ntitle: Note {n}\ndate: 2024-12-0{n + 1}\n---\n\nA few plain words, number {n}.\n", "utf-8"
        )
    program = [sys.executable, "-m", "sitegen", "build", "-q", "-c", str(content), "-o", str(folder / "site")]
    subprocess.run(program, check=True, cwd=folder, capture_output=True)
    shutil.rmtree(folder / "site/search", ignore_errors=True)
    page = folder / "page"
    subprocess.run([*program[:-1], str(page)], check=True, cwd=folder, capture_output=True)
    (folder / "site/search").mkdir(exist_ok=True)
    shutil.copy(page / "search/index.html", folder / "site/search/index.html")
    return folder / "site"


def questions(site: Site, out: Path, store: Store) -> dict[str, str]:
    """What is asked: a common word, three words, a phrase from an article, two filters."""
    article = msgspec.msgpack.decode(
        store.scope("describe").get_many([site.cards[len(site.cards) // 2].key]).popitem()[1], type=Article
    )
    words = article.text.split()
    at = next(
        n
        for n in range(30, len(words) - 3)
        if words[n + 1] in LITTLE and words[n] not in LITTLE and words[n + 2] not in LITTLE and words[n].islower()
    )
    frequent = Corpus(0).words
    return {
        "a common word": "?q=" + quote(str(frequent[3])),
        "three words": "?q=" + quote(f"{frequent[20]} {frequent[150]} {frequent[900]}"),
        "a phrase": "?q=" + quote(f'"{" ".join(words[at : at + 3]).strip(".")}"'),
        "two filters, newest first": "?outlet=" + quote("the daily 2") + "&place=place-5&sort=newest",
    }


def visit(site: Path, asked: dict[str, str]) -> Iterator[tuple[str, float, float, float]]:
    """(what, KB, ms to the answer, KB with all that comes after it). Each in a browser that has only the page itself."""
    from playwright.sync_api import sync_playwright

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Slow, directory=str(site)))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/search/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for what, ask in {"ready": "", **asked}.items():
            page = browser.new_context().new_page()
            Slow.sent = Slow.script = 0
            start = time.monotonic()
            page.goto(base)
            page.wait_for_selector("#results[data-state=idle]")
            ready = (time.monotonic() - start) * 1000
            page.wait_for_load_state("networkidle")
            if not ask:
                yield what, Slow.sent / 1000, ready, Slow.sent / 1000
                yield "  of it scripts", Slow.script / 1000, 0, 0
                continue
            Slow.sent = 0
            page.focus("#q")  # the engine comes while the visitor types; its bytes count here
            page.wait_for_load_state("networkidle")
            page.evaluate("""ask => { window.times = performance.now(); new MutationObserver(() => {
                if (document.querySelector('#results').dataset.state === 'done') window.took ??= performance.now() - window.times;
            }).observe(document.querySelector('#results'), { attributes: true }); history.pushState(null, '', ask); dispatchEvent(new PopStateEvent('popstate')); }""", ask)  # fmt: skip
            page.wait_for_function("() => window.took !== undefined", timeout=60000)
            sent = Slow.sent / 1000
            page.wait_for_load_state("networkidle")
            yield (
                f"{what} ({page.get_attribute('#results', 'data-total')})",
                sent,
                page.evaluate("window.took"),
                Slow.sent / 1000,
            )
            page.context.close()
        browser.close()
    server.shutdown()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--workers", type=int, default=default_workers())
    parser.add_argument("--rtt", type=float, default=85)
    parser.add_argument("--mbps", type=float, default=9)
    parser.add_argument("--skip-fts", action="store_true")
    args = parser.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp(prefix="bench-search-"))
    folder.mkdir(parents=True, exist_ok=True)
    Slow.rtt, Slow.mbps = args.rtt, args.mbps
    try:
        measure(args, folder)
    finally:
        if not args.folder:
            shutil.rmtree(folder)


def measure(args: argparse.Namespace, folder: Path) -> None:
    site_folder = shell(folder)
    store = Store.open(folder / "store")
    site, size = fill(Corpus(args.articles), store, folder / "texts.db")
    print(f"{args.articles} articles, {size / 1e6:.0f} MB of text", flush=True)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, sizes = build(site, store, site_folder, args.workers)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    again, _ = build(site, store, folder / "again", args.workers)
    shutil.rmtree(folder / "again")
    print(
        f"build     {seconds:.1f} s, {peak / 1e3:.0f} MB in the largest process ({before / 1e3:.0f} before); a second time {again:.1f} s"
    )
    rest = sum(sizes.values()) - sizes["text"]
    print(
        f"bytes     {rest / 1e6:.1f} MB, {rest / size:.3f} of the text; texts to quote from {sizes['text'] / size:.3f}; {sizes}",
        flush=True,
    )
    if not args.skip_fts:
        other, bytes_ = fts5(folder / "texts.db", folder)
        print(
            f"FTS5      {other:.1f} s, {bytes_ / size:.3f} of the text; ours takes {seconds / other:.2f} of its time",
            flush=True,
        )
    asked = questions(site, site_folder, store)
    for what, kb, ms, all_kb in visit(site_folder, asked):
        print(f"{what:36s} {kb:8.0f} KB {ms:8.0f} ms   {all_kb:8.0f} KB with filters and quotes", flush=True)
    start = time.monotonic()
    query(site_folder, "one common question")
    print(f"Python reader {1000 * (time.monotonic() - start):.0f} ms")


if __name__ == "__main__":
    main()
