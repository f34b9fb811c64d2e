"""Dates told from publication or from another date: "Thursday", "earlier last week", "two years ago"."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sayso.model.time import TimeKind, TimeModifier
from sayso.text.times import almanac, modifiers
from sayso.text.times.counting import counted
from sayso.text.times.phrase import Reading
from sayso.text.times.readings.business import ended_quarter, last_quarter, year_before
from sayso.text.times.readings.lengths import length

if TYPE_CHECKING:
    from datetime import date

    from sayso.text.times.phrase import Phrase

_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
_BACK = {"latest": -1, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_FROM_ANOTHER = ("previous", "following", "same", "that")
"""Words that shift from the date last told, not from publication."""
_BEGINNING = frozenset({"the", "poss", "name", "word", "a"})
"""Classes of words that what lies after "a week before" can begin with."""
_ANCHORS = ("this", "that", "same")


def weekday(phrase: Phrase) -> Reading | None:
    """Read a day of the week.

    Alone it is the last such day (publication's included) in the past tense, the next one in the future
    tense; "last" and "next" leave publication's day out, "previous" and "following" count from the date last
    told.
    """
    if phrase.names == ["weekday"] and (
        phrase.before() == "named_day" or (phrase.before() == "the" and phrase.after() == "name")
    ):
        return None  # Good Friday, the Sunday Courier
    number = int(phrase.value("weekday"))
    story = phrase.story
    if phrase.before() == "the" and phrase.next_word() in {"before", "after"}:
        # "the Thursday before the fire": what it is counted from is not a date.
        return Reading(TimeKind.DATE, f"XXXX-WXX-{number}", modifiers.within(phrase), relative=True)
    told = phrase.has("previous", "following")
    base = story.reference if told else story.published
    if base is None:
        return Reading(TimeKind.DATE, f"XXXX-WXX-{number}", modifiers.within(phrase), relative=True)
    if phrase.has("last", "past", "previous"):
        found = almanac.weekday_near(base, number, ahead=False, strictly=True)
    elif phrase.has("next", "coming", "following"):
        found = almanac.weekday_near(base, number, ahead=True, strictly=True)
    elif phrase.has("this"):
        found = almanac.moved(base, number - base.isoweekday())
    else:
        found = almanac.weekday_near(base, number, ahead=phrase.lies_ahead() is True)
    value = found.isoformat() if found else f"XXXX-WXX-{number}"
    return Reading(TimeKind.DATE, value, modifiers.within(phrase), relative=True)


def day_word(phrase: Phrase) -> Reading:
    """Read yesterday, today, tomorrow."""
    shift = int(phrase.value("day_word"))
    published = phrase.story.published
    found = almanac.moved(published, shift) if published else None
    value = found.isoformat() if found else ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[shift + 1]
    return Reading(TimeKind.DATE, value, modifiers.within(phrase), relative=True)


def shifted(phrase: Phrase) -> Reading | None:
    """Read "this year", "earlier last week", "the following month", "late next week"."""
    unit = phrase.value("unit") or "WE"
    word = _shift_word(phrase)
    if unit in {"H", "M", "D"} and word not in _FROM_ANOTHER:
        return _hour_or_day(unit, word)
    if phrase.has("fiscal") and not word and phrase.after() == "ended":
        return Reading(TimeKind.DURATION, "P1Y")
    if unit == "Q" and word in {"that", "same"}:
        return last_quarter(phrase)
    if unit == "WE" and word in {"that", "same", ""}:
        return weekend(phrase)
    base = phrase.story.reference if word in _FROM_ANOTHER else phrase.story.published
    shift = _BACK.get(word, 0)
    value = unit_value(unit, base, shift) if base else None
    return Reading(TimeKind.DATE, value or _undated(shift), modifiers.within(phrase), relative=True)


def _shift_word(phrase: Phrase) -> str:
    """Return the word that shifts; "past" of "this past week"."""
    found = [name for name in phrase.names if name in _BACK or name in _ANCHORS]
    return next((name for name in found if name in _BACK), found[0] if found else "")


def _hour_or_day(unit: str, word: str) -> Reading | None:
    """Read "the last hour"; "this minute" and "the last day" date nothing."""
    if unit == "H" and word in _BACK:
        return Reading(TimeKind.DURATION, "PT1H")
    return None


def _undated(shift: int) -> str:
    return ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[shift + 1]


def unit_value(unit: str, base: date, shift: int) -> str | None:
    """Return the value of the week, month, year … that lies ``shift`` of them after a day's own."""
    found: date | None
    if unit in _YEARS:
        year = base.year + shift * _YEARS[unit]
        digits = {"Y": 4, "DE": 3, "CE": 2, "ML": 1}[unit]
        return f"{year:04}"[:digits] if 1 <= year < 10000 else None  # noqa: PLR2004 - the calendar's end
    if unit == "MO":
        moved = almanac.month_moved(base.year, base.month, shift)
        return almanac.month_value(*moved) if moved else None
    if unit == "Q":
        year, quarter = almanac.quarter_of(base)
        return almanac.quarter_value(year, quarter + shift)
    days = {"D": 1, "W": 7, "WE": 7, "F": 14}.get(unit)
    found = almanac.moved(base, shift * days) if days else None
    if found is None:
        return None
    if unit == "D":
        return found.isoformat()
    return almanac.week_value(found) + ("-WE" if unit == "WE" else "")


def the_unit(phrase: Phrase) -> Reading | None:
    """Read "the year", "the quarter", "the week", "the day"."""
    unit = phrase.value("unit")
    published = phrase.story.published
    if unit == "Q":
        return ended_quarter(phrase) or last_quarter(phrase)
    if unit == "Y" and phrase.after() == "ended":
        return Reading(TimeKind.DURATION, "P1Y")
    if unit not in {"Y", "MO", "W", "D"} or published is None:
        return None
    if unit == "D" and phrase.before() not in {"in", "during", "of", "for"}:
        return None
    value = unit_value(unit, published, 0)
    return Reading(TimeKind.DATE, value, relative=True) if value else None


def weekend(phrase: Phrase) -> Reading:
    """Read "the weekend": the last one, unless the sentence looks ahead."""
    published = phrase.story.published
    if published is None:
        return Reading(TimeKind.DATE, "XXXX-WXX-WE", modifiers.within(phrase), relative=True)
    ahead = phrase.lies_ahead() is True or published.isoweekday() > 5  # noqa: PLR2004 - Friday
    value = unit_value("WE", published, 0 if ahead else -1) or "PAST_REF"
    return Reading(TimeKind.DATE, value, modifiers.within(phrase), relative=True)


def year_end(phrase: Phrase) -> Reading | None:
    """Read "year-end", "the year's end"."""
    published = phrase.story.published
    if phrase.value("unit") not in {"Y", "MO"} or phrase.word("edge") != "end":
        return None
    value = unit_value(phrase.value("unit"), published, 0) if published else None
    return Reading(TimeKind.DATE, value, TimeModifier.END, relative=True) if value else None


def ago(phrase: Phrase) -> Reading | None:
    """Read "two weeks ago", "a few years ago"; "a year ago" of a quarter where quarters are compared."""
    unit, published = phrase.value("unit", "units"), phrase.story.published
    modifier = modifiers.rough(phrase)
    number = counted(phrase)
    if number is None and phrase.has("a") and not phrase.has("vague", "half"):
        number = Fraction(1)
    if phrase.has("half"):
        number = (number or 0) + Fraction(1, 2)
    if number is not None and unit == "Y" and number.denominator == 2:  # noqa: PLR2004 - half years are months
        unit, number = "MO", number * 12
    if phrase.has("a") and unit == "Y" and number == 1 and phrase.story.quarter and published:
        value = year_before(phrase.story.quarter, published)
        return Reading(TimeKind.DATE, value, modifier, relative=True)
    if unit in {"H", "M", "S"} and published:
        return Reading(TimeKind.DURATION, length(phrase, unit), modifier)
    back = None
    if number is not None and number.denominator == 1 and published:
        back = unit_value(unit, published, -int(number))
    return Reading(TimeKind.DATE, back or "PAST_REF", modifier, relative=True)


def earlier(phrase: Phrase) -> Reading | None:
    """Read "a year earlier", "the day before"; but "a day later", "a week before the vote" tell a length."""
    unit, story = phrase.value("unit"), phrase.story
    last = phrase.words.lower(phrase.end - 1)
    if last not in {"earlier", "before"}:
        return Reading(TimeKind.DURATION, length(phrase, unit)) if last == "later" else None
    if last == "before" and not phrase.has("the") and phrase.after() in _BEGINNING:
        return Reading(TimeKind.DURATION, length(phrase, unit))
    if unit == "Y" and story.quarter and story.published:
        return Reading(TimeKind.DATE, year_before(story.quarter, story.published), relative=True)
    base = story.published if unit == "Y" else story.reference
    value = unit_value(unit, base, -1) if base else None
    return Reading(TimeKind.DATE, value or "PAST_REF", relative=True)
