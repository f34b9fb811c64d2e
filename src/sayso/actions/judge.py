"""Judge: what an analyst decides of two entities or two claims, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.actions import entities
from sayso.errors import NoSuchRecord, UsageError
from sayso.model.judgment import Judgment, Verb

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.link.index import StatementIndex
    from sayso.model.naming import Verdict
    from sayso.model.statement import Linked
    from sayso.store import Case

_OF_CLAIMS = frozenset({"assertion", "claim"})
_PREFIXES = ("clm-", "ast-")
_TWO = 2


class Move(NamedTuple):
    """An assertion that a judgment brought from one claim into another."""

    assertion: str
    before: str
    now: str


class Decided(NamedTuple):
    """A judgment, and what it moved: others than the two may go elsewhere, since claims are weighed anew."""

    judgment: Judgment
    moved: tuple[Move, ...] = ()


def judge(case: Path, verb: str, asked: tuple[str, ...], *, who: str, why: str) -> Judgment:
    """Decide as :func:`decide` does; return the judgment alone."""
    return decide(case, verb, asked, who=who, why=why).judgment


def decide(case: Path, verb: str, asked: tuple[str, ...], *, who: str, why: str) -> Decided:
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
    return Decided(entities.judge(case, verb, asked, who=who, why=why))


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
    ids = [one for one in asked if one.startswith(_PREFIXES)]
    if not ids:
        return all(_is_of_claims(ledger, one) for one in asked)
    for one in asked:
        kind = ledger.find(one)[0]  # an id that nothing answers to is no name
        if kind not in _OF_CLAIMS:
            message = f"“{ids[0]}” is of a claim and “{one}” is not: name two claims or two assertions."
            raise UsageError(message)
    return True


def _is_of_claims(ledger: Case, asked: str) -> bool:
    try:
        return ledger.find(asked)[0] in _OF_CLAIMS
    except NoSuchRecord:
        return False  # a name, then


def _judge_claims(ledger: Case, decision: Verb, asked: tuple[str, ...], by: tuple[str, str]) -> Decided:
    from sayso.pipeline.claims import judged, link_new, shipped_matcher, trace_new

    link_new(ledger)  # what a killed run left over
    left, right = (asked[0], "") if decision is Verb.UNDO else _ends(ledger, decision, asked)
    matcher = shipped_matcher()
    moved: list[Move] = []

    def form(index: StatementIndex, verdict: Verdict, undo: bool) -> Linked:  # noqa: FBT001 - the store's call
        changes = judged(index, verdict, undo, matcher)
        before = index.claims([one for one, _ in changes.claims])
        moved.extend(
            Move(one, before[one], its) for one, its in changes.claims if before.get(one, its) != its
        )
        return changes

    made = ledger.judge_claims(decision, left, right, by, form)
    trace_new(ledger)
    return Decided(made, tuple(moved))


def _ends(ledger: Case, decision: Verb, asked: tuple[str, ...]) -> tuple[str, str]:
    left, right = (_assertion_of(ledger, one) for one in asked)
    together = ledger.claim_of(left) == ledger.claim_of(right)
    if left == right and any(one.startswith("clm-") for one in asked):
        take_apart = "" if decision is Verb.SAME else " To take it apart, name two of its assertions."
        message = f"“{asked[0]}” and “{asked[1]}” are one claim already.{take_apart}"
        raise UsageError(message)
    if left == right:
        message = f"“{asked[0]}” and “{asked[1]}” are one assertion: there is nothing to decide."
        raise UsageError(message)
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


def decided_json(one: Decided) -> dict[str, Any]:
    """Return what ``sayso judge --json`` prints."""
    return entities.judgment_json(one.judgment) | {"moved": [move._asdict() for move in one.moved]}
