"""Time: a time expression in place, and what it says once the publication date is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.span import Span


class TimeKind(StrEnum):
    """The type of a TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeModifier(StrEnum):
    """The ``mod`` of a TIMEX3: how the value is narrowed ("early", "by", "at least since")."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"
    ON_OR_BEFORE = "ON_OR_BEFORE"
    ON_OR_AFTER = "ON_OR_AFTER"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"
    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, normalised as TIMEX3 has it (TimeML 1.2.1; ISO 8601 with its extensions)."""

    span: Span
    kind: TimeKind
    value: str
    """TIMEX3 value: ``2024-03-22``, ``2024-W12``, ``2024-Q1``, ``P3D``, ``PAST_REF`` …"""
    modifier: TimeModifier | None = None
    earliest: str | None = None
    """First day that it can mean, ISO 8601; None for durations, sets and references without a date."""
    latest: str | None = None
    """Last day that it can mean, included."""
    relative: bool = False
    """The value rests on the publication date or on another time of the text ("last week")."""
