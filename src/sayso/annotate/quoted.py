"""A quotation is one speaker's: who speaks beside it says all of it, whoever is reported inside it.

The model reads word by word, and a long quotation that reports what others say may fall into pieces. Its
marks tell
better: a frame whose source and cue stand outside a quotation, and whose content reaches the mark next to
them, has the whole quotation for its content, and what was found wholly inside the quotation stands in that
frame.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.text.quotes import quotations

if TYPE_CHECKING:
    from sayso.model.annotation import Frame
    from sayso.model.span import Span

_NEAR = 60
"""Characters between a quotation and the cue that belongs to it, at most."""
_FAR = 200
"""Characters before a quotation within which such a cue begins."""


def whole_quotations(text: str, frames: list[Frame]) -> list[Frame]:
    """Return the frames with quotations made whole, outer before inner."""
    found = list(frames)
    by_cue = sorted(range(len(found)), key=lambda at: found[at].cue.start)
    starts = [found[at].cue.start for at in by_cue]
    for quotation in quotations(text):
        span = quotation.span
        around = slice(bisect_left(starts, span.start - _FAR), bisect_right(starts, span.end + _NEAR))
        near = sorted(by_cue[around])
        inside = [at for at in near if found[at].parent is None and _within(found[at], span)]
        holder = next((at for at in near if inside and _speaks(found[at], span)), None)
        if holder is not None:
            kept = tuple(piece for piece in found[holder].content if not span.contains(piece))
            content = tuple(sorted((*kept, span), key=lambda piece: piece.start))
            found[holder] = replace(found[holder], content=content)
            for at in inside:
                found[at] = replace(found[at], parent=holder)
    return _outer_first(found)


def _within(frame: Frame, span: Span) -> bool:
    """Tell whether a frame with a source lies in a quotation, and is less than the whole of it."""
    parts = (frame.cue, *frame.source, *frame.content)
    return bool(frame.source) and all(span.contains(part) for part in parts)


def _speaks(frame: Frame, span: Span) -> bool:
    """Tell whether a frame's source and cue stand beside a quotation whose near mark its content reaches."""
    if not frame.source or frame.parent is not None:
        return False
    if any(part.overlaps(span) for part in (frame.cue, *frame.source)):
        return False
    mine = [piece for piece in frame.content if span.contains(piece)]
    if not mine:
        return False
    if frame.cue.start >= span.end:
        return frame.cue.start - span.end <= _NEAR and mine[-1].end >= span.end - 1
    return span.start - frame.cue.end <= _NEAR and mine[0].start <= span.start + 1


def _outer_first(frames: list[Frame]) -> list[Frame]:
    """Put each frame behind its parent, else in the order given, and renumber the parents."""
    order: dict[int, None] = {}

    def place(at: int) -> None:
        parent = frames[at].parent
        if parent is not None and parent not in order:
            place(parent)
        order.setdefault(at)

    for at in range(len(frames)):
        place(at)
    new = {old: position for position, old in enumerate(order)}
    moved = (frames[old] for old in order)
    return [frame if frame.parent is None else replace(frame, parent=new[frame.parent]) for frame in moved]
