"""`sitegen new DIR`: an archive to start from, small enough to read in a minute."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


class Occupied(Exception):
    """The folder holds something already; the text says what to do."""


def start(folder: Path) -> list[Path]:
    """Write the starter files into `folder`, which must be absent or empty. Returns the files made."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied(f"{folder} is not empty; name a new folder, or build where you are with: sitegen build -c DIR")
    return _copy(files("sitegen.starter") / "files", folder)


def _copy(source: Traversable, target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for item in sorted(source.iterdir(), key=lambda item: item.name):
        place = target / item.name
        if item.is_dir():
            made += _copy(item, place)
        else:
            place.write_bytes(item.read_bytes())
            made.append(place)
    return made
