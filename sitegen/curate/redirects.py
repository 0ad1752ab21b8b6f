"""curation/redirects.toml: old addresses to new ones, site-relative: `"article/old/" = "article/new/"`."""

from __future__ import annotations

from sitegen.curate.tables import Entry, read_table
from sitegen.model import Problem


def read_redirects(path: str, text: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The redirects at the top of the file and in its `[redirects]` table."""
    top, problems = read_table(path, text)
    inner = top.section("redirects") if isinstance(top.values.get("redirects"), dict) else None
    made: dict[str, str] = {}
    for entry in (top, inner):
        if entry:
            made |= _pairs(entry)
            problems += entry.problems
    return made, tuple(problems)


def _pairs(entry: Entry) -> dict[str, str]:
    pairs = {}
    for old in entry.values:
        if isinstance(entry.values[old], dict):
            continue
        new = entry.text(old)
        if not _inside(old) or not _inside(new):
            entry.problem("outside", f'"{old}" → "{new}" leaves the site', "both sides are site-relative", old)
        elif new:
            pairs[old.lstrip("/")] = new.lstrip("/")
    return pairs


def _inside(url: str) -> bool:
    return ":" not in url.split("/")[0] and not url.startswith("//") and ".." not in url.split("/") and "\\" not in url
