from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import labelled
import lineages
import pytest
from labelled import Claim, Contradiction, Labels, Ledger, Said


def labels(*claims: Claim, contradictions: tuple[Contradiction, ...] = (), annotator: str = "A") -> Labels:
    return Labels("mill", annotator, {"r1": "", "r2": "", "r3": ""}, claims, contradictions)


def said(doc: str, start: int, origin: str, stance: str = "asserts") -> Said:
    return Said(doc, start, start + 10, stance, origin)


FIRE = Claim(
    "fire",
    (said("r1", 0, "mill"), said("r2", 0, "mill"), said("r3", 0, "mayor"), said("r3", 20, "author")),
    frozenset({frozenset((0, 3)), frozenset((1, 3)), frozenset((2, 3))}),
)
HURT = Claim("hurt", (said("r1", 40, "mill"), said("r2", 40, "mayor", "denies")), frozenset())
LABELS = labels(FIRE, HURT)


def assertion(key: str, doc: str, start: int, claim: str | None, **more: Any) -> dict[str, Any]:
    content = [[start, start + 10]]
    return {"id": key, "document_key": doc, "content": content, "claim": claim, "quote": key} | more


def ledger(origins: list[dict[str, Any]] | None = None, hurt: str = "k2") -> Ledger:
    return Ledger(
        [
            assertion("a", "r1", 0, "k1"), assertion("b", "r2", 3, "k1"), assertion("c", "r3", 0, "k1"),
            assertion("d", "r1", 40, hurt), assertion("e", "r2", 40, hurt),
        ],
        origins or [],
    )  # fmt: skip


def origin(claim: str, groups: dict[str, list[str]], *independent: list[str]) -> dict[str, Any]:
    members = [{"id": key, "assertions": some} for key, some in groups.items()]
    return {"claim": claim, "origins": members, "independent": list(independent)}


def figures(some: Ledger, apart: str | None = None) -> dict[str, float]:
    return lineages.figures(lineages.tally(LABELS, some, apart))


def test_labels_agree_with_themselves() -> None:
    told = figures(labelled.as_ledger(LABELS))
    for name in ("found", "claim_pair_f1", "same_origin_f1", "independence_f1", "contradiction_precision"):
        assert told[name] == 1.0
    # mill–mill of the fire; mill–mayor twice of the fire and once of the hurt; the author's are left open
    assert (told["pairs_same"], told["pairs_independent"]) == (1, 3)


@pytest.mark.parametrize(("shift", "found"), [(5, 1), (6, 0)])
def test_half_of_the_shorter_one_must_be_covered(shift: int, found: int) -> None:
    rows = lineages.rows(labels(Claim("one", (said("r1", 0, "o"),), frozenset())))
    assert len(lineages.matched(rows, [assertion("a", "r1", shift, "k")])) == found
    assert not lineages.matched(rows, [assertion("a", "r2", 0, "k")])


def test_pieces_of_a_content_count_together() -> None:
    assert lineages.overlap([[0, 4], [6, 10]], [[2, 8]]) == 4
    assert lineages.size([[0, 4], [6, 10]]) == 8


def test_claims_are_counted_by_pairs_of_what_is_found() -> None:
    told = figures(ledger())
    assert told["found"] == pytest.approx(5 / 6)
    assert told["claim_pair_f1"] == 1.0
    merged = figures(ledger(hurt="k1"))
    assert merged["claim_pair_precision"] == pytest.approx(4 / 10)
    assert merged["claim_pair_recall"] == 1.0
    split = figures(lineages.alone(ledger()))
    assert (split["claim_pair_recall"], split["claim_pair_f1"]) == (0.0, 0.0)


def test_an_assertion_without_a_claim_is_found_and_joins_nothing() -> None:
    told = figures(Ledger([one | {"claim": None} for one in ledger().assertions]))
    assert told["found"] == pytest.approx(5 / 6)
    assert told["claim_pair_recall"] == 0.0


def test_a_passage_under_two_claims_may_be_joined_with_both() -> None:
    both = labels(
        Claim("x", (said("r1", 0, "o"), said("r2", 0, "p")), frozenset()),
        Claim("y", (said("r1", 0, "o"), said("r3", 0, "p")), frozenset()),
    )
    one = Ledger([assertion("a", "r1", 0, "k"), assertion("b", "r2", 0, "k"), assertion("c", "r3", 0, "k")])
    counts = lineages.tally(both, one)
    assert (counts["claim_right"], counts["claim_said"]) == (5, 6)  # only r2 with r3 is wrong


def test_origins_and_independence() -> None:
    good = [
        origin("k1", {"o": ["a", "b"], "p": ["c"]}, ["o", "p"]),
        origin("k2", {"q": ["d"], "s": ["e"]}, ["q", "s"]),
    ]
    told = figures(ledger(good))
    assert told["same_origin_f1"] == told["independence_precision"] == told["independence_recall"] == 1.0
    doubled = [origin("k1", {"o": ["a"], "x": ["b"], "p": ["c"]}, ["o", "x"], ["o", "p"])]
    told = figures(ledger(doubled))
    assert told["same_origin_recall"] == 0.0
    assert told["independence_precision"] == 0.5
    assert told["independence_recall"] == pytest.approx(1 / 3)
    silent = figures(ledger([origin("k1", {"o": ["a"], "x": ["b"], "p": ["c"]})]))
    assert silent["pairs_called_independent"] == silent["independence_precision"] == 0


def test_a_pair_of_an_open_origin_costs_no_precision_of_the_same_but_some_of_independence() -> None:
    four = ledger()
    four.assertions.append(assertion("f", "r3", 20, "k1"))
    four.origins = [origin("k1", {"o": ["a", "b", "f"], "p": ["c"]})]
    assert figures(four)["same_origin_precision"] == 1.0
    four.origins = [origin("k1", {"o": ["a", "b"], "p": ["f"], "x": ["c"]}, ["o", "p"])]
    assert figures(four)["independence_precision"] == 0.0


def test_without_the_largest_claim() -> None:
    assert LABELS.largest() == "fire"
    counts = lineages.tally(LABELS, ledger(), "fire")
    assert (counts["labelled"], counts["found"]) == (2, 2)
    assert (counts["claim_labelled"], counts["claim_said"], counts["claim_right"]) == (1, 1, 1)


def test_pairs_that_only_the_claim_left_out_joins_are_not_counted() -> None:
    twice = labels(
        Claim("big", (said("r1", 0, "o"), said("r2", 0, "o"), said("r3", 0, "o")), frozenset()),
        Claim("x", (said("r1", 0, "o"),), frozenset()),
        Claim("y", (said("r2", 0, "o"),), frozenset()),
    )
    joined = Ledger([assertion("a", "r1", 0, "k"), assertion("b", "r2", 0, "k")])
    assert lineages.tally(twice, joined, "big")["claim_said"] == 0


def conflicts(*some: Contradiction, gold: tuple[Contradiction, ...] = ()) -> dict[str, float]:
    found = ledger()
    found.contradictions = list(some)
    return lineages.figures(lineages.tally(labels(FIRE, HURT, contradictions=gold), found))


def test_a_denial_inside_one_claim() -> None:
    right = Contradiction("k2", "k2", "denial", ("d", "e"))
    wrong = Contradiction("k1", "k1", "denial", ("a", "b"))
    told = conflicts(right, wrong)
    assert told["contradiction_precision"] == told["contradiction_shown_precision"] == 0.5
    assert (told["contradictions"], told["contradictions_judged"]) == (2, 2)
    assert told["contradiction_recall"] == 1.0
    assert conflicts(Contradiction("k2", "k2", "denial", ("d", "d")))["contradiction_shown_precision"] == 0.0


@pytest.mark.parametrize(
    ("type_", "kind", "precision"),
    [
        ("value", "value", 1.0),
        ("value", "denial", 1.0),
        ("scope", "value", 0.0),
        ("scope", "scope", 1.0),
        ("supersession", "denial", 0.0),
    ],
)
def test_what_can_both_hold_is_no_contradiction(type_: str, kind: str, precision: float) -> None:
    told = conflicts(Contradiction("k1", "k2", kind), gold=(Contradiction("hurt", "fire", type_),))
    assert told["contradiction_precision"] == precision


def test_a_contradiction_between_claims_that_nobody_linked_or_labelled() -> None:
    assert conflicts(Contradiction("k1", "k2", "value"))["contradiction_precision"] == 0.0
    told = conflicts(Contradiction("k1", "k9", "value"))
    assert (told["contradictions"], told["contradictions_judged"]) == (1, 0)


def test_only_confirmed_contradictions_count() -> None:
    ends = [SimpleNamespace(claim=f"k{number}", assertion=f"a{number}") for number in (1, 2)]
    found = [
        SimpleNamespace(left=ends[0], right=ends[1], kind="value", status=status)
        for status in ("confirmed", "candidate", "dismissed")
    ]
    assert lineages.confirmed(found) == [Contradiction("k1", "k2", "value", ("a1", "a2"))]


def test_contents_of_the_same_words() -> None:
    words = lineages.same_words(
        Ledger([
            assertion("a", "r1", 0, None, quote="The mill burned."),
            assertion("b", "r2", 0, None, quote="“the mill burned”"),
            assertion("c", "r3", 0, None, quote="The mill stands."),
        ])
    )  # fmt: skip
    assert [one["claim"] for one in words.assertions] == ["the mill burned"] * 2 + ["the mill stands"]
    assert [len(line["origins"]) for line in words.origins] == [1, 1]


def test_outlets_taken_for_origins() -> None:
    some = lineages.outlets(
        Ledger([
            assertion("a", "r1", 0, "k", outlet="Mill News"), assertion("b", "r2", 0, "k", outlet=None),
            assertion("c", "r3", 0, "k", outlet="Mill News"), assertion("d", "r3", 9, None),
        ])
    )  # fmt: skip
    (line,) = some.origins
    assert line["origins"] == [
        {"id": "Mill News", "assertions": ["a", "c"]},
        {"id": "r2", "assertions": ["b"]},
    ]
    assert line["independent"] == [["Mill News", "r2"]]
