"""Workers: the same results in the same order, whatever happens to the processes."""

from __future__ import annotations

import os
import signal
import time

import pytest

from sitegen.execute import Failed, Lost, Workers


def double(n: int) -> int:
    time.sleep(0.001 * (n % 3))
    return 2 * n


def die_on_seven(n: int) -> int:
    if n == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def hang_on_five(n: int) -> int:
    if n == 5:
        time.sleep(60)
    return n


def die_once(where: str) -> str:
    """Kills its worker the first time it is called with a path."""
    if not os.path.exists(where):
        with open(where, "w"):
            pass
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def complain(n: int) -> int:
    raise ValueError(f"bad {n}")


def hoard(n: int) -> str:
    """Asks for more memory than the machine has."""
    try:
        return f"got {len(bytearray(1 << 60))}"
    except MemoryError:
        return "refused"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_order_whatever_the_number_of_workers(count: int) -> None:
    with Workers(count) as workers:
        assert list(workers.each(double, range(200), chunk=7)) == [2 * n for n in range(200)]
        assert list(workers(double, range(5))) == [0, 2, 4, 6, 8]


def test_a_killed_worker_loses_only_the_item_it_had_in_hand() -> None:
    with Workers(2) as workers:
        found = list(workers.each(die_on_seven, range(40), chunk=8, lost=lambda n, why: -n))
    assert found == [n if n != 7 else -7 for n in range(40)]


def test_an_item_that_hangs_is_given_up_and_the_others_go_on() -> None:
    with Workers(2, patience=0.4) as workers:
        found = list(workers.each(hang_on_five, range(12), chunk=4, lost=lambda n, why: why))
    assert "longer than" in found[5]
    assert found[:5] + found[6:] == [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]


def test_an_item_that_is_known_to_be_slow_gets_its_time() -> None:
    with Workers(2, patience=0.2) as workers:
        assert (
            list(workers.each(time.sleep, [0.0, 0.6], chunk=2, lost=lambda n, why: why, slow=lambda n: n)) == [None] * 2
        )


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: object) -> None:
    with Workers(2) as workers:
        assert list(workers(die_once, [f"{tmp_path}/flag"])) == ["done"]


def test_a_lost_item_without_a_substitute_is_an_error() -> None:
    with Workers(2) as workers, pytest.raises(Lost):
        list(workers(die_on_seven, [7]))


def test_an_exception_in_a_worker_carries_its_traceback() -> None:
    with Workers(2) as workers, pytest.raises(Failed, match="bad 3"):
        list(workers(complain, [3]))


def test_large_results_and_large_items_do_not_lock_up() -> None:
    items = [bytes([n]) * 3_000_000 for n in range(8)]
    with Workers(2) as workers:
        assert [len(found) for found in workers.each(bytes, items, chunk=2)] == [3_000_000] * 8


def test_no_process_is_started_for_nothing() -> None:
    with Workers(4) as workers:
        assert list(workers.each(double, [])) == []


def test_a_worker_cannot_take_all_memory() -> None:
    import resource

    with Workers(2) as workers:
        assert list(workers(hoard, [1])) == ["refused"]
        limits = list(workers(resource.getrlimit, [resource.RLIMIT_DATA]))
    assert limits[0][0] < os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
