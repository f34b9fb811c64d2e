"""Assertion: one source's stance on one claim in one document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.attribution import Certainty, Kind, Polarity, SourceKind
    from sayso.model.span import Spans


class Stance(StrEnum):
    """What the source does with the claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    QUESTIONS = "questions"
    LEAVES_OPEN = "leaves_open"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One line of the ledger: who, which stance, on what, how surely, in which characters."""

    id: str
    document: str
    document_key: str | None
    attribution: str
    content: Spans
    speaker: str | None
    source_kind: SourceKind
    stance: Stance
    certainty: Certainty
    polarity: Polarity
    kind: Kind
    claim: str | None = None
    """Id of the claim that it is about, once linking has found one."""
