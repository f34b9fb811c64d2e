from __future__ import annotations

import pytest

from sayso.model.lineage import Observation
from sayso.weigh.truth import Priors, reweigh, weigh


def said(item: str, kind: str = "", **by_source: str) -> list[Observation]:
    return [Observation(source, item, value, value, kind) for source, value in by_source.items()]


def test_copies_of_one_count_once() -> None:
    told = said("toll", ada="40", bel="41", cor="41", dun="40", eve="40")
    copies = [("dun", "eve"), ("ada", "dun"), ("ada", "eve")]
    assert weigh(told).best("toll")[0] == "40"
    assert weigh(told, copies).best("toll")[0] == "41"


def test_twins_that_disagree_are_two() -> None:
    told = said("toll", ada="40", bel="41")
    weighed = weigh(told, [("ada", "bel")])
    assert weighed.beliefs["toll"]["40"] == pytest.approx(weighed.beliefs["toll"]["41"])


def test_who_is_mostly_right_outweighs_two_who_are_not() -> None:
    told: list[Observation] = []
    for number in range(20):
        told += said(f"item {number}", ada="1", bel="1", cor="1", dun=f"d{number}", eve=f"e{number}")
    told += said("last", ada="1", dun="2", eve="2")
    weighed = weigh(told)
    assert weighed.best("last")[0] == "1"
    assert weighed.accuracy["ada"] > 0.9 > weighed.accuracy["dun"]


def test_a_source_may_be_good_at_one_kind_and_bad_at_another() -> None:
    told: list[Observation] = []
    for number in range(40):
        told += said(f"place {number}", "place", ada="1", bel="1", cor="1")
        told += said(f"toll {number}", "toll", ada=f"a{number}", bel="1", cor="1")
    weighed = weigh(told)
    assert weighed.kind_accuracy["ada", "place"] > 0.8
    assert weighed.kind_accuracy["ada", "toll"] < 0.4


def test_a_poor_sources_word_counts_for_nothing_but_not_against() -> None:
    told: list[Observation] = []
    for number in range(40):
        told += said(f"item {number}", ada="1", bel="1", cor=f"c{number}")
    alone = weigh([*told, *said("last", ada="1", bel="2")])
    backed = weigh([*told, *said("last", ada="1", bel="2", cor="1")])
    assert backed.beliefs["last"]["1"] >= alone.beliefs["last"]["1"] - 1e-3


def test_to_weigh_again_keeps_the_accuracies() -> None:
    told = said("toll", ada="40", bel="41", cor="41")
    weighed = weigh(told)
    again = reweigh(told, [("bel", "cor")], weighed)
    assert again.accuracy == weighed.accuracy
    assert again.beliefs["toll"]["41"] < weighed.beliefs["toll"]["41"]


def test_no_belief_is_certain() -> None:
    told = [one for number in range(300) for one in said(f"item {number}", ada="1", bel="1", cor="1")]
    weighed = weigh(told, priors=Priors(accuracy=0.9))
    assert all(value < 1 for by_value in weighed.beliefs.values() for value in by_value.values())
    assert max(weighed.accuracy.values()) <= 0.99


def test_the_last_word_counts() -> None:
    told = [*said("toll", ada="40"), *said("toll", ada="41")]
    assert set(weigh(told).beliefs["toll"]) == {"41"}
