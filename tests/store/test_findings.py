"""Findings in a case: kept, listed with their say-so, replaced with their report, verified verbatim."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_records import MAKERS, item
from finding_records import TEXT, VELL, report
from sayso.errors import NoSuchRecord, UsageError
from sayso.model.findings import Findings
from sayso.model.listing import FindingFilter
from sayso.model.span import Span
from sayso.store import Case, open_case
from sayso.store.finding_rows import SaySo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.model.attribution import Attribution


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(tmp_path / "matter.case", create=True) as opened:
        for name, outlet, published in (
            ("pier.txt", "The Tarn Post", "2031-04-03"), ("late.txt", "Radio Vell", "2031-05"),
        ):  # fmt: skip
            opened.capture([item(TEXT, name, outlet)])
            opened.record([report(name, outlet, published)], MAKERS)
        yield opened


def test_everything_comes_back_as_it_was(case: Case) -> None:
    findings = report().findings
    for what, expected in (
        ("time", findings.times), ("amount", findings.amounts), ("wallet", findings.wallets),
        ("toponym", findings.toponyms),
    ):  # fmt: skip
        lines = list(case.found(what, FindingFilter(outlet="The Tarn Post")))
        assert tuple(line.found for line in lines) == expected
        assert [line.exact for line in lines] == [one.span.of(TEXT) for one in expected]
    (line,) = case.events(FindingFilter(outlet="the tarn post"))
    assert line.event == findings.events[0]
    assert (line.trigger, line.sentence, line.time, line.place) == (
        "burned", "On 2 April the pier burned.", "2 April", None,
    )  # fmt: skip


def test_each_finding_is_on_the_innermost_say_so(case: Case) -> None:
    people, money = case.found("amount", FindingFilter(outlet="The Tarn Post"))
    assert people.say_so is not None
    assert (people.say_so.speaker, people.say_so.source) == ("Ada Brook", "Ada Brook")
    assert money.say_so == people.say_so
    (time, *_) = case.found("time")
    assert time.say_so is None
    (event, *_) = case.events()
    accused, denied = event.of_participants
    assert accused is not None
    assert (accused.speaker, accused.source) == (None, "an officer")
    assert denied is not None
    assert denied.speaker == "The guild"


def test_the_context_is_the_line_around_a_finding(case: Case) -> None:
    (line, *_) = case.found("toponym")
    assert line.context[line.offset :].startswith("Vell, and")
    assert line.context in TEXT


def test_filters_narrow(case: Case) -> None:
    def count(what: str, **wanted: str | int) -> int:
        return len(list(case.found(what, FindingFilter(**wanted))))  # type: ignore[arg-type]

    assert count("amount") == 4
    assert count("amount", kind="money") == 2
    assert count("amount", words="PEOPLE") == 2
    assert count("amount", words="people", limit=1) == 1
    assert count("amount", since="2031-05") == 2
    assert count("amount", until="2031-04-10", kind="people") == 1
    assert count("toponym", country="vl") == 2
    assert count("toponym", country="OR") == 0
    assert len(list(case.timeline(FindingFilter(start="2031-04-03")))) == 0
    assert len(list(case.timeline(FindingFilter(start="2031-04-01", end="2031-04-02")))) == 2
    with pytest.raises(NoSuchRecord):
        count("amount", document="nothing")
    with pytest.raises(UsageError):
        count("amount", since="soon")


def test_places_and_sources_are_counted_once(case: Case) -> None:
    (place,) = case.places()
    assert (place.place, place.names, place.mentions, place.reports, place.ambiguous) == (
        VELL, ("Vell",), 2, 2, 2,
    )  # fmt: skip
    sources = list(case.sources())
    assert [(one.name, one.reports, one.outlets, one.assertions) for one in sources] == [
        ("Ada Brook", 2, 2, 2), ("The guild", 2, 2, 2), (None, 1, 1, 1), (None, 1, 1, 1),
    ]  # fmt: skip
    assert {one.report for one in sources if one.name is None} != {None}
    assert sources[1].denials == 0


def test_what_is_replaced_leaves_nothing(case: Case) -> None:
    bare = replace(report(), findings=Findings())
    case.record([bare], MAKERS)
    assert len(list(case.found("amount"))) == 2
    assert len(list(case.events())) == 1


def test_a_finding_that_was_changed_is_found_out(case: Case, tmp_path: Path) -> None:
    assert not [one for one in case.check_texts() if not isinstance(one, int)]
    with sqlite3.connect(tmp_path / "matter.case") as raw:
        raw.execute("UPDATE amount SET exact = 'over 31 people' WHERE exact = 'over 30 people'")
        raw.execute("UPDATE participant SET \"end\" = 9999 WHERE role = 'perpetrator' AND denied = 1")
    problems = [one.problem for one in case.check_texts() if not isinstance(one, int)]
    assert len(problems) == 4
    assert any("amount" in problem and "verbatim" in problem for problem in problems)
    assert any("participant" in problem and "outside" in problem for problem in problems)


def test_equal_inputs_make_equal_cases(case: Case, tmp_path: Path) -> None:
    with open_case(tmp_path / "other.case", create=True) as other:
        for name, outlet in (("pier.txt", "The Tarn Post"), ("late.txt", "Radio Vell")):
            other.capture([item(TEXT, name, outlet)])
        for name, outlet, published in (
            ("late.txt", "Radio Vell", "2031-05"), ("pier.txt", "The Tarn Post", "2031-04-03"),
        ):  # fmt: skip
            other.record([report(name, outlet, published)], MAKERS)
        assert other.fingerprint() == case.fingerprint()
        other.record([replace(report(), findings=Findings())], MAKERS)
        assert other.fingerprint() != case.fingerprint()


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=12),
    st.integers(0, 60),
    st.integers(1, 10),
)
def test_the_innermost_content_is_found_as_by_looking_at_all(
    pieces: list[tuple[int, int]], start: int, length: int
) -> None:
    base = report().attributions[0]
    made = [
        replace(base, id=f"att-{number}", content=(Span(begin, begin + size),))
        for number, (begin, size) in enumerate(pieces)
    ]
    span = Span(start, start + length)

    def size(one: Attribution) -> tuple[int, int]:
        return (-one.content[0].start, one.content[0].end)

    holding = [one for one in made if one.content[0].contains(span)]
    found = SaySo(made).of(span)
    if not holding:
        assert found is None
    else:
        best = min(map(size, holding))
        assert found in {one.id for one in holding if size(one) == best}
