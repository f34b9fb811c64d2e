"""The calendar: TIMEX3 values of days, weeks, months, quarters and seasons, and the days that they cover.

Values follow TimeML 1.2.1 (Pustejovsky et al. 2005), which extends ISO 8601: ``1998-SU`` is a summer,
``1998-Q3`` a quarter, ``1998-W08-WE`` a weekend, ``199`` a decade, ``19`` a century. Weeks are ISO 8601's,
from Monday.
"""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date, timedelta

Days = tuple[date, date]
"""First and last day, both included."""

_YEAR = re.compile(r"(\d{1,4})(?:-(.+))?")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
"""Months of the northern seasons; winter lies across two years."""
_YEAR_LENGTH, _DECADE_LENGTH, _CENTURY_LENGTH = 4, 3, 2
SUNDAY = 7


def day(year: int, month: int, number: int) -> date | None:
    """Return a day, or None if there is none such."""
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


def moved(start: date, days: int) -> date | None:
    """Return the day that many days later (before, if negative), or None beyond the calendar's ends."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def month_moved(year: int, month: int, months: int) -> tuple[int, int] | None:
    """Return year and month that many months later, or None beyond the calendar's ends."""
    count = year * 12 + month - 1 + months
    return (count // 12, count % 12 + 1) if 1 <= count // 12 <= MAXYEAR else None


def month_value(year: int, month: int) -> str:
    """Return ``YYYY-MM``."""
    return f"{year:04}-{month:02}"


def week_value(of: date) -> str:
    """Return ``YYYY-Www``, the ISO week of a day."""
    year, week, _ = of.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_of(of: date) -> tuple[int, int]:
    """Return year and quarter of a day."""
    return of.year, (of.month + 2) // 3


def quarter_value(year: int, quarter: int) -> str:
    """Return ``YYYY-Qn``; quarters may run over (0 is the last of the year before)."""
    years, index = divmod(quarter - 1, 4)
    return f"{year + years:04}-Q{index + 1}"


def days_of(value: str) -> Days | None:
    """Return the days that a value covers, or None for durations, sets and references without a date."""
    found = _YEAR.fullmatch(value.partition("T")[0])
    if found is None:
        return None
    try:
        return _within(int(found[1]), found[2]) if found[2] else _years(found[1])
    except (ValueError, OverflowError):
        return None


def _years(digits: str) -> Days | None:
    years = {_YEAR_LENGTH: 1, _DECADE_LENGTH: 10, _CENTURY_LENGTH: 100}.get(len(digits))
    if years is None:
        return None
    first = int(digits) * years
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def _within(year: int, rest: str) -> Days | None:
    if rest[0] == "W" and rest[1:3].isdigit():
        monday = date.fromisocalendar(year, int(rest[1:3]), 1)
        first = monday + timedelta(days=5 if rest.endswith("WE") else 0)
        return first, monday + timedelta(days=6)
    if rest[0] in "QH" and rest[1:].isdigit():
        length = 3 if rest[0] == "Q" else 6
        last = int(rest[1:]) * length
        return _months(year, last - length + 1, year, last)
    if rest in _SEASONS:
        return _months(year, _SEASONS[rest][0], year, _SEASONS[rest][1])
    if rest == "WI":  # "the winter of 2019" may have begun or ended in 2019
        return date(year - 1, 12, 1), _months(year + 1, 2, year + 1, 2)[1]
    return _in_month(year, rest.split("-"))


def _in_month(year: int, parts: list[str]) -> Days | None:
    if not all(part.isdigit() for part in parts):
        return None
    if len(parts) == 1:
        return _months(year, int(parts[0]), year, int(parts[0]))
    only = date(year, int(parts[0]), int(parts[1]))
    return only, only


def _months(year: int, month: int, to_year: int, to_month: int) -> Days:
    return date(year, month, 1), date(to_year, to_month, calendar.monthrange(to_year, to_month)[1])


def third(days: Days, which: int) -> Days:
    """Return the first, second or last third (0, 1, 2) of some days: "early", "mid", "late"."""
    length = (days[1] - days[0]).days + 1
    first = days[0] + timedelta(days=length * which // 3)
    last = days[0] + timedelta(days=max(length * which // 3, length * (which + 1) // 3 - 1))
    return first, min(last, days[1])


def weekday_near(anchor: date, weekday: int, *, ahead: bool, strictly: bool = False) -> date | None:
    """Return the nearest such weekday (Monday is 1) behind or ahead; the day itself unless strictly."""
    distance = (
        (weekday - anchor.isoweekday()) % SUNDAY if ahead else -((anchor.isoweekday() - weekday) % SUNDAY)
    )
    if strictly and distance == 0:
        distance = SUNDAY if ahead else -SUNDAY
    return moved(anchor, distance)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the "anonymous" algorithm; Meeus 1991, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = epact + to_sunday - 7 * ((golden + 11 * epact + 22 * to_sunday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth Monday (1), Tuesday … of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
