"""The same map on a Dask cluster (`--cluster ADDRESS`, the `dask` extra).

Workers must see the content folder and the cache at the same paths (one machine, or a shared disk). Dask
carries on when a worker dies; an item that takes its worker down again and again is given up as lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sitegen.execute import Lost

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""Chunks in flight a worker thread: enough to keep all busy, few enough to bound memory."""


class NoCluster(Exception):
    """The cluster cannot be used; the text says what to do."""


class Cluster:
    """Stands in for `execute.Workers`. Use as a context manager."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError:
            raise NoCluster("--cluster needs Dask; install it with: pip install 'sitegen[dask]'") from None
        try:
            make: Any = distributed.Client
            self.client = make(address, timeout=10)
        except (OSError, ValueError, TimeoutError) as error:
            raise NoCluster(f"no Dask scheduler answers at {address}: {error}") from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`model.Run`: each item is one task."""
        return self.each(function, items, chunk=1)

    def each(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        chunk: int = 64,
        lost: Callable[[Item, str], Result] | None = None,
        slow: Callable[[Item], float] | None = None,
    ) -> Iterator[Result]:
        """Results in the items' order, as `execute.Workers.each` gives them; Dask waits for any item."""
        source, flying = iter(items), deque[tuple[list[Item], Any]]()
        room = AHEAD * max(1, sum(self.client.nthreads().values()))
        while True:
            while len(flying) < room and (part := list(islice(source, chunk))):
                flying.append((part, self._submit(function, part)))
            if not flying:
                return
            part, future = flying.popleft()
            yield from self._results(function, part, future, lost)

    def _submit(self, function: Callable[[Item], Result], part: list[Item]) -> Any:
        # Not pure: Dask would take a second call with equal arguments for the first and never run it.
        return self.client.submit(_run, function, part, pure=False)

    def _results(
        self,
        function: Callable[[Item], Result],
        part: list[Item],
        future: Any,
        lost: Callable[[Item, str], Result] | None,
    ) -> Iterator[Result]:
        from distributed.scheduler import KilledWorker

        try:
            yield from future.result()
            return
        except KilledWorker as error:
            reason = f"its workers died: {error}"
        for item in part if len(part) > 1 else ():
            yield from self._results(function, [item], self._submit(function, [item]), lost)
        if len(part) == 1:
            if lost is None:
                raise Lost(reason)
            yield lost(part[0], reason)


def _run(function: Callable[[Item], Result], part: list[Item]) -> list[Result]:
    return [function(item) for item in part]
