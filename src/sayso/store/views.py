"""Reading a case: listings that stream, and counts. Each reads one consistent state of the case."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, func, select

from sayso.model.ledger import CaseCounts, LedgerFilter, LedgerLine, OutletLine, ReportLine
from sayso.model.outcome import Skipped
from sayso.model.run import Run
from sayso.model.span import Span
from sayso.store import dialect, queries
from sayso.store.rows import (
    GAP,
    assertion_from,
    attribution_from,
    capture_from,
    item_from,
    report_from,
    unpack,
)
from sayso.store.tables import (
    assertion,
    attribution,
    attribution_span,
    capture,
    document,
    hop,
    original,
    run,
    skipped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.model.capture import Capture
    from sayso.model.item import Item

CHUNK = 400
"""Rows fetched at once: few enough to keep in memory, many enough to ask seldom for what belongs to them."""


def assertions(connection: Connection, wanted: LedgerFilter) -> Iterator[LedgerLine]:
    """Yield lines of the ledger, by date of publication, document and place.

    Raises:
        UsageError: a date is no date, or there is no word to search for.
        NoSuchRecord: no report, or more than one, answers to the document asked for.
    """
    yield from lines(connection, queries.filtered(queries.lines(), wanted, connection))


def questions(connection: Connection, wanted: LedgerFilter) -> Iterator[LedgerLine]:
    """Yield lines whose content is asked or left open; raises as :func:`assertions` does."""
    query = queries.filtered(queries.lines(), wanted, connection).where(queries.QUESTION)
    yield from lines(connection, query)


def lines(connection: Connection, query: Select[Any]) -> Iterator[LedgerLine]:
    """Run a query made by :func:`queries.lines`; two more queries a chunk, however many rows."""
    for chunk in connection.execution_options(yield_per=CHUNK).execute(query).partitions():
        yield from _complete(connection, chunk)


def reports(connection: Connection) -> Iterator[ReportLine]:
    """Yield all reports, by date of publication; undated ones last."""
    query = select(*queries.REPORT_COLUMNS).order_by(document.c.ordering, document.c.id)
    for row in connection.execution_options(yield_per=CHUNK).execute(query):
        yield report_from(row)


def mentioning(connection: Connection, words: str) -> Iterator[ReportLine]:
    """Yield reports whose title or text has all of the words, by date of publication.

    Raises:
        UsageError: there is no word in it.
    """
    query = (
        select(*queries.REPORT_COLUMNS)
        .where(document.c.row.in_(dialect.mentioning(words)))
        .order_by(document.c.ordering, document.c.id)
    )
    for row in connection.execution_options(yield_per=CHUNK).execute(query):
        yield report_from(row)


def outlets(connection: Connection) -> Iterator[OutletLine]:
    """Yield outlets with how many reports and assertions are theirs; None stands for “not known”, last."""
    query = (
        select(
            document.c.outlet,
            func.count().label("reports"),
            func.sum(document.c.assertions).label("assertions"),
        )
        .group_by(document.c.outlet_folded, document.c.outlet)
        .order_by(document.c.outlet_folded.is_(None), document.c.outlet_folded, document.c.outlet)
    )
    for row in connection.execute(query):
        yield OutletLine(name=row.outlet, reports=row.reports, assertions=row.assertions)


def skips(connection: Connection) -> Iterator[Skipped]:
    """Yield inputs that could not be used, oldest first."""
    columns = (skipped.c.location, skipped.c.reason, skipped.c.document)
    for row in connection.execute(select(*columns).order_by(skipped.c.id)):
        yield Skipped(location=row.location, reason=row.reason, document=row.document)


def captures(connection: Connection) -> Iterator[Capture]:
    """Yield the chain, in order."""
    query = select(capture).order_by(capture.c.sequence)
    for row in connection.execution_options(yield_per=CHUNK).execute(query):
        yield capture_from(row)


def runs(connection: Connection) -> Iterator[Run]:
    """Yield what was done to the case, in order."""
    for row in connection.execute(select(run).order_by(run.c.id)):
        yield Run(**{name: getattr(row, name) for name in Run.__slots__})


def counts(connection: Connection) -> CaseCounts:
    """Return how much the case holds."""

    def number(query: Select[Any]) -> int:
        return int(connection.scalar(query) or 0)

    every = select(func.count())
    return CaseCounts(
        reports=number(every.select_from(document)),
        outlets=number(select(func.count(document.c.outlet_folded.distinct()))),
        attributions=number(every.select_from(attribution)),
        assertions=number(every.select_from(assertion)),
        questions=number(every.select_from(assertion).where(queries.QUESTION)),
        denials=number(every.select_from(assertion).where(assertion.c.stance == "denies")),
        skipped=number(every.select_from(skipped)),
    )


def unprocessed(connection: Connection) -> tuple[int, ...]:
    """Return the sequences of captures that have no outcome yet, in order."""
    query = (
        select(capture.c.sequence)
        .where(
            ~select(document.c.id).where(document.c.id == capture.c.document).exists(),
            ~select(skipped.c.id).where(skipped.c.document == capture.c.document).exists(),
        )
        .order_by(capture.c.sequence)
    )
    return tuple(connection.scalars(query))


def item(connection: Connection, sequence: int) -> Item:
    """Rebuild the item of one capture.

    Raises:
        CaseError: its bytes are damaged.
    """
    query = (
        select(capture, original.c.encoding, original.c.data)
        .join_from(capture, original, capture.c.sha256 == original.c.sha256)
        .where(capture.c.sequence == sequence)
    )
    row = connection.execute(query).one()
    return item_from(capture_from(row), unpack(row.encoding, row.data, row.size))


def _complete(connection: Connection, chunk: Sequence[Row[Any]]) -> Iterator[LedgerLine]:
    ids = list({row.assertion_attribution for row in chunk})
    spans: dict[str, dict[str, list[tuple[Span, str]]]] = defaultdict(lambda: defaultdict(list))
    pieces = attribution_span.c
    query = (
        select(attribution_span)
        .where(pieces.attribution.in_(ids))
        .order_by(pieces.attribution, pieces.role, pieces.position)
    )
    for row in connection.execute(query):
        spans[row.attribution][row.role].append((Span(row.start, row.end), row.exact))
    hops: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        select(hop).where(hop.c.attribution.in_(ids)).order_by(hop.c.attribution, hop.c.position)
    ):
        hops[row.attribution].append(row)
    listed: dict[str, ReportLine] = {}
    for row in chunk:
        by_role = spans.get(row.attribution_id, {})
        if row.document_id not in listed:
            listed[row.document_id] = report_from(row, "document_")
        yield LedgerLine(
            assertion=assertion_from(row),
            attribution=attribution_from(row, by_role, hops.get(row.attribution_id, [])),
            report=listed[row.document_id],
            source_text=GAP.join(exact for _, exact in by_role.get("source", ())),
            cue_text=GAP.join(exact for _, exact in by_role.get("cue", ())),
            quote=row.assertion_quote,
        )
