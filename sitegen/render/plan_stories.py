"""The pages of each story: its own, one a pair of versions, its downloads and its feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.address import diff_url, story_url
from sitegen.model import Changes, Page, Pair, Story
from sitegen.render.lookup import Lookup
from sitegen.render.views import CollationView, DiffView, FeedView, Named, PairView, RedirectView, StoryView, Version

FEW = 12
"""Up to so many versions a story's page has a table of all pairs."""

MOST_PAIRS = 60
MOST_NAMES = 18
MOST_TOLD = 12
"""Of so many pairs the story's page tells the biggest changes."""


def pages(lookup: Lookup) -> Iterator[Page]:
    for story in lookup.site.versions.stories:
        versions = lookup.versions(story)
        yield _story(lookup, story, versions)
        yield from _diffs(lookup, story, versions)
        yield from _downloads(lookup, story, versions)
        yield _feed(lookup, story)
        for id in story.articles:
            if id != story.id:
                yield Page(
                    f"{story_url(id)}index.html",
                    "redirect",
                    RedirectView(lookup.options, story_url(story.id), story.title),
                )


def _story(lookup: Lookup, story: Story, versions: tuple[Version, ...]) -> Page:
    base = story.base or story.articles[0]
    numbers = {id: number for number, id in enumerate(story.articles, 1)}
    few = len(versions) <= FEW
    chosen = chosen_pairs(story) if few else [pair for pair in chosen_pairs(story) if lookup.drawn(pair)]
    told = {(pair.a, pair.b) for pair in sorted(chosen, key=_size, reverse=True)[:MOST_TOLD]}
    pairs = tuple(pair_view(lookup, pair, numbers, told=(pair.a, pair.b) in told) for pair in chosen)
    view = StoryView(
        site=lookup.options, id=story.id, title=story.title, versions=versions,
        pairs=pairs,
        matrix=tuple(pair_view(lookup, pair, numbers) for pair in story.pairs) if few else (),
        lineage=story.lineage, base=numbers.get(base, 1), synopsis=story.synopsis,
        names=_names(lookup, story), related=lookup.coverage(story.articles, story.articles, 10),
    )  # fmt: skip
    keys = dict.fromkeys(version.key for version in versions if version.number == version.same_as)
    needs = (story.synopsis, *keys, *(pair.alignment for pair in pairs))
    return Page(f"{story_url(story.id)}index.html", "story", view, tuple(key for key in needs if key))


def _size(pair: Pair) -> tuple[bool, float]:
    """How much a reader would learn from the pair: how much text came in or went out, and facts that changed."""
    facts = len(pair.changes.figures) + len(pair.changes.names) + len(pair.changes.quotes)
    return pair.relation != "partial", 2 - pair.containment_a - pair.containment_b + facts / 50


def chosen_pairs(story: Story) -> list[Pair]:
    """The pairs a reader wants first: a version and what it was made from; then neighbours in order;
    of two versions or three, all."""
    parents = {(step.from_, step.article) for step in story.lineage} | {
        (p, s.article) for s in story.lineage for p in s.also
    }
    beside = set(zip(story.articles, story.articles[1:], strict=False))
    wanted = [pair for pair in story.pairs if _either(pair, parents)] or [p for p in story.pairs if _either(p, beside)]
    return (list(story.pairs) if len(story.articles) <= 3 else wanted or list(story.pairs))[:MOST_PAIRS]


def _either(pair: Pair, wanted: set[tuple[str | None, str]] | set[tuple[str, str]]) -> bool:
    return (pair.a, pair.b) in wanted or (pair.b, pair.a) in wanted


def pair_view(lookup: Lookup, pair: Pair, numbers: dict[str, int], told: bool | None = None) -> PairView:
    """`told` is None for a cell of the table of all pairs, which shows no changes, and False where only facts are told."""
    drawn = lookup.drawn(pair)
    return PairView(
        numbers[pair.a], numbers[pair.b], pair.relation, round(pair.containment_a, 3), round(pair.containment_b, 3), pair.moved,
        Changes() if told is None else pair.changes, drawn, pair.alignment if told and drawn else "",
    )  # fmt: skip


def _names(lookup: Lookup, story: Story) -> tuple[Named, ...]:
    counted = Counter(entity for id in story.articles for entity in lookup.named_in.get(id, ()))
    return lookup.ranked(counted.items(), MOST_NAMES)


def _diffs(lookup: Lookup, story: Story, versions: tuple[Version, ...]) -> Iterator[Page]:
    by_id = {version.ref.id: version for version in versions}
    for pair in story.pairs:
        if not lookup.drawn(pair):
            continue
        a, b = by_id[pair.a], by_id[pair.b]
        keys = (a.key, b.key, pair.alignment)
        view = DiffView(lookup.options, a, b, pair.relation, round(pair.containment_a, 3), round(pair.containment_b, 3),
                        pair.moved, pair.changes, story.id, story.title, keys)  # fmt: skip
        yield Page(f"{diff_url(pair.a, pair.b)}index.html", "diff", view, tuple(key for key in keys if key))


def _downloads(lookup: Lookup, story: Story, versions: tuple[Version, ...]) -> Iterator[Page]:
    if not story.synopsis:
        return
    base = {id: number for number, id in enumerate(story.articles, 1)}.get(story.base, 1)
    view = CollationView(lookup.options, story.id, story.title, versions, story.synopsis, base)
    needs = (story.synopsis, *dict.fromkeys(version.key for version in versions))
    yield Page(f"{story_url(story.id)}collation.csv", "collation-csv", view, needs)
    yield Page(f"{story_url(story.id)}apparatus.xml", "collation-tei", view, needs)


def _feed(lookup: Lookup, story: Story) -> Page:
    newest = sorted(story.articles, key=lambda id: -lookup.rank[id])[:30]
    entries = tuple((lookup.refs[id], lookup.cards[id].lede) for id in newest)
    return Page(
        f"{story_url(story.id)}feed.xml", "feed", FeedView(lookup.options, story.title, story_url(story.id), entries)
    )
