"""Finds the time expressions of a report and says what each means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sayso.model.time import Time, TimeKind, TimeModifier
from sayso.text.times import almanac, modifiers
from sayso.text.times.grammar import candidates
from sayso.text.times.lexicon import classes, lex
from sayso.text.times.phrase import Phrase, Reading, Story
from sayso.text.times.readings import READINGS
from sayso.text.times.tense import same_sentence

if TYPE_CHECKING:
    from sayso.text.times.lexicon import Words

_DAY = len("2024-03-22")
_BETWEEN = frozenset(classes()[name] for name in ("comma", "on", "at", "of"))
_NOON = 12
_LATE = {"AF": 1, "EV": 1, "NI": 5}
"""Parts of the day whose hours are counted from noon, with the first hour of which that is sure."""
_THIRDS = {TimeModifier.START: 0, TimeModifier.MID: 1, TimeModifier.END: 2}


class _Found(NamedTuple):
    first: int
    end: int
    reading: Reading


def find_times(text: str, published: str | None) -> list[Time]:
    """Find what tells a time, in order; spans do not overlap.

    Values are TIMEX3's, seen from the day of publication (ISO 8601; its clock is not looked at). Without one,
    what is told from it has no year ("XXXX-03"), or only says PAST_REF, PRESENT_REF, FUTURE_REF.

    ``earliest`` and ``latest`` are the days that the words name, narrowed by "early", "mid" and "late" to a
    third of them. What stands before ("by", "since", "before", "no later than") sets the modifier alone: "by
    Friday" names Friday.

    Rules in the manner of HeidelTime (Strötgen and Gertz 2010) and SUTime (Chang and Manning 2012), over
    classes of words. Takes time in proportion to the length of the text.
    """
    words = lex(text)
    story = Story(_day(published))
    found = [one for one in _joined(words, _read(words, story)) if not one.reading.loose]
    return [_time(words, _with_day(words, found, at), story) for at in range(len(found))]


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:_DAY]) if published else None
    except ValueError:
        return None


def _read(words: Words, story: Story) -> list[_Found]:
    found: list[_Found] = []
    free = 0
    for candidate in candidates(words):
        if candidate.first < free:
            continue
        phrase = Phrase(words, candidate.first, candidate.end, story)
        reading = READINGS[candidate.reading](phrase)
        if reading is None:
            continue
        if reading.kind is TimeKind.DATE and reading.modifier is None and not reading.value.endswith("REF"):
            reading = replace(reading, modifier=modifiers.ahead_of(phrase))
        if reading.kind is TimeKind.DATE:
            story.told(reading)
        found.append(_Found(candidate.first, candidate.end, reading))
        free = candidate.end
    return found


def _joined(words: Words, found: list[_Found]) -> list[_Found]:
    """Make one time of a time of day and a day beside it ("10 p.m. Wednesday", "Friday evening")."""
    joined: list[_Found] = []
    for one in found:
        before = joined[-1] if joined else None
        made = None
        if before and _beside(words, before, one):
            made = _together(before.reading, one.reading) or _clock_in_part(words, before, one)
        if before and made:
            joined[-1] = _Found(before.first, one.end, made)
        else:
            joined.append(one)
    return joined


def _with_day(words: Words, found: list[_Found], at: int) -> _Found:
    """Return a time of day with the day that its sentence names before, or else after, it."""
    one = found[at]
    if not one.reading.dayless:
        return one
    for other in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2]):
        first, end = sorted((one.first, other.first))
        made = _together(other.reading, one.reading) if same_sentence(words, first, end) else None
        if made:
            return one._replace(reading=replace(made, relative=True))
    return one


def _beside(words: Words, before: _Found, one: _Found) -> bool:
    between = words.signs[before.end : one.first]
    return len(between) <= 2 and set(between) <= _BETWEEN  # noqa: PLR2004 - "Nov. 6, at 5 p.m."


def _together(before: Reading, one: Reading) -> Reading | None:
    if {before.kind, one.kind} != {TimeKind.DATE, TimeKind.TIME}:
        return None
    clock, day = (before, one) if before.kind is TimeKind.TIME else (one, before)
    if len(day.value) != _DAY or not day.value[-1].isdigit():
        return None
    hours = clock.value.partition("T")[2]
    modifier = clock.modifier or (day.modifier if day.modifier in _THIRDS else None)
    return Reading(TimeKind.TIME, f"{day.value}T{hours}", modifier, day.relative)


def _clock_in_part(words: Words, before: _Found, one: _Found) -> Reading | None:
    """Read "0600 this morning" and "9:30 tonight" as one, the latter as of the evening."""
    if before.reading.kind is not TimeKind.TIME or one.reading.kind is not TimeKind.TIME:
        return None
    day, _, part = one.reading.value.partition("T")
    clock = before.reading.value.partition("T")[2]
    if not before.reading.dayless or not part.isalpha() or not clock[:2].isdigit():
        return None
    told = words.span(before.first, before.end).of(words.text).lower()
    hour = int(clock[:2])
    if part in _LATE and _LATE[part] <= hour < _NOON and "a" not in told:
        hour += _NOON
    return Reading(TimeKind.TIME, f"{day}T{hour:02}{clock[2:]}", before.reading.modifier, relative=True)


def _time(words: Words, one: _Found, story: Story) -> Time:
    reading = one.reading
    days = almanac.days_of(reading.value) if reading.kind in {TimeKind.DATE, TimeKind.TIME} else None
    if days and reading.kind is TimeKind.DATE:
        days = _narrowed(days, one, words, story)
    return Time(
        words.span(one.first, one.end),
        reading.kind,
        reading.value,
        reading.modifier,
        days[0].isoformat() if days else None,
        days[1].isoformat() if days else None,
        reading.relative,
    )


def _narrowed(days: almanac.Days, one: _Found, words: Words, story: Story) -> almanac.Days:
    """Return the days that are left by "early", and by "earlier" and "later" of what publication lies in."""
    which = _THIRDS.get(one.reading.modifier) if one.reading.modifier else None
    published = story.published
    if which is None or days[0] == days[1]:
        return days
    lead = words.lower(one.first)
    if published and lead in {"earlier", "later"} and days[0] <= published <= days[1]:
        return (days[0], published) if lead == "earlier" else (published, days[1])
    return almanac.third(days, which)
