"""Readings of the expressions of ``grammar.txt``, by the names that they have there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.text.times.readings import business, clock, dates, lengths, relative, vague, years

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.text.times.phrase import Phrase, Reading

READINGS: dict[str, Callable[[Phrase], Reading | None]] = {
    "stamp": dates.stamp,
    "figures": dates.figures,
    "attacks": dates.attacks,
    "dated": dates.dated,
    "listed_day": dates.listed_day,
    "day_of_month": dates.day_of_month,
    "opening_day": dates.opening_day,
    "month": dates.month,
    "year": years.year,
    "decade": years.decade,
    "century": years.century,
    "season": years.season,
    "holiday": dates.holiday,
    "quarter": business.quarter,
    "quarters": business.quarters,
    "half": business.half,
    "year_ago": business.year_ago,
    "year_period": business.year_period,
    "latest_period": business.latest_period,
    "weekday": relative.weekday,
    "day_word": relative.day_word,
    "shifted": relative.shifted,
    "the_unit": relative.the_unit,
    "week_of": dates.week_of,
    "weekend": relative.weekend,
    "year_end": relative.year_end,
    "ago": relative.ago,
    "earlier": relative.earlier,
    "clock": clock.clock,
    "part": clock.part,
    "loose_part": clock.loose_part,
    "tonight": clock.tonight,
    "overnight": clock.overnight,
    "long": lengths.long,
    "lasting": lengths.lasting,
    "recent_long": lengths.recent_long,
    "old_age": lengths.old_age,
    "every": lengths.every,
    "per": lengths.per,
    "often": lengths.often,
    "present": vague.present,
    "past": vague.past,
    "future": vague.future,
}
"""What reads each kind of expression; None means that the words say no time after all."""
