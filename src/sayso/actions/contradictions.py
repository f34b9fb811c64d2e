"""Contradictions of a case: denials of a claim, and claims that cannot both hold; and their JSON."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from sayso.actions.listings import opened
from sayso.link.proposition import kind_of, number_of, stem
from sayso.model.attribution import Polarity, SourceKind
from sayso.model.claim import Conflict, Contradiction, ContradictionKind, ContradictionStatus, Side
from sayso.model.statement import Opposition
from sayso.text.bodies import PRONOUNS
from sayso.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sayso.model.ledger import LedgerLine
    from sayso.store import Case

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_TELLING = 4
"""Words; a content of fewer ("any part") does not tell by itself what is asserted or denied."""
_SURE = 0.7
"""Agreement of two assertions from which a denial of one by the other is confirmed, …"""
_SHARED = 0.5
"""… if they share so many of the words that carry meaning, of those of the shorter."""
_MOVED = 0.9
"""Score of a supersession where a voice itself gives another value later."""
_SHOWN = 3
"""Pairs of assertions of which the reasons of a contradiction are given."""


def contradictions(
    case: Path | str | Case,
    *,
    status: str | None = None,
    kind: str | None = None,
) -> Iterator[Contradiction]:
    """Yield what cannot both hold: confirmed ones first, then candidates, then what only seems so.

    A denial inside of one claim is confirmed where two sources that reports name agree well on what it is.
    Of several pairs of assertions that show one contradiction between two claims the surest is given.

    Raises:
        CaseError: the case cannot be read.
    """
    with opened(case) as ledger:
        found = [*_denied(ledger), *_between(ledger)]
    order = list(ContradictionStatus)
    rank = {ContradictionStatus.CONFIRMED: 0, ContradictionStatus.CANDIDATE: 1}
    chosen = [
        one
        for one in found
        if (status is None or one.status == status) and (kind is None or one.kind == kind)
    ]
    yield from sorted(
        chosen,
        key=lambda one: (
            rank.get(one.status, len(order)), -one.pairs, -one.score, one.left.claim, one.right.claim,
        ),
    )  # fmt: skip


def _denied(ledger: Case) -> Iterator[Contradiction]:
    """Yield, for each claim and each who denies it, the two assertions that agree best on what it is.

    Nobody contradicts himself here: who asserts and denies one thing was misread, or changed his mind. Who
    says that somebody denied it does not contradict him.
    """
    both = ledger.disputed()
    every = [one for some in both.values() for ones in some.values() for one in ones]
    pointing = ledger.pointing_back(every)
    lines = ledger.lines_of([*every, *pointing.values()])
    scores = ledger.match_scores([*every, *pointing.values()])
    meant = {one: lines.get(pointing.get(one, one), lines[one]) for one in every if one in lines}
    for key, some in both.items():
        by_denier: dict[str, list[tuple[LedgerLine, LedgerLine]]] = {}
        for one in some["asserts"]:
            for other in some["denies"]:
                if one in lines and other in lines and _opposed(lines[one], lines[other]):
                    pair = lines[one], lines[other]
                    by_denier.setdefault(_voice(lines[other]), []).append(pair)
        for pairs in by_denier.values():
            yield _denial(key, pairs, meant, scores)


def _denial(
    key: str,
    pairs: Sequence[tuple[LedgerLine, LedgerLine]],
    meant: Mapping[str, LedgerLine],
    scores: Mapping[tuple[str, str], float],
) -> Contradiction:
    """Return what one voice's denials of a claim contradict: the two assertions that agree best on it."""
    ranked = max(pairs, key=lambda pair: _plainness(pair, meant, scores))
    sure, named, score = _plainness(ranked, meant, scores)[:3]
    back = [line for line in ranked if meant[line.assertion.id] is not line]
    return Contradiction(
        left=side(key, ranked[0]),
        right=side(key, ranked[1]),
        kind=ContradictionKind.DENIAL,
        status=ContradictionStatus.CONFIRMED if sure and named else ContradictionStatus.CANDIDATE,
        score=round(score, 3),
        reasons=(
            "one side asserts what the other denies",
            *(f"“{line.quote}” points back to “{meant[line.assertion.id].quote}”" for line in back),
        ),
        pairs=len(pairs),
    )


def _opposed(asserting: LedgerLine, denying: LedgerLine) -> bool:
    """Tell whether two speak, the one for it, and not of the other's denial."""
    voices = {_voice(line) for line in (asserting, denying)}
    spans, outer = denying.attribution.content, asserting.attribution.content
    inside = bool(spans) and all(
        any(one.start <= span.start and span.end <= one.end for one in outer) for span in spans
    )
    told = inside and asserting.attribution.document == denying.attribution.document
    return len(voices) > 1 and not told and asserting.attribution.polarity is Polarity.POSITIVE


def _identified(line: LedgerLine) -> bool:
    """Tell whether a report tells who speaks, be it without a name; "he", not resolved, tells nobody."""
    if line.assertion.speaker is not None:
        return bool(line.source_text)
    words = line.source_text.casefold().strip()
    return bool(words) and words not in PRONOUNS and line.assertion.source_kind is not SourceKind.PERSON


def _plainness(
    pair: tuple[LedgerLine, LedgerLine],
    meant: Mapping[str, LedgerLine],
    scores: Mapping[tuple[str, str], float],
) -> tuple[bool, bool, float, int]:
    """Tell how plainly two assertions speak of one thing; the plainest ranks highest.

    Args:
        pair: the two.
        meant: the assertion whose content tells what one means: its own, or that to which it points back.
        scores: how well assertions agree that were compared.
    """
    told = [meant[line.assertion.id] for line in pair]
    one, other = sorted(line.assertion.id for line in told)
    mine, theirs = (_meanings(line.quote) for line in told)
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    score = 1.0 if one == other else scores.get((one, other), shared)
    words = [len(set(_WORD.findall(line.quote.casefold()))) for line in told]
    sure = min(words) >= _TELLING and shared >= _SHARED and score >= _SURE
    return sure, all(map(_identified, pair)), score, -sum(words)


@functools.lru_cache(maxsize=4096)
def _meanings(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning, and numbers."""
    folded = [fold(word) for word in _WORD.findall(text)]
    numbers = frozenset(number for word in folded if (number := number_of(word)) is not None)
    return numbers | frozenset(stem(word) for word in folded if kind_of(word) in {"content", "people"})


def _between(ledger: Case) -> Iterator[Contradiction]:
    """Yield what keeps two claims from both holding; of one kind of conflict the pair that shows it best."""
    between: dict[tuple[str, str], list[Opposition]] = {}
    every = list(ledger.oppositions())
    lines = ledger.lines_of([end for one in every for end in (one.left, one.right)])
    for one in every:
        if one.left not in lines or one.right not in lines:
            continue
        ends = [lines[end].assertion for end in (one.left, one.right)]
        if ends[0].claim is None or ends[1].claim is None or ends[0].claim == ends[1].claim:
            continue
        if "denies" in {ends[0].stance, ends[1].stance}:
            continue  # who denies "twelve" does not say "thirteen"
        left, right = sorted((ends[0].claim, ends[1].claim))
        between.setdefault((left, right), []).append(one)
    for claims, some in between.items():
        for kind, ones in _by_kind(claims, some, lines).items():
            yield _between_claims(kind, ones, lines)


def _by_kind(
    claims: tuple[str, str], some: Sequence[Opposition], lines: Mapping[str, LedgerLine]
) -> dict[ContradictionKind, list[Opposition]]:
    """Return the conflicts between two claims by kind; a value brought up to date is no conflict."""
    found: dict[ContradictionKind, list[Opposition]] = {}
    for one in some:
        found.setdefault(one.conflict.kind, []).append(one)
    values = found.pop(ContradictionKind.VALUE, [])
    corrected = _corrected(claims, values, lines)
    told = found.get(ContradictionKind.SUPERSESSION, [])
    held = [one for one in values if not corrected and not any(_settles(other, one, lines) for other in told)]
    moved = [*([corrected] if corrected else []), *told, *(one for one in values if one not in held)]
    kinds = {ContradictionKind.VALUE: held, ContradictionKind.SUPERSESSION: moved}
    return found | {kind: ones for kind, ones in kinds.items() if ones}


def _settles(told: Opposition, value: Opposition, lines: Mapping[str, LedgerLine]) -> bool:
    """Tell whether two values were known to differ no longer when one of them was brought up to date.

    Whoever gives the earlier value after that, or without a date, holds on to it.
    """
    earlier, later = sorted((lines[told.left], lines[told.right]), key=_day)
    of_earlier = [
        lines[end]
        for end in (value.left, value.right)
        if lines[end].assertion.claim == earlier.assertion.claim
    ]
    return all(_day(line) and _day(line) <= _day(later) for line in of_earlier)


def _corrected(
    claims: tuple[str, str], values: Sequence[Opposition], lines: Mapping[str, LedgerLine]
) -> Opposition | None:
    """Return two assertions by one voice, of which the later brings the earlier up to date.

    There is none as long as anybody holds on to the earlier value: who has not changed his mind contradicts.
    """
    voices: dict[str, dict[str, list[LedgerLine]]] = {claim: {} for claim in claims}
    for end in dict.fromkeys(end for one in values for end in (one.left, one.right)):
        line = lines[end]
        if line.assertion.claim in voices:
            # "He", "officials", and a report without a date: nobody can be said to have changed his mind.
            known = line.assertion.speaker is not None and line.report.published is not None
            voice = _voice(line) if known else line.assertion.id
            voices[line.assertion.claim].setdefault(voice, []).append(line)
    for earlier, later in (claims, claims[::-1]):
        moved = [
            (min(mine, key=_day), last)
            for voice, mine in voices[earlier].items()
            for last in [max(voices[later].get(voice, mine), key=_day)]
            if _day(last) > max(map(_day, mine))
        ]
        if moved and len(moved) == len(voices[earlier]):
            first, last = moved[0]
            left, right = sorted((first.assertion.id, last.assertion.id))
            reason = f"“{first.source_text}” said so on {_day(first)}, and otherwise on {_day(last)}"
            told = Conflict(ContradictionKind.SUPERSESSION, ContradictionStatus.DISMISSED, _MOVED, (reason,))
            return Opposition(left, right, told)
    return None


def _voice(line: LedgerLine) -> str:
    """Return whose word an assertion is; a report of its own where the text does not tell."""
    return (line.assertion.speaker or line.source_text or line.report.id).casefold()


def _day(line: LedgerLine) -> str:
    return line.report.published.value[:10] if line.report.published else ""


def _between_claims(
    kind: ContradictionKind, some: Sequence[Opposition], lines: Mapping[str, LedgerLine]
) -> Contradiction:
    of_kind = [one for one in some if one.conflict.kind is kind]
    best = max(of_kind, key=lambda one: (_RANK[one.conflict.status], one.conflict.score, one.left, one.right))
    reasons = dict.fromkeys(reason for one in (best, *of_kind[:_SHOWN]) for reason in one.conflict.reasons)
    sides = sorted((lines[best.left], lines[best.right]), key=lambda line: line.assertion.claim or "")
    return Contradiction(
        left=side(sides[0].assertion.claim or "", sides[0]),
        right=side(sides[1].assertion.claim or "", sides[1]),
        kind=kind,
        status=best.conflict.status,
        score=best.conflict.score,
        reasons=tuple(reasons)[:_SHOWN],
        pairs=len(some),
    )


_RANK = {
    ContradictionStatus.DISMISSED: 0,
    ContradictionStatus.CANDIDATE: 1,
    ContradictionStatus.CONFIRMED: 2,
}


def side(key: str, line: LedgerLine) -> Side:
    """Return an assertion as one side of a contradiction."""
    from sayso.present.sentence import statement, who_in_words

    published = line.report.published
    return Side(
        claim=key,
        assertion=line.assertion.id,
        quote=line.quote,
        who=who_in_words(statement(line)),
        stance=line.assertion.stance.value,
        outlet=line.report.outlet,
        published=published.value if published else None,
    )


def contradiction_json(one: Contradiction) -> dict[str, Any]:
    """Return a line of ``sayso contradictions --json``."""

    def told(end: Side) -> Mapping[str, Any]:
        return {name: getattr(end, name) for name in Side.__slots__}

    return {
        "left": told(one.left),
        "right": told(one.right),
        "kind": one.kind.value,
        "status": one.status.value,
        "score": round(one.score, 3),
        "reasons": list(one.reasons),
        "pairs": one.pairs,
    }
