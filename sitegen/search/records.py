"""What a result shows of an article, in files of RECORDS articles by number."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Card, Site
from .codec import digest, pack
from .facets import compact
from .shape import RECORDS


def records(site: Site) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each file: JSON, one list a column.

    `story` is null or [story id, versions in it, this article's number minus each member's …]."""
    members = _members(site)
    for number, start in enumerate(range(0, len(site.cards), RECORDS)):
        cards = site.cards[start : start + RECORDS]
        raw = compact(_columns(cards, start, members)).encode("utf-8", "replace")
        yield f"r/{number:x}-{digest(raw)}.gz", pack(raw)


def _columns(
    cards: tuple[Card, ...], start: int, members: dict[str, tuple[str, tuple[int, ...]]]
) -> dict[str, list[object]]:
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


def _story(card: Card, number: int, members: dict[str, tuple[str, tuple[int, ...]]]) -> list[object] | None:
    found = members.get(card.id)
    return [found[0], len(found[1]), *(number - other for other in found[1] if other != number)] if found else None


def _members(site: Site) -> dict[str, tuple[str, tuple[int, ...]]]:
    number = {card.id: n for n, card in enumerate(site.cards)}
    return {
        article: (story.id, tuple(number[other] for other in story.articles if other in number))
        for story in site.versions.stories
        for article in story.articles
    }
