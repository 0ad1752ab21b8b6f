"""The store: values by digest, scoped, forgotten when nobody asks, gone when they must be."""

from __future__ import annotations

import multiprocessing
import pickle
from pathlib import Path

from sitegen.store import FORGET_AFTER, Store, code_digest, digest, empty


def test_a_value_comes_back_under_its_key_and_its_scope(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    one, other = store.scope("clean", "v1"), store.scope("clean", "v2")
    one.put_many({"a": b"1", "b": b"2"})
    assert one.get_many(["a", "b", "c"]) == {"a": b"1", "b": b"2"}
    assert other.get_many(["a"]) == {}


def test_more_keys_than_one_question_holds(tmp_path: Path) -> None:
    scope = Store.open(tmp_path).scope("x")
    values = {str(n): str(n).encode() for n in range(1700)}
    scope.put_many(values)
    assert scope.get_many(list(values)) == values


def _write(scope: object) -> None:
    scope.put_many({"from": b"worker"})  # type: ignore[attr-defined]


def test_a_scope_travels_to_a_worker(tmp_path: Path) -> None:
    scope = Store.open(tmp_path).scope("x")
    scope.put_many({"a": b"1"})
    assert pickle.loads(pickle.dumps(scope)).get_many(["a"]) == {"a": b"1"}
    worker = multiprocessing.get_context("fork").Process(target=_write, args=(scope,))
    worker.start()
    worker.join()
    assert scope.get_many(["from"]) == {"from": b"worker"}


def test_what_no_build_asks_for_is_swept_and_what_is_asked_for_stays(tmp_path: Path) -> None:
    Store.open(tmp_path).scope("x").put_many({"used": b"1", "unused": b"2"})
    for _ in range(FORGET_AFTER + 2):
        store = Store.open(tmp_path)
        assert store.scope("x").get_many(["used"])
        store.sweep()
        store.close()
    assert Store.open(tmp_path).scope("x").get_many(["used", "unused"]) == {"used": b"1"}


def test_dropped_and_forgotten_values_are_gone_from_the_disk(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    scope = store.scope("x")
    scope.put_many({"a": b"a secret name"})
    scope.drop_many(["a"])
    assert scope.get_many(["a"]) == {}
    store.close()
    empty(tmp_path)
    assert not list(tmp_path.glob("store-*"))


def test_a_damaged_file_is_replaced(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    file = next(tmp_path.glob("store-*.sqlite"))
    file.write_bytes(b"this is no database" * 100)
    store = Store.open(tmp_path)
    store.scope("x").put_many({"a": b"1"})
    assert store.scope("x").get_many(["a"]) == {"a": b"1"}


def test_digests_depend_on_order_and_on_code(tmp_path: Path) -> None:
    assert digest("a", "b") != digest("b", "a") != digest("ab")
    (tmp_path / "stage").mkdir()
    (tmp_path / "stage" / "rules.py").write_text("one")
    before = code_digest(tmp_path, ["stage"])
    (tmp_path / "stage" / "rules.py").write_text("two")
    assert code_digest(tmp_path, ["stage"]) != before
