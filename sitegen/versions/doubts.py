"""Borderline links with their evidence, as TOML to paste into curation/stories.toml."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sitegen.model import Cache, Card, Run, StoryDecision
from sitegen.versions.decisions import resolve
from sitegen.versions.find import Found, Limits, find_groups, is_version
from sitegen.versions.kinship import Kinship
from sitegen.versions.measure import compare_texts
from sitegen.versions.options import VersionsOptions
from sitegen.versions.stored import words_of

CLEAR = 0.3
"""Score from which a link that holds needs no look."""
SHOWN = 60
MOULDS_SHOWN, CHANGES_SHOWN = 10, 3
QUOTED_MOST = 100
"""Characters."""
HEAD = """\
# Links that were nearly judged the other way. Where one is wrong, paste its entry into curation/stories.toml without the "# "
# before [[story]] and the line after it; sitegen diff ID ID shows both texts.
"""


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
    doubts = _shown([doubt for doubt, pair in _doubts(ordered, found) if pair not in settled])
    if not doubts:
        return "# No link between articles is in doubt.\n"
    return "\n".join([HEAD, *(_written(doubt, _witness(articles, doubt)) for doubt in doubts)])


def _shown(doubts: Sequence[Doubt]) -> list[Doubt]:
    """Those of moulds last, and only some of them: a weekly report is like all the others of its kind."""
    moulds = [doubt for doubt in doubts if not doubt.linked and doubt.kin.is_mould]
    others = [doubt for doubt in doubts if doubt.linked or not doubt.kin.is_mould]
    return (others + moulds[:MOULDS_SHOWN])[:SHOWN]


def _witness(articles: Cache, doubt: Doubt) -> list[str]:
    """What the two texts share and where they differ, in their own words."""
    a, b = words_of(articles, [doubt.a.key, doubt.b.key])
    made = compare_texts(a, b)
    kept = [row for row in made.passages if row.kind in ("kept", "moved") and row.a]
    longest = max(kept, key=lambda row: row.a[1] - row.a[0] if row.a else 0, default=None)
    lines = [f"both say “{_cut(made.found.a.quote(*longest.a))}”"] if longest and longest.a else []
    changes = [
        one for kind in ("figures", "names", "dates") for one in getattr(made.changes, kind) if one.from_ and one.to
    ]
    told = "; ".join(f"{_cut(one.from_ or '')} → {_cut(one.to or '')}" for one in changes[:CHANGES_SHOWN])
    return [*lines, f"but {told}"] if told else lines


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTED_MOST else flat[:QUOTED_MOST].rsplit(" ", 1)[0] + " …"


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


def _written(doubt: Doubt, witness: Sequence[str]) -> str:
    kin = doubt.kin
    state = "Linked now" if doubt.linked else "Not linked: filled into one mould" if kin.is_mould else "Not linked now"
    whole = "1 whole sentence" if kin.sentences == 1 else f"{kin.sentences} whole sentences"
    facts = f"of the figures, names and days there {kin.kept} agree and {kin.swapped} were swapped"
    pair = f"[{_quoted(doubt.a.id)}, {_quoted(doubt.b.id)}]"
    key, other = ("never", "merge") if doubt.linked else ("merge", "never")
    said = "".join(f"#   {line}\n" for line in witness)
    return (
        f"# {state}: {kin.covered:.0%} of the shorter text matches, {whole}; {facts}.\n"
        f"#   {_line(doubt.a)}\n#   {_line(doubt.b)}\n{said}"
        f"# [[story]]\n# {key} = {pair}\n#   (as it is now: {other} = {pair}; it will not be asked again)\n"
    )


def _line(card: Card) -> str:
    where = f"{card.source.path}#{card.source.record}" if card.source.record else card.source.path
    return " · ".join(
        " ".join(part.split()) for part in (card.id, card.published or "no date", where, card.title) if part
    )[:200]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
