"""Curation files: what is read, and that a mistake costs only itself and is reported where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.curate import load
from sitegen.curate.articles import read_articles
from sitegen.curate.outlets import read_outlets
from sitegen.curate.redirects import read_redirects
from sitegen.model import ArticleDecision, Curation, Outlet, Problem, Withdrawal


def reported(problems: tuple[Problem, ...]) -> list[tuple[str, int | None]]:
    return [(problem.rule, problem.line) for problem in problems]


def test_an_article_may_have_any_field() -> None:
    decisions, problems = read_articles(
        "articles.toml",
        """
[[article]]
match = "wire/fire.txt"
title = "Fire at the old mill"
published = 2024-12-07
byline = "Jane Roe"
redact = ["her address"]

[[article]]
path = "b.txt"
withdraw = { reason = "asked", date = 2025-01-03 }
""",
    )
    assert problems == ()
    assert decisions == (
        ArticleDecision("wire/fire.txt", {"title": "Fire at the old mill", "published": "2024-12-07", "byline": ("Jane Roe",)}, None, ("her address",)),
        ArticleDecision("b.txt", {}, Withdrawal("b.txt", "asked", "2025-01-03")),
    )  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "withdraw = true",
        'withdraw = "asked"',
        "withdraw = { reasn = 1 }",
        "withdraw = 1",
        "[article.withdraw]\nreason = 3",
    ],
)
def test_a_withdrawal_holds_whatever_is_wrong_with_it(said: str) -> None:
    decisions, _ = read_articles("a", f'[[article]]\nmatch = "x"\n{said}\n')
    assert decisions[0].withdraw is not None


def test_a_broken_line_does_not_undo_a_withdrawal() -> None:
    text = '[[article]]\nmatch = "a"\ntitle = "open\nwithdraw = true\n[[article]]\nmatch = "b"\n[article.withdraw]\nreason = "r"\n'
    decisions, problems = read_articles("a", text)
    assert [(d.match, d.withdraw is not None) for d in decisions] == [("a", True), ("b", True)]
    assert reported(problems) == [("broken-toml", 3)]


def test_mistakes_are_reported_at_their_line_with_a_hint() -> None:
    text = '[[article]]\nmatch = "a"\ntitel = "x"\npublished = "soon"\n\n[[artikel]]\nmatch = "b"\n'
    decisions, problems = read_articles("a", text)
    assert [decision.match for decision in decisions] == ["a"]
    assert sorted(reported(problems)) == [
        ("empty-entry", 1),
        ("not-a-date", 4),
        ("unknown-key", 3),
        ("unknown-table", 6),
    ]
    assert {'did you mean "title"?', 'did you mean "article"?'} <= {problem.hint for problem in problems}


def test_outlets_are_checked() -> None:
    text = """
[[outlet]]
name = "Harbour Gazette"
hosts = ["https://www.Gazette.example/news", "gazette.example"]
country = "gb"
timezone = "Europe/London"
date_order = "dmy"
language = "EN"
agency = true

[[outlet]]
name = "Lantern"
hosts = ["gazette.example"]
country = "Britain"
timezone = "Moon/Crater"
date_order = "dym"
language = "English"
"""
    outlets, problems = read_outlets("outlets.toml", text)
    assert outlets[0] == Outlet("Harbour Gazette", ("gazette.example",), (), "GB", "Europe/London", "dmy", True, "en")
    assert outlets[1] == Outlet("Lantern", ("gazette.example",))
    assert sorted(reported(problems)) == [
        ("clash", 13),
        ("unknown-value", 14),
        ("unknown-value", 15),
        ("unknown-value", 16),
        ("unknown-value", 17),
    ]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('country = "UK"', 'write country = "GB"'),
        ('country = "Germny"', 'write country = "DE"'),
        ('country = "XQ"', "two letters of ISO 3166"),
        ('timezone = "Europe/Lodnon"', 'did you mean "Europe/London"?'),
        ('timezone = "new york"', 'did you mean "America/New_York"?'),
        ('timezone = "Mars"', "a continent and a city"),
        ('date_order = "dym"', "one of dmy, mdy, ymd"),
        ('language = "Frensh"', 'write language = "fr"'),
        ('hosts = ["The Harbour Gazette"]', "other names of the outlet go into spellings"),
        ('host = "gazette.example"', 'did you mean "hosts"?'),
        ('agency = "yes"', "write agency = true"),
    ],
)
def test_a_wrong_value_costs_itself_and_is_reported_with_what_was_meant(line: str, hint: str) -> None:
    outlets, (problem,) = read_outlets("outlets.toml", f'[[outlet]]\nname = "Gazette"\nspellings = ["G"]\n{line}\n')
    assert outlets == (Outlet("Gazette", (), ("G",)),)
    assert problem.line == 4 and hint in problem.hint


@pytest.mark.parametrize("written", ["dmy", "DMY", "d/m/y", "DD.MM.YYYY", "day month year"])
def test_an_order_of_dates_may_be_written_as_people_write_it(written: str) -> None:
    outlets, problems = read_outlets("o", f'[[outlet]]\nname = "G"\ndate_order = "{written}"\n')
    assert outlets[0].date_order == "dmy" and not problems


def test_hosts_are_taken_out_of_whatever_was_pasted() -> None:
    pasted = [
        "https://user@www.Gazette.example:8080/news?x=1",
        "//gazette.example/",
        "nachrichten.börse.example",
        "gazette.co.uk.",
    ]
    outlets, problems = read_outlets("o", f'[[outlet]]\nname = "G"\nhosts = {pasted}\n')
    assert outlets[0].hosts == ("gazette.example", "nachrichten.börse.example", "gazette.co.uk") and not problems


def test_an_outlet_with_two_entries_is_reported() -> None:
    outlets, problems = read_outlets("o", '[[outlet]]\nname = "G"\n\n[[outlet]]\nname = "G"\nhosts = ["g.example"]\n')
    assert len(outlets) == 2 and reported(problems) == [("twice", 5)]


def test_redirects_stay_inside_the_site() -> None:
    redirects, problems = read_redirects(
        "r", '"article/a/" = "article/b/"\n"/c/" = "https://evil.example/"\n"../d" = "e/"\n'
    )
    assert redirects == {"article/a/": "article/b/"}
    assert [problem.rule for problem in problems] == ["outside", "outside"]


def test_a_missing_folder_decides_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == Curation()


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "articles.toml").write_text('\ufeff[[article]]\nmatch = "a"\ntitle = "t"\n', encoding="utf-8")
    (tmp_path / "outlet.toml").write_text("", encoding="utf-8")
    (tmp_path / "redirects.toml").write_bytes(b"\xff\xfe broken")
    curation = load(tmp_path)
    assert [decision.match for decision in curation.articles] == ["a"]
    assert sorted((p.path, p.rule) for p in curation.problems) == [
        ("curation/outlet.toml", "unknown-file"), ("curation/redirects.toml", "unreadable"),
    ]  # fmt: skip


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_makes_reading_fail(before: str, after: str) -> None:
    for text in (before, f'[[article]]\nmatch = "x"\n{before}\n[[article]]\n{after}'):
        read_articles("a", text)
        read_outlets("o", text.replace("article", "outlet"))
        read_redirects("r", text)
