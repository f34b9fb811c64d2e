from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.events.saying import Saying
from sayso.model.attribution import Attribution, Certainty, Kind, Mode, Polarity, SourceKind
from sayso.model.span import Span

TEXT = "x" * 100


def attribution(number: int, *content: tuple[int, int]) -> Attribution:
    return Attribution(
        f"att-{number}", "d", (), (Span(0, 1),), tuple(Span(*one) for one in content), None,
        SourceKind.PERSON, Mode.INDIRECT, Certainty.CERTAIN, Polarity.POSITIVE, Kind.CLAIM,
    )  # fmt: skip


def test_the_innermost_content_counts() -> None:
    saying = Saying(TEXT, [attribution(1, (10, 50), (60, 80)), attribution(2, (20, 30))])
    places = {5: None, 10: "att-1", 20: "att-2", 29: "att-2", 30: "att-1", 50: None, 60: "att-1", 80: None}
    for place, owner in places.items():
        found = saying.content_at(Span(place, place + 1))
        assert (found.id if found else None) == owner


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), max_size=8), st.integers(0, 80))
def test_whoever_is_found_covers_the_place(places: list[tuple[int, int]], at: int) -> None:
    some = [attribution(n, (start, start + length)) for n, (start, length) in enumerate(places)]
    found = Saying(TEXT, some).content_at(Span(at, at + 1))
    covering = [one for one in some if one.content[0].contains(Span(at, at + 1))]
    assert found in covering if covering else found is None
    assert Saying(TEXT, some[::-1]).content_at(Span(at, at + 1)) == found
