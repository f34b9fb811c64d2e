"""Which statements say all that others say, and more."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.narrower import says_more

BROAD = "that explosions wrecked the Pellin grain terminal"


@pytest.mark.parametrize(
    ("one", "other", "added"),
    [
        (
            "that two explosions, a minute apart, wrecked the Pellin grain terminal",
            BROAD,
            ("minute", "apart"),
        ),
        ("the explosions wrecked the old Pellin grain terminal", BROAD, ("old",)),
        ("Two miners were killed in the eastern shaft", "Two miners were killed", ("eastern", "shaft")),
    ],
)
def test_what_adds_words_is_narrower(one: str, other: str, added: tuple[str, ...]) -> None:
    assert set(added) <= set(says_more(one, other))
    assert says_more(other, one) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BROAD, BROAD),
        ("that explosions wrecked the Pellin grain market", BROAD),
        # the other way round
        ("the army shelled rebels near the river at night", "rebels had shelled the army near the river"),
        # undone, denied, conditional
        ("the mayor refused to open the Pellin archive on Monday", "the mayor opened the Pellin archive"),
        ("that explosions never wrecked the old Pellin grain terminal", BROAD),
        ("if explosions wrecked the old Pellin grain terminal", BROAD),
        ("that explosions may have wrecked the old Pellin grain terminal", BROAD),
        # no statement, or too little of one
        ("the 2031 dam bill that the Pellin council passed", "the Pellin dam bill"),
        ("that the terminal burned all night", "it burned"),
        # about other things too
        ("“The dam broke at Hask,” … “and explosions wrecked the Pellin grain terminal.”", BROAD),
        ("", ""),
        ("\ud800", BROAD),
    ],
)
def test_what_does_not_say_all_of_it_is_not_narrower(one: str, other: str) -> None:
    assert says_more(one, other) == ()


@given(st.text(), st.text())
def test_of_any_two_texts_one_at_most_is_narrower(one: str, other: str) -> None:
    assert not (says_more(one, other) and says_more(other, one))


@pytest.mark.parametrize("unit", ["dam ", "that was if ", "seven ", "… "])
def test_long_texts_take_no_time(unit: str) -> None:
    begun = time.process_time()
    says_more(unit * 2_000, unit * 1_000)
    assert time.process_time() - begun < 5
