"""Queries for lines of the ledger: which columns, which conditions, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from sayso.errors import NoSuchRecord
from sayso.store import dialect
from sayso.store.moments import bound
from sayso.store.tables import assertion, attribution, document
from sayso.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.sql.elements import KeyedColumnElement

    from sayso.model.ledger import LedgerFilter

REPORT_COLUMNS = tuple(
    column for column in document.columns if column.name not in {"text", "links", "found", "notes", "made_by"}
)
"""All of a document that lists show."""

QUESTION = or_(assertion.c.kind == "question", assertion.c.stance.in_(("questions", "leaves_open")))
"""What is not known: asked, or left open."""

_LAST = "\U0010ffff"


def _named(prefix: str, columns: tuple[KeyedColumnElement[Any], ...]) -> list[ColumnElement[Any]]:
    return [column.label(f"{prefix}_{column.name}") for column in columns]


def lines() -> Select[Any]:
    """Return the query for all lines, by date of publication, document and place; undated ones last."""
    columns = [
        *_named("assertion", tuple(assertion.columns)),
        *_named("attribution", tuple(attribution.columns)),
        *_named("document", REPORT_COLUMNS),
    ]
    return (
        select(*columns)
        .select_from(
            assertion.join(document, assertion.c.document == document.c.id).join(
                attribution, assertion.c.attribution == attribution.c.id
            )
        )
        .order_by(document.c.ordering, document.c.id, assertion.c.position)
    )


def filtered(query: Select[Any], wanted: LedgerFilter, connection: Connection) -> Select[Any]:
    """Return the query with everything that the filter asks for.

    Raises:
        UsageError: a date is no date, or there is no word to search for.
        NoSuchRecord: no report, or more than one, answers to the document asked for.
    """
    conditions = [*_of_assertion(wanted), *_of_report(wanted)]
    if wanted.document is not None:
        conditions.append(assertion.c.document.in_(documents(connection, wanted.document)))
    if wanted.limit is not None:
        query = query.limit(max(wanted.limit, 0))
    return query.where(and_(*conditions)) if conditions else query


def _of_assertion(wanted: LedgerFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.speaker:
        yield assertion.c.row.in_(dialect.voiced(wanted.speaker))
    if wanted.words is not None:
        yield assertion.c.row.in_(dialect.saying(wanted.words))
    if wanted.source_kind is not None:
        yield assertion.c.source_kind == wanted.source_kind
    if wanted.stance:
        yield assertion.c.stance.in_(wanted.stance)
    if wanted.certainty:
        yield assertion.c.certainty.in_(wanted.certainty)
    if wanted.kind is not None:
        yield assertion.c.kind == wanted.kind


def _of_report(wanted: LedgerFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.outlet is not None:
        yield document.c.outlet_folded == fold(wanted.outlet)
    # A report dated by its month alone may be of any day in it, so it is kept when in doubt. Asked for in
    # a subquery, because the database would else rather read all assertions in the order wanted.
    dated = select(document.c.id)
    if wanted.since is not None:
        dated = dated.where(document.c.published_until >= bound(wanted.since, "since")[0])
    if wanted.until is not None:
        dated = dated.where(document.c.published_from <= bound(wanted.until, "until")[1])
    if wanted.since is not None or wanted.until is not None:
        yield assertion.c.document.in_(dated)


def starting(column: ColumnElement[Any], prefix: str) -> ColumnElement[bool]:
    """Return the condition that an id begins so, as a range that an index can serve."""
    return and_(column >= prefix, column < prefix + _LAST)


def documents(connection: Connection, asked: str) -> list[str]:
    """Return ids of the reports that answer to an id, a key or a unique prefix of an id.

    Several reports may carry the same key, and all of them are meant then.

    Raises:
        NoSuchRecord: none does, or the prefix is not unique.
    """
    exact = select(document.c.id).where(or_(document.c.id == asked, document.c.key == asked))
    found = [str(one) for one in connection.scalars(exact.order_by(document.c.id))]
    if found:
        return found
    several = select(document.c.id).where(starting(document.c.id, asked)).order_by(document.c.id).limit(4)
    found = [str(one) for one in connection.scalars(several)] if asked else []
    if not found:
        message = f"No report has the id or key “{asked}”. “sayso reports” lists what there is."
        raise NoSuchRecord(message)
    if len(found) > 1:
        message = f"More than one report's id begins with “{asked}”: {', '.join(found)}. Give more of it."
        raise NoSuchRecord(message)
    return found
