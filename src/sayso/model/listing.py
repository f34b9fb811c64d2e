"""Lines of the listings of what reports hold: each finding with its passage, its report and its say-so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.amount import Amount, Wallet
    from sayso.model.attribution import SourceKind
    from sayso.model.designation import Designation
    from sayso.model.event import Event
    from sayso.model.ledger import ReportLine
    from sayso.model.place import Place, Toponym
    from sayso.model.time import Time


@dataclass(frozen=True, slots=True)
class SaySoLine:
    """On whose say-so something in a text is."""

    attribution: str
    """Its id, for ``sayso show``."""
    speaker: str | None
    source: str
    """The source as the text names it; empty where it names none."""
    source_kind: SourceKind
    certainty: str
    polarity: str
    stance: str = "asserts"
    """What they do with it: asserts, denies, questions, leaves_open."""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A time, amount, wallet, name of a place or designation in its place."""

    report: ReportLine
    found: Time | Amount | Wallet | Toponym | Designation
    exact: str
    """Its characters."""
    context: str
    """The text around it, from a word to a word; ``exact`` stands in it at ``offset``."""
    offset: int
    say_so: SaySoLine | None
    """None: the outlet's own."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as one report tells of it."""

    report: ReportLine
    event: Event
    trigger: str
    sentence: str
    time: str | None
    place: str | None
    say_so: SaySoLine | None
    of_participants: tuple[SaySoLine | None, ...]
    """On whose say-so each participant has the role, in the order of ``event.participants``."""
    called: tuple[str, ...] = ()
    """What the case calls each participant: the name of its entity, else its own words."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place that reports name, however they spell it."""

    place: Place | None
    """None for a name that the gazetteer does not have."""
    names: tuple[str, ...]
    """As the reports have it, most frequent first."""
    mentions: int
    reports: int
    ambiguous: int
    """Of the mentions, those that may well mean another place."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the case: everything that it says, in however many reports."""

    name: str | None
    """None for a source that no report names."""
    source_kind: SourceKind
    words: tuple[str, ...]
    """What the reports call it, most frequent first."""
    assertions: int
    reports: int
    outlets: int
    denials: int
    descriptor: tuple[tuple[str, str], ...] = ()
    """Of an unnamed source: what the report tells of it, by field of :class:`Descriptor`."""
    report: str | None = None
    """Of a source without a name, or with a surname alone: the one report that has it."""
    entity: str | None = None
    """Of a named source: its entity, where there is one."""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings to list; fields that are None do not filter. All must hold."""

    kind: str | None = None
    id: str | None = None
    """Of events: only this one."""
    document: str | None = None
    """Id, unique id prefix, or key."""
    outlet: str | None = None
    since: str | None = None
    """Earliest date of publication, ISO 8601."""
    until: str | None = None
    words: str | None = None
    """Part of the finding's own characters, case folded."""
    country: str | None = None
    """Of places: ISO 3166-1 alpha-2."""
    start: str | None = None
    """Of times: first day of the period asked for."""
    end: str | None = None
    """Of times: last day of the period asked for."""
    limit: int | None = None
