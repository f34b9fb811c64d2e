"""Explain: any record of a case, by its id or the beginning of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.actions.claims import ClaimView, claim
from sayso.actions.listings import opened
from sayso.errors import NoSuchRecord
from sayso.model.entity import Entity
from sayso.model.ledger import CaptureView, OriginalView, Passage, ReportView
from sayso.model.listing import EventLine, FindingFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.store import Case

Explanation = Passage | ReportView | CaptureView | OriginalView | EventLine | Entity | ClaimView


def explain(case: Path | str | Case, asked: str) -> Explanation:
    """Return the record that answers to ``asked``.

    An assertion or attribution comes as its passage, a report whole with its assertions, a capture with
    what came of it, an original (by its SHA-256) with its captures, an event with its roles, an entity with
    its names, a claim with its assertions. ``asked`` may also be a report's key.

    Raises:
        NoSuchRecord: nothing answers, or more than one record does.
        CaseError: the case cannot be read.
    """
    with opened(case) as ledger:
        kind, key = ledger.find(asked)
        return _READERS[kind](ledger, key)


def _event(ledger: Case, key: str) -> EventLine:
    return next(ledger.events(FindingFilter(id=key)))


def _entity(ledger: Case, key: str) -> Entity:
    found = next(ledger.entities(one=ledger.entity_of(key)), None)
    if found is None:
        message = f"No report names “{key}” any more."
        raise NoSuchRecord(message)
    return found


_READERS: dict[str, Callable[[Case, str], Explanation]] = {
    "assertion": lambda ledger, key: ledger.passage(key),
    "attribution": lambda ledger, key: ledger.passage(key),
    "document": lambda ledger, key: ledger.report(key),
    "capture": lambda ledger, key: ledger.taken(int(key)),
    "original": lambda ledger, key: ledger.kept(key),
    "claim": claim,
    "event": _event,
    "entity": _entity,
}
