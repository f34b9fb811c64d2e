"""Claim and Contradiction: propositions of a case, and those of them that cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model.lineage import Lineage


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


@dataclass(frozen=True, slots=True)
class Sourcing:
    """The count line of a claim: "40 reports · 12 outlets · 1 origin · 3 not established"."""

    reports: int
    outlets: int
    origins: int
    """Origins that are established to be independent of one another; at least one."""
    not_established: int
    """Further origins, of which it is not established that they are independent of those."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where and when something was said."""

    document: str
    outlet: str | None
    published: str | None
    """ISO 8601, as precise as it is known."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, once in a case however often it is said. Its id leads to it after any merge."""

    id: str
    proposition: str
    """One of its assertions' contents, verbatim: sayso words nothing itself."""
    representative: str
    """The assertion whose content that is."""
    assertions: int
    stances: Mapping[str, int]
    """How many assertions take which stance."""
    sourcing: Sourcing
    first_appearance: Appearance
    lineage: Lineage
    credibility: str | None = None
    """Admiralty code 1–6; None where it cannot be judged."""

    @property
    def disputed(self) -> bool:
        """True if some source asserts what another denies."""
        return bool(self.stances.get("asserts") and self.stances.get("denies"))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: a claim, and the assertion of it that shows the contradiction best."""

    claim: str
    assertion: str
    quote: str
    who: str
    """Who says so, in a few words."""
    stance: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims, or two assertions of one claim, that cannot both hold, or only seem not to."""

    left: Side
    right: Side
    kind: ContradictionKind
    status: ContradictionStatus
    score: float
    """0..1: how sure it is that they cannot both hold."""
    reasons: tuple[str, ...]
    pairs: int = 1
    """How many pairs of assertions show it."""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to list; what is None does not filter. All must hold."""

    words: str | None = None
    """All of these words, case and accents folded, stand in one of its contents."""
    speaker: str | None = None
    """Substring of the name or words of a source that speaks of it."""
    disputed: bool = False
    reports: int = 1
    """At least so many reports speak of it."""


@dataclass(frozen=True, slots=True)
class Narrower:
    """Two claims of which one says all that the other says, and more."""

    narrower: Side
    broader: Side
    added: str
    """What the narrower one adds, in its words."""
