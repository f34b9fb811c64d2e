"""Moments as columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.document import Precision, Published
from sayso.store.moments import UNDATED, days, ordering


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031", ("2031-01-01", "2031-12-31")),
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("2032-02", ("2032-02-01", "2032-02-29")),
        ("2031-04-02", ("2031-04-02", "2031-04-02")),
        ("2031-04-02T23:30+02:00", ("2031-04-02", "2031-04-02")),
        ("2031-02-30", None), ("2031-13", None), ("2031-00", None), ("0000", None), ("", None),
        ("soon", None), ("٢٠٣١", None), ("2031-04-2", None),
    ],
)  # fmt: skip
def test_a_moment_is_the_days_that_it_may_mean(value: str, expected: tuple[str, str] | None) -> None:
    assert days(value) == expected


@given(st.dates())
def test_any_day_is_itself(day: object) -> None:
    assert days(str(day)) == (str(day), str(day))


def test_moments_sort_by_time_and_undated_ones_last() -> None:
    moments = [
        "2031", "2031-04", "2031-04-02", "2031-04-02T06:30:00+05:00", "2031-04-02T02:00:00Z",
        "2031-04-02T23:00:00-05:00", "2031-05",
    ]  # fmt: skip
    keys = [ordering(Published(value, Precision.SECOND)) for value in moments]
    assert keys == sorted(keys)
    assert ordering(None) == ordering(Published("soon", Precision.DAY)) == UNDATED > keys[-1]
    assert ordering(Published("2031-04-02Tnoon", Precision.SECOND)) == "2031-04-02"
    assert ordering(Published("0001-01-01T00:00+05:00", Precision.MINUTE)) == "0001-01-01"
