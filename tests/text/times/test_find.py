from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.time import Time, TimeKind, TimeModifier
from sayso.text.times import find_times

PUBLISHED = "2024-03-31"
WORDS = [
    *(
        "Thursday",
        "May",
        "may",
        "March",
        "22",
        "2024",
        "1990s",
        "Sept",
        ".",
        ",",
        "the",
        "last",
        "next",
        "week",
    ),
    *("weeks", "of", "two", "a", "few", "ago", "early", "third", "quarter", "year", "-", "to", "and", "9:30"),
    *(
        "a.m.",
        "will",
        "said",
        "by",
        "on",
        "in",
        "night",
        "half",
        "past",
        "first",
        "1/0",
        "9/11",
        "31",
        "every",
    ),
    *("old", "Easter", "twenty", "hundred", "thousand", "Friday", "this", "12/13/14", "0001-01-01", "ended"),
    *("fiscal", "following", "latest", "since", "before", "at", "least", "o'clock", "Q3", "H1", "\n\n"),
]
SOME_TEXT = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
SOME_DAY = st.one_of(st.none(), st.dates().map(str), st.just("2024-03-31T18:05:00Z"), st.just("no day"))


def values(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [one.value for one in find_times(text, published)]


def only(text: str, published: str | None = PUBLISHED) -> Time:
    (found,) = find_times(text, published)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 32/13/2024, or on 1.2.24.",
        "They met in the fifth quarter and the third half.",
        "They were in their sixties.",
        "They left a 2% share, 1.999,5 boats and 1/0.",
        "The second half was played.",
        "Three-quarters of the wardens were late in leaving.",
        "Christmas trees burned.",
        "She sold Boat-1999 in the 99th century.",
        "This minute counts.",
        "The first March on Pellin was long.",
    ],
)
def test_what_only_looks_like_a_time_is_passed_over(text: str) -> None:
    assert values(text) == []


@given(st.one_of(SOME_TEXT, st.text(max_size=60)), SOME_DAY)
def test_any_text_gives_times_in_order_that_do_not_overlap(text: str, published: str | None) -> None:
    found = find_times(text, published)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))
    for one in found:
        assert (one.earliest is None) == (one.latest is None)
        if one.earliest and one.latest:
            assert one.earliest <= one.latest


@given(SOME_TEXT, st.sampled_from([" ", "\n\n", "\t \n", "\u2003"]))
def test_space_before_moves_the_spans_alone(text: str, space: str) -> None:
    moved = [(one.span.shifted(-len(space)), one.value) for one in find_times(f"{space}{text}", PUBLISHED)]
    assert moved == [(one.span, one.value) for one in find_times(text, PUBLISHED)]


@given(SOME_TEXT)
def test_a_longer_sentence_before_moves_the_spans_alone(text: str) -> None:
    short, long = "Pellin fell.\n\n", "Pellin burned down.\n\n"
    by = len(long) - len(short)
    moved = [(one.span.shifted(-by), one.value) for one in find_times(f"{long}{text}", PUBLISHED)]
    assert moved == [(one.span, one.value) for one in find_times(f"{short}{text}", PUBLISHED)]


@given(SOME_TEXT)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert find_times(text, PUBLISHED) == find_times(text, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x01",
        "\u200f22 مارس\u200f",
        "1" * 5000,
        "1." * 3000,
        "two and " * 2000,
        "March " * 2000,
        "\n" * 5000,
        "22/" * 3000,
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    assert isinstance(find_times(text, PUBLISHED), list)


def test_a_number_of_units_beyond_the_calendar_is_only_past() -> None:
    assert values("It fell 9999999 years ago.") == ["PAST_REF"]
    assert values("It fell 99999999999999999999 years ago.") == ["PAST_REF"]
    assert values("It burned yesterday.", "0001-01-01") == ["PAST_REF"]


def test_the_days_of_a_date_are_told_but_not_those_of_a_length() -> None:
    month = only("It began in February 2024.")
    assert (month.earliest, month.latest) == ("2024-02-01", "2024-02-29")
    length = only("It took three months.")
    assert length.kind is TimeKind.DURATION
    assert (length.earliest, length.latest) == (None, None)


def test_what_rests_on_publication_says_so() -> None:
    assert only("It fell on Thursday.").relative
    assert only("It fell on 22 March.").relative
    assert not only("It fell on 22 March 2024.").relative


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on Thursday.", "XXXX-WXX-4"),
        ("It fell on 22 March.", "XXXX-03-22"),
        ("It fell in November.", "XXXX-11"),
        ("It fell on 27 March this year.", "XXXX-03-27"),
        ("It fell at 9:30 a.m.", "XXXX-XX-XXT09:30"),
        ("It fell yesterday.", "PAST_REF"),
        ("It fell earlier last week.", "PAST_REF"),
        ("It will fall next month.", "FUTURE_REF"),
        ("It fell two years ago.", "PAST_REF"),
        ("It fell in the third quarter.", "XXXX-Q3"),
        ("It fell last summer.", "XXXX-SU"),
        ("It fell over the weekend.", "XXXX-WXX-WE"),
        ("It fell the week of March 6.", "XXXX-WXX"),
        ("It fell on the 27th.", "XXXX-XX-27"),
        ("It fell in the first half of this year.", "XXXX-H1"),
        ("It fell in the latest quarter.", "XXXX-QX"),
        ("The year-ago period was lean.", "PAST_REF"),
        ("It fell last night.", "XXXX-XX-XXTNI"),
        ("It fell a year earlier.", "PAST_REF"),
        ("It will fall tomorrow.", "FUTURE_REF"),
    ],
)
def test_without_a_day_of_publication_nothing_is_made_up(text: str, value: str) -> None:
    found = only(text, None)
    assert found.value == value
    assert (found.earliest, found.latest) == (None, None)


def test_a_year_of_two_figures_is_the_one_nearest_to_publication() -> None:
    text = "PELLIN, 3 JAN 90 (RADIO) -- It fell."
    assert [values(text, day) for day in (None, "1990-01-04", "2088-01-01")] == [
        ["1990-01-03"],
        ["1990-01-03"],
        ["2090-01-03"],
    ]


def test_a_full_date_needs_no_publication() -> None:
    assert only("It fell on 22 March 2024.", None).earliest == "2024-03-22"


def test_a_publication_that_is_no_date_counts_for_none() -> None:
    assert values("It fell yesterday.", "last spring") == ["PAST_REF"]


def test_on_the_day_of_publication_a_weekday_is_that_day() -> None:
    assert values("It fell on Sunday.") == ["2024-03-31"]
    assert values("It fell last Sunday.") == ["2024-03-24"]


def test_the_nearest_verb_tells_past_from_future() -> None:
    text = "She said on Monday she would leave on Friday. He had been due to speak on Wednesday."
    assert values(text) == ["2024-03-25", "2024-04-05", "2024-03-27"]


def test_a_verb_of_another_sentence_tells_nothing() -> None:
    assert values("She will see. It burned on Friday.") == ["2024-03-29"]
    assert values("Mr. Velt will see Dr. Orne on Friday.") == ["2024-04-05"]


def test_early_of_what_publication_lies_in_ends_with_it() -> None:
    found = only("It fell earlier this month.", "2024-03-20")
    assert found.modifier is TimeModifier.START
    assert (found.earliest, found.latest) == ("2024-03-01", "2024-03-20")


def test_text_in_capitals_is_read_as_other_text_is() -> None:
    text = "Police said on Thursday that two men fell on 22 March, two weeks ago, by 9:30 a.m. on Sept. 11."
    assert values(text.upper()) == values(text)


def test_a_dated_word_stays_a_word_where_it_is_one() -> None:
    for text in (
        "They may march.",
        "A second fall.",
        "Sun rose.",
        "The fall of Pellin.",
        "Mark Mays, Jan Orne",
    ):
        assert values(text) == []


def test_a_year_is_told_from_a_number() -> None:
    assert values("In 2015, 2000 wardens took Boat-1999 for $2015.") == ["2015"]
    assert values("The 2015 budget and the post-1959 law.") == ["2015", "1959"]
