from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.document import Precision
from sayso.read.dates import published


@pytest.mark.parametrize(
    ("said", "value", "precision"),
    [
        ("2031", "2031", Precision.YEAR),
        ("2031-04", "2031-04", Precision.MONTH),
        ("20310402", "2031-04-02", Precision.DAY),
        ("2031-04-02T06:30+0200", "2031-04-02T06:30+02:00", Precision.MINUTE),
        ("2031-04-02 06:30:15.123 UTC", "2031-04-02T06:30:15Z", Precision.SECOND),
        ("Wed, 02 Apr 2031 06:30:15 GMT", "2031-04-02T06:30:15Z", Precision.SECOND),
        ("2 Apr 2031 06:30 -0500", "2031-04-02T06:30-05:00", Precision.MINUTE),
        ("D:20310402063015+02'00'", "2031-04-02T06:30:15+02:00", Precision.SECOND),
        ("D:203104", "2031-04", Precision.MONTH),
        ("April 2, 2031 6:05 pm", "2031-04-02T18:05", Precision.MINUTE),
        ("Published: 2 April 2031", "2031-04-02", Precision.DAY),
        ("April 2031", "2031-04", Precision.MONTH),
        ("13/04/2031", "2031-04-13", Precision.DAY),
        ("04/13/2031", "2031-04-13", Precision.DAY),
        ("04/04/2031", "2031-04-04", Precision.DAY),
        ("10.03.2031", "2031-03-10", Precision.DAY),
        (1933000000, "2031-04-03T16:26:40Z", Precision.SECOND),
        (1933000000000, "2031-04-03T16:26:40Z", Precision.SECOND),
    ],
)
def test_dates_and_their_precision(said: object, value: str, precision: Precision) -> None:
    found = published(said)
    assert found is not None
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize(
    ("said", "language", "value"),
    [
        ("2 avril 2031", "fr", "2031-04-02"),
        ("2031年4月2日", "ja", "2031-04-02"),
        ("2 апреля 2031", "ru", "2031-04-02"),
    ],
)
def test_names_of_months_in_other_languages(said: str, language: str, value: str) -> None:
    found = published(said, language)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "said",
    [
        "03/04/2031",
        "yesterday",
        "12 May",
        "",
        " ",
        "2031-13-01",
        "31 April 2031",
        "a second",
        "x" * 500,
        None,
        True,
        [],
        {},
        "0000",
        "9999-01-01",
        "1e400",
        -5,
        float("inf"),
        float("nan"),
        "10 minutes ago",
    ],
)
def test_what_is_no_date_or_two_dates(said: object) -> None:
    assert published(said) is None


@given(st.datetimes(datetime(1500, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  bounds are naive
def test_iso_moments_come_back_as_they_are(moment: datetime) -> None:
    text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    found = published(text)
    assert found is not None
    assert found.value == text


@given(st.text(max_size=40), st.sampled_from([None, "en", "fr", "ar", "xx"]))
def test_nothing_raises(said: str, language: str | None) -> None:
    found = published(said, language)
    assert found is None or found.value[:4].isdigit()
