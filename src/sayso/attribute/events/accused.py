"""Whom a report as a whole blames for what it reports, and what backs it: MUC-4's slots 10 and 11.

Events say who is blamed sentence by sentence; a report says it once, all of it taken together: who is named
how often, in which roles, and whether an attack is the news at all. Two linear models over declared
features decide: one how likely a body is blamed, one what backs it. ``training/blame.py`` makes their
weights.
"""

from __future__ import annotations

import functools
import json
import math
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.attribute.events.bodies import bodies_of
from sayso.attribute.events.features import backing_features, facts_of, features
from sayso.model.annotation import Backing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.attribute.events.features import Features
    from sayso.attribute.events.report import Report
    from sayso.model.event import Event
    from sayso.model.span import Span, Spans

_WEIGHTS = Path(__file__).parent / "weights.json"
BACKINGS = tuple(Backing)
HEAD = 0.3
"""How much the reading model's own word counts beside the features; set on documents that neither saw."""
_LEAST = 0.02
_NEIGHBOURS = 8
"""Mentions looked at for each place of a body."""


@dataclass(frozen=True, slots=True)
class Described:
    """A body of a report, with its features."""

    names: frozenset[str]
    """Folded: without case and article."""
    spans: Spans
    blame: Features
    backing: Features
    head: tuple[float, ...]
    """What the reading model makes of its names: a weight for each :class:`Backing`; they add up to one."""


@dataclass(frozen=True, slots=True)
class Accused:
    """A body that a report names, and how surely the report blames it."""

    names: frozenset[str]
    spans: Spans
    """Where it is named."""
    chance: float
    """0..1: that the report blames it for what it reports."""
    backings: tuple[float, ...]
    """The probability of each :class:`Backing`, if it is blamed."""

    @property
    def backing(self) -> Backing:
        """The likeliest backing."""
        return BACKINGS[max(range(len(BACKINGS)), key=self.backings.__getitem__)]


@dataclass(frozen=True, slots=True)
class Weights:
    """Both models."""

    least: float
    """The chance from which a body counts as blamed."""
    blame: Mapping[str, float]
    backing: Mapping[str, Sequence[float]]
    """Of each feature, for each backing."""


def described(report: Report, events: Sequence[Event]) -> list[Described]:
    """Return the bodies that a report names, with their features, in order of their first place."""
    actors = [actor for sentence in report.sentences for actor in sentence.actors]
    bodies = bodies_of(report.text, actors, report.mentions)
    facts = facts_of(report, events, bodies)
    starts = [mention.span.start for mention in report.read]
    return [
        Described(
            frozenset(body.names),
            tuple(body.spans),
            features(report, bodies, number, facts),
            backing_features(report, number, body, facts),
            _head(report, starts, body.spans),
        )
        for number, body in enumerate(bodies)
    ]


def accused(report: Report, events: Sequence[Event], weights: Weights | None = None) -> list[Accused]:
    """Return all bodies that a report names, the likeliest to be blamed first.

    Those from ``weights().least`` on are blamed.
    """
    by = weights or shipped()
    columns = [{name: row[n] for name, row in by.backing.items()} for n in range(len(BACKINGS))]
    found = [
        Accused(
            one.names,
            one.spans,
            1 / (1 + math.exp(-_dot(by.blame, one.blame))),
            _softmax(
                [
                    _dot(column, one.backing) + HEAD * math.log(chance)
                    for column, chance in zip(columns, one.head, strict=True)
                ]
            ),
        )
        for one in described(report, events)
    ]
    return sorted(found, key=lambda one: (-one.chance, one.spans))


@functools.cache
def shipped() -> Weights:
    """Return the weights that sayso ships."""
    data = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return Weights(data["least"], data["blame"], data["backing"])


def _head(report: Report, starts: Sequence[int], spans: Spans | Sequence[Span]) -> tuple[float, ...]:
    """Return the mean of what the reading model says at these places, surer mentions weighing more."""
    totals = [_LEAST] * len(BACKINGS)
    for span in spans:
        last = bisect_left(starts, span.end)
        for mention in report.read[max(0, last - _NEIGHBOURS) : last]:
            if mention.span.overlaps(span) and mention.blame:
                sure = sum(mention.blame)
                totals = [total + chance * sure for total, chance in zip(totals, mention.blame, strict=True)]
    return tuple(total / sum(totals) for total in totals)


def _dot(weights: Mapping[str, float], values: Features) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return max(-30.0, min(30.0, total))


def _softmax(scores: Sequence[float]) -> tuple[float, ...]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return tuple(power / sum(powers) for power in powers)
