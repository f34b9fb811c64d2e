"""Numbers that are no amounts: years, dates, times, ages, ordinals, labels, names, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.text.amounts.counted import plural
from sayso.text.amounts.numbers import number_at
from sayso.text.amounts.wordlists import phrases, word_set

if TYPE_CHECKING:
    from sayso.text.amounts.draft import Draft
    from sayso.text.amounts.tokens import Line

_GLUES = frozenset("-‐‑–/:.+_=@&\\#*'’")
"""Signs that, without a space, join a figure to what stands before it."""
_JOINS = frozenset("-‐‑–/:_=@\\")
"""Signs that, without a space on either side, join a figure to what follows it."""
_YEARS = range(1900, 2101)
_YEAR_DIGITS = 4
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"}
)
_LAST_DAY = 31
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
"""A time of day as armies write it."""
_DOUBTFUL_MONTHS = frozenset({"may", "march", "mar", "dec", "jun", "sep", "sept", "jan", "oct"})
_AFTER_MAY = frozenset({"have", "be", "well", "not", "also", "still", "yet", "never", "soon", "to"})
_STREET_WITHIN = 4
_ABBREVIATED = frozenset(
    {"no", "nos", "nr", "art", "sec", "fig", "vol", "tel", "ext", "p", "pp", "para", "ch"}
)


def refused(line: Line, draft: Draft) -> bool:
    """Tell whether a number is no amount, from its form and the tokens beside it.

    A number with a currency, a unit or a magnitude can be none of most of these.
    """
    if _glued_wrongly(line, draft) or _in_a_name(line, draft) or _of_a_ratio(line, draft):
        return True
    if draft.unit is not None or draft.scaled or draft.vague:
        return draft.unit is None and _is_time(line, draft)
    return (
        _is_time(line, draft)
        or _is_date(line, draft)
        or _labelled(line, draft)
        or _is_year(line, draft)
        or _of_a_street(line, draft)
        or _of_a_telephone(line, draft)
        or (draft.in_words and _names_a_body(line, draft))
    )


def is_month(line: Line, index: int) -> bool:
    """Tell whether a token is a month; "may" and "march" in small letters are verbs."""
    token = line.at(index)
    if token is None or token.lower not in word_set("months"):
        return False
    if token.lower not in _DOUBTFUL_MONTHS:
        return True
    return token.capital and not (token.lower == "may" and line.lower(index + 1) in _AFTER_MAY)


def is_year(word: str) -> bool:
    """Tell whether a figure is written as a year of our times."""
    return len(word) == _YEAR_DIGITS and word.isdigit() and int(word) in _YEARS


def _glued_wrongly(line: Line, draft: Draft) -> bool:
    """Tell whether a figure is a part of something longer: "T-72", "9/11", "10:30", "20th", "34-year-old"."""
    first, after = line.tokens[draft.first], draft.stop + 1
    before = line.at(draft.first - 1)
    if before is not None and first.glued and not draft.signed:
        sign_only = before.lower == "+" and not before.glued and draft.unit == "%"
        dashed = (
            before.lower in "-–" and not before.glued and (draft.unit is not None or draft.counts is not None)
        )
        if (before.is_word or before.is_figure or before.lower in _GLUES) and not (sign_only or dashed):
            return True
    if first.is_figure and first.text.startswith("0") and first.text[1:2].isdigit():
        return True
    following = line.at(after)
    if following is None or not following.glued:
        return False
    if following.is_word or following.is_figure:
        return line.tokens[draft.stop].kind == "figure" or following.is_figure
    if following.lower in _JOINS and line.glued(after + 1):
        return following.lower != "/" or draft.unit is None
    dotted = line.at(after + 1)
    return following.lower in ".," and dotted is not None and dotted.glued and dotted.is_figure


def _is_time(line: Line, draft: Draft) -> bool:
    """Tell whether a time, a duration, an age or a repetition is counted: "10 am", "three more days"."""
    times = word_set("refused_after")
    clock = line.tokens[draft.first].text
    if line.lower(draft.begin - 1) == "at" and draft.counts is None and _CLOCK.fullmatch(clock):
        return True
    if any(line.lower(at) in times for at in range(draft.last + 1, draft.counts_end + 1)):
        return True
    at = draft.last + 1
    if line.lower(at) in {"-", "‐", "‑", "more", "other", "further", "of", "(", "full", "long"}:
        at += 1
    return line.lower(at) in times or line.lower(at) in {"h", "hrs"}


def _is_date(line: Line, draft: Draft) -> bool:
    if draft.in_words or draft.high > _LAST_DAY or draft.signed:
        return False
    after = draft.last + 1
    after += line.lower(after) == "of"
    if is_month(line, after):
        return True
    before = draft.first - 1
    if line.lower(before) == "." and is_month(line, before - 1):
        before -= 1
    return is_month(line, before)


def _labelled(line: Line, draft: Draft) -> bool:
    """Tell whether the word before makes it a label: "Flight 752", "Section 4", "No. 5", "Boeing 737"."""
    before = draft.first - 1
    token = line.at(before)
    if token is None:
        return False
    if token.lower == "." and line.lower(before - 1) in _ABBREVIATED and not draft.counts_people:
        return True
    if token.lower in word_set("labels"):
        return not (draft.counts_people or (draft.counts is not None and token.is_word and not token.capital))
    if draft.in_words or not token.is_word or not token.capital or not line.cased:
        return False
    return not (
        draft.counts_people
        or token.lower in _DAYS
        or token.lower in word_set("not_counted")
        or phrases("comparisons").ending(line, before) is not None
        or phrases("harms").ending(line, before) is not None
        or not (line.named(before) or draft.counts is None)
    )


def _in_a_name(line: Line, draft: Draft) -> bool:
    """Tell whether it stands inside a name: "the 10 Percent Party", "Group of 20", "the Top 20"."""
    if not line.cased or draft.signed:
        return False
    before = line.lower(draft.first - 1)
    if (
        before == "of"
        and line.named(draft.first - 2)
        and line.lower(draft.first - 2) in {"group", "league", "council"}
    ):
        return True
    if before in {"top", "big"} and line.named(draft.first - 1):
        return True
    if draft.unit != "%":
        return False
    capital = line.tokens[draft.stop].kind == "sign" or line.tokens[draft.stop].capital
    return capital and line.named(draft.stop + 1)


def _of_a_ratio(line: Line, draft: Draft) -> bool:
    """Tell whether it is the ten of "six in ten", or the twelve of "slide 3 of 12"."""
    before = draft.first - 1
    if line.lower(before) == "of" and line.lower(before - 2) in word_set("labels"):
        counter = line.at(before - 1)
        return counter is not None and counter.is_figure
    if line.lower(before) == "of" and line.lower(before - 1) == "out":
        before -= 1
    elif line.lower(before) != "in":
        return False
    return (
        draft.unit is None and number_at(line, before - 1) is not None and not is_year(line.lower(before - 1))
    )


def _is_year(line: Line, draft: Draft) -> bool:
    word = line.tokens[draft.first].text
    if not is_year(word):
        return False
    if draft.comparison is not None and draft.counts is not None:
        return False
    beside = draft.counts == (draft.last + 1, draft.last + 1) and draft.counts_people
    return (
        not beside or line.lower(draft.first - 1) in word_set("year_leads") or is_month(line, draft.first - 1)
    )


def _of_a_street(line: Line, draft: Draft) -> bool:
    """Tell whether it is the number of a house: "12 Harbour Street"."""
    if draft.in_words or draft.comparison is not None:
        return False
    for at in range(draft.last + 1, draft.last + 1 + _STREET_WITHIN):
        token = line.at(at)
        if token is None or not token.is_word or not token.capital:
            return False
        if token.lower in word_set("streets") and at > draft.last + 1:
            return True
    return False


def _of_a_telephone(line: Line, draft: Draft) -> bool:
    """Tell whether more figures stand beside it, as in a telephone number or a table."""
    if draft.in_words:
        return False
    beside = (line.at(draft.first - 1), line.at(draft.last + 1))
    return any(token is not None and token.is_figure and not is_year(token.text) for token in beside)


def _names_a_body(line: Line, draft: Draft) -> bool:
    """Tell whether it is written as a name ("Five Eyes members", "the Three Rivers Dam")."""
    capital = line.tokens[draft.first].capital and line.cased
    if not capital or draft.counts_people:
        return False
    following = line.at(draft.last + 1)
    if following is None or not following.is_word or not following.capital:
        return line.named(draft.first)
    head = line.tokens[draft.counts_end]
    return line.named(draft.first) or head.capital or plural(line, draft.last + 1)
