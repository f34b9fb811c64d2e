"""Claim and Contradiction: propositions of a case, and those of them that cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ContradictionKind(StrEnum):
    """Why two statements cannot both hold, or only seem not to."""

    DENIAL = "denial"
    """One says that what the other says is not so."""
    VALUE = "value"
    """They give one thing different values: a number, a date, a place, a name."""
    SCOPE = "scope"
    """They differ because they speak of different times, places or parts: no contradiction."""
    SUPERSESSION = "supersession"
    """The later one brings the earlier one up to date: no contradiction."""


class ContradictionStatus(StrEnum):
    """Whether a contradiction may be shown as one."""

    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two statements differ in."""

    kind: ContradictionKind
    status: ContradictionStatus
    score: float
    """0..1: how sure it is that they cannot both hold."""
    reasons: tuple[str, ...]
    """As a person reads them: "“12” against “30” of injured"."""
