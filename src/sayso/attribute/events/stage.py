"""The stage: what happened, or is said to have, in each report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.run import Maker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.annotation import Annotation
    from sayso.model.attribution import Attribution
    from sayso.model.document import Document
    from sayso.model.event import Event
    from sayso.model.findings import Findings

VERSION = "1"


@dataclass(frozen=True, slots=True)
class EventStage:
    """Finds events and who has which role in them, each on somebody's say-so."""

    needs = frozenset({"document", "annotation", "attribution", "findings"})
    makes = frozenset({"event"})

    @property
    def maker(self) -> Maker:
        """Version; nothing can be configured."""
        return Maker("events", VERSION, "{}")

    def __call__(
        self, seen: Sequence[tuple[Document, Annotation, tuple[Attribution, ...], Findings]]
    ) -> list[tuple[Event, ...]]:
        """Return the events of each document; none of a text that is not English."""
        return [self._events(*one) for one in seen]

    def _events(
        self,
        document: Document,
        annotation: Annotation,
        attributions: tuple[Attribution, ...],
        findings: Findings,
    ) -> tuple[Event, ...]:
        if annotation.language != "en":
            return ()
        from sayso.attribute.events.find import find_events

        return find_events(
            document.id,
            document.text,
            annotation.mentions,
            attributions,
            annotation.sentences,
            findings.times,
        )
