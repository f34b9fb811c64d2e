from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.lineage import Independence, Observation
from sayso.trace.copying import Config, pairs, same_form, shared_errors
from sayso.weigh.truth import reweigh, weigh

HONEST = ("Courier", "Lantern", "Observer", "Post")
COPIES = ("Echo", "Mirror", "Relay")


def newsroom(items: int = 100, copied_right: float = 0.6, seed: int = 7) -> list[Observation]:
    """Four outlets that count for themselves, and three that print one feed, one of them in its own words."""
    chance = random.Random(seed)
    told = []
    for number in range(items):
        feed = 10 if chance.random() < copied_right else chance.randint(11, 60)
        for outlet in HONEST:
            count = 10 if chance.random() < 0.85 else chance.randint(11, 60)
            told.append(Observation(outlet, f"toll {number}", str(count), f"{count} ({outlet})"))
        for outlet in COPIES:
            form = f"{feed} dead (feed)" if outlet != "Relay" else f"{feed} killed"
            told.append(Observation(outlet, f"toll {number}", str(feed), form))
    return told


def state(found: list, first: str, second: str) -> Independence:
    return next(one.state for one in found if (one.first, one.second) == (first, second))


def test_who_prints_the_same_letters_again_and_again_counts_once_until_more_is_known() -> None:
    twins = same_form(newsroom())
    assert pairs(twins) == [("Echo", "Mirror")]
    (reason,) = twins[0].reasons
    assert (reason.kind, reason.hits, reason.of) == ("same_form", 100, 100)
    assert len(reason.items) == 3


def test_shared_errors_betray_a_copy_in_other_words_and_clear_who_errs_alone() -> None:
    told = newsroom()
    twins = pairs(same_form(told))
    weighed = weigh(told, twins)
    found = shared_errors(told, weighed.beliefs, twins)
    assert set(pairs(found)) == set(combinations(COPIES, 2))
    assert state(found, "Courier", "Lantern") is not Independence.SHARED
    assert state(found, "Lantern", "Relay") is Independence.INDEPENDENT
    copy = next(one for one in found if (one.first, one.second) == ("Mirror", "Relay"))
    assert {reason.kind for reason in copy.reasons} == {"shared_error", "same_form"}
    error = copy.reasons[0]
    assert error.weight > 3
    assert all(weighed.best(item)[0] == "10" for item in error.items)


def test_an_error_of_the_many_copies_does_not_win() -> None:
    told = newsroom(copied_right=0.4)
    outvoted = [
        item for item, by_value in weigh(told).beliefs.items() if max(by_value, key=by_value.get) != "10"
    ]
    twins = pairs(same_form(told))
    weighed = weigh(told, twins)
    final = reweigh(told, pairs(shared_errors(told, weighed.beliefs, twins)), weighed)
    wrong = [item for item in final.beliefs if final.best(item)[0] != "10"]
    assert len(wrong) <= len(outvoted)
    assert len(wrong) <= 2


def test_two_who_are_always_right_are_not_called_copies() -> None:
    told = [
        Observation(
            outlet, f"item {number}", "10" if good else str(20 + number * 7 % 31), f"{outlet} {number}"
        )
        for number in range(80)
        for outlet, good in (("Ada", True), ("Bel", True), ("Cor", number % 3 > 0), ("Dun", number % 4 > 0))
    ]
    found = shared_errors(told, weigh(told).beliefs)
    assert state(found, "Ada", "Bel") is not Independence.SHARED


def test_little_is_never_enough() -> None:
    told = [Observation(outlet, "toll", "41", "41") for outlet in ("Ada", "Bel")]
    assert pairs(same_form(told)) == []
    (pair,) = shared_errors(told, weigh(told).beliefs)
    assert pair.state is Independence.NOT_ESTABLISHED


def test_rare_wrong_values_tell_more_than_popular_ones() -> None:
    def probability(popular: bool) -> float:
        told = []
        for number in range(12):
            wrong = number < 2
            told += [
                Observation(outlet, f"item {number}", "wrong" if wrong else "10", outlet)
                for outlet in ("Ada", "Bel")
            ]
            for other in range(9):
                said = "wrong" if wrong and popular and other < 4 else "10"
                told.append(Observation(f"other {other}", f"item {number}", said, str(other)))
        beliefs = {f"item {number}": {"10": 0.95, "wrong": 0.02} for number in range(12)}
        return next(one.probability for one in shared_errors(told, beliefs) if one.first == "Ada")

    assert probability(popular=False) > 2 * probability(popular=True)


def test_nothing_said_is_nothing_found() -> None:
    assert same_form([]) == []
    assert shared_errors([], {}) == []
    assert weigh([]).beliefs == {}


statements = st.lists(
    st.builds(
        Observation,
        source=st.sampled_from("abcde"),
        item=st.sampled_from(["x", "y", "z", "\u202e"]),
        value=st.sampled_from(["1", "2", "3", ""]),
        form=st.text(max_size=3),
        kind=st.just(""),
    ),
    max_size=25,
    unique_by=lambda one: (one.source, one.item),
)


@given(statements, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_probabilities_are_some(
    told: list[Observation], chance: random.Random
) -> None:
    mixed = told[:]
    chance.shuffle(mixed)
    for one, two in zip(same_form(told), same_form(mixed), strict=True):
        assert (one.first, one.second, one.state) == (two.first, two.second, two.state)
    weighed, again = weigh(told), weigh(mixed)
    for item, by_value in weighed.beliefs.items():
        assert by_value == pytest.approx(again.beliefs[item], abs=1e-6)
        assert 0 < sum(by_value.values()) <= 1 + 1e-9
    for one in shared_errors(told, weighed.beliefs):
        assert one.first < one.second
        assert 0 <= one.probability <= 1
        assert 0 <= one.share <= 1


@pytest.mark.parametrize(
    "change", [{"prior": 0.05}, {"prior": 0.2}, {"others": 0.5}, {"others": 2.0}, {"most": 0.75}]
)
def test_the_finding_does_not_hang_on_a_prior(change: dict[str, float]) -> None:
    told = newsroom()
    twins = pairs(same_form(told))
    found = shared_errors(told, weigh(told, twins).beliefs, twins, Config(**change))
    assert set(pairs(found)) == set(combinations(COPIES, 2))
