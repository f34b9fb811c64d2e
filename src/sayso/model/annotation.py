"""Annotation: what the reading model sees in one text, before it is made into attributions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model.attribution import Certainty, Kind, Polarity, SourceKind
    from sayso.model.span import Span, Spans


class MentionKind(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GEOPOLITICAL = "geopolitical"
    """A country, city or region that has a government; also as the name of that government."""
    PLACE = "place"
    FACILITY = "facility"
    ARMED_GROUP = "armed_group"
    """A military or armed group."""
    EVENT = "event"
    WEAPON = "weapon"


class Backing(StrEnum):
    """On whose word somebody is blamed for an attack: the five levels of MUC-4's slot 11 (Sundheim 1992)."""

    FACT = "reported as fact"
    ADMITTED = "claimed or admitted"
    AUTHORITIES = "suspected or accused by authorities"
    ACCUSED = "suspected or accused"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in place."""

    span: Span
    kind: MentionKind
    score: float
    """0..1: the model's confidence in the least sure of its words."""
    blame: tuple[float, ...] = ()
    """Probability that who is named here is blamed for an attack, a number for each :class:`Backing`."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What the model makes of an attribution as a whole: the probability of each value."""

    source_kind: Mapping[SourceKind, float]
    certainty: Mapping[Certainty, float]
    polarity: Mapping[Polarity, float]
    kind: Mapping[Kind, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with the content and source that belong to it (the PARC / PolNeAR triple)."""

    cue: Span
    source: Spans
    content: Spans
    score: float
    """0..1: the model's confidence in the weakest part of the frame."""
    parent: int | None = None
    """Index, in the same annotation, of the frame in whose content this one was found."""
    facets: Facets | None = None
    """None where nothing but rules can tell."""
    meaning: bytes = b""
    """An embedding of the content (float16, little-endian, length one): near ones mean the same."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """All frames and mentions of one text, in order of their first character, outer before inner."""

    document: str
    language: str | None
    sentences: Spans
    frames: tuple[Frame, ...]
    mentions: tuple[Mention, ...] = ()
    """All names, in order."""
