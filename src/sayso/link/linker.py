"""The linker: which statements of a case state the same claim, and which cannot both hold.

A new statement is compared with statements of claims that an index finds: with the nearest one of each claim
first, and with a few more of those where it may belong. It joins the claim with which it agrees best over all
that it was compared with, so that A~B and B~C do not bring together an A and a C that disagree (average
linkage, over what was compared). Two claims that a new statement shows to be one become one if their own
statements agree as well. A content that only points back ("denied it") joins the statement before it.
Accusations go together by whom they hold to have done which deed, and never with accusations of others. What
an analyst said is the same, or not, holds before all else.
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from sayso.link.workspace import JOINED, Workspace, latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.link.index import StatementIndex
    from sayso.link.matcher import Comparer
    from sayso.model.naming import Verdict
    from sayso.model.statement import Linked, Statement

_WORTH = 0.15
"""Score of the nearest statement from which more of its claim are compared."""
_CLAIMS = 3
"""Claims that a statement is compared with."""
_EACH = 2
"""Statements compared of one claim."""
_REFORMED = 2000
"""Statements that a judgment forms anew at most."""


class Linker:
    """Decides, against an index, what new statements or a judgment change."""

    def __init__(self, index: StatementIndex, matcher: Comparer, joined: float = JOINED) -> None:
        self._index = index
        self._matcher = matcher
        self._joined = joined

    def add(self, statements: Sequence[Statement]) -> Linked:
        """Return what new statements change; they are looked at in the order given."""
        work = Workspace(self._index, self._matcher)
        self._place(work, statements, self._index.verdicts([one.id for one in statements]))
        return work.changes()

    def judge(self, verdict: Verdict, *, undo: bool) -> Linked:
        """Return what a verdict on two statements changes, or taking it back.

        The claims of both are formed anew of their statements, as all verdicts in force have it.
        """
        ends = [verdict.left, verdict.right]
        claims = sorted(set(self._index.claims(ends).values()))
        members = [one for some in self._index.members(claims).values() for one in some]
        # The two first: what they are to be decides where the others go.
        ordered = [*ends, *(one for one in members if one not in ends)][:_REFORMED]
        in_force = {one for one in self._index.verdicts(ordered) if one != verdict}
        given, taken_back = ((), (verdict,)) if undo else ((verdict,), ())
        known = self._index.statements(ordered)
        work = Workspace(self._index, self._matcher, known, given, taken_back)
        # What only points back comes after what it points to.
        again = sorted((known[one] for one in ordered if one in known), key=lambda one: bool(one.echoes))
        self._place(work, again, in_force | set(given))
        return work.changes()

    def _place(self, work: Workspace, statements: Sequence[Statement], verdicts: Iterable[Verdict]) -> None:
        said = latest(verdicts)
        for one in statements:
            barred = set(self._claims_of(work, one.id, said, same=False))
            joined = [its for its in self._claims_of(work, one.id, said, same=True) if its not in barred]
            for other in joined[1:]:
                work.unite(joined[0], other)
            its = joined[0] if joined else work.echoed(one, barred) or work.twin(one, barred)
            if its is None:
                its = work.accusation(one, barred) or self._chosen(work, one, barred)
            work.settle(one, its)

    @staticmethod
    def _claims_of(work: Workspace, one: str, said: Sequence[Verdict], *, same: bool) -> list[str]:
        """Return the claims of those that verdicts say are, or are not, the same; the latest first."""
        others = [
            that.right if that.left == one else that.left
            for that in said
            if that.same is same and one in that[:2]
        ]
        claims = work.claims([other for other in others if work.placed(other)])
        return list(dict.fromkeys(claims[other] for other in others if other in claims))

    def _chosen(self, work: Workspace, one: Statement, barred: set[str]) -> str | None:
        """Return the claim that a statement belongs to; None if it founds one."""
        agreed: dict[str, float] = {}
        for claim, others in work.near(one, barred, _CLAIMS, _EACH):
            scores: list[float] = []
            for other in others:
                scores.append(work.score(one, other))
                if scores[0] < _WORTH:
                    break
            agreed[claim] = fmean(scores)
        fitting = sorted(
            (claim for claim in agreed if agreed[claim] >= self._joined),
            key=lambda claim: (-agreed[claim], claim),
        )
        for second in fitting[1:2]:
            if work.agree(fitting[0], second) >= self._joined:
                work.merge(fitting[0], second)
        return fitting[0] if fitting else None
