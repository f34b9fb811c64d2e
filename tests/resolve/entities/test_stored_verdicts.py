"""Judgments in a case file have the effect that they have in memory, at once and when names are made anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from case_records import MAKERS, item, processed
from sayso.model.annotation import MentionKind
from sayso.model.findings import Findings
from sayso.model.judgment import Verb
from sayso.model.reference import LocalAlias, LocalEntity, Naming
from sayso.model.span import Span
from sayso.pipeline.entities import judged, resolve_new
from sayso.store import open_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.model.outcome import Processed
    from sayso.store import Case

MILL, ROWERS = "Osk Mill", "Pellin Rowers"


def report(name: str) -> Processed:
    """A report that names one body."""
    naming = Naming(Span(0, len(name)), name, MentionKind.ORGANISATION)
    entity = LocalEntity(name, naming.kind, (naming,), (LocalAlias(name, (), 1),))
    return replace(processed(item(f"{name} met.", f"{name}.txt")), findings=Findings(entities=(entity,)))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(tmp_path / "matter.case", create=True) as opened:
        for one in (report(MILL), report(ROWERS)):
            opened.capture([item(one.document.text, one.document.location)])
            opened.record([one], MAKERS)
        resolve_new(opened)
        yield opened


def judge(case: Case, verb: Verb, number: int = 0) -> int:
    ends = (str(number), "") if verb is Verb.UNDO else (_name(case, MILL), _name(case, ROWERS))
    return case.judge(verb, *ends, ("desk", "a test"), judged).sequence


def _name(case: Case, name: str) -> str:
    found = case.name_of(name)
    assert found is not None
    return found


def together(case: Case) -> bool:
    """Tell whether the two are one entity, now and when the names are made anew."""
    now = case.entity_of(_name(case, MILL)) == case.entity_of(_name(case, ROWERS))
    case.record([report(MILL)], MAKERS)
    assert resolve_new(case) == 2
    assert now == (case.entity_of(_name(case, MILL)) == case.entity_of(_name(case, ROWERS)))
    return now


def test_of_two_equal_judgments_one_still_holds_when_the_other_is_undone(case: Case) -> None:
    first, second = judge(case, Verb.SAME), judge(case, Verb.SAME)
    judge(case, Verb.UNDO, first)
    assert together(case)
    judge(case, Verb.UNDO, second)
    assert not together(case)


def test_the_latest_standing_judgment_holds(case: Case) -> None:
    judge(case, Verb.DIFFERENT)
    same = judge(case, Verb.SAME)
    assert together(case)
    parted = judge(case, Verb.DIFFERENT)
    assert not together(case)
    judge(case, Verb.UNDO, parted)
    assert together(case)
    judge(case, Verb.UNDO, same)
    assert not together(case)
