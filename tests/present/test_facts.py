"""Tables of facts: who only denies, asks or leaves open is not shown to say so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsroom import dam_case, facts_of
from sayso.model.amount import Amount
from sayso.model.time import Time, TimeModifier
from sayso.present.facts import Facts, tables

if TYPE_CHECKING:
    from sayso.model.listing import FoundLine
    from sayso.present.context import FactTable


def found() -> tuple[FoundLine, FoundLine]:
    room = dam_case()
    facts = facts_of(room, "three gauges", "Orsk")
    return facts.amounts[0], facts.times[0]


def table(facts: Facts) -> FactTable:
    (made,) = tables(facts, lambda _: (), 9)
    return made


@pytest.mark.parametrize(
    ("stance", "shown"),
    [
        ("asserts", "Two engineers"),
        ("denies", "denied by Two engineers"),
        ("leaves_open", "left open by Two engineers"),
        ("questions", "asked by Two engineers"),
    ],
)
def test_an_amount_that_is_denied_is_not_on_the_deniers_say_so(stance: str, shown: str) -> None:
    amount, _ = found()
    assert isinstance(amount.found, Amount)
    assert amount.say_so is not None
    line = replace(amount, say_so=replace(amount.say_so, stance=stance))
    assert table(Facts(amounts=[line])).rows[0].cells[2] == shown


@pytest.mark.parametrize(
    ("modifier", "shown"),
    [
        (None, "30 March 2031"),
        (TimeModifier.BEFORE, "before 30 March 2031"),
        (TimeModifier.AFTER, "after 30 March 2031"),
        (TimeModifier.ON_OR_AFTER, "since 30 March 2031"),
        (TimeModifier.APPROX, "about 30 March 2031"),
        (TimeModifier.START, "30 March 2031"),
    ],
)
def test_a_bound_of_a_time_is_shown(modifier: TimeModifier | None, shown: str) -> None:
    _, line = found()
    assert isinstance(line.found, Time)
    changed = replace(line, found=replace(line.found, modifier=modifier))
    assert table(Facts(times=[changed])).rows[0].cells[0] == shown


def test_before_and_after_one_day_are_two_rows() -> None:
    _, line = found()
    assert isinstance(line.found, Time)
    both = [
        replace(line, found=replace(line.found, modifier=one))
        for one in (TimeModifier.BEFORE, TimeModifier.AFTER)
    ]
    assert len(table(Facts(times=both)).rows) == 2


def test_no_facts_make_no_tables() -> None:
    assert tables(Facts(), lambda _: (), 9) == ()
