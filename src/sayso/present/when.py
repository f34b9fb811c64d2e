"""Dates as people read them, never finer than they are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.text.moments import sortable

if TYPE_CHECKING:
    from sayso.model.document import Published

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)
UNDATED = "date not known"


def readable(published: Published | None) -> str:
    """Return ``2 April 2031, 06:30 UTC+02:00``, ``April 2031``, ``2031`` or ``date not known``."""
    return UNDATED if published is None else readable_iso(published.value)


def readable_iso(value: str) -> str:
    """Return an ISO 8601 date or moment in words, as precise as it is; anything else comes back as it is."""
    match = _ISO.fullmatch(value)
    if match is None:
        return value
    month = int(match["month"] or 1)
    if not 1 <= month <= len(_MONTHS):
        return value
    told = [str(int(match["day"]))] if match["day"] else []
    told += [_MONTHS[month - 1]] if match["month"] else []
    words = " ".join([*told, match["year"]])
    if match["clock"]:
        zone = match["zone"] or ""
        words += f", {match['clock']}" + (" UTC" if zone == "Z" else f" UTC{zone}" if zone else "")
    return words


def sort_key(published: Published | None) -> str:
    """Return what to sort by: in UTC where an offset is told; undated reports come first."""
    return "" if published is None else sortable(published.value)
