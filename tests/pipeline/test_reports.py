"""What happens to one report, and that it happens to no other."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import LineAnnotate, LineAttribute, PlainRead, report, small_pipeline
from sayso.errors import ModelError, UsageError
from sayso.model.outcome import Processed, Skipped
from sayso.pipeline.reports import ReportPipeline

GOOD = "Ada Brook says: the mill is shut"
TEXTS = {
    GOOD: None,
    "": None,
    "a\x00b": "It is binary; sayso reads text.",
    "DAMAGED": "It is cut off; get it again.",
    "Quux zorp": "It is in no language that sayso reads.",
    "BUG": "sayso failed on it (KeyError: 'street'); this is a fault in sayso, "
    "please report it with the document.",
}
"""Texts, and why they are skipped, if they are."""


def test_a_report_is_read_annotated_and_attributed() -> None:
    pipeline = small_pipeline()
    item = report(GOOD, outlet="Harbour Post")
    (outcome,) = pipeline((item,))
    assert isinstance(outcome, Processed)
    assert outcome.document.id == item.id
    assert outcome.makers == tuple((maker.stage, maker.id) for maker in pipeline.makers)
    (attribution,) = outcome.attributions
    assert attribution.content[0].of(outcome.document.text) == "the mill is shut"
    assert [one.attribution for one in outcome.assertions] == [attribution.id]


@given(st.lists(st.sampled_from(list(TEXTS)), max_size=12))
def test_each_item_gets_its_own_outcome_whatever_its_neighbours_do(texts: list[str]) -> None:
    items = tuple(report(text, f"{place}.txt") for place, text in enumerate(texts))
    outcomes = small_pipeline()(items)
    assert len(outcomes) == len(items)
    for item, text, outcome in zip(items, texts, outcomes, strict=True):
        reason = TEXTS[text]
        if reason is None:
            assert isinstance(outcome, Processed)
            assert outcome.document.location == item.location
            assert small_pipeline()((item,)) == (outcome,)
        else:
            assert outcome == Skipped(item.location, reason, item.id)


def test_what_no_report_is_to_blame_for_passes_through() -> None:
    with pytest.raises(ModelError, match="install sayso again"):
        small_pipeline()((report(GOOD), report("NOMODEL")))
    with pytest.raises(MemoryError):
        small_pipeline()((report(GOOD), report("HOARD")))


def test_a_stage_that_loses_an_item_is_found_out() -> None:
    class Loses(PlainRead):
        def __call__(self, items: object) -> list[object]:  # type: ignore[override]
            return []

    (outcome,) = ReportPipeline(Loses(), LineAnnotate(), LineAttribute())((report(GOOD),))
    assert isinstance(outcome, Skipped)
    assert "ValueError" in outcome.reason


def test_a_pipeline_survives_pickling() -> None:
    copy = pickle.loads(pickle.dumps(small_pipeline()))
    assert copy.makers == small_pipeline().makers
    assert copy((report(GOOD),)) == small_pipeline()((report(GOOD),))


def test_makers_differ_when_a_stage_does() -> None:
    assert small_pipeline("1").makers != small_pipeline("2").makers


def test_an_order_that_cannot_work_is_refused_when_it_is_built() -> None:
    blind = replace(LineAnnotate(), makes=frozenset())
    with pytest.raises(UsageError, match=r"attribute needs annotation, .*: no stage makes it"):
        ReportPipeline(PlainRead(), blind, LineAttribute())
