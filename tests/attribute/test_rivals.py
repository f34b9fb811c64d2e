"""Who else a short name can mean: doubtful names make it doubtful, other spellings of one name do not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.rivals import Bodies, People, bodies_in
from sayso.attribute.short_names import FullNames
from sayso.attribute.speakers import possible_names_in


@pytest.mark.parametrize(
    ("rival", "expected"),
    [
        ("Oren Velt", True),
        ("Velt Harrow", True),
        ("O. Velt", True),
        ("Foreign Minister Oren Velt", True),
        ("Mara Velt", False),
        ("M. Velt", False),
        ("Mara A. Velt", False),
        ("Foreign Minister Velt", False),
        ("Velt Committee", False),
        ("Oren Halvi", False),
        ("", False),
    ],
)
def test_who_else_has_a_surname(rival: str, expected: bool) -> None:
    assert People("", [rival], ["Mara Velt"]).other("velt", "Mara Velt") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Coast Guard and the National Guard came.", {"Coast Guard", "National Guard"}),
        ("But the Guard came. The Guard Director left.", set()),
        ("Pellin’s Guard and Pellin’s Coast Guard came.", {"Coast Guard"}),
        ("COAST GUARD KILLS TWO\n\nIt rained.", set()),
        ("Two Killed By Coast Guard\n\nIt rained.", set()),
        ("It was the Ministry of Ports of Pellin.", {"Ministry of Ports of Pellin"}),
    ],
)
def test_bodies_that_a_text_may_name(text: str, expected: set[str]) -> None:
    assert bodies_in(text) == expected


@pytest.mark.parametrize(
    ("rival", "expected"),
    [
        ("Coast Guard", True),
        ("Guard for the Shore", True),
        ("Guard Director", False),
        ("Pellin National Guard", False),
        ("Coast Brigade", False),
    ],
)
def test_which_other_body_a_short_form_can_mean(rival: str, expected: bool) -> None:
    assert Bodies("", [rival]).other("Guard", "National Guard") is expected
    assert not Bodies("", [rival]).other("Guard", "National Guard", {rival.casefold()})


def test_a_name_that_only_begins_a_sentence_is_possible_unless_its_first_word_is_an_ordinary_one() -> None:
    assert possible_names_in("Edda Velt came. Isolated Velt left. She was isolated.") == ["Edda Velt"]


@given(st.text(alphabet="MVhe \n“”\".,'’()\u202e\x01ß&-’s", max_size=80), st.text(max_size=20))
def test_any_text_and_name_is_taken(text: str, name: str) -> None:
    names = FullNames(f"{text} Coast Guard {name}", ["Mara Velt", name], ["National Guard", name], [name])
    for one in (name, "Velt", "Guard", "NG"):
        assert isinstance(names.person(one), str)
        assert isinstance(names.body(one), str)
        assert isinstance(names.shared(one), bool)


@pytest.mark.parametrize(
    "piece", ["A-", "The ", "Mara and ", "Coast Guard and ", "Mr ", "the As", "A’s ", "Velt\n"]
)
def test_a_long_text_is_read_in_time(piece: str) -> None:
    begin = time.monotonic()
    FullNames(piece * 20_000, ["Mara Velt"], ["National Guard"]).body("Guard")
    assert time.monotonic() - begin < 5
