"""Descriptor: what a text tells of a source that it does not name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Descriptor:
    """As in: two senior officials of the ministry familiar with the inquiry, who asked not to be named.

    Each field is in the text's words; None where the text does not tell.
    """

    number: int | None = None
    """How many, at least; None for a bare plural."""
    kind: str | None = None
    """The noun with its adjectives: "senior officials"."""
    affiliation: str | None = None
    """Whose they are ("the ministry", "Western"), without the preposition."""
    access: str | None = None
    """How they would know: "familiar with the inquiry"."""
    condition: str | None = None
    """On which they spoke: "asked not to be named"."""
    spans: tuple[tuple[str, Span], ...] = ()
    """(field, span in the document's text) of each field that is told."""
