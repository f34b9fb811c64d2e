"""The linker: which statements of a case state the same claim, and which cannot both hold.

A new statement is compared with a few that an index finds. Then the claims around it are formed anew, of all
their statements at once (``forming.py``), so that the order in which reports come matters little.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.link.forming import JOINED, Forming
from sayso.link.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.link.index import StatementIndex
    from sayso.link.matcher import Comparer
    from sayso.link.workspace import Near
    from sayso.model.naming import Verdict
    from sayso.model.statement import Linked, Statement

COMPARED, OF_ONE_CLAIM = 5, 2
"""Statements that a new one is compared with, and how many of these may be of one claim."""
_BESIDE = 30
"""Statements near a judged one of which the claims may take in what a judgment sets free."""


class Linker:
    """Decides, against an index, what new statements or a judgment change."""

    def __init__(self, index: StatementIndex, matcher: Comparer, joined: float = JOINED) -> None:
        self._index = index
        self._matcher = matcher
        self._joined = joined

    def add(self, statements: Sequence[Statement]) -> Linked:
        """Return what new statements change."""
        work = Workspace(self._index, self._matcher)
        reached: list[dict[str, float]] = []
        for one in statements:
            near = work.near(one)
            # Of the very same words, and of the same accusation, nothing else needs to be known.
            plain = dict.fromkeys((*work.twins(one), *work.fellow_accusers(one)), 1.0)
            self._compare(work, one, [pair for pair in near if pair.statement.id not in plain])
            close = {pair.statement.id: pair.cosine for pair in near} | plain
            close |= {other: 1.0 for other in close if work.chance(one.id, other) >= self._joined}
            if one.echoes:
                close[one.echoes] = 1.0
            reached.append(close)
            work.enter(one)
        return Forming(work, self._index, self._joined).around(reached)

    def judge(self, verdict: Verdict, *, undo: bool) -> Linked:
        """Return what a verdict on two statements changes, or taking it back.

        That two are the same makes their claims one, as they stand; that they are not parts the two, and the
        others go where they fit. Claims near them are formed anew too: what is set free may belong there.
        """
        work = Workspace(self._index, self._matcher)
        forming = Forming(work, self._index, self._joined)
        # The index may not hold a verdict yet that is given, and may still hold one that is taken back.
        forming.given, forming.taken_back = ((), (verdict,)) if undo else ((verdict,), ())
        ends = [verdict.left, verdict.right]
        near = [work.near(one)[:_BESIDE] for one in work.statements(ends).values()]
        close = {pair.statement.id: pair.cosine for pairs in near for pair in pairs}
        judged = set(self._index.claims(ends).values())
        forming.settled = set(self._index.claims(close).values()) - judged
        return forming.around([close | dict.fromkeys(ends, 1.0)])

    def _compare(self, work: Workspace, one: Statement, near: Sequence[Near]) -> None:
        """Compare a statement with the nearest ones of several claims."""
        claims = self._index.claims([pair.statement.id for pair in near])
        taken: Counter[str] = Counter()
        for cosine, other in near:
            its = claims.get(other.id, other.id)
            if taken[its] < OF_ONE_CLAIM:
                taken[its] += 1
                work.compare(one, other, cosine)
            if taken.total() == COMPARED:
                break
