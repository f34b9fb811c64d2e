"""Evidence that two names are one entity's: a declared list of features with weights, and lines to cross."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from sayso.model.naming import KINDS, NameNode, Tie, tie
from sayso.resolve.entities.sorts import BODY, EVENT, PERSON, PLACE, WEAPON
from sayso.resolve.entities.spelling import initials, known_line, letters_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sayso.model.annotation import MentionKind

MADE = 0.78
"""From this score on two names are taken for one entity's, unless others of its names disagree."""
PROPOSED = 0.5
"""From this score on it is proposed."""

WEIGHTS: Mapping[str, float] = {
    "defined": 1.0,  # a document says so: "X, also known as Y", "X (ABC)"
    "known": 1.0,  # both stand in one line of the list of well-known names
    "name": 0.9,  # how alike the two names are: 0 at a comparison of 0.5 or less, 1 at 1
    "acronym": 0.6,  # one spells the other's initials, which no document says
    "surname": 0.45,  # a person's single name is the other's last
    "within": 0.3,  # a document uses both for one thing without saying so
    "company": 0.15,  # the names that stand beside them in documents: two or more are shared
    "office": 0.15,  # an office that documents give both
    "rare": 0.1,  # nobody else in the case may be meant by the short name
    "single": 0.0,  # both are single words, which another letter makes another name: proposed at most
    "apart": -0.35,  # a document names both, and not for one thing
    "kinds": -0.45,  # documents take one for a body and the other for a place
}
_SURE_NAMES = 0.9
"""Comparison below which company and office may lead to a proposal only: relatives keep company, too."""
_MIDDLE = 0.5
_FAR = 60
"""Percent of letters that two names share, below which they are not compared: no spelling is so far off."""
_SURE_VALUE = (_SURE_NAMES - _MIDDLE) / (1 - _MIDDLE)
_LEAST_LETTERS = 3
_TOGETHER = 2
_APART = frozenset({PERSON, EVENT, WEAPON})
_DISAGREE = {PERSON: 0.7, BODY: 0.45, PLACE: 0.6}
"""Comparison below which two full names of one sort cannot be one entity's by likeness."""


class Likeness(Protocol):
    """What a comparison of names tells."""

    @property
    def score(self) -> float:
        """0..1."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """As a person reads them."""

    @property
    def features(self) -> Mapping[str, float]:
        """What speaks against."""


class Evidence:
    """Compares nodes by a given comparison of names (by default :func:`sayso.text.names.compare`)."""

    def __init__(self, compare: Callable[[str, str, MentionKind | None], Likeness] | None = None) -> None:
        self.comparisons = 0
        """Pairs of names that were compared."""
        self._given = compare
        self._cached = functools.lru_cache(maxsize=65536)(self._compared)

    def alike(self, left: str, right: str, sort: str) -> Likeness:
        """Compare two names of a sort."""
        return self._cached(*sorted((left, right)), sort)

    def _compared(self, left: str, right: str, sort: str) -> Likeness:
        self.comparisons += 1
        if self._given is None:
            from sayso.text.names import compare

            self._given = compare
        return self._given(left, right, KINDS[sort])

    def between(self, one: NameNode, other: NameNode) -> Tie | None:
        """Return what the two names themselves tell, or None if they tell nothing or forbid it."""
        line = known_line(one.name) if PERSON not in (one.sort, other.sort) else None
        if line is not None and line == known_line(other.name):
            return tie(one.id, other.id, {"known": 1.0}, (f"both are well-known names of “{line[1]}”",))
        if one.sort != other.sort and _APART & {one.sort, other.sort}:
            return None
        unequal = one.short != other.short and one.key != other.key
        found = self._of_short(one, other) if unequal else self._of_equals(one, other)
        if found is None:
            return None
        features, reasons = found
        if one.sort != other.sort:
            features["kinds"] = 1.0
            reasons = (*reasons, "but not of one kind")
        return tie(one.id, other.id, features, reasons)

    def _of_equals(self, one: NameNode, other: NameNode) -> tuple[dict[str, float], tuple[str, ...]] | None:
        if one.key == other.key:
            return {"name": 1.0}, ("the same name in both",)
        if one.short or _APART & {one.sort} - {PERSON}:
            return None
        if _far(one.key, other.key):
            return None
        seen = self.alike(one.name, other.name, one.sort)
        if seen.score <= _MIDDLE or (one.sort == PERSON and seen.score < _DISAGREE[PERSON]):
            return None
        features = {"name": round((seen.score - _MIDDLE) / (1 - _MIDDLE), 4)}
        if " " not in one.key and " " not in other.key:
            features["single"] = 1.0
        return features, tuple(sorted(seen.reasons))

    @staticmethod
    def _of_short(one: NameNode, other: NameNode) -> tuple[dict[str, float], tuple[str, ...]] | None:
        short, full = (one, other) if one.short else (other, one)
        if short.sort == PERSON:
            if full.sort != PERSON or full.key.split()[-1] != short.key:
                return None
            return {"surname": 1.0}, (f"“{short.name}” is the surname of “{full.name}”",)
        letters = letters_of(short.name)
        if len(letters) < _LEAST_LETTERS or letters not in initials(full.name):
            return None
        return {"acronym": 1.0}, (f"“{short.name}” spells the initials of “{full.name}”",)

    def disagree(self, one: NameNode, other: NameNode) -> bool:
        """Tell whether two names cannot be one entity's unless a document says so: a veto.

        Full names of one sort that are not alike; and kinds that no thing can both be.
        """
        if one.sort != other.sort:
            return bool(_APART & {one.sort, other.sort})
        if one.short or other.short or one.key == other.key:
            return False
        if one.sort not in _DISAGREE:
            return True
        return self.alike(one.name, other.name, one.sort).score < _DISAGREE[one.sort]


def _far(one: str, other: str) -> bool:
    """Tell, at a thousandth of a comparison's cost, whether names in one script are nothing alike."""
    from rapidfuzz.fuzz import token_sort_ratio

    return one.isascii() and other.isascii() and token_sort_ratio(one, other) < _FAR


def scored(found: Tie, left: NameNode, right: NameNode, bearers: int) -> Tie:
    """Return a tie with its score: the sum of weighted features, within 0..1.

    Args:
        found: the tie.
        left: the node of its left end, as it is now.
        right: the node of its right end.
        bearers: how many full names the short one, if one is, may be meant for.
    """
    features = dict(found.features)
    shared = sum(one in right.company for one in left.company)
    if shared >= _TOGETHER:
        features["company"] = 1.0
    if set(left.offices) & set(right.offices):
        features["office"] = 1.0
    if bearers == 1 and left.short != right.short:
        features["rare"] = 1.0
    total = sum(WEIGHTS[name] * value for name, value in features.items() if name in WEIGHTS)
    if found.definite:
        total = max(total, 1.0)
    elif not features.get("within") and (features.get("single") or 0 < features.get("name", 0) < _SURE_VALUE):
        total = min(total, MADE - 0.01)
    return replace(found, score=round(min(1.0, max(0.0, total)), 4))


def told(found: Tie, left: NameNode, right: NameNode) -> tuple[str, ...]:
    """Return a tie's reasons, those of company and office included, as a person reads them."""
    reasons = list(found.reasons)
    shared = sum(one in right.company for one in left.company)
    if shared >= _TOGETHER:
        reasons.append(f"{shared} names stand beside both")
    reasons.extend(f"both are called {office}" for office in sorted(set(left.offices) & set(right.offices)))
    return tuple(reasons)
