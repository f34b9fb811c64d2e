from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.span import Span
from sayso.text.sentences import around, sentences, trimmed


def test_sentences_keep_abbreviations_whole_and_end_at_line_breaks() -> None:
    text = "Dr. Mara Velt left at 9 a.m. on Tuesday. “It burned,” she said.\nA HEADLINE\nThe rest."
    assert [span.of(text) for span in sentences(text)] == [
        "Dr. Mara Velt left at 9 a.m. on Tuesday.",
        "“It burned,” she said.",
        "A HEADLINE",
        "The rest.",
    ]


def test_ideographic_stops_end_sentences() -> None:
    text = "塔は燃えた。彼女は言った。"
    assert len(sentences(text)) == 2


@given(st.text(max_size=200))
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)


def test_around_spans_whole_sentences() -> None:
    text = "One here. Two there. Three now."
    cut = sentences(text)
    assert around(cut, Span(12, 24)).of(text) == "Two there. Three now."


def test_around_without_sentences_is_the_place_itself() -> None:
    assert around([], Span(1, 2)) == Span(1, 2)


def test_trimmed_is_none_for_white_space() -> None:
    assert trimmed("a   b", 1, 4) is None
    assert trimmed("a x b", 1, 4) == Span(2, 3)
