"""The small timeline at the head of a brief: reports by day and outlet, as plain geometry."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.present.when import readable_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.model.ledger import ReportLine

_DAY = 10
"""Length of ``YYYY-MM-DD``."""
_WIDTH, _LEFT, _RIGHT, _ROW, _TOP, _FOOT = 760, 172, 24, 26, 10, 30
_MOST_ROWS = 8
_MOST_BUCKETS = 62
_LABEL = 22
_RADIUS, _GROWTH, _MOST_RADIUS = 4.0, 1.6, 11.0
_TICK_SPACE = 96
NO_OUTLET = "outlet not known"


@dataclass(frozen=True, slots=True)
class Dot:
    """Reports of one outlet in one day, week, month or year. ``denials`` is how many denials they carry."""

    x: float
    y: float
    radius: float
    reports: int
    denials: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet's line."""

    y: float
    label: str
    full: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Geometry in user units of an SVG of ``width`` × ``height``."""

    width: int
    height: int
    left: int
    base: float
    unit: str
    """``day``, ``week``, ``month`` or ``year``: what one column stands for."""
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    shown: int
    left_out: int
    """Reports whose day is not known; they are in the table of reports only."""


def timeline(reports: Sequence[ReportLine], denials: Counter[str]) -> Timeline | None:
    """Lay out reports by day and outlet; None where no report's day is known.

    Args:
        reports: all reports of the brief.
        denials: number of denials by document id.
    """
    days = {report.id: day for report in reports if (day := _day(report)) is not None}
    if not days:
        return None
    dated = [report for report in reports if report.id in days]
    first, last = min(days.values()), max(days.values())
    unit = _unit(first, last)
    start, steps = _bucket(first, unit), _steps(first, last, unit)
    names = Counter(report.outlet or NO_OUTLET for report in dated)
    ranked = [name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))]
    own = ranked if len(ranked) <= _MOST_ROWS else ranked[: _MOST_ROWS - 1]
    labels = own if len(own) == len(ranked) else [*own, f"{len(ranked) - len(own)} other outlets"]
    row_of = {name: min(index, len(labels) - 1) for index, name in enumerate(ranked)}

    reports_at: Counter[tuple[int, int]] = Counter()
    denials_at: Counter[tuple[int, int]] = Counter()
    for report in dated:
        place = (row_of[report.outlet or NO_OUTLET], _column(days[report.id], start, unit))
        reports_at[place] += 1
        denials_at[place] += denials[report.id]

    def x(column: int) -> float:
        span = _WIDTH - _LEFT - _RIGHT
        return round(_LEFT + (span * (column + 0.5) / steps), 1)

    def y(row: int) -> float:
        return _TOP + _ROW * (row + 0.5)

    dots = tuple(
        Dot(
            x=x(column),
            y=y(row),
            radius=round(min(_MOST_RADIUS, _RADIUS + _GROWTH * (count**0.5 - 1)), 1),
            reports=count,
            denials=denials_at[row, column],
            words=_words(
                labels[row], _told(_start_of(start, column, unit), unit), count, denials_at[row, column]
            ),
        )
        for (row, column), count in sorted(reports_at.items())
    )
    height = _TOP + _ROW * len(labels) + _FOOT
    return Timeline(
        width=_WIDTH,
        height=height,
        left=_LEFT,
        base=_TOP + _ROW * len(labels),
        unit=unit,
        rows=tuple(Row(y(index), _shortened(label), label) for index, label in enumerate(labels)),
        dots=dots,
        ticks=_ticks(start, steps, unit, x),
        shown=len(dated),
        left_out=len(reports) - len(dated),
    )


def _day(report: ReportLine) -> date | None:
    if report.published is None or len(report.published.day) < _DAY:
        return None
    try:
        return date.fromisoformat(report.published.day)
    except ValueError:
        return None


def _unit(first: date, last: date) -> str:
    days = (last - first).days + 1
    if days <= _MOST_BUCKETS:
        return "day"
    if days <= _MOST_BUCKETS * 7:
        return "week"
    return "month" if _months(first, last) <= _MOST_BUCKETS else "year"


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _bucket(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _column(day: date, start: date, unit: str) -> int:
    if unit in {"day", "week"}:
        return (day - start).days // (7 if unit == "week" else 1)
    return _months(start, day) - 1 if unit == "month" else day.year - start.year


def _steps(first: date, last: date, unit: str) -> int:
    return _column(last, _bucket(first, unit), unit) + 1


def _start_of(start: date, column: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return start + timedelta(days=column * (7 if unit == "week" else 1))
    if unit == "year":
        return start.replace(year=start.year + column)
    months = start.month - 1 + column
    return date(start.year + months // 12, months % 12 + 1, 1)


def _told(day: date, unit: str) -> str:
    if unit == "year":
        return str(day.year)
    if unit == "month":
        return readable_iso(day.isoformat()[:7])
    return f"{'week of ' if unit == 'week' else ''}{readable_iso(day.isoformat())}"


def _ticks(start: date, steps: int, unit: str, x: Callable[[int], float]) -> tuple[Tick, ...]:
    most = max(1, (_WIDTH - _LEFT - _RIGHT) // _TICK_SPACE)
    stride = max(1, -(-steps // most))
    return tuple(
        Tick(x(column), _told(_start_of(start, column, unit), "day" if unit == "week" else unit))
        for column in range(0, steps, stride)
    )


def _words(label: str, when: str, reports: int, denials: int) -> str:
    words = f"{label}, {when}: {reports} report{'' if reports == 1 else 's'}"
    return f"{words}, {denials} denial{'' if denials == 1 else 's'}" if denials else words


def _shortened(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
