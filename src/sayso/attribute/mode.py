"""Whose words: direct, indirect or mixed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.attribution import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.span import Span, Spans
    from sayso.text.quotes import Quotation

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
    return any(quotation.span.start <= at < quotation.span.end for quotation in quotations)


def enclosing(quotations: Sequence[Quotation], span: Span) -> Quotation | None:
    """Return the quotation in which the whole span stands, if there is one."""
    return next((quotation for quotation in quotations if quotation.span.contains(span)), None)
