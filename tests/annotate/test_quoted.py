from __future__ import annotations

from sayso.annotate.quoted import whole_quotations
from sayso.model.annotation import Frame
from sayso.model.span import Span

TEXT = "“The fire was set. One state told us that a crew was paid. They fled,” said the report. It ended."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


INNER = Frame(span("told us"), (span("One state"),), (span("that a crew was paid"),), 0.9)
OUTER = Frame(span("said"), (span("the report"),), (span("They fled,”"),), 0.8)


def test_who_speaks_beside_a_quotation_says_all_of_it() -> None:
    outer, inner = whole_quotations(TEXT, [INNER, OUTER])
    assert [piece.of(TEXT) for piece in outer.content] == [TEXT[: TEXT.index(" said")]]
    assert (outer.parent, inner.parent) == (None, 0)
    assert inner.content == INNER.content


def test_without_others_inside_nothing_changes() -> None:
    assert whole_quotations(TEXT, [OUTER]) == [OUTER]
    assert whole_quotations("No marks, he said.", []) == []


def test_a_content_that_does_not_reach_the_mark_is_left_alone() -> None:
    far = Frame(span("said"), (span("the report"),), (span("The fire was set"),), 0.8)
    assert whole_quotations(TEXT, [far, INNER]) == [far, INNER]


def test_children_follow_their_parents() -> None:
    late = Frame(span("told"), (span("One state"),), (span("a crew"),), 0.7, parent=1)
    frames = whole_quotations("x" * len(TEXT), [OUTER, INNER, late])
    assert all(frame.parent is None or frame.parent < at for at, frame in enumerate(frames))


def test_a_long_text_takes_time_in_proportion() -> None:
    text = (TEXT + "\n") * 3000
    frames = [
        Frame(
            Span(frame.cue.start + shift, frame.cue.end + shift),
            tuple(Span(one.start + shift, one.end + shift) for one in frame.source),
            tuple(Span(one.start + shift, one.end + shift) for one in frame.content),
            frame.score,
        )
        for shift in range(0, len(text), len(TEXT) + 1)
        for frame in (INNER, OUTER)
    ]
    found = whole_quotations(text, frames)
    assert [frame.parent for frame in found] == [None if at % 2 == 0 else at - 1 for at in range(len(found))]
