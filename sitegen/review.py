"""`sitegen review`: what the program is unsure of, worst first, ready to paste into the curation files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from sitegen import entities, versions
from sitegen.bench import Bench
from sitegen.config import Config
from sitegen.describe import review as described
from sitegen.describe.review import Unsure
from sitegen.entities import review as joined
from sitegen.flow import opened, relate
from sitegen.gather import Gathered, gather, scan
from sitegen.model import Article, Field, Site

MOST_OTHERS = 4
"""Candidates not taken that are listed for one field."""


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
    return _pasteable("date", described.unsure_dates(site.cards, site.problems), gathered, site)


def _titles(bench: Bench, gathered: Gathered, site: Site) -> str:
    return _pasteable("title", described.unsure_titles(site.cards), gathered, site)


KINDS: dict[str, Callable[[Bench, Gathered, Site], str]] = {
    "entities": _entities,
    "stories": _stories,
    "dates": _dates,
    "titles": _titles,
}


# ------------------------------------------------------------------------------------ dates and titles


def _pasteable(kind: str, unsure: Sequence[Unsure], gathered: Gathered, site: Site) -> str:
    """The doubts as entries for curation/articles.toml, each with where its value came from."""
    if not unsure:
        return f"# Every {kind} is sure.\n"
    ids = {card.key: card.id for card in site.cards}
    shown = [
        msgspec.structs.replace(item, evidence=tuple(_evidence(item, gathered, site.fields.get(ids[item.key], ()))))
        for item in unsure
    ]
    head = (
        f"# {len(shown)} unsure {kind}s, worst first. Correct or confirm a value, paste its entry into curation/articles.toml,\n"
        "# and build again: what the archivist has decided is not listed here any more.\n\n"
    )
    return head + described.as_toml(shown)


def _evidence(item: Unsure, gathered: Gathered, later: Sequence[Field]) -> Iterator[str]:
    """Where the article lies, the field with its rule and quotation, and the candidates that were not taken."""
    stored = gathered.articles.get_many([item.key]).get(item.key)
    if stored is None:
        return
    article = msgspec.msgpack.decode(stored, type=Article)
    if article.source.record is not None:
        yield f"in {article.source.path}#{article.source.record}, line {article.source.line}"
    own = [field for field in (*later, *article.fields) if field.name == item.field]
    if own:
        yield f"from: {_said(own[0])}"
    others = [*own[1:], *(field for field in article.rejected if field.name == item.field)]
    for field in others[:MOST_OTHERS]:
        yield f"not taken: {field.value}, {_said(field)}"


def _said(field: Field) -> str:
    line = f", line {field.line}" if field.line else ""
    quoted = f": {field.evidence}" if field.evidence else ""
    return f"{field.basis}, rule {field.rule}{line}{quoted}"
