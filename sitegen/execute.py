"""Run a function over many items: in this process, or in worker processes that may be killed.

The law: results are the same, and in the same order, however many workers there are. A worker that
dies (killed, out of memory) or sits on one item for too long is replaced; the item it had in hand is
tried once more alone and then given up as lost, the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE = 120.0
"""Seconds that one item may take before its worker is killed."""
TRIES = 2


class Lost(Exception):
    """An item that no worker came back from. `reason` says what happened to the last one."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Failed(Exception):
    """The function itself raised in a worker; the text is the worker's traceback."""


def default_workers() -> int:
    """As many as there are processors for us, two at least: a lone worker could not be watched."""
    try:
        return max(2, len(os.sched_getaffinity(0)))
    except AttributeError:
        return max(2, os.cpu_count() or 2)


class Workers:
    """Processes that live as long as the `with` block; started at the first use, so a build that
    finds everything in the store starts none. With `count` 1 all runs in this process."""

    def __init__(self, count: int, patience: float = PATIENCE) -> None:
        self.count, self.patience = count, patience
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers = []

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`model.Run`: each item is one task; an item that is lost raises Lost."""
        return self.each(function, items, chunk=1)

    def each(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        chunk: int = 64,
        lost: Callable[[Item, str], Result] | None = None,
        slow: Callable[[Item], float] | None = None,
    ) -> Iterator[Result]:
        """Results in the items' order. `lost` makes the result of an item that no worker came back from; `slow`
        says how many seconds beyond the usual ones an item may take."""
        if self.count <= 1:
            return map(function, items)
        return _Dispatch(self, function, iter(items), chunk, lost, slow).results()

    def workers(self) -> list[_Worker]:
        while len(self._workers) < self.count:
            self._workers.append(_Worker())
        return self._workers

    def replace(self, worker: _Worker) -> None:
        worker.kill()
        self._workers[self._workers.index(worker)] = _Worker()


class _Worker:
    """One process and the pipe to it. `chunk` is what it has in hand, first item first."""

    def __init__(self) -> None:
        methods = multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.chunk: deque[tuple[int, Any]] = deque()
        self.since = 0.0

    def give(self, function: Callable[[Any], Any], chunk: Iterable[tuple[int, Any]]) -> None:
        self.chunk = deque(chunk)
        self.since = time.monotonic()
        self.pipe.send((function, [item for _, item in self.chunk]))

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def stop(self) -> None:
        if self.chunk:  # a consumer that stopped early: the worker may be waiting for a reader
            return self.kill()
        try:
            self.pipe.send(None)
        except OSError:
            pass
        self.process.join(5)
        return self.kill()


def _serve(pipe: Connection) -> None:
    """A worker's life: take a chunk, send each result as it is made, until told to stop."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    _bound_memory()
    try:
        while (task := pipe.recv()) is not None:
            function, items = task
            for item in items:
                pipe.send(_answer(function, item))
    except (EOFError, KeyboardInterrupt, BrokenPipeError):
        pass


def _bound_memory() -> None:
    """Let one source take half of the machine's memory (2 GiB at least) and no more: past that it is a
    MemoryError in this worker, and not the end of whatever else runs here."""
    try:
        import resource

        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
        resource.setrlimit(resource.RLIMIT_DATA, (max(2 << 30, half), resource.RLIM_INFINITY))
    except (ImportError, ValueError, OSError):
        pass  # no such limit here, or a stricter one is set already


def _answer(function: Callable[[Any], Any], item: Any) -> tuple[bool, Any]:
    try:
        return True, function(item)
    except Exception:
        return False, traceback.format_exc()


class _Dispatch:
    """One call of `each`: hands out chunks, collects answers, gives them back in order."""

    def __init__(
        self, pool: Workers, function: Callable[[Any], Any], items: Iterator[Any], chunk: int,
        lost: Callable[[Any, str], Any] | None, slow: Callable[[Any], float] | None,
    ) -> None:  # fmt: skip
        self.pool, self.function, self.chunk, self.lost, self.slow = pool, function, chunk, lost, slow
        self.items = enumerate(items)
        self.again: deque[tuple[int, Any]] = deque()
        self.tries: dict[int, int] = {}
        self.done: dict[int, Any] = {}
        self.next = 0

    def results(self) -> Iterator[Any]:
        while True:
            self._hand_out()
            if not any(worker.chunk for worker in self.pool.workers()):
                break
            self._collect()
            while self.next in self.done:
                yield self.done.pop(self.next)
                self.next += 1
        while self.next in self.done:
            yield self.done.pop(self.next)
            self.next += 1

    def _hand_out(self) -> None:
        # An early item that is slow must not let the finished ones pile up without bound.
        ahead = len(self.done) > 16 * self.chunk * self.pool.count
        for worker in list(self.pool.workers()):
            if worker.chunk:
                continue
            part = [self.again.popleft()] if self.again else [] if ahead else list(islice(self.items, self.chunk))
            if part:
                self._give(worker, part)

    def _give(self, worker: _Worker, part: list[tuple[int, Any]]) -> None:
        try:
            worker.give(self.function, part)
        except (BrokenPipeError, ConnectionResetError):
            self._bury(worker, "the worker process died")

    def _collect(self) -> None:
        busy = {worker.pipe: worker for worker in self.pool.workers() if worker.chunk}
        left = min(worker.since + self._patience(worker) for worker in busy.values()) - time.monotonic()
        for pipe in wait(list(busy), timeout=max(0.0, left)):
            self._receive(busy[pipe])
        for worker in busy.values():
            if worker.chunk and time.monotonic() - worker.since > self._patience(worker):
                self._bury(worker, f"it took longer than {self._patience(worker):.0f} seconds")

    def _patience(self, worker: _Worker) -> float:
        """Seconds that the item which a worker has in hand may take."""
        return self.pool.patience + (self.slow(worker.chunk[0][1]) if self.slow else 0.0)

    def _receive(self, worker: _Worker) -> None:
        try:
            while worker.chunk and worker.pipe.poll():
                fine, value = worker.pipe.recv()
                if not fine:
                    raise Failed(value)
                number, _ = worker.chunk.popleft()
                worker.since = time.monotonic()
                self.done[number] = value
        except (EOFError, ConnectionResetError):
            self._bury(worker, "the worker process died, perhaps out of memory")

    def _bury(self, worker: _Worker, reason: str) -> None:
        number, item = worker.chunk.popleft()
        rest = list(worker.chunk)
        self.pool.replace(worker)
        self.tries[number] = self.tries.get(number, 0) + 1
        if self.tries[number] < TRIES:
            self.again.append((number, item))
        elif self.lost is None:
            raise Lost(reason)
        else:
            self.done[number] = self.lost(item, reason)
        self.again.extend(rest)
