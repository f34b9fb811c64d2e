from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from newsroom import Newsroom
from sayso.present.timeline import timeline


def _reports(*days: str | None, outlets: int = 1) -> Newsroom:
    room = Newsroom()
    for index, day in enumerate(days):
        room.report(f"Report {index}", f"Outlet {index % outlets}", day, (f"{{X:Gauge {index} rose}}.", {}))
    return room


def test_reports_without_a_day_are_counted_and_not_placed() -> None:
    drawn = timeline(_reports("2031-04-02", "2031-04", "2031", None, "2031-02-30").reports, Counter())
    assert drawn is not None
    assert (drawn.shown, drawn.left_out) == (1, 4)


def test_nothing_is_drawn_where_no_day_is_known() -> None:
    assert timeline(_reports("2031-04", None).reports, Counter()) is None
    assert timeline([], Counter()) is None


def test_a_dot_carries_the_denials_of_its_reports() -> None:
    room = _reports("2031-04-02", "2031-04-03")
    drawn = timeline(room.reports, Counter({room.reports[1].id: 2}))
    assert drawn is not None
    assert [dot.denials for dot in drawn.dots] == [0, 2]
    assert drawn.dots[1].words == "Outlet 0, 3 April 2031: 1 report, 2 denials"


def test_many_outlets_share_the_last_row() -> None:
    drawn = timeline(_reports(*["2031-04-02"] * 20, outlets=12).reports, Counter())
    assert drawn is not None
    assert len(drawn.rows) == 8
    assert drawn.rows[-1].label == "5 other outlets"
    assert sum(dot.reports for dot in drawn.dots) == 20


@given(st.lists(st.dates(date.min, date.max), min_size=1, max_size=30))
def test_every_dated_report_is_drawn_inside_of_the_picture(days: list[date]) -> None:
    drawn = timeline(_reports(*(day.isoformat() for day in days), outlets=3).reports, Counter())
    assert drawn is not None
    assert sum(dot.reports for dot in drawn.dots) == len(days)
    assert all(drawn.left <= dot.x <= drawn.width and 0 < dot.y < drawn.base for dot in drawn.dots)
    assert all(drawn.left <= tick.x <= drawn.width for tick in drawn.ticks)
