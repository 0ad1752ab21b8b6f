"""The archivist's decisions about entities, which always win.

Before resolution they teach what is a name and of which kind; after it they merge, split, pin,
rename and describe. A decision that finds nothing is a Problem with the nearest name as its hint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sitegen.entities.assemble import Cluster
from sitegen.entities.gazetteer import key
from sitegen.entities.lexicon import Lexicon, points
from sitegen.entities.link import Doubt
from sitegen.entities.local import Local
from sitegen.entities.mentions import Seen
from sitegen.model import Card, EntityDecision, EntityType, Joined, Problem

PATH = "curation/entities.toml"
Parts = list[tuple[str, Local]]


def teach(lexicon: Lexicon, decisions: Sequence[EntityDecision]) -> None:
    """Sets the kinds of decided names, also of those that were taken for none."""
    for decision in decisions:
        for name in (decision.name, *decision.aliases):
            if (k := key(name)) in lexicon.names and not decision.ignore:
                lexicon.kinds[k] = decision.type or lexicon.kinds.get(k) or _likeliest(lexicon, k)


def _likeliest(lexicon: Lexicon, k: str) -> EntityType:
    found = points(lexicon.names[k])
    kinds: tuple[EntityType, ...] = ("organisation", "person", "place")
    return max(kinds, key=lambda kind: found[kind])


class Desk:
    """The clusters while decisions are applied; an index from names to the clusters that bear them."""

    def __init__(self, found: Iterable[Cluster], cards: Mapping[str, Card]) -> None:
        self.clusters = list(found)
        self.cards = cards
        self.problems: list[Problem] = []
        self.by_name: dict[str, list[Cluster]] = {}
        for cluster in self.clusters:
            self.enter(cluster)

    def enter(self, cluster: Cluster) -> None:
        for name in {key(form) for form in (cluster.name, *cluster.forms)}:
            self.by_name.setdefault(name, []).append(cluster)

    def named(self, names: Iterable[str], kind: EntityType | None) -> list[Cluster]:
        """The clusters that bear one of the names; of that kind first, whatever they are otherwise."""
        found = {id(c): c for name in names for c in self.by_name.get(key(name), ()) if c.parts}
        return sorted(found.values(), key=lambda c: (c.kind != kind if kind else False, -sum(c.forms.values()), c.name))

    def problem(self, rule: str, reason: str, hint: str) -> None:
        self.problems.append(Problem(PATH, "entities", rule, "warning", reason, hint))


def apply(
    found: list[Cluster], decisions: Sequence[EntityDecision], cards: Mapping[str, Card]
) -> tuple[list[Cluster], list[Problem]]:
    """The clusters with all decisions applied, and the decisions that found nothing."""
    desk = Desk(found, cards)
    for decision in decisions:
        _decide(decision, desk)
    return [cluster for cluster in desk.clusters if cluster.parts], desk.problems


def undecided(doubts: Sequence[Doubt], decisions: Sequence[EntityDecision], cards: Mapping[str, Card]) -> list[Doubt]:
    """The doubts about which the archivist has said nothing yet: a name that is decided by itself or as an alias, one that
    is pinned in that article, and one that may not mean all candidates but one, are settled."""
    named = {key(name) for decision in decisions for name in (decision.name, *decision.aliases)}
    pinned = {(match, key(name)) for decision in decisions for match, names in decision.pins.items() for name in names}
    apart = {(key(decision.name), key(name)) for decision in decisions for name in decision.not_}
    found = []
    for doubt in doubts:
        k, card = key(doubt.name), cards.get(doubt.article)
        places = (doubt.article, *((card.source.path, *card.copies) if card else ()))
        left = tuple(name for name in doubt.candidates if (key(name), k) not in apart)
        if k not in named and not any((place, k) in pinned for place in places) and len(left) > 1:
            found.append(msgspec.structs.replace(doubt, candidates=left))
    return found


def _decide(decision: EntityDecision, desk: Desk) -> None:
    matching = desk.named((decision.name, *decision.aliases), decision.type)
    pinned = _pinned(decision, desk)
    if not matching and not pinned:
        desk.problem("no-match", f'"{decision.name}" matches no name in the archive', _nearest(decision.name, desk))
        return
    if decision.ignore:
        _ignore(decision, matching)
        return
    target = _target(decision, matching, pinned, desk)
    _merge(decision, target, matching)
    _split(decision, target, desk)
    _pin(target, pinned)
    _finish(decision, target, desk)


def _nearest(name: str, desk: Desk) -> str:
    from rapidfuzz import process

    near = process.extractOne(key(name), sorted(desk.by_name), score_cutoff=60)
    return f'did you mean "{desk.by_name[near[0]][0].name}"?' if near else "names are compared without case and accents"


def _ignore(decision: EntityDecision, matching: list[Cluster]) -> None:
    names = {key(name) for name in (decision.name, *decision.aliases)}
    for cluster in matching:
        if key(cluster.name) in names:
            cluster.parts = []
        else:
            _take(cluster, lambda article, spot: key(spot.name) in names)


def _target(decision: EntityDecision, matching: list[Cluster], pinned: list[tuple[str, str]], desk: Desk) -> Cluster:
    """The cluster that becomes the decided entity: one that bears the name itself before one with an alias."""
    same = [cluster for cluster in matching if decision.type in (None, cluster.kind)]
    named = [cluster for cluster in same if key(decision.name) in {key(f) for f in (cluster.name, *cluster.forms)}]
    if named or same or matching:
        return (named or same or matching)[0]
    cluster = Cluster(decision.type or _kind_of(pinned, desk), decision.name, Counter(), [])
    desk.clusters.append(cluster)
    return cluster


def _kind_of(pinned: list[tuple[str, str]], desk: Desk) -> EntityType:
    return next((c.kind for _, name in pinned for c in desk.by_name.get(name, ())), "person")


def _merge(decision: EntityDecision, target: Cluster, matching: list[Cluster]) -> None:
    """Every document's entity with one of the names goes to the target, whole."""
    names = {key(name) for name in (decision.name, *decision.aliases)}
    for cluster in matching:
        if cluster is target or (decision.type is None and cluster.kind != target.kind):
            continue
        moved = [part for part in cluster.parts if names & {key(form) for form in part[1].forms}]
        cluster.parts = [part for part in cluster.parts if part not in moved]
        _recount(cluster)
        _give(target, moved, "curated alias")


def _split(decision: EntityDecision, target: Cluster, desk: Desk) -> None:
    """Mentions by a name in `not` leave, to the cluster that bears it, else to one of their own."""
    for name in decision.not_:
        moved = _take(target, _called(key(name)))
        if not moved:
            continue
        home = next(
            (c for c in desk.by_name.get(key(name), ()) if c is not target and c.kind == target.kind and c.parts), None
        )
        if home is None:
            home = Cluster(target.kind, name, Counter(), [])
            desk.clusters.append(home)
        _give(home, moved, "curated: kept apart")
        desk.enter(home)


def _pinned(decision: EntityDecision, desk: Desk) -> list[tuple[str, str]]:
    """(article id, key of the mention) of each pin; a pin to no article or no mention is a Problem."""
    found = []
    for match, names in sorted(decision.pins.items()):
        ids = [card.id for card in desk.cards.values() if match in (card.id, card.source.path, *card.copies)]
        for name in names:
            here = [
                (i, key(name))
                for i in ids
                if any(i == article for c in desk.by_name.get(key(name), ()) for article, _ in c.parts)
            ]
            found += here
            if not here:
                reason = (
                    f'pin of "{decision.name}": no mention "{name}" in "{match}"'
                    if ids
                    else f'pin of "{decision.name}": no article "{match}"'
                )
                desk.problem("no-match", reason, "name an article by its id or path, and a mention as it stands there")
    return found


def _pin(target: Cluster, pinned: list[tuple[str, str]]) -> None:
    target.pins += pinned


def _finish(decision: EntityDecision, target: Cluster, desk: Desk) -> None:
    for article, name in target.pins:
        for cluster in [c for c in desk.by_name.get(name, ()) if c is not target]:
            moved = _take(cluster, _called(name, article))
            _give(target, moved, "curated pin")
    target.kind = decision.type or target.kind
    target.name, target.decision = decision.name, decision
    target.reasons = [reason for reason in target.reasons if reason.alias != decision.name]
    desk.enter(target)


def _called(name: str, article: str = "") -> Callable[[str, Seen], bool]:
    """Is a mention by that (folded) name, in that article where one is given?"""

    def test(where: str, spot: Seen) -> bool:
        return article in ("", where) and name in (key(spot.name), key(spot.shown))

    return test


def _take(cluster: Cluster, test: Callable[[str, Seen], bool]) -> Parts:
    """Removes the mentions that pass the test, and returns them as entities of their documents."""
    taken, kept = [], []
    for article, local in cluster.parts:
        mine = [spot for spot in local.spots if test(article, spot)]
        rest = [spot for spot in local.spots if not test(article, spot)]
        if mine:
            taken.append((article, _local(local, mine)))
        if rest:
            kept.append((article, _local(local, rest) if mine else local))
    cluster.parts = kept
    _recount(cluster)
    return taken


def _local(local: Local, spots: list[Seen]) -> Local:
    forms = Counter(spot.name for spot in spots)
    reasons = [reason for reason in local.reasons if reason.alias in forms]
    return msgspec.structs.replace(local, spots=spots, forms=forms, reasons=reasons)


def _recount(cluster: Cluster) -> None:
    forms: Counter[str] = Counter()
    for _, local in cluster.parts:
        forms.update(local.forms)
    cluster.forms = forms
    cluster.reasons = [reason for reason in cluster.reasons if reason.alias in forms]


def _give(target: Cluster, parts: Parts, rule: str) -> None:
    known = {reason.alias for reason in target.reasons}
    target.parts += parts
    for article, local in parts:
        target.forms.update(local.forms)
        for form in sorted(local.forms):
            if form not in known:
                known.add(form)
                target.reasons.append(Joined(form, rule, local.quotes.get(form, "")[:400], article))
    target.reasons.sort(key=lambda joined: (joined.alias.casefold(), joined.alias))
