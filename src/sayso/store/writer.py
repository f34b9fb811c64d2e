"""Writing: captures first, what came of them later.

Each function runs in one transaction of its caller, and a second call with the same input changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from sayso.errors import CaseError, SpanError
from sayso.model.capture import GENESIS
from sayso.model.ids import content_id
from sayso.model.outcome import Outcome, Processed, Skipped
from sayso.model.span import spans_of
from sayso.store import claim_index, dialect, entity_index, tables
from sayso.store.entity_tables import local_entity, reference
from sayso.store.finding_rows import finding_values
from sayso.store.finding_tables import FINDINGS
from sayso.store.keyed import batches
from sayso.store.rows import (
    GAP,
    Values,
    assertion_values,
    attribution_values,
    capture_of,
    document_values,
    hop_values,
    pack,
    span_values,
    voice_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.item import Item
    from sayso.model.run import Maker


def signature(makers: Sequence[Maker]) -> str:
    """Return one id for a set of makers, whatever their order."""
    return content_id("makers", *sorted(maker.id for maker in makers))


def known(connection: Connection, documents: Sequence[str], makers: Sequence[Maker]) -> set[str]:
    """Return those of the documents that were processed by exactly these makers."""
    table = tables.document
    found: set[str] = set()
    for some in batches(documents):
        query = select(table.c.id).where(table.c.id.in_(some), table.c.made_by == signature(makers))
        found.update(connection.scalars(query))
    return found


def capture(connection: Connection, items: Sequence[Item], at: str) -> None:
    """Store bytes and append to the chain; items whose document id is captured already add nothing."""
    table = tables.capture
    wanted: dict[str, Item] = {}
    for item in items:
        wanted.setdefault(item.id, item)
    for some in batches(list(wanted)):
        for there in connection.scalars(select(table.c.document).where(table.c.document.in_(some))):
            del wanted[there]
    if not wanted:
        return
    last = connection.execute(
        select(table.c.sequence, table.c.hash).order_by(table.c.sequence.desc()).limit(1)
    ).first()
    sequence, previous = (last.sequence, last.hash) if last else (0, GENESIS)
    for item in wanted.values():
        sequence += 1
        sealed = capture_of(item, sequence, at, previous)
        previous = sealed.hash
        encoding, data = pack(item.data)
        # One at a time: a batch of large originals need not be in memory twice.
        connection.execute(
            dialect.insert_new(tables.original),
            [{"sha256": sealed.sha256, "size": sealed.size, "encoding": encoding, "data": data}],
        )
        connection.execute(insert(table), [{name: getattr(sealed, name) for name in sealed.__slots__}])


def record(
    connection: Connection, outcomes: Sequence[Outcome], makers: Sequence[Maker], run: int | None
) -> None:
    """Store outcomes, each in place of any earlier one of the same document or location.

    Raises:
        CaseError: a document was never captured, a maker was not named, ids are doubled.
        SpanError: a span lies outside of its document's text.
    """
    processed = {one.document.id: one for one in outcomes if isinstance(one, Processed)}
    skipped = {
        (one.document, one.location if one.document is None else None): one
        for one in outcomes
        if isinstance(one, Skipped)
    }
    for document in [one for one, _ in skipped if one in processed]:
        # The same input twice in one batch: what could be read counts.
        del skipped[document, None]
    _check_captured(connection, processed)
    ids = [*processed, *(document for document, _ in skipped if document is not None)]
    _remove(connection, ids, sorted({one.document.location for one in processed.values()}))
    _add_makers(connection, makers, processed)
    _add(connection, list(processed.values()), signature(makers))
    for one in skipped.values():
        _skip(connection, one, run)


def begin_run(connection: Connection, command: str, version: str, at: str) -> int:
    """Note that a command has begun; return the number of the run."""
    values = {"command": command, "version": version, "started": at, "ended": None, "added": 0, "skipped": 0}
    made = connection.execute(insert(tables.run).values(**values))
    key = made.inserted_primary_key
    if key is None:  # pragma: no cover - the driver always tells
        raise AssertionError
    return int(key[0])


def end_run(connection: Connection, run: int, at: str, added: int, skipped: int) -> None:
    """Note that a command has ended."""
    table = tables.run
    connection.execute(update(table).where(table.c.id == run).values(ended=at, added=added, skipped=skipped))


def _check_captured(connection: Connection, processed: dict[str, Processed]) -> None:
    captured: dict[str, str] = {}
    table = tables.capture
    for some in batches(list(processed)):
        rows = connection.execute(select(table.c.document, table.c.sha256).where(table.c.document.in_(some)))
        captured.update({row.document: row.sha256 for row in rows})
    for document, one in processed.items():
        if captured.get(document) != one.document.sha256:
            message = (
                f"The report {document} ({one.document.location}) cannot be recorded: its original was "
                "not captured under that id. Capture the item first."
            )
            raise CaseError(message)


def _remove(connection: Connection, documents: Sequence[str], locations: Sequence[str]) -> None:
    table, skipped = tables.document, tables.skipped
    for some in batches(documents):
        there = list(connection.scalars(select(table.c.id).where(table.c.id.in_(some))))
        if there:
            dialect.forget(connection, there)
            entity_index.forget(connection, there)
            claim_index.forget(connection, there)
            connection.execute(delete(table).where(table.c.id.in_(there)))
        connection.execute(delete(skipped).where(skipped.c.document.in_(some)))
    for some in batches(locations):
        connection.execute(delete(skipped).where(skipped.c.document.is_(None), skipped.c.location.in_(some)))


def _add_makers(connection: Connection, makers: Sequence[Maker], processed: dict[str, Processed]) -> None:
    named = {maker.id: maker for maker in makers}
    for one in processed.values():
        for stage, maker in one.makers:
            if maker not in named:
                message = (
                    f"The report {one.document.id} names a maker {maker} (stage “{stage}”) that is not among "
                    "those given. Give every maker that had a part."
                )
                raise CaseError(message)
    _insert(
        connection,
        tables.maker,
        [
            {"id": key, "stage": one.stage, "version": one.version, "configuration": one.configuration}
            for key, one in named.items()
        ],
        anew=True,
    )


def _add(connection: Connection, processed: Sequence[Processed], made_by: str) -> None:
    documents: list[Values] = []
    made: list[Values] = []
    attributions: list[Values] = []
    hops: list[Values] = []
    spans: list[Values] = []
    assertions: list[Values] = []
    findings: dict[str, list[Values]] = {table.name: [] for table in FINDINGS}
    named: tuple[list[Values], list[Values]] = ([], [])
    sources: dict[str, tuple[str | None, str]] = {}
    voices: dict[str, str] = {}
    for one in processed:
        document = one.document
        documents.append(document_values(one, made_by))
        made += (
            {"document": document.id, "position": position, "stage": stage, "maker": maker}
            for position, (stage, maker) in enumerate(one.makers)
        )
        try:
            for position, attribution in enumerate(one.attributions):
                attributions.append(attribution_values(attribution, position))
                hops += hop_values(attribution)
                spans += span_values(attribution, document.text)
                sources[attribution.id] = (
                    attribution.speaker,
                    spans_of(attribution.source, document.text, GAP),
                )
            by_place = sorted(one.assertions, key=lambda each: each.content[0].start if each.content else -1)
            for position, assertion in enumerate(by_place):
                assertions.append(assertion_values(assertion, position, document.text))
                called, words = sources.get(assertion.attribution, (None, ""))
                voices[assertion.id] = voice_of(assertion.speaker, called, words)
            for name, found in finding_values(one).items():
                findings[name] += found
            for kept, more in zip(named, entity_index.entity_values(one), strict=True):
                kept.extend(more)
        except SpanError as error:
            message = f"The report {document.id} ({document.location}) cannot be recorded: {error}"
            raise SpanError(message) from error
    _insert(connection, tables.document, documents)
    _insert(connection, tables.document_maker, made)
    _insert(connection, tables.attribution, attributions)
    _insert(connection, tables.hop, hops)
    _insert(connection, tables.attribution_span, spans)
    _insert(connection, tables.assertion, assertions)
    for table in FINDINGS:
        _insert(connection, table, findings[table.name])
    _insert(connection, local_entity, named[0])
    _insert(connection, reference, named[1])
    rows = _rows(connection, tables.document, [values["id"] for values in documents])
    dialect.index_documents(
        connection,
        [(rows[values["id"]], values["title"] or "", values["text"]) for values in documents],
    )
    rows = _rows(connection, tables.assertion, [values["id"] for values in assertions])
    dialect.index_assertions(
        connection,
        [(rows[values["id"]], values["quote"], voices[values["id"]]) for values in assertions],
    )


def _skip(connection: Connection, skip: Skipped, run: int | None) -> None:
    table = tables.skipped
    earlier: ColumnElement[bool]
    if skip.document is None:
        earlier = table.c.document.is_(None) & (table.c.location == skip.location)
    else:
        earlier = table.c.document == skip.document
    connection.execute(delete(table).where(earlier))
    values = {"document": skip.document, "location": skip.location, "reason": skip.reason, "run": run}
    connection.execute(insert(table).values(**values))


def _insert(connection: Connection, table: Table, rows: Sequence[Values], *, anew: bool = False) -> None:
    if rows:
        connection.execute(dialect.insert_new(table) if anew else insert(table), list(rows))


def _rows(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for some in batches(ids):
        query = select(table.c.id, table.c.row).where(table.c.id.in_(some))
        found.update({row.id: row.row for row in connection.execute(query)})
    return found


def last_capture(connection: Connection) -> int:
    """Return the sequence of the latest capture; 0 where there is none."""
    return int(connection.scalar(select(func.coalesce(func.max(tables.capture.c.sequence), 0))) or 0)
