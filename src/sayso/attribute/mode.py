"""Whose words: direct, indirect or mixed."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from sayso.model.attribution import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.span import Span, Spans
    from sayso.text.quotes import Quotation

_start = attrgetter("span.start")
_WORD = re.compile(r"\w+")
_DIRECT = 0.9
"""Share of words inside quotation marks from which on a content counts as direct (PolNeAR's usage)."""
_SCARE = 2
"""Up to so many quoted words in an unquoted content are a title or scare quotes, not mixed speech."""


def mode_of(text: str, content: Spans, quotations: Sequence[Quotation]) -> Mode:
    """Return how much of the content stands in quotation marks."""
    total = quoted = 0
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            total += 1
            quoted += _inside(quotations, word.start())
    if not total or quoted <= min(_SCARE, total - 1):
        return Mode.INDIRECT
    return Mode.DIRECT if quoted >= _DIRECT * total else Mode.MIXED


def _inside(quotations: Sequence[Quotation], at: int) -> bool:
    return _at(quotations, at) is not None


def enclosing(quotations: Sequence[Quotation], span: Span) -> Quotation | None:
    """Return the quotation in which the whole span stands, if there is one."""
    found = _at(quotations, span.start)
    return found if found and found.span.contains(span) else None


def _at(quotations: Sequence[Quotation], at: int) -> Quotation | None:
    """Return the quotation that covers a character; they are in order and do not overlap."""
    index = bisect_right(quotations, at, key=_start) - 1
    return quotations[index] if index >= 0 and at < quotations[index].span.end else None
