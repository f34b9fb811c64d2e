"""Moments of ISO 8601 as texts that sort as the moments do."""

from __future__ import annotations

from datetime import UTC, datetime

_DAY = 10
"""Length of ``YYYY-MM-DD``."""


def sortable(value: str) -> str:
    """Return a moment in UTC where an offset is told; of anything else, its first ten signs."""
    if "T" not in value:
        return value[:_DAY]
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return value[:_DAY]
    return moment.isoformat()
