"""Figures: one thing has one value to a claim, and a figure that was corrected contradicts nobody."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.figures import clashing, figures, opposed
from sayso.model.claim import ContradictionKind, ContradictionStatus
from sayso.model.statement import Excerpt, Statement


def statement(content: str, before: str = "", published: str = "2031-05-05", key: str = "a") -> Statement:
    return Statement(
        f"ast-{key}", "doc", content, published=published, excerpt=Excerpt(content, before=before)
    )


def parted(left: Statement, right: Statement) -> bool:
    return bool(list(clashing([left, right])))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("that 14 dockers died in the fire", "Nineteen people have died, all of them here"),
        ("the blast wounded 30", "that twelve people were wounded"),
        ("that 40 barges lay at anchor", "60 barges lay there that night"),
        ("at least four people were killed", "at least nine people were killed"),
        ("that 14 people died, three of them children", "three people died"),
        ("that 120 people died", "between 20 and 40 people died"),
    ],
)
def test_two_values_of_one_thing_are_two_claims(left: str, right: str) -> None:
    assert parted(statement(left), statement(right, key="b"))
    assert parted(statement(right), statement(left, key="b"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("that 14 dockers died in the fire", "fourteen people were killed"),
        ("that more than 1,300 people died", "1,412 people were killed"),
        ("that 14 people died", "that 30 people were wounded"),
        ("that 14 people died", "that the fire began in the engine room"),
        ("dozens were killed", "at least 31 people were killed"),
        ("the envoy and three other Halvessans were killed", "four Halvessans were killed"),
        ("three more people died overnight", "that 19 people died"),
        ("that 14 people died", "Five more died, which brings the number of dead to 14"),
    ],
)
def test_one_value_told_in_two_ways_may_be_one_claim(left: str, right: str) -> None:
    assert not parted(statement(left), statement(right, key="b"))
    assert not parted(statement(right), statement(left, key="b"))


@pytest.mark.parametrize(
    ("content", "before", "told", "withdrawn"),
    [
        ("the toll from 23 to 17", "The governor has corrected ", ["17"], ["23"]),
        ("the toll of the fire to 19 from 14", "Police raised ", ["19"], ["14"]),
        ("19 people were killed, down from 23", "", ["19"], ["23"]),
        ("Our earlier figure of 14 was incomplete", "", [], ["14"]),
        ("The correct figure is 120", "A report said that 210 passengers were aboard. ", ["120"], ["210"]),
        ("that from 14 to 19 people died", "", ["14 to 19"], []),
        (
            "tolls of killed from about 500 to, by some accounts, 1300 after a wall fell",
            "",
            ["500", "1300"],
            [],
        ),
        ("that ferries leave from 14 quays", "", ["14"], []),
        ("that nobody died", "", [], []),
    ],
)
def test_what_is_told_and_what_taken_back(
    content: str, before: str, told: list[str], withdrawn: list[str]
) -> None:
    found = figures(Excerpt(content, before=before))
    assert [one.words for one in found.told] == told
    assert [one.words for one in found.withdrawn] == withdrawn


def test_a_correction_counts_what_the_corrected_figure_counted() -> None:
    found = figures(Excerpt("The correct figure is 120", before="It said that 210 passengers were aboard. "))
    assert found.told[0].amount.counts == "passengers"


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        (
            statement("that 23 people were killed at the Pellin terminal"),
            statement("the number of people killed there from 23 to 17", "She corrected ", "2031-05-09", "b"),
            "“23” gave way to “17”",
        ),
        (
            statement("that 14 people died"),
            statement("Our earlier figure of 14 was incomplete", "", "2031-05-09", "b"),
            "“14” is taken back",
        ),
        (
            statement("at least four people were killed at the Pellin terminal"),
            statement("at least nine people were killed", "Pellin burns. ", "2031-05-06", "b"),
            "both are least numbers: it was “four” first, and “nine” later",
        ),
        (
            statement("that 17 people died in the blast"),
            statement(
                "Two more died, which brings the number of dead to 19", "The blast. ", "2031-05-09", "b"
            ),
            "the later one tells what it came to: “19” after “17”",
        ),
    ],
)
def test_what_was_brought_up_to_date_is_no_contradiction(
    earlier: Statement, later: Statement, reason: str
) -> None:
    for found in (opposed(earlier, later), opposed(later, earlier)):
        assert found is not None
        assert (found.kind, found.status) == (
            ContradictionKind.SUPERSESSION, ContradictionStatus.DISMISSED,
        )  # fmt: skip
        assert found.reasons == (reason,)


def test_a_toll_that_is_lower_later_did_not_grow() -> None:
    nine = statement("at least nine people were killed at Vell")
    four = statement("at least four people were killed at Vell", published="2031-05-09", key="b")
    assert opposed(nine, four) is None


def test_a_toll_of_another_matter_is_no_later_state_of_this_one() -> None:
    fire = statement("more than 40 people were killed in the fire at Hask")
    war = statement("more than 9,000 people were killed in the river war", published="2031-05-09", key="b")
    other = statement("at least 60 people were killed when a ferry sank", published="2031-05-09", key="c")
    terse = statement("at least 60 people were killed", published="2031-05-09", key="d")
    for one in (war, other, terse):
        found = opposed(fire, one)
        assert found is None or found.kind is not ContradictionKind.SUPERSESSION


@pytest.mark.parametrize(
    "rival",
    [
        "that 17 people rather than 23 were killed in the raid",
        "that the council cut taxes and sent aid to 14 people killed in the raid",
        "that 14 people were killed in the raid, which took place on the road to Hask on 3 May",
    ],
)
def test_a_rival_figure_is_no_correction(rival: str) -> None:
    found = opposed(
        statement("that 23 people were killed in the raid"), statement(rival, "", "2031-05-09", "b")
    )
    assert found is None or found.kind is not ContradictionKind.SUPERSESSION


def test_what_is_said_first_takes_nothing_back() -> None:
    found = opposed(
        statement("Our earlier figure of 14 was incomplete"),
        statement("that 14 people died", published="2031-05-09", key="b"),
    )
    assert found is None or found.kind is not ContradictionKind.SUPERSESSION


def test_two_values_that_nobody_corrected_contradict() -> None:
    found = opposed(
        statement("that 14 people died in the ferry fire"),
        statement("that 19 people died in the ferry fire", published="2031-05-09", key="b"),
    )
    assert found is not None
    assert found.kind is ContradictionKind.VALUE


@pytest.mark.parametrize(
    "words", ["three brings ", "5 brings to ", "from 3 to ", "14 people died, ", "raised "]
)
def test_long_repetitive_contents_cost_little(words: str) -> None:
    found = figures(Excerpt(f"{words * 1500}5", before=words * 1500))
    assert len(found.told) + len(found.withdrawn) <= 3001


COUNTED = [
    "that 14 dockers died in the fire",
    "at least nine people were killed",
    "at least four people were killed and 30 wounded",
    "between 10 and 20 people were killed",
    "about 13 people were killed",
    "the blast wounded 30",
    "40 barges lay at anchor",
    "60 barges and 12 tugs lay there",
    "the firm paid $2 million",
    "$3 million in bribes, and 60 barges",
    "the terminal held 48,200 tonnes of grain",
    "62,000 tonnes of maize",
    "the fire began in the engine room",
    "the toll of the fire to 19 from 14",
    "our earlier figure of 40 barges was wrong",
]


@given(st.lists(st.sampled_from(COUNTED), max_size=12))
def test_of_many_statements_those_clash_that_clash_two_by_two(contents: list[str]) -> None:
    every = [statement(content, key=str(place)) for place, content in enumerate(contents)]
    pairs = {(one.id, other.id) for one, other in combinations(every, 2) if parted(one, other)}
    assert {tuple(sorted(pair)) for pair in clashing(every)} == {tuple(sorted(pair)) for pair in pairs}
