"""The content-addressed cache: values by digest of everything that decides them.

A value found under its key is right by construction (a constructive trace, after Mokhov, Mitchell and
Peyton Jones, "Build Systems à la Carte", 2018), so nothing here knows about changed files. One SQLite
file in WAL mode; on a cluster, files or objects behind the same two functions can take its place.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

SCHEMA = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"
AGED = "CREATE INDEX IF NOT EXISTS aged ON kept (used)"
"""Without it a sweep reads the whole file."""
FORMAT = 1
ASKED_AT_ONCE = 500
FORGET_AFTER = 12
"""Builds after which a value that none of them asked for is dropped."""


def digest(*parts: Any) -> str:
    """Hex digest of any values msgpack can write, in order; 160 bits."""
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=20).hexdigest()


def code_digest(folder: Path, parts: Iterable[str]) -> str:
    """Digest of the files of the package's `parts` (modules or folders): the code that makes a value."""
    found: list[tuple[str, bytes]] = []
    for part in sorted(parts):
        place = folder / part
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        found += [
            (file.relative_to(folder).as_posix(), file.read_bytes())
            for file in files
            if file.is_file() and file.suffix != ".pyc"
        ]
    return digest(*[(name, hashlib.blake2b(data, digest_size=20).digest()) for name, data in found])


def library_versions(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(name, version) of installed distributions; a missing one has an empty version."""
    return tuple((name, _version(name)) for name in sorted(names))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


class Store:
    """The SQLite file behind all caches. Picklable; each process and thread opens its own connection."""

    def __init__(self, path: Path, build: int = 0) -> None:
        self.path, self.build = path, build
        self._here: tuple[int, int] | None = None
        self._connection: sqlite3.Connection | None = None

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store in `folder`, made when missing; starts a new build number. A damaged file is replaced."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"store-{FORMAT}.sqlite"
        try:
            return cls(path, _next_build(path))
        except sqlite3.DatabaseError:
            empty(folder)
            return cls(path, _next_build(path))

    def __getstate__(self) -> tuple[Path, int]:
        return self.path, self.build

    def __setstate__(self, state: tuple[Path, int]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    @property
    def connection(self) -> sqlite3.Connection:
        here = (os.getpid(), threading.get_ident())
        if self._connection is None or self._here != here:
            self._connection, self._here = _connect(self.path), here
        return self._connection

    def scope(self, stage: str, *decides: Any) -> Scope:
        """The cache of one stage: `decides` is all but its inputs that its values depend on."""
        return Scope(self, digest(stage, *decides))

    def sweep(self) -> None:
        """Drop what no recent build asked for."""
        with self.connection as db:
            db.execute("DELETE FROM kept WHERE used < ?", (self.build - FORGET_AFTER,))

    def close(self) -> None:
        if self._connection is not None and self._here == (os.getpid(), threading.get_ident()):
            self._connection.close()
        self._connection = None


class Scope:
    """A `model.Cache`: the part of the store whose keys begin with one stage's digest."""

    def __init__(self, store: Store, digest: str) -> None:
        self.store, self.digest = store, digest

    @property
    def folder(self) -> Path:
        """Where files that every worker must see may lie for a while."""
        return self.store.path.parent

    def _key(self, key: str) -> bytes:
        return hashlib.blake2b(f"{self.digest}/{key}".encode(), digest_size=20).digest()

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        names = {self._key(key): key for key in keys}
        wanted, stale = list(names), []
        for at in range(0, len(wanted), ASKED_AT_ONCE):
            part = wanted[at : at + ASKED_AT_ONCE]
            marks = ",".join("?" * len(part))
            rows = self.store.connection.execute(f"SELECT key, value, used FROM kept WHERE key IN ({marks})", part)
            for name, value, used in rows:
                found[names[name]] = value
                if used < self.store.build - FORGET_AFTER // 2:
                    stale.append((self.store.build, name))
        if stale:
            with self.store.connection as db:
                db.executemany("UPDATE kept SET used = ? WHERE key = ?", stale)
        return found

    def put_many(self, values: Mapping[str, bytes]) -> None:
        rows = [(self._key(key), value, self.store.build) for key, value in values.items()]
        with self.store.connection as db:
            db.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def drop_many(self, keys: Sequence[str]) -> None:
        """Delete values for good (the freed pages are overwritten)."""
        with self.store.connection as db:
            db.execute("PRAGMA secure_delete = ON")
            db.executemany("DELETE FROM kept WHERE key = ?", [(self._key(key),) for key in keys])


def empty(folder: Path) -> None:
    """Empty the cache in `folder` for good: files are unlinked, not marked free."""
    for file in folder.glob("store-*.sqlite*"):
        file.unlink(missing_ok=True)


def _next_build(path: Path) -> int:
    db = _connect(path)
    try:
        with db:
            db.execute(SCHEMA)
            db.execute(AGED)
            number = int(db.execute("PRAGMA user_version").fetchone()[0]) + 1
            db.execute(f"PRAGMA user_version = {number}")
            return number
    finally:
        db.close()


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=120)
    # A crash may lose the newest values, never damage the file; they are made again.
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    # Every 64 MB, not 4: a batch of the search index alone writes 10, and each move to the file waits for the disk.
    db.execute("PRAGMA wal_autocheckpoint = 16384")
    return db
