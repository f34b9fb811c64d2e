"""What speaks for a candidate, and against it: a declared list of features with their weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.attribution import Anaphor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.attribute.antecedents import Place, Referent

WEIGHTS = {
    "is called that": 3.0,
    "could be called that": 1.0,
    "is called so in the same words": 0.8,
    "same sentence": 3.0,
    "sentence before": 2.6,
    "two sentences before": 1.7,
    "some sentences before": 0.8,
    "spoke last": 1.2,
    "subject": 0.9,
    "gender fits": 0.7,
    "gender likely fits": 0.5,
    "speaks": 0.5,
    "named often": 0.4,
    "whose words these are": 2.5,
    "not the subject": -0.9,
    "in somebody's quoted words": -1.6,
    "in what is said": -1.5,
    "gender likely differs": -0.8,
    "a country": -0.9,
    "a body": -0.8,
    "outside of the quotation": -1.0,
    "named in these very words": -3.0,
}
"""What speaks for a candidate, and against; in points. Recency counts by sentences outside of quotations: who
speaks goes on speaking, so "spoke last" and "subject" are next to it (Hobbs 1978; Lappin and Leass 1994)."""
LEAST = {Anaphor.PRONOUN: 3.0, Anaphor.NOUN: 2.2}
"""Points below which the best candidate is none."""
MARGIN = {Anaphor.PRONOUN: 0.75, Anaphor.NOUN: 1.0}
"""Points by which it must lead the next. To stand as the subject is enough for "he", of whom a text goes on
speaking, but not for "the minister": who is told by what he is need not be whom the text spoke of last."""
MARGIN_CALLED = 1.85
"""The same where the text calls the next one by that very noun, too: of two ministers neither place in the
sentence nor one sentence's distance tells which, nor both."""
_OFTEN = 4
"""Places from which on somebody is named often."""
_DISTANCE = ("same sentence", "sentence before", "two sentences before")


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its points and what they are for."""

    who: Referent
    points: float
    reasons: tuple[str, ...]


def recency(distance: int, farthest: int) -> list[str]:
    """Return what a distance in sentences speaks for."""
    if distance < len(_DISTANCE):
        return [_DISTANCE[distance]]
    return ["some sentences before"] if distance <= farthest else []


def scored(who: Referent, reasons: Iterable[str]) -> Scored:
    """Return a candidate with the sum of its reasons' weights, the weightiest reason first."""
    ranked = tuple(sorted(reasons, key=lambda reason: -WEIGHTS[reason]))
    return Scored(who, sum(WEIGHTS[reason] for reason in ranked), ranked)


def best(candidates: Iterable[Scored], how: Anaphor) -> tuple[Scored, float] | None:
    """Return the best candidate and its lead, if it is good enough and well ahead of the next."""
    ranked = sorted(candidates, key=lambda one: (-one.points, one.who.first))
    if not ranked or ranked[0].points < LEAST[how]:
        return None
    first, *others = ranked
    lead = first.points - others[0].points if others else first.points
    both = bool(others) and all("is called that" in one.reasons for one in ranked[:2])
    return (first, lead) if lead >= (MARGIN_CALLED if both else MARGIN[how]) else None


def standing(place: Place) -> list[str]:
    """Return what a place in its sentence speaks for or against."""
    reasons = []
    if place.subject:
        reasons.append("subject")
    if place.aside:
        reasons.append("not the subject")
    if place.speaks:
        reasons.append("speaks")
    if place.referent.count >= _OFTEN and place.referent.name:
        reasons.append("named often")
    return reasons
