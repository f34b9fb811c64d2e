from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.governments import (
    Voice,
    leaders_in,
    of_no_state,
    polity,
    polity_in,
    state_of,
    state_owned,
    states_by_office,
    states_in,
    voice,
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Norway", Voice("norway", "")),
        ("Oslo", Voice("norway", "")),
        ("The Norwegian government", Voice("norway", "")),
        ("Norway's regime", Voice("norway", "")),
        ("the government of Norway", Voice("norway", "")),
        ("Norwegian Foreign Ministry spokesman Tom Osk", Voice("norway", "")),
        ("the Norwegian foreign ministry", Voice("norway", "")),
        ("Norwegian state television", Voice("norway", "")),
        ("the Norwegian Interior Ministry", Voice("norway", "interior ministry")),
        ("the Ministry of the Interior of Norway", Voice("norway", "interior ministry")),
        ("the Norwegian army", Voice("norway", "army")),
        ("the US", Voice("united states", "")),
        ("two U.S. officials familiar with the matter", Voice("united states", None)),
        ("Norwegian Defence Minister Mara Velt", Voice("norway", None)),
        ("a Norwegian government official", Voice("norway", None)),
        ("Norwegian activists", None),
        ("a Norwegian newspaper", None),
        ("a doctor in Norway", None),
        ("the officials in Norway", None),
        ("the Oslo-based society", None),
        ("us", None),
        ("the government", None),
        ("Mara Velt", None),
        ("", None),
    ],
)
def test_for_whom_words_speak(source: str, expected: Voice | None) -> None:
    assert voice(source) == expected


def test_a_leaders_government_is_his_states() -> None:
    leaders = leaders_in(["Norwegian Prime Minister Mara Velt said so", "President Tom Osk of Iceland"])
    assert leaders == {"velt": "norway", "osk": "iceland"}
    assert voice("the Velt administration", leaders) == Voice("norway", "")
    assert voice("the government of Mara Velt", leaders) == Voice("norway", "")
    assert voice("Mara Velt", leaders) is None
    assert leaders_in(["Norwegian President Mara Velt", "Danish President Ida Velt"]) == {}


def test_a_state_that_no_list_has_is_learnt_from_its_government() -> None:
    assert polity_in("the Sorravan government said") == polity("Sorrava") == polity("Sorravan")
    assert polity_in("Sorrava's foreign ministry") == polity("Sorrava")
    assert polity_in("the provincial government") is None
    assert polity_in("the Norwegian government") is None
    known = frozenset({polity("Sorrava")})
    assert voice("Sorrava", polities=known) == voice("the Sorravan foreign ministry", polities=known)
    assert voice("a Sorravan official", polities=known) == Voice(polity("Sorrava"), None)


def test_what_is_said_without_a_state() -> None:
    assert of_no_state("the government") == "rule"
    assert of_no_state("State TV") == "media"
    assert of_no_state("The army") == "forces"
    assert of_no_state("the officer") is None
    assert list(states_by_office("Danish state television and Norway's army")) == [
        ("media", "denmark"),
        ("forces", "norway"),
    ]


def test_names_of_states() -> None:
    assert state_of("Norwegians") == state_of("Norway's") == state_of("the Norwegian") == "norway"
    assert state_of("Velt") is None
    assert states_in("Oslo told Danish officials that US ships left us") == {
        "norway",
        "denmark",
        "united states",
    }
    assert state_owned("Norwegian state radio")
    assert not state_owned("The Varo Courier")


@given(st.text(max_size=200))
def test_any_words_are_read(text: str) -> None:
    found = voice(text)
    assert found is None or found.state == found.state.casefold()
    assert all(state == state.casefold() for state in states_in(text))
    assert all(name in text.casefold() for name in leaders_in([text]))
    assert polity_in(text) is None or polity_in(text)
    assert all(office in {"rule", "media", "forces"} for office, _ in states_by_office(text))


@pytest.mark.parametrize(
    "text", ["Norway " * 50_000, "Aa " * 100_000, "President Velt " * 30_000, "of " * 100_000]
)
def test_long_words_take_seconds_at_most(text: str) -> None:
    began = time.process_time()
    voice(text)
    states_in(text)
    leaders_in([text])
    polity_in(text)
    list(states_by_office(text))
    assert time.process_time() - began < 10
