"""Read contents again, for what is said inside what is said.

The corpora that the model learnt from give each word one role, so a report that quotes member states
who report is one attribution to it. A second pass over the content alone finds the inner ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.decode import RoleSpan
from sayso.annotate.tokens import Tokens
from sayso.text.cues import reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.annotate.frames import TokenFrame

_FEWEST = 8
"""Subwords below which a content cannot hold a source, a cue and a content of its own."""
_SHARE = 0.92
"""An inner content that covers more of the outer one than this is the outer one read again."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A frame and the index of the frame it stands in."""

    frame: TokenFrame
    parent: int | None


def with_inner(
    text: str,
    tokens: Tokens,
    outer: list[TokenFrame],
    read: Callable[[Tokens], list[TokenFrame]],
    least: float,
    holding: float,
    depth: int = 2,
) -> list[Nested]:
    """Return the outer frames and those found inside their contents, each outer one before its inner ones.

    Args:
        text: the document's text.
        tokens: its subwords, which all frames index.
        outer: frames of the first pass.
        read: the reading model on a piece of the text.
        least: confidence below which an inner frame is dropped (and one without a source always is).
        holding: probability of ``nesting`` below which a content is not read again.
        depth: how many levels to look down.
    """
    found: list[Nested] = []

    def descend(frame: TokenFrame, parent: int | None, levels: int) -> None:
        found.append(Nested(frame, parent))
        index = len(found) - 1
        nesting = frame.told.facets["nesting"]["nested"] if frame.told else 1.0
        if levels == 0 or nesting < holding:
            return
        for part in frame.content:
            words = text[int(tokens.starts[part.first]) : int(tokens.ends[part.last])]
            if part.last - part.first + 1 < _FEWEST or not reports(words):
                continue
            for inner in read(piece(tokens, part.first, part.last)):
                moved = _moved(inner, part.first)
                if moved.source and moved.score >= least and _inside(tokens, text, moved, part):
                    descend(moved, index, levels - 1)

    for frame in outer:
        descend(frame, None, depth)
    return found


def piece(tokens: Tokens, first: int, last: int) -> Tokens:
    """Return a piece as a text of its own: it begins anew, and quotation marks around it do not count."""
    part = slice(first, last + 1)
    breaks = tokens.breaks[part].copy()
    breaks[0] = 2
    quote = tokens.quote[part]
    quote = np.zeros_like(quote) if quote.all() else quote
    return Tokens(
        tokens.ids[part],
        tokens.starts[part],
        tokens.ends[part],
        tokens.case[part],
        quote,
        breaks,
        tokens.inner[part],
    )


def _moved(frame: TokenFrame, by: int) -> TokenFrame:
    def move(span: RoleSpan) -> RoleSpan:
        return RoleSpan(span.first + by, span.last + by, span.role, span.score)

    return replace(
        frame,
        cue=move(frame.cue),
        source=tuple(map(move, frame.source)),
        content=tuple(map(move, frame.content)),
    )


def _inside(tokens: Tokens, text: str, inner: TokenFrame, outer: RoleSpan) -> bool:
    """Tell whether an inner frame says something of its own: a reporting cue, and less than the whole."""
    size = sum(span.last - span.first + 1 for span in inner.content)
    cue = text[int(tokens.starts[inner.cue.first]) : int(tokens.ends[inner.cue.last])]
    return size < _SHARE * (outer.last - outer.first + 1) and reports(cue)
