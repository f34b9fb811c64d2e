"""Lineage: who had what from whom, and whether two sources count as two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.model.assertion import Stance
from sayso.model.attribution import SourceKind

if TYPE_CHECKING:
    from sayso.model.span import Span


class Independence(StrEnum):
    """What is known of two sources' independence; in doubt, *not established*."""

    SHARED = "shared"
    """What they have in common comes, for the most part, from one origin."""
    INDEPENDENT = "independent"
    """They had occasion to give themselves away as copies, and did not."""
    NOT_ESTABLISHED = "not_established"


@dataclass(frozen=True, slots=True)
class Observation:
    """What one source says of one item: the value meant, and the very form it was given in."""

    source: str
    item: str
    """What is asked: one claim's slot, such as the number killed on a day in a place."""
    value: str
    """Normalised: what is the same answer has the same value."""
    form: str
    """As written: the figure's or sentence's own characters."""
    kind: str = ""
    """What sort of item it is (a toll, a time, a place): a source may be good at one and bad at another."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence for or against a common origin."""

    kind: str
    """``same_form`` or ``shared_error``."""
    hits: int
    """How often it was seen …"""
    of: int
    """… out of how many occasions."""
    weight: float
    """Natural logarithm of the likelihood ratio: above 0 it speaks for a common origin."""
    items: tuple[str, ...] = ()
    """The most telling items, the strongest first; at most three."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """Two sources, in alphabetical order, and what their statements tell of a common origin."""

    first: str
    second: str
    state: Independence
    probability: float
    """0..1: that most of what they have in common comes from one origin."""
    share: float
    """0..1: the expected share of their common statements that comes from one origin."""
    reasons: tuple[Reason, ...] = ()


class EdgeKind(StrEnum):
    """Why one assertion is taken to go back to another."""

    SPEAKER = "speaker"
    """The same person, body or document speaks, and repeats itself."""
    CITATION = "citation"
    """Both have an unnamed source from the same outlet or agency, which is named."""
    AGENCY = "agency"
    """Neither names a source, and both are the same agency's."""
    QUOTATION = "quotation"
    """Both quote the same words."""
    PASSAGE = "passage"
    """Both are worded nearly alike."""


@dataclass(frozen=True, slots=True)
class Told:
    """One assertion of a claim, as far as its origin is concerned."""

    id: str
    document: str
    text: str
    """Its content's characters."""
    span: Span
    """Where its content stands, from its first character to its last."""
    stance: Stance = Stance.ASSERTS
    source_kind: SourceKind = SourceKind.AUTHOR
    speaker: str | None = None
    """Canonical name, or entity id, of whoever speaks; None if unnamed, or the outlet itself."""
    source: str = ""
    """The source in the text's words: "two officials familiar with the inquiry"."""
    via: tuple[str, ...] = ()
    """Relays that the text names, outermost first; the whole report's agency is ``agency``."""
    agency: str | None = None
    outlet: str = ""
    published: str = ""
    """ISO 8601, UTC; empty if it is not known."""
    body: str | None = None
    """The government, movement or organisation for which the speaker speaks, or which he serves."""
    voice: str | None = None
    """In whose own name it is said (a government, an office, a company), whoever says it; None if in nobody's
    but the speaker's: a minister speaks for himself."""
    admits: bool = False
    """Whether the source owns up to what is claimed."""
    access: bool = False
    """Whether the text tells of an access of the source's own: it saw, counted, examined, holds the
    records."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One assertion goes back to another, which came earlier or is what it cites."""

    later: str
    earlier: str
    kind: EdgeKind
    probability: float
    document: str
    """The later one's document …"""
    span: Span
    """… and the place in it that the edge rests on."""
    reason: str
    """As a person reads it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The assertions of one claim that go back to one utterance, document or observer."""

    id: str
    assertions: tuple[str, ...]
    """The earliest traceable first."""
    name: str
    """Whom or what it is, in the text's words."""
    reasons: tuple[str, ...]


DENIED = "One denies what the other accuses it of."
"""Why two origins are opposed, where neither owns up to anything."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where the assertions of one claim come from. Edges form a DAG; each origin has one root.

    Two origins that are in neither ``independent`` nor ``opposed`` are not established to be independent.
    """

    claim: str
    origins: tuple[Origin, ...]
    independent: tuple[tuple[str, str, str], ...]
    """Two origins' ids, in order of ``origins``, and the reason."""
    edges: tuple[Edge, ...]
    opposed: tuple[tuple[str, str, str], ...] = ()
    """Pairs of origins of which one accuses the other, which denies it or owns up to it, and the reason.

    They did not copy one another, but seldom does each have an access: they are two sides, not two witnesses,
    and none of ``independent``.
    """
