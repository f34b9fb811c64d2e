"""Judge: what an analyst decides of two entities or two claims, and taking it back."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sayso.actions import entities
from sayso.errors import NoSuchRecord, UsageError
from sayso.model.judgment import Judgment, Verb

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.store import Case

_OF_CLAIMS = frozenset({"assertion", "claim"})
_TWO = 2


def judge(case: Path, verb: str, asked: tuple[str, ...], *, who: str, why: str) -> Judgment:
    """Decide that two entities, or two claims, are the same, or not, or take an earlier judgment back.

    Nothing that documents say is changed; the judgment is added to a chain, and entities or claims are formed
    anew. A claim stands for the assertion that represents it; to take one claim apart, name two of its
    assertions.

    Args:
        case: the case.
        verb: ``same``, ``different`` or ``undo``.
        asked: two entities, each by id, the beginning of one or a name; or two claims or assertions by id or
            the beginning of one; for ``undo`` a judgment's number.
        who: whoever decides.
        why: the reason, for whoever reads the case later.

    Raises:
        UsageError: there are too few or too many, there is nothing to decide, or there is no reason.
        NoSuchRecord: an entity, claim or judgment does not exist.
        CaseError: the case cannot be written to.
    """
    from sayso.store import open_case

    decision = Verb(verb)
    wanted = 1 if decision is Verb.UNDO else _TWO
    if len(asked) != wanted:
        message = f"“{verb}” takes {'a judgment’s number' if wanted == 1 else 'two entities or two claims'}."
        raise UsageError(message)
    if not why.strip():
        message = "A judgment needs a reason, for whoever reads the case later: give one with --why."
        raise UsageError(message)
    with open_case(case) as ledger:
        if _about_claims(ledger, decision, asked):
            return _judge_claims(ledger, decision, asked, (who, why))
    return entities.judge(case, verb, asked, who=who, why=why)


def in_effect(case: Path, made: Judgment) -> bool:
    """Tell whether entities or claims are as a judgment has it; see :func:`entities.in_effect`."""
    from sayso.actions.listings import opened

    if not made.left.startswith("ast-") or made.verb is Verb.UNDO:
        return entities.in_effect(case, made)
    with opened(case) as ledger:
        together = ledger.claim_of(made.left) == ledger.claim_of(made.right)
    return together == (made.verb is Verb.SAME)


def _about_claims(ledger: Case, decision: Verb, asked: tuple[str, ...]) -> bool:
    if decision is Verb.UNDO:
        made = (one for one in ledger.judgments() if str(one.sequence) == asked[0].lstrip("0"))
        return any(one.left.startswith("ast-") for one in made)
    kinds = set()
    for one in asked:
        try:
            kinds.add(ledger.find(one)[0])
        except NoSuchRecord:
            return False  # a name, then
    return kinds <= _OF_CLAIMS


def _judge_claims(ledger: Case, decision: Verb, asked: tuple[str, ...], by: tuple[str, str]) -> Judgment:
    from sayso.pipeline.claims import judged, link_new, shipped_matcher, trace_new

    link_new(ledger)  # what a killed run left over
    left, right = (asked[0], "") if decision is Verb.UNDO else _ends(ledger, decision, asked)
    decide = functools.partial(judged, comparer=shipped_matcher())
    made = ledger.judge_claims(decision, left, right, by, decide)
    trace_new(ledger)
    return made


def _ends(ledger: Case, decision: Verb, asked: tuple[str, ...]) -> tuple[str, str]:
    left, right = (_assertion_of(ledger, one) for one in asked)
    if left == right:
        message = f"“{asked[0]}” and “{asked[1]}” are one assertion: there is nothing to decide."
        raise UsageError(message)
    together = ledger.claim_of(left) == ledger.claim_of(right)
    if together == (decision is Verb.SAME):
        state = "one claim" if together else "two claims"
        message = f"“{asked[0]}” and “{asked[1]}” are {state} already."
        raise UsageError(message)
    return left, right


def _assertion_of(ledger: Case, asked: str) -> str:
    kind, key = ledger.find(asked)
    if kind == "assertion":
        return key
    its = ledger.claim_of(key)
    known = next(ledger.claims([its]), None)
    return known.representative if known else ledger.members([its])[its][0].assertion.id
