"""How a phrase, or the preposition before it, narrows a date or a length: "early", "nearly", "by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.time import TimeModifier

if TYPE_CHECKING:
    from sayso.text.times.phrase import Phrase

_EDGES = {"beginning": "START", "start": "START", "outset": "START", "middle": "MID"}
_THAN = {
    (False, True): TimeModifier.MORE_THAN,
    (False, False): TimeModifier.LESS_THAN,
    (True, True): TimeModifier.EQUAL_OR_LESS,
    (True, False): TimeModifier.EQUAL_OR_MORE,
}
"""By whether "no" and "more" stand before "than"."""
_BOUNDS = {
    ("over",): TimeModifier.MORE_THAN,
    ("least",): TimeModifier.EQUAL_OR_MORE,
    ("most", "up", "much"): TimeModifier.EQUAL_OR_LESS,
}
_PREPOSITIONS = {
    "by": TimeModifier.ON_OR_BEFORE,
    "until": TimeModifier.ON_OR_BEFORE,
    "before": TimeModifier.BEFORE,
    "after": TimeModifier.AFTER,
    "since": TimeModifier.ON_OR_AFTER,
}


def within(phrase: Phrase) -> TimeModifier | None:
    """Return what the phrase's own words tell."""
    if phrase.has("beyond") or (phrase.has("year") and phrase.names[-2:] == ["or", "pos"]):
        return TimeModifier.ON_OR_AFTER
    if phrase.has("pos"):
        return TimeModifier(phrase.value("pos"))
    if phrase.has("edge"):
        return TimeModifier(_EDGES.get(phrase.word("edge"), "END"))
    return rough(phrase)


def rough(phrase: Phrase) -> TimeModifier | None:
    """Return how exact a number is."""
    if phrase.has("about"):
        return TimeModifier(phrase.value("about"))
    if phrase.has("than"):
        return _THAN[phrase.has("no"), phrase.has("more")]
    for names, modifier in _BOUNDS.items():
        if phrase.has(*names):
            return modifier
    return TimeModifier.APPROX if phrase.names[-2:] == ["or", "so"] else None


def ahead_of(phrase: Phrase) -> TimeModifier | None:
    """Return what the words before the phrase tell: "by", "since", "on or before", "no later than"."""
    before = phrase.before()
    if before == "than" and phrase.before(3) == "no" and phrase.before(2) == "pos":
        later = phrase.words.lower(phrase.first - 2) == "later"
        return TimeModifier.ON_OR_BEFORE if later else TimeModifier.ON_OR_AFTER
    if before in {"before", "after"}:
        if phrase.before(2) in {"unit", "units"}:  # "three days after 5 May" is one day, not all that follow
            return None
        if phrase.before(2) == "or":
            return TimeModifier.ON_OR_BEFORE if before == "before" else TimeModifier.ON_OR_AFTER
    return _PREPOSITIONS.get(before)
