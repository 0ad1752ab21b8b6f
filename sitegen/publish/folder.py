"""Publishing to a folder that a web server serves (local, or mounted).

Only what changed is copied: pages and data first, the home page last, so that nobody follows a link to a
page that is not there yet; what went is deleted after that, and only files that our own manifest at the
target lists, under a cap.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

MANIFEST = ".sitegen.manifest"
LAST = "index.html"


class Refused(Exception):
    """Nothing was published; the text says why and what to do."""


class Plan(msgspec.Struct, frozen=True):
    """What publishing would do: files to copy and to delete, in order, and how many stay as they are."""

    copies: tuple[str, ...]
    deletes: tuple[str, ...]
    same: int


def plan(output: Path, target: Path, most_deletes: int) -> Plan:
    """Compare the built site with the target's manifest. Raises Refused."""
    ours = _manifest(output)
    if not ours:
        raise Refused(f"no site at {output}; build one first")
    theirs = _manifest(target)
    if not theirs and target.is_dir() and any(target.iterdir()):
        raise Refused(f"{target} is not empty and was not published by sitegen; empty it, or name another target")
    copies = [path for path, digest in ours.items() if theirs.get(path) != digest or not (target / path).is_file()]
    copies.sort(key=lambda path: (path == LAST, path))
    deletes = sorted(theirs.keys() - ours.keys())
    if len(deletes) > most_deletes:
        raise Refused(
            f"{len(deletes):,} files would be deleted at {target}, more than {most_deletes:,}; allow it with --max-deletes"
        )
    return Plan(tuple(copies), tuple(deletes), len(ours) - len(copies))


def publish(output: Path, target: Path, work: Plan, told: Callable[[str], None]) -> None:
    """Carry out the plan. `told` hears of each file."""
    for path in work.copies:
        place = _inside(target, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f".{place.name}.new")
        shutil.copyfile(output / path, fresh)
        fresh.replace(place)
        told(f"copied {path}")
    for path in work.deletes:
        _inside(target, path).unlink(missing_ok=True)
        _prune(target, (target / path).parent)
        told(f"deleted {path}")
    shutil.copyfile(output / MANIFEST, target / MANIFEST)


def _manifest(folder: Path) -> dict[str, str]:
    """SHA-256 by path, as the manifest in `folder` has it; none where there is no manifest."""
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    rows = (line.split("  ", 2) for line in file.read_text(encoding="utf-8").splitlines())
    return {row[2]: row[0] for row in rows if len(row) == 3}


def _inside(target: Path, path: str) -> Path:
    """A manifest is a file like any other and could have been altered: no path of it may leave the target."""
    if path.startswith("/") or ".." in path.split("/"):
        raise Refused(f"the manifest names a path outside the site: {path}")
    return target / path


def _prune(target: Path, folder: Path) -> None:
    """Remove folders that a deletion left empty."""
    while folder != target and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
