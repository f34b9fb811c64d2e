from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.bonds import Bonds, latest
from sayso.model.naming import Verdict

THINGS = "abcdefg"
_said = st.lists(
    st.tuples(st.booleans(), st.sampled_from(THINGS), st.sampled_from(THINGS)).filter(
        lambda one: one[1] != one[2]
    ),
    max_size=20,
)


def together(bonds: Bonds, one: str, other: str) -> bool:
    return bonds.leader(one) == bonds.leader(other)


@given(_said)
def test_each_word_holds_unless_what_was_said_before_forbids_it(said: list[tuple[bool, str, str]]) -> None:
    bonds = Bonds(THINGS)
    for same, one, other in said:
        was_together = together(bonds, one, other)
        was_apart = tuple(sorted((bonds.leader(one), bonds.leader(other)))) in bonds.parted()
        (bonds.join if same else bonds.part)(one, other)
        if same:
            assert together(bonds, one, other) is not was_apart
        else:
            assert together(bonds, one, other) is was_together
    for one, other in bonds.parted():
        assert bonds.leader(one) == one
        assert bonds.leader(other) == other
        assert one < other


def test_what_is_kept_apart_stays_so_through_others() -> None:
    bonds = Bonds("abcd")
    bonds.part("a", "c")
    bonds.join("a", "b")
    bonds.join("c", "d")
    bonds.join("b", "d")
    assert not together(bonds, "a", "d")
    assert bonds.parted() == [(bonds.leader("a"), bonds.leader("c"))]


def test_things_that_are_not_known_are_passed_over() -> None:
    bonds = Bonds("ab")
    bonds.join("a", "x")
    bonds.part("x", "b")
    bonds.join("a", "b")
    assert together(bonds, "a", "b")


def test_the_latest_verdict_on_two_overrules_those_before() -> None:
    verdicts = [Verdict("a", "b", False, 3), Verdict("b", "c", True, 2), Verdict("a", "b", True, 1)]
    assert latest(reversed(verdicts)) == verdicts[:2]
