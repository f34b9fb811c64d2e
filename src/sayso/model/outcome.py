"""What comes out of the work on one item: a processed report, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.model.findings import Findings

if TYPE_CHECKING:
    from sayso.model.assertion import Assertion
    from sayso.model.attribution import Attribution
    from sayso.model.document import Document


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be used. It never stops the batch."""

    location: str
    reason: str
    """What was wrong and what to do about it, for a person to read."""
    document: str | None = None
    """The id the document would have had; None if not even bytes were obtained."""


@dataclass(frozen=True, slots=True)
class Processed:
    """All that the per-document stages made of one item."""

    document: Document
    attributions: tuple[Attribution, ...]
    assertions: tuple[Assertion, ...]
    makers: tuple[tuple[str, str], ...]
    """(stage, maker id) of each stage that had a part, in order."""
    findings: Findings = field(default_factory=Findings)


Outcome = Processed | Skipped
