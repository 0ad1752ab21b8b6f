"""curation/stories.toml: what the archivist decided about stories.

    [[story]]
    merge = ["a3k9…", "wire/flood.txt"]     # one story, whatever the texts say
    split = ["b71c…"]                       # leaves its story; several named together stay together
    never = ["a3k9…", "c0d2…"]              # never in one story
    order = ["a3k9…", "b71c…"]              # oldest first
    base = "a3k9…"                          # the version others are compared with
    title = "The flood at Hillford"
    relation = "partial"                    # of the two articles that `order` or `merge` names, read from the first to the second

Articles are named by id or by path below the content folder.
"""

from __future__ import annotations

from typing import cast, get_args

from sitegen.curate.tables import Entry, read_entries
from sitegen.model import Problem, RelationKind, StoryDecision

_LISTS = ("merge", "split", "never", "order")


def read_stories(path: str, text: str) -> tuple[tuple[StoryDecision, ...], tuple[Problem, ...]]:
    """The decisions that make sense, in the file's order, and what is wrong with the rest."""
    entries, problems = read_entries(path, text, "story", key="title")
    decisions = []
    for entry in entries:
        decision = _decision(entry)
        entry.close()
        if _check(entry, decision):
            decisions.append(decision)
        problems += entry.problems
    return tuple(decisions), tuple(problems)


def _decision(entry: Entry) -> StoryDecision:
    merge, split, never, order = (entry.names(name) for name in _LISTS)
    base, title = entry.text("base"), entry.text("title")
    relation = cast("RelationKind | None", entry.one_of("relation", get_args(RelationKind)))
    return StoryDecision(merge, split, never, order, base, title, relation)


def _check(entry: Entry, decision: StoryDecision) -> bool:
    """Does the entry decide anything? What is missing for that becomes a Problem."""
    for name in ("merge", "never", "order"):
        if len(getattr(decision, name)) == 1:
            entry.problem("too-few", f'"{name}" names one article only', "name two at least, by id or path", name)
    named = (*decision.merge, *decision.order, *decision.split, *decision.never, decision.base)
    if not any(named):
        entry.problem(
            "names-nothing", "an entry that names no article means nothing", 'add merge, order or base = "id or path"'
        )
        return False
    if decision.title and not (decision.merge or decision.order or decision.split or decision.base):
        entry.problem(
            "names-nothing", "the title is of no story", 'add base = "id or path" of one of its articles', "title"
        )
    if decision.relation and len(decision.order or decision.merge) != 2:
        entry.problem(
            "needs-two", "a relation is between two articles", 'name both in order = ["older", "younger"]', "relation"
        )
    return True
