"""What many sources' statements amount to, if copies count once and good sources count more.

Each item's values get one vote an origin, weighed by the log-odds of its source's accuracy; the accuracies
follow from the beliefs, and so on until nothing moves (Yin, Han and Yu 2008; Dong, Berti-Equille and
Srivastava 2009). Which sources are one origin must be known before: weighing first rewards a copied error.
Accuracy by kind of item comes last, when the beliefs no longer depend on who shouts loudest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model.lineage import Observation

_STILL = 1e-3
"""Accuracies that change by less have come to rest."""
_ROUNDS = 30
_LEAST, _MOST = 0.01, 0.99
"""No source is always wrong or always right."""

Beliefs = dict[str, dict[str, float]]
"""Item → value → probability; what is missing to 1 is that none of the values is right."""


@dataclass(frozen=True, slots=True)
class Priors:
    """What is held of a source before it has spoken, as if so many statements had been checked."""

    accuracy: float = 0.8
    statements: float = 4.0
    """How many checked statements that belief is worth."""
    kind_statements: float = 20.0
    """How many its accuracy over all kinds is worth against its accuracy in one kind."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Beliefs, and the accuracies that go with them."""

    beliefs: Beliefs
    accuracy: Mapping[str, float]
    """Of each source, over all kinds."""
    kind_accuracy: Mapping[tuple[str, str], float]
    """Of each source and kind of item."""

    def best(self, item: str) -> tuple[str, float]:
        """Return the item's most probable value and its probability; of equals, the first in the alphabet.

        Raises:
            KeyError: nobody said anything of the item.
        """
        return max(sorted(self.beliefs[item].items()), key=lambda pair: pair[1])


def weigh(
    observations: Iterable[Observation],
    same_origin: Iterable[tuple[str, str]] = (),
    priors: Priors | None = None,
) -> Weighed:
    """Return what the statements amount to; each pair in ``same_origin`` counts once where it agrees.

    A source that says several things of one item has said the last of them. The order of the observations
    does not matter otherwise.
    """
    priors = priors or Priors()
    table = _Table(observations)
    twins = _neighbours(same_origin)
    accuracy = dict.fromkeys(table.sources, priors.accuracy)
    by_kind = dict.fromkeys(table.counts, priors.accuracy)
    beliefs: Beliefs = {}
    for fine in (False, True):
        for _ in range(_ROUNDS):
            beliefs = _believe(table, twins, accuracy, by_kind)
            before = by_kind
            accuracy, by_kind = _accuracies(table, beliefs, priors, fine=fine)
            if max((abs(by_kind[key] - before[key]) for key in by_kind), default=0.0) < _STILL:
                break
    return Weighed(beliefs, accuracy, by_kind)


def reweigh(
    observations: Iterable[Observation], same_origin: Iterable[tuple[str, str]], weighed: Weighed
) -> Weighed:
    """Return the beliefs anew with other origins and the accuracies as they were.

    The accuracies stay, since they were found before shared errors were looked for: to find both at once lets
    a false accusation of copying lower the vote of whoever is right.

    Raises:
        KeyError: a source that was not weighed before.
    """
    table = _Table(observations)
    beliefs = _believe(table, _neighbours(same_origin), weighed.accuracy, weighed.kind_accuracy)
    return Weighed(beliefs, weighed.accuracy, weighed.kind_accuracy)


class _Table:
    """Statements by item and value."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        said: dict[str, dict[str, str]] = defaultdict(dict)
        self.kinds: dict[str, str] = {}
        for one in observations:
            said[one.item][one.source] = one.value
            self.kinds[one.item] = one.kind
        self.items: dict[str, dict[str, list[str]]] = {}
        self.counts: dict[tuple[str, str], int] = defaultdict(int)
        for item, values in said.items():
            by_value: dict[str, list[str]] = defaultdict(list)
            for source in sorted(values):
                by_value[values[source]].append(source)
                self.counts[source, self.kinds[item]] += 1
            self.items[item] = dict(by_value)
        self.sources = sorted({source for source, _ in self.counts})


def _neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        found[first].add(second)
        found[second].add(first)
    return found


def _believe(
    table: _Table,
    twins: Mapping[str, set[str]],
    accuracy: Mapping[str, float],
    by_kind: Mapping[tuple[str, str], float],
) -> Beliefs:
    rank = {source: number for number, source in enumerate(sorted(accuracy, key=lambda s: (-accuracy[s], s)))}
    votes = {key: max(math.log(value / (1 - value)), 0.0) for key, value in by_kind.items()}
    beliefs: Beliefs = {}
    for item, by_value in table.items.items():
        kind = table.kinds[item]
        scores = {
            value: sum(votes[source, kind] for source in _origins(sources, twins, rank))
            for value, sources in by_value.items()
        }
        top = max(scores.values())
        total = sum(math.exp(score - top) for score in scores.values()) + math.exp(-top)
        beliefs[item] = {value: math.exp(score - top) / total for value, score in scores.items()}
    return beliefs


def _origins(sources: list[str], twins: Mapping[str, set[str]], rank: Mapping[str, int]) -> list[str]:
    """Return those of the agreeing sources that are no twin of a better one among them."""
    if len(sources) == 1:
        return sources
    ordered = sorted(sources, key=rank.__getitem__)
    found, covered = [], set[str]()
    for source in ordered:
        if source not in covered:
            found.append(source)
        covered |= twins.get(source, set())
    return found


def _accuracies(
    table: _Table, beliefs: Beliefs, priors: Priors, *, fine: bool
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    right: dict[tuple[str, str], float] = defaultdict(float)
    for item, by_value in table.items.items():
        kind = table.kinds[item]
        for value, sources in by_value.items():
            for source in sources:
                right[source, kind] += beliefs[item][value]
    hits, counts = defaultdict[str, float](float), defaultdict[str, int](int)
    for (source, kind), count in table.counts.items():
        hits[source] += right[source, kind]
        counts[source] += count
    accuracy = {
        source: _between(hits[source], counts[source], priors.accuracy, priors.statements)
        for source in table.sources
    }
    by_kind = {
        (source, kind): _between(right[source, kind], count, accuracy[source], priors.kind_statements)
        if fine
        else accuracy[source]
        for (source, kind), count in table.counts.items()
    }
    return accuracy, by_kind


def _between(hits: float, count: float, prior: float, worth: float) -> float:
    return min(max((hits + worth * prior) / (count + worth), _LEAST), _MOST)
