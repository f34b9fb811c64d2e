"""Whether two statements cannot both hold: what they share, and what each difference between them means.

Precision before recall. Two ways to see it: statements in nearly the same words, whose few differences are of
kinds that exclude each other; and statements of one matter in other words, that give one thing two values.
Different times or scopes explain most alleged contradictions, so they are looked at too (de Marneffe,
Rafferty and Manning 2008 list the kinds).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.link.proposition import Proposition, Token, number_of, opposites
from sayso.model.amount import Amount, AmountKind, Comparison
from sayso.model.claim import Conflict, ContradictionKind, ContradictionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST_SHARED = 0.5
"""Share of the shorter statement's words that the other has too; with less they speak of two matters."""
_COMMON, _LEAST_COMMON = 2, 0.34
"""Words, and share of the shorter one's words, that two statements share which may contradict each other."""
CONFIRMED = 0.75
"""Score from which a conflict is no mere candidate."""
_ORDER = {
    Comparison.AT_LEAST: (True, False),
    Comparison.MORE_THAN: (True, False),
    Comparison.AT_MOST: (False, True),
    Comparison.LESS_THAN: (False, True),
}
"""Which end of a range is open: above, below."""


@dataclass(frozen=True, slots=True)
class _Difference:
    kind: str
    """``number``, ``people``, ``opposite``, ``negation``, ``calendar``, ``words`` or ``nothing``."""
    words: tuple[str, str]
    weight: int = 0
    """Words of meaning that it concerns."""


def conflict(left: Proposition, right: Proposition) -> Conflict | None:
    """Return what keeps two statements from both holding; None where nothing does, as far as can be told."""
    shared = _shared(left, right)
    if shared < LEAST_SHARED:
        return None
    return _by_words(left, right, shared) or _by_amounts(left, right, shared)


def of_one_matter(left: Proposition, right: Proposition) -> bool:
    """Tell whether two statements share enough of what they say to contradict each other in other words."""
    shared = len(left.content & right.content)
    return shared >= _COMMON and _shared(left, right) >= _LEAST_COMMON


def _shared(left: Proposition, right: Proposition) -> float:
    mine, theirs = left.content, right.content
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _by_words(left: Proposition, right: Proposition, shared: float) -> Conflict | None:
    """Compare word by word; any difference in other words than those that exclude each other forbids it."""
    differences = list(_differences(left.tokens, right.tokens))
    other = sum(one.weight for one in differences if one.kind == "words")
    total = max(1, min(len(left.content), len(right.content)))
    kinds = {"people", "opposite"} if _reconciled(left, right) else {"number", "people", "opposite"}
    excluding = [one for one in differences if one.kind in kinds]
    negations = sum(one.kind == "negation" for one in differences)
    if (not excluding and negations % 2 == 0) or other > max(1, total // 4):
        return None
    kind = ContradictionKind.DENIAL if negations % 2 else ContradictionKind.VALUE
    reasons = [f"“{one.words[0]}” against “{one.words[1]}”" for one in excluding]
    if negations % 2:
        if excluding:  # "not three but four" beside "four": the two may cancel
            return None
        reasons.append("one of them says not")
    status = ContradictionStatus.CONFIRMED
    score = max(0.0, min(1.0, 0.55 + 0.45 * shared - 0.15 * other))
    if any(one.kind == "calendar" for one in differences):
        kind, status = ContradictionKind.SCOPE, ContradictionStatus.DISMISSED
        reasons.append("they speak of different times")
    elif score < CONFIRMED:
        status = ContradictionStatus.CANDIDATE
    return Conflict(kind, status, round(score, 3), tuple(reasons))


def _differences(left: Sequence[Token], right: Sequence[Token]) -> Iterator[_Difference]:
    from rapidfuzz.distance import Indel

    mine, theirs = [_same(token) for token in left], [_same(token) for token in right]
    pending: tuple[list[Token], list[Token]] = ([], [])
    for change in Indel.opcodes(mine, theirs):
        if change.tag == "equal":
            yield from _judged(*pending)
            pending = ([], [])
            continue
        pending[0].extend(left[change.src_start : change.src_end])
        pending[1].extend(right[change.dest_start : change.dest_end])
    yield from _judged(*pending)


def _same(token: Token) -> str:
    return number_of(token.word) or token.stem


def _judged(left: list[Token], right: list[Token]) -> Iterator[_Difference]:
    """Tell what a stretch that differs means."""
    for tokens in (left, right):
        if sum(token.kind == "negative" for token in tokens) % 2:
            yield _Difference("negation", ("", ""))
    mine = [token for token in left if token.kind not in {"function", "negative"}]
    theirs = [token for token in right if token.kind not in {"function", "negative"}]
    if not mine and not theirs:
        return
    told = (" ".join(token.word for token in mine), " ".join(token.word for token in theirs))
    weight = max(len(mine), len(theirs))
    kinds = ({token.kind for token in mine}, {token.kind for token in theirs})
    if kinds == ({"number"}, {"number"}):
        yield _Difference("number", told)
    elif any("calendar" in some for some in kinds):
        yield _Difference("calendar", told)
    elif all("people" in some for some in kinds) and weight <= len({"South", "Korean", "and"}):
        yield _Difference("people", told)
    elif len(mine) == len(theirs) == 1 and frozenset((mine[0].stem, theirs[0].stem)) in opposites():
        yield _Difference("opposite", told)
    else:
        yield _Difference("words", told, weight)


def _reconciled(left: Proposition, right: Proposition) -> bool:
    """Tell whether figures that differ can all be brought together: "at least nine" and "at least four"."""
    pairs = [(one, other) for one in left.amounts for other in right.amounts if same_thing(one, other)]
    differ = any((one.low, one.high) != (other.low, other.high) for one, other in pairs)
    return differ and all(compatible(*pair) for pair in pairs)


def _by_amounts(left: Proposition, right: Proposition, shared: float) -> Conflict | None:
    """Compare what both count: the same thing, in numbers that no reading of "about" brings together."""
    for mine in left.amounts:
        for theirs in right.amounts:
            if not same_thing(mine, theirs) or compatible(mine, theirs):
                continue
            if any(compatible(mine, other) and same_thing(mine, other) for other in right.amounts):
                continue
            apart = _times_apart(left, right)
            kind = ContradictionKind.SCOPE if apart else ContradictionKind.VALUE
            status = ContradictionStatus.DISMISSED if apart else ContradictionStatus.CANDIDATE
            score = 0.4 + 0.4 * shared
            if not apart and score >= CONFIRMED:
                status = ContradictionStatus.CONFIRMED
            words = mine.number.of(left.text), theirs.number.of(right.text)
            reasons = [f"“{words[0]}” against “{words[1]}” of {_thing(mine)}"]
            return Conflict(kind, status, round(score, 3), (*reasons, *apart))
    return None


def _thing(amount: Amount) -> str:
    return " ".join(filter(None, (amount.harm, amount.counts, amount.unit))) or amount.kind.value


class Thing(NamedTuple):
    """What an amount counts."""

    kind: AmountKind
    unit: str | None
    harm: str | None
    words: frozenset[str]
    """Of what is told by its kind alone, none."""


def thing_of(amount: Amount) -> Thing:
    """Return what an amount counts."""
    by_kind = amount.kind in {AmountKind.CASUALTIES, AmountKind.SHARE}
    words = frozenset() if by_kind else frozenset((amount.counts or "").casefold().split())
    return Thing(amount.kind, amount.unit, amount.harm, words)


def same_thing(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts count the same, as far as their words tell."""
    mine, theirs = thing_of(one), thing_of(other)
    return mine[:3] == theirs[:3] and same_words(mine, theirs)


def same_words(mine: Thing, theirs: Thing) -> bool:
    """Tell whether things of one kind, unit and harm are the same, as far as their words tell."""
    if mine.kind in {AmountKind.CASUALTIES, AmountKind.SHARE} or not mine.words.isdisjoint(theirs.words):
        return True
    return mine.kind is AmountKind.MONEY and not (mine.words and theirs.words)


def compatible(one: Amount, other: Amount) -> bool:
    """Tell whether some number answers to both, "about" and "over" taken at their word."""
    (low, high), (from_, to) = bounds(one), bounds(other)
    return low <= to and from_ <= high


def bounds(amount: Amount) -> tuple[float, float]:
    """Return the least and the greatest number that answers to an amount."""
    low, high = float(amount.low), float(amount.high)
    above, below = _ORDER.get(amount.comparison, (False, False))
    if amount.comparison is Comparison.ABOUT:
        return low * 0.85, high * 1.15
    return (0.0 if below else low), (float("inf") if above else high)


def _times_apart(left: Proposition, right: Proposition) -> tuple[str, ...]:
    """Say so where both are dated, and no day is common to any of their dates."""
    mine = [time for time in left.times if time.earliest and time.latest]
    theirs = [time for time in right.times if time.earliest and time.latest]
    if not mine or not theirs:
        return ()
    for one in mine:
        for other in theirs:
            if str(one.earliest) <= str(other.latest) and str(other.earliest) <= str(one.latest):
                return ()
    return ("they speak of different times",)
