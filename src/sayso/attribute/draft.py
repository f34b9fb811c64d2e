"""An attribution to be, before it has names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.attribution import Certainty, Kind, Mode, Polarity, SourceKind
    from sayso.model.span import Spans


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution to be; ``parent`` is an index into the same list, always a smaller one."""

    source: Spans
    cue: Spans
    content: Spans
    source_kind: SourceKind
    certainty: Certainty
    polarity: Polarity
    kind: Kind
    score: float
    parent: int | None = None
    mode: Mode | None = None
    """Set where the layout tells it; else the quotation marks do."""
    relays: Spans = ()
    """Where the text names who passed it on, outermost first."""
