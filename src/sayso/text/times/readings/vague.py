"""Past, present and future without a date: "recently", "now", "soon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.time import TimeKind
from sayso.text.times.phrase import Reading

if TYPE_CHECKING:
    from sayso.text.times.phrase import Phrase


def present(phrase: Phrase) -> Reading | None:
    """Read "now", "currently", "these days"."""
    if phrase.has("units") and phrase.value("units") != "D":
        return None
    return Reading(TimeKind.DATE, "PRESENT_REF", relative=True)


def past(_: Phrase) -> Reading:
    """Read "recently", "the past"."""
    return Reading(TimeKind.DATE, "PAST_REF", relative=True)


def future(phrase: Phrase) -> Reading | None:
    """Read "the future", "soon"."""
    if phrase.words.lower(phrase.end - 1) == "futures":
        return None
    return Reading(TimeKind.DATE, "FUTURE_REF", relative=True)
