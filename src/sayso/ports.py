"""Protocols that stages, engines, stores and faces meet at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from sayso.model.item import Item
    from sayso.model.outcome import Outcome
    from sayso.model.run import Maker

Task = TypeVar("Task")
Result = TypeVar("Result")


class Stage(Protocol):
    """A pure function over batches, with a name, a version and a frozen configuration.

    ``needs`` and ``makes`` name records (``"item"``, ``"document"``, ``"annotation"`` …) so that an
    order of stages can be checked before it runs.
    """

    @property
    def maker(self) -> Maker:
        """Stage, version and configuration in one record."""

    @property
    def needs(self) -> frozenset[str]:
        """Records that must exist before."""

    @property
    def makes(self) -> frozenset[str]:
        """Records that exist afterwards."""


class Engine(Protocol):
    """Spreads work over one or many processes."""

    def map(
        self,
        work: Callable[[Task], Result],
        tasks: Iterable[Task],
        failed: Callable[[Task, str], Result],
    ) -> Generator[Result, None, None]:
        """Yield ``work(task)`` for each task, in the order of the tasks.

        Tasks are drawn lazily, only as far ahead as keeps all workers busy. A task that crashes its
        worker, or takes longer than the engine's time limit, yields ``failed(task, reason)`` instead;
        ordinary exceptions raised by ``work`` pass through to the caller. Closing the
        iterator (or Ctrl-C) stops all workers.
        """


class Progress(Protocol):
    """What long work tells about itself; the command line draws a bar from it."""

    def expect(self, total: int) -> None:
        """Say how many steps are known so far; may grow while the work goes on."""

    def step(self, label: str) -> None:
        """Say that one more is done, and which."""


class Ledger(Protocol):
    """The write side of a case, as the pipeline sees it."""

    def current(self, documents: Sequence[str], makers: Sequence[Maker]) -> set[str]:
        """Return those of the document ids that these very makers have already processed."""

    def pending(self) -> Iterator[Item]:
        """Yield items that were captured but not processed (a killed run), in order of capture."""

    def capture(self, items: Sequence[Item]) -> None:
        """Store bytes and append captures, in order, in one transaction. Known items add nothing."""

    def record(self, outcomes: Sequence[Outcome], makers: Sequence[Maker]) -> None:
        """Store what came of captured items, in one transaction, replacing any earlier outcome.

        An outcome may also be ``Skipped`` without a document: an input of which no bytes were obtained.
        """
