"""Dates, ranges and numbers as people write them; histograms."""

from __future__ import annotations

import pytest

from sitegen.render.charts import filled, histogram
from sitegen.render.lookup import tallies
from sitegen.render.views import Tally
from sitegen.render.words import (
    RULES,
    clock,
    date,
    evidence,
    language_name,
    number,
    percent,
    plural,
    rule_name,
    short,
    span,
)


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("2024-12-08", "8 December 2024"), ("2024-12", "December 2024"), ("2024", "2024"), ("2024-12-08T09:30:00+02:00", "8 December 2024, 09:30 +02:00"),
     ("2024-12-08T09:30:00Z", "8 December 2024, 09:30 UTC"), (None, "undated"), ("soon", "soon"), ("2024-99-01", "1 99 2024")],
)  # fmt: skip
def test_dates(iso: str | None, shown: str) -> None:
    assert date(iso) == shown


def test_short_dates_and_ranges() -> None:
    assert short("2024-09-08T10:00") == "8 Sep 2024"
    assert span("2024-12-07", "2024-12-08") == "7–8 December 2024"
    assert span("2024-11-30", "2024-12-02") == "30 November–2 December 2024"
    assert span("2023-12-30", "2024-01-02") == "30 December 2023 – 2 January 2024"
    assert span(None, None) == "undated"


def test_numbers() -> None:
    assert (number(1234567), plural(1, "story", "stories"), plural(2, "story", "stories")) == (
        "1\u202f234\u202f567",
        "1 story",
        "2 stories",
    )
    assert (percent(0.001), percent(0.5), percent(0.999), percent(1)) == ("under 1%", "50%", "over 99%", "100%")


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (["2024-01-30", "2024-02-02", None], ["2024-01-30", "2024-02-02"]),
        (["2020-01-30", "2024-02-02"], ["2020-01", "2024-02"]),
        (["1990-01-30", "2024-02-02"], ["1990", "2024"]),
        (["2024", "2024-02-02", "2025"], ["2024", "2025"]),
        ([], []),
    ],
    ids=["days", "months", "years", "as fine as most dates are", "none"],
)
def test_a_histogram_is_as_fine_as_its_dates_allow(dates: list[str | None], labels: list[str]) -> None:
    assert [tally.label for tally in tallies(dates)] == labels


def test_gaps_are_kept_and_bad_dates_end_the_axis() -> None:
    assert [t.count for t in filled([Tally("2023-11", 1), Tally("2024-02", 3)])] == [1, 0, 0, 3]
    assert len(filled([Tally("2024-02-31", 1), Tally("2024-03-02", 3)])) == 1
    assert histogram([Tally("2024", 3)], "one bar says nothing") == ""
    assert str(histogram([Tally("2023", 1), Tally("2024", 3)], "two <bars>")).count("<rect") == 2


@pytest.mark.parametrize(
    ("told", "shown"),
    [("dated 2022-02-15T16:05:00Z and 2022-02-16; credits ALP", "dated 15 Feb 2022 and 16 Feb 2022; credits ALP"),
     ("dated 2022-02-15 and 2022-02-15T09:00:00+01:00", "both dated 15 Feb 2022"), ("both dated 2024-12-08", "both dated 8 Dec 2024"),
     ("marked nothing and CORRECTED; credits ALP", "marked CORRECTED, the other not marked; credits ALP"),
     ("marked UPDATE 1 and nothing", "not marked, the other marked UPDATE 1"), ("marked URGENT and UPDATE 1", "marked URGENT and UPDATE 1"),
     ("here “file 2022-02-15.txt”, there “on Monday”", "here “file 2022-02-15.txt”, there “on Monday”"), ("no date", "no date")],
)  # fmt: skip
def test_evidence_has_dates_as_people_write_them_outside_quotations(told: str, shown: str) -> None:
    assert evidence(told) == shown


def test_names_of_machines_become_words() -> None:
    assert (rule_name("photo-credit"), language_name("de-AT"), language_name("mi"), language_name(None)) == (
        "photo credit",
        "German",
        "mi",
        "",
    )
    assert not [shown for shown in RULES.values() if "_" in shown or "boiler" in shown]
    assert (clock("2024-12-08T09:30:00+02:00"), clock("2024-12-08"), clock(None)) == ("09:30 +02:00", "", "")
