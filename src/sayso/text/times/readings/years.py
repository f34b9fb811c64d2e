"""Years, decades, centuries, seasons: "1988", "fiscal 1989", "the early 1980s", "last spring"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.time import TimeKind
from sayso.text.times import almanac, modifiers
from sayso.text.times.counting import year_in_words
from sayso.text.times.phrase import Phrase, Reading
from sayso.text.times.readings.dates import year_told

if TYPE_CHECKING:
    from datetime import date

_PLAIN = range(1900, 2100)
"""Years that may stand alone; earlier and later ones need a word that dates before them."""
_DATING = frozenset(
    {"in", "of", "since", "until", "by", "after", "before", "from", "between", "during", "through", "to"}
)
_ROUND = 100
_COUNTING = frozenset({"money", "than", "fraction", "number", "no", "least", "most"})
_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_CENTURIES = 30


_AHEAD = 15
"""Years from publication on after which a bare number is rather no year."""
_OF_SEASONS = frozenset(
    {"school", "schools", "camp", "camps", "house", "houses", "job", "jobs", "olympics", "games"}
)


def year(phrase: Phrase) -> Reading | None:
    """Read a year, in figures or words."""
    if not phrase.has("year"):
        spelled = year_in_words(phrase)
        return _of_year(phrase, spelled) if spelled else None
    found = phrase.number("year") or 0
    if phrase.names in (["year"], ["about", "year"]) and not _stands_for_year(phrase, found):
        return None
    return _of_year(phrase, found)


def _of_year(phrase: Phrase, found: int) -> Reading:
    return Reading(TimeKind.DATE, f"{found:04}", modifiers.within(phrase))


def _stands_for_year(phrase: Phrase, found: int) -> bool:
    before, after = phrase.before(), phrase.after()
    if before in _COUNTING or after in {"unit", "units", "money", "number_word", "zone"}:
        return False
    if after == "other" and phrase.words.lower(phrase.end) == "%":
        return False
    if before == "dash" and phrase.words.touching(phrase.first) and not _opens(phrase):
        return False  # "Boeing-2000", a part number
    if _counts_things(phrase, found):
        return False
    published = phrase.story.published
    far = published is not None and found > published.year + _AHEAD
    return (found in _PLAIN and not far) or before in _DATING


def _opens(phrase: Phrase) -> bool:
    """Tell whether the dash before a year makes a range of it, or stands after "post" or "pre"."""
    return phrase.before(2) in {"year", "month"} or phrase.words.lower(phrase.first - 2) in {
        "post",
        "pre",
        "mid",
    }


def _counts_things(phrase: Phrase, found: int) -> bool:
    """Tell whether a round number has a plural after it ("2000 troops")."""
    if phrase.after() != "word" or phrase.before() in {"in", "since", "until", "by"}:
        return False
    return (found % _ROUND == 0 or phrase.has("about")) and phrase.words.lower(phrase.end).endswith("s")


def decade(phrase: Phrase) -> Reading | None:
    """Read "the 1990s", "the '80s", "the nineties"."""
    if phrase.has("decade"):
        digits = "".join(char for char in phrase.word("decade") if char.isdigit())
        full = len(digits) > len("80")
        value = digits[:-1] if full else f"19{digits[0]}"
        if not full and int(digits) <= _this_decade(phrase.story.published):
            value = f"20{digits[0]}"
    elif phrase.before() in {"poss", "word", "behind"} and not phrase.has("the", "pos", "edge"):
        return None  # "a man in his sixties"
    elif phrase.names == ["decade_word"]:
        return None
    else:
        digit = phrase.value("decade_word")
        value = f"19{digit}" if digit != "0" else "200"
    return Reading(TimeKind.DATE, value, modifiers.within(phrase))


def _this_decade(published: date | None) -> int:
    return published.year % 100 if published and published.year >= 2000 else -1  # noqa: PLR2004 - the century


def century(phrase: Phrase) -> Reading | None:
    """Read "the 20th century", which TIMEX3 writes by its first two figures."""
    number = phrase.number("ordinal")
    if phrase.value("unit") != "CE" or number is None:
        return None
    if phrase.has("century_word"):
        number += phrase.number("century_word") or 0
    if not 1 <= number <= _CENTURIES:
        return None
    return Reading(TimeKind.DATE, f"{number - 1:02}", modifiers.within(phrase))


def season(phrase: Phrase) -> Reading | None:
    """Read a season: of a year that is told, or the last one, this one, the next one."""
    code = phrase.value("season", "maybe_season")
    if phrase.names == ["season"] and phrase.next_word() in _OF_SEASONS:
        return None  # "a summer school"
    modifier = modifiers.within(phrase)
    told, relative = year_told(phrase)
    if told is None and (phrase.story.published is None or not code):
        return Reading(TimeKind.DATE, f"XXXX-{code}", modifier, relative=True) if code else None
    if told is None:
        told, relative = _season_year(phrase, code), True
    return Reading(TimeKind.DATE, f"{told:04}-{code}", modifier, relative)


def _season_year(phrase: Phrase, code: str) -> int:
    published = phrase.story.published
    assert published is not None
    begun = published.month >= _STARTS[code]
    over = (almanac.days_of(f"{published.year:04}-{code}") or (published, published))[1] < published
    if phrase.has("next"):
        return published.year + begun
    if phrase.has("last", "past"):
        return published.year if over and code != "WI" else published.year - 1
    if phrase.has("this") or begun:
        return published.year
    return published.year if phrase.lies_ahead() else published.year - 1
