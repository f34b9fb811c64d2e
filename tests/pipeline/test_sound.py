"""Records that do not hang together are found before a case sees them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reports import LineAnnotate, LineAttribute, PlainRead, report, small_pipeline
from sayso.model.attribution import Attribution, Hop, SourceKind
from sayso.model.event import Event, EventKind
from sayso.model.findings import Findings
from sayso.model.outcome import Processed, Skipped
from sayso.model.span import Span
from sayso.pipeline.reports import ReportPipeline
from sayso.pipeline.sound import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.model.annotation import Annotation
    from sayso.model.assertion import Assertion
    from sayso.model.document import Document

ITEM = report("Ada Brook says: the mill is shut")
FAR = (Span(30, 33),)


def made() -> Processed:
    (outcome,) = small_pipeline()((ITEM,))
    assert isinstance(outcome, Processed)
    return outcome


def attribution(change: Callable[[Attribution], Attribution]) -> Processed:
    sound = made()
    return replace(sound, attributions=tuple(change(one) for one in sound.attributions))


def assertion(change: Callable[[Assertion], Assertion]) -> Processed:
    sound = made()
    return replace(sound, assertions=tuple(change(one) for one in sound.assertions))


def event(**changed: Any) -> Event:
    sound = Event("evt-1", made().document.id, EventKind.FIRE, Span(0, 3), Span(0, 9))
    return replace(sound, **changed)


def with_events(*events: Event) -> Processed:
    return replace(made(), findings=Findings(events=events))


def test_sound_records_have_no_faults() -> None:
    assert faults(ITEM, made()) == []


@pytest.mark.parametrize(
    ("unsound", "told"),
    [
        (replace(made(), document=replace(made().document, id="doc-0")), "is not the item"),
        (replace(made(), document=replace(made().document, sha256="0")), "is not the item"),
        (replace(made(), attributions=made().attributions * 2), "two attributions have one id"),
        (replace(made(), assertions=made().assertions * 2), "two assertions have one id"),
        (with_events(event(), event()), "two events have one id"),
        (with_events(event(document="doc-0")), "belongs to another document"),
        (with_events(event(attribution="att-0")), "an attribution that is not there"),
        (with_events(event(trigger=FAR[0])), "30..33 in a text of 32"),
        (attribution(lambda one: replace(one, content=FAR)), "30..33 in a text of 32"),
        (attribution(lambda one: replace(one, cue=FAR)), "30..33 in a text of 32"),
        (attribution(lambda one: replace(one, source=FAR)), "30..33 in a text of 32"),
        (attribution(lambda one: replace(one, hops=(Hop("A", SourceKind.PERSON, FAR),))), "30..33"),
        (attribution(lambda one: replace(one, nested_in="att-0")), "lies in att-0"),
        (attribution(lambda one: replace(one, document="doc-0")), "belongs to doc-0"),
        (attribution(lambda one: replace(one, id="att-1")), "rests on att-"),
        (assertion(lambda one: replace(one, content=FAR)), "30..33 in a text of 32"),
        (assertion(lambda one: replace(one, attribution="att-0")), "rests on att-0"),
        (assertion(lambda one: replace(one, document="doc-0")), "belongs to doc-0"),
    ],
)
def test_each_fault_is_told(unsound: Processed, told: str) -> None:
    assert told in " ".join(faults(ITEM, unsound))


class Careless(LineAttribute):
    def one(
        self, document: Document, annotation: Annotation
    ) -> tuple[tuple[Attribution, ...], tuple[Assertion, ...]]:
        attributions, assertions = super().one(document, annotation)
        if "Tom" in document.text:
            attributions = tuple(replace(one, content=(Span(0, 999),)) for one in attributions)
        return attributions, assertions


def test_a_report_that_meets_a_faulty_stage_is_skipped_by_itself() -> None:
    items: Sequence = (ITEM, report("Tom Reed says: no", "tom.txt"), report("Eve Hall says: yes", "eve.txt"))
    outcomes = ReportPipeline(PlainRead(), LineAnnotate(), Careless())(tuple(items))
    assert [type(one) for one in outcomes] == [Processed, Skipped, Processed]
    assert "0..999 in a text of 17 characters" in outcomes[1].reason  # type: ignore[union-attr]
