"""Entity: whom or what names denote, across the documents of a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.model.annotation import MentionKind

if TYPE_CHECKING:
    from sayso.model.span import Span


class Schema(StrEnum):
    """FollowTheMoney schemata that entities of a case have."""

    PERSON = "Person"
    ORGANISATION = "Organization"
    PUBLIC_BODY = "PublicBody"
    COUNTRY = "Country"
    """sayso's own: FollowTheMoney has countries as codes; exported as a PublicBody, its government."""
    ADDRESS = "Address"
    """A place."""
    EVENT = "Event"
    ASSET = "Asset"
    """Facilities and weapons."""


SCHEMATA = {
    MentionKind.PERSON: Schema.PERSON,
    MentionKind.ORGANISATION: Schema.ORGANISATION,
    MentionKind.ARMED_GROUP: Schema.ORGANISATION,
    MentionKind.GEOPOLITICAL: Schema.ADDRESS,
    MentionKind.PLACE: Schema.ADDRESS,
    MentionKind.FACILITY: Schema.ASSET,
    MentionKind.EVENT: Schema.EVENT,
    MentionKind.WEAPON: Schema.ASSET,
}
"""The schema of what a kind of name stands for."""


class LinkStatus(StrEnum):
    """Whether names that may denote one entity are taken to."""

    MADE = "made"
    PROPOSED = "proposed"
    """Doubtful: shown, not made."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name, or a source, in one document that denotes somebody or something."""

    document: str
    span: Span
    name: str
    """As it stands in the text, without what the form demands (a possessive ending, a line break)."""
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Alias:
    """One of an entity's names, and what makes it one."""

    name: str
    reasons: tuple[str, ...]
    """As a person reads them: "acronym defined in “… (ISKP)”", "same words but for the title"."""
    references: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that a case's documents name."""

    id: str
    name: str
    """The fullest of its common names."""
    schema: Schema
    aliases: tuple[Alias, ...] = ()
    offices: tuple[str, ...] = ()
    """Titles and offices that documents give, with dates where known ("foreign minister, 2031-04-02")."""
    documents: int = 0
    references: int = 0


@dataclass(frozen=True, slots=True)
class EntityLink:
    """That two entities may be one: proposed, or made."""

    left: str
    right: str
    score: float
    status: LinkStatus
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchMatch:
    """A possible match with an entry of a list that the user loaded; never more than possible."""

    entity: str
    list: str
    """The file it came from."""
    entry: str
    """The entry's id there."""
    name: str
    """The entry's name that matched."""
    score: float
    reasons: tuple[str, ...]
    topics: tuple[str, ...] = ()
    """What the list says it is: FollowTheMoney topics ("sanction", "crime.terror")."""
