"""Tables of a brief: who is blamed, what is counted, where and when; every row is on somebody's say-so.

A row opens to the passages of those who say so. Rows that differ stand beside each other; whether they
contradict one another is for the reader to judge.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.amount import Amount, AmountKind
from sayso.model.time import Time, TimeKind, TimeModifier
from sayso.present.context import FactRow, FactTable, More, Ref
from sayso.present.found import narrowed, reading_of, said_by
from sayso.present.links import command
from sayso.present.when import readable_iso
from sayso.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from sayso.model.claim import Claim, Contradiction
    from sayso.model.listing import FoundLine, PlaceLine, SaySoLine
    from sayso.present.blame import BlameRow

    RefsOf = Callable[[Iterable[str]], tuple[Ref, ...]]

_OPENING = frozenset(
    {
        TimeModifier.BEFORE, TimeModifier.AFTER, TimeModifier.ON_OR_BEFORE, TimeModifier.ON_OR_AFTER,
        TimeModifier.APPROX,
    }
)  # fmt: skip
_FEW = 3
"""Names of those who say so that a row shows."""
_KINDS = (AmountKind.CASUALTIES, AmountKind.MONEY, AmountKind.PEOPLE)
"""Amounts that a brief shows; the others are in ``sayso amounts``."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a brief's tables are made from."""

    blame: Sequence[BlameRow] = ()
    amounts: Sequence[FoundLine] = ()
    places: Sequence[PlaceLine] = ()
    times: Sequence[FoundLine] = ()
    claims: Sequence[Claim] = ()
    contradictions: Sequence[Contradiction] = ()
    waiting: int = 0
    """Reports whose claims are not complete: a run was killed before its end."""


def tables(facts: Facts, refs: RefsOf, most: int) -> tuple[FactTable, ...]:
    """Return the tables that have a row.

    Args:
        facts: what they are made from.
        refs: the footnotes of attributions, by id.
        most: rows of each.
    """
    made = (
        _blame(facts.blame, refs, most),
        _amounts(facts.amounts, refs, most),
        _times(facts.times, refs, most),
        _places(facts.places, most),
    )
    return tuple(table for table in made if table.rows)


def _blame(rows: Sequence[BlameRow], refs: RefsOf, most: int) -> FactTable:
    return FactTable(
        anchor="blame",
        title="Who is said to be behind it",
        lead=(
            "Roles that somebody gives somebody, with what backs them and who denies them. "
            "Nobody is held here to have done anything."
        ),
        head=("Name", "Said to be", "Of", "Backed by", "Says who", "Denied by", "Reports"),
        rows=tuple(
            FactRow(
                (
                    row.who, row.role.replace("_", "-"), row.kind, row.backing or "–", row.by or "–",
                    _list(row.denied_by) or "–", f"{len(row.documents):,}",
                ),
                refs(row.attributions),
            )
            for row in rows[:most]
        ),
        more=More(max(0, len(rows) - most), command("events", "CASE", "--blame")),
        noun="row",
    )  # fmt: skip


def _amounts(lines: Sequence[FoundLine], refs: RefsOf, most: int) -> FactTable:
    groups: dict[Hashable, list[FoundLine]] = defaultdict(list)
    for line in lines:
        amount = line.found
        if isinstance(amount, Amount) and amount.kind in _KINDS:
            what = amount.harm or amount.unit or ""
            counted = fold(amount.counts or "")
            groups[amount.kind, what, counted, amount.low, amount.high, amount.comparison].append(line)

    def rank(group: list[FoundLine]) -> tuple[object, ...]:
        amount = group[0].found
        assert isinstance(amount, Amount)
        return (
            _KINDS.index(amount.kind), amount.harm or amount.unit or "", fold(amount.counts or ""),
            -len(_reports(group)), amount.low,
        )  # fmt: skip

    ordered = sorted(groups.values(), key=rank)
    return FactTable(
        anchor="amounts",
        title="How many, how much",
        lead=(
            "Casualties, money and people, as the reports give them. Numbers of one thing stand together; "
            "they may speak of different times or places."
        ),
        head=("Amount", "In the report’s words", "Says who", "Reports"),
        rows=tuple(_amount_row(group, refs) for group in ordered[:most]),
        more=More(max(0, len(ordered) - most), command("amounts", "CASE")),
        noun="amount",
    )


def _amount_row(group: Sequence[FoundLine], refs: RefsOf) -> FactRow:
    first = group[0]
    words = f"“{first.exact}”"
    return FactRow(
        (reading_of(first.found), words, _list(_who(group)), f"{len(_reports(group)):,}"),
        refs(_attributions(group)),
    )


def _times(lines: Sequence[FoundLine], refs: RefsOf, most: int) -> FactTable:
    """Days that sources or reports speak of; a report's own day, which is on every page, is left out."""
    groups: dict[tuple[str, str, str, str], list[FoundLine]] = defaultdict(list)
    for line in lines:
        time = line.found
        if (
            not isinstance(time, Time)
            or time.kind is TimeKind.DURATION
            or not time.earliest
            or not time.latest
        ):
            continue
        if line.report.published and line.report.published.day == time.earliest == time.latest:
            continue
        said = " ".join(line.context.split())
        groups[time.earliest, time.latest, _open(time), said].append(line)
    ordered = sorted(groups.items(), key=lambda pair: (-len(_reports(pair[1])), pair[0]))[:most]
    return FactTable(
        anchor="times",
        title="When",
        lead="What the reports date, in order; “last week” is counted from the report’s own day.",
        head=("Date", "In the report’s words", "Says who", "Reports"),
        rows=tuple(
            FactRow(
                (_days(*days[:3]), f"“{days[3]}”", _list(_who(group)), f"{len(_reports(group)):,}"),
                refs(_attributions(group)),
            )
            for days, group in sorted(ordered)
        ),
        more=More(max(0, len(groups) - most), command("timeline", "CASE")),
        noun="date",
    )


def _open(time: Time) -> str:
    """Return what opens an interval; "early" and its like have narrowed the days already."""
    return narrowed(time) if time.modifier in _OPENING else ""


def _days(first: str, last: str, opening: str) -> str:
    return opening + _plain_days(first, last)


def _plain_days(first: str, last: str) -> str:
    if first == last:
        return readable_iso(first)
    if first[:7] == last[:7] and first.endswith("-01") and last[8:] in {"28", "29", "30", "31"}:
        return readable_iso(first[:7])
    if (first[5:], last[5:]) == ("01-01", "12-31") and first[:4] == last[:4]:
        return first[:4]
    return f"{readable_iso(first)} – {readable_iso(last)}"


def _places(lines: Sequence[PlaceLine], most: int) -> FactTable:
    rows = [
        FactRow(
            (
                line.place.name,
                ", ".join(filter(None, (line.place.kind, line.place.country))),
                f"{line.place.latitude:.2f}, {line.place.longitude:.2f}",
                f"{line.ambiguous:,} of {line.mentions:,}" if line.ambiguous else "–",
                f"{line.reports:,}",
            )
        )
        for line in lines
        if line.place is not None
    ]
    return FactTable(
        anchor="places",
        title="Where",
        lead="Places that the reports name, as the gazetteer has them; a name may mean another place.",
        head=("Place", "Kind, country", "Latitude, longitude", "Perhaps elsewhere", "Reports"),
        rows=tuple(rows[:most]),
        more=More(max(0, len(rows) - most), command("places", "CASE")),
        noun="place",
    )


def _who(group: Iterable[FoundLine]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said_by(line.say_so, line.report) for line in group))


def _list(names: Sequence[str]) -> str:
    left = len(names) - _FEW
    return "; ".join(names[:_FEW]) + (f"; {left:,} more" if left > 0 else "")


def _reports(group: Iterable[FoundLine]) -> set[str]:
    return {line.report.id for line in group}


def _attributions(group: Iterable[FoundLine]) -> list[str]:
    says: list[SaySoLine] = [line.say_so for line in group if line.say_so is not None]
    return list(dict.fromkeys(one.attribution for one in says))
