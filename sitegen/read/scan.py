"""What lies in the content folder: the files that may be articles, sorted; everything else counted.

The rules, in order: what [content] ignore names, hidden files, the metadata table, and notes at the
top of the folder (ABOUT, README, LICENSE, … with any extension) are no articles; nor are folders of
saved pages' parts (`page_files/`); nor are kinds of file that no reader is for.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections import Counter
from pathlib import Path
from typing import BinaryIO

import msgspec

from sitegen.model import BadSource, Problem
from sitegen.read.finding import Finding, file_problem
from sitegen.read.formats import is_article_kind, known
from sitegen.read.globs import matches
from sitegen.read.options import ContentOptions
from sitegen.read.stored import Stored, too_large
from sitegen.read.unpacking import bare

NOTES = frozenset(
    {"about", "readme", "license", "licence", "copying", "changelog", "notice", "contributing", "authors"}
)
"""Names of files at the top of the content folder that speak of the archive and are not of it."""

HIDDEN, IGNORED, NOTE, TABLE, SAVED_PARTS = "(hidden)", "(ignored)", "(notes)", "(metadata)", "(page parts)"
_DEEPEST = 60
_SAVED_PAGE = re.compile(r"(.+)(?:_files|-Dateien|_fichiers|_archivos|_bestanden|_arquivos|_file)\Z")


class RawFile(msgspec.Struct, frozen=True):
    """A file that may hold articles. `path` is posix and NFC, relative to the content folder; `disk` is
    its name on disk where that is spelt differently (decomposed accents, bytes that are not UTF-8)."""

    path: str
    size: int
    disk: str = ""

    def stored(self, folder: Path) -> Stored:
        """Where its bytes are; BadSource when they are asked for and cannot be had."""
        place = folder / (self.disk or self.path)
        return Stored(self.size, lambda: _opened(place))


def _opened(place: Path) -> BinaryIO:
    try:
        return place.open("rb")
    except OSError as error:
        hint = "check its permissions" if isinstance(error, PermissionError) else "try again"
        raise BadSource(f"cannot be read: {error.strerror}", hint, rule="unreadable") from None


class Listing(msgspec.Struct, frozen=True):
    """`files` in path order; `skipped` counts what is no article by extension (`.jpg`) or reason
    (`(hidden)`); `problems` names what should have been readable and is not."""

    files: tuple[RawFile, ...]
    skipped: dict[str, int]
    problems: tuple[Problem, ...] = ()


def scan(folder: Path, options: ContentOptions) -> Listing:
    """Walks the content folder. Never raises on content; never follows a link out of the folder."""
    walk = _Walk(folder, options)
    walk.visit("", "", 0)
    files = walk.named()
    problems = tuple(sorted(walk.problems, key=lambda problem: (problem.path, problem.rule)))
    return Listing(files, dict(sorted(walk.skipped.items())), problems)


class _Walk:
    """One walk's tallies: filled by `visit`, read once at the end."""

    def __init__(self, folder: Path, options: ContentOptions) -> None:
        self.folder, self.options = folder, options
        self.root = os.path.realpath(folder)
        self.files: list[RawFile] = []
        self.skipped: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def visit(self, disk: str, path: str, depth: int) -> None:
        """Takes in one folder. `disk` and `path` are its names on disk and in the archive, ending in `/`."""
        entries = self._entries(disk, path)
        names = {entry.name for entry in entries}
        for entry in entries:
            name = _portable(entry.name)
            kind = self._kind(entry, path + name, names)
            if kind == "folder" and depth < _DEEPEST:
                self.visit(f"{disk}{entry.name}/", f"{path}{name}/", depth + 1)
            elif kind == "folder":
                self._report(path + name, "too-deep", f"lies more than {_DEEPEST} folders deep", "move it up")
            elif kind == "file":
                self._take(entry, disk + entry.name, path + name)
            elif kind:
                self.skipped[kind] += 1

    def named(self) -> tuple[RawFile, ...]:
        """The files in path order, each path once: two names that differ only in how an accent is encoded clash."""
        kept: dict[str, RawFile] = {}
        for file in sorted(self.files, key=lambda file: (file.path, file.disk)):
            if file.path in kept:
                self._report(
                    file.path, "same-name", "two files have this name in different Unicode spellings", "rename one"
                )
            kept.setdefault(file.path, file)
        return tuple(kept.values())

    def _entries(self, disk: str, path: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.folder / disk) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._report(
                path or ".", "unreadable", f"the folder cannot be read: {error.strerror}", "check its permissions"
            )
            return []

    def _kind(self, entry: os.DirEntry[str], path: str, names: set[str]) -> str:
        """`folder`, `file`, why it is skipped, or empty where a problem says so."""
        for rule in (self._ignored, self._linked, self._folder, self._special, self._named):
            kind = rule(entry, path, names)
            if kind is not None:
                return kind
        return "file"

    def _ignored(self, entry: os.DirEntry[str], path: str, _: set[str]) -> str | None:
        if matches(self.options.ignore, path):
            return IGNORED
        return HIDDEN if entry.name.startswith(".") else None

    def _linked(self, entry: os.DirEntry[str], path: str, _: set[str]) -> str | None:
        if not entry.is_symlink():
            return None
        target = os.path.realpath(entry.path)
        if os.path.commonpath([self.root, target]) != self.root:
            self._report(
                path,
                "link",
                "a link that leaves the content folder is not followed",
                "copy the file into it",
                "warning",
            )
            return ""
        if not os.path.exists(target):  # noqa: PTH110
            self._report(path, "link", "a link to nothing", "remove it", "warning")
            return ""
        # A folder inside is met at its own place: following the link would double it, or run in circles.
        return "(link)" if os.path.isdir(target) else None  # noqa: PTH112

    def _folder(self, entry: os.DirEntry[str], path: str, names: set[str]) -> str | None:
        if not entry.is_dir(follow_symlinks=False):
            return None
        saved = _SAVED_PAGE.match(entry.name)
        beside = saved and any(saved.group(1) + end in names for end in (".html", ".htm", ".xhtml", ".html.gz"))
        if not beside and not entry.name.endswith("_files"):
            return "folder"
        self._count_parts(entry, path, bool(beside))
        return ""

    def _count_parts(self, entry: os.DirEntry[str], path: str, beside: bool) -> None:
        """Counts what a saved page's folder holds; says so where there is no page that it belongs to."""
        held = [name for _, _, files in os.walk(entry.path) for name in sorted(files)]
        self.skipped.update(extension(name) or SAVED_PARTS for name in held)
        if not beside and any(is_article_kind(name) for name in held):
            reason = f"skipped as the parts of a saved page, with {len(held)} files"
            self._report(path, "page-parts", reason, "if it holds articles, rename the folder", "warning")

    def _special(self, entry: os.DirEntry[str], path: str, _: set[str]) -> str | None:
        if stat.S_ISREG(_mode(entry)):
            return None
        self._report(
            path, "special-file", "not an ordinary file (a pipe, a socket or a device)", "remove it", "warning"
        )
        return ""

    def _named(self, entry: os.DirEntry[str], path: str, _: set[str]) -> str | None:
        if path == self.options.metadata:
            return TABLE
        if path.partition(".")[0].lower() in NOTES:
            return NOTE
        return None if is_article_kind(entry.name) else extension(entry.name)

    def _take(self, entry: os.DirEntry[str], disk: str, path: str) -> None:
        size = entry.stat().st_size
        if "\N{REPLACEMENT CHARACTER}" in path:
            self._report(path, "file-name", "the file's name is not valid UTF-8", "rename it", "warning")
        if size == 0:
            self._report(path, "empty", "the file is empty", "remove it, or fetch it again")
        elif size > self.options.largest and _is_read_whole(path):
            error = too_large(self.options.largest)
            self._report(path, error.rule, error.reason, error.hint)
        elif not os.access(entry.path, os.R_OK):
            self._report(path, "unreadable", "cannot be read: Permission denied", "check its permissions")
        else:
            self.files.append(RawFile(path, size, "" if disk == path else disk))

    def _report(self, path: str, rule: str, reason: str, hint: str, severity: str = "quarantined") -> None:
        finding = Finding(rule, reason, hint)
        self.problems.append(file_problem(path, finding, "warning" if severity == "warning" else "quarantined"))


def _is_read_whole(path: str) -> bool:
    """Whether a file's name says that it is of a kind that the size limit holds for."""
    format = known(path)
    return format is not None and not format.stream and not format.large


def _mode(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_mode
    except OSError:
        return 0


def _portable(name: str) -> str:
    """A name on disk as the archive spells it. Bytes that are not UTF-8 show as replacement characters."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def extension(name: str) -> str:
    """`page.HTML.gz` → `.html`; empty without one.

    >>> extension("a/b.HTML.gz"), extension("Makefile")
    ('.html', '')
    """
    stem, dot, end = bare(name).rpartition(".")
    return dot + end if stem else ""
