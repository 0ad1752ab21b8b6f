"""The archivist's own decisions: text files that always win and that no build rewrites."""

from __future__ import annotations

from pathlib import Path

from sitegen.curate.articles import read_articles
from sitegen.curate.entities import read_entities, read_reconciliation
from sitegen.curate.outlets import read_outlets
from sitegen.curate.redirects import read_redirects
from sitegen.curate.stories import read_stories
from sitegen.curate.tables import STAGE, suggest
from sitegen.model import Curation, Problem

RECONCILIATION = "reconciliation.csv"
KNOWN_FILES = ("articles.toml", "entities.toml", "outlets.toml", "redirects.toml", "stories.toml", RECONCILIATION)
_LARGEST = 32_000_000


def load(folder: Path) -> Curation:
    """All decisions in `folder`. A missing folder or file holds none; what is wrong becomes a Problem."""
    texts, problems = _read_all(folder)
    articles, wrong_articles = read_articles(*texts["articles.toml"])
    entities, wrong_entities = read_entities(*texts["entities.toml"])
    items, wrong_items = read_reconciliation(*texts[RECONCILIATION])
    outlets, wrong_outlets = read_outlets(*texts["outlets.toml"])
    redirects, wrong_redirects = read_redirects(*texts["redirects.toml"])
    stories, wrong_stories = read_stories(*texts["stories.toml"])
    wrong = (*wrong_articles, *wrong_entities, *wrong_items, *wrong_outlets, *wrong_redirects, *wrong_stories)
    return Curation(articles, stories, (*entities, *items), outlets, redirects, (*problems, *wrong))


def _read_all(folder: Path) -> tuple[dict[str, tuple[str, str]], list[Problem]]:
    problems = _strangers(folder)
    texts = {}
    for name in KNOWN_FILES:
        path, text = f"curation/{name}", ""
        try:
            data = (folder / name).read_bytes()
            if len(data) > _LARGEST:
                raise ValueError(f"larger than {_LARGEST} bytes")
            text = data.decode("utf-8-sig")
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            problems.append(Problem(path, STAGE, "unreadable", "warning", reason, "save it as UTF-8 text"))
        texts[name] = (path, text)
    return texts, problems


def _strangers(folder: Path) -> list[Problem]:
    """TOML files that nobody reads: most likely a misspelt name."""
    found = sorted(path.name for path in folder.glob("*.toml")) if folder.is_dir() else []
    return [
        Problem(f"curation/{name}", STAGE, "unknown-file", "warning", "not read", suggest(name, KNOWN_FILES))
        for name in found
        if name not in KNOWN_FILES
    ]
