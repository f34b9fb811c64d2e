from __future__ import annotations

import pytest

from sayso.model.document import Precision, Published
from sayso.present.when import readable, readable_iso, sort_key


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031", "2031"),
        ("2031-04", "April 2031"),
        ("2031-04-02", "2 April 2031"),
        ("2031-04-02T06:30Z", "2 April 2031, 06:30 UTC"),
        ("2031-04-02T06:30:11+02:00", "2 April 2031, 06:30 UTC+02:00"),
        ("2031-13", "2031-13"),
        ("soon", "soon"),
    ],
)
def test_dates_are_told_as_precisely_as_they_are_known_and_no_finer(value: str, words: str) -> None:
    assert readable_iso(value) == words


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    assert readable(None) == "date not known"
    assert readable(Published("2031-04", Precision.MONTH)) == "April 2031"


def test_moments_sort_as_they_happened_wherever_the_clocks_were() -> None:
    late, early = "2031-04-02T23:30-05:00", "2031-04-03T01:00+00:00"
    assert sort_key(Published(early, Precision.MINUTE)) < sort_key(Published(late, Precision.MINUTE))
    assert sort_key(None) < sort_key(Published("2031", Precision.YEAR))
