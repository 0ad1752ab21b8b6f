"""Borderline links with their evidence, as TOML to paste into curation/stories.toml."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sitegen.model import Cache, Card, Run, StoryDecision
from sitegen.versions.decisions import resolve
from sitegen.versions.find import Found, Limits, find_groups, is_version
from sitegen.versions.kinship import Kinship
from sitegen.versions.options import VersionsOptions

CLEAR = 0.3
"""Score from which a link that holds needs no look."""
SHOWN = 60


class Doubt(msgspec.Struct, frozen=True):
    """A pair that was nearly judged the other way: is it linked now, and how near were the texts?"""

    a: Card
    b: Card
    linked: bool
    score: float
    kin: Kinship


def review(
    cards: Sequence[Card],
    articles: Cache,
    cache: Cache,
    options: VersionsOptions,
    decisions: tuple[StoryDecision, ...],
    run: Run,
) -> str:
    """The doubtful pairs, most doubtful first, each with what speaks for and against it; a comment where there are none.

    Every entry is commented out: the archivist takes the mark away where the answer is yes.
    """
    ordered = sorted(cards, key=lambda card: card.id)
    decided = resolve(ordered, decisions)
    found = find_groups(ordered, (articles, cache), Limits(options.window_hours, frozenset(decided.apart)), run)
    settled = {frozenset((x, y)) for names in (*decided.merge, *decided.split) for x in names for y in names if x != y}
    settled |= {frozenset(pair) for pair in decided.apart}
    doubts = [doubt for doubt, pair in _doubts(ordered, found) if pair not in settled]
    return "\n".join(map(_written, doubts[:SHOWN])) or "# No link between articles is in doubt.\n"


def _doubts(cards: Sequence[Card], found: Found) -> list[tuple[Doubt, frozenset[int]]]:
    """One pair for each two groups: of the linked the weakest, of the others the strongest."""
    home = {card: number for number, group in enumerate(found.groups) for card in group}
    best: dict[tuple[int, int, bool], tuple[float, Doubt, frozenset[int]]] = {}
    for i, j, score, kin in found.checked:
        x, y = found.nodes[i].cards[0], found.nodes[j].cards[0]
        ends = home.get(x, -1 - x), home.get(y, -1 - y)
        linked = ends[0] == ends[1]
        if _is_doubtful(linked, score, kin):
            key = (min(ends), max(ends), linked)
            rank = abs(score - 0.1)
            if key not in best or rank < best[key][0]:
                best[key] = rank, Doubt(cards[x], cards[y], linked, score, kin), frozenset((x, y))
    ranked = sorted(best.values(), key=lambda one: (one[0], one[1].a.id, one[1].b.id))
    return [(doubt, pair) for _, doubt, pair in ranked]


def _is_doubtful(linked: bool, score: float, kin: Kinship) -> bool:
    if linked:
        return score < CLEAR and is_version(score, kin)
    return kin.covered >= 0.1 and (score >= 0.04 or kin.is_mould)


def _written(doubt: Doubt) -> str:
    kin = doubt.kin
    state = "linked now" if doubt.linked else "one mould, not linked" if kin.is_mould else "not linked now"
    facts = f"{kin.kept} figures, names and days agree, {kin.swapped} were swapped"
    key = "never" if doubt.linked else "merge"
    return (
        f"# {state}: {kin.covered:.0%} of the shorter text matches, {kin.sentences} whole sentences; {facts}\n"
        f"#   {_line(doubt.a)}\n#   {_line(doubt.b)}\n"
        f"# [[story]]\n# {key} = [{_quoted(doubt.a.id)}, {_quoted(doubt.b.id)}]\n"
    )


def _line(card: Card) -> str:
    where = f"{card.source.path}#{card.source.record}" if card.source.record else card.source.path
    return " · ".join(
        " ".join(part.split()) for part in (card.id, card.published or "no date", where, card.title) if part
    )[:200]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
