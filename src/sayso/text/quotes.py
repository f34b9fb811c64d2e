"""Which stretches of a text stand inside quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model.span import Span

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‟": "”", "「": "」", "『": "』", "‹": "›"}
_CLOSERS = frozenset("”»」』›")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")
_LONGEST = 4000
"""Characters after which a mark that never closes is taken to be a stray one."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch inside quotation marks, marks included.

    ``open_end`` is True where the paragraph ends without a closing mark because the
    quotation goes on in the next one.
    """

    span: Span
    open_end: bool = False

    def inside(self, text: str) -> Span | None:
        """Return the span without its marks; None if nothing is left."""
        start = self.span.start + 1
        end = self.span.end if self.open_end else self.span.end - 1
        while start < end and text[start].isspace():
            start += 1
        return Span(start, end) if start < end else None


def quotations(text: str) -> list[Quotation]:
    """Find quotations, line by line, in order; they do not overlap.

    Knows curly, straight, low and angle marks, CJK corners, and British single marks where
    they cannot be apostrophes. A quotation that runs over several paragraphs is opened
    again at each of them, as printers do; each paragraph gives one quotation.
    """
    found: list[Quotation] = []
    for line in _LINE.finditer(text):
        found.extend(_in_line(text, line.start(), line.end()))
    return found


def _in_line(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    at = start
    while at < end:
        char = text[at]
        if char in _PAIRS or char == '"':
            close = _find(
                text, at + 1, end, '"”' if char == '"' else _PAIRS[char] + ('"' if char == "“" else "")
            )
            if close is None:
                if end - at > 1 and (char != '"' or _opens(text, at, end)) and end - at <= _LONGEST:
                    found.append(Quotation(Span(at, end), open_end=True))
                return found
            found.append(Quotation(Span(at, close + 1)))
            at = close + 1
        elif char in "‘'" and _opens(text, at, end):
            close = _find_single(text, at + 1, end)
            if close is not None:
                found.append(Quotation(Span(at, close + 1)))
                at = close
            at += 1
        else:
            at += 1
    return found


def _find(text: str, start: int, end: int, closers: str) -> int | None:
    for at in range(start, min(end, start + _LONGEST)):
        if text[at] in closers:
            return at
    return None


def _opens(text: str, at: int, end: int) -> bool:
    """Tell whether the mark at ``at`` has nothing wordlike before it and a word after it."""
    before = text[at - 1] if at else " "
    return not _WORD.match(before) and before not in _CLOSERS and at + 1 < end and not text[at + 1].isspace()


def _find_single(text: str, start: int, end: int) -> int | None:
    """Find the closing single mark: after a letter or stop, before none, two words or more on."""
    for at in range(start, min(end, start + _LONGEST)):
        if text[at] in "’'" and not text[at - 1].isspace():
            after = text[at + 1] if at + 1 < end else " "
            if not _WORD.match(after) and " " in text[start:at]:
                return at
    return None
