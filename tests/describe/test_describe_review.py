"""The review lists: worst first, and ready to paste."""

from __future__ import annotations

import tomllib

from sitegen.curate.articles import read_articles
from sitegen.describe.review import as_toml, unsure_dates, unsure_titles
from sitegen.model import Basis, Card, Problem, Source


def made(
    path: str, title: str = "A sound headline", published: str | None = "2024-12-07", basis: Basis = "stated"
) -> Card:
    return Card(
        key=path, source=Source(path, "", 1, "txt"), given_id="", title=title, title_basis=basis, published=published,
        published_basis=basis if published else None, updated=None, byline=(), outlet=None, agencies=(), dateline_place=None,
        language="en", labels=(), words=10, text_sha="", lede="The ferry sank.",
    )  # fmt: skip


def test_dates_worst_first() -> None:
    cards = [
        made("sure.txt"),
        made("year.txt", published="2024"),
        made("none.txt", published=None),
        made("guess.txt", basis="inferred"),
    ]
    problems = [Problem("year.txt", "describe", "ambiguous-date", "warning", "day and month")]
    assert [item.path for item in unsure_dates(cards, problems)] == ["none.txt", "year.txt", "guess.txt"]


def test_titles_worst_first() -> None:
    cards = [
        made("sure.txt"),
        made("none.txt", title=""),
        made("made.txt", title="[The ferry sank]", basis="supplied"),
        made("dot.txt", title="It has sunk in port."),
    ]
    assert [item.path for item in unsure_titles(cards)] == ["none.txt", "made.txt", "dot.txt"]


def test_entries_are_ready_to_paste() -> None:
    unsure = unsure_titles([made('a "b"\\c.txt', title="[It's]\tso", basis="supplied")])
    text = as_toml(unsure)
    assert tomllib.loads(text)["article"] == [{"match": 'a "b"\\c.txt', "title": "[It's]\tso"}]
    decisions, problems = read_articles("curation/articles.toml", text)
    assert [decision.match for decision in decisions] == ['a "b"\\c.txt']
    assert problems == ()
