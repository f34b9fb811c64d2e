from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.linkage import average_linkage


def plainly(apart: np.ndarray, sizes: list[int], most: float) -> list[list[int]]:
    """The same by the book: join the nearest two again and again, with the mean over all pairs."""
    groups = [[place] for place in range(len(sizes))]

    def distance(one: list[int], other: list[int]) -> float:
        weight = [(sizes[left] * sizes[right], apart[left, right]) for left in one for right in other]
        return sum(each * far for each, far in weight) / sum(each for each, _ in weight)

    while len(groups) > 1:
        one, other = min(combinations(groups, 2), key=lambda pair: distance(*pair))
        if distance(one, other) > most:
            break
        groups = [group for group in groups if group not in (one, other)] + [one + other]
    return sorted(sorted(group) for group in groups)


@st.composite
def squares(draw: st.DrawFn) -> tuple[np.ndarray, list[int]]:
    count = draw(st.integers(1, 9))
    apart = np.zeros((count, count))
    # Different distances, so that there is one right answer.
    order = draw(st.permutations(range(count * (count - 1) // 2)))
    for place, (left, right) in zip(order, combinations(range(count), 2), strict=True):
        far = np.inf if draw(st.integers(0, 9)) == 0 else (place + 1) / (len(order) + 1) + place**2 * 1e-6
        apart[left, right] = apart[right, left] = far
    return apart, draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))


@given(squares(), st.floats(0.05, 0.95))
def test_the_same_groups_as_by_the_book(square: tuple[np.ndarray, list[int]], most: float) -> None:
    apart, sizes = square
    assert average_linkage(apart, sizes, most) == plainly(apart, sizes, most)


def test_what_must_not_come_together_does_not_however_near_the_others_are() -> None:
    apart = np.array([[0, 0.1, np.inf], [0.1, 0, 0.1], [np.inf, 0.1, 0]])
    groups = average_linkage(apart, [1, 1, 1], 0.5)
    assert len(groups) == 2
    assert [0, 2] not in groups


def test_a_large_item_weighs_as_much_as_its_members() -> None:
    apart = np.array([[0, 0.1, 0.9], [0.1, 0, 0.2], [0.9, 0.2, 0]])
    assert average_linkage(apart, [1, 1, 1], 0.6) == [[0, 1, 2]]
    assert average_linkage(apart, [9, 1, 1], 0.6) == [[0, 1], [2]]


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_to_join(count: int) -> None:
    assert average_linkage(np.zeros((count, count)), [1] * count, 0.5) == [[place] for place in range(count)]


def test_what_is_given_stays_as_it_is() -> None:
    apart = np.array([[0, 0.1], [0.1, 0]])
    before = apart.copy()
    average_linkage(apart, [1, 1], 0.5)
    assert (apart == before).all()


def test_distances_that_rounding_made_uneven_do_not_run_in_a_circle() -> None:
    apart = np.array([[0.0, 0.30, 0.34], [0.32, 0.0, 0.31], [0.30, 0.33, 0.0]])
    assert average_linkage(apart, [1, 1, 1], 0.5) == [[0, 1, 2]]
