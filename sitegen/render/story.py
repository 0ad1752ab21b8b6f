"""The page of a story: who had it when, who made it from whom, what changed, and all versions in one table."""

from __future__ import annotations

import re

from markupsafe import Markup

from sitegen.address import article_url, diff_url, outlet_url
from sitegen.model import Descent
from sitegen.render import charts, rows, timeline, words
from sitegen.render.changes import biggest
from sitegen.render.desk import Desk
from sitegen.render.diff import shown_changes
from sitegen.render.glance import named, sentences, threads
from sitegen.render.html import line
from sitegen.render.lookup import tallies, whole
from sitegen.render.synopsis import strips, synopsis
from sitegen.render.views import PairView, StoryView, Version


def draw_story(desk: Desk) -> str:
    view: StoryView = desk.view
    by_number = {version.number: version for version in view.versions}
    steps = {step.article: step for step in view.lineage}
    told, others = _apart(view)
    links = {(pair.a, pair.b): _diff(desk, pair, by_number) for pair in view.pairs}
    return desk.render(
        "story.html", title=line(view.title) or "Untitled story", timeline=timeline.draw(view), numbered=timeline.is_numbered(view), versions=_folded(desk, view, steps), every=view.versions, count=len(view.versions), most=MOST_ROWS if len(view.versions) > FOLDED_FROM else FOLDED_FROM, histogram=_histogram(view),
        pairs=[_pair(desk, pair, by_number) for pair in told], others=[(_diff(desk, pair, by_number), sentence(pair)) for pair in others], threads=threads(desk, view, links), in_short=sentences(desk, view, links), names_of={version.number: named(version) for version in view.versions}, matrix=_matrix(desk, view, by_number),
        grid=synopsis(desk) if desk.site.show != "metadata" else None, strips=strips(desk), names=rows.names(desk, view.names, counted=False),
        related=[(rows.linked(desk, c.ref), rows.byline(c.ref), c) for c in view.related], **_reach(view),
    )  # fmt: skip


def _apart(view: StoryView) -> tuple[list[PairView], list[PairView]]:
    """Of many pairs those whose changes are told, and the others, which are only named."""
    if len(view.versions) <= FOLDED_FROM:
        return [pair for pair in view.pairs if pair.relation != "identical"], []
    return [pair for pair in view.pairs if pair.alignment], [pair for pair in view.pairs if not pair.alignment]


def _reach(view: StoryView) -> dict[str, object]:
    dates = whole(version.ref.published for version in view.versions)
    outlets = dict.fromkeys(line(version.ref.outlet) for version in view.versions if version.ref.outlet)
    return {"first": dates[0] if dates else None, "last": dates[-1] if dates else None, "outlets": list(outlets),
            "distinct": len({version.same_as for version in view.versions})}  # fmt: skip


def _histogram(view: StoryView) -> Markup:
    """Versions over time, where there are too many for lanes."""
    if timeline.fits(view):
        return Markup("")
    return charts.histogram(tallies(version.ref.published for version in view.versions), "Versions over time")


def _folded(desk: Desk, view: StoryView, steps: dict[str, Descent]) -> list[dict[str, object]]:
    """The versions as rows; of many versions, those with the same words share one."""
    if len(view.versions) <= FOLDED_FROM:
        return [_version(desk, version, steps, view) for version in view.versions]
    copies: dict[int, list[tuple[int, str, str]]] = {}
    for version in view.versions:
        if version.same_as != version.number:
            link = desk.link(article_url(version.ref.id))
            copies.setdefault(version.same_as, []).append((version.number, link, line(version.ref.outlet or "")))
    own = [version for version in view.versions if version.same_as == version.number]
    return [_version(desk, version, steps, view) | {"copies": copies.get(version.number, [])} for version in own]


def _version(desk: Desk, version: Version, steps: dict[str, Descent], view: StoryView) -> dict[str, object]:
    step = steps.get(version.ref.id)
    numbers = {other.ref.id: other.number for other in view.versions}
    return {
        "number": version.number, "link": rows.linked(desk, version.ref), "published": words.time(version.ref.published, brief=True), "clock": words.clock(version.ref.published),
        "basis": rows.basis_mark(version.ref.published_basis), "outlet": line(version.ref.outlet or ""), "words": version.words,
        "outlet_href": desk.link(outlet_url(version.ref.outlet)) if version.ref.outlet else "", "agencies": [line(name) for name in version.agencies],
        "same_as": version.same_as if version.same_as != version.number else 0, "labels": [line(label) for label in version.ref.labels],
        "from": numbers.get(step.from_ or "") if step else None, "also": [numbers[id] for id in step.also if id in numbers] if step else [],
        "confidence": step.confidence if step else 0, "evidence": _evidence(step, numbers) if step and desk.full else "",
        "href": desk.link(article_url(version.ref.id)), "copies": [],
    }  # fmt: skip


def _evidence(step: Descent, numbers: dict[str, int]) -> str:
    """With the versions by their numbers instead of their identifiers."""
    told = words.evidence(line(step.evidence))
    return re.sub(r"(?<=^unknown; )[a-z0-9-]+(?= is nearest)", lambda m: _numbered(m.group(), numbers), told)


def _numbered(id: str, numbers: dict[str, int]) -> str:
    return f"version {numbers[id]}" if id in numbers else id


def _pair(desk: Desk, pair: PairView, versions: dict[int, Version]) -> dict[str, object]:
    changes = shown_changes(desk, pair.changes) if pair.relation != "partial" else []
    found = (
        (f"Only in version {pair.b}", [c for c in changes if not c.from_]),
        (f"Only in version {pair.a}", [c for c in changes if not c.to]),
    )
    return {
        "pair": pair, "href": _diff(desk, pair, versions), "said": sentence(pair), "biggest": biggest(desk, pair, versions),
        "only": [(label, facts[:MOST_ONLY]) for label, facts in found if facts],
    }  # fmt: skip


def sentence(pair: PairView) -> str:
    """What became of a in b, in words."""
    return f"Version {pair.b} {words.RELATIONS[pair.relation][0]} version {pair.a}"


def _diff(desk: Desk, pair: PairView, versions: dict[int, Version]) -> str:
    return desk.link(diff_url(versions[pair.a].ref.id, versions[pair.b].ref.id)) if pair.drawn else ""


MOST_ONLY = 14
MOST_ROWS = 12
FOLDED_FROM = 24
"""More versions than this are folded where their words are the same."""


def _matrix(desk: Desk, view: StoryView, versions: dict[int, Version]) -> list[list[dict[str, object] | None]]:
    """Rows and columns are versions: what became of the row's version in the column's."""
    cells = {(pair.a, pair.b): pair for pair in view.matrix}
    return (
        [[_cell(desk, cells.get((a, b)), cells.get((b, a)), versions) for b in versions] for a in versions]
        if cells
        else []
    )


def _cell(
    desk: Desk, pair: PairView | None, back: PairView | None, versions: dict[int, Version]
) -> dict[str, object] | None:
    if pair is None and back is None:
        return None
    found = pair or back
    assert found is not None
    share = found.containment_a if pair else found.containment_b
    return {
        "relation": found.relation,
        "share": f"{99 if 0.99 < share < 1 else round(100 * share)}%",
        "href": _diff(desk, found, versions),
        "a": found.a,
        "b": found.b,
    }
