from __future__ import annotations

import itertools

import pytest
import scoring
from hypothesis import given
from hypothesis import strategies as st

sets = st.lists(st.frozensets(st.integers(0, 9), min_size=1, max_size=5), max_size=5)


def weight(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) + 0.5 * len(a & b) / len(a | b)


@given(sets, sets)
def test_the_assignment_is_the_best_there_is(
    gold: list[frozenset[int]], system: list[frozenset[int]]
) -> None:
    found = scoring.assign(gold, system)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    few, many = sorted((gold, system), key=len)
    best = max(
        (
            sum(weight(a, b) for a, b in zip(few, order, strict=True))
            for order in itertools.permutations(many, len(few))
        ),
        default=0.0,
    )
    assert sum(weight(gold[i], system[j]) for i, j in found) == pytest.approx(best)


TEXT = "“It burned,” said Mara Velt. The League denied it."
GOLD = [
    {"source": [[18, 27]], "cue": [[13, 17]], "content": [[0, 12]]},
    {"source": [[29, 39]], "cue": [[40, 46]], "content": [[47, 49]]},
]


def f1(system: list[dict], measure: str) -> float:
    tally = scoring.Tally()
    scoring.score(TEXT, GOLD, system, tally)
    return tally.f1(measure)


def test_gold_against_itself_is_perfect() -> None:
    for measure in ("linked", "strict", "token_source", "exact_content"):
        assert f1(GOLD, measure) == 1.0


def test_a_wrong_source_is_not_linked_but_its_content_counts() -> None:
    wrong = [GOLD[0] | {"source": [[29, 39]]}, GOLD[1]]
    assert f1(wrong, "linked") == 0.5
    assert f1(wrong, "content") == 1.0


def test_an_article_alone_is_no_shared_source() -> None:
    wrong = [GOLD[0], GOLD[1] | {"source": [[29, 32]]}]
    assert f1(wrong, "linked") == 0.5


def test_kinds_of_content() -> None:
    tally = scoring.Tally()
    scoring.score(TEXT, GOLD, GOLD[:1], tally)
    assert tally.recall("direct") == 1.0
    assert tally.recall("indirect") == 0.0


def test_nothing_found_and_nothing_to_find() -> None:
    assert f1([], "linked") == 0.0


def test_noun_cues_are_counted_apart() -> None:
    text = "Velt repeated her claim that it burned. The League denied it."
    gold = [
        {"source": [[0, 4]], "cue": [[18, 23]], "content": [[24, 38]]},
        {"source": [[40, 50]], "cue": [[51, 57]], "content": [[58, 60]]},
    ]
    tally = scoring.Tally()
    scoring.score(text, gold, gold[:1], tally)
    assert tally.gold["noun_cues"] == 1
    assert tally.recall("noun_cues") == 1.0
