"""Attribution: source, cue and content in one place of one document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.model.ids import content_id

if TYPE_CHECKING:
    from sayso.model.descriptor import Descriptor
    from sayso.model.span import Span, Spans


class SourceKind(StrEnum):
    """Who speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    AUTHOR = "author"


class Mode(StrEnum):
    """Whose words: the content stands in quotation marks, does not, or partly does."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Certainty(StrEnum):
    """How surely the source speaks, in the source's own words; never anybody's later grade."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether the source holds that the content is so, or that it is not so."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Kind(StrEnum):
    """What the content is: put forward, left open, or concluded by whoever speaks."""

    CLAIM = "claim"
    QUESTION = "question"
    INFERENCE = "inference"


@dataclass(frozen=True, slots=True)
class Hop:
    """One relay on the way from the outlet to the speaker, outermost first."""

    name: str
    source_kind: SourceKind
    span: Spans = ()
    """Where the text names the relay; empty for the outlet itself."""


class Anaphor(StrEnum):
    """How a source refers to somebody whom the text has named or described before."""

    PRONOUN = "pronoun"
    """"he", "it", "they", "who"."""
    NOUN = "noun"
    """"the minister", "the report", "her own fire chief"."""
    NAME = "name"
    """A surname, an acronym, a short form: "the Observatory"."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a source is whose own words do not tell it, and why."""

    antecedent: Span
    """Where the document names whom the source means, or first describes one it does not name."""
    how: Anaphor
    score: float
    """0..1: how far ahead of the next best candidate; below the least that counts, nothing is resolved."""
    reasons: tuple[str, ...] = ()
    """As a person reads them, the weightiest first: "spoke last", "is called that in the text"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what in one place of one document.

    ``source`` is empty where the text names none; ``content`` may be discontinuous.
    """

    id: str
    document: str
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None
    """Canonical name; None where the text does not give one. Never guessed silently."""
    source_kind: SourceKind
    mode: Mode
    certainty: Certainty
    polarity: Polarity
    kind: Kind
    hops: tuple[Hop, ...] = ()
    nested_in: str | None = None
    """Id of the attribution in whose content this one stands."""
    score: float = 1.0
    """0..1: how sure the reading is of source, cue and content together."""
    resolved: Resolution | None = None
    """Set where the source's own words do not tell who it is, and the rest of the document does."""
    descriptor: Descriptor | None = None
    """What the text tells of a source that it does not name."""


def attribution_id(document: str, source: Spans, cue: Spans, content: Spans) -> str:
    """Return the id of the attribution that these spans of this document make."""
    return content_id("att", document, *(f"{role}:{spans}" for role, spans in _plain(source, cue, content)))


def _plain(source: Spans, cue: Spans, content: Spans) -> list[tuple[str, str]]:
    named = (("source", source), ("cue", cue), ("content", content))
    return [(role, ",".join(f"{span.start}-{span.end}" for span in spans)) for role, spans in named]
