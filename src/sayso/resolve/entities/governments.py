"""Places' names that stand for those who govern there ("Kabul believes")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.annotation import MentionKind
from sayso.model.attribution import SourceKind
from sayso.resolve.entities.spelling import listed
from sayso.text.bodies import CAPITALS, STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.span import Span
    from sayso.resolve.entities.gather import Found

_ACT = re.compile(
    r"[^\S\n]+(?:(?:has|have|had|also|now|itself|strongly|repeatedly|flatly|later|will|would|is|was) ){0,3}"
    r"(\w+)"
)
_REACH = 60


def stand_for_bodies(
    text: str, found: Sequence[Found], speakers: Sequence[tuple[Span, str, SourceKind]]
) -> set[int]:
    """Return where names begin that are places' and act or speak as bodies do."""
    told = {span.start: span.end for span, _, kind in speakers if kind is SourceKind.ORGANISATION}
    acting: set[int] = set()
    for one in found:
        small = text[one.start : one.end].casefold()
        if one.kind is not MentionKind.GEOPOLITICAL and small not in CAPITALS | STATES:
            continue
        speaks = any(told.get(at) == one.end for at in (one.start, one.start - len("the ")))
        act = _ACT.match(text, one.end, one.end + _REACH)
        if speaks or (act is not None and act[1].casefold() in listed("acts")):
            acting.add(one.start)
    return acting
