"""Whose word an assertion is, and from which day: what denials and corrections are told by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.attribution import SourceKind
from sayso.text.bodies import PRONOUNS

if TYPE_CHECKING:
    from sayso.model.ledger import LedgerLine


def voice(line: LedgerLine) -> str:
    """Return whose word an assertion is; a report of its own where the text does not tell."""
    return (line.assertion.speaker or line.source_text or line.report.id).casefold()


def identified(line: LedgerLine) -> bool:
    """Tell whether a report tells who speaks, be it without a name; "he", not resolved, tells nobody."""
    if line.assertion.speaker is not None:
        return bool(line.source_text)
    words = line.source_text.casefold().strip()
    return bool(words) and words not in PRONOUNS and line.assertion.source_kind is not SourceKind.PERSON


def moment(line: LedgerLine) -> str:
    """Return when an assertion's report was published (ISO 8601, as precise as known); empty if unknown."""
    return line.report.published.value if line.report.published else ""
