"""Where sorted arrays lie between two steps of a shuffle: in memory, or as files that every worker sees.

A step is a pure function over a part of the data that takes a shelf and names; it runs the same in this process, in worker
processes or on a cluster, because what it reads and writes lies on the shelf and not in its hands.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

PREFIX = "shuffle-"
STALE = 24 * 3600
"""Seconds after which the folder of a killed build is cleared away by the next one that needs room."""


class Shelf(Protocol):
    """Arrays by name."""

    def put(self, name: str, values: npt.NDArray[Any]) -> None: ...

    def get(self, name: str) -> npt.NDArray[Any]: ...

    def between(self, name: str, low: int, high: int) -> Keys:
        """Of a sorted array of 64-bit keys those from `low` up to, not including, `high`."""
        ...

    def drop(self, names: Sequence[str]) -> None: ...


class Memory:
    """A shelf for one process."""

    def __init__(self) -> None:
        self._arrays: dict[str, npt.NDArray[Any]] = {}

    def put(self, name: str, values: npt.NDArray[Any]) -> None:
        self._arrays[name] = values

    def get(self, name: str) -> npt.NDArray[Any]:
        return self._arrays[name]

    def between(self, name: str, low: int, high: int) -> Keys:
        return _between(self._arrays[name], low, high)

    def drop(self, names: Sequence[str]) -> None:
        for name in names:
            del self._arrays[name]


class Folder:
    """A shelf of files. Picklable; a step that is run twice writes the same file again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, values: npt.NDArray[Any]) -> None:
        with tempfile.NamedTemporaryFile(dir=self.path, delete=False) as file:
            np.save(file, values)
        Path(file.name).replace(self._file(name))

    def get(self, name: str) -> npt.NDArray[Any]:
        made: npt.NDArray[Any] = np.load(self._file(name))
        return made

    def between(self, name: str, low: int, high: int) -> Keys:
        return np.array(_between(np.load(self._file(name), mmap_mode="r"), low, high))

    def drop(self, names: Sequence[str]) -> None:
        for name in names:
            self._file(name).unlink()

    def _file(self, name: str) -> Path:
        return self.path / f"{name}.npy"


def _between(values: Keys, low: int, high: int) -> Keys:
    first = values.searchsorted(np.uint64(low))
    stop = len(values) if high > np.iinfo(np.uint64).max else int(values.searchsorted(np.uint64(high)))
    return values[first:stop]


@contextlib.contextmanager
def room(cache: object) -> Iterator[Folder]:
    """A folder shelf beside the cache (its `folder`; the system's own place where it has none), gone afterwards."""
    home: Path | None = getattr(cache, "folder", None)
    if home is not None:
        _clear(home)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=home) as path:
        yield Folder(Path(path))


def _clear(home: Path) -> None:
    for left in home.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                shutil.rmtree(left)
