"""Values that were brought up to date: who replaced his own, and who holds on to what others replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.link.voices import moment, voice
from sayso.model.claim import Conflict, ContradictionKind, ContradictionStatus
from sayso.model.statement import Opposition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model.ledger import LedgerLine

_MOVED = 0.9
"""Score of a supersession where a voice itself gives another value later."""


def by_kind(
    claims: tuple[str, str], some: Sequence[Opposition], lines: Mapping[str, LedgerLine]
) -> dict[ContradictionKind, list[Opposition]]:
    """Return the conflicts between two claims by kind; a value brought up to date is no conflict."""
    found: dict[ContradictionKind, list[Opposition]] = {}
    for one in some:
        found.setdefault(one.conflict.kind, []).append(one)
    values = found.pop(ContradictionKind.VALUE, [])
    corrected = _corrected(claims, values, lines)
    told = found.get(ContradictionKind.SUPERSESSION, [])
    held = [one for one in values if not corrected and not any(_settles(other, one, lines) for other in told)]
    moved = [*([corrected] if corrected else []), *told, *(one for one in values if one not in held)]
    kinds = {ContradictionKind.VALUE: held, ContradictionKind.SUPERSESSION: moved}
    return found | {kind: ones for kind, ones in kinds.items() if ones}


def _settles(told: Opposition, value: Opposition, lines: Mapping[str, LedgerLine]) -> bool:
    """Tell whether a conflict of two values was over when one of them was brought up to date.

    Whoever gives the earlier value after that, or without a date, holds on to it.
    """
    earlier, later = sorted((lines[told.left], lines[told.right]), key=moment)
    of_earlier = [
        lines[end]
        for end in (value.left, value.right)
        if lines[end].assertion.claim == earlier.assertion.claim
    ]
    return all(moment(line) and moment(line) <= moment(later) for line in of_earlier)


def _corrected(
    claims: tuple[str, str], values: Sequence[Opposition], lines: Mapping[str, LedgerLine]
) -> Opposition | None:
    """Return two assertions by one voice, of which the later brings the earlier up to date.

    There is none as long as anybody holds on to the earlier value: who has not changed his mind contradicts.
    """
    voices: dict[str, dict[str, list[LedgerLine]]] = {claim: {} for claim in claims}
    for end in dict.fromkeys(end for one in values for end in (one.left, one.right)):
        line = lines[end]
        if line.assertion.claim in voices:
            # "He", "officials", and a report without a date: nobody can be said to have changed his mind.
            known = line.assertion.speaker is not None and line.report.published is not None
            whose = voice(line) if known else line.assertion.id
            voices[line.assertion.claim].setdefault(whose, []).append(line)
    for earlier, later in (claims, claims[::-1]):
        moved = [
            (min(mine, key=moment), last)
            for whose, mine in voices[earlier].items()
            for last in [max(voices[later].get(whose, mine), key=moment)]
            if moment(last) > max(map(moment, mine))
        ]
        if moved and len(moved) == len(voices[earlier]):
            first, last = moved[0]
            left, right = sorted((first.assertion.id, last.assertion.id))
            reason = (
                f"“{first.source_text}” said so on {moment(first)[:10]}, and otherwise on {moment(last)[:10]}"
            )
            told = Conflict(ContradictionKind.SUPERSESSION, ContradictionStatus.DISMISSED, _MOVED, (reason,))
            return Opposition(left, right, told)
    return None
