"""Which statements say all that others say, and more."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.narrower import says_more

KILLED = "Two miners were killed"
WORDS = [
    "two",
    "miners",
    "were",
    "killed",
    "in",
    "the",
    "shaft",
    "at",
    "night",
    "not",
    "dam",
    "that",
    "3,000",
]


@pytest.mark.parametrize(
    ("one", "other", "added"),
    [
        ("Two miners were killed in the eastern shaft", KILLED, "in the eastern shaft"),
        ("that two miners were killed, at night", KILLED, "at night"),
        ("two miners were killed by a fall of rock.", "that two miners were killed", "by a fall of rock"),
        ("“Two miners were killed on Monday night.”", KILLED, "on Monday night"),
    ],
)
def test_what_adds_where_when_or_how_is_narrower(one: str, other: str, added: str) -> None:
    assert says_more(one, other) == added
    assert says_more(other, one) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KILLED, KILLED),
        ("Two miners were killed in", KILLED),
        ("Two miners were hurt in the eastern shaft", KILLED),
        # another number, head or agent
        ("3,000 people were displaced in the valley", "3 people were displaced"),
        ("Two miners were killed in the shaft", "Fewer than two miners were killed"),
        ("The son of Ada Brook was arrested in Orven", "Ada Brook was arrested"),
        ("Ada Brook’s son was arrested in Orven", "Ada Brook was arrested"),
        ("the army arrested men who destroyed the dam at night", "the army destroyed the dam"),
        ("Two miners were killed and thirty wounded in the shaft", "two miners were wounded"),
        ("The minister voted to sign the Orven treaty", "the minister signed the Orven treaty"),
        # undone, denied, conditional
        ("Two miners were killed in a drill", KILLED),
        ("Two miners were killed in reports that were false", KILLED),
        ("If two miners were killed in the shaft", KILLED),
        ("Two miners were killed, but in another shaft", KILLED),
        ("Two miners were killed. In the shaft lay gas", KILLED),
        # no statement, or too little of one
        ("the dam bill of Pellin in its last form", "the dam bill of Pellin"),
        ("it burned in the night", "it burned"),
        # about other things too
        ("“Two miners were killed,” … “in the shaft.”", KILLED),
        ("", ""),
        ("\ud800", KILLED),
    ],
)
def test_what_does_not_say_all_of_it_is_not_narrower(one: str, other: str) -> None:
    assert says_more(one, other) == ""


@given(st.lists(st.sampled_from(WORDS), max_size=9), st.lists(st.sampled_from(WORDS), max_size=6))
def test_of_any_two_texts_one_at_most_is_narrower(one: list[str], more: list[str]) -> None:
    shorter, longer = " ".join(one), " ".join(one + more)
    assert not says_more(shorter, longer)
    added = says_more(longer, shorter)
    assert added == "" or longer.endswith(added)


@pytest.mark.parametrize("unit", ["two miners were killed ", "that ", "3,000", "in the shaft, ", "a-"])
def test_long_texts_take_no_time(unit: str) -> None:
    begun = time.process_time()
    says_more(f"two miners were killed in {unit * 10_000}", f"two miners were killed {unit}")
    says_more(unit * 10_000, unit * 5_000)
    assert time.process_time() - begun < 2
