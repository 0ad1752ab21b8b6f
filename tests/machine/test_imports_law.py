"""The house: imports go one way, heavy libraries come late, files stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "sitegen"
LEAVES = {"model", "text", "address"}
STAGES = {"read", "clean", "describe", "versions", "entities", "curate", "render", "search", "export", "publish"}
ALSO = {
    "describe": {"clean"},  # both halves of cleaning share one table of months, agencies and datelines
}
HEAVY = {
    "spacy",
    "trafilatura",
    "brotli",
    "zstandard",
    "dateparser",
    "lxml",
    "distributed",
    "py3langid",
    "resiliparse",
    "nh3",
    "playwright",
    "tornado",
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Our own modules that the file imports, as dotted names below sitegen."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = _absolute(path, node)
            if module == "sitegen":
                yield from (alias.name for alias in node.names)
            elif module.startswith("sitegen."):
                yield module.removeprefix("sitegen.")
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.removeprefix("sitegen.") for alias in node.names if alias.name.startswith("sitegen.")
            )


def _absolute(path: Path, node: ast.ImportFrom) -> str:
    """The module that an import names, relative ones resolved against the file's own package."""
    if not node.level:
        return node.module or ""
    package = ("sitegen", *path.relative_to(PACKAGE).parts[:-1])
    return ".".join((*package[: len(package) - node.level + 1], *([node.module] if node.module else [])))


@pytest.mark.parametrize(
    "path",
    [p for p in modules() if p.relative_to(PACKAGE).parts[0] in STAGES],
    ids=lambda p: p.relative_to(PACKAGE).as_posix(),
)
def test_a_stage_imports_only_the_model_and_its_own_folder(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    allowed = LEAVES | {stage} | ALSO.get(stage, set())
    assert {name.split(".")[0] for name in imported(path)} <= allowed


@pytest.mark.parametrize("leaf", sorted(LEAVES))
def test_the_leaves_import_nothing_of_ours(leaf: str) -> None:
    files = sorted((PACKAGE / leaf).glob("*.py")) or [PACKAGE / f"{leaf}.py"]
    assert {name.split(".")[0] for file in files for name in imported(file)} <= {leaf}


def test_the_top_is_imported_by_nobody_below_it() -> None:
    for path in modules():
        if path.name in ("__main__.py", "serve.py", "__init__.py", "console.py"):
            continue
        assert not {"serve", "__main__", "console"} & set(imported(path)), path


def test_heavy_libraries_are_not_imported_before_they_are_needed() -> None:
    code = "import sys, sitegen.flow, sitegen.__main__; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(run.stdout.split())


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_files_stay_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 500
    assert ast.get_docstring(ast.parse(text)), "a module says what it is for"
