"""Annotation: what the reading model sees in one text, before it is made into attributions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.span import Span, Spans


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


@dataclass(frozen=True, slots=True)
class Annotation:
    """All frames of one text, in order of their first character, outer before inner."""

    document: str
    language: str | None
    sentences: Spans
    frames: tuple[Frame, ...]
