"""The output folder: built beside the old tree and exchanged with it in one step.

A reader, a killed build or a full disk never sees half a site. The folder carries our manifest
(`.sitegen.manifest`: one `sha256  size  path` line a file, sorted); a folder with anything in it that
has none is not touched. The tree before the last stays as the spare, in `.sitegen/` beside the output:
the next build brings it up to date and exchanges again, so a commit costs what changed, not what exists.
Unchanged files are hard links between the two, or copies where the file system has none; so a file is
never written in place. Leftovers of a killed build are completed or undone at the next start.
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

    def __init__(self, folder: Path, state: Path, before: dict[str, Made]) -> None:
        self.folder = folder
        self.fresh, self.spare = _beside(folder, state, "new"), _beside(folder, state, "spare")
        self.before = before
        self.made: dict[str, Made] = {}
        self.written = 0
        self._folders: set[str] = set()
        if self.spare.exists():
            self.spare.rename(self.fresh)

    # ---------------------------------------------------------------- adding files

    def keep(self, path: str, key: str) -> bool:
        """Take over the file at `path` from the last tree if it was made from the same `key`."""
        old = self.before.get(path)
        if old is None or not key or old.key != key or not self._intact(path, old):
            return False
        self._link(path, old)
        self.made[path] = old
        return True

    def write(self, file: File, key: str = "") -> None:
        """Add a file: compared with the last tree's, then linked or written."""
        self._once(file.path)
        sha, old = hashlib.sha256(file.data).hexdigest(), self.before.get(file.path)
        if old is not None and old.sha256 == sha and self._intact(file.path, old):
            self._link(file.path, old)
            self.made[file.path] = msgspec.structs.replace(old, key=key)
            return
        target = self._place(file.path)
        target.write_bytes(file.data)
        self.made[file.path] = Made(key, sha, len(file.data), target.stat().st_mtime_ns)
        self.written += 1

    def write_parts(self, stream: Stream) -> None:
        """Add a file that comes in parts: written, and replaced by the last tree's where the bytes are the same."""
        self._once(stream.path)
        target, sha, size = self._place(stream.path), hashlib.sha256(), 0
        with target.open("wb") as handle:
            for part in stream.parts:
                handle.write(part)
                sha.update(part)
                size += len(part)
        old = self.before.get(stream.path)
        if old is not None and old.sha256 == sha.hexdigest() and self._intact(stream.path, old):
            self._link(stream.path, old)
            self.made[stream.path] = msgspec.structs.replace(old, key="")
            return
        self.made[stream.path] = Made("", sha.hexdigest(), size, target.stat().st_mtime_ns)
        self.written += 1

    def commit(self, *, spare: bool = True) -> tuple[int, int]:
        """Exchange the new tree with the old one. Returns (files written, files removed).

        Without `spare` the old tree is removed at once: for when what it holds must be gone.
        """
        self._clear_away()
        for name in KEEPERS:
            if (self.folder / name).is_file():
                shutil.copy2(self.folder / name, self._place(name))
        lines = "".join(f"{made.sha256}  {made.size}  {path}\n" for path, made in sorted(self.made.items()))
        self._place(MANIFEST).write_text(lines, encoding="utf-8")
        swap(self.fresh, self.folder, self.spare)
        if not spare:
            _remove(self.spare)
        return self.written, len(self.before.keys() - self.made.keys())

    def unchanged(self) -> bool:
        """Whether every file of the last tree still lies there as we left it."""
        if not self.before or not (self.folder / MANIFEST).is_file():
            return False
        return all(self._intact(path, old) for path, old in self.before.items())

    # ---------------------------------------------------------------- inside

    def _once(self, path: str) -> None:
        if path in self.made:
            raise ValueError(f"two files at one address: {path}")

    def _intact(self, path: str, old: Made) -> bool:
        return _as_left(f"{self.folder}/{path}", old)

    def _place(self, path: str) -> Path:
        """Where a new file goes, cleared: what lies there may be a link to the file that is being served.
        Refuses a path that would leave the tree."""
        parts = path.split("/")
        if path.startswith("/") or ".." in parts or "" in parts or "\\" in path or "\0" in path:
            raise ValueError(f"not a path inside the site: {path!r}")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.fresh / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        target = self.fresh / path
        target.unlink(missing_ok=True)
        return target

    def _link(self, path: str, old: Made) -> None:
        """See that the new tree has the last tree's file: the spare often has it already."""
        if _as_left(f"{self.fresh}/{path}", old):
            return
        target, source = self._place(path), self.folder / path
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    def _clear_away(self) -> None:
        """Remove from the new tree what this build did not make: pages that went, strays of a killed build."""
        start, alive = str(self.fresh), {""}
        for path in self.made:
            while (path := path.rpartition("/")[0]) not in alive:
                alive.add(path)
        for folder, _, names in os.walk(start, topdown=False):
            inside = folder[len(start) + 1 :].replace(os.sep, "/")
            for name in names:
                if (f"{inside}/{name}" if inside else name) not in self.made:
                    Path(folder, name).unlink()
            if inside not in alive:
                Path(folder).rmdir()


@contextlib.contextmanager
def locked(folder: Path, state: Path, before: Mapping[str, Made] | None = None) -> Iterator[Output]:
    """The output folder for one build at a time; checks that it is ours and settles a killed build's leftovers.

    `state` is the folder beside the output for the lock, the new tree and the spare.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    state.mkdir(parents=True, exist_ok=True)
    with _lock(state / f"{folder.name}.lock", folder):
        recover(folder, state)
        check_ours(folder)
        output = Output(folder, state, dict(before or {}) if (folder / MANIFEST).is_file() else {})
        try:
            yield output
        finally:
            recover(folder, state)


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


def recover(folder: Path, state: Path) -> None:
    """Complete or undo what a killed or failed build left: afterwards the folder is one whole tree or absent,
    and what can serve as the spare is the spare (the next build checks each of its files)."""
    old, new, spare = (_beside(folder, state, what) for what in ("old", "new", "spare"))
    if old.exists() and not folder.exists():
        old.rename(folder)
    for tree in (old, new):
        if tree.exists() and not spare.exists():
            tree.rename(spare)
        _remove(tree)


def swap(fresh: Path, folder: Path, spare: Path) -> None:
    """Put `fresh` where `folder` is and the old tree where `spare` is: one step where the system can exchange."""
    if not folder.exists():
        fresh.rename(folder)
        return
    _remove(spare)
    if _exchange(fresh, folder):
        fresh.rename(spare)
        return
    old = spare.with_name(f"{folder.name}.old")
    folder.rename(old)
    fresh.rename(folder)
    old.rename(spare)


def _as_left(path: str, old: Made) -> bool:
    """Whether the file is as we left it: size and time of writing; a link to it has the same."""
    try:
        now = os.stat(path, follow_symlinks=False)  # noqa: PTH116 (asked of every file of every build)
    except OSError:
        return False
    return now.st_size == old.size and now.st_mtime_ns == old.mtime


def _beside(folder: Path, state: Path, what: str) -> Path:
    return state / f"{folder.name}.{what}"


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
