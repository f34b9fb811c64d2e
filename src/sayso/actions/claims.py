"""Claims of a case: who else says so, and from how many origins; and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.actions.listings import opened
from sayso.actions.narrower import narrower, narrower_json
from sayso.errors import NoSuchRecord
from sayso.model.claim import Claim, ClaimFilter, Narrower, Sourcing
from sayso.model.lineage import DENIED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.model.ledger import LedgerLine
    from sayso.model.lineage import Lineage
    from sayso.store import Case


def claims(case: Path | str | Case, wanted: ClaimFilter | None = None) -> Iterator[Claim]:
    """Yield the claims of a case, those that most reports speak of first.

    Raises:
        UsageError: there is no word to search for.
        CaseError: the case cannot be read.
    """
    chosen = wanted or ClaimFilter()
    with opened(case) as ledger:
        asked = ledger.claims_asked(chosen)
        found = [one for one in _all(ledger, asked) if _fits(one, chosen)]
    yield from sorted(found, key=_weight)


class ClaimView(NamedTuple):
    """A claim, its assertions by date of publication, and the claims that say more than it, or less."""

    claim: Claim
    lines: tuple[LedgerLine, ...]
    beside: tuple[Narrower, ...]


def claim(case: Path | str | Case, asked: str) -> ClaimView:
    """Return a claim, its assertions by date of publication, and the claims that say more or less.

    Args:
        case: the case.
        asked: the id of a claim, or of one of its assertions, or the beginning of one.

    Raises:
        NoSuchRecord: nothing answers, or several claims do.
        CaseError: the case cannot be read.
    """
    from sayso.pipeline.claims import traced_together

    with opened(case) as ledger:
        key = ledger.claim_of(asked)
        members = ledger.members([key])
        if not members[key]:
            message = f"The claim “{asked}” has just changed: ask again."
            raise NoSuchRecord(message)
        found = next(ledger.claims([key]), None) or traced_together(members)[0]
        return ClaimView(found, tuple(members[key]), tuple(narrower(ledger, key)))


def origins(case: Path | str | Case, asked: str | None = None) -> Iterator[Lineage]:
    """Yield the lineage of one claim, or of all; raises as :func:`claim` does."""
    if asked is not None:
        yield claim(case, asked).claim.lineage
        return
    for one in claims(case):
        yield one.lineage


def origins_told(case: Path | str | Case, asked: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the lines of ``sayso origins --json``, of one claim or of all; raises as :func:`claim` does."""
    if asked is not None:
        found = claim(case, asked)
        yield origins_json(found.claim.lineage) | narrower_json(found.beside)[found.claim.id]
        return
    beside = narrower_json(narrower(case))
    for one in claims(case):
        yield origins_json(one.lineage) | beside[one.id]


class Proposed(NamedTuple):
    """Two assertions of different claims that may be one."""

    score: float
    left: LedgerLine
    right: LedgerLine


def proposed(case: Path | str | Case) -> Iterator[Proposed]:
    """Yield what may be one claim and was not made one, the likeliest first; of two claims the best pair.

    Raises:
        CaseError: the case cannot be read.
    """
    with opened(case) as ledger:
        pairs = list(ledger.proposed_claims())
        lines = ledger.lines_of([end for _, *ends in pairs for end in ends])
    for score, left, right in pairs:
        if left in lines and right in lines:
            yield Proposed(score, lines[left], lines[right])


def waiting(case: Path | str | Case) -> int:
    """Return how many reports' assertions are not linked yet: a run was killed before its end."""
    with opened(case) as ledger:
        return len(ledger.unlinked())


def _all(ledger: Case, asked: set[str] | None) -> Iterator[Claim]:
    """Yield claims; those that changed since they were traced are traced now."""
    from sayso.pipeline.claims import traced_together

    stale = ledger.untraced()
    kept = ledger.claims(None if asked is None else sorted(asked))
    yield from (one for one in kept if one.id not in set(stale))
    yield from traced_together(ledger.members([one for one in stale if asked is None or one in asked]))


def _fits(one: Claim, wanted: ClaimFilter) -> bool:
    return one.sourcing.reports >= wanted.reports and (one.disputed or not wanted.disputed)


def _weight(one: Claim) -> tuple[int, int, str]:
    return -one.sourcing.reports, -one.assertions, one.id


def claim_json(one: Claim) -> dict[str, Any]:
    """Return a line of ``sayso claims --json``."""
    return {
        "id": one.id,
        "proposition": one.proposition,
        "representative": one.representative,
        "sourcing": {name: getattr(one.sourcing, name) for name in Sourcing.__slots__},
        "assertions": one.assertions,
        "stances": dict(one.stances),
        "disputed": one.disputed,
        "first_appearance": {
            "document": one.first_appearance.document,
            "outlet": one.first_appearance.outlet,
            "published": one.first_appearance.published,
        },
        "credibility": one.credibility,
    }


def origins_json(lineage: Lineage) -> dict[str, Any]:
    """Return what ``sayso origins --json`` tells of a lineage by itself.

    Who accuses and who denies did not copy one another, and are listed as independent too; but they are two
    sides and no two witnesses, so no count of origins rests on them.
    """
    sides = [pair for pair in lineage.opposed if pair[2] == DENIED]
    apart = (*lineage.independent, *sides)
    return {
        "claim": lineage.claim,
        "origins": [
            {"id": one.id, "name": one.name, "assertions": list(one.assertions), "reasons": list(one.reasons)}
            for one in lineage.origins
        ],
        "independent": [[left, right] for left, right, _ in apart],
        "independence_reasons": [reason for _, _, reason in apart],
        "opposed": [[left, right] for left, right, _ in lineage.opposed],
        "edges": [
            {
                "later": one.later, "earlier": one.earlier, "kind": one.kind.value,
                "probability": round(one.probability, 3), "document": one.document,
                "span": [one.span.start, one.span.end], "reason": one.reason,
            }
            for one in lineage.edges
        ],
    }  # fmt: skip


def proposed_json(one: Proposed) -> dict[str, Any]:
    """Return a line of ``sayso claims --proposed --json``."""

    def told(line: LedgerLine) -> dict[str, Any]:
        assertion = line.assertion
        return {"claim": assertion.claim, "assertion": assertion.id, "quote": line.quote}

    return {"score": round(one.score, 3), "left": told(one.left), "right": told(one.right)}
