"""Check that what the stages made of one item hangs together, before a case has to refuse it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model.item import Item
    from sayso.model.outcome import Processed
    from sayso.model.span import Span


def faults(item: Item, made: Processed) -> list[str]:
    """Return what is wrong with the records made of an item; nothing if they are sound.

    A fault here is a stage's, never the report's. It is looked for so that a report which meets a faulty
    stage is skipped by itself, instead of failing the transaction of all that were recorded with it.
    """
    document, ids = made.document, {one.id for one in made.attributions}
    found = []
    if document.id != item.id or document.sha256 != item.sha256:
        found.append(f"the document {document.id} is not the item {item.id}")
    if len(ids) != len(made.attributions):
        found.append("two attributions have one id")
    if len({one.id for one in made.assertions}) != len(made.assertions):
        found.append("two assertions have one id")
    for attribution in made.attributions:
        hops = (span for hop in attribution.hops for span in hop.span)
        spans = (*attribution.source, *attribution.cue, *attribution.content, *hops)
        found += _outside(spans, document.text, attribution.id)
        if attribution.nested_in is not None and attribution.nested_in not in ids:
            found.append(f"{attribution.id} lies in {attribution.nested_in}, which there is none")
        if attribution.document != document.id:
            found.append(f"{attribution.id} belongs to {attribution.document}")
    for assertion in made.assertions:
        found += _outside(assertion.content, document.text, assertion.id)
        if assertion.attribution not in ids:
            found.append(f"{assertion.id} rests on {assertion.attribution}, which there is none")
        if assertion.document != document.id:
            found.append(f"{assertion.id} belongs to {assertion.document}")
    found += _events(made, ids)
    return found + _outside(made.findings.spans(), document.text, f"a finding of {document.id}")


def _events(made: Processed, ids: set[str]) -> list[str]:
    events = made.findings.events
    found = ["two events have one id"] if len({one.id for one in events}) != len(events) else []
    for event in events:
        who = {event.attribution, *(one.attribution for one in event.participants)} - {None}
        if event.document != made.document.id or not who <= ids:
            found.append(
                f"{event.id} belongs to another document, or rests on an attribution that is not there"
            )
    return found


def _outside(spans: Iterable[Span], text: str, record: str) -> list[str]:
    end = len(text)
    return [
        f"{record} has the span {span.start}..{span.end} in a text of {end} characters"
        for span in spans
        if span.end > end
    ]
