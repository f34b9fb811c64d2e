"""Footnotes: numbered in order of first mention, each with the passage behind a statement."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.model.ledger import LedgerLine, Passage, ReportLine
from sayso.present.context import Date, Footnote, Part, Ref, Segment
from sayso.present.links import language_tag, safe_link
from sayso.present.sentence import quotation_marks, relays_of, speaker_of
from sayso.present.when import readable

if TYPE_CHECKING:
    from sayso.model.span import Spans

PassageOf = Callable[[LedgerLine], Passage | None]
"""Finds the sentence (or sentences) around an assertion; None where only the line itself is known."""

_ROLES = ("source", "cue", "content", "hop")
"""Which role a character has where spans overlap: the first of these."""
_EDGE, _MIDDLE, _LONGEST = 240, 160, 2400
_SURE = 0.5


@dataclass(slots=True)
class _Note:
    line: LedgerLine
    number: int
    anchors: list[str] = field(default_factory=list)
    open: bool = False


class Notes:
    """Gives each line that is referred to one number, and remembers from where."""

    def __init__(self) -> None:
        self._notes: dict[str, _Note] = {}

    def __len__(self) -> int:
        return len(self._notes)

    def ref(self, line: LedgerLine, *, folded: bool = False) -> Ref:
        """Return a reference to the line's footnote, which it numbers at the first call."""
        note = self._notes.setdefault(line.assertion.id, _Note(line, len(self._notes) + 1))
        anchor = f"ref-{note.number}-{len(note.anchors) + 1}"
        note.anchors.append(anchor)
        note.open |= not folded
        return Ref(note.number, anchor, where(line.report))

    def known(self, line: LedgerLine) -> Ref | None:
        """Return a reference without a way back, for tables; None if the line has no footnote."""
        note = self._notes.get(line.assertion.id)
        return None if note is None else Ref(note.number, "", where(line.report))

    def footnotes(self, passage: PassageOf) -> tuple[Footnote, ...]:
        """Write all footnotes, in order of their numbers."""
        return tuple(_footnote(note, passage(note.line)) for note in self._notes.values())


def where(report: ReportLine) -> str:
    """Return outlet and date: ``Harrow Gazette, 2 April 2031``."""
    return f"{report.outlet or 'outlet not known'}, {readable(report.published)}"


def date_of(report: ReportLine) -> Date:
    """Return when a report was published, in words and as ISO 8601."""
    return Date(readable(report.published), report.published.value if report.published else "")


def _footnote(note: _Note, passage: Passage | None) -> Footnote:
    line, report, attribution = note.line, note.line.report, note.line.attribution
    relays = relays_of(line)
    who = speaker_of(line)[0]
    unsure = attribution.score < _SURE
    return Footnote(
        number=note.number,
        id=line.assertion.id,
        attribution=attribution.id,
        document=report.id,
        segments=tuple(_shortened(list(_segments(line, passage)))),
        parts=tuple(_parts(line)),
        title=report.name,
        outlet=report.outlet or "",
        author=report.author or "",
        agency=report.agency or "",
        date=date_of(report),
        location=report.location,
        link=safe_link(report.url),
        language=language_tag(report.language),
        mode=f"{attribution.mode} speech",
        chain=(report.outlet or "the report", *relays, who) if relays else (),
        nested=attribution.nested_in is not None,
        unsure=f"The reading is unsure here (confidence {attribution.score:.2f})." if unsure else "",
        back=tuple(note.anchors),
        folded=not note.open,
    )


def _parts(line: LedgerLine) -> Iterator[Part]:
    attribution = line.attribution
    roles = (
        ("source", line.source_text, attribution.source),
        ("cue", line.cue_text, attribution.cue),
        ("content", line.quote, line.assertion.content),
    )
    for role, text, spans in roles:
        if spans:
            yield Part(role, text, quotation_marks(text), _offsets(spans))


def _offsets(spans: Spans) -> str:
    return ", ".join(f"{span.start}–{span.end}" for span in spans)


def _segments(line: LedgerLine, passage: Passage | None) -> Iterator[Segment]:
    if passage is None:
        yield from _without_passage(line)
        return
    text, marks = passage.text, []
    for role, span in passage.marks:
        start, end = max(0, span.start - passage.start), min(len(text), span.end - passage.start)
        if role in _ROLES and start < end:
            marks.append((start, end, _ROLES.index(role)))
    cuts = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    role, begun = "plain", 0
    for start, end in itertools.pairwise(cuts):
        covering = [rank for first, last, rank in marks if first <= start and end <= last]
        now = _ROLES[min(covering)] if covering else "plain"
        if now != role:
            if begun < start:
                yield Segment(role, text[begun:start])
            role, begun = now, start
    if begun < len(text):
        yield Segment(role, text[begun:])


def _without_passage(line: LedgerLine) -> Iterator[Segment]:
    attribution = line.attribution
    roles = [
        (spans[0].start, Segment(role, text))
        for role, text, spans in (
            ("source", line.source_text, attribution.source),
            ("cue", line.cue_text, attribution.cue),
            ("content", line.quote, line.assertion.content),
        )
        if spans and text
    ]
    for index, (_, segment) in enumerate(sorted(roles, key=lambda pair: pair[0])):
        if index:
            yield Segment("cut", " … ")
        yield segment


def _shortened(segments: list[Segment]) -> Iterator[Segment]:
    """Leave out the middle of very long pieces, and say how much: a passage is read, not searched."""
    for index, segment in enumerate(segments):
        text, size = segment.text, len(segment.text)
        if segment.role == "plain" and index == 0 and len(segments) > 1 and size > _EDGE:
            yield from (_cut(size - _EDGE), Segment("plain", text[-_EDGE:]))
        elif segment.role == "plain" and index == len(segments) - 1 and size > _EDGE:
            yield from (Segment("plain", text[:_EDGE]), _cut(size - _EDGE))
        elif size > (2 * _MIDDLE + _EDGE if segment.role == "plain" else _LONGEST):
            keep = _MIDDLE if segment.role == "plain" else _LONGEST // 2
            yield from (
                Segment(segment.role, text[:keep]), _cut(size - 2 * keep), Segment(segment.role, text[-keep:])
            )  # fmt: skip
        else:
            yield segment


def _cut(left_out: int) -> Segment:
    return Segment("cut", f" [{left_out:,} characters left out] ")
