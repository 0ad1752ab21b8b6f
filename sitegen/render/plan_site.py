"""Home, search and the pages that say what this archive is and how it was made; redirects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.address import RESERVED, outlet_url
from sitegen.model import Page
from sitegen.render.lookup import Lookup, parts, tallies
from sitegen.render.views import FeedView, HomeView, Named, NoteView, ProblemsView, RedirectView, SearchView

PROBLEMS = 500
SHOWN_RULES = 200


def pages(lookup: Lookup) -> Iterator[Page]:
    yield Page("index.html", "home", _home(lookup))
    if lookup.options.searched:
        yield Page("search/index.html", "search", _search(lookup))
        yield Page("words/index.html", "words", NoteView(lookup.options))
    yield Page("data/index.html", "data", NoteView(lookup.options, lookup.counts))
    yield Page("method/index.html", "method", _method(lookup))
    yield Page("changes/index.html", "changes", _changes(lookup))
    yield Page("removed/index.html", "removed", NoteView(lookup.options, withdrawn=lookup.site.tombstones))
    yield Page("compare/index.html", "compare", NoteView(lookup.options, stories=lookup.story_rows[:20]))
    yield Page("404.html", "missing", NoteView(lookup.options))
    yield from _problems(lookup)
    yield _feed(lookup)


def redirects(lookup: Lookup) -> Iterator[Page]:
    """What the archivist said has moved. Addresses that leave the site or are no pages are dropped."""
    for old, new in sorted(lookup.site.redirects.items()):
        path = file_of(old)
        if path and file_of(new):
            yield Page(path, "redirect", RedirectView(lookup.options, _folder(new)))


def _folder(address: str) -> str:
    """A site-relative address with the slash that a page's address ends in."""
    plain, mark, rest = address.removeprefix("/").partition("#")
    return (plain if not plain or plain.endswith(("/", ".html")) else plain + "/") + mark + rest


_SEGMENT = re.compile(r"[\w~.-]{0,120}[\w~-]")


def file_of(address: str) -> str | None:
    """The file of a site-relative address; None where it leads out of the site, or where some file
    system could not hold it."""
    plain = address.split("#")[0].removeprefix("/")
    if not plain:
        return "index.html"
    segments = plain.removesuffix("/").split("/")
    if not all(_SEGMENT.fullmatch(part) and part.split(".")[0].lower() not in UNUSABLE for part in segments):
        return None
    return plain if plain.endswith(".html") else "/".join(segments) + "/index.html"


UNUSABLE = RESERVED - {"index"} | {""}
"""Names that Windows keeps for itself, and names that begin with a dot."""


def _home(lookup: Lookup) -> HomeView:
    by_type = {type: [(e.id, len(e.articles)) for e in lookup.site.entities.entities if e.type == type]
               for type in ("person", "place", "organisation")}  # fmt: skip
    # The newest first; an archive without dates still shows what it holds.
    newest = sorted(lookup.site.cards, key=lambda card: card.published or "", reverse=True)[:8]
    return HomeView(
        lookup.options, lookup.counts, tallies(card.published for card in lookup.site.cards), lookup.story_rows[:8],
        lookup.ranked(by_type["person"], 8), lookup.ranked(by_type["place"], 8), lookup.ranked(by_type["organisation"], 8),
        _outlets(lookup, 8), tuple(lookup.refs[card.id] for card in newest),
    )  # fmt: skip


def _outlets(lookup: Lookup, most: int) -> tuple[Named, ...]:
    counted = Counter(card.outlet for card in lookup.site.cards if card.outlet)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]
    return tuple(Named(outlet_url(name), name, count) for name, count in ranked)


def _search(lookup: Lookup) -> SearchView:
    counts = lookup.counts
    browse = (
        Named("articles/", "Articles", counts.articles), Named("stories/", "Stories", counts.stories),
        Named("people/", "People", counts.people), Named("organisations/", "Organisations", counts.organisations),
        Named("places/", "Places", counts.places), Named("outlets/", "Outlets", counts.outlets),
    )  # fmt: skip
    years = Counter(card.published[:4] for card in lookup.site.cards if card.published)
    by_year = tuple(Named(f"date/{year}/", year, count) for year, count in sorted(years.items()))
    return SearchView(lookup.options, counts, browse, by_year, _outlets(lookup, 40))


def _method(lookup: Lookup) -> NoteView:
    cards = lookup.site.cards
    basis = (
        ("Title", tuple(sorted(Counter(card.title_basis for card in cards).items()))),
        ("Publication date", tuple(sorted(Counter(card.published_basis or "unknown" for card in cards).items()))),
    )
    rules = Counter(
        (field.name, f"{field.basis}: {field.rule}") for fields in lookup.site.fields.values() for field in fields
    )
    relations = Counter(pair.relation for story in lookup.site.versions.stories for pair in story.pairs)
    listed = tuple((name, rule, count) for (name, rule), count in sorted(rules.items())[:SHOWN_RULES])
    return NoteView(lookup.options, lookup.counts, basis, listed, tuple(sorted(relations.items())))


def _changes(lookup: Lookup) -> NoteView:
    decided = tuple((lookup.refs[id], field) for id, fields in sorted(lookup.site.fields.items()) if id in lookup.refs
                    for field in fields if field.basis in ("curated", "inferred"))  # fmt: skip
    moved = tuple(sorted((old, new) for old, new in lookup.site.redirects.items() if file_of(old) and file_of(new)))
    return NoteView(lookup.options, decided=decided[:1000], redirects=moved[:1000], withdrawn=lookup.site.tombstones)


def _problems(lookup: Lookup) -> Iterator[Page]:
    totals = tuple(sorted(Counter(f"{p.stage}: {p.rule}" for p in lookup.site.problems).items()))
    split = parts(lookup.site.problems, PROBLEMS)
    for number, part in enumerate(split, 1):
        place = "problems/" if number == 1 else f"problems/page-{number}/"
        yield Page(
            f"{place}index.html", "problems", ProblemsView(lookup.options, tuple(part), number, len(split), totals)
        )


def _feed(lookup: Lookup) -> Page:
    newest = [card for card in reversed(lookup.site.cards) if card.published][:50]
    entries = tuple((lookup.refs[card.id], card.lede) for card in newest)
    return Page("feed.xml", "feed", FeedView(lookup.options, lookup.options.title, "", entries))
