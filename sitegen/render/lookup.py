"""The archive's links by article, so that a page's view is a few look-ups."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

import msgspec

from sitegen.model import Card, Pair, Related, Site, Story
from sitegen.render.options import SiteOptions
from sitegen.render.views import Counts, Coverage, Named, Ref, StoryRow, Tally, Version

Thing = TypeVar("Thing")


class Lookup:
    """Built once a plan; every table is read-only from then on."""

    def __init__(self, site: Site, options: SiteOptions) -> None:
        site = msgspec.structs.replace(site, cards=tuple(map(dated, site.cards)))
        self.site, self.options = site, options
        self.cards = {card.id: card for card in site.cards}
        self.refs = {card.id: ref(card) for card in site.cards}
        self.story_of = {id: story for story in site.versions.stories for id in story.articles}
        self.entities = {entity.id: entity for entity in site.entities.entities}
        self._pairs: dict[str, dict[str, list[Pair]]] = {}
        self.rank = {card.id: rank for rank, card in enumerate(site.cards)}

    @cached_property
    def related(self) -> dict[str, list[tuple[str, Related]]]:
        """By article: the other article and the link, strongest first."""
        found: dict[str, list[tuple[str, Related]]] = defaultdict(list)
        for link in self.site.versions.related:
            found[link.a].append((link.b, link))
            found[link.b].append((link.a, link))
        for links in found.values():
            links.sort(key=lambda pair: (-pair[1].score, pair[0]))
        return found

    @cached_property
    def named_in(self) -> dict[str, tuple[str, ...]]:
        """By article: the entities mentioned there, each once, in text order."""
        return {id: tuple(dict.fromkeys(mention.entity for mention in mentions if mention.entity in self.entities))
                for id, mentions in self.site.entities.mentions.items()}  # fmt: skip

    @cached_property
    def counts(self) -> Counts:
        cards, stories = self.site.cards, self.site.versions.stories
        kinds = Counter(entity.type for entity in self.site.entities.entities)
        dates = whole(card.published for card in cards)
        return Counts(
            articles=len(cards), sources=sum(1 + len(card.copies) for card in cards), words=sum(card.words for card in cards),
            stories=len(stories), versions=sum(len(story.articles) for story in stories),
            people=kinds["person"], organisations=kinds["organisation"], places=kinds["place"],
            outlets=len({card.outlet for card in cards if card.outlet}), problems=len(self.site.problems),
            first=min(dates, default=None), last=max(dates, default=None),
        )  # fmt: skip

    @cached_property
    def story_rows(self) -> tuple[StoryRow, ...]:
        """Most rewritten first: by the number of distinct texts, then of changed facts, then by id."""
        made = [self._story_row(story) for story in self.site.versions.stories]
        return tuple(sorted(made, key=lambda row: (-row.texts, -row.changed, -row.count, row.id)))

    @cached_property
    def row_of_story(self) -> dict[str, StoryRow]:
        return {row.id: row for row in self.story_rows}

    def coverage(self, articles: Iterable[str], leave_out: Sequence[str], most: int) -> tuple[Coverage, ...]:
        """Related coverage of these articles, strongest first, each other article once."""
        best: dict[str, Related] = {}
        for id in articles:
            for other, link in self.related.get(id, ()):
                if other not in leave_out and other in self.refs and link.score > getattr(best.get(other), "score", -1):
                    best[other] = link
        ranked = sorted(best.items(), key=lambda item: (-item[1].score, item[0]))[:most]
        return tuple(Coverage(self.refs[other], round(link.score, 3), link.evidence) for other, link in ranked)

    def versions(self, story: Story) -> tuple[Version, ...]:
        first: dict[str, int] = {}
        made = []
        for number, id in enumerate(story.articles, 1):
            card = self.cards[id]
            same = first.setdefault(card.text_sha, number)
            made.append(Version(self.refs[id], number, same, card.words, card.agencies, card.key))
        return tuple(made)

    def pairs_of(self, story: Story) -> dict[str, list[Pair]]:
        """The story's pairs by either article."""
        if story.id not in self._pairs:
            found: dict[str, list[Pair]] = defaultdict(list)
            for pair in story.pairs:
                found[pair.a].append(pair)
                found[pair.b].append(pair)
            self._pairs[story.id] = found
        return self._pairs[story.id]

    def drawn(self, pair: Pair) -> bool:
        """Whether the pair has a diff page: not where both have the same text, letter by letter."""
        return self.cards[pair.a].text_sha != self.cards[pair.b].text_sha

    def ranked(self, ids: Iterable[tuple[str, int]], most: int) -> tuple[Named, ...]:
        """Entities with a count, highest first."""
        pairs = sorted(ids, key=lambda item: (-item[1], item[0]))[:most]
        return tuple(Named(f"{id}/", self.entities[id].name, count) for id, count in pairs)

    def _story_row(self, story: Story) -> StoryRow:
        cards = [self.cards[id] for id in story.articles]
        dates = whole(card.published for card in cards)
        outlets = tuple(dict.fromkeys(card.outlet for card in cards if card.outlet))
        changed = len({fact for pair in story.pairs for fact in changed_facts(pair)})
        texts = len({card.text_sha for card in cards})
        relations = tuple(sorted({pair.relation for pair in story.pairs}))
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        return StoryRow(story.id, story.title, len(cards), first, last, outlets, changed, relations, texts)


_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ][0-9:.+Z-]{1,30})?)?)?")


def dated(card: Card) -> Card:
    """The card without dates that are none: they would become addresses, and an archivist can mistype one."""
    wrong = {name: None for name in ("published", "updated") if not _DATE.fullmatch(getattr(card, name) or "2000")}
    return msgspec.structs.replace(card, **wrong) if wrong else card


def changed_facts(pair: Pair) -> set[tuple[str, str]]:
    """Figures, names and quotations that became others, told apart by their wordings."""
    if pair.relation == "partial":
        return set()
    changes = pair.changes
    told = (*changes.figures, *changes.names, *changes.quotes)
    return {(one.from_, one.to) for one in told if one.from_ and one.to}


def whole(dates: Iterable[str | None]) -> list[str]:
    """The known dates in order: those that name a day, where there are any."""
    known = sorted(date for date in dates if date)
    return [date for date in known if len(date) >= 10] or known


def ref(card: Card) -> Ref:
    return Ref(card.id, card.title, card.title_basis, card.outlet, card.published, card.published_basis,
               card.language, card.labels)  # fmt: skip


def tallies(dates: Iterable[str | None]) -> tuple[Tally, ...]:
    """A histogram by day, month or year, without its empty bars: the finest that most dates reach and
    that needs at most 100 bars. Dates too short for the bars are left out."""
    known = [date[:10] for date in dates if date]
    for width in (10, 7, 4):
        counted = Counter(date[:width] for date in known if len(date) >= width)
        if counted and (width == 4 or (counted.total() >= 0.8 * len(known) and _reach(counted) <= 100)):
            return tuple(Tally(label, count) for label, count in sorted(counted.items()))
    return ()


def _reach(labels: Iterable[str]) -> int:
    """About how many days or months lie between the first and the last label."""
    first, last = (
        [int(part) if part.isdigit() else 0 for part in end.split("-")] for end in (min(labels), max(labels))
    )
    months = (last[0] - first[0]) * 12 + last[1] - first[1]
    return months if len(first) == 2 else round(months * 30.44) + last[2] - first[2]


def parts(items: Sequence[Thing], size: int) -> list[Sequence[Thing]]:
    """The items in parts of `size`; one empty part when there are none."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]
