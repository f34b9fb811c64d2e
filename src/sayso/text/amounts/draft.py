"""A number with what stands around it, as far as it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from sayso.model.amount import AmountKind, Comparison


@dataclass(slots=True)
class Draft:
    """An amount in the making; all places are indexes of tokens in one line."""

    first: int
    """Of the number, its currency sign included."""
    last: int
    low: Decimal
    high: Decimal
    in_words: bool
    vague: bool
    scaled: bool
    ranged: bool
    begin: int
    """Of everything, the comparison word included."""
    stop: int
    """Where the unit, or the words of comparison after the number, end."""
    signed: bool = False
    """A currency stands before the number."""
    unit: str | None = None
    kind: AmountKind | None = None
    """Money, share or measure, if there is a unit."""
    comparison: Comparison | None = None
    counts: tuple[int, int] | None = None
    counts_people: bool = False
    harm: str | None = None
    """killed, wounded, …; the empty string if victims are counted, but not how they were harmed."""

    @property
    def end(self) -> int:
        """Return the last token of everything."""
        return max(self.last, self.stop, self.counts[1] if self.counts else 0)

    @property
    def counts_end(self) -> int:
        """Return the last token of what is counted, or else of the number."""
        return self.counts[1] if self.counts else self.last
