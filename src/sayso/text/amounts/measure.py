"""Reading a number with its currency or unit, its comparison words, and what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.amount import AmountKind, Comparison
from sayso.text.amounts.counted import are_people, counted, measured
from sayso.text.amounts.draft import Draft
from sayso.text.amounts.numbers import Number, number_at
from sayso.text.amounts.wordlists import phrases, word_set

if TYPE_CHECKING:
    from sayso.text.amounts.tokens import Line

_RANGE = frozenset({"to", "-", "–", "—", "or", "‐", "‑"})
_DASHES = frozenset("-–‐‑—")
_CODES = frozenset({"rs", "rp", "rm", "ksh", "rmb", "ush"})
_ADJECTIVES = {
    "canadian": "CAD",
    "australian": "AUD",
    "american": "USD",
    "us": "USD",
    "singapore": "SGD",
    "jamaican": "JMD",
}
_SMALL_MONEY = {"cents": "USD", "cent": "USD", "pence": "GBP"}
_HANDED = frozenset(
    {"handed", "hand", "handing", "hands", "turned", "turning", "took", "taken", "taking", "take"}
)
_WEIGHS = frozenset({"weighing", "weighed", "weighs", "weigh"})
_SMALL_WON = 100
_BEFORE_AT_MOST = 4
"""Comparison words that may stand before one number."""


def drafted(line: Line, index: int) -> Draft | None:
    """Return the amount, sound or not, that begins at a token; None if no number does."""
    sign = _sign(line, index)
    start = index + sign[0] if sign else index
    number = number_at(line, start, money=sign is not None)
    if number is None:
        return None
    draft = _ranged(line, index, number, signed=sign is not None)
    if sign is not None:
        draft.signed, draft.unit, draft.kind = True, sign[1], AmountKind.MONEY
    _read_unit(line, draft)
    _read_comparison(line, draft)
    _read_counted(line, draft)
    return draft


def _sign(line: Line, index: int) -> tuple[int, str] | None:
    """Return how many tokens a currency sign or code has that stands before a number, and its currency."""
    found = phrases("currencies").starting(line, index)
    if found is None:
        return None
    length, code = found
    last = line.tokens[index + length - 1]
    first = line.tokens[index]
    apart = length > 1 and last.text == "$" and not last.glued  # "a $5 fee" is no sum of Australian dollars
    is_sign = last.kind == "sign" and last.lower != "." and not apart
    is_code = first.text.upper() == code and first.text.isupper() and not first.glued
    return found if is_sign or is_code or first.lower in _CODES else None


def _ranged(line: Line, index: int, number: Number, *, signed: bool) -> Draft:
    """Return a draft of one number or, if a second belongs to it, of both ("3-4", "between 20 and 30")."""
    draft = Draft(
        first=index, last=number.last, low=number.value, high=number.value, in_words=number.in_words,
        vague=number.vague, scaled=number.scaled, ranged=False, begin=index, stop=number.last,
    )  # fmt: skip
    at = number.last + 1
    at += line.lower(at) == "%"
    between = line.lower(index - 1) == "between" and line.lower(at) in {"and", "to"}
    from_change = line.lower(index - 1) == "from" and _change_before(line, index - 2)
    if not between and (line.lower(at) not in _RANGE or from_change):
        return draft
    dashed = line.lower(at) in _DASHES
    if dashed and not (line.glued(at) == line.glued(at + 1) and number.in_words == _is_word(line, at + 1)):
        return draft
    sign = _sign(line, at + 1)
    second = number_at(line, at + 1 + (sign[0] if sign else 0), money=signed)
    if second is None or second.vague or number.vague:
        return draft
    low = number.value
    if not number.scaled and second.scaled and low < second.value / second.scale:
        low *= second.scale
    if low >= second.value:
        return draft
    draft.low, draft.high, draft.last, draft.stop = low, second.value, second.last, second.last
    draft.ranged, draft.scaled = True, number.scaled or second.scaled
    if between:
        draft.begin = index - 1
    return draft


def _is_word(line: Line, index: int) -> bool:
    token = line.at(index)
    return token is not None and token.is_word


def _change_before(line: Line, index: int) -> bool:
    return any(line.lower(at) in word_set("verbs_of_change") for at in range(index, index - 3, -1))


def _read_unit(line: Line, draft: Draft) -> None:
    """Read a currency, "per cent" or a unit of measurement after the number."""
    at = draft.last + 1
    hyphen = line.lower(at) in _DASHES and line.glued(at) and line.glued(at + 1)
    at += hyphen
    if draft.signed:
        other = _ADJECTIVES.get(line.lower(at)) if draft.unit == "USD" and not line.glued(at) else None
        if other is not None:
            draft.unit, draft.stop = other, at
        return
    percent = phrases("percent").starting(line, at)
    if percent is not None and line.lower(at + 1) not in {"point", "points"}:
        draft.unit, draft.kind, draft.stop = "%", AmountKind.SHARE, at + percent[0] - 1
        return
    if draft.unit is None:
        _read_money(line, draft, at + (draft.vague and line.lower(at) == "of"))
    if draft.unit is None:
        _read_measure(line, draft, at + (draft.vague and line.lower(at) == "of"))


def _read_money(line: Line, draft: Draft, at: int) -> None:
    small = _SMALL_MONEY.get(line.lower(at))
    if small is not None:
        draft.unit, draft.kind, draft.stop = small, AmountKind.MONEY, at
        draft.low, draft.high = draft.low / 100, draft.high / 100
        return
    pounds = line.lower(at) in {"pounds", "pound"}
    weight = (
        line.lower(at) == "pound"
        or line.lower(at + 1) in {"of", "-"}
        or line.lower(draft.first - 1) in _WEIGHS
    )
    if pounds and line.lower(at + 1) != "sterling":
        draft.unit, draft.kind = ("pound", AmountKind.MEASURE) if weight else ("GBP", AmountKind.MONEY)
        draft.stop = at
        return
    found = phrases("currencies").starting(line, at)
    if found is None or (line.lower(at) == "won" and not draft.scaled and draft.high < _SMALL_WON):
        return
    if _sign_of_the_next(line, at, found[0]):
        return
    draft.unit, draft.kind, draft.stop = found[1], AmountKind.MONEY, at + found[0] - 1


def _sign_of_the_next(line: Line, at: int, length: int) -> bool:
    """Tell whether a currency sign belongs to a number after it: "between 20 and $30"."""
    following = line.at(at + length)
    return following is not None and following.is_figure and line.tokens[at + length - 1].kind == "sign"


def _read_measure(line: Line, draft: Draft, at: int) -> None:
    token = line.at(at)
    if token is not None and token.lower == "m" and token.glued and line.cased:
        draft.unit, draft.kind, draft.stop = "metre", AmountKind.MEASURE, at
        return
    found = phrases("units").starting(line, at)
    if found is not None:
        draft.unit, draft.kind, draft.stop = found[1], AmountKind.MEASURE, at + found[0] - 1


def _read_comparison(line: Line, draft: Draft) -> None:
    """Read the words of comparison before the number, then those after it."""
    for _ in range(_BEFORE_AT_MOST):
        found = phrases("comparisons").ending(line, draft.begin - 1)
        if found is None:
            break
        length, name = found
        begin = draft.begin - length
        if line.lower(begin) == "over" and line.lower(begin - 1) in _HANDED:
            break
        draft.begin = begin
        if draft.comparison is None or draft.comparison is Comparison.EXACTLY:
            draft.comparison = Comparison(name)
    at = draft.stop + 1
    at += line.lower(at) in _DASHES and line.glued(at)
    after = phrases("after").starting(line, at)
    if after is not None and not _goes_on(line, at + after[0] - 1):
        draft.stop = at + after[0] - 1
        draft.comparison = draft.comparison or Comparison(after[1])


def _goes_on(line: Line, last: int) -> bool:
    """Tell whether the words after a number compare another one: "20 at least 30", "+ 5"."""
    following = line.at(last + 1)
    return following is not None and following.is_figure


def _read_counted(line: Line, draft: Draft) -> None:
    if draft.kind is not None:
        draft.counts = measured(line, draft.stop + 1)
        return
    if (
        draft.vague
        and draft.in_words
        and line.lower(draft.stop + 1) != "of"
        and line.lower(draft.last).endswith("s")
    ):
        return
    at = draft.stop + 1
    draft.counts = counted(line, at, one=draft.high == 1)
    if draft.counts is None and line.lower(at) in {"were", "are"}:
        draft.counts = told = counted(line, at + 1)
        if told is None or not are_people(line, told[1]):
            draft.counts = None
    if draft.counts is not None:
        draft.counts_people = are_people(line, draft.counts[1])
