"""Claims as people see them, and what contradicts what."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select

from sayso.errors import NoSuchRecord
from sayso.model.assertion import Stance
from sayso.model.claim import (
    Appearance,
    Claim,
    Conflict,
    ContradictionKind,
    ContradictionStatus,
    Sourcing,
)
from sayso.model.lineage import Edge, EdgeKind, Lineage, Origin
from sayso.model.span import Span
from sayso.model.statement import Opposition
from sayso.store import dialect, keyed, queries, views
from sayso.store.claim_index import founder
from sayso.store.claim_tables import claim, contradiction, statement_match
from sayso.store.rows import to_json
from sayso.store.tables import assertion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.model.claim import ClaimFilter
    from sayso.model.ledger import LedgerLine


PROPOSED = 0.4
"""Agreement from which two statements of different claims are worth an analyst's look."""


def untraced(connection: Connection, most: int | None) -> list[str]:
    """Return the claims (of up to ``most`` assertions, if given) that changed since they were traced."""
    query = (
        select(assertion.c.claim)
        .where(assertion.c.claim.is_not(None), assertion.c.claim.not_in(select(claim.c.id)))
        .group_by(assertion.c.claim)
        .order_by(assertion.c.claim)
    )
    if most is not None:
        query = query.having(func.count() <= most)
    return [str(one) for one in connection.scalars(query)]


def members(connection: Connection, claims: Sequence[str]) -> dict[str, list[LedgerLine]]:
    """Return the assertions of claims, by date of publication, document and place."""
    found: dict[str, list[LedgerLine]] = {one: [] for one in claims}
    for some in keyed.batches(claims):
        for line in views.lines(connection, queries.lines().where(assertion.c.claim.in_(some))):
            found[str(line.assertion.claim)].append(line)
    return found


def keep(connection: Connection, traced: Iterable[Claim]) -> None:
    """Store what was traced, in place of what was traced before."""
    rows = [{"id": one.id, "facts": to_json(_facts(one))} for one in traced]
    for some in keyed.batches([row["id"] for row in rows]):
        connection.execute(delete(claim).where(claim.c.id.in_(some)))
    if rows:
        connection.execute(insert(claim), rows)


def kept(connection: Connection, ids: Iterable[str] | None = None) -> Iterator[Claim]:
    """Yield the claims that were traced since they changed; all, or those of these ids."""
    if ids is None:
        for row in connection.execute(select(claim)):
            yield _claim_from(row)
        return
    for some in keyed.batches(sorted(set(ids))):
        for row in connection.execute(select(claim).where(claim.c.id.in_(some))):
            yield _claim_from(row)


def asked_for(connection: Connection, wanted: ClaimFilter) -> set[str] | None:
    """Return the claims one of whose assertions answers to a filter's words and speaker; None if all do.

    Raises:
        UsageError: there is no word to search for.
    """
    conditions = []
    if wanted.words is not None:
        conditions.append(assertion.c.row.in_(dialect.saying(wanted.words)))
    if wanted.speaker:
        conditions.append(assertion.c.row.in_(dialect.voiced(wanted.speaker)))
    if not conditions:
        return None
    return {str(one) for one in connection.scalars(select(assertion.c.claim).where(*conditions).distinct())}


def claim_of(connection: Connection, asked: str) -> str:
    """Return the claim that a claim's or an assertion's id, or the beginning of one, leads to now.

    Raises:
        NoSuchRecord: nothing answers, or several claims do.
    """
    asked = asked.strip()
    moved = founder(connection, asked)
    if moved is not None:
        return moved
    found: set[str] = set()
    if asked:
        ends = or_(queries.starting(assertion.c.claim, asked), queries.starting(assertion.c.id, asked))
        query = select(assertion.c.claim).where(ends, assertion.c.claim.is_not(None)).distinct().limit(5)
        found = {str(one) for one in connection.scalars(query)}
    if not found:
        message = f"No claim answers to “{asked}”. “sayso claims” lists what there is."
        raise NoSuchRecord(message)
    if len(found) > 1:
        message = f"“{asked}” may mean {', '.join(sorted(found))}. Give more of the id."
        raise NoSuchRecord(message)
    return next(iter(found))


def opposed(connection: Connection, statements: Iterable[str]) -> set[tuple[str, str]]:
    """Return pairs, the smaller id first, of which something keeps both from holding, or only seems to.

    Args:
        connection: to the case.
        statements: ids; those pairs are returned whose smaller id is among them.
    """
    found: set[tuple[str, str]] = set()
    for some in keyed.batches(sorted(set(statements))):
        query = select(contradiction.c.left, contradiction.c.right).where(contradiction.c.left.in_(some))
        found |= {(left, right) for left, right in connection.execute(query)}
    return found


def oppositions(connection: Connection) -> Iterator[Opposition]:
    """Yield what keeps statements of different claims from both holding."""
    for row in connection.execute(
        select(contradiction).order_by(contradiction.c.left, contradiction.c.right)
    ):
        found = Conflict(
            ContradictionKind(row.kind), ContradictionStatus(row.status), row.score,
            tuple(json.loads(row.reasons)),
        )  # fmt: skip
        yield Opposition(row.left, row.right, found)


def proposed(connection: Connection) -> Iterator[tuple[float, str, str]]:
    """Yield pairs of assertions of different claims that may be one, the likeliest first, with the score.

    Of two claims the best pair; what analysts said is not the same is left out.
    """
    one, other = assertion.alias("one"), assertion.alias("other")
    query = (
        select(statement_match, one.c.claim.label("mine"), other.c.claim.label("theirs"))
        .join_from(statement_match, one, statement_match.c.left == one.c.id)
        .join(other, statement_match.c.right == other.c.id)
        .where(statement_match.c.score >= PROPOSED, one.c.claim != other.c.claim)
        .order_by(statement_match.c.score.desc(), statement_match.c.left, statement_match.c.right)
    )
    rows = connection.execute(query).all()
    said = keyed.verdicts(connection, [end for row in rows for end in (row.left, row.right)])
    apart = {frozenset(verdict[:2]) for verdict in said if not verdict.same}
    seen: set[frozenset[str]] = set()
    for row in rows:
        claims = frozenset((row.mine, row.theirs))
        if claims not in seen and frozenset((row.left, row.right)) not in apart:
            seen.add(claims)
            yield row.score, row.left, row.right


def neighbours(connection: Connection, claim: str | None) -> Iterator[tuple[str, str, str, str]]:
    """Yield pairs of assertions of different claims that were compared and assert in the same way.

    Each as two ids and two quotations. Of one claim, if it is given; else of all.
    """
    one, other = assertion.alias("one"), assertion.alias("other")
    told = ("id", "quote", "claim", "stance", "polarity", "certainty")
    query = (
        select(*(end.c[name] for end in (one, other) for name in told))
        .join_from(statement_match, one, statement_match.c.left == one.c.id)
        .join(other, statement_match.c.right == other.c.id)
    )
    # Two queries for a claim, each by an index: with "or" a database reads all that was ever compared. Stance
    # and the like are compared here, or a database begins with all assertions of one stance.
    asked = [query] if claim is None else [query.where(end.c.claim == claim) for end in (one, other)]
    for some in asked:
        for row in connection.execute(some):
            (left, mine, its, *way), (right, theirs, others, *same) = row[: len(told)], row[len(told) :]
            if its != others and way == same and way[0] == Stance.ASSERTS:
                yield left, right, mine, theirs


def lines_of(connection: Connection, assertions: Sequence[str]) -> dict[str, LedgerLine]:
    """Return assertions by id."""
    found: dict[str, LedgerLine] = {}
    for some in keyed.batches(sorted(set(assertions))):
        for line in views.lines(connection, queries.lines().where(assertion.c.id.in_(some))):
            found[line.assertion.id] = line
    return found


def disputed(connection: Connection) -> dict[str, dict[str, list[str]]]:
    """Return the assertions that assert, and those that deny, of each claim that has both."""
    query = (
        select(assertion.c.claim)
        .where(assertion.c.claim.is_not(None), assertion.c.stance.in_((Stance.ASSERTS, Stance.DENIES)))
        .group_by(assertion.c.claim)
        .having(func.count(assertion.c.stance.distinct()) > 1)
    )
    both = [str(one) for one in connection.scalars(query)]
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"asserts": [], "denies": []})
    for some in keyed.batches(both):
        rows = connection.execute(
            select(assertion.c.claim, assertion.c.id, assertion.c.stance)
            .where(assertion.c.claim.in_(some), assertion.c.stance.in_((Stance.ASSERTS, Stance.DENIES)))
            .order_by(assertion.c.id)
        )
        for row in rows:
            found[row.claim][row.stance].append(row.id)
    return dict(found)


def _facts(one: Claim) -> dict[str, Any]:
    lineage = one.lineage
    return {
        "proposition": one.proposition,
        "representative": one.representative,
        "assertions": one.assertions,
        "stances": dict(one.stances),
        "sourcing": [getattr(one.sourcing, name) for name in Sourcing.__slots__],
        "first": [getattr(one.first_appearance, name) for name in Appearance.__slots__],
        "credibility": one.credibility,
        "origins": [
            [each.id, list(each.assertions), each.name, list(each.reasons)] for each in lineage.origins
        ],
        "independent": [list(pair) for pair in lineage.independent],
        "opposed": [list(pair) for pair in lineage.opposed],
        "edges": [
            [
                each.later, each.earlier, each.kind.value, each.probability, each.document,
                [each.span.start, each.span.end], each.reason,
            ]
            for each in lineage.edges
        ],
    }  # fmt: skip


def _claim_from(row: Row[Any]) -> Claim:
    told = json.loads(row.facts)
    lineage = Lineage(
        claim=row.id,
        origins=tuple(
            Origin(key, tuple(ones), name, tuple(reasons)) for key, ones, name, reasons in told["origins"]
        ),
        independent=tuple((left, right, reason) for left, right, reason in told["independent"]),
        edges=tuple(
            Edge(later, earlier, EdgeKind(kind), probability, document, Span(*span), reason)
            for later, earlier, kind, probability, document, span, reason in told["edges"]
        ),
        opposed=tuple((left, right, reason) for left, right, reason in told["opposed"]),
    )
    return Claim(
        id=row.id,
        proposition=told["proposition"],
        representative=told["representative"],
        assertions=told["assertions"],
        stances=told["stances"],
        sourcing=Sourcing(*told["sourcing"]),
        first_appearance=Appearance(*told["first"]),
        lineage=lineage,
        credibility=told["credibility"],
    )
