from __future__ import annotations

import pytest
from coreference_scores import b_cubed, ceaf_e, grouping, muc, scores


def both(gold: str, found: str) -> tuple[dict, dict]:
    """Return two groupings of letters: ``"ab c"`` has the groups {a, b} and {c}."""
    return grouping(gold.split()), grouping(found.split())


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("abc defg", "abc defg", (1.0, 1.0)),
        # Vilain et al.: a group of four found as two pairs has two of its three links.
        ("abcd", "ab cd", (1.0, 2 / 3)),
        ("ab cd", "abcd", (2 / 3, 1.0)),
        ("abc defg", "ab cd efg", (3 / 4, 3 / 5)),
        ("a b", "a b", (0.0, 0.0)),
    ],
)
def test_muc(gold: str, found: str, expected: tuple[float, float]) -> None:
    assert muc(*both(gold, found)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("abc defg", "abc defg", (1.0, 1.0)),
        ("abcd", "ab cd", (1.0, 1 / 2)),
        # Bagga and Baldwin's example: the second error costs more than the first.
        ("12345 67 89abc", "12345 6789abc", ((5 + 4 / 7 + 25 / 7) / 12, 1.0)),
        ("12345 67 89abc", "1234589abc 67", ((25 / 10 + 2 + 25 / 10) / 12, 1.0)),
        # a, b 2/2 and 2/3; c 1/2 and 1/3; d 1/2 and 1/4; e, f, g 3/3 and 3/4
        ("abc defg", "ab cd efg", ((2 + 1 + 3) / 7, (4 / 3 + 1 / 3 + 1 / 4 + 9 / 4) / 7)),
    ],
)
def test_b_cubed(gold: str, found: str, expected: tuple[float, float]) -> None:
    assert b_cubed(*both(gold, found)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("abc defg", "abc defg", (1.0, 1.0)),
        # One of the pairs is matched with the four: 2 * 2 / 6.
        ("abcd", "ab cd", (1 / 3, 2 / 3)),
        # abc-ab 4/5, defg-efg 6/7; cd has nothing left.
        ("abc defg", "ab cd efg", ((4 / 5 + 6 / 7) / 3, (4 / 5 + 6 / 7) / 2)),
        ("abcd ef", "abc d ef", ((6 / 7 + 1) / 3, (6 / 7 + 1) / 2)),
        # The best pair, abcde-abcgh with 6/10, is not part of the best sum: abcde-de 4/7, gh-abcgh 4/7.
        ("abcde gh", "abcgh de", (4 / 7, 4 / 7)),
    ],
)
def test_ceaf_e(gold: str, found: str, expected: tuple[float, float]) -> None:
    assert ceaf_e(*both(gold, found)) == pytest.approx(expected)


def test_conll_f1_is_the_mean_of_three() -> None:
    found = scores(*both("abc defg", "ab cd efg"))
    b3 = 2 * (6 / 7) * (25 / 42) / (6 / 7 + 25 / 42)
    ceaf = 2 * (58 / 35) / 5
    assert found["muc_f1"] == pytest.approx(2 / 3)
    assert found["b3_f1"] == pytest.approx(b3)
    assert found["ceafe_f1"] == pytest.approx(ceaf)
    assert found["conll_f1"] == pytest.approx((2 / 3 + b3 + ceaf) / 3)


def test_all_alone_and_all_together() -> None:
    alone = scores(*both("ab c", "a b c"))
    assert (alone["muc_f1"], alone["b3_precision"], alone["b3_recall"]) == (0.0, 1.0, pytest.approx(2 / 3))
    together = scores(*both("ab c", "abc"))
    assert (together["muc_precision"], together["muc_recall"]) == (1 / 2, 1.0)
    assert together["b3_precision"] == pytest.approx((4 / 3 + 1 / 3) / 3)


@pytest.mark.parametrize(("gold", "found"), [("ab", "a"), ("", "")])
def test_both_must_hold_the_same_mentions(gold: str, found: str) -> None:
    with pytest.raises(ValueError, match="same mentions"):
        scores(*both(gold, found))
