"""Contradictions of a case: denials of a claim, and claims that cannot both hold; and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.actions.listings import opened
from sayso.link.denials import denied_by, plainness
from sayso.link.superseded import by_kind
from sayso.link.voices import voice
from sayso.model.claim import Contradiction, ContradictionKind, ContradictionStatus, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sayso.model.ledger import LedgerLine
    from sayso.model.statement import Opposition
    from sayso.store import Case

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
                if one in lines and other in lines and denied_by(lines[one], lines[other]):
                    pair = lines[one], lines[other]
                    by_denier.setdefault(voice(lines[other]), []).append(pair)
        for pairs in by_denier.values():
            yield _denial(key, pairs, meant, scores)


def _denial(
    key: str,
    pairs: Sequence[tuple[LedgerLine, LedgerLine]],
    meant: Mapping[str, LedgerLine],
    scores: Mapping[tuple[str, str], float],
) -> Contradiction:
    """Return what one voice's denials of a claim contradict: the two assertions that agree best on it."""
    ranked = max(pairs, key=lambda pair: plainness(pair, meant, scores))
    sure, named, score = plainness(ranked, meant, scores)[:3]
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
        for kind, ones in by_kind(claims, some, lines).items():
            yield _between_claims(kind, ones, lines)


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
