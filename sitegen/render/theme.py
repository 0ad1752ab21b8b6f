"""Where templates and static files come from: the theme shipped with the program, and a folder of
the archivist's that overrides its files one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.model import File
from sitegen.render import served

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = Path(__file__).resolve().parent.parent


class Theme(msgspec.Struct, frozen=True):
    """Templates (name, text) in order of name, and the folders of static files, later ones winning.

    `digest` is of the templates: part of every page's key, so that pages change with the theme. The
    folders' own paths are not in it.
    """

    name: str
    templates: tuple[tuple[str, str], ...]
    folders: tuple[str, ...]
    digest: str


def load_theme(name: str, config_folder: Path) -> Theme:
    """The theme `name`: a folder beside the config over the default theme, or a shipped one.

    Raises FileNotFoundError, saying where it looked, when there is neither, and ValueError, naming the
    template, the line and the reason, when a template of the archivist's own is none.
    """
    default, shipped, own = _shipped("default"), _shipped(name), config_folder / name
    if not own.is_dir() and not shipped.is_dir():
        raise FileNotFoundError(f"no theme {name!r}: no such folder beside the configuration, and none is shipped")
    if own.is_dir():
        _check(name, own / "templates")
    folders = dict.fromkeys(folder for folder in (default, shipped, own) if folder.is_dir())
    templates: dict[str, str] = {}
    for folder in folders:
        templates.update(_templates(folder / "templates"))
    return Theme(name, tuple(sorted(templates.items())), tuple(map(str, folders)), _digest(templates))


def _check(name: str, folder: Path) -> None:
    """Whether every template of a theme can be compiled."""
    from jinja2 import Environment as Jinja
    from jinja2 import TemplateSyntaxError

    for path in _files(folder):
        place = f"theme {name}: templates/{path.relative_to(folder).as_posix()}"
        try:
            Jinja().parse(path.read_text("utf-8"))
        except TemplateSyntaxError as error:
            raise ValueError(f"{place}:{error.lineno}: {error.message}") from error
        except UnicodeDecodeError as error:
            raise ValueError(f"{place}: not UTF-8 text") from error


def static(theme: Theme) -> Iterator[File]:
    """The theme's scripts, styles and pictures, below `static/`: what is shipped without its comments, files of the
    archivist's own as they are."""
    found: dict[str, Path] = {}
    for folder in theme.folders:
        root = Path(folder) / "static"
        found.update({path.relative_to(root).as_posix(): path for path in _files(root)})
    for name, path in sorted(found.items()):
        yield File(f"static/{name}", _served(path))


def _served(path: Path) -> bytes:
    make = {".js": served.script, ".css": served.style}.get(path.suffix)
    shipped = path.is_relative_to(_shipped("default").parent)
    return make(path.read_text("utf-8")).encode() if make and shipped else path.read_bytes()


def environment(theme: Theme) -> Environment:
    """The theme's compiled templates: once a process, since compiling costs ten milliseconds each."""
    return _environment(theme.templates)


@lru_cache(maxsize=4)
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    from jinja2 import DictLoader, StrictUndefined
    from jinja2 import Environment as Jinja

    return Jinja(loader=DictLoader(dict(templates)), autoescape=True, undefined=StrictUndefined, auto_reload=False,
                 trim_blocks=True, lstrip_blocks=True, cache_size=-1)  # fmt: skip


def _shipped(name: str) -> Path:
    """Inside the installed package, or beside it in a working copy."""
    inside = PACKAGE / "themes" / name
    return inside if inside.is_dir() else PACKAGE.parent / "themes" / name


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _templates(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in _files(folder)}


def _digest(templates: dict[str, str]) -> str:
    made = hashlib.sha256()
    for name, text in sorted(templates.items()):
        made.update(f"{name}\0{len(text)}\0{text}".encode())
    return made.hexdigest()
