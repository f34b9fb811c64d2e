from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.times import almanac


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-03-22", "2024-03-22", "2024-03-22"),
        ("2024-03-22T18:05Z", "2024-03-22", "2024-03-22"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2024-W01", "2024-01-01", "2024-01-07"),
        ("2020-W53-WE", "2021-01-02", "2021-01-03"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-SU", "2024-06-01", "2024-08-31"),
        ("2019-WI", "2018-12-01", "2020-02-29"),
    ],
)
def test_a_value_covers_its_days(value: str, first: str, last: str) -> None:
    assert almanac.days_of(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    ["", "P3M", "PAST_REF", "XXXX-03", "2024-13", "2024-02-30", "2024-W54", "2024-Q5", "0000", "2024-03-XX"],
)
def test_other_values_cover_none(value: str) -> None:
    assert almanac.days_of(value) is None


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)), st.integers(1, 7), st.booleans())
def test_the_nearest_weekday_is_one_and_less_than_a_week_off(day: date, weekday: int, ahead: bool) -> None:
    found = almanac.weekday_near(day, weekday, ahead=ahead)
    assert found is not None
    assert found.isoweekday() == weekday
    assert timedelta(0) <= (found - day if ahead else day - found) < timedelta(7)
    strictly = almanac.weekday_near(day, weekday, ahead=ahead, strictly=True)
    assert strictly is not None
    assert strictly != day


@given(st.dates(), st.integers(0, 400))
def test_thirds_are_whole_and_in_order(first: date, length: int) -> None:
    last = almanac.moved(first, length) or first
    days = [almanac.third((first, last), which) for which in range(3)]
    assert days[0][0] == first
    assert days[2][1] == last
    assert all(first <= one[0] <= one[1] <= last for one in days)


def test_beyond_the_calendar_there_is_nothing() -> None:
    assert almanac.moved(date(9999, 12, 31), 1) is None
    assert almanac.month_moved(1, 1, -1) is None
    assert almanac.day(2023, 2, 29) is None


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2000, 4, 23), (1999, 4, 4)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert almanac.easter(year) == date(year, month, day)


def test_quarters_run_over_the_year() -> None:
    assert almanac.quarter_value(2024, 0) == "2023-Q4"
    assert almanac.quarter_value(2024, 5) == "2025-Q1"
