"""Sentences of an invented world with its names and who says what, for tests of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.attribute.events import find_events
from sayso.model.annotation import Mention, MentionKind
from sayso.model.attribution import (
    Attribution,
    Certainty,
    Kind,
    Mode,
    Polarity,
    SourceKind,
    attribution_id,
)
from sayso.model.span import Span
from sayso.text.sentences import sentences

if TYPE_CHECKING:
    from sayso.model.event import Event, Participant, Role
    from sayso.model.time import Time

GROUP, BODY, PERSON, LAND = (
    MentionKind.ARMED_GROUP,
    MentionKind.ORGANISATION,
    MentionKind.PERSON,
    MentionKind.GEOPOLITICAL,
)
NAMES = {
    "Free Hill Front": GROUP,
    "FHF": GROUP,
    "Quay League": GROUP,
    "Vold Brigade": GROUP,
    "Ostrel Courier": BODY,
    "Mara Velt": PERSON,
    "Tolan Brisk": PERSON,
    "Ilse Rand": PERSON,
    "Ostrel": LAND,
    "Kemmerd": LAND,
    "Halvessa": LAND,
    "Pellin": LAND,
}


def span(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def names(text: str) -> list[Mention]:
    some = {**NAMES, **{name.upper(): kind for name, kind in NAMES.items()}}
    found = []
    for name, kind in some.items():
        start = text.find(name)
        while start >= 0:
            found.append(Mention(Span(start, start + len(name)), kind, 0.9, (0.0,) * 5))
            start = text.find(name, start + 1)
    return found


def says(
    text: str,
    source: str,
    cue: str,
    content: str,
    certainty: Certainty = Certainty.CERTAIN,
    nested_in: str | None = None,
) -> Attribution:
    spans = [(span(text, words),) if words else () for words in (source, cue, content)]
    return Attribution(
        attribution_id("doc-1", *spans),
        "doc-1",
        *spans,
        source or None,
        SourceKind.ORGANISATION,
        Mode.INDIRECT,
        certainty,
        Polarity.POSITIVE,
        Kind.CLAIM,
        (),
        nested_in,
    )


def events(text: str, *attributions: Attribution, times: list[Time] | None = None) -> tuple[Event, ...]:
    return find_events("doc-1", text, names(text), attributions, sentences(text), times or ())


def parts(found: tuple[Event, ...], role: Role) -> list[Participant]:
    return [participant for event in found for participant in event.participants if participant.role is role]


def who(text: str, role: Role, *attributions: Attribution) -> list[str]:
    return [participant.name for participant in parts(events(text, *attributions), role)]
