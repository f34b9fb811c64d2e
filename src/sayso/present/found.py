"""What a finding says, and on whose say-so, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.amount import Amount, AmountKind, Comparison, Wallet
from sayso.model.assertion import Stance
from sayso.model.attribution import SourceKind
from sayso.model.place import Toponym
from sayso.model.time import Time, TimeModifier

if TYPE_CHECKING:
    from decimal import Decimal

    from sayso.model.ledger import ReportLine
    from sayso.model.listing import SaySoLine

_COMPARED = {
    Comparison.EXACTLY: "",
    Comparison.ABOUT: "about ",
    Comparison.AT_LEAST: "at least ",
    Comparison.MORE_THAN: "more than ",
    Comparison.AT_MOST: "at most ",
    Comparison.LESS_THAN: "less than ",
    Comparison.BETWEEN: "between ",
}
_NARROWED = {
    TimeModifier.BEFORE: "before ",
    TimeModifier.AFTER: "after ",
    TimeModifier.ON_OR_BEFORE: "by ",
    TimeModifier.ON_OR_AFTER: "since ",
    TimeModifier.LESS_THAN: "less than ",
    TimeModifier.MORE_THAN: "more than ",
    TimeModifier.EQUAL_OR_LESS: "at most ",
    TimeModifier.EQUAL_OR_MORE: "at least ",
    TimeModifier.START: "early ",
    TimeModifier.MID: "mid ",
    TimeModifier.END: "late ",
    TimeModifier.APPROX: "about ",
}


_STANCES = {
    Stance.DENIES.value: "denied by",
    Stance.QUESTIONS.value: "asked by",
    Stance.LEAVES_OPEN.value: "left open by",
}


def reading_of(found: object) -> str:
    """Return what a finding is read as: a normalised date, a number with its unit, a place."""
    match found:
        case Time():
            return f"{_NARROWED[found.modifier] if found.modifier else ''}{found.value}"
        case Amount():
            return _amount(found)
        case Wallet():
            return " or ".join(found.chains) + ("" if found.checked else " (no checksum)")
        case Toponym():
            return _toponym(found)
    return str(getattr(found, "kind", "")).replace("_", " ")


def narrowed(time: Time) -> str:
    """Return how a time's days are narrowed: "before ", "since " …; empty where they are not."""
    return _NARROWED[time.modifier] if time.modifier else ""


def _amount(amount: Amount) -> str:
    number = grouped(amount.low)
    if amount.high != amount.low:
        number += f" and {grouped(amount.high)}" if amount.comparison is Comparison.BETWEEN else (
            f" to {grouped(amount.high)}"
        )  # fmt: skip
    unit = "%" if amount.unit == "%" else f" {amount.unit}" if amount.unit else ""
    counts = f" {amount.counts}" if amount.counts else ""
    harm = f", {amount.harm}" if amount.kind is AmountKind.CASUALTIES and amount.harm else ""
    return f"{_COMPARED[amount.comparison]}{number}{unit}{counts}{harm}"


def grouped(number: Decimal) -> str:
    """Return a number with its thousands apart and no idle zeros."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _toponym(toponym: Toponym) -> str:
    if not toponym.candidates:
        return "not in the gazetteer"
    place = toponym.candidates[0].place
    country = f", {place.country}" if place.country else ""
    doubt = " (or elsewhere)" if toponym.ambiguous else ""
    body = "; stands for a government or body here" if toponym.stands_for_body else ""
    return f"{place.name}{country}{doubt}{body}"


def said_by(say_so: SaySoLine | None, report: ReportLine) -> str:
    """Return on whose say-so something is, and what they do with it if they do not assert it."""
    who = _who(say_so, report)
    stance = say_so.stance if say_so is not None else Stance.ASSERTS.value
    return f"{_STANCES[stance]} {who}" if stance in _STANCES else who


def _who(say_so: SaySoLine | None, report: ReportLine) -> str:
    if say_so is None or say_so.source_kind is SourceKind.AUTHOR:
        return f"{report.outlet or 'the report'} itself"
    if say_so.speaker:
        return say_so.speaker
    return f"“{' '.join(say_so.source.split())}”" if say_so.source else "nobody named"
