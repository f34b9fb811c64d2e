"""Merging: the sentences of a report that tell of one event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.model.annotation import Backing
from sayso.model.event import EventKind, Participant, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model.span import Span

_OPEN = 12
"""Events told of last that another sentence can still belong to; keeps the time in proportion to the text."""
_NEAR = 6
"""Sentences over which "the attack" alone is taken for the attack told of before."""
_VIOLENCE = (
    EventKind.BOMBING,
    EventKind.SHOOTING,
    EventKind.EXPLOSION,
    EventKind.FIRE,
    EventKind.CRASH,
    EventKind.KILLING,
    EventKind.ATTACK,
)
"""One family; the more telling first."""
_BLASTS = {EventKind.BOMBING, EventKind.EXPLOSION}
"""What "the blast" can point back to; "the attack" can to anything."""
_ROLES = list(Role)
_HURT = frozenset({Role.VICTIM, Role.TARGET})


@dataclass(slots=True)
class Draft:
    """An event in the making."""

    kind: EventKind
    trigger: Span
    number: int
    """Of its sentence."""
    sentence: Span
    definite: bool
    time: Span | None = None
    when: str | None = None
    """The time's value, or its words."""
    place: Span | None = None
    where: str | None = None
    """The folded name of the place."""
    attribution: str | None = None
    participants: list[Participant] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    """Folded names of victims and targets that have one."""
    hurt: set[str] = field(default_factory=set)
    """Folded names of all victims and targets."""


def family(kind: EventKind) -> EventKind:
    """Return what stands for all kinds that one event can be told of as."""
    return EventKind.ATTACK if kind in _VIOLENCE else kind


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Return drafts, in order, of which no two tell of one event.

    Two do if their kinds are of one family, neither time, place nor a named victim speaks against it, and
    either they share a victim or target, or the later one only points back ("the attack").
    """
    events: list[Draft] = []
    for draft in drafts:
        same = next((event for event in reversed(events[-_OPEN:]) if _same(event, draft)), None)
        if same is None:
            events.append(draft)
        else:
            absorb(same, draft)
    return events


def absorb(event: Draft, other: Draft) -> None:
    """Add what another draft of the same event tells."""
    if other.kind in _VIOLENCE and event.kind in _VIOLENCE:
        event.kind = min(event.kind, other.kind, key=_VIOLENCE.index)
    if event.time is None:
        event.time, event.when = other.time, other.when
    if event.place is None:
        event.place, event.where = other.place, other.where
    event.participants += other.participants
    event.named |= other.named
    event.hurt |= other.hurt


def tidy(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return participants by role and place, each once for each source that gives the role.

    What says more than that it is so ("claimed responsibility") goes before what does not.
    """
    some = sorted(participants, key=lambda one: (one.backing is Backing.FACT, one.span, one.cue or one.span))
    ordered = {(one.name.casefold(), one.attribution) for one in some if one.role is Role.PRINCIPAL}
    some = [
        one
        for one in some
        # "accused Vell of having ordered it": the order is what Vell is accused of, not the deed.
        if one.role is not Role.PERPETRATOR or (one.name.casefold(), one.attribution) not in ordered
    ]
    seen: dict[tuple[Role, str, str | None, bool], Participant] = {}
    for one in some:
        seen.setdefault((one.role, one.name.casefold(), one.attribution, one.denied), one)
    return tuple(
        sorted(seen.values(), key=lambda one: (_ROLES.index(one.role), one.span, one.attribution or ""))
    )


def _same(event: Draft, draft: Draft) -> bool:
    if _speaks_against(event, draft):
        return False
    shared = bool(event.hurt & draft.hurt)
    meant = draft.kind is EventKind.ATTACK or draft.kind is event.kind or {draft.kind, event.kind} == _BLASTS
    near = draft.number - event.number <= _NEAR
    back = draft.definite and meant and near and not (event.named and draft.named)
    return bool(event.named & draft.named) or back or (shared and event.number == draft.number)


def _speaks_against(event: Draft, draft: Draft) -> bool:
    """Tell whether kind, time, place or the names of those hurt say that there are two events."""
    when = event.when and draft.when and event.when != draft.when
    where = event.where and draft.where and event.where != draft.where
    others = event.named and draft.named and not event.named & draft.named
    return family(event.kind) is not family(draft.kind) or bool(when or where or others)


def hurts(role: Role) -> bool:
    """Tell whether a role is one that something is done to."""
    return role in _HURT
