from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.transcript import turns


@pytest.mark.parametrize(
    "text",
    [
        "From: the ministry\nTo: the press\nDate: Tuesday\nSubject: the fire\n\nNothing happened.",
        "He said: “It burned.”\nThen he left.",
        "VELT: One line only.",
        "",
    ],
)
def test_what_is_no_transcript(text: str) -> None:
    assert turns(text) == []


@given(st.text(alphabet="AB: ab\n,.", max_size=120))
def test_turns_are_in_order_and_do_not_overlap(text: str) -> None:
    found = turns(text)
    for turn in found:
        assert turn.source.end <= turn.cue.start < turn.content.start
    assert all(one.content.end <= other.source.start for one, other in itertools.pairwise(found))
