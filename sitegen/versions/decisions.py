"""The archivist's decisions about stories, put to work: they always win, and what matches nothing is reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitegen.model import Card, Problem, RelationKind, StoryDecision
from sitegen.versions.story import Orders

PATH = "curation/stories.toml"
LIKE = 60
"""Similarity, of 100, from which a name is offered as what was probably meant."""


class Decided(NamedTuple):
    """Decisions as card numbers. `apart` are pairs that must not be in one story."""

    merge: list[list[int]]
    split: list[list[int]]
    apart: set[tuple[int, int]]
    orders: list[tuple[list[int], Orders]]
    problems: tuple[Problem, ...]


def resolve(cards: Sequence[Card], decisions: Iterable[StoryDecision]) -> Decided:
    names = _Names(cards)
    made = Decided([], [], set(), [], ())
    for decision in decisions:
        merge, split, never, order = (
            names.find(listed) for listed in (decision.merge, decision.split, decision.never, decision.order)
        )  # fmt: skip
        base = names.find((decision.base,)) if decision.base else []
        made.merge.append(merge)
        made.split.append(split)
        made.apart.update((min(x, y), max(x, y)) for x in never for y in never if x != y)
        made.orders.append(([*merge, *order, *base, *split], _orders(cards, decision, (merge, order, base))))
    return made._replace(problems=tuple(names.problems))


def _orders(cards: Sequence[Card], decision: StoryDecision, found: tuple[list[int], list[int], list[int]]) -> Orders:
    merge, order, base = found
    two = order or merge
    relations: tuple[tuple[str, str, RelationKind], ...] = ()
    if decision.relation and len(two) == 2:
        relations = ((cards[two[0]].id, cards[two[1]].id, decision.relation),)
    return Orders(tuple(cards[at].id for at in order), cards[base[0]].id if base else "", decision.title, relations)


def regroup(groups: Sequence[Sequence[int]], decided: Decided) -> list[list[int]]:
    """The groups after splits and merges, as sorted card numbers, two at least."""
    home = {at: number for number, group in enumerate(groups) for at in group}
    members = {number: set(group) for number, group in enumerate(groups)}
    for named in decided.split:
        if named:
            _move(home, members, named)
    for named in decided.merge:
        if len(named) > 1:
            whole = sorted({at for one in named for at in members.get(home.get(one, -1), {one})})
            _move(home, members, whole)
    return sorted(sorted(group) for group in members.values() if len(group) > 1)


def _move(home: dict[int, int], members: dict[int, set[int]], named: Iterable[int]) -> None:
    number = len(members)
    members[number] = set(named)
    for at in named:
        if at in home:
            members[home[at]].discard(at)
        home[at] = number


def orders_for(group: Iterable[int], decided: Decided) -> Orders:
    """All that was decided about a group's order, base, title and relations; the last word wins."""
    inside = set(group)
    made = Orders()
    for named, one in decided.orders:
        if named and named[0] in inside:  # of articles in several stories the first says which one is meant
            made = Orders(
                one.order or made.order,
                one.base or made.base,
                one.title or made.title,
                (*one.relations, *made.relations),
            )
    return made


def unmet(cards: Sequence[Card], groups: Iterable[Sequence[int]], decided: Decided) -> tuple[Problem, ...]:
    """What was decided about a story that is none: articles in no story, or in several."""
    home = {at: number for number, group in enumerate(groups) for at in group}
    made = []
    for named, orders in decided.orders:
        wanted = [cards[at].id for at in named if at not in home]
        if not orders.tells or not named:
            continue
        if wanted:
            reason, hint = f'"{wanted[0]}" is in no story', "name an article that has versions, or add merge"
        elif len({home[at] for at in named}) > 1:
            ids = ", ".join(f'"{cards[at].id}"' for at in named)
            reason, hint = f"{ids} are not all in one story", f"add merge = [{ids}], or name articles of one story"
        else:
            continue
        made.append(Problem(PATH, "versions", "no-story", "warning", reason, hint))
    return tuple(dict.fromkeys(made))


class _Names:
    """Card numbers by id, path, or path and record."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.problems: list[Problem] = []
        self._known: dict[str, list[int]] = {}
        for at, card in enumerate(cards):
            names = {card.id, card.source.path, *card.copies}
            if card.source.record is not None:
                names.add(f"{card.source.path}#{card.source.record}")
            for name in names:
                self._known.setdefault(name, []).append(at)

    def find(self, listed: Iterable[str]) -> list[int]:
        found: list[int] = []
        for name in listed:
            numbers = self._known.get(name) or self._known.get(name.removeprefix("./").removeprefix("content/"), [])
            if len(numbers) != 1:
                self._report(name, numbers)
            found += [at for at in numbers[:1] if at not in found]
        return found

    def _report(self, name: str, numbers: list[int]) -> None:
        if numbers:
            reason, hint = f'"{name}" holds {len(numbers)} articles', "name one by its id, or as path#record"
        else:
            reason, hint = f'no article "{name}"', self._nearest(name)
        self.problems.append(Problem(PATH, "versions", "no-match", "warning", reason, hint))

    def _nearest(self, name: str) -> str:
        from rapidfuzz import fuzz, process

        found = process.extractOne(name, sorted(self._known), scorer=fuzz.ratio, score_cutoff=LIKE)
        return f'did you mean "{found[0]}"?' if found else "name an article by its id or its path"
