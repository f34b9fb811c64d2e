"""Which origins of one claim are independent of one another; in doubt, it is not established.

Two are if each has an access of its own to what it tells, and neither speaks for the other's side. An accuser
and the accused who denies it, or owns up to it, did not copy one another either; they are kept apart from
those, since they are two sides of a matter, and seldom two witnesses of it.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.model.assertion import Stance
from sayso.model.attribution import SourceKind
from sayso.model.lineage import DENIED
from sayso.text.governments import states_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model.lineage import Origin, Told

_WORD = re.compile(r"[^\W\d_]+")
_BODILY = frozenset({SourceKind.ORGANISATION, SourceKind.DOCUMENT})
_SHORT = 3
"""Letters: shorter last words of a name ("II") are not looked for in texts."""


Pairs = tuple[tuple[str, str, str], ...]
"""Two origins' ids and the reason."""


def independent(origins: Sequence[Origin], by_id: Mapping[str, Told]) -> tuple[Pairs, Pairs]:
    """Return the pairs of origins that are independent of one another, and those that are opposed, and why.

    Args:
        origins: of one claim.
        by_id: what was told, by the ids that origins hold.
    """
    sides = [_Side(origin.id, [by_id[name] for name in origin.assertions]) for origin in origins]
    apart, opposed = [], []
    for first, second in combinations([side for side in sides if side.sourced], 2):
        if first.bodies & second.bodies:
            continue
        if first.access and second.access and _two(first, second):
            apart.append((first.id, second.id, "Each has an access of its own."))
        elif reason := _opposed(first, second) or _opposed(second, first):
            opposed.append((first.id, second.id, reason))
    return tuple(apart), tuple(opposed)


class _Side:
    """One origin, as far as its independence of others is concerned."""

    def __init__(self, name: str, members: Sequence[Told]) -> None:
        self.id = name
        self.members = members
        named = [one for one in members if one.source_kind is not SourceKind.AUTHOR]
        self.sourced = any(
            one.speaker or (one.source and one.source_kind is not SourceKind.DOCUMENT) for one in named
        )
        self.access = any(one.access for one in named)
        self.bodies = frozenset(one.body or one.speaker for one in members) - {None}
        self.stances = frozenset(one.stance for one in members)
        self.admits = any(one.admits for one in members)
        self.body = any(one.source_kind in _BODILY for one in named)
        self.known = self.body or any(one.speaker or one.voice for one in named)
        self.nobody = all(one.source_kind is SourceKind.UNNAMED for one in named)
        self.blamed = frozenset().union(*(states_in(one.text) for one in members))
        self.words = frozenset(word.casefold() for one in members for word in _WORD.findall(one.text))

    def speaks_of(self, other: _Side) -> bool:
        """Tell whether its words name another side, or the state for which it speaks."""
        lasts = {_WORD.findall(one)[-1].casefold() for one in other.bodies if one and _WORD.findall(one)}
        return bool(self.blamed & other.bodies) or any(
            len(one) > _SHORT and one in self.words for one in lasts
        )


def _opposed(accuser: _Side, accused: _Side) -> str | None:
    """Return why one is the other's accused, or None."""
    if accuser.stances != {Stance.ASSERTS} or not accused.known or not accuser.speaks_of(accused):
        return None
    if Stance.DENIES in accused.stances:
        return DENIED
    return "One owns up to what the other accuses it of." if accused.admits else None


def _two(first: _Side, second: _Side) -> bool:
    """Tell whether two observers are surely two: a nameless witness may be one who has a name elsewhere."""
    return (first.known and second.known) or any(
        one.body and other.nobody for one, other in ((first, second), (second, first))
    )
