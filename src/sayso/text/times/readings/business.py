"""Quarters and halves of a year, and the periods that reports of business compare them with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sayso.model.time import TimeKind
from sayso.text.times import almanac, modifiers
from sayso.text.times.phrase import Reading

if TYPE_CHECKING:
    from sayso.model.time import TimeModifier
    from sayso.text.times.phrase import Phrase

_QUARTERS, _HALVES = 4, 2
_MONTHS_OF_HALF = 6
_TELLING_YEAR = frozenset({"this", "last", "next"})


def quarter(phrase: Phrase) -> Reading | None:
    """Read "the third quarter", "fourth-quarter", "Q1 2024", "next year's first quarter".

    Fiscal quarters are named as if years began in January.
    """
    number = phrase.number("ordinal", "quarter_name")
    if not phrase.has("quarter_name") and _unit_after_ordinal(phrase) != "Q":
        return None
    if not 1 <= (number or 0) <= _QUARTERS:
        return None
    assert number is not None
    year, relative = _year_of(phrase)
    if year is None:
        relative = True
        year = _likely_year(phrase, number)
    if year is None:
        return Reading(TimeKind.DATE, f"XXXX-Q{number}", _narrowed(phrase), relative=True)
    if not phrase.lies_ahead():
        phrase.story.quarter = (year, number)
    return Reading(TimeKind.DATE, almanac.quarter_value(year, number), _narrowed(phrase), relative)


def _narrowed(phrase: Phrase) -> TimeModifier | None:
    return modifiers.within(phrase) if phrase.has("pos", "edge") else None


def _unit_after_ordinal(phrase: Phrase) -> str:
    at = phrase.names.index("ordinal")
    return next(
        (
            phrase.words.value(phrase.first + at + n)
            for n, name in enumerate(phrase.names[at:])
            if name == "unit"
        ),
        "",
    )


def _year_of(phrase: Phrase) -> tuple[int | None, bool]:
    """Return the year of "third quarter of 1990", "last year's first quarter"."""
    if phrase.has("year"):
        return phrase.number("year"), False
    published = phrase.story.published
    if published is None:
        return None, False
    if phrase.names[0] in _TELLING_YEAR and phrase.has("own"):
        return published.year + {"last": -1, "next": 1}.get(phrase.names[0], 0), True
    if phrase.names[-1] == "unit" and phrase.value("unit") == "Q" and phrase.names.count("unit") > 1:
        return year_told_last(phrase), True
    return None, False


def year_told_last(phrase: Phrase) -> int | None:
    """Return the year of a phrase that ends with "this year", "last year", "the following year"."""
    published, reference = phrase.story.published, phrase.story.reference
    if published is None or reference is None:
        return None
    if phrase.has("following", "previous", "same"):
        return reference.year + (1 if phrase.has("following") else -1 if phrase.has("previous") else 0)
    return published.year + (-1 if phrase.has("last") else 1 if phrase.has("next") else 0)


def _likely_year(phrase: Phrase, number: int) -> int | None:
    published = phrase.story.published
    if published is None:
        return phrase.story.days[0].year if phrase.story.days else None
    _, present = almanac.quarter_of(published)
    if number <= present or phrase.has("fiscal"):
        return published.year
    ahead = number - present < _QUARTERS - 1 and phrase.lies_ahead()
    return published.year if ahead else published.year - 1


def quarters(phrase: Phrase) -> Reading | None:
    """Read "the first two quarters of 1990", which is a half."""
    first, number = phrase.number("ordinal"), phrase.number("number_word", "day")
    if phrase.value("units") != "Q" or first != 1 or number != _HALVES:
        return None
    return Reading(TimeKind.DATE, f"{phrase.number('year'):04}-H1")


def half(phrase: Phrase) -> Reading | None:
    """Read "the first half of this year", "H1 2024"."""
    number = 2 if phrase.has("last") and not phrase.has("ordinal") else phrase.number("ordinal", "half_name")
    if not 1 <= (number or 0) <= _HALVES or phrase.value("unit") not in {"", "Y"}:
        return None
    if (
        phrase.has("half")
        and phrase.names[-1] == "half"
        and phrase.before() not in {"in", "during", "for", "over"}
    ):
        return None  # "the second half" may be one of a game
    published = phrase.story.published
    if phrase.has("year"):
        return Reading(TimeKind.DATE, f"{phrase.number('year'):04}-H{number}")
    if published is None:
        return Reading(TimeKind.DATE, f"XXXX-H{number}", relative=True)
    year = year_told_last(phrase) if phrase.has("unit") else published.year
    if (
        not phrase.has("unit")
        and number == _HALVES
        and published.month <= _MONTHS_OF_HALF
        and not phrase.lies_ahead()
    ):
        year = published.year - 1
    return Reading(TimeKind.DATE, f"{year:04}-H{number}", relative=True)


def year_ago(phrase: Phrase) -> Reading | None:
    """Read "the year-ago quarter", "year-earlier", "the corresponding period last year"."""
    if phrase.has("unit") and phrase.value("unit") not in {"Y", "Q"}:
        return None
    number = phrase.number("ordinal")
    reference = phrase.story.quarter
    published = phrase.story.published
    if reference is None and published is None:
        return Reading(TimeKind.DATE, "PAST_REF", relative=True)
    if number is not None and 1 <= number <= _QUARTERS:
        year = (reference[0] if reference else _year(phrase)) - 1
        return Reading(TimeKind.DATE, almanac.quarter_value(year, number), relative=True)
    if reference is None:
        return Reading(TimeKind.DATE, f"{_year(phrase) - 1:04}", relative=True)
    return Reading(TimeKind.DATE, year_before(reference, published), relative=True)


def year_before(quarter: tuple[int, int], published: date | None) -> str:
    """Return the quarter a year before the one last named; that one itself if it lies a year back already."""
    year, number = quarter
    if published is not None:
        now, present = almanac.quarter_of(published)
        if (now - year) * _QUARTERS + present - number > _QUARTERS:
            return almanac.quarter_value(year, number)
    return almanac.quarter_value(year - 1, number)


def _year(phrase: Phrase) -> int:
    assert phrase.story.published is not None
    return phrase.story.published.year


def year_period(phrase: Phrase) -> Reading | None:
    """Read "the 1988 period", "last year's quarter": the quarter last named, in that year."""
    year = phrase.number("year") if phrase.has("year") else year_told_last(phrase)
    if year is None or (phrase.names[-1] == "unit" and phrase.words.value(phrase.end - 1) != "Q"):
        return None
    quarter_named = phrase.story.quarter
    if quarter_named is None:
        return Reading(TimeKind.DATE, f"{year:04}", relative=True)
    return Reading(TimeKind.DATE, almanac.quarter_value(year, quarter_named[1]), relative=True)


def latest_period(phrase: Phrase) -> Reading | None:
    """Read "the latest quarter", "the latest period"."""
    unit = phrase.value("unit")
    if unit not in {"", "Q"}:
        return None
    return last_quarter(phrase)


def ended_quarter(phrase: Phrase) -> Reading | None:
    """Read "the quarter ended Sept. 30": the one that most of its months lie in."""
    if (
        phrase.after() != "ended"
        or phrase.after(2) not in {"month", "maybe_month"}
        or not phrase.story.published
    ):
        return None
    month = int(phrase.words.value(phrase.end + 1))
    published = phrase.story.published
    year = published.year if month <= published.month else published.year - 1
    within = almanac.moved(date(year, month, 1), -1) if year else None
    if within is None:
        return None
    phrase.story.quarter = almanac.quarter_of(within)
    return last_quarter(phrase)


def last_quarter(phrase: Phrase) -> Reading:
    """Return the quarter last named, unless it lies a year back; else the last one over at publication."""
    published = phrase.story.published
    named = phrase.story.quarter
    if named and (published is None or named[0] >= published.year):
        return Reading(TimeKind.DATE, almanac.quarter_value(*named), relative=True)
    if published is None:
        return Reading(TimeKind.DATE, "XXXX-QX", relative=True)
    year, number = almanac.quarter_of(published)
    return Reading(TimeKind.DATE, almanac.quarter_value(year, number - 1), relative=True)
