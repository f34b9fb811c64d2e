"""The statements of a case as the linker asks for them, and what it stores (``link.index.StatementIndex``).

Every question is one look-up by key, whatever the size of the case.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, select, update

from sayso.model.assertion import Stance
from sayso.model.ids import content_id
from sayso.model.span import Span
from sayso.model.statement import Excerpt, Statement
from sayso.store import dialect, keyed
from sayso.store.claim_tables import (
    claim,
    contradiction,
    statement,
    statement_key,
    statement_key_count,
    statement_match,
)
from sayso.store.rows import Values, to_json
from sayso.store.tables import assertion, attribution_span, document
from sayso.text.excerpts import excerpt_of
from sayso.text.sentences import passage_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model.naming import Verdict
    from sayso.model.statement import Linked

FEW = 5
"""Words; a content of fewer is compared with its sentence."""


class SqlStatements:
    """Reads the statements of a case through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """Return how many statements are found by each key."""
        return keyed.counts(self._connection, statement_key_count, keys)

    def holders(self, keys: Iterable[str], most: int) -> dict[str, list[str]]:
        """Return up to ``most`` ids of statements that are found by each key, the smallest first."""
        return keyed.holders(self._connection, statement_key, "statement", keys, most)

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Return the statements that exist."""
        found: dict[str, Statement] = {}
        for some in keyed.batches(sorted(set(ids))):
            columns = (*statement.c, assertion.c.document, document.c.published)
            query = select(*columns).select_from(_joined()).where(statement.c.assertion.in_(some))
            for row in self._connection.execute(query):
                found[row.assertion] = Statement(
                    id=row.assertion, document=row.document, text=row.text, vector=row.vector,
                    marks=tuple(json.loads(row.marks)), echoes=row.echoes, published=row.published or "",
                    excerpt=Excerpt(*json.loads(row.excerpt)) if row.excerpt else None,
                )  # fmt: skip
        return found

    def claims(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the claim of each statement."""
        found: dict[str, str] = {}
        for some in keyed.batches(sorted(set(ids))):
            query = select(assertion.c.id, assertion.c.claim).where(
                assertion.c.id.in_(some), assertion.c.claim.is_not(None)
            )
            found |= {row.id: row.claim for row in self._connection.execute(query)}
        return found

    def exemplars(self, claims: Iterable[str]) -> dict[str, list[str]]:
        """Return the statements of each claim that are found by keys, the smallest id first."""
        query = (
            select(assertion.c.claim, assertion.c.id)
            .join_from(assertion, statement, statement.c.assertion == assertion.c.id)
            .where(select(statement_key.c.key).where(statement_key.c.statement == assertion.c.id).exists())
        )
        return self._of_claims(query, claims)

    def members(self, claims: Iterable[str]) -> dict[str, list[str]]:
        """Return all statements of each claim, the smallest id first."""
        return self._of_claims(select(assertion.c.claim, assertion.c.id), claims)

    def matches(self, ids: Iterable[str]) -> dict[tuple[str, str], float]:
        """Return the scores of pairs of these statements that were compared; the smaller id first."""
        return match_scores(self._connection, ids)

    def verdicts(self, ids: Iterable[str]) -> list[Verdict]:
        """Return the verdicts in force with an end among these statements."""
        return keyed.verdicts(self._connection, ids)

    def _of_claims(self, query: Any, claims: Iterable[str]) -> dict[str, list[str]]:  # noqa: ANN401
        wanted = sorted(set(claims))
        found: dict[str, list[str]] = {one: [] for one in wanted}
        for some in keyed.batches(wanted):
            ordered = query.where(assertion.c.claim.in_(some)).order_by(assertion.c.claim, assertion.c.id)
            for row in self._connection.execute(ordered):
                found[row.claim].append(row.id)
        return found


def _joined() -> Any:  # noqa: ANN401 - a join
    return statement.join(assertion, statement.c.assertion == assertion.c.id).join(
        document, assertion.c.document == document.c.id
    )


def match_scores(connection: Connection, statements: Iterable[str]) -> dict[tuple[str, str], float]:
    """Return the scores of pairs of these statements that were compared."""
    wanted = set(statements)
    found: dict[tuple[str, str], float] = {}
    for some in keyed.batches(sorted(wanted)):
        # Asked for both ends, a database looks up every pair of the two lists; few of these were compared.
        query = select(statement_match.c.left, statement_match.c.right, statement_match.c.score)
        for left, right, score in connection.execute(query.where(statement_match.c.left.in_(some))):
            if right in wanted:
                found[left, right] = score
    return found


def pointing_back(connection: Connection, assertions: Iterable[str]) -> dict[str, str]:
    """Return, of these assertions, those that only point to another one ("denied it"), and to which."""
    found: dict[str, str] = {}
    for some in keyed.batches(sorted(set(assertions))):
        query = select(statement.c.assertion, statement.c.echoes).where(
            statement.c.assertion.in_(some), statement.c.echoes != ""
        )
        found |= {row.assertion: row.echoes for row in connection.execute(query)}
    return found


def unlinked(connection: Connection) -> dict[str, int]:
    """Return the documents with assertions of no claim yet, by date of publication, and how many they are."""
    query = (
        select(assertion.c.document, func.count().label("waiting"))
        .join_from(assertion, document, assertion.c.document == document.c.id)
        .where(assertion.c.claim.is_(None))
        .group_by(assertion.c.document)
        .order_by(document.c.ordering, document.c.id)
    )
    return {row.document: row.waiting for row in connection.execute(query)}


def statements_of(connection: Connection, key: str) -> tuple[list[Statement], set[str]]:
    """Return all statements of a document, in order of place, without embeddings; and which wait for a claim.

    All, because what one means ("the army", "denied it") the others tell.
    """
    told = connection.execute(
        select(document.c.text, document.c.published).where(document.c.id == key)
    ).first()
    if told is None:
        return [], set()
    query = (
        select(
            assertion.c.id,
            assertion.c.quote,
            assertion.c.attribution,
            assertion.c.claim,
            assertion.c.stance,
            assertion.c.speaker,
        )
        .where(assertion.c.document == key)
        .order_by(assertion.c.position)
    )
    rows = connection.execute(query).all()
    places = _places(connection, [row.attribution for row in rows])
    found = [_new(row, key, told, places.get(row.attribution, {})) for row in rows]
    return found, {row.id for row in rows if row.claim is None}


def _new(
    row: Any,  # noqa: ANN401 - a row
    document_id: str,
    told: Any,  # noqa: ANN401 - a row
    places: Mapping[str, list[Span]],
) -> Statement:
    text = row.quote
    if len(row.quote.split()) < FEW:
        whole = [span for spans in places.values() for span in spans]
        text = passage_around(told.text, whole).of(told.text).strip() or row.quote
    saying = [span for role in ("cue", "content") for span in places.get(role, ())]
    return Statement(
        id=row.id,
        document=document_id,
        text=text,
        quote=row.quote,
        source=" ".join(span.of(told.text) for span in places.get("source", ())),
        said=_hull(saying, places.get("source", ()), told.text),
        published=told.published or "",
        speaker=row.speaker or "",
        denies=row.stance == Stance.DENIES,
        excerpt=excerpt_of(told.text, places["content"]) if places.get("content") else None,
    )


def _hull(spans: Sequence[Span], without: Sequence[Span], text: str) -> str:
    """Return the text from the first to the last of some spans, others in between left out."""
    if not spans:
        return ""
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    pieces = []
    for span in sorted(without):
        if start <= span.start and span.end <= end:
            pieces.append(text[start : span.start])
            start = span.end
    return " ".join([*pieces, text[start:end]])


def _places(connection: Connection, attributions: Sequence[str]) -> dict[str, dict[str, list[Span]]]:
    """Return the source, cue and content of attributions."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    columns = attribution_span.c
    for some in keyed.batches(sorted(set(attributions))):
        query = select(columns.attribution, columns.role, columns.start, columns.end).where(
            columns.attribution.in_(some), columns.role.in_(("source", "cue", "content"))
        )
        for row in connection.execute(query):
            found[row.attribution][row.role].append(Span(row.start, row.end))
    return found


def apply(connection: Connection, changes: Linked) -> None:
    """Store what a document or a judgment changed."""
    rows: list[Values] = [
        {
            "assertion": one.id, "text": one.text, "vector": one.vector, "marks": to_json(list(one.marks)),
            "echoes": one.echoes, "founds": content_id("clm", one.id),
            "excerpt": to_json(list(one.excerpt)) if one.excerpt else "",
        }
        for one in changes.statements
    ]  # fmt: skip
    if rows:
        connection.execute(dialect.insert_new(statement), rows)
    for some in keyed.batches(changes.dropped):
        _uncount(connection, some)
        connection.execute(delete(statement_key).where(statement_key.c.statement.in_(some)))
    there = _keys_of(connection, {one for _, one in changes.exemplars})
    new = [pair for pair in changes.exemplars if pair not in there]
    if new:
        keys: list[Values] = [{"key": key, "statement": one} for key, one in new]
        connection.execute(dialect.insert_new(statement_key), keys)
        held: list[Values] = [{"key": key, "holders": 1} for key, _ in new]
        connection.execute(dialect.count_up(statement_key_count, "holders"), held)
    if changes.matches:
        made: list[Values] = [
            {"left": one.left, "right": one.right, "score": one.score} for one in changes.matches
        ]
        connection.execute(dialect.insert_new(statement_match), made)
    if changes.oppositions:
        connection.execute(dialect.insert_new(contradiction), [_opposed(one) for one in changes.oppositions])
    touched = {one for _, one in changes.claims}
    for some in keyed.batches([one for one, _ in changes.claims]):
        query = select(assertion.c.claim).where(assertion.c.id.in_(some), assertion.c.claim.is_not(None))
        touched |= set(connection.scalars(query))
    by_claim: dict[str, list[str]] = defaultdict(list)
    for one, its in changes.claims:
        by_claim[its].append(one)
    for its, ones in sorted(by_claim.items()):
        for some in keyed.batches(ones):
            connection.execute(update(assertion).where(assertion.c.id.in_(some)).values(claim=its))
    _untrace(connection, sorted(touched))


def _keys_of(connection: Connection, statements: set[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for some in keyed.batches(sorted(statements)):
        query = select(statement_key).where(statement_key.c.statement.in_(some))
        found |= {(row.key, row.statement) for row in connection.execute(query)}
    return found


def _opposed(one: Any) -> Values:  # noqa: ANN401 - an opposition
    return {
        "left": one.left, "right": one.right, "kind": one.conflict.kind.value,
        "status": one.conflict.status.value, "score": float(one.conflict.score),
        "reasons": to_json(list(one.conflict.reasons)),
    }  # fmt: skip


def _untrace(connection: Connection, claims: Sequence[str]) -> None:
    for some in keyed.batches(claims):
        connection.execute(delete(claim).where(claim.c.id.in_(some)))


def forget(connection: Connection, documents: Sequence[str]) -> None:
    """Make ready for the removal of documents: claims that rest on them are made anew, of what is left."""
    rests = select(assertion.c.claim).where(
        assertion.c.document.in_(documents), assertion.c.claim.is_not(None)
    )
    claims = sorted(set(connection.scalars(rests)))
    for some in keyed.batches(claims):
        members = list(connection.scalars(select(assertion.c.id).where(assertion.c.claim.in_(some))))
        for part in keyed.batches(members):
            _uncount(connection, part)
            connection.execute(delete(statement).where(statement.c.assertion.in_(part)))
            connection.execute(update(assertion).where(assertion.c.id.in_(part)).values(claim=None))
    _untrace(connection, claims)


def _uncount(connection: Connection, statements: Sequence[str]) -> None:
    """Take statements out of the counts of their keys."""
    query = (
        select(statement_key.c.key, func.count().label("holders"))
        .where(statement_key.c.statement.in_(statements))
        .group_by(statement_key.c.key)
    )
    gone: list[Values] = [{"key": row.key, "holders": -row.holders} for row in connection.execute(query)]
    if gone:
        connection.execute(dialect.count_up(statement_key_count, "holders"), gone)


def founder(connection: Connection, claim_id: str) -> str | None:
    """Return the claim to which a claim's id leads now: its own, or the one into which it was merged."""
    query = (
        select(assertion.c.claim)
        .join_from(statement, assertion, statement.c.assertion == assertion.c.id)
        .where(statement.c.founds == claim_id)
    )
    found: str | None = connection.scalar(query)
    return found
