"""Where in a text amounts stand, and what they say."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sayso.model.amount import Amount, AmountKind, Comparison
from sayso.model.span import Span
from sayso.text.amounts.harm import harm_all
from sayso.text.amounts.measure import drafted
from sayso.text.amounts.refused import is_year, refused
from sayso.text.amounts.tokens import lines
from sayso.text.amounts.wordlists import word_set

if TYPE_CHECKING:
    from sayso.text.amounts.draft import Draft
    from sayso.text.amounts.tokens import Line

_TO = frozenset({"to", "from", "at", "by", "of", "was", "is", "were"})
_CHANGE_WITHIN = 5
_LARGE = 100
"""From here on "about" before a bare number is no time of day and no age."""
_LOOSE = frozenset(
    {"over", "under", "above", "below", "about", "around", "near", "some", "almost", "perhaps", "maybe"}
)
"""Words that compare only if something is counted: "about six", "over 65"."""


def find_amounts(text: str) -> list[Amount]:
    """Find amounts, in order; their number spans do not overlap.

    A number is an amount if it has a currency, a unit, or a noun that it counts; or else a comparison, a
    magnitude, or a verb of change before it ("rose to 41"); or if it tells of victims. Years, dates, times,
    durations, ages, ordinals, labels ("Flight 752") and names are none; nor is "one" that merely stands for
    an article, nor a fraction ("two thirds").

    Plurals that give no figure ("hundreds", "several million") have as ``low`` and ``high`` the least they
    can mean, and are *at least* that. Two numbers are *between*, unless a word says "about". "Dollars" and
    "$" are US dollars and "rupees" Indian ones unless another country stands beside them; names that several
    currencies share ("pesos", "dinars") have the name itself as ``unit``. Cents are given in dollars.
    """
    return [_amount(text, line, draft) for line in lines(text) for draft in _drafts(line)]


def _drafts(line: Line) -> list[Draft]:
    found: list[Draft] = []
    at = 0
    while at < len(line):
        draft = drafted(line, at)
        if draft is None:
            at += 1
            continue
        found.append(draft)
        at = max(draft.last, draft.stop) + 1
    sound = [draft for draft in found if not refused(line, draft)]
    harm_all(line, sound)
    return [draft for draft in sound if _counts(line, draft)]


def _counts(line: Line, draft: Draft) -> bool:
    """Tell whether a number says enough to be an amount."""
    if draft.unit is not None or draft.harm is not None:
        return True
    compared = draft.comparison is not None
    if draft.in_words and draft.high == 1:
        return compared and draft.counts is not None and line.lower(draft.begin) != "some"
    if draft.counts is not None or draft.scaled:
        return True
    if compared and not draft.vague:
        return draft.begin == draft.first or line.lower(draft.begin) not in _LOOSE or draft.high >= _LARGE
    return not draft.in_words and not is_year(line.tokens[draft.first].text) and _changed(line, draft.begin)


def _changed(line: Line, begin: int) -> bool:
    """Tell whether a number is what something rose, fell or came to."""
    before = line.lower(begin - 1)
    if before in word_set("verbs_of_change"):
        return True
    if before not in _TO:
        return False
    for at in range(begin - 2, begin - 2 - _CHANGE_WITHIN, -1):
        token = line.at(at)
        if token is None or token.lower in {".", ",", ";"}:
            return False
        if token.lower in word_set("verbs_of_change"):
            return True
    return False


def _amount(text: str, line: Line, draft: Draft) -> Amount:
    tokens = line.tokens
    counts = None
    if draft.counts is not None:
        counts = text[tokens[draft.counts[0]].start : tokens[draft.counts[1]].end]
    return Amount(
        span=Span(tokens[draft.begin].start, tokens[draft.end].end),
        number=Span(tokens[draft.first].start, tokens[draft.last].end),
        kind=_kind(draft),
        low=_plain(draft.low),
        high=_plain(draft.high),
        comparison=_comparison(draft),
        unit=draft.unit,
        counts=counts,
        harm=draft.harm or None,
    )


def _kind(draft: Draft) -> AmountKind:
    if draft.kind is not None:
        return draft.kind
    if draft.harm is not None:
        return AmountKind.CASUALTIES
    return AmountKind.PEOPLE if draft.counts_people else AmountKind.COUNT


def _comparison(draft: Draft) -> Comparison:
    if draft.comparison is not None and draft.comparison is not Comparison.EXACTLY:
        return draft.comparison
    if draft.ranged:
        return Comparison.BETWEEN
    return Comparison.AT_LEAST if draft.vague else Comparison.EXACTLY


def _plain(value: Decimal) -> Decimal:
    """Return the value without zeros that nobody wrote: 1500000, not 1500000.0 or 1.5E+6."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value.normalize()
