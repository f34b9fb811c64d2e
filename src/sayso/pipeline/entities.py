"""Bring the names of new documents into the case: whom they denote across documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sayso.resolve.entities import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.model.naming import Changes, Verdict
    from sayso.model.reference import LocalEntity
    from sayso.resolve.entities import EntityIndex

TOGETHER = 16
"""Documents of one transaction."""


class Names(Protocol):
    """What this module needs of a case."""

    def unresolved(self) -> list[str]:
        """Return the documents whose names are not yet part of the case's."""

    def resolve(
        self,
        documents: Sequence[str],
        decide: Callable[[EntityIndex, str, list[LocalEntity]], Changes],
    ) -> None:
        """Let what documents name be decided, and store it, in one transaction."""


def resolve_new(case: Names) -> int:
    """Resolve the names of all documents that are new to the case; return how many documents these were.

    A killed run leaves some behind; the next one goes on with them. What one document costs does not depend
    on how many the case holds.
    """
    waiting = case.unresolved()
    for start in range(0, len(waiting), TOGETHER):
        case.resolve(waiting[start : start + TOGETHER], decided)
    return len(waiting)


def decided(index: EntityIndex, document: str, named: list[LocalEntity]) -> Changes:
    """Return what a document's names change."""
    return Resolver(index).add(document, named)


def judged(index: EntityIndex, verdict: Verdict, undo: bool) -> Changes:  # noqa: FBT001 - passed by place
    """Return what an analyst's verdict, or taking it back, changes."""
    return Resolver(index).judge(verdict, undo=undo)
