"""What every ledger must do, whatever keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from case_records import MAKERS, READ, harbour, item, processed
from memory_ledger import MemoryLedger
from sayso.model.outcome import Skipped
from sayso.model.run import Maker
from sayso.store import open_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.ports import Ledger


@pytest.fixture(params=["memory", "case"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    if request.param == "memory":
        yield MemoryLedger()
        return
    with open_case(tmp_path / "matter.case", create=True) as case:
        yield case


def test_an_empty_ledger_awaits_and_knows_nothing(ledger: Ledger) -> None:
    assert list(ledger.pending()) == []
    assert ledger.current(["doc-0"], MAKERS) == set()
    assert ledger.current([], MAKERS) == set()


def test_what_is_captured_is_pending_in_order_and_exactly_as_it_came(ledger: Ledger) -> None:
    items = [item(f"report {number}", f"{number}.txt", key=f"k{number}") for number in (3, 1, 2)]
    ledger.capture(items)
    ledger.capture([item("report 0", "0.txt")])
    assert list(ledger.pending()) == [*items, item("report 0", "0.txt")]


def test_capturing_again_adds_nothing(ledger: Ledger) -> None:
    one, two = item("one"), item("two")
    ledger.capture([one, two, one])
    ledger.capture([two, one])
    assert list(ledger.pending()) == [one, two]


def test_the_same_bytes_from_two_outlets_are_two_documents(ledger: Ledger) -> None:
    items = [item("one", outlet="The Tarn Post"), item("one", outlet="Radio Vell")]
    ledger.capture(items)
    assert list(ledger.pending()) == items


def test_what_is_recorded_is_no_longer_pending_and_current_for_its_makers_only(ledger: Ledger) -> None:
    of, outcome = harbour()
    ledger.capture([of, item("later")])
    ledger.record([outcome], MAKERS)
    assert list(ledger.pending()) == [item("later")]
    assert ledger.current([of.id, item("later").id], MAKERS) == {of.id}
    assert ledger.current([of.id], (READ, Maker("annotate", "2", "{}"))) == set()
    assert ledger.current([of.id], (READ,)) == set()


def test_what_was_skipped_is_neither_pending_nor_current(ledger: Ledger) -> None:
    of = item("broken")
    ledger.capture([of])
    ledger.record([Skipped(of.location, "It is cut off.", of.id)], MAKERS)
    assert list(ledger.pending()) == []
    assert ledger.current([of.id], MAKERS) == set()


def test_a_later_outcome_takes_the_place_of_an_earlier_one(ledger: Ledger) -> None:
    of = item("broken, then whole")
    ledger.capture([of])
    ledger.record([Skipped(of.location, "It took too long.", of.id)], MAKERS)
    ledger.record([processed(of)], MAKERS)
    assert ledger.current([of.id], MAKERS) == {of.id}
    ledger.record([Skipped(of.location, "It took too long.", of.id)], MAKERS)
    assert ledger.current([of.id], MAKERS) == set()
    assert list(ledger.pending()) == []


def test_a_skip_without_bytes_is_recorded_without_a_capture(ledger: Ledger) -> None:
    ledger.record([Skipped("https://tarn.example/gone", "It is not there (404).")], MAKERS)
    assert list(ledger.pending()) == []


def test_many_documents_are_asked_for_at_once(ledger: Ledger) -> None:
    items = [item(f"report {number}") for number in range(1000)]
    ledger.capture(items)
    ledger.record([processed(of) for of in items[:900]], MAKERS)
    assert ledger.current([of.id for of in items], MAKERS) == {of.id for of in items[:900]}
    assert list(ledger.pending()) == items[900:]
