"""Span: where in a text something stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import SpanError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A 0-based, end-exclusive range of Unicode code points; never empty.

    Exports as the W3C Web Annotation TextPositionSelector (and, with its text, TextQuoteSelector).

    Raises:
        SpanError: ``start`` is negative or not below ``end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"A span must have 0 <= start < end; got {self.start}..{self.end}."
            raise SpanError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters that the span covers.

        Raises:
            SpanError: the span ends beyond the text.
        """
        if self.end > len(text):
            message = f"Span {self.start}..{self.end} lies outside of a text of {len(text)} characters."
            raise SpanError(message)
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside (or is the same range)."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved right by ``by`` characters."""
        return Span(self.start + by, self.end + by)


Spans = tuple[Span, ...]
"""Ordered, non-overlapping pieces of one discontinuous stretch."""


def spans_to_json(spans: Iterable[Span]) -> list[list[int]]:
    """Return ``[[start, end], …]``, the form that every JSON of sayso uses."""
    return [[span.start, span.end] for span in spans]


def spans_from_json(pairs: Iterable[Iterable[int]]) -> Spans:
    """Read ``[[start, end], …]``; the inverse of :func:`spans_to_json`."""
    return tuple(Span(*pair) for pair in pairs)


def spans_of(spans: Iterable[Span], text: str, gap: str = " … ") -> str:
    """Return the pieces' characters, joined by ``gap`` where something was left out between them."""
    return gap.join(span.of(text) for span in spans)
