"""What a case holds of claims: the part of :class:`~sayso.store.case.Case` that links and traces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from sayso.model.judgment import Judgment, Verb
from sayso.store import claim_index, claim_views, judging

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.model.claim import Claim, ClaimFilter
    from sayso.model.ledger import LedgerLine
    from sayso.model.naming import Verdict
    from sayso.model.statement import Linked, Opposition, Statement
    from sayso.store.connect import Door

    DecideClaims = Callable[[claim_index.SqlStatements], Linked]
    DecideClaimJudgment = Callable[[claim_index.SqlStatements, Verdict, bool], Linked]

_Line = TypeVar("_Line")

Clock = Callable[[], str]
"""Tells the time: UTC, ISO 8601 with seconds and ``Z``."""


class ClaimRecords:
    """Claims of an open case."""

    def __init__(self, door: Door, clock: Clock) -> None:
        """Take over an open door."""
        self._door = door
        self._clock = clock

    def unlinked(self) -> dict[str, int]:
        """Return the documents with assertions of no claim yet, by date of publication, and how many."""
        with self._door.reading() as connection:
            return claim_index.unlinked(connection)

    def statements_of(self, document: str) -> tuple[list[Statement], set[str]]:
        """Return all statements of a document, without embeddings, and which of them wait for a claim."""
        with self._door.reading() as connection:
            return claim_index.statements_of(connection, document)

    def link(self, decide: DecideClaims) -> None:
        """Bring statements into claims, in one transaction; ``decide`` is given an index."""
        with self._door.writing() as connection:
            claim_index.apply(connection, decide(claim_index.SqlStatements(connection)))

    def judge_claims(
        self, verb: Verb, left: str, right: str, by: tuple[str, str], decide: DecideClaimJudgment
    ) -> Judgment:
        """Add a judgment on two assertions to the chain, and form their claims anew, in one transaction.

        Takes and raises what :meth:`judge` does; ``left`` and ``right`` are ids of assertions.
        """
        with self._door.writing() as connection:
            made, verdict = judging.add(connection, verb, (left, right), by, self._clock())
            changes = decide(claim_index.SqlStatements(connection), verdict, verb is Verb.UNDO)
            claim_index.apply(connection, changes)
        return made

    def untraced(self, most: int | None = None) -> list[str]:
        """Return the claims, of up to ``most`` assertions, that changed since they were traced."""
        with self._door.reading() as connection:
            return claim_views.untraced(connection, most)

    def members(self, claims: Sequence[str]) -> dict[str, list[LedgerLine]]:
        """Return the assertions of claims, by date of publication, document and place."""
        with self._door.reading() as connection:
            return claim_views.members(connection, claims)

    def keep(self, claims: Sequence[Claim]) -> None:
        """Store what was traced of claims."""
        with self._door.writing() as connection:
            claim_views.keep(connection, claims)

    def claims(self, ids: Sequence[str] | None = None) -> Iterator[Claim]:
        """Yield claims as they were last traced; see :meth:`untraced` for those that changed since."""
        return self._stream(lambda connection: claim_views.kept(connection, ids))

    def claims_asked(self, wanted: ClaimFilter) -> set[str] | None:
        """Return the claims that answer to a filter's words and speaker; None if it has neither."""
        with self._door.reading() as connection:
            return claim_views.asked_for(connection, wanted)

    def claim_of(self, asked: str) -> str:
        """Return the claim that an id or its beginning leads to; ``NoSuchRecord`` if not one."""
        with self._door.reading() as connection:
            return claim_views.claim_of(connection, asked)

    def oppositions(self) -> Iterator[Opposition]:
        """Yield what keeps statements of different claims from both holding."""
        return self._stream(claim_views.oppositions)

    def opposed(self, statements: Sequence[str]) -> set[tuple[str, str]]:
        """Return pairs of which something keeps both from holding, the smaller id, one of these, first."""
        with self._door.reading() as connection:
            return claim_views.opposed(connection, statements)

    def disputed(self) -> dict[str, dict[str, list[str]]]:
        """Return the assertions that assert, and those that deny, of each claim that has both."""
        with self._door.reading() as connection:
            return claim_views.disputed(connection)

    def proposed_claims(self) -> Iterator[tuple[float, str, str]]:
        """Yield pairs of assertions of different claims that may be one, the likeliest first, with the score.

        Of two claims the best pair.
        """
        return self._stream(claim_views.proposed)

    def neighbours(self, claim: str | None = None) -> Iterator[tuple[str, str, str, str]]:
        """Yield pairs of assertions of different claims that were compared and assert in the same way.

        Each as two ids and two quotations. Of one claim, if it is given; else of all.
        """
        return self._stream(lambda connection: claim_views.neighbours(connection, claim))

    def match_scores(self, assertions: Sequence[str]) -> dict[tuple[str, str], float]:
        """Return how likely pairs of these assertions, smaller id first, state one claim, where compared."""
        with self._door.reading() as connection:
            return claim_index.match_scores(connection, assertions)

    def pointing_back(self, assertions: Sequence[str]) -> dict[str, str]:
        """Return, of these assertions, those that only point to another one ("denied it"), and to which."""
        with self._door.reading() as connection:
            return claim_index.pointing_back(connection, assertions)

    def lines_of(self, assertions: Sequence[str]) -> dict[str, LedgerLine]:
        """Return assertions by id."""
        with self._door.reading() as connection:
            return claim_views.lines_of(connection, assertions)

    def _stream(self, view: Callable[[Connection], Iterator[_Line]]) -> Iterator[_Line]:
        with self._door.reading() as connection:
            yield from view(connection)
