"""Event: something that happened, or is said to have, with roles each on somebody's say-so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model.annotation import Backing
    from sayso.model.span import Span


class Role(StrEnum):
    """What somebody or something is said to be in an event."""

    PERPETRATOR = "perpetrator"
    """Alleged to have done it."""
    GO_BETWEEN = "go_between"
    PRINCIPAL = "principal"
    """Alleged to have ordered, paid for or directed it."""
    TARGET = "target"
    VICTIM = "victim"
    INSTRUMENT = "instrument"
    """Weapon or means."""


class EventKind(StrEnum):
    """What kind of event."""

    ATTACK = "attack"
    BOMBING = "bombing"
    EXPLOSION = "explosion"
    """Whatever caused it: a blast may be an accident."""
    SHOOTING = "shooting"
    KIDNAPPING = "kidnapping"
    KILLING = "killing"
    ARREST = "arrest"
    SEIZURE = "seizure"
    """Of a ship, a cargo, money."""
    PAYMENT = "payment"
    CRASH = "crash"
    FIRE = "fire"
    PROTEST = "protest"
    MEETING = "meeting"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody or something in a role, on an attribution's say-so."""

    role: Role
    span: Span
    name: str
    attribution: str | None
    """Id of the attribution in whose content this stands; None where the outlet itself says so."""
    backing: Backing | None = None
    """Of perpetrators, go-betweens and principals: what backs the blame."""
    denied: bool = False
    """The attribution denies that they had this role."""
    cue: Span | None = None
    """The words that give the role: "blamed", "carried out by"."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as one document tells of it."""

    id: str
    document: str
    kind: EventKind
    trigger: Span
    """The word that names it: "bombing"."""
    sentence: Span
    time: Span | None = None
    """The time expression that dates it (see :class:`sayso.model.time.Time`)."""
    place: Span | None = None
    participants: tuple[Participant, ...] = ()
    attribution: str | None = None
    """On whose say-so the event itself is."""

    def spans(self) -> Iterator[Span]:
        """Yield every span of the event and its participants."""
        yield from (span for span in (self.trigger, self.sentence, self.time, self.place) if span)
        for participant in self.participants:
            yield participant.span
            if participant.cue:
                yield participant.cue
