"""Saying: in whose content a place of the text stands, without a look at every attribution."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sayso.attribute.stance import stance_of
from sayso.model.assertion import Stance
from sayso.model.attribution import Kind
from sayso.model.span import spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model.attribution import Attribution
    from sayso.model.span import Span


class Saying:
    """The attributions of one document, by the characters of their contents and cues."""

    def __init__(self, text: str, attributions: Iterable[Attribution]) -> None:
        self._text = text
        self.by_id = {one.id: one for one in attributions}
        in_order = sorted(self.by_id.values(), key=lambda one: one.id)
        self._contents = _Cover((span, one) for one in in_order for span in one.content)
        self._cues = _Cover((span, one) for one in in_order for span in one.cue)
        self._sources = _Cover((span, one) for one in in_order for span in one.source)
        asked = [one for one in in_order if one.kind is Kind.QUESTION]
        self._asked = _Cover((span, one) for one in asked for span in one.content)
        self._denials: dict[str, bool] = {}

    def content_at(self, span: Span) -> Attribution | None:
        """Return the innermost attribution in whose content the span begins."""
        return self._contents.at(span.start)

    def cue_at(self, span: Span) -> Attribution | None:
        """Return an attribution in whose cue the span begins."""
        return self._cues.at(span.start)

    def source_at(self, span: Span) -> Attribution | None:
        """Return an attribution in whose source the span begins."""
        return self._sources.at(span.start)

    def asked_at(self, span: Span) -> bool:
        """Tell whether the span begins in what somebody asks or leaves open, however deep."""
        return self._asked.at(span.start) is not None

    def denies(self, attribution: Attribution) -> bool:
        """Tell whether the attribution denies its content, or the content is a denial."""
        if attribution.id not in self._denials:
            cue, content = spans_of(attribution.cue, self._text), spans_of(attribution.content, self._text)
            self._denials[attribution.id] = stance_of(cue, content, attribution.kind) is Stance.DENIES
        return self._denials[attribution.id]


class _Cover:
    """Which of many ranges covers a place: the shortest one. Built by a sweep, asked by bisection."""

    def __init__(self, ranges: Iterable[tuple[Span, Attribution]]) -> None:
        some = sorted(ranges, key=lambda one: (one[0].start, -one[0].end, one[1].id))
        self._starts: list[int] = []
        self._owners: list[Attribution | None] = []
        open_: list[tuple[int, Attribution]] = []
        for span, owner in some:
            self._close(open_, span.start)
            self._mark(span.start, owner)
            open_.append((span.end, owner))
        self._close(open_, None)

    def at(self, place: int) -> Attribution | None:
        """Return the owner of the innermost range that covers a place."""
        number = bisect_right(self._starts, place) - 1
        return self._owners[number] if number >= 0 else None

    def _close(self, open_: list[tuple[int, Attribution]], until: int | None) -> None:
        """Leave ranges that end at or before a place; what is around them is the owner again."""
        while open_ and (until is None or open_[-1][0] <= until):
            end, _ = open_.pop()
            while open_ and open_[-1][0] <= end:
                open_.pop()
            self._mark(end, open_[-1][1] if open_ else None)

    def _mark(self, place: int, owner: Attribution | None) -> None:
        if self._starts and self._starts[-1] == place:
            self._owners[-1] = owner
        else:
            self._starts.append(place)
            self._owners.append(owner)
