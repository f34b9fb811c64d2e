"""Whether two names may be one: a score with its features and reasons.

The score is 1 less the sum of declared features, each from 0 (speaks for one name) to 1 and each with a
weight: after nomenklatura's logic_v2 (a declared list whose every point has its reason), in code and
numbers of our own. Order of words does not count, nor case, accents, script, titles, articles and small
words.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.text.names.align import Alignment, Pair, align, spelt
from sayso.text.names.prepare import Name, prepared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model.annotation import MentionKind

MAY_MATCH = 0.7
"""From here on two names may be one: fixed on the public half of nomenklatura's name_bench."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "spelling": 1.0,
        "conflict": 0.5,
        "conflict_organisation": 0.5,
        "extra": 0.3,
        "extra_organisation": 0.4,
        "alone": 0.3,
        "initials": 0.2,
        "form": 0.25,
        "numbers": 0.5,
        "fathers": 0.4,
        "acronym": 0.15,
        "joined": 0.05,
        "signs": 0.8,
        "nothing": 1.0,
    }
)
"""What each feature takes off."""


_SAME_SOUND = 0.2
_INITIALS_CLASH = 0.7
"""What two initials of people say that differ, or an initial and a name: not much less than two names."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely two names are one name, and why."""

    score: float
    """0..1: from :data:`MAY_MATCH` on they may be one."""
    reasons: tuple[str, ...]
    """As a person reads them."""
    features: Mapping[str, float]
    """What took something off, 0..1 each, to be weighed by :data:`WEIGHTS`."""


def compare(left: str, right: str, kind: MentionKind | None = None) -> Comparison:
    """Return how likely two names are one; the same whichever stands first.

    Names are judged as people's if ``kind`` says so or, without a kind, unless words or legal forms of
    organisations stand in one of them. Total on any text; names are cut at 300 characters and 16 words.
    """
    one, other = prepared(left, kind), prepared(right, kind)
    features, reasons = judged(one, other)
    score = 1.0 - sum(WEIGHTS[name] * value for name, value in features.items())
    return Comparison(min(1.0, max(0.0, score)), tuple(reasons), features)


def judged(one: Name, other: Name) -> tuple[dict[str, float], list[str]]:
    """Return the features that two names have, and reasons for and against."""
    if other.key < one.key:
        one, other = other, one
    if one.key == other.key and one.numbers == other.numbers and one.forms == other.forms:
        return ({}, ["the same name"]) if one.solid or one.signs or one.numbers else ({"nothing": 1.0}, [])
    if one.signs and other.signs and one.script == other.script:
        return _by_signs(one, other)
    if not (one.words and other.words):
        return (
            ({}, ["the same number"])
            if one.numbers and one.numbers == other.numbers
            else ({"nothing": 1.0}, [])
        )
    if short := _abbreviated(one, other):
        return {"acronym": 1.0}, [f"“{short.upper()}” abbreviates the other"]
    features: dict[str, float] = {}
    reasons: list[str] = []
    organisation = one.organisation or other.organisation
    found = align(one, other)
    if (found.left or found.right) and len(one.words) != len(other.words):
        closeness = spelt(one.solid, other.solid)
        if closeness >= 0.9:  # noqa: PLR2004
            features["joined"] = 1.0
            features["spelling"] = 1 - closeness
            return features, ["the same letters, spaced otherwise"]
    _spelling(found, features, reasons)
    _unanswered(one, other, found, features, reasons, organisation=organisation)
    _rest(one, other, features, reasons)
    return features, reasons


def _by_signs(one: Name, other: Name) -> tuple[dict[str, float], list[str]]:
    """Judge two names in Han or Hangul by their signs: another sign is another name, not a misspelling.

    Signs that sound the same may be the simplified and the traditional form of one.
    """
    from rapidfuzz.distance.OSA import normalized_distance

    if one.signs == other.signs:
        return {}, ["the same signs"]
    if one.solid == other.solid:
        return {"signs": _SAME_SOUND}, ["signs that sound the same"]
    return {"signs": min(1.0, normalized_distance(one.signs, other.signs) + 0.3)}, ["not the same signs"]


def _abbreviated(one: Name, other: Name) -> str:
    if one.short and one.short in other.acronyms:
        return one.short
    return other.short if other.short and other.short in one.acronyms else ""


def _spelling(found: Alignment, features: dict[str, float], reasons: list[str]) -> None:
    total = sum(pair.weight for pair in found.pairs)
    if not total:
        return
    off = sum(pair.weight * (1 - pair.closeness) for pair in found.pairs)
    if off:
        features["spelling"] = off / total
    initials = sum(pair.weight for pair in found.pairs if pair.why == "initial")
    if initials:
        features["initials"] = initials / total
    same = [pair.left for pair in found.pairs if pair.why == "same"]
    if same:
        reasons.append("the same: " + ", ".join(f"“{word}”" for word in same))
    reasons.extend(map(_told, (pair for pair in found.pairs if pair.why != "same")))


_WHY = {
    "sound": "“{}” may be a spelling of “{}”",
    "group": "“{}” and “{}” are forms of one name",
    "initial": "“{}” and “{}” agree in the initial",
    "joined": "“{}” and “{}” differ in spacing",
    "close": "“{}” and “{}” are nearly the same",
}


def _told(pair: Pair) -> str:
    return _WHY[pair.why].format(pair.left, pair.right)


def _unanswered(
    one: Name,
    other: Name,
    found: Alignment,
    features: dict[str, float],
    reasons: list[str],
    *,
    organisation: bool,
) -> None:
    end = "_organisation" if organisation else ""
    left, right = (sum(word.weight for word in words) for words in (found.left, found.right))
    names = [", ".join(f"“{word.text}”" for word in words) for words in (found.left, found.right)]
    if not found.pairs:
        features["nothing"] = 1 - found.nearest / 2
        reasons.append("no word in common")
        return
    if clash := min(left, right):
        features["conflict" + end] = min(1.0, clash if organisation else max(clash, _INITIALS_CLASH))
        reasons.append(f"different: {names[0]} and {names[1]}")
    if left != right:
        total = max(sum(word.weight for word in name.words) for name in (one, other))
        features["extra" + end] = abs(left - right) / total
        if not clash:
            reasons.append(f"in one alone: {names[0] or names[1]}")
    fewest = min(len(one.words), len(other.words))
    if not organisation and fewest == 1 and left != right:
        features["alone"] = 1.0
        reasons.append("one of them is a single word")


def _rest(one: Name, other: Name, features: dict[str, float], reasons: list[str]) -> None:
    if one.numbers != other.numbers:
        features["numbers"] = 1.0
        reasons.append("the numbers differ")
    if one.forms and other.forms and not one.forms & other.forms and "any" not in one.forms | other.forms:
        features["form"] = 1.0
        reasons.append("legal forms of different kinds")
    if one.fathers and other.fathers and not one.fathers & other.fathers:
        features["fathers"] = 1.0
        reasons.append("another father's name")
