"""Two statements that cannot both hold, and many more that can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.contradiction import conflict
from sayso.link.proposition import number_of, proposition
from sayso.model.claim import ContradictionKind, ContradictionStatus


def between(left: str, right: str) -> ContradictionKind | None:
    found = conflict(proposition(left), proposition(right))
    confirmed = found is not None and found.status is not ContradictionStatus.CANDIDATE
    return found.kind if found and confirmed else None


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Three barges sank off Vell.", "Four barges sank off Vell.", ContradictionKind.VALUE),
        ("The blast killed 12 dockers.", "The blast killed 30 dockers.", ContradictionKind.VALUE),
        ("The crew was Danish.", "The crew was Maltese.", ContradictionKind.VALUE),
        ("The north gate was open.", "The north gate was closed.", ContradictionKind.VALUE),
        ("The guild has paid the crew.", "The guild has not paid the crew.", ContradictionKind.DENIAL),
        (
            "It was the second fire at the mill.",
            "It was the third fire at the mill.",
            ContradictionKind.VALUE,
        ),
    ],
)
def test_what_cannot_both_hold(left: str, right: str, kind: ContradictionKind) -> None:
    assert between(left, right) is kind
    assert between(right, left) is kind


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Three barges sank off Vell.", "3 barges sank off Vell."),
        ("Three barges sank off Vell.", "Four trucks burnt in Osk."),
        ("The blast killed 12 dockers.", "The blast killed 12 dockers and shut the quay."),
        ("The guild paid the crew.", "The guild paid the crew in marks."),
        ("The guild did not pay the crew.", "The guild never paid the crew."),
        ("A docker saw the fire.", "A guard saw the fire."),
        ("The mill burned.", ""),
    ],
)
def test_what_may_both_hold(left: str, right: str) -> None:
    assert between(left, right) is None
    assert between(right, left) is None


def test_other_times_are_no_contradiction() -> None:
    found = conflict(
        proposition("On 2 April 2031 three barges sank off Vell."),
        proposition("On 5 May 2031 four barges sank off Vell."),
    )
    assert found is not None
    assert (found.kind, found.status) == (ContradictionKind.SCOPE, ContradictionStatus.DISMISSED)


def test_least_numbers_exclude_nothing() -> None:
    one = "At least nine people were killed at Vell."
    assert between(one, "At least four people were killed at Vell.") is None
    assert between(one, "Up to four people were killed at Vell.") is ContradictionKind.VALUE


def test_what_agrees_in_one_number_may_contradict_in_another() -> None:
    one = "Two dockers stood on the second barge."
    assert between(one, "Two dockers stood on the third barge.") is ContradictionKind.VALUE


def test_the_reason_names_both_values() -> None:
    found = conflict(proposition("Three barges sank off Vell."), proposition("Four barges sank off Vell."))
    assert found is not None
    assert found.reasons == ("“three” against “four”",)


def test_bounds_that_some_number_answers_to_are_no_conflict() -> None:
    one = "Rescuers at the flooded Osk mill said over 20 millers were missing last night."
    other = "Late in the night 31 millers were missing at the flooded mill in Osk, rescuers said."
    assert between(one, other) is None


@pytest.mark.parametrize(
    ("word", "number"),
    [("seven", "7"), ("7", "7"), ("third", "3."), ("3rd", "3."), ("1,400", "1400"), ("mill", None)],
)
def test_numbers_have_one_spelling(word: str, number: str | None) -> None:
    assert number_of(word) == number


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared_either_way(left: str, right: str) -> None:
    there, back = (
        conflict(proposition(left), proposition(right)),
        conflict(proposition(right), proposition(left)),
    )
    assert (there is None) == (back is None)
    assert conflict(proposition(left), proposition(left)) is None
    for token in proposition(left).tokens:
        assert 0 <= token.start < token.end <= len(left)
