"""Which sources have their statements from one origin, as the statements themselves betray it.

The form gives it away first: two sources whose statements are mostly identical to the letter are taken for
one utterance (:func:`same_form`) before anybody is believed. Then, once there are beliefs, the content does
(:func:`shared_errors`): who agrees on what is true may have seen it, who agrees time and again on what is
wrong, and what others do not say, has it from the same place (Dong, Berti-Equille and Srivastava 2009).

In both, the share ``c`` of common statements that come from one origin is unknown and averaged over; it is
not set. Every answer keeps its reasons.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sayso.model.lineage import Dependence, Independence, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model.lineage import Observation

Pair = tuple[str, str]
"""Two sources in alphabetical order."""
Shares = npt.NDArray[np.float64]
_GRID: Shares = np.linspace(0.005, 0.995, 100)
"""Shares that are averaged over, all alike before the statements are seen."""
_TELLING = 3
"""So many items are named as reasons."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the words mean: nothing here is fitted to data."""

    prior: float = 0.1
    """That two sources drawn at random have a common origin at all."""
    most: float = 0.5
    """A common origin is shared if more than this share comes from it: the greater part."""
    little: float = 0.1
    """Sources are independent if less than this share comes from one origin, even if they were taken to have
    one."""
    sure: float = 0.95
    """From this probability on, a state is established."""
    others: float = 1.0
    """So many unseen sources are thought of that say the same, and as many that do not."""


def same_form(observations: Iterable[Observation], config: Config | None = None) -> list[Dependence]:
    """Return the pairs of sources most of whose common items are given in the same form, letter for letter.

    Of pairs that share no form at all, nothing is said. Sharing a form is a reason to count two statements
    once until more is known, not proof: two may follow one house style and both be right.
    """
    config = config or Config()
    said = _said(observations)
    common, same, examples = defaultdict[Pair, int](int), defaultdict[Pair, int](int), defaultdict(list)
    for item, statements in said.items():
        for first, second in combinations(sorted(statements), 2):
            common[first, second] += 1
            if statements[first].form == statements[second].form:
                same[first, second] += 1
                examples[first, second].append(item)
    found = []
    for pair, hits in sorted(same.items()):
        posterior = _normal((hits - 0.5) * np.log(_GRID) + (common[pair] - hits - 0.5) * np.log1p(-_GRID))
        probability = float(posterior[config.most < _GRID].sum())
        reason = Reason(
            "same_form", hits, common[pair], _log_odds(probability), tuple(examples[pair][:_TELLING])
        )
        state = Independence.SHARED if probability >= config.sure else Independence.NOT_ESTABLISHED
        found.append(Dependence(*pair, state, probability, float(posterior @ _GRID), (reason,)))
    return found


def shared_errors(
    observations: Iterable[Observation],
    beliefs: Mapping[str, Mapping[str, float]],
    same_origin: Iterable[Pair] = (),
    config: Config | None = None,
) -> list[Dependence]:
    """Return every pair of sources that speaks of a common item, with what its errors tell.

    An agreement counts as far as the value is believed wrong, and more the rarer the value is among the
    others; ``same_origin`` are pairs whose votes are one when rarity is counted, and a pair's own kin are
    none of the others. A disagreement speaks against copying. Time grows with the number of pairs of sources
    that speak of one item.
    """
    config = config or Config()
    said = _said(observations)
    twins: dict[str, set[str]] = defaultdict(set)
    for first, second in same_origin:
        twins[first].add(second)
        twins[second].add(first)
    evidence: dict[Pair, _Evidence] = defaultdict(_Evidence)
    for item, statements in said.items():
        votes = _votes(statements, twins)
        total = sum(len(voters) for voters in votes.values())
        for first, second in combinations(sorted(statements), 2):
            seen = evidence[first, second]
            one, two = statements[first], statements[second]
            if one.value != two.value:
                seen.apart += 1
                continue
            kin = twins[first] | twins[second] | {first, second}
            own = sum(voter in kin for voter in votes[one.value])
            rest, agreeing = total - own, len(votes[one.value]) - own
            chance = (agreeing + config.others) / (rest + 2 * config.others)
            wrong = 1 - beliefs[item].get(one.value, 0.0)
            seen.add(item, wrong, chance, same=one.form == two.form)
    usual = _usual_form(evidence.values())
    return [_judge(pair, seen, usual, config) for pair, seen in sorted(evidence.items())]


def pairs(dependences: Iterable[Dependence]) -> list[Pair]:
    """Return the pairs that are established to share an origin."""
    return [(one.first, one.second) for one in dependences if one.state is Independence.SHARED]


class _Evidence:
    """What one pair of sources did on the items that both speak of."""

    __slots__ = ("agreed", "apart", "chance", "items", "same", "wrong")

    def __init__(self) -> None:
        self.apart = self.agreed = self.same = 0
        self.items: list[str] = []
        self.wrong: list[float] = []
        self.chance: list[float] = []

    def add(self, item: str, wrong: float, chance: float, *, same: bool) -> None:
        self.agreed += 1
        self.same += same
        self.items.append(item)
        self.wrong.append(wrong)
        self.chance.append(chance)


def _judge(pair: Pair, seen: _Evidence, usual: float, config: Config) -> Dependence:
    wrong, chance = np.array(seen.wrong), np.array(seen.chance)
    by_share = seen.apart * np.log1p(-_GRID)
    if seen.agreed:
        by_share += wrong @ np.log((_GRID + (1 - _GRID) * chance[:, None]) / chance[:, None])
    form = _form_ratio(seen.same, seen.agreed, usual)
    likelihood = by_share + form + math.log(config.prior / len(_GRID))
    top = max(float(likelihood.max()), 0.0)
    dependent, none = np.exp(likelihood - top), (1 - config.prior) * math.exp(-top)
    total = float(dependent.sum()) + none
    probability = float(dependent[config.most < _GRID].sum()) / total
    little = float(_normal(likelihood)[config.little > _GRID].sum())
    state = Independence.NOT_ESTABLISHED
    if probability >= config.sure:
        state = Independence.SHARED
    elif little >= config.sure:
        state = Independence.INDEPENDENT
    telling = np.argsort(wrong * np.log(chance), kind="stable")[:_TELLING]
    errors = Reason(
        "shared_error",
        round(float(wrong.sum())),
        round(float(wrong.sum())) + seen.apart,
        float(np.logaddexp.reduce(by_share) - math.log(len(_GRID))),
        tuple(seen.items[int(at)] for at in telling),
    )
    reasons = (errors, Reason("same_form", seen.same, seen.agreed, form)) if seen.agreed else (errors,)
    return Dependence(*pair, state, probability, float(dependent @ _GRID) / total, reasons)


def _said(observations: Iterable[Observation]) -> dict[str, dict[str, Observation]]:
    said: dict[str, dict[str, Observation]] = defaultdict(dict)
    for one in observations:
        said[one.item][one.source] = one
    return said


def _votes(statements: Mapping[str, Observation], twins: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Return for each value the sources that say it, without twins of such as are there already."""
    votes: dict[str, list[str]] = defaultdict(list)
    for source in sorted(statements):
        voters = votes[statements[source].value]
        if not twins.get(source, set()).intersection(voters):
            voters.append(source)
    return votes


def _usual_form(evidence: Iterable[_Evidence]) -> float:
    """Return how often two sources that say the same say it in the same form: pairs count alike."""
    rates = [seen.same / seen.agreed for seen in evidence if seen.agreed]
    return (sum(rates) + 0.5) / (len(rates) + 1)


def _form_ratio(same: int, agreed: int, usual: float) -> float:
    """Return the log-likelihood ratio of so many same forms, for a common origin against none.

    A form is a habit: a pair has mostly the same or mostly not, so that a thousand same forms tell little
    more than one. Both sides are therefore beta-binomial with the mass at the ends; under a common origin,
    keeping the form and changing it are alike, and without one the form is the same as often as it is usual.
    """
    if not agreed:
        return 0.0
    return _beta_binomial(same, agreed, 0.5) - _beta_binomial(same, agreed, usual)


def _beta_binomial(hits: int, total: int, mean: float) -> float:
    """Return the logarithm of the beta-binomial likelihood with parameters ``mean`` and ``1 - mean``."""
    return (
        math.lgamma(hits + mean)
        + math.lgamma(total - hits + 1 - mean)
        - math.lgamma(total + 1)
        - math.lgamma(mean)
        - math.lgamma(1 - mean)
    )


def _normal(logs: Shares) -> Shares:
    weights = np.exp(logs - logs.max())
    normal: Shares = weights / weights.sum()
    return normal


def _log_odds(probability: float) -> float:
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(inside / (1 - inside))
