"""Where sentences begin and end."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from operator import attrgetter

from sayso.errors import SpanError
from sayso.model.span import Span

_LINE = re.compile(r"[^\n]+")
_REACH = 1500
"""Code points to either side in which the sentence around a passage is looked for."""
_CJK_STOP = re.compile(r"[。！？](?=.)")


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text, in order, without surrounding white space.

    A line break always ends a sentence; inside a line the Punkt model of nupunkt decides
    (Kiss and Strunk 2006). Stretches of white space belong to no sentence.
    """
    from nupunkt import sent_spans

    found: list[Span] = []
    for line in _LINE.finditer(text):
        for start, end in sent_spans(line.group()):
            for piece_start, piece_end in _cjk(line.group(), start, end):
                span = trimmed(text, line.start() + piece_start, line.start() + piece_end)
                if span is not None:
                    found.append(span)
    return found


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return ``start..end`` without white space at its edges; None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def around(spans: list[Span], place: Span) -> Span:
    """Return the stretch from the sentence in which ``place`` begins to the one in which it ends."""
    if not spans:
        return place
    first = max(bisect_right(spans, place.start, key=_start) - 1, 0)
    last = max(bisect_right(spans, place.end - 1, key=_start) - 1, 0)
    return Span(min(spans[first].start, place.start), max(spans[last].end, place.end))


def passage_around(text: str, spans: list[Span]) -> Span:
    """Return the stretch of whole sentences in which the spans stand; without spans, the text's beginning.

    Only the lines around them are cut into sentences, so that this is quick on long texts.

    Raises:
        SpanError: a span ends beyond the text.
    """
    if not spans:
        return Span(0, min(len(text), _REACH))
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if last > len(text):
        message = f"A span of this record ends at {last}, beyond its text of {len(text)}: run “sayso verify”."
        raise SpanError(message)
    # Sentences do not cross line ends; the window keeps a text without any from being cut as a whole.
    low = text.rfind("\n", max(0, first - _REACH), first) + 1 or max(0, first - _REACH)
    high = text.find("\n", last, last + _REACH)
    high = min(len(text), last + _REACH) if high < 0 else high
    return around([span.shifted(low) for span in sentences(text[low:high])], Span(first, last))


_start = attrgetter("start")


def _cjk(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut further at ideographic stops, which Punkt does not know."""
    cuts = [match.end() for match in _CJK_STOP.finditer(line, start, end)]
    edges = [start, *cuts, end]
    return list(itertools.pairwise(edges))
