from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.span import Span
from sayso.model.statement import Excerpt
from sayso.text.excerpts import excerpt_of

TEXT = "The bridge fell.\n\n“We did not do it,” the colonel said, “and we know who did.” He left."


def spans(*pieces: str) -> list[Span]:
    return [Span(TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces]


def test_a_content_comes_with_what_stands_around_it_on_one_line() -> None:
    found = excerpt_of(TEXT, spans("We did not do it,"))
    assert found.content == "We did not do it,"
    assert found.before == "The bridge fell. “"
    assert found.after.startswith("” the colonel said")


def test_what_stands_between_two_pieces_is_read_with_them() -> None:
    pieces = spans("and we know who did.", "We did not do it,")
    assert excerpt_of(TEXT, pieces).content == TEXT[pieces[1].start : pieces[0].end]


def test_pieces_far_apart_are_joined_without_what_is_between() -> None:
    far = f"It fell. {'So much for that. ' * 20}It was mined."
    end = far.index("It was mined.")
    found = excerpt_of(far, [Span(0, 8), Span(end, len(far))])
    assert found == Excerpt("It fell. It was mined.", "", "")


@given(st.text(min_size=1), st.data())
def test_any_place_of_any_text_can_be_cut_out(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = excerpt_of(text, [Span(start, end)])
    assert found.content == " ".join(text[start:end].split())
