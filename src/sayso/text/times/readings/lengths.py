"""How long and how often: "three months", "the past two years", "two-day", "annually", "each July"."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sayso.model.time import TimeKind
from sayso.text.times import modifiers
from sayso.text.times.counting import counted
from sayso.text.times.phrase import Reading

if TYPE_CHECKING:
    from sayso.text.times.phrase import Phrase

_CLOCK_UNITS = frozenset("HMS")
_SIZES = {"DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "F": (2, "W")}
_HALVES = {"Y": (6, "M"), "DE": (5, "Y"), "H": (30, "M"), "M": (30, "S"), "D": (12, "H"), "CE": (50, "Y")}
_UNKNOWN = {"DE": "DE", "CE": "C", "ML": "ML", "F": "W", "MO": "M"}
_COUNTERS = frozenset({"number", "day", "year", "number_word", "units", "once", "money", "fraction"})


def length(phrase: Phrase, unit: str) -> str:
    """Return the value of a phrase's number of units: ``P3M``, ``PT10H``, ``PXY`` where no number is told."""
    number = counted(phrase)
    if number is None:
        if phrase.has("half"):
            number = Fraction(3, 2) if "and" in phrase.names else Fraction(1, 2)
        elif phrase.has("vague", "units") or not phrase.has("a", "unit", "lasting"):
            return f"P{'T' if unit in _CLOCK_UNITS else ''}X{_UNKNOWN.get(unit, unit)}"
        else:
            number = Fraction(1)
    elif phrase.has("half"):
        number += Fraction(1, 2)
    return _period(number, unit)


def _period(number: Fraction, unit: str) -> str:
    whole, rest = divmod(number, 1)
    size, letter = _SIZES.get(unit, (1, "M" if unit == "MO" else unit))
    clock = "T" if unit in _CLOCK_UNITS else ""
    if not rest:
        return f"P{clock}{whole * size}{letter}"
    if rest == Fraction(1, 2) and unit in _HALVES:
        part, smaller = _HALVES[unit]
        if unit in {"DE", "CE"}:
            return f"P{whole * size + part}Y"
        before = f"{whole}{letter}" if whole else ""
        return f"P{clock}{before}{'T' if unit == 'D' else ''}{part}{smaller}"
    return f"P{clock}{float(number * size):g}{letter}"


def long(phrase: Phrase) -> Reading | None:
    """Read a length of time."""
    unit = phrase.value("units") or phrase.value("unit")
    if phrase.has("while"):
        return Reading(TimeKind.DURATION, "PXX")
    if _no_length(phrase, unit):
        return None
    if phrase.names == ["one", "unit"] and unit == "D" and phrase.lies_ahead() and phrase.before() == "ahead":
        return Reading(TimeKind.DATE, "FUTURE_REF")
    return Reading(TimeKind.DURATION, length(phrase, unit), modifiers.rough(phrase))


def _no_length(phrase: Phrase, unit: str) -> bool:
    """Tell whether the words are a share ("a quarter of"), or only a noun with an adjective ("full year")."""
    if unit == "Q":
        return phrase.after() == "of" or (phrase.has("dash") and phrase.has("units"))
    return phrase.names == ["additional", "unit"] and phrase.word("additional") != "another"


def lasting(phrase: Phrase) -> Reading | None:
    """Read "day-long", "weeklong", "decades-long"."""
    if phrase.has("much") and phrase.word("much") != "long":
        return None
    return Reading(TimeKind.DURATION, length(phrase, phrase.value("lasting", "unit", "units")))


def recent_long(phrase: Phrase) -> Reading:
    """Read "recent weeks", "coming months", "the past years"."""
    if phrase.has("recent", "past", "last"):
        return Reading(TimeKind.DATE, "PAST_REF", relative=True)
    return Reading(TimeKind.DATE, "FUTURE_REF", relative=True)


def old_age(phrase: Phrase) -> Reading:
    """Pass over "37 years old" as a whole: an age is no time of what is reported."""
    return Reading(TimeKind.DURATION, length(phrase, phrase.value("unit", "units")), loose=True)


def every(phrase: Phrase) -> Reading | None:
    """Read "every month", "each July", "Tuesday nights", "every other day"."""
    value = _named(phrase)
    if value is None:
        unit = phrase.value("unit", "units")
        number = Fraction(2) if phrase.has("alternate") else counted(phrase) or Fraction(1)
        value = _period(number, unit) if unit else ""
    return Reading(TimeKind.SET, value) if value else None


def _named(phrase: Phrase) -> str | None:
    """Return the value of a day, month, season … that has a name; None if units are told."""
    if phrase.has("alternate"):
        return None
    if phrase.has("weekday", "weekdays"):
        value = f"XXXX-WXX-{phrase.value('weekday', 'weekdays')}"
        part = phrase.value("part", "parts")
        return f"{value}T{part}" if part else value
    if phrase.has("month", "maybe_month"):
        return f"XXXX-{int(phrase.value('month', 'maybe_month')):02}"
    if phrase.has("season"):
        return f"XXXX-{phrase.value('season')}"
    if phrase.has("weekend", "weekends"):
        return "XXXX-WXX-WE"
    return f"XXXX-XX-XXT{phrase.value('part')}" if phrase.has("part") else None


def per(phrase: Phrase) -> Reading | None:
    """Read "a year": how often after a number ("$5 million a year"), else how long."""
    unit = phrase.value("unit")
    before = phrase.before()
    if unit == "Q" and phrase.after() == "of":
        return None
    often = before in _COUNTERS or (before == "word" and phrase.words.lower(phrase.first - 1).endswith("s"))
    if often:
        return Reading(TimeKind.SET, _period(Fraction(1), unit))
    return Reading(TimeKind.DURATION, _period(Fraction(1), unit))


def often(phrase: Phrase) -> Reading | None:
    """Read "annually", "daily"; but not "quarterly results", which are results of a quarter."""
    if phrase.word("often") == "quarterly" and phrase.after() in {"word", "name"}:
        return None
    return Reading(TimeKind.SET, phrase.value("often"))
