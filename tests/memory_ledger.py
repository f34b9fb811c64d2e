"""A case in memory, for tests of what writes to cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.outcome import Outcome, Processed, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model.item import Item
    from sayso.model.run import Maker


class MemoryLedger:
    """Implements ``sayso.ports.Ledger``; keeps account of the transactions."""

    def __init__(self, interrupt_at: int | None = None) -> None:
        self.captured: dict[str, Item] = {}
        self.processed: dict[str, tuple[Processed, tuple[Maker, ...]]] = {}
        self.skipped: dict[str, Skipped] = {}
        self.log: list[tuple[str, int]] = []
        """(what, how many items) of each transaction."""
        self._interrupt_at = interrupt_at

    def current(self, documents: Sequence[str], makers: Sequence[Maker]) -> set[str]:
        return {one for one in documents if one in self.processed and self.processed[one][1] == tuple(makers)}

    def pending(self) -> Iterator[Item]:
        for document, item in self.captured.items():
            if document not in self.processed and document not in self.skipped:
                yield item

    def capture(self, items: Sequence[Item]) -> None:
        self._transact("capture", len(items))
        for item in items:
            self.captured.setdefault(item.id, item)

    def record(self, outcomes: Sequence[Outcome], makers: Sequence[Maker]) -> None:
        self._transact("record", len(outcomes))
        for outcome in outcomes:
            if isinstance(outcome, Processed):
                assert outcome.document.id in self.captured, "recorded before it was captured"
                self.skipped.pop(outcome.document.id, None)
                self.processed[outcome.document.id] = (outcome, tuple(makers))
            else:
                assert outcome.document is None or outcome.document in self.captured
                self.skipped[outcome.document or outcome.location] = outcome
                self.processed.pop(outcome.document or "", None)

    def state(self) -> tuple[list[object], ...]:
        """All that the case holds, in its order."""
        return (
            list(self.captured.items()),
            list(self.processed.items()),
            sorted((place, one.reason) for place, one in self.skipped.items()),
        )

    def _transact(self, what: str, size: int) -> None:
        """Take note, or be interrupted before anything is written: a transaction leaves no half."""
        if len(self.log) == self._interrupt_at:
            self._interrupt_at = None
            raise KeyboardInterrupt
        self.log.append((what, size))
