from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.accusation import agree, deeds, marks, with_their_state

HOSTILE = [
    "",
    " ",
    "\n",
    "\x00",
    "\ud800",
    "\u202eymra eht",
    "e\u0301\u0301\u0301",
    "漢字",
    "🜏🜏",
    "’’’-",
    "İıßŉ",
]


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("the army shelled the market at Hask", "a:rule"),
        ("the market at Hask was shelled by government forces", "a:rule"),
        ("accused the rebels of shelling the market", "a:rebels"),
        ("insurgents were behind the shelling", "a:rebels"),
        ("that Norwegian troops shelled the market", "a:s:norway"),
        ("accused Norway of shelling the market", "a:s:norway"),
        ("the shelling was ordered by Oslo", "a:s:norway"),
        ("that the Harbour Guard shelled the market", "a:n:harbour guard"),
        ("blamed the Harbour Guard for shelling the market", "a:n:harbour guard"),
    ],
)
def test_whoever_is_held_to_have_done_it_is_marked_however_it_is_worded(said: str, body: str) -> None:
    told = marks(said)
    assert [mark for mark in told if mark.startswith("a:")] == [body]
    assert "d:shelling" in told


@pytest.mark.parametrize(
    "said",
    [
        "that rain is expected in Hask",
        "that Norway will host the talks",
        "that the shelling went on for two hours",
        "the rockets were fired from the hill",
        "that on Monday six were killed",
    ],
)
def test_words_that_accuse_nobody_have_no_marks(said: str) -> None:
    assert marks(said) == ()


@pytest.mark.parametrize(
    "said",
    [
        "that Norway and Iceland fired the missile",
        "the Harbour Guard fired first. Later the Valley League fired too.",
        "that Norway fired the missile. But the rebels shelled the market.",
    ],
)
def test_words_that_accuse_two_bodies_have_no_marks(said: str) -> None:
    assert marks(said) == ()


def test_a_state_and_its_nameless_army_are_one_body() -> None:
    assert marks("that Norway and its army fired the missile")[0] == "a:s:norway"


@pytest.mark.parametrize(
    "said", ["denied the allegations", "called the charges baseless", "“These accusations are a lie,”"]
)
def test_who_denies_the_charges_as_a_whole_is_the_accused(said: str) -> None:
    assert "a:s:norway" in marks(said, "the Norwegian foreign ministry")
    assert marks(said) == ()
    assert marks(said, "a baker") == ()


def test_what_is_neither_a_charge_nor_a_denial_does_not_mark_its_source() -> None:
    assert marks("welcomed the report", "the Norwegian foreign ministry") == ()
    assert marks("denied entry to the ship", "the Norwegian foreign ministry") == ()


def test_a_denial_that_names_another_culprit_accuses_that_one() -> None:
    said = "rejected the accusations and said the rebels shelled the market"
    assert marks(said, "the Norwegian foreign ministry")[0] == "a:rebels"


def test_a_leader_stands_for_the_state() -> None:
    said = "that Lunt ordered the shelling"
    assert marks(said, leaders={"lunt": "norway"})[0] == "a:s:norway"
    assert not any(mark.startswith("a:s:") for mark in marks(said))
    assert marks("that President Ebba Lunt of Norway ordered the shelling")[0] == "a:s:norway"


def test_marks_are_in_order_and_each_stands_once() -> None:
    told = marks("that the army shelled the market, fired missiles and shelled the market again")
    assert list(told) == sorted(set(told))


@pytest.mark.parametrize("said", HOSTILE)
@pytest.mark.parametrize("source", ["", "the Norwegian army", "\ud800"])
def test_odd_text_accuses_nobody(said: str, source: str) -> None:
    assert marks(said, source) == ()
    assert deeds(said) == frozenset()


@given(st.text(), st.text())
def test_any_text_is_read(said: str, source: str) -> None:
    told = marks(said, source)
    assert list(told) == sorted(set(told))
    assert sum(mark.startswith("a:") for mark in told) == bool(told)


@given(
    st.lists(st.sampled_from(["Norway", "Tarn", "the army", "rebels", "shelled", "denied", "claims", "."]))
)
def test_marks_name_one_body_or_there_are_none(words: list[str]) -> None:
    told = marks(" ".join(words))
    assert sum(mark.startswith("a:") for mark in told) == bool(told)


@pytest.mark.parametrize(
    "unit",
    [
        "Tarn xb killed ",
        "Norway killed ",
        "the army killed ",
        "blamed rebels and ",
        "denied claims by ",
        "a. B ",
        "A’-",
        "by the its ",
        "漢",
        "e\u0301",
        " ",
    ],
)
def test_long_text_takes_time_by_its_length(unit: str) -> None:
    def cost(length: int) -> float:
        text = unit * (length // len(unit))
        best = float("inf")
        for _ in range(2):
            begun = time.process_time()
            marks(text, text)
            best = min(best, time.process_time() - begun)
        return best

    cost(1_000)
    assert cost(80_000) < 10 * cost(20_000) + 0.2


A, B = ("a:s:norway", "d:shelling"), ("a:s:iceland", "d:shelling")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (A, A, True),
        (A, B, False),
        (A, ("a:s:norway", "d:any"), True),
        (A, ("a:s:norway",), True),
        (A, ("a:s:norway", "d:cyber"), False),
        (A, ("a:s:norway", "d:cyber", "d:shelling"), True),
        (A, ("a:rule", "d:shelling"), True),
        (A, ("a:rule", "d:cyber"), False),
        (A, ("a:rebels", "d:shelling"), False),
        (("a:rebels",), ("a:rule",), False),
        (("a:n:harbour guard",), ("a:rule",), False),
        (("a:n:harbour guard", "d:fire"), ("a:n:harbour guard", "d:fire"), True),
        ((), A, None),
        (("d:shelling",), A, None),
        ((), (), None),
    ],
)
def test_accusations_agree_in_the_body_and_the_sort_of_deed(
    one: tuple[str, ...], other: tuple[str, ...], same: bool | None
) -> None:
    assert agree(one, other) is same
    assert agree(other, one) is same


def test_the_army_is_that_of_the_one_state_that_a_report_accuses() -> None:
    every = [A, ("a:rule", "d:any"), (), ("a:rebels",)]
    assert with_their_state(every) == [A, ("a:s:norway", "d:any"), (), ("a:rebels",)]


@pytest.mark.parametrize("every", [[], [()], [("a:rule",)], [A, B, ("a:rule",)]])
def test_whose_army_it_is_stays_open_unless_one_state_is_accused(every: list[tuple[str, ...]]) -> None:
    assert with_their_state(every) == every


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("Shells and mortars fell on Hask", {"d:shelling"}),
        ("the plane was shot down", {"d:missile", "d:shooting"}),
        ("the plane was SHOT-DOWN", {"d:missile", "d:shooting"}),
        ("hackers rigged the vote", {"d:cyber", "d:fraud"}),
        ("they carried out the plan", {"d:any"}),
        ("they carried the plan out", set()),
        ("a calm day", set()),
    ],
)
def test_a_deed_is_told_by_the_beginnings_of_its_words(text: str, sorts: set[str]) -> None:
    assert deeds(text) == sorts
