"""The output folder: built beside the old tree and exchanged with it in one step.

A reader, a killed build or a full disk never sees half a site. The folder carries our manifest
(`.sitegen.manifest`: one `sha256  size  path` line a file, sorted); a folder with anything in it that
has none is not touched. Unchanged files are hard links into the old tree, or copies where the file
system has no hard links. Leftovers of a killed build are completed or undone at the next start.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.model import File, Stream

MANIFEST = ".sitegen.manifest"
KEEPERS = (".gitkeep", ".gitignore")
"""Files that may lie in an otherwise empty output folder; they are carried over."""


class NotOurs(Exception):
    """The output folder holds something that we did not make."""


class Busy(Exception):
    """Another build is writing this output folder."""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """One file of the last tree. `key` is the digest of what its bytes were made from ("" where only
    the bytes decide); `mtime` (ns) and `size` are how we left it: a file that differs was tampered with."""

    key: str
    sha256: str
    size: int
    mtime: int


class Output:
    """One output folder during one build. Use `locked` to get one."""

    def __init__(self, folder: Path, before: dict[str, Made]) -> None:
        self.folder = folder
        self.fresh = _beside(folder, "new")
        self.before = before
        self.made: dict[str, Made] = {}
        self.written = 0
        self._folders: set[str] = set()

    # ---------------------------------------------------------------- adding files

    def keep(self, path: str, key: str) -> bool:
        """Take over the file at `path` from the last tree if it was made from the same `key`."""
        old = self.before.get(path)
        if old is None or not key or old.key != key or not self._intact(path, old):
            return False
        self._link(path)
        self.made[path] = old
        return True

    def write(self, file: File, key: str = "") -> None:
        """Add a file: compared with the last tree's, then linked or written."""
        sha, old = hashlib.sha256(file.data).hexdigest(), self.before.get(file.path)
        if file.path in self.made:
            raise ValueError(f"two files at one address: {file.path}")
        if old is not None and old.sha256 == sha and self._intact(file.path, old):
            self._link(file.path)
            self.made[file.path] = msgspec.structs.replace(old, key=key)
            return
        target = self._place(file.path)
        target.write_bytes(file.data)
        self.made[file.path] = Made(key, sha, len(file.data), target.stat().st_mtime_ns)
        self.written += 1

    def write_parts(self, stream: Stream) -> None:
        """Add a file that comes in parts: written, and replaced by the last tree's where the bytes are the same."""
        if stream.path in self.made:
            raise ValueError(f"two files at one address: {stream.path}")
        target, sha, size = self._place(stream.path), hashlib.sha256(), 0
        with target.open("wb") as handle:
            for part in stream.parts:
                handle.write(part)
                sha.update(part)
                size += len(part)
        old = self.before.get(stream.path)
        if old is not None and old.sha256 == sha.hexdigest() and self._intact(stream.path, old):
            target.unlink()
            self._link(stream.path)
            self.made[stream.path] = msgspec.structs.replace(old, key="")
            return
        self.made[stream.path] = Made("", sha.hexdigest(), size, target.stat().st_mtime_ns)
        self.written += 1

    def commit(self) -> tuple[int, int]:
        """Exchange the new tree with the old one. Returns (files written, files removed)."""
        self._carry_over()
        lines = "".join(f"{made.sha256}  {made.size}  {path}\n" for path, made in sorted(self.made.items()))
        self._place(MANIFEST).write_text(lines, encoding="utf-8")
        removed = len(self.before.keys() - self.made.keys())
        swap(self.fresh, self.folder)
        return self.written, removed

    def unchanged(self) -> bool:
        """Whether every file of the last tree still lies there as we left it."""
        if not self.before or not (self.folder / MANIFEST).is_file():
            return False
        return all(self._intact(path, old) for path, old in self.before.items())

    # ---------------------------------------------------------------- inside

    def _intact(self, path: str, old: Made) -> bool:
        try:
            now = os.stat(os.path.join(self.folder, path), follow_symlinks=False)  # noqa: PTH116, PTH118 (hot)
        except OSError:
            return False
        return now.st_size == old.size and now.st_mtime_ns == old.mtime

    def _place(self, path: str) -> Path:
        """Where a new file goes; refuses a path that would leave the tree."""
        parts = path.split("/")
        if path.startswith("/") or ".." in parts or "" in parts or "\\" in path or "\0" in path:
            raise ValueError(f"not a path inside the site: {path!r}")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.fresh / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return self.fresh / path

    def _link(self, path: str) -> None:
        target, source = self._place(path), self.folder / path
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    def _carry_over(self) -> None:
        for name in KEEPERS:
            if (self.folder / name).is_file():
                shutil.copy2(self.folder / name, self._place(name))


@contextlib.contextmanager
def locked(folder: Path, state: Path, before: Mapping[str, Made] | None = None) -> Iterator[Output]:
    """The output folder for one build at a time; checks that it is ours and clears a killed build's leftovers.

    `state` is the folder for the lock. The new tree is removed if the block raises.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    state.mkdir(parents=True, exist_ok=True)
    with _lock(state / f"{folder.name}.lock", folder):
        recover(folder)
        check_ours(folder)
        output = Output(folder, dict(before or {}) if (folder / MANIFEST).is_file() else {})
        try:
            yield output
        finally:
            _remove(output.fresh)


def check_ours(folder: Path) -> None:
    """Refuse a folder that holds something and not our manifest."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise NotOurs(f"output {folder} is not a folder; name another with -o")
    names = {entry.name for entry in folder.iterdir()}
    if names - set(KEEPERS) and MANIFEST not in names:
        raise NotOurs(
            f"output folder {folder} is not empty and was not made by sitegen; empty it, or name another with -o"
        )


def recover(folder: Path) -> None:
    """Complete or undo what a killed build left: afterwards the folder is one whole tree, or absent."""
    old, new = _beside(folder, "old"), _beside(folder, "new")
    if old.exists() and not folder.exists():
        old.rename(folder)
    _remove(old)
    _remove(new)


def swap(fresh: Path, folder: Path) -> None:
    """Put `fresh` where `folder` is and remove the old tree: one step where the system can exchange."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old = _beside(folder, "old")
    if not _exchange(fresh, folder):
        folder.rename(old)
        fresh.rename(folder)
        _remove(old)
        return
    fresh.rename(old)  # what lies at `fresh` now is the old tree: named so that a killed removal is not mistaken
    _remove(old)


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.sitegen-{what}")


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two paths atomically: Linux renameat2(RENAME_EXCHANGE), macOS renamex_np(RENAME_SWAP)."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        one, two = os.fsencode(a), os.fsencode(b)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(one, two, ctypes.c_uint(2)) == 0)
        return bool(libc.renameat2(-100, one, -100, two, ctypes.c_uint(2)) == 0)
    except (OSError, AttributeError, TypeError):
        return False


@contextlib.contextmanager
def _lock(file: Path, folder: Path) -> Iterator[None]:
    """Hold an exclusive lock on `file`; the system lets go of it when the process ends, however it ends."""
    with file.open("a+b") as handle:
        try:
            _take(handle.fileno())
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise
            raise Busy(
                f"another build is writing {folder}; wait for it to end, or name another output with -o"
            ) from None
        yield


def _take(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
