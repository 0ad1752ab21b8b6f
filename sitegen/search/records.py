"""What a result shows of an article, in files of some articles by number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Card, Site
from .codec import digest, pack
from .facets import compact

Members = dict[str, tuple[str, tuple[int, ...]]]
"""By article: its story's id, and the numbers of the story's articles."""


def records(cards: Sequence[Card], size: int, first: int, found: Members) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each file of `size` articles: JSON, one list a column. `first` is the number of the first article.

    `story` is null or [story id, versions in it, this article's number minus each member's …]."""
    for number, start in enumerate(range(0, len(cards), size)):
        raw = compact(_columns(cards[start : start + size], first + start, found)).encode("utf-8", "replace")
        yield f"r/{number:x}-{digest(raw)}.gz", pack(raw)


def _columns(cards: Sequence[Card], start: int, members: Members) -> dict[str, list[object]]:
    return {
        "id": [card.id for card in cards],
        "title": [card.title for card in cards],
        "supplied": [int(card.title_basis == "supplied") for card in cards],
        "date": [card.published for card in cards],
        "outlet": [card.outlet for card in cards],
        "agencies": [list(card.agencies) for card in cards],
        "language": [card.language for card in cards],
        "words": [card.words for card in cards],
        "story": [_story(card, start + n, members) for n, card in enumerate(cards)],
    }


def _story(card: Card, number: int, members: Members) -> list[object] | None:
    found = members.get(card.id)
    return [found[0], len(found[1]), *(number - other for other in found[1] if other != number)] if found else None


def members(site: Site) -> Members:
    """The stories of the articles of a site whose cards are in the order of their numbers."""
    number = {card.id: n for n, card in enumerate(site.cards)}
    return {
        article: (story.id, tuple(number[other] for other in story.articles if other in number))
        for story in site.versions.stories
        for article in story.articles
    }
