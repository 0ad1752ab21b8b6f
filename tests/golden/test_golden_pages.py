"""Golden pages: one of each kind of the starter archive, byte for byte.

After a wanted change: `make golden`, and read the difference before committing it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.starter import start

GOLDEN = Path(__file__).parent / "pages"
EVENING, MORNING, LAMP = "evening", "morning", "lighthouse"
PAGES = {
    "home": "index.html",
    "article": "article/{evening}/index.html",
    "article-from-markdown": "article/{lighthouse}/index.html",
    "source": "article/{morning}/source/index.html",
    "story": "story/{evening}/index.html",
    "diff": "diff/{evening}..{morning}/index.html",
    "person": "person/edith-rowntree/index.html",
    "places": "places/index.html",
    "stories": "stories/index.html",
    "day": "date/2024/05/11/index.html",
    "search": "search/index.html",
    "problems": "problems/index.html",
    "404": "404.html",
}


@pytest.fixture(scope="module")
def starter(make_site: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """(the starter archive's site, article ids by the name of their file)."""
    home = tmp_path_factory.mktemp("golden") / "mine"
    start(home)
    make_site(home / "content", home / "output", base_url="https://archive.example/")
    import msgspec

    rows = map(msgspec.json.decode, (home / "output/data/articles.jsonl").read_bytes().splitlines())
    return home / "output", {Path(row["source"]["path"]).stem.removeprefix("ferry-"): row["id"] for row in rows}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, starter: tuple[Path, dict[str, str]], request: pytest.FixtureRequest) -> None:
    site, ids = starter
    drawn = (site / PAGES[name].format(**ids)).read_text(encoding="utf-8")
    golden = GOLDEN / f"{name}.html"
    if request.config.getoption("--update-golden"):
        golden.write_text(drawn, encoding="utf-8")
    kept = golden.read_text(encoding="utf-8") if golden.is_file() else ""
    changed = list(
        difflib.unified_diff(kept.splitlines(), drawn.splitlines(), f"golden/{name}", "drawn", n=1, lineterm="")
    )
    assert drawn == kept, "\n".join([f"{golden.name} differs; if that is wanted: make golden", *changed[:60]])
