"""Listings and their JSON: what scripts rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from case_records import HARBOUR, MAKERS, harbour
from sayso.actions import listings
from sayso.actions.explain import explain
from sayso.errors import CaseError, NoSuchRecord
from sayso.model.ids import sha256
from sayso.model.ledger import CaptureView, LedgerFilter, OriginalView, Passage, ReportView
from sayso.model.outcome import Skipped
from sayso.store import open_case

if TYPE_CHECKING:
    from pathlib import Path

CONTRACT = [
    "id", "document", "document_key", "attribution", "content", "speaker", "source_kind", "stance",
    "certainty", "polarity", "kind", "claim",
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "matter.case"
    of, outcome = harbour(published="2031-04-02")
    with open_case(path, create=True) as case:
        case.capture([of])
        case.record([outcome, Skipped("gone.txt", "It is not there.")], MAKERS)
    return path


def test_an_assertion_in_json_begins_with_the_contract(path: Path) -> None:
    line = next(listings.assertions(path, LedgerFilter(stance=("denies",))))
    told = json.loads(json.dumps(listings.assertion_json(line)))
    assert list(told)[: len(CONTRACT)] == CONTRACT
    ((start, end),) = told["content"]
    assert HARBOUR[start:end] == told["quote"] == "it"
    assert told == {
        "id": line.assertion.id, "document": line.report.id, "document_key": "k-1",
        "attribution": line.attribution.id, "content": [[start, end]], "speaker": "Ines Vdovin",
        "source_kind": "person", "stance": "denies", "certainty": "certain", "polarity": "positive",
        "kind": "claim", "claim": None, "quote": "it", "source": "Mayor Ines Vdovin", "cue": "denied",
        "outlet": "The Tarn Post", "published": "2031-04-02",
    }  # fmt: skip


def test_what_the_text_does_not_name_is_null(path: Path) -> None:
    told = listings.assertion_json(next(listings.questions(path)))
    assert (told["source"], told["speaker"], told["stance"]) == (None, None, "leaves_open")


def test_listings_take_a_path_or_an_open_case(path: Path) -> None:
    with open_case(path) as case:
        for one in (path, str(path), case):
            assert sum(1 for _ in listings.assertions(one)) == 3
            assert listings.counts(one).assertions == 3
            assert [listings.report_json(line)["location"] for line in listings.reports(one)] == [
                "harbour.txt"
            ]
            assert [listings.outlet_json(line) for line in listings.outlets(one)] == [
                {"name": "The Tarn Post", "reports": 1, "assertions": 3}
            ]
            assert [skip.location for skip in listings.skipped(one)] == ["gone.txt"]
        assert case.counts().reports == 1


def test_a_listing_of_no_case_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case"):
        list(listings.assertions(tmp_path / "nothing.case"))


def test_any_record_explains_itself(path: Path) -> None:
    line = next(listings.assertions(path))
    passage = explain(path, line.assertion.id)
    assert isinstance(passage, Passage)
    assert passage.line == line
    assert explain(path, line.attribution.id) == passage
    report = explain(path, "k-1")
    assert isinstance(report, ReportView)
    assert report.document.text == HARBOUR
    capture = explain(path, "1")
    assert isinstance(capture, CaptureView)
    assert capture.report is not None
    original = explain(path, sha256(HARBOUR)[:10])
    assert isinstance(original, OriginalView)
    assert original.captures == (capture,)
    with pytest.raises(NoSuchRecord):
        explain(path, "nothing")
