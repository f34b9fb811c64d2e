"""Bring items through the pipeline into a case, so that being killed at any instant costs nothing.

The order is what makes it safe: bytes are stored before anybody tries to understand them, and what came of
them is stored in the order in which they were captured. Whatever was captured and has no outcome yet is
therefore the tail of an earlier run that was killed, and is finished first.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from sayso.model.item import Item
from sayso.model.outcome import Outcome, Processed, Skipped
from sayso.pipeline.batches import BatchSize, batches
from sayso.text.english import looks_english

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from sayso.model.run import Maker
    from sayso.ports import Engine, Ledger, Progress

CAPTURE_SIZE = BatchSize(items=16, data=8_000_000)
"""What is stored in one transaction before it is understood."""
TASK_SIZE = BatchSize(items=8, data=200_000)
"""What a worker takes at once: enough to be worth the way, little enough to be lost without much harm."""


class Pipeline(Protocol):
    """What this module needs of :class:`~sayso.pipeline.reports.ReportPipeline`."""

    @property
    def makers(self) -> tuple[Maker, ...]:
        """The makers of all stages, in order."""

    def __call__(self, items: tuple[Item, ...]) -> tuple[Outcome, ...]:
        """Return the outcome of each item, in order."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    added: int
    """Reports that were processed, those of an earlier killed run included."""
    known: int
    """Reports that the case already held, as these very makers would make them."""
    attributions: int
    assertions: int
    skipped: tuple[Skipped, ...]
    """What could not be obtained or read, with its reason, in order of input."""
    not_read: int = 0
    """Of the added reports, those in a language that is kept but not read."""
    untold: int = 0
    """Of the added reports, those that tell neither their outlet nor their date."""


def process(
    items: Iterable[Item | Skipped],
    ledger: Ledger,
    pipeline: Pipeline,
    engine: Engine,
    progress: Progress | None = None,
    *,
    capture_size: BatchSize = CAPTURE_SIZE,
    task_size: BatchSize = TASK_SIZE,
) -> Summary:
    """Capture and process all items; first finish what an earlier run was killed over.

    A batch that crashes its worker or takes too long is tried again one item at a time, so that only the
    culprit is skipped.

    Args:
        items: What was obtained, and what could not be; drawn lazily.
        ledger: The case.
        pipeline: What is done to a batch, and by which makers.
        engine: Where it is done.
        progress: Told of every item.
        capture_size: How much is captured in one transaction.
        task_size: How much makes one task.

    Raises:
        KeyboardInterrupt: After all workers have been stopped; the case is as a killed run leaves it.
        CaseError: The case cannot be written to.
    """
    account = _Account(progress)
    makers = pipeline.makers
    incoming = _Incoming(ledger, makers, account)
    to_process = incoming.to_process(items, capture_size)
    answers: Generator[_Answer, None, None] = engine.map(pipeline, batches(to_process, task_size), _GaveUp)
    with closing(to_process), closing(answers):
        for answer in answers:
            outcomes = answer if isinstance(answer, tuple) else _one_by_one(answer, pipeline, engine)
            ledger.record(outcomes, makers)
            for outcome in outcomes:
                incoming.settle(outcome)
    return account.summary()


@dataclass(frozen=True, slots=True)
class _GaveUp:
    """A task that crashed its worker or took too long; one of its items is to blame."""

    task: tuple[Item, ...]
    reason: str

    def skipped(self) -> Skipped:
        """Put the blame on the task's only item."""
        (item,) = self.task
        reason = (
            f"Reading it {self.reason}. It may be damaged, built to do harm, or just very long: check where "
            "it comes from, then add it in another format or with a longer time limit."
        )
        return Skipped(item.location, reason, item.id)


_Answer = tuple[Outcome, ...] | _GaveUp


def _one_by_one(given_up: _GaveUp, pipeline: Pipeline, engine: Engine) -> tuple[Outcome, ...]:
    """Return the outcomes of a task that was given up, each item tried alone unless it already was."""
    if len(given_up.task) == 1:
        return (given_up.skipped(),)
    alone = ((item,) for item in given_up.task)
    answers: Generator[_Answer, None, None] = engine.map(pipeline, alone, _GaveUp)
    with closing(answers):
        return tuple(
            outcome
            for answer in answers
            for outcome in (answer if isinstance(answer, tuple) else (answer.skipped(),))
        )


@dataclass(slots=True)
class _Incoming:
    """Decides what has to be processed, and captures it before it is."""

    ledger: Ledger
    makers: tuple[Maker, ...]
    account: _Account
    in_hand: set[str] = field(default_factory=set)
    """Captured, handed out, and not yet recorded."""
    resumed: set[str] = field(default_factory=set)
    """Taken over from a killed run, and not yet met among the inputs."""
    places: dict[str, list[int]] = field(default_factory=dict)
    """Where, in the order of input, that came which is not yet settled; the same bytes may come often."""
    twins: dict[str, list[str]] = field(default_factory=dict)
    """Locations of the same bytes, met again while those are in hand: they share the outcome."""
    tried: dict[str, Skipped] = field(default_factory=dict)
    """Skipped in this run: the same bytes elsewhere are not tried again, or it would depend on the pace
    of the workers which of their places the case names."""
    drawn: int = 0

    def to_process(
        self, items: Iterable[Item | Skipped], capture_size: BatchSize
    ) -> Generator[Item, None, None]:
        """Yield what has to be processed; all of it is captured by then."""
        # A list, because the case is written to while these are worked on. It is short: a run captures
        # no further ahead than its workers need.
        left_over = list(self.ledger.pending())
        self.account.expect(len(left_over))
        for item in left_over:
            self.resumed.add(item.id)
            self.in_hand.add(item.id)
            self._came(item.id)
            yield item
        for batch in batches(self._obtained(items), capture_size):
            new = self._new(batch)
            self.ledger.capture(new)
            yield from new

    def settle(self, outcome: Outcome) -> None:
        """Account for what has been recorded, and forget it, since the ledger itself now knows it."""
        settled = outcome.document if isinstance(outcome, Skipped) else outcome.document.id
        if settled is None:
            self.account.enter(outcome, self._next_place())
            return
        self.in_hand.discard(settled)
        if isinstance(outcome, Skipped):
            self.tried[settled] = outcome
        self.account.enter(outcome, self._place(settled))
        for location in self.twins.pop(settled, ()):
            self._again(settled, location)

    def _obtained(self, items: Iterable[Item | Skipped]) -> Iterator[Item]:
        for item in items:
            if isinstance(item, Item):
                self._came(item.id)
                yield item
            else:
                self.account.expect(1)
                self.ledger.record((item,), self.makers)
                self.account.enter(item, self._next_place())

    def _came(self, document: str) -> None:
        self.places.setdefault(document, []).append(self._next_place())

    def _place(self, document: str, number: int = 0) -> int:
        """Take a place at which these bytes came: the first, as a rule."""
        places = self.places[document]
        place = places.pop(number)
        if not places:
            del self.places[document]
        return place

    def _again(self, document: str, location: str) -> None:
        """Account for bytes that were met, and settled, in this run already."""
        place = self._place(document)
        first = self.tried.get(document)
        if first is None or first.location == location:
            self.account.know(location)
        else:
            self.account.enter(replace(first, location=location), place)

    def _next_place(self) -> int:
        self.drawn += 1
        return self.drawn

    def _new(self, batch: Sequence[Item]) -> list[Item]:
        current = self.ledger.current([item.id for item in batch], self.makers)
        new = []
        for item in batch:
            if item.id in self.resumed:
                # Counted when it was taken over; if it is still in hand, that is its first place.
                self.resumed.discard(item.id)
                self._place(item.id, 1 if item.id in self.in_hand else 0)
                continue
            self.account.expect(1)
            if item.id in self.in_hand:
                self.twins.setdefault(item.id, []).append(item.location)
            elif item.id in current or item.id in self.tried:
                self._again(item.id, item.location)
            else:
                self.in_hand.add(item.id)
                new.append(item)
        return new


@dataclass(slots=True)
class _Account:
    """Counts, and passes the count on."""

    progress: Progress | None
    expected: int = 0
    added: int = 0
    known: int = 0
    attributions: int = 0
    assertions: int = 0
    not_read: int = 0
    untold: int = 0
    skipped: dict[int, Skipped] = field(default_factory=dict)
    """By place in the order of input."""

    def expect(self, more: int) -> None:
        self.expected += more
        if self.progress is not None:
            self.progress.expect(self.expected)

    def know(self, location: str) -> None:
        self.known += 1
        self._step(location)

    def enter(self, outcome: Outcome, place: int) -> None:
        if isinstance(outcome, Processed):
            self.added += 1
            self.attributions += len(outcome.attributions)
            self.assertions += len(outcome.assertions)
            self.not_read += not outcome.attributions and not looks_english(outcome.document.text)
            self.untold += outcome.document.outlet is None and outcome.document.published is None
            self._step(outcome.document.location)
        else:
            self.skipped[place] = outcome
            self._step(outcome.location)

    def summary(self) -> Summary:
        skipped = tuple(self.skipped[place] for place in sorted(self.skipped))
        return Summary(
            self.added, self.known, self.attributions, self.assertions, skipped, self.not_read, self.untold
        )

    def _step(self, label: str) -> None:
        if self.progress is not None:
            self.progress.step(label)
