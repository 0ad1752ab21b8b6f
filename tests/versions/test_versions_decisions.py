"""The archivist's word on stories: what wins, what is said of a decision that means nothing, what a review offers."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from archive_helper import Archive
from moulds import report

from sitegen.model import Pair, StoryDecision
from sitegen.versions import review
from sitegen.versions.options import VersionsOptions

FIRE = """A fire destroyed the covered market in Oristo on Saturday, killing four people and leaving 60 traders without a stall.

The blaze broke out in a bakery shortly after midnight, said the chief of the fire brigade, Ruth Okello.

"We could see the glow from the harbour," said the fishmonger Ana Brandt, who lost everything that she owned.

The hall was built in 1887 and had been restored for two million euros only last year, according to the town."""
CUT = "\n\n".join(FIRE.split("\n\n")[:2])
OTHER = """The council of Norvik voted to close the swimming pool, which loses 200,000 crowns a year, by the end of June.

Parents who had gathered outside the town hall said that they would go to court over the decision of the council."""


def archive() -> Archive:
    return Archive(("a", FIRE, "2024-03-05"), ("b", CUT, "2024-03-06"), ("c", OTHER, "2024-03-05"))


def pair(archive: Archive, *decisions: StoryDecision) -> Pair:
    return archive.relate(*decisions).stories[0].pairs[0]


@pytest.mark.parametrize(
    ("named", "expected"), [(("a", "b"), "abridged"), (("b", "a"), "expanded")]
)  # read from the first to the second
def test_a_decided_relation_reads_the_way_the_pair_is_told(named: tuple[str, str], expected: str) -> None:
    decided = StoryDecision(merge=named, relation="abridged")
    assert pair(archive(), decided).a == "a" and pair(archive(), decided).relation == expected


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (StoryDecision(order=("a", "c")), '"c" is in no story'),
        (StoryDecision(base="c", title="The pool"), '"c" is in no story'),
        (StoryDecision(base="zz"), 'no article "zz"'),
    ],
)
def test_a_decision_about_no_story_is_a_problem(decision: StoryDecision, reason: str) -> None:
    problems = archive().relate(decision).problems
    assert [problem.reason for problem in problems] == [reason] and all(problem.hint for problem in problems)


def test_an_order_across_two_stories_is_a_problem_and_gives_its_title_to_one() -> None:
    made = Archive(
        ("a", FIRE, "2024-03-05"),
        ("b", CUT, "2024-03-06"),
        ("c", OTHER, "2024-03-05"),
        ("d", OTHER + " It rained.", "2024-03-06"),
    )
    links = made.relate(StoryDecision(order=("c", "a"), title="The pool"))
    assert [problem.rule for problem in links.problems] == ["no-story"] and '"c", "a"' in links.problems[0].hint
    assert [story.title for story in links.stories].count("The pool") == 1


def test_a_decision_that_is_met_is_no_problem() -> None:
    links = archive().relate(StoryDecision(order=("b", "a"), base="b", title="The market"))
    assert links.problems == () and links.stories[0].articles == ("b", "a")
    assert (links.stories[0].base, links.stories[0].title) == ("b", "The market")


def test_a_review_says_how_to_answer_and_quotes_both() -> None:
    made = Archive(*((f"m{day}", report("coffee", dt.date(2024, 3, day), 0), f"2024-03-0{day}") for day in (4, 5)))
    asked = review(made.cards, made.articles, made.cache, VersionsOptions(), (), map)
    assert "curation/stories.toml" in asked and '# merge = ["m4", "m5"]' in asked
    assert '(as it is now: never = ["m4", "m5"]; it will not be asked again)' in asked
    assert "both say “" in asked and re.search(r"but \S.* → ", asked)
