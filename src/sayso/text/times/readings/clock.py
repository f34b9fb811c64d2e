"""Times of the day: "9:30 a.m. EST", "noon", "Thursday evening", "overnight"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.time import TimeKind
from sayso.text.times import almanac, modifiers
from sayso.text.times.phrase import Reading

if TYPE_CHECKING:
    from sayso.text.times.phrase import Phrase

_CLOCK = re.compile(r"(\d{1,2}?)(?:[:.]?(\d\d))?(?::(\d\d))?\s?(?:([ap]).*|o.clock)?", re.IGNORECASE)
_NOON = 12
_HOURS, _MINUTES = 24, 60
_UNIVERSAL = frozenset({"gmt", "utc"})


def clock(phrase: Phrase) -> Reading | None:
    """Read a time of the clock; of no day, unless one stands beside it, it is the day last told."""
    told = _told(phrase)
    if told is None:
        return None
    zone = "Z" if phrase.word("zone") in _UNIVERSAL else ""
    return Reading(
        TimeKind.TIME, f"{_day(phrase)}T{told}{zone}", modifiers.rough(phrase), relative=True, dayless=True
    )


def _told(phrase: Phrase) -> str | None:
    if phrase.has("part", "oclock"):
        hour = phrase.number("day", "number_word") or 0
        late = phrase.has("part") and phrase.value("part") != "MO" and hour != _NOON
        return f"{hour + _NOON * late:02}:00" if 1 <= hour <= _NOON else None
    if phrase.has("point"):
        return phrase.value("point")
    if phrase.has("sharp", "year", "number"):
        return _in_four(phrase.word("sharp", "year", "number"))
    return _in_figures(phrase.word("clock"))


def _in_four(digits: str) -> str | None:
    """Read "1430"."""
    if len(digits) != len("1430") or not digits.isdecimal():
        return None
    hour, minute = int(digits[:2]), int(digits[2:])
    return f"{hour:02}:{minute:02}" if hour < _HOURS and minute < _MINUTES else None


def _in_figures(told: str) -> str | None:
    found = _CLOCK.fullmatch(told)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[4] or "").lower()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    seconds = f":{found[3]}" if found[3] else ""
    return f"{hour:02}:{minute:02}{seconds}" if hour <= _HOURS and minute < _MINUTES else None


def _day(phrase: Phrase, shift: int = 0) -> str:
    """Return the day that a time alone belongs to: publication's."""
    published = phrase.story.published
    found = almanac.moved(published, shift) if published else None
    return found.isoformat() if found else "XXXX-XX-XX"


def part(phrase: Phrase) -> Reading:
    """Read "this morning", "last night", "later this afternoon"."""
    shift = -1 if phrase.has("last") else 0
    modifier = modifiers.within(phrase) if phrase.has("pos") else None
    if phrase.has("next", "following", "previous", "same"):
        shift = -1 if phrase.has("previous") else 0 if phrase.has("same") else 1
        base = phrase.story.reference
        found = almanac.moved(base, shift) if base else None
        day = found.isoformat() if found else "XXXX-XX-XX"
        return Reading(TimeKind.TIME, f"{day}T{phrase.value('part')}", relative=True)
    return Reading(TimeKind.TIME, f"{_day(phrase, shift)}T{phrase.value('part')}", modifier, relative=True)


def loose_part(phrase: Phrase) -> Reading:
    """Read "evening", a time only beside a day."""
    return Reading(
        TimeKind.TIME, f"{_day(phrase)}T{phrase.value('part')}", relative=True, loose=True, dayless=True
    )


def tonight(phrase: Phrase) -> Reading:
    """Read "tonight"."""
    modifier = modifiers.within(phrase) if phrase.has("pos") else None
    return Reading(TimeKind.TIME, f"{_day(phrase)}TNI", modifier, relative=True)


def overnight(phrase: Phrase) -> Reading:
    """Read "overnight": the night before publication, unless the sentence looks ahead."""
    return Reading(TimeKind.TIME, f"{_day(phrase, 0 if phrase.lies_ahead() else -1)}TNI", relative=True)
