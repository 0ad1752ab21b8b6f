"""What search costs at an archive's size: index build against SQLite FTS5 on the same text in one run, bytes, memory, and what a visitor waits for.

usage: bench_search.py [--articles N] [--segment N] [--folder DIR] [--workers N] [--rtt MS] [--mbps M] [--skip-fts] [--skip-browser]

Makes a seeded, news-like corpus, builds the index, serves it with a loopback server that delays every answer, and prints one table, with what is wanted of
100,000 articles beside it. 10,000 articles take a minute or two, 100,000 about five, 300,000 a quarter of an hour and 6 GB of disk. Build times are only worth
something on a quiet machine; the processor time beside them bears a busy one better. The page's own files count as a compressing host sends them; the
index is gzipped already. With --segment the index is cut into segments of about so many articles; then the Python reader is asked, which counts the bytes
that it reads for the first answer and for an exact one.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec
import numpy as np
from visitor import Slow, visit

from sitegen.execute import Workers, default_workers
from sitegen.model import Article, Block, Card, Entity, EntityLinks, Site, Source, VersionLinks
from sitegen.search import index
from sitegen.search.evaluate import rank
from sitegen.search.options import SearchOptions
from sitegen.search.parse import parse
from sitegen.search.shelf import Archive
from sitegen.store import Store

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


class Built(msgspec.Struct):
    """Wall and processor seconds of a build, bytes by folder."""

    seconds: float
    processor: float
    sizes: dict[str, int]


def build(site: Site, store: Store, out: Path, args: argparse.Namespace) -> Built:
    start, processor = time.monotonic(), _processor()
    sizes: dict[str, int] = {}
    made: set[str] = set()
    with Workers(args.workers) as run:
        options = SearchOptions(segment=args.segment)
        for file in index(site, store.scope("describe"), store.scope("search", args.segment), options, run):
            folder = os.path.dirname(file.path)
            if folder not in made:
                (out / folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            _write(f"{out}/{file.path}", file.data)
            kind = "manifest" if file.path.endswith("manifest.gz") else _kind(file.path)
            sizes[kind] = sizes.get(kind, 0) + len(file.data)
    return Built(time.monotonic() - start, _processor() - processor, sizes)


def _kind(path: str) -> str:
    """The folder's letter; tables lie beside the folders."""
    place = path.split("/")[-2]
    return place if place.isalpha() and place not in ("search", "s") else "tables"


def _processor() -> float:
    """Seconds of this process and of those that ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def change(site: Site, store: Store) -> Site:
    """The same with a few words more in one article."""
    scope, number = store.scope("describe"), len(site.cards) // 2
    card = site.cards[number]
    article = msgspec.msgpack.decode(scope.get_many([card.key])[card.key], type=Article)
    blocks = (*article.blocks, Block("paragraph", "A few novel words.", None))
    scope.put_many({"changed": msgspec.msgpack.encode(Article(article.source, blocks))})
    cards = (*site.cards[:number], msgspec.structs.replace(card, key="changed"), *site.cards[number + 1 :])
    return msgspec.structs.replace(site, cards=cards)


def _write(path: str, data: bytes) -> None:
    """As little of Python as may be: what a file costs is the file system's."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(file, data)
    finally:
        os.close(file)


def create(folder: Path) -> float:
    """Microseconds that a small file costs. ext4 takes several times as long for some minutes after many files were
    deleted, which tells most on an index, with a file an article, and not at all on FTS5's one."""
    target = folder / "created"
    target.mkdir()
    start = time.monotonic()
    for n in range(2000):
        _write(f"{target}/{n}", b"x" * 2000)
    return (time.monotonic() - start) / 2000 * 1e6


def fts5(texts: Path, folder: Path) -> tuple[float, float, int]:
    """SQLite's own index of the same text, without a copy of the text: wall and processor seconds, bytes."""
    target = folder / "fts.db"
    start, processor = time.monotonic(), _processor()
    with sqlite3.connect(target) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("CREATE VIRTUAL TABLE f USING fts5(title, body, content='', tokenize='porter unicode61')")
        db.execute("ATTACH ? AS t", (str(texts),))
        db.execute("INSERT INTO f(rowid, title, body) SELECT rowid, title, body FROM t.article")
    db.execute("INSERT INTO f(f) VALUES ('optimize')")
    db.commit()
    seconds, processor = time.monotonic() - start, _processor() - processor
    db.execute("VACUUM")
    db.close()
    return seconds, processor, target.stat().st_size


# --------------------------------------------------------------------------------- the visitor


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


def questions(site: Site, store: Store) -> dict[str, tuple[str, str]]:
    """What is asked, as the page's address and as the query language has it: a common word, three words, a phrase
    from an article, two filters."""
    card = site.cards[len(site.cards) // 2]
    article = msgspec.msgpack.decode(store.scope("describe").get_many([card.key])[card.key], type=Article)
    words = article.text.split()
    at = next(
        n
        for n in range(30, len(words) - 3)
        if words[n + 1] in LITTLE and words[n] not in LITTLE and words[n + 2] not in LITTLE and words[n].islower()
    )
    frequent = Corpus(0).words
    texts = {
        "a common word": str(frequent[3]),
        "three words": f"{frequent[20]} {frequent[150]} {frequent[900]}",
        "a phrase": f'"{" ".join(words[at : at + 3]).strip(".")}"',
    }
    asked = {what: ("?q=" + quote(text), text) for what, text in texts.items()}
    filters = "?outlet=" + quote("the daily 2") + "&place=place-5&sort=newest"
    return {**asked, "two filters, newest first": (filters, 'outlet:"the daily 2" place:"place 5"')}


def read(folder: Path, asked: dict[str, tuple[str, str]]) -> Iterator[tuple[str, float, float]]:
    """(what, KB read, ms) of each question to the Python reader: for the first answer, and for an exact one."""
    for what, (_, text) in asked.items():
        tree, sort = parse(text).tree, "newest" if what.endswith("newest first") else "relevance"
        for enough in (10, None):
            start = time.monotonic()
            archive = Archive(folder / "search")
            found = rank(archive, tree, sort, enough)
            took = (time.monotonic() - start) * 1000
            name = f"{what} ({len(found.order)} in {found.asked} of {len(archive.shelves)})"
            yield name, archive.taken / 1000, took


# ------------------------------------------------------------------------------------- the table

WANTED = {"ready": "20 KB, 500 ms", "a common word": "150 KB, 600 ms", "three words": "250 KB, 700 ms", "a phrase": "300 KB, 1000 ms",
          "two filters, newest first": "200 KB, 600 ms", "  of it scripts": "20 KB"}  # fmt: skip
"""Of 100,000 articles, at 9 Mbps and 85 ms."""


def row(what: str, found: str, wanted: str = "") -> None:
    print(f"| {what:44s} | {found:58s} | {wanted:16s} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--segment", type=int, default=SearchOptions().segment)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--workers", type=int, default=default_workers())
    parser.add_argument("--rtt", type=float, default=85)
    parser.add_argument("--mbps", type=float, default=9)
    parser.add_argument("--skip-fts", action="store_true")
    parser.add_argument("--skip-browser", action="store_true")
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
    creating = create(folder)
    store = Store.open(folder / "store")
    site, size = fill(Corpus(args.articles), store, folder / "texts.db")
    row(f"{args.articles} articles, {size / 1e6:.0f} MB of text", f"{args.rtt:.0f} ms, {args.mbps:.0f} Mbps", "wanted")
    row("---", "---", "---")
    row("creating a file here", f"{creating:.0f} µs", "below 100 µs")
    first = builds(args, folder, site_folder, (site, store))
    bytes_(first.sizes, size)
    if not args.skip_fts:
        seconds, processor, taken = fts5(folder / "texts.db", folder)
        row(
            "SQLite FTS5, the same text",
            f"{seconds:.1f} s, {processor:.1f} s of processor, {taken / size:.3f} of the text",
        )
        row("build / FTS5", f"{first.seconds / seconds:.2f}", "1.5")
    asked = questions(site, store)
    several = args.articles > args.segment
    if several or args.skip_browser:
        for what, kb, ms in read(site_folder, asked):
            row(what, f"{kb:.0f} KB, {ms:.0f} ms in the Python reader")
    else:
        for found in visit(site_folder, asked):
            text = f"{found.answer:.0f} KB, {found.took:.0f} ms"
            if found.engine:
                text += f"; engine {found.engine:.0f} KB; quotes, filters +{found.all - found.answer:.0f} KB"
            row(found.what, text, WANTED.get(found.what.partition(" (")[0], ""))


def builds(args: argparse.Namespace, folder: Path, target: Path, made: tuple[Site, Store]) -> Built:
    """The first, one with nothing changed, one with one article changed."""
    site, store = made
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first = build(site, store, target, args)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    row("index build", f"{first.seconds:.1f} s, {first.processor:.1f} s of processor")
    row("largest process", f"{peak / 1e3:.0f} MB, {before / 1e3:.0f} of them before", "1500 MB")
    again = build(site, store, folder / "again", args)
    row("the same again", f"{again.seconds:.1f} s, {again.processor:.1f} s of processor")
    changed = build(change(site, store), store, folder / "changed", args)
    row("one article changed", f"{changed.seconds:.1f} s, {changed.processor:.1f} s of processor")
    for name in ("again", "changed"):
        shutil.rmtree(folder / name)
    return first


def bytes_(sizes: dict[str, int], size: int) -> None:
    rest = sum(sizes.values()) - sizes["text"]
    row("index bytes / text bytes", f"{rest / size:.3f} ({rest / 1e6:.1f} MB)", "0.35")
    row("texts to quote from / text bytes", f"{sizes['text'] / size:.3f}")
    parts = ", ".join(
        f"{name} {value / 1e6:.1f}" for name, value in sorted(sizes.items()) if name not in ("text", "manifest")
    )
    row("MB by folder", parts)
    row("manifest", f"{sizes['manifest'] / 1e3:.1f} KB")


if __name__ == "__main__":
    main()
