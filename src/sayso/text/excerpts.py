"""Excerpts: a content as it stands in its text, with what is around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.statement import Excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.span import Span

_BEFORE, _AFTER = 260, 60
"""Characters around a content that are kept; the matcher reads the nearest of them."""
_GAP = 120
"""Characters that may stand between the pieces of a content, and are then read with it."""
_SPACE = re.compile(r"\s+")


def excerpt_of(text: str, spans: Sequence[Span]) -> Excerpt:
    """Return a content of a text with what is around it.

    Args:
        text: the document's.
        spans: the content's pieces, at least one, in any order. What stands between them is read with them,
            unless that is long: then only the text before the first and behind the last is around.
    """
    ordered = sorted(spans)
    start, end = ordered[0].start, max(span.end for span in ordered)
    apart = end - start - sum(span.end - span.start for span in ordered)
    content = text[start:end] if apart <= _GAP else " ".join(span.of(text) for span in ordered)
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    return Excerpt(_plain(content), _plain(before), _plain(after))


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
