"""The Dask cluster: the same results as one process, and a worker's death survived."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.cluster import Cluster, NoCluster


def double(n: int) -> int:
    return 2 * n


def die_on_three(n: int) -> int:
    if n == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local:
        yield local.scheduler_address


def test_results_in_order(address: str) -> None:
    with Cluster(address) as cluster:
        assert list(cluster.each(double, range(100), chunk=7)) == [2 * n for n in range(100)]
        assert list(cluster(double, [1, 2])) == [2, 4]


def test_an_item_that_kills_its_workers_is_given_up(address: str) -> None:
    with Cluster(address) as cluster:
        assert list(cluster.each(die_on_three, range(6), chunk=2, lost=lambda n, why: -n)) == [0, 1, 2, -3, 4, 5]


def test_distributed_equals_serial(address: str, tmp_path: Path, make_site: Callable[..., Any]) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for n in range(5):
        (content / f"{n}.txt").write_text(
            f"Story {n}\n\nThe boats of Osthaven came home on Friday with {n} tons of fish, Edith Rowntree said.\n"
        )
    make_site(content, tmp_path / "a" / "out", workers=1)
    make_site(content, tmp_path / "b" / "out", cluster=address)
    tree = lambda folder: {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert tree(tmp_path / "a" / "out") == tree(tmp_path / "b" / "out")


def test_no_scheduler_is_one_line() -> None:
    with pytest.raises(NoCluster, match="no Dask scheduler answers at tcp://127.0.0.1:1"):
        Cluster("tcp://127.0.0.1:1")
