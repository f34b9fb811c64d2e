"""Bringing items into a case: nothing twice, nothing lost, nothing out of order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory_ledger import MemoryLedger
from reports import report, small_pipeline
from sayso.engine.processes import Processes
from sayso.engine.serial import Serial
from sayso.errors import CaseBusy, ModelError
from sayso.model.outcome import Outcome, Skipped
from sayso.pipeline.batches import BatchSize
from sayso.pipeline.run import Summary, process

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from sayso.model.item import Item
    from sayso.ports import Result, Task

SMALL = BatchSize(items=3, data=10_000)
SMALLER = BatchSize(items=2, data=10_000)


class Bar:
    def __init__(self) -> None:
        self.total = 0
        self.labels: list[str] = []

    def expect(self, total: int) -> None:
        assert total >= self.total, "the total shrank"
        self.total = total

    def step(self, label: str) -> None:
        self.labels.append(label)
        assert len(self.labels) <= self.total, "more steps than were expected"


def run(
    items: Iterable[Item | Skipped],
    ledger: MemoryLedger,
    bar: Bar | None = None,
    version: str = "1",
    engine: Serial | Processes | None = None,
) -> Summary:
    pipeline = small_pipeline(version)
    return process(items, ledger, pipeline, engine or Serial(60), bar, capture_size=SMALL, task_size=SMALLER)


def says(number: int) -> Item:
    return report(f"Ada Brook says: there are {number} boats", f"{number}.txt")


def test_reports_are_captured_and_recorded_in_order() -> None:
    ledger, bar = MemoryLedger(), Bar()
    items = [says(number) for number in range(10)]
    assert run(items, ledger, bar) == Summary(10, 0, 10, 10, (), untold=10)
    assert list(ledger.captured) == list(ledger.processed) == [item.id for item in items]
    assert bar.labels == [item.location for item in items]
    assert bar.total == 10


def test_transactions_are_small_and_capturing_stays_close_to_recording() -> None:
    ledger = MemoryLedger()
    run((says(number) for number in range(50)), ledger)
    captured = recorded = 0
    for what, size in ledger.log:
        assert size <= 3
        captured, recorded = (
            captured + size * (what == "capture"),
            recorded + size * (what == "record"),
        )
        assert recorded <= captured <= recorded + 8
    assert captured == recorded == 50


def test_adding_again_adds_nothing() -> None:
    ledger, bar = MemoryLedger(), Bar()
    items = [says(number) for number in range(5)]
    run(items, ledger)
    before = ledger.state()
    assert run(items, ledger, bar) == Summary(0, 5, 0, 0, ())
    assert ledger.state() == before
    assert len(bar.labels) == bar.total == 5


def test_same_bytes_elsewhere_are_the_same_report_another_outlet_is_another() -> None:
    ledger = MemoryLedger()
    text = "Ada Brook says: the mill is shut"
    items = [report(text, "a.txt"), report(text, "b.txt"), report(text, "c.txt", outlet="Harbour Post")]
    assert run([*items, says(1), says(2), report(text, "d.txt")], ledger) == Summary(4, 2, 4, 4, (), untold=3)
    assert [item.location for item in ledger.captured.values()] == ["a.txt", "c.txt", "1.txt", "2.txt"]


def test_other_makers_read_everything_anew_from_the_same_captures() -> None:
    ledger = MemoryLedger()
    items = [says(number) for number in range(4)]
    run(items, ledger)
    assert run(items, ledger, version="2").added == 4
    assert len(ledger.captured) == len(ledger.processed) == 4


def test_what_could_not_be_obtained_or_read_is_told_and_tried_again() -> None:
    ledger = MemoryLedger()
    missing = Skipped("gone.txt", "There is no such file; check the path.")
    items = [missing, says(1), report("a\x00b", "binary.txt"), says(2)]
    for added in (2, 0):
        bar = Bar()
        summary = run(items, ledger, bar)
        assert len(bar.labels) == bar.total == 4
        assert summary.added == added
        assert [one.location for one in summary.skipped] == ["gone.txt", "binary.txt"]
    assert set(ledger.skipped) == {"gone.txt", items[2].id}  # type: ignore[union-attr]


def test_what_was_skipped_is_listed_in_order_of_input() -> None:
    def binary(number: int) -> Item:
        return report(f"{number}\x00", f"{number}.txt")

    def missing(number: int) -> Skipped:
        return Skipped(f"{number}.txt", "There is no such file; check the path.")

    ledger = MemoryLedger()
    ledger.capture([binary(0)])
    items = [missing(1), says(2), binary(3), missing(4), binary(3), binary(0), says(2), missing(5), binary(6)]
    listed = [one.location for one in run(items, ledger).skipped]
    assert listed == ["0.txt", "1.txt", "3.txt", "4.txt", "5.txt", "6.txt"]


def test_the_same_unreadable_bytes_are_named_wherever_they_are() -> None:
    """None of them is in the case, so none may be told to have been in it already."""
    items = [report("\x00", f"{number}.txt") for number in (1, 2, 2, 3)]
    for engine in (Serial(60), Processes(1, 60)):
        for size in (BatchSize(1, 100), BatchSize(16, 100)):
            bar = Bar()
            summary = process(items, MemoryLedger(), small_pipeline(), engine, bar, capture_size=size)
            assert [one.location for one in summary.skipped] == ["1.txt", "2.txt", "2.txt", "3.txt"]
            assert (summary.added, summary.known, len(bar.labels), bar.total) == (0, 0, 4, 4)
            assert len({one.reason for one in summary.skipped}) == 1


def test_only_the_culprit_of_a_batch_is_skipped() -> None:
    ledger = MemoryLedger()
    items = [says(1), report("CRASH", "crash.txt"), says(2), says(3), report("HOARD", "hoard.txt"), says(4)]
    summary = run(items, ledger, engine=Processes(2, 60))
    assert list(ledger.processed) == [item.id for item in items if item.location[0].isdigit()]
    assert [one.location for one in summary.skipped] == ["crash.txt", "hoard.txt"]
    crash, hoard = (one.reason for one in summary.skipped)
    assert crash.startswith("Reading it crashed its worker process (exit code 3). It may be damaged")
    assert hoard.startswith("Reading it ran out of memory. ")


@pytest.mark.parametrize("engine", [Serial(2), Processes(1, 2)], ids=["serial", "process"])
def test_a_report_that_takes_too_long_is_skipped_alone(engine: Serial | Processes) -> None:
    ledger = MemoryLedger()
    items = [says(1), report("HANG", "hang.txt"), says(2)]
    summary = run(items, ledger, engine=engine)
    assert summary.added == 2
    assert summary.skipped[0].reason.startswith("Reading it took longer than 2 s. ")
    assert "longer time limit" in summary.skipped[0].reason


def test_what_no_report_is_to_blame_for_stops_the_run() -> None:
    with pytest.raises(ModelError):
        run([says(1), report("NOMODEL")], MemoryLedger())


def test_an_earlier_run_is_finished_first_and_counted_once() -> None:
    ledger, bar = MemoryLedger(), Bar()
    items = [says(number) for number in range(4)]
    ledger.capture(items[1:3])
    assert run(items, ledger, bar) == Summary(4, 0, 4, 4, (), untold=4)
    assert list(ledger.processed) == [items[place].id for place in (1, 2, 0, 3)]
    assert len(bar.labels) == bar.total == 4


@settings(max_examples=300)
@given(st.data())
def test_interrupted_between_any_two_transactions_and_run_again_it_is_as_if_nothing_had_been(
    data: st.DataObject,
) -> None:
    texts = st.one_of(
        st.integers(0, 9).map(lambda number: f"Ada Brook says: {number} boats"),
        st.sampled_from(["a\x00b", "Quux zorp", "BUG", "HOARD"]),
    )
    items: list[Item | Skipped] = [
        report(text, f"{place}.txt") for place, text in enumerate(data.draw(st.lists(texts, max_size=12)))
    ]
    if data.draw(st.booleans()):
        items.insert(0, Skipped("gone.txt", "There is no such file; check the path."))
    undisturbed = MemoryLedger()
    run(items, undisturbed)

    ledger = MemoryLedger(interrupt_at=data.draw(st.integers(0, len(undisturbed.log))))
    try:
        run(items, ledger)
    except KeyboardInterrupt:
        run(items, ledger)
    assert ledger.state() == undisturbed.state()


@given(st.permutations(range(7)))
def test_ids_do_not_depend_on_the_order_of_the_inputs(order: list[int]) -> None:
    def ids(numbers: Iterable[int]) -> set[str]:
        ledger = MemoryLedger()
        run([says(number) for number in numbers], ledger)
        return {
            record.id
            for outcome, _ in ledger.processed.values()
            for record in (outcome.document, *outcome.attributions, *outcome.assertions)
        }

    assert ids(order) == ids(range(7))
    assert len(ids(order)) == 21


class Watched:
    """An engine that tells whether its results were closed."""

    def __init__(self) -> None:
        self.closed = 0

    def map(
        self,
        work: Callable[[Task], Result],
        tasks: Iterable[Task],
        failed: Callable[[Task, str], Result],
    ) -> Generator[Result, None, None]:
        try:
            for task in tasks:
                yield work(task)
        finally:
            self.closed += 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, CaseBusy("The case is busy; try again.")])
def test_workers_are_stopped_when_the_case_cannot_be_written(error: BaseException) -> None:
    class Broken(MemoryLedger):
        def record(self, outcomes: Iterable[Outcome], makers: object) -> None:  # type: ignore[override]
            raise error

    engine = Watched()
    with pytest.raises(BaseException) as caught:  # noqa: PT011
        process([says(1), says(2)], Broken(), small_pipeline(), engine)
    assert caught.value is error or caught.type is error
    assert engine.closed == 1


def test_the_source_is_closed_when_the_run_stops() -> None:
    closed = []

    def source() -> Iterator[Item]:
        try:
            yield from (says(number) for number in range(100))
        finally:
            closed.append(True)

    with pytest.raises(KeyboardInterrupt):
        run(source(), MemoryLedger(interrupt_at=2))
    assert closed
