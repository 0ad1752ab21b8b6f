"""`sitegen review`: what the program is unsure of, worst first, ready to paste into the curation files."""

from __future__ import annotations

from collections.abc import Callable

from sitegen import entities, versions
from sitegen.bench import Bench
from sitegen.config import Config
from sitegen.describe import review as described
from sitegen.entities import review as joined
from sitegen.flow import opened, relate
from sitegen.gather import Gathered, gather, scan
from sitegen.model import Site


def review(config: Config, what: str) -> str:
    """TOML for the kind of doubt named: a key of KINDS. Uses what the last build left in the store; without it
    the work is done here. Raises flow.NothingToBuild."""
    with opened(config) as bench:
        found = scan(config)
        gathered = gather(bench, found)
        site, _ = relate(bench, found, gathered)
        return KINDS[what](bench, gathered, site)


def _entities(bench: Bench, gathered: Gathered, site: Site) -> str:
    options = bench.config.tables.entities
    cache = bench.scope("entities", options)
    doubts = entities.doubts(site.cards, gathered.articles, cache, options, bench.curation.entities, bench.workers)
    return joined.as_toml(doubts)


def _stories(bench: Bench, gathered: Gathered, site: Site) -> str:
    options = bench.config.tables.versions
    cache = bench.scope("versions", options)
    return versions.review(site.cards, gathered.articles, cache, options, bench.curation.stories, bench.workers)


def _dates(bench: Bench, gathered: Gathered, site: Site) -> str:
    return described.as_toml(described.unsure_dates(site.cards, site.problems)) or "# Every date is sure.\n"


def _titles(bench: Bench, gathered: Gathered, site: Site) -> str:
    return described.as_toml(described.unsure_titles(site.cards)) or "# Every title is sure.\n"


KINDS: dict[str, Callable[[Bench, Gathered, Site], str]] = {
    "entities": _entities,
    "stories": _stories,
    "dates": _dates,
    "titles": _titles,
}
