"""How well a grouping of mentions agrees with the true one: MUC, B³, CEAF-e, and their mean, "CoNLL F1".

MUC counts links (Vilain et al. 1995), B³ goes mention by mention (Bagga and Baldwin 1998), CEAF-e matches the
groups one to one so that they agree best (Luo 2005, with his φ4); the shared task of CoNLL 2012 averages the
three (Pradhan et al. 2014). Both groupings hold the same mentions, each in one group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring import _best, _components

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    Grouping = Mapping[Any, Hashable]


class Score(NamedTuple):
    """Precision and recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def groups(of: Grouping) -> list[frozenset]:
    """Return the groups of a grouping (mention: group)."""
    found: dict[Hashable, set] = defaultdict(set)
    for mention, group in of.items():
        found[group].add(mention)
    return [frozenset(members) for members in found.values()]


def grouping(of: Iterable[Iterable[Hashable]]) -> dict[Hashable, int]:
    """Return for each mention the number of its group."""
    return {mention: number for number, members in enumerate(of) for mention in members}


def muc(gold: Grouping, found: Grouping) -> Score:
    """Score the links that hold the groups together."""
    return Score(_links(found, gold), _links(gold, found))


def _links(these: Grouping, others: Grouping) -> float:
    """Return which share of the links of these groups the others have."""
    parts = groups(these)
    kept = sum(len(part) - len({others[mention] for mention in part}) for part in parts)
    needed = sum(len(part) - 1 for part in parts)
    return kept / needed if needed else 0.0


def b_cubed(gold: Grouping, found: Grouping) -> Score:
    """Score each mention's group, and take the mean."""
    shared = Counter((gold[mention], found[mention]) for mention in gold)
    true, told = Counter(gold.values()), Counter(found.values())
    agreed = [(number * number, true[one], told[other]) for (one, other), number in shared.items()]
    return Score(
        sum(squared / size for squared, _, size in agreed) / len(gold),
        sum(squared / size for squared, size, _ in agreed) / len(gold),
    )


def ceaf_e(gold: Grouping, found: Grouping) -> Score:
    """Score the groups as matched one to one; two agree by twice what they share of both their sizes."""
    true, told = groups(gold), groups(found)
    agreement = _agreement(true, told)
    total = sum(
        agreement[row][column]
        for rows, columns in _components(agreement)
        for row, column in _best(rows, columns, agreement)
    )
    return Score(total / len(told), total / len(true))


def _agreement(true: Sequence[frozenset], told: Sequence[frozenset]) -> dict[int, dict[int, float]]:
    place = grouping(told)
    found: dict[int, dict[int, float]] = {}
    for row, members in enumerate(true):
        shared = Counter(place[mention] for mention in members)
        found[row] = {column: 2 * n / (len(members) + len(told[column])) for column, n in shared.items()}
    return found


def scores(gold: Grouping, found: Grouping) -> dict[str, float]:
    """Return all figures of a grouping.

    Raises:
        ValueError: the two do not hold the same mentions, or none.
    """
    if gold.keys() != found.keys() or not gold:
        message = "both groupings must hold the same mentions, at least one"
        raise ValueError(message)
    parts = {"muc": muc(gold, found), "b3": b_cubed(gold, found), "ceafe": ceaf_e(gold, found)}
    told = {
        f"{name}_{key}": value
        for name, one in parts.items()
        for key, value in (("precision", one.precision), ("recall", one.recall), ("f1", one.f1))
    }
    return told | {"conll_f1": sum(one.f1 for one in parts.values()) / len(parts)}
