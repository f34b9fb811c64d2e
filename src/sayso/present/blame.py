"""Blame: who is blamed for what, by whom, backed by what, and who denies it, over many reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.model.annotation import Backing
from sayso.model.attribution import SourceKind
from sayso.model.event import EventKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model.ledger import ReportLine
    from sayso.model.listing import EventLine, SaySoLine

BLAMED = frozenset({Role.PERPETRATOR, Role.GO_BETWEEN, Role.PRINCIPAL})
HARMLESS = frozenset({EventKind.ARREST, EventKind.MEETING, EventKind.PROTEST})
"""Kinds of events that nobody is blamed for: whoever arrests or meets somebody has a role, but no blame."""
_ROLES, _KINDS, _BACKINGS = list(Role), list(EventKind), list(Backing)

_Who = tuple[str, Role, EventKind]


@dataclass(frozen=True, slots=True)
class BlameRow:
    """One line of the listing: somebody in a role, on one voice's word."""

    who: str
    role: Role
    kind: EventKind
    by: str | None
    """The speaker, a nameless source's words in quotation marks, or the outlet; None if it is only denied."""
    backing: Backing | None
    denied_by: tuple[str, ...]
    """Whoever denies that they had this role in the very event, as one report tells of it; in order."""
    documents: tuple[str, ...]
    """Ids of the reports in which this voice says so (where nobody does: in which it is denied)."""
    events: tuple[str, ...]
    """Ids of the events; sorted."""
    attributions: tuple[str, ...] = ()
    """Ids of the attributions in which this is said or denied; sorted."""


class _Voice(NamedTuple):
    """Somebody who says so."""

    words: str
    report: str = ""
    """Of a source without a name: nobody can tell that another report's "officials" are the same."""


class _Place(NamedTuple):
    """Where somebody says so."""

    document: str
    event: str
    attribution: str | None


def blame_rows(lines: Iterable[EventLine]) -> list[BlameRow]:
    """Return who blames whom for what, those blamed in most reports first.

    The order of the lines makes no difference. Spellings that differ in case and spaces alone are one name;
    the commonest is shown.

    Whoever is an entity of the case goes by its name.

    Args:
        lines: events of any number of reports.
    """
    names: dict[str, dict[str, int]] = {}
    told: dict[tuple[_Who, _Voice, Backing | None], set[_Place]] = {}
    denied: dict[_Who, dict[_Voice, set[_Place]]] = {}
    for line in lines:
        event = line.event
        called = line.called or tuple(part.name for part in event.participants)
        for part, say_so, name in zip(event.participants, line.of_participants, called, strict=True):
            if part.role not in BLAMED or event.kind in HARMLESS:
                continue
            key = " ".join(name.split()).casefold()
            spellings = names.setdefault(key, {})
            spellings[name] = spellings.get(name, 0) + 1
            who = (key, part.role, event.kind)
            voice = _voice(say_so, line.report)
            places = (
                denied.setdefault(who, {}).setdefault(voice, set())
                if part.denied
                else told.setdefault((who, voice, part.backing), set())
            )
            places.add(_Place(event.document, event.id, part.attribution))
    shown = {key: max(sorted(some), key=some.__getitem__) for key, some in names.items()}
    rows = [
        _row(shown[who[0]], who, voice, backing, _of_same(denied.get(who, {}), places), places)
        for (who, voice, backing), places in told.items()
    ]
    rows += [
        _row(shown[who[0]], who, None, None, left, set().union(*left.values()))
        for who, voices in denied.items()
        if (left := _unmet(voices, [places for (one, _, _), places in told.items() if one == who]))
    ]
    return _ordered(rows)


def _of_same(voices: Mapping[_Voice, set[_Place]], places: set[_Place]) -> dict[_Voice, set[_Place]]:
    """Return who denies it of the very events: another blast's denial is none of this one's."""
    events = {place.event for place in places}
    return {voice: same for voice, some in voices.items() if (same := {p for p in some if p.event in events})}


def _unmet(voices: Mapping[_Voice, set[_Place]], told: Iterable[set[_Place]]) -> dict[_Voice, set[_Place]]:
    """Return denials of events of which nobody says so here."""
    events = {place.event for places in told for place in places}
    return {
        voice: left for voice, some in voices.items() if (left := {p for p in some if p.event not in events})
    }


def _row(
    shown: str,
    who: _Who,
    voice: _Voice | None,
    backing: Backing | None,
    denials: Mapping[_Voice, set[_Place]],
    places: set[_Place],
) -> BlameRow:
    behind = places.union(*denials.values())
    return BlameRow(
        who=shown,
        role=who[1],
        kind=who[2],
        by=voice.words if voice else None,
        backing=backing,
        denied_by=tuple(sorted({one.words for one in denials})),
        documents=tuple(sorted({place.document for place in places})),
        events=tuple(sorted(place.event for place in places)),
        attributions=tuple(sorted({place.attribution for place in behind if place.attribution})),
    )


def _voice(say_so: SaySoLine | None, report: ReportLine) -> _Voice:
    """Return who says so: the speaker, the source's words, or the outlet; unnamed ones of one report only."""
    if say_so is None or say_so.source_kind is SourceKind.AUTHOR:
        return _Voice(report.outlet or report.name)
    if say_so.speaker:
        return _Voice(say_so.speaker)
    if say_so.source:
        return _Voice(f"“{' '.join(say_so.source.split())}”", report.id)
    return _Voice("nobody named", report.id)


def _ordered(rows: Iterable[BlameRow]) -> list[BlameRow]:
    some = list(rows)
    reports: dict[str, set[str]] = {}
    for row in some:
        reports.setdefault(row.who, set()).update(row.documents)
    return sorted(
        some,
        key=lambda row: (
            -len(reports[row.who]), row.who, _ROLES.index(row.role), _KINDS.index(row.kind),
            _BACKINGS.index(row.backing) if row.backing else len(_BACKINGS), row.by or "",
        ),
    )  # fmt: skip
