"""A story in ten seconds: which facts changed, in which version; who cut most, who added most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import Markup

from sitegen.render import words
from sitegen.render.desk import Desk
from sitegen.render.diff import ShownChange, marked_context, shown_changes
from sitegen.render.html import line
from sitegen.render.views import PairView, StoryView, Version

MOST_THREADS = 40
MOST_STEPS = 8
MOST_APART = 3
WORTH_SAYING = 20
"""Words cut or added that are worth a sentence."""
PART_WORTH_SAYING = 0.08
_ORDER = {label: place for place, label in enumerate(("Figure", "Name", "Quote", "Date", "Headline"))}


class Step(msgspec.Struct, frozen=True):
    """What a fact became, in which versions; `href` leads to the comparison with the first of them."""

    to: str
    versions: tuple[tuple[int, str], ...]


class Thread(msgspec.Struct, frozen=True):
    """A fact of one version with all that became of it; `context` is the sentence of the first change, marked."""

    kind: str
    from_: str
    version: int
    steps: tuple[Step, ...]
    context: Markup


def threads(desk: Desk, view: StoryView, links: Mapping[tuple[int, int], str]) -> list[Thread]:
    """The facts that became others, each told once; figures first."""
    found: dict[tuple[str, str], list[tuple[PairView, ShownChange]]] = {}
    for pair in view.pairs:
        if pair.relation == "partial":
            continue
        for change in shown_changes(desk, pair.changes):
            if change.from_ and change.to:
                found.setdefault((change.kind, change.from_), []).append((pair, change))
    made = [_thread(kind, from_, told, links) for (kind, from_), told in found.items()]
    ordered = sorted(made, key=lambda one: (_ORDER[one.kind], one.version, one.steps[0].versions[0]))
    return _once(ordered[:MOST_THREADS])


def _once(found: list[Thread]) -> list[Thread]:
    """The same sentence is not quoted twice in a row."""
    made, last = list[Thread](), ""
    for thread in found:
        plain = thread.context.striptags()
        made.append(msgspec.structs.replace(thread, context=Markup("")) if plain == last else thread)
        last = plain
    return made


def _thread(
    kind: str, from_: str, told: Sequence[tuple[PairView, ShownChange]], links: Mapping[tuple[int, int], str]
) -> Thread:
    steps: dict[str, dict[int, str]] = {}
    for pair, change in sorted(told, key=lambda one: (one[0].b, one[0].a)):
        steps.setdefault(change.to, {}).setdefault(pair.b, links.get((pair.a, pair.b), ""))
    first = told[0][1]
    return Thread(
        kind, from_, min(pair.a for pair, _ in told), tuple(Step(to, tuple(where.items())) for to, where in steps.items()),
        marked_context(first.context, first.to) if kind != "Quote" else Markup(""),
    )  # fmt: skip


def sentences(desk: Desk, view: StoryView, links: Mapping[tuple[int, int], str]) -> list[Markup]:
    """What a reader would tell somebody else of the story: most cut, most added, copied, corrected."""
    by_number = {version.number: version for version in view.versions}
    pairs = [pair for pair in view.pairs if pair.relation != "partial"]
    made = [
        _most(desk, pairs, by_number, (links, cut)) for cut in (True, False)
    ]  # fmt: skip
    made += _apart(view, by_number)
    copies = Counter(version.same_as for version in view.versions if version.same_as != version.number)
    if copies:
        made.append(_copied(copies, by_number))
    return [one for one in made + _corrected(desk, view) if one]


def _most(
    desk: Desk, pairs: Sequence[PairView], versions: dict[int, Version], how: tuple[Mapping[tuple[int, int], str], bool]
) -> Markup:
    """The pair in which most was cut, or most came in."""
    links, cut = how
    sized = [(_lost(pair, versions) if cut else _gained(pair, versions), -pair.b, pair) for pair in pairs]
    size, _, pair = max(sized, key=lambda one: one[:2], default=(0, 0, None))
    whole = versions[pair.a].words if pair else 0
    if pair is None or size < WORTH_SAYING or size < PART_WORTH_SAYING * whole:
        return Markup("")
    who = named(versions[pair.b])
    said = (
        f"leaves out {words.number(size)} of the {words.number(whole)} words of version {pair.a} ({words.percent(size / whole)})"
        if cut else f"brings in {words.plural(size, 'new word')}, beside {words.number(versions[pair.b].words - size)} taken over from version {pair.a}"
    )  # fmt: skip
    href = links.get((pair.a, pair.b), "")
    link = Markup('<a href="{}">Version {}</a>').format(href, pair.b) if href else f"Version {pair.b}"
    label = "Most cut" if cut else "Most added"
    return Markup("<b>{}</b> {}{} {}.").format(f"{label}:", link, f", {who}," if who else "", said)


def _apart(view: StoryView, versions: dict[int, Version]) -> list[Markup]:
    """Versions that take only some passages from the one that they were made from."""
    parents = {(step.from_, step.article) for step in view.lineage}
    partial = [
        pair for pair in view.pairs
        if pair.relation == "partial" and (versions[pair.a].ref.id, versions[pair.b].ref.id) in parents
    ]  # fmt: skip
    return [
        Markup("<b>Mostly new:</b> Version {}{} has {} of its words from version {}.").format(
            pair.b, _by(versions[pair.b]), words.percent(pair.containment_b), pair.a
        )
        for pair in partial[:MOST_APART]
    ]


def _lost(pair: PairView, versions: dict[int, Version]) -> int:
    return round((1 - pair.containment_a) * versions[pair.a].words)


def _gained(pair: PairView, versions: dict[int, Version]) -> int:
    return round((1 - pair.containment_b) * versions[pair.b].words)


def _copied(copies: Counter[int], versions: dict[int, Version]) -> Markup:
    number, count = copies.most_common(1)[0]
    who = named(versions[number])
    by = f", {who}," if who else ""
    others = words.plural(count, "other version") + (" has" if count == 1 else " have")
    return Markup("<b>{}</b> {} the same words as version {}{}").format("Copied:", others, number, f"{by.rstrip(',')}.")


def _corrected(desk: Desk, view: StoryView) -> list[Markup]:
    """Versions that their own label calls a correction, with the first fact that they changed."""
    marks = [version for version in view.versions if any("CORRECT" in label.upper() for label in version.ref.labels)]
    made = []
    for version in marks[:2]:
        changes = [
            change for pair in view.pairs if pair.b == version.number for change in shown_changes(desk, pair.changes)
            if change.kind in ("Figure", "Name", "Quote") and change.from_ and change.to
        ]  # fmt: skip
        told = Markup(", and has {} for {}").format(changes[0].to, changes[0].from_) if changes else ""
        made.append(
            Markup("<b>Corrected:</b> Version {}{} is marked as a correction{}.").format(
                version.number, _by(version), told
            )
        )
    return made


def _by(version: Version) -> str:
    who = named(version)
    return f", {who}," if who else ""


def named(version: Version) -> str:
    """Who published it: the outlet, or the agency whose copy it is."""
    return line(version.ref.outlet) if version.ref.outlet else line(version.agencies[0]) if version.agencies else ""
