"""Isolated dates in many styles and languages; what is uncertain is left open and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.describe.dates import before, read_date, with_year, written_order
from sitegen.describe.when_said import UNRESOLVED, days_back

CERTAIN = """
2024-12-07                                  2024-12-07
2024-12-07T10:00:00+03:00                   2024-12-07T10:00:00+03:00
2024-12-07T10:00:00+0300                    2024-12-07T10:00:00+03:00
2024-12-07T10:00:00.000Z                    2024-12-07T10:00:00Z
2024-12-07 18:05                            2024-12-07T18:05
2024-12-07T00:00:00                         2024-12-07
20241207T101112Z                            2024-12-07T10:11:12Z
2024/12/07                                  2024-12-07
2019-03                                     2019-03
2019                                        2019
Sat, 07 Dec 2024 10:00:00 +0000             2024-12-07T10:00:00+00:00
Sat, 7 Dec 2024 10:00:00 EST                2024-12-07T10:00:00-05:00
8th Dec, 2024                               2024-12-08
December 7, 2024                            2024-12-07
Dec. 7, 2024 at 6 p.m.                      2024-12-07T18:00
December 7, 2024, 12:05 a.m. EST            2024-12-07T00:05-05:00
Saturday, December 7, 2024 - 18:05          2024-12-07T18:05
Thursday 5 December 2024 11.30 GMT          2024-12-05T11:30Z
7 Dec '24                                   2024-12-07
07-Dec-2024                                 2024-12-07
Dec 2024                                    2024-12
31/12/2024                                  2024-12-31
12/31/2024                                  2024-12-31
5/5/2024                                    2024-05-05
7.12.2024, 18:03 Uhr                        2024-12-07T18:03
4. März 2024                                2024-03-04
Samstag, 7. Dezember 2024                   2024-12-07
mardi 4 mars 2025 à 10h30                   2025-03-04T10:30
1er mai 2020                                2020-05-01
mar. 4 mars 2025                            2025-03-04
7 de diciembre de 2024                      2024-12-07
sábado, 7 de dic. de 2024, 18:05 h          2024-12-07T18:05
12 out. 2024                                2024-10-12
sabato 7 dicembre 2024                      2024-12-07
7 december 2024 om 18:05                    2024-12-07T18:05
7 grudnia 2024                              2024-12-07
7 декабря 2024 г.                           2024-12-07
7 Aralık 2024 Cumartesi                     2024-12-07
7 tháng 12, 2024                            2024-12-07
7 Desember 2024                             2024-12-07
٧ ديسمبر ٢٠٢٤                               2024-12-07
7 كانون الأول 2024                          2024-12-07
7 كانون الثاني 2024                         2024-01-07
۷ دسامبر ۲۰۲۴                               2024-12-07
2024年12月7日                                2024-12-07
2024年12月                                   2024-12
2024년 12월 7일                              2024-12-07
Πέμπτη 5 Δεκεμβρίου 2024                    2024-12-05
7 दिसंबर 2024                               2024-12-07
"""


@pytest.mark.parametrize("row", CERTAIN.strip().splitlines(), ids=str.strip)
def test_certain_dates(row: str) -> None:
    written, iso = row.rsplit(maxsplit=1)
    assert read_date(written).iso == iso
    assert read_date(written).problem == ""


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2024-02-30", "impossible-date"), ("31 April 2024", "impossible-date"), ("0001-01-01", "impossible-date"),
        ("Saturday", "not-a-date"), ("yesterday", "relative-date"), ("2 hours ago", "relative-date"), ("vor 3 Tagen", "relative-date"), ("by Jane Roe", "not-a-date"),
        ("", "not-a-date"), ("Dec 7", "no-year"), ("4. März", "no-year"), ("03/04/2024", "ambiguous-date"), ("x" * 5000, "not-a-date"),
    ],
)  # fmt: skip
def test_open_dates_say_why(written: str, problem: str) -> None:
    assert read_date(written).problem == problem


def test_an_order_decides_between_day_and_month() -> None:
    assert read_date("03/04/2024", "dmy").iso == "2024-04-03"
    assert read_date("03/04/2024", "mdy").iso == "2024-03-04"
    assert read_date("03.04.2024").iso == "2024-04-03"
    assert read_date("03/04/2024").iso == "2024"
    assert read_date("03/04/2024").alternatives == ("2024-03-04", "2024-04-03")


def test_a_date_shows_its_order_where_it_can() -> None:
    assert [written_order(text) for text in ("13/3/2024", "3/13/2024", "3/4/2024", "2024/3/13", "x")] == [
        "dmy",
        "mdy",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("written", "days"),
    [("vor 3 Stunden", 0), ("il y a 2 heures", 0), ("hace 3 días", 3), ("2 weeks ago", 14), ("вчера", 1), ("2 дня назад", 2), ("منذ يومين", 2),
     ("3天前", 3), ("3日前", 3), ("2일 전", 2), ("for 2 dager siden", 2), ("2 dni temu", 2), ("az önce", 0), ("2 months ago", -1), ("5h", 0), ("3 d", 3),
     ("avant-hier", 2), ("3 March", None), ("", None), ("2 cups ago", None)],
)  # fmt: skip
def test_days_that_count_from_now(written: str, days: int | None) -> None:
    assert days_back(written) == days


def test_a_relative_date_needs_a_day() -> None:
    assert before("2024-03-03T09:05", 1) == "2024-03-02"
    assert before("2024-03", 1) == ""
    assert before("2024-03-03", UNRESOLVED) == ""


def test_a_missing_year_is_the_nearest() -> None:
    assert with_year("12-31", "2025-01-02") == "2024-12-31"
    assert with_year("01-02", "2024-12-30") == "2025-01-02"
    assert with_year("02-29", "2023") == ""


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y%m%d", "%d.%m.%Y"]))
def test_what_strftime_writes_is_read_back(day, form: str) -> None:  # type: ignore[no-untyped-def]
    if day.year >= 1500 and day.year < 2200:
        assert read_date(day.strftime(form)).iso == day.isoformat()


@given(st.text(max_size=150))
def test_nothing_makes_it_fail(written: str) -> None:
    found = read_date(written)
    assert found.iso or found.problem
