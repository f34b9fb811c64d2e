from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.quotes import quotations


def found(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It burned,” she said.", ["“It burned,”"]),
        ('"It burned," she said.', ['"It burned,"']),
        ("He said «la torre cayó» and left.", ["«la torre cayó»"]),
        ("Er sagte: „Es brannte“, mehr nicht.", ["„Es brannte“"]),
        ("彼は「燃えた」と言った。", ["「燃えた」"]),
        ("The ‘so-called wardens’ met at six o’clock.", ["‘so-called wardens’"]),
        ("It wasn’t the wardens’ fault, the guards’ union said.", []),
        ("“One,” he said, “and two.”", ["“One,”", "“and two.”"]),
        ("no quotation at all", []),
    ],
)
def test_finds_each_kind_of_mark(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_open_at_the_end() -> None:
    text = "“The first part.\n\n“The second part,” she said."
    first, second = quotations(text)
    assert first.open_end
    assert first.span.of(text) == "“The first part."
    assert not second.open_end


def test_a_stray_mark_does_not_swallow_a_book() -> None:
    text = '"' + "word " * 2000 + "\nNext “line” here."
    assert "“line”" in found(text)


def test_inside_drops_the_marks() -> None:
    text = "x “ quiet ” y"
    (quotation,) = quotations(text)
    inside = quotation.inside(text)
    assert inside is not None
    assert inside.of(text).strip() == "quiet"


@given(st.text(alphabet="ab '\"“”‘’«»\n.", max_size=80))
def test_quotations_are_in_order_and_do_not_overlap(text: str) -> None:
    spans = [quotation.span for quotation in quotations(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
