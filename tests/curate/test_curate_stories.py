"""curation/stories.toml, read: each decision, and what is wrong with the rest."""

from __future__ import annotations

from sitegen.curate.stories import read_stories
from sitegen.model import StoryDecision

PATH = "curation/stories.toml"


def test_every_kind_of_decision() -> None:
    text = """
        [[story]]
        merge = ["a1", "wire/flood.txt"]
        title = "The flood"

        [[story]]
        order = ["a1", "b2"]
        relation = "partial"
        base = "b2"

        [[story]]
        never = ["a1", "c3"]

        [[story]]
        split = "d4"
        """
    assert read_stories(PATH, text) == (
        (
            StoryDecision(merge=("a1", "wire/flood.txt"), title="The flood"),
            StoryDecision(order=("a1", "b2"), relation="partial", base="b2"),
            StoryDecision(never=("a1", "c3")),
            StoryDecision(split=("d4",)),
        ),
        (),
    )


def test_a_mistake_costs_its_own_entry_only() -> None:
    text = '[[story]]\nmerge = ["a"]\n\n[[story]]\ntitle = "Nameless"\n\n[[story]]\nmerge = ["a", "b", "c"]\nrelation = "copied"\nwibble = 1\n'
    decisions, problems = read_stories(PATH, text)
    assert decisions == (StoryDecision(merge=("a",)), StoryDecision(merge=("a", "b", "c")))
    assert sorted((problem.rule, problem.line) for problem in problems) == [
        ("names-nothing", 4), ("too-few", 2), ("unknown-key", 10), ("unknown-value", 9),
    ]  # fmt: skip


def test_a_relation_needs_two_articles() -> None:
    _, problems = read_stories(PATH, '[[story]]\nmerge = ["a", "b", "c"]\nrelation = "partial"\n')
    assert [problem.rule for problem in problems] == ["needs-two"]


def test_no_file_no_decisions() -> None:
    assert read_stories(PATH, "") == ((), ())
