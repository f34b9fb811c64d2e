"""Claims that say all that another one says, and more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.actions.contradictions import side
from sayso.actions.listings import opened
from sayso.model.claim import Narrower

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.store import Case


def narrower(case: Path | str | Case, claim: str | None = None) -> list[Narrower]:
    """Return which claims are narrower than which; of two claims the pair of assertions with least added.

    Only assertions that were compared are looked at, and only where the one begins with all words of the
    other: few, but right.

    Args:
        case: the case.
        claim: the id of the claim of which to tell; of all if it is left out.

    Raises:
        CaseError: the case cannot be read.
    """
    from sayso.link.narrower import says_more

    with opened(case) as ledger:
        pairs = [
            (ends, words)
            for left, right, mine, theirs in ledger.neighbours(claim)
            for ends, words in (((left, right), (mine, theirs)), ((right, left), (theirs, mine)))
        ]
        found = {ends: added for ends, words in pairs if (added := says_more(*words))}
        opposed = ledger.opposed([min(ends) for ends in found])
        lines = ledger.lines_of([end for ends in found for end in ends])
    best: dict[tuple[str, str], Narrower] = {}
    for ends, added in sorted(found.items(), key=lambda item: (len(item[1]), item[0])):
        if (min(ends), max(ends)) in opposed or not all(end in lines for end in ends):
            continue
        sides = [side(lines[end].assertion.claim or "", lines[end]) for end in ends]
        best.setdefault((sides[0].claim, sides[1].claim), Narrower(sides[0], sides[1], added))
    # Two claims each of which has an assertion that says more are neither.
    return [one for (mine, theirs), one in sorted(best.items()) if (theirs, mine) not in best]


def narrower_json(some: Iterable[Narrower]) -> dict[str, dict[str, list[str]]]:
    """Return the ids of narrower and of broader claims, by claim, as ``sayso origins --json`` tells them."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"narrower": [], "broader": []})
    for one in some:
        found[one.broader.claim]["narrower"].append(one.narrower.claim)
        found[one.narrower.claim]["broader"].append(one.broader.claim)
    return found
