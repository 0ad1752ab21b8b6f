"""What tests of the search page share: a site with the harbour archive's index, and asking it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "search"))
from search_site import harbour


@pytest.fixture(scope="module")
def site(make_site: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site whose index is the harbour archive's."""
    home = tmp_path_factory.mktemp("search")
    (home / "content").mkdir()
    (home / "content/a.md").write_text("---\ntitle: A note\ndate: 2024-12-01\n---\n\nNothing of note.\n", "utf-8")
    (home / "sitegen.toml").write_text("[entities]\nenabled = false\n", "utf-8")
    make_site(home / "content", home / "site", config=home / "sitegen.toml")
    return harbour().write(home / "site")


@pytest.fixture
def ask(page: Any, site: Path, serve_folder: Callable[[Path], str]) -> Callable[[str], list[str]]:
    base = serve_folder(site) + "search/"

    def asked(search: str) -> list[str]:
        page.goto(base + search)
        page.wait_for_selector(
            "#results:is([data-state=done], [data-state=error])" if "=" in search else "#results",
            timeout=10_000,
        )
        found: list[str] = page.eval_on_selector_all(
            "#results [data-article]", "all => all.map(e => e.dataset.article)"
        )
        return found

    return asked


@pytest.fixture
def state() -> Callable[[Any], dict[str, str]]:
    """What the results say of themselves."""

    def read(page: Any) -> dict[str, str]:
        found: dict[str, str] = page.evaluate("() => ({...document.querySelector('#results').dataset})")
        return found

    return read
