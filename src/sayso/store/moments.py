"""Dates of publication as columns that can be filtered and ordered, without making them more precise."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.text.moments import sortable

if TYPE_CHECKING:
    from sayso.model.document import Published

UNDATED = "~"
"""Sorts after every date: reports without one come last."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def days(value: str) -> tuple[str, str] | None:
    """Return the first and last day that an ISO 8601 moment, cut at any precision, may mean.

    ``"2031-02"`` gives ``("2031-02-01", "2031-02-28")``; None where it is no date.
    """
    found = _DAY.fullmatch(value[:10].removesuffix("-"))
    if not found or "00" in found.groups():
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def bound(value: str, which: str) -> tuple[str, str]:
    """Return the days of a date that somebody filters by.

    Raises:
        UsageError: it is no date.
    """
    found = days(value)
    if found is None:
        message = f"“{value}” is no date for “{which}”: write it as 2031, 2031-04 or 2031-04-02."
        raise UsageError(message)
    return found


def ordering(published: Published | None) -> str:
    """Return a text that sorts as the moment does: in UTC where an offset is told, undated ones last."""
    if published is None or days(published.value) is None:
        return UNDATED
    return sortable(published.value)
