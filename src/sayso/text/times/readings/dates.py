"""Dates of the calendar: "22 March 2024", "Sept. 11", "27 March this year", "2024-03-22", "early June"."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date

from sayso.model.time import TimeKind
from sayso.text.times import almanac, modifiers
from sayso.text.times.counting import year_in_words
from sayso.text.times.phrase import Phrase, Reading

_MONTHS = ("month", "maybe_month")
_CLEARLY = 200
"""Days by which the nearer of two years must be nearer to outweigh the tense of a verb."""
_MIDYEAR = 15
_PIVOT = 70
"""Years of two figures from here on are of the last century."""
_YEAR_LENGTH = 4
_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")
_MONTHS_OF_A_YEAR = 12
_FRIDAY = 5
_DATING = frozenset(
    {"in", "on", "at", "by", "since", "until", "before", "after", "from", "during", "last", "next", "this"}
)


def stamp(phrase: Phrase) -> Reading | None:
    """Read ``2024-03-22`` and ``2024-03-22T18:05Z``."""
    found = _STAMP.fullmatch(phrase.text())
    day = almanac.day(int(found[1]), int(found[2]), int(found[3])) if found else None
    if found is None or day is None:
        return None
    if found[4]:
        return Reading(TimeKind.TIME, f"{day.isoformat()}T{found[4]}{found[5] or ''}")
    return Reading(TimeKind.DATE, day.isoformat())


def figures(phrase: Phrase) -> Reading | None:
    """Read ``22/03/2024``, ``03/22/2024`` and ``22.03.2024``.

    Where both orders make a date, dots and dashes put the day first, slashes the month, unless the text is
    dated and only the other order lies before its publication.
    """
    text = phrase.text()
    parts = re.split(r"[/.-]", text)
    if len(parts[0]) == _YEAR_LENGTH:
        found = almanac.day(int(parts[0]), int(parts[1]), int(parts[2]))
        return Reading(TimeKind.DATE, found.isoformat()) if found else None
    year = int(parts[2])
    if len(parts[2]) != _YEAR_LENGTH:
        if "/" not in text:  # "12.10.24" may be a version, a score, an address
            return None
        year += 1900 if year >= _PIVOT else 2000
    day_first = almanac.day(year, int(parts[1]), int(parts[0]))
    month_first = almanac.day(year, int(parts[0]), int(parts[1]))
    options = [month_first, day_first] if "/" in text else [day_first, month_first]
    known = [option for option in options if option]
    published = phrase.story.published
    if published and len(known) > 1 and known[0] > published >= known[1]:
        known.reverse()
    return Reading(TimeKind.DATE, known[0].isoformat()) if known else None


def attacks(_: Phrase) -> Reading:
    """Read ``9/11``, which names the attacks by their date."""
    return Reading(TimeKind.DATE, "2001-09-11")


def _names_attacks(phrase: Phrase) -> bool:
    """Tell whether "attacks" or its like follows, perhaps after "terrorist"."""
    near = range(phrase.end, min(phrase.end + 2, len(phrase.words.signs)))
    return any(phrase.words.lower(at).startswith(("attack", "hijack", "terror")) for at in near)


def holiday(phrase: Phrase) -> Reading | None:
    """Read Christmas, New Year's Eve, Thanksgiving, Easter Monday: the nearest, unless the sentence tells."""
    published = phrase.story.published
    if published is None or _adjective(phrase):
        return None
    near = [day for year in range(published.year - 1, published.year + 2) if (day := _holiday(phrase, year))]
    behind, ahead = [day for day in near if day <= published], [day for day in near if day >= published]
    if not behind or not ahead:
        return None
    verb = True if phrase.has("next") else False if phrase.has("last") else phrase.lies_ahead()
    if verb is None:
        verb = (published - behind[-1]) > (ahead[0] - published)
    return Reading(TimeKind.DATE, (ahead[0] if verb else behind[-1]).isoformat(), relative=True)


def _adjective(phrase: Phrase) -> bool:
    """Tell whether a holiday only names something else: "Easter Island", "Christmas trees"."""
    if phrase.after() == "name":
        return True
    return phrase.after() == "word" and phrase.before() not in _DATING


def _holiday(phrase: Phrase, year: int) -> date | None:
    if not MINYEAR < year < MAXYEAR:
        return None
    name = phrase.word("holiday")
    eve = -1 if phrase.has("eve") else 0
    if name == "easter":
        shift = int(phrase.value("weekday") or 7) % 7
        return almanac.moved(almanac.easter(year), shift + eve if shift < _FRIDAY else shift - 7)
    if name == "thanksgiving":
        return almanac.moved(almanac.nth_weekday(year, 11, 4, 4), eve)
    month, day = {"halloween": (10, 31), "": (1, 1)}.get(name, (12, 25))
    return almanac.moved(date(year, month, day), eve)


def dated(phrase: Phrase) -> Reading | None:
    """Read a day with its month: "March 22nd", "Friday, 22 March 2024", "27 March this year"."""
    month, number = month_number(phrase), phrase.number("day", "ordinal")
    if _counts_months(phrase):
        return None
    if not 1 <= (number or 0) <= 31:  # noqa: PLR2004 - no month is longer
        return None
    year, relative = year_told(phrase)
    if phrase.names[-1] in {"number", "day"} and phrase.names[0] in {"day", "ordinal"}:
        year = _short_year(phrase)
        if year is None:
            return None
    if year is None and (month, number) == (9, 11) and _names_attacks(phrase):
        return attacks(phrase)
    if year is None:
        return _of_some_year(phrase, month, number or 1)
    found = almanac.day(year, month, number or 1)
    return Reading(TimeKind.DATE, found.isoformat(), modifiers.rough(phrase), relative) if found else None


def _short_year(phrase: Phrase) -> int | None:
    """Return the year of "3 Jan 90": of those that end so, the one nearest to publication."""
    digits = phrase.words.lower(phrase.end - 1)
    if len(digits) != len("90") or not digits.isdecimal():
        return None
    published = phrase.story.published
    if published is None:
        return int(digits) + (1900 if int(digits) >= _PIVOT else 2000)
    century = published.year // 100 * 100
    return min(
        (century + shift + int(digits) for shift in (-100, 0, 100)),
        key=lambda year: abs(year - published.year),
    )


def _counts_months(phrase: Phrase) -> bool:
    """Tell whether an ordinal in letters counts the month ("the second March on Velt")."""
    names = [name for name in phrase.names if name in {"ordinal", *_MONTHS}]
    return names[0] == "ordinal" and not phrase.has("of") and phrase.word("ordinal").isalpha()


def week_of(phrase: Phrase) -> Reading | None:
    """Read "the week of March 6"."""
    day = dated(phrase) if phrase.value("unit") == "W" else None
    if day is None:
        return None
    days = almanac.days_of(day.value)
    return Reading(TimeKind.DATE, almanac.week_value(days[0]) if days else "XXXX-WXX", relative=True)


def listed_day(phrase: Phrase) -> Reading | None:
    """Read the "24" of "March 22 and 24": a day of the month last named."""
    number, days = phrase.number("day", "ordinal"), phrase.story.days
    value = phrase.story.last or ""
    if number is None:
        return None
    if days is None:
        return Reading(TimeKind.DATE, f"{value[:8]}{number:02}") if value.startswith("XXXX-") else None
    found = almanac.day(days[0].year, days[0].month, number)
    return Reading(TimeKind.DATE, found.isoformat(), relative=True) if found and found > days[0] else None


def day_of_month(phrase: Phrase) -> Reading | None:
    """Read "on the 27th": of the month of publication, or of the one beside it, as the verb tells."""
    number, published = phrase.number("ordinal"), phrase.story.published
    if number is None or not phrase.word("ordinal")[0].isdigit():
        return None
    if published is None:
        return Reading(TimeKind.DATE, f"XXXX-XX-{number:02}", relative=True)
    ahead = phrase.lies_ahead() is True
    shift = (number < published.day) if ahead else -(number > published.day)
    moved = almanac.month_moved(published.year, published.month, shift)
    found = almanac.day(*moved, number) if moved else None
    return Reading(TimeKind.DATE, found.isoformat(), relative=True) if found else None


def opening_day(phrase: Phrase) -> Reading | None:
    """Read the "22" of "22 to 24 March 2024": a day of the month named next."""
    rest = Phrase(phrase.words, phrase.first, min(phrase.end + 7, len(phrase.words.signs)), phrase.story)
    month, number = month_number(rest), phrase.number("day", "ordinal")
    year = rest.number("year") if _year_follows_month(rest) else None
    if number is None:
        return None
    if year is None:
        return _of_some_year(phrase, month, number)
    found = almanac.day(year, month, number)
    return Reading(TimeKind.DATE, found.isoformat(), relative=True) if found else None


def _year_follows_month(phrase: Phrase) -> bool:
    at = next(at for at, name in enumerate(phrase.names) if name in _MONTHS)
    following = [name for name in phrase.names[at + 1 :] if name not in {"dot", "comma", "of"}]
    return following[:1] == ["year"]


def month(phrase: Phrase) -> Reading | None:
    """Read a month: "June 2023", "last May", "January this year", "mid-November", "March"."""
    number = month_number(phrase)
    if phrase.value("unit") not in {"", "Y", "MO"}:
        return None
    modifier = modifiers.within(phrase)
    year, relative = year_told(phrase)
    if year is None:
        if _given_name(phrase):
            return None
        year = _shifted_year(phrase, number) if phrase.names[0] in {"last", "next", "previous"} else None
        year = year or likely_year(phrase, number)
        relative = True
    if year is None:
        return Reading(TimeKind.DATE, f"XXXX-{number:02}", modifier, relative=True)
    return Reading(TimeKind.DATE, almanac.month_value(year, number), modifier, relative)


def month_number(phrase: Phrase) -> int:
    """Return the number of the month that the phrase names."""
    return int(phrase.value(*_MONTHS))


def year_told(phrase: Phrase) -> tuple[int | None, bool]:
    """Return the year of a phrase and whether it is told from another date ("this year")."""
    if phrase.has("year"):
        return phrase.number("year"), False
    if (spelled := year_in_words(phrase)) is not None:
        return spelled, False
    if not phrase.has("unit") or phrase.value("unit") != "Y":
        return None, False
    if phrase.has("same", "following", "previous"):
        known = phrase.story.reference
        shift = 1 if phrase.has("following") else -1 if phrase.has("previous") else 0
    else:
        known = phrase.story.published
        tail = phrase.names[-2]
        shift = {"last": -1, "next": 1}.get(tail, 0)
    return (known.year + shift if known else None), True


def likely_year(phrase: Phrase, month: int, day: int = _MIDYEAR) -> int | None:
    """Return the year of a day or month named without one.

    A list ("16 and 18 December 2014") or a range that ends with a year has it from there. Else of the last
    one and the next, seen from publication, the verb decides, unless the other is far nearer.
    """
    if (told := _year_of_range(phrase)) is not None:
        return told
    published = phrase.story.published
    if published is None:
        return None
    if (published.month, published.day if day != _MIDYEAR else 0) == (month, day if day != _MIDYEAR else 0):
        return published.year
    past, ahead = _last(published, month, day), _next(published, month, day)
    if past is None or ahead is None:
        return None
    nearer = (published - past).days - (ahead - published).days
    verb = phrase.lies_ahead()
    if verb is None or (abs(nearer) > _CLEARLY and not phrase.verb_beside()):
        return (ahead if nearer > 0 else past).year
    return (ahead if verb else past).year


def _last(published: date, month: int, day: int) -> date | None:
    this = _fitting(published.year, month, day)
    return this if this and this <= published else _fitting(published.year - 1, month, day)


def _next(published: date, month: int, day: int) -> date | None:
    this = _fitting(published.year, month, day)
    return this if this and this >= published else _fitting(published.year + 1, month, day)


def _fitting(year: int, month: int, day: int) -> date | None:
    """Return that day, or the one before it (a 29 February that some years lack)."""
    return almanac.day(year, month, day) or almanac.day(year, month, day - 1)


def _year_of_range(phrase: Phrase) -> int | None:
    """Return the year of the date that follows at once after "to", "and" or a dash, if it has one."""
    if phrase.after() not in {"to", "and", "dash"}:
        return None
    rest = Phrase(phrase.words, phrase.end, min(phrase.end + 6, len(phrase.words.signs)), phrase.story)
    told = [name for name in rest.names[1:] if name not in {"dot", "comma", "of", "the", "pos"}]
    if phrase.names[-1] in {"day", "ordinal"} and told[:2] in (["day", "year"], ["ordinal", "year"]):
        return rest.number("year")
    if told[:2] in (["month", "year"], ["maybe_month", "year"]) or (
        told[2:3] == ["year"] and {*told[:2]} & {*_MONTHS} and {*told[:2]} & {"day", "ordinal"}
    ):
        return rest.number("year")
    return None


def _shifted_year(phrase: Phrase, month: int) -> int | None:
    """Return the year of "last May" or "next May": not of one that is only just over."""
    published = phrase.story.published
    if published is None:
        return None
    gap = (published.month - month) % _MONTHS_OF_A_YEAR
    back = published.year if month < published.month else published.year - 1
    if phrase.names[0] == "next":
        return published.year if month > published.month else published.year + 1
    return back - 1 if gap == 1 else back


def _given_name(phrase: Phrase) -> bool:
    """Tell whether a lone April, May or June has a name after it, and so is likely one itself."""
    if phrase.names == ["maybe_month"] and phrase.before() == "the" and phrase.text().isupper():
        return True
    return (
        phrase.names in (["month"], ["maybe_month"])
        and month_number(phrase) in {4, 5, 6}
        and phrase.after() == "name"
        and phrase.before() not in {"in", "since", "until", "by", "from", "last", "next", "this"}
    )


def _of_some_year(phrase: Phrase, month: int, number: int) -> Reading | None:
    if almanac.day(2000, month, number) is None:  # a leap year: no year has that day if it has not
        return None
    modifier = modifiers.rough(phrase)
    year = likely_year(phrase, month, number)
    found = almanac.day(year, month, number) if year else None
    if found is None:
        return Reading(TimeKind.DATE, f"XXXX-{month:02}-{number:02}", modifier, relative=True)
    return Reading(TimeKind.DATE, found.isoformat(), modifier, relative=True)
