"""The browse pages: people, organisations, places, stories, outlets, dates, titles; light however long."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from sitegen.address import outlet_url
from sitegen.model import Page
from sitegen.render.lookup import Lookup, parts, tallies
from sitegen.render.views import ListView, Named, Ref, Tally

WHOLE = 600
"""A list of names up to this long stands on one page; a longer one has a page for each letter."""

PAGE = 200
TOP = 40
PLACES_DRAWN = 1500
NAMES = (
    ("person", "people", "People"),
    ("organisation", "organisations", "Organisations"),
    ("place", "places", "Places"),
)


def pages(lookup: Lookup) -> Iterator[Page]:
    for type, folder, title in NAMES:
        yield from _entities(lookup, type, folder, title)
    yield from _stories(lookup)
    yield from _outlets(lookup)
    yield from _dates(lookup)
    yield from _titles(lookup)


def letter(name: str) -> str:
    """The A–Z letter a name stands under; '#' for what has none."""
    first = unicodedata.normalize("NFKD", name.lstrip("[“\"'‘«(").strip())[:1].upper()
    return first if first.isalpha() else "#"


def _entities(lookup: Lookup, type: str, folder: str, title: str) -> Iterator[Page]:
    known = set(lookup.refs)
    found = [
        (entity, sum(id in known for id in entity.articles))
        for entity in lookup.site.entities.entities
        if entity.type == type
    ]
    items = sorted((Named(f"{e.id}/", e.name, n, e.description or "") for e, n in found), key=_by_name)
    ranked = sorted(items, key=lambda item: (-item.count, item.name, item.url))
    points = tuple((f"{e.id}/", e.name, e.lat, e.lon, n) for e, n in found if e.lat is not None and e.lon is not None)
    most = tuple(sorted(points, key=lambda point: (-point[4], point[0]))[:PLACES_DRAWN])
    other = f"{folder}/by-frequency/" if items else ""
    first = ListView(lookup.options, title, type, (), top=tuple(ranked[:TOP]), points=most, other=other)
    yield from _by_letter(lookup, folder, title, items, first)
    if items:
        often = ListView(lookup.options, f"{title} by frequency", type, ((f"{folder}/", title),), total=len(items),
                         order="count", other=f"{folder}/")  # fmt: skip
        yield from _numbered(often, other, ranked)


def _by_name(item: Named) -> tuple[str, str, str]:
    return (letter(item.name), unicodedata.normalize("NFKD", item.name).casefold(), item.url)


def _by_letter(lookup: Lookup, folder: str, title: str, items: Sequence[Named], first: ListView) -> Iterator[Page]:

    if len(items) <= WHOLE:
        view = msgspec.structs.replace(first, items=tuple(items), total=len(items), folder=f"{folder}/")
        yield Page(f"{folder}/index.html", "list", view)
        return
    groups = _groups(items)
    letters = tuple(Named(f"{folder}/{_segment(key)}/", key, len(group)) for key, group in groups.items())
    view = msgspec.structs.replace(first, parts=letters, total=len(items), folder=f"{folder}/")
    yield Page(f"{folder}/index.html", "list", view)
    for key, group in groups.items():
        plain = ListView(
            lookup.options, f"{title}: {key}", first.kind, ((f"{folder}/", title),), parts=letters, total=len(group)
        )
        yield from _numbered(plain, f"{folder}/{_segment(key)}/", group)


def _groups(items: Sequence[Named]) -> dict[str, list[Named]]:
    groups: dict[str, list[Named]] = defaultdict(list)
    for item in items:
        groups[letter(item.name)].append(item)
    return groups


def _segment(key: str) -> str:
    return key.lower() if "A" <= key <= "Z" and len(key) == 1 else f"u{ord(key):x}"


def _numbered(view: ListView, folder: str, items: Sequence[Named] = (), rows: Sequence[Ref] = ()) -> Iterator[Page]:
    """The view's list in pages of a bearable length: `folder`, `folder/page-2/`…"""

    size = WHOLE if items else PAGE
    split = parts(items or rows, size)
    for number, part in enumerate(split, 1):
        place = folder if number == 1 else f"{folder}page-{number}/"
        made = msgspec.structs.replace(view, page=number, pages=len(split), folder=folder,
                                       items=tuple(part) if items else (), rows=() if items else tuple(part))  # fmt: skip
        yield Page(f"{place}index.html", "list", made)


def _stories(lookup: Lookup) -> Iterator[Page]:
    split = parts(lookup.story_rows, PAGE)
    for number, part in enumerate(split, 1):
        place = "stories/" if number == 1 else f"stories/page-{number}/"
        view = ListView(lookup.options, "Stories", "story", (), stories=tuple(part), page=number, pages=len(split),
                        total=len(lookup.story_rows), folder="stories/")  # fmt: skip
        yield Page(f"{place}index.html", "list", view)


def _outlets(lookup: Lookup) -> Iterator[Page]:
    groups: dict[str, list[Ref]] = defaultdict(list)
    names: dict[str, str] = {}
    for card in reversed(lookup.site.cards):
        if card.outlet:
            groups[outlet_url(card.outlet)].append(lookup.refs[card.id])
            names.setdefault(outlet_url(card.outlet), card.outlet)
    items = tuple(sorted((Named(url, names[url], len(rows)) for url, rows in groups.items()), key=_by_name))
    yield Page(
        "outlets/index.html", "list", ListView(lookup.options, "Outlets", "outlet", (), items=items, total=len(items))
    )
    for url, rows in sorted(groups.items()):
        bars = tallies(row.published for row in rows)
        view = ListView(
            lookup.options, names[url], "articles", (("outlets/", "Outlets"),), tallies=bars, total=len(rows)
        )
        yield from _numbered(view, url, rows=rows)


def _dates(lookup: Lookup) -> Iterator[Page]:
    by_day: dict[str, list[Ref]] = defaultdict(list)
    for card in lookup.site.cards:
        by_day[(card.published or "")[:10]].append(lookup.refs[card.id])
    counted = Counter({day: len(rows) for day, rows in by_day.items() if day})
    yield Page("dates/index.html", "dates", _calendar(lookup, "Dates", counted, len(by_day.get("", ()))))
    if by_day.get(""):
        view = ListView(lookup.options, "Undated articles", "articles", (("dates/", "Dates"),), total=len(by_day[""]))
        yield from _numbered(view, "date/undated/", rows=by_day[""])
    for length in (4, 7, 10):
        for label in sorted({day[:length] for day in by_day if len(day) >= length}):
            yield from _period(lookup, label, by_day)


def _calendar(lookup: Lookup, title: str, counted: Counter[str], undated: int) -> ListView:
    bars = tuple(Tally(day, count) for day, count in sorted(counted.items()))
    years: Counter[str] = Counter()
    for day, count in counted.items():
        years[day[:4]] += count
    items = tuple(Named(f"date/{year}/", year, count) for year, count in sorted(years.items()))
    more = (Named("date/undated/", "undated", undated),) if undated else ()
    return ListView(
        lookup.options, title, "date", (), items=items + more, tallies=bars, total=sum(counted.values()) + undated
    )


def _period(lookup: Lookup, label: str, by_day: dict[str, list[Ref]]) -> Iterator[Page]:
    rows = [row for day in sorted(by_day) if day.startswith(label) for row in by_day[day]]
    days = tuple(Tally(day, len(by_day[day])) for day in sorted(by_day) if day.startswith(label) and day != label)
    crumbs = [("dates/", "Dates")] + [
        (f"date/{label[:n].replace('-', '/')}/", label[:n]) for n in (4, 7) if n < len(label)
    ]
    view = ListView(
        lookup.options, label, "date", tuple(crumbs), tallies=days if len(label) < 10 else (), total=len(rows)
    )
    yield from _numbered(view, f"date/{label.replace('-', '/')}/", rows=rows)


def _titles(lookup: Lookup) -> Iterator[Page]:
    """All articles by title: by letter as soon as they are many."""
    rows = sorted(lookup.refs.values(), key=lambda row: (letter(row.title), row.title.casefold(), row.id))
    first = ListView(lookup.options, "Articles", "articles", (), total=len(rows), folder="articles/")
    if len(rows) <= PAGE:
        yield from _numbered(first, "articles/", rows=rows)
        return
    groups: dict[str, list[Ref]] = defaultdict(list)
    for row in rows:
        groups[letter(row.title)].append(row)
    letters = tuple(Named(f"articles/{_segment(key)}/", key, len(group)) for key, group in groups.items())
    yield Page("articles/index.html", "list", msgspec.structs.replace(first, parts=letters))
    crumbs = (("articles/", "Articles"),)
    for key, group in groups.items():
        view = ListView(lookup.options, f"Articles: {key}", "articles", crumbs, parts=letters, total=len(group))
        yield from _numbered(view, f"articles/{_segment(key)}/", rows=group)
