"""What stages are lent: a cache and a way to run work in parallel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Cache(Protocol):
    """Values by digest of their inputs. Scoped by `build` to a stage, its code, options and
    libraries, so a stage's keys name only its inputs. Picklable: a worker opens its own connection."""

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The values there are; missing keys are left out."""
        ...

    def put_many(self, values: Mapping[str, bytes]) -> None: ...


class Run(Protocol):
    """`execute.map`: a picklable function over items, in processes, results in the items' order."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]: ...
