"""Everything in a case that its inputs determine, for telling whether two cases are equal.

Left out is what differs between two runs over the same inputs: times, run records, the numbers of rows,
and the hashes of captures, which seal times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Table, select

from sayso.model.ids import sha256
from sayso.store import dialect, entity_tables, finding_tables, tables
from sayso.store.rows import to_json, unpack
from sayso.store.tables import original

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT_OUT = {
    "capture": {"at", "previous", "hash"},
    "document": {"row"},
    "skipped": {"id", "run"},
    # Which claim it is of follows from the rest, and from the order in which reports came.
    "assertion": {"row", "claim"},
    "migration": {"at"},
    # Which name of the case it goes by follows from the rest.
    "local_entity": {"node"},
    "judgment": {"at", "previous", "hash"},
}

_PLAIN: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (tables.migration, ("position",)),
    (tables.capture, ("sequence",)),
    (tables.skipped, ("location", "document")),
    (tables.maker, ("id",)),
    (tables.document, ("id",)),
    (tables.document_maker, ("document", "position")),
    (tables.attribution, ("id",)),
    (tables.hop, ("attribution", "position")),
    (tables.attribution_span, ("attribution", "role", "position")),
    (tables.assertion, ("id",)),
    *((table, ("document", "position")) for table in finding_tables.IN_PLACE),
    (finding_tables.event, ("id",)),
    (finding_tables.participant, ("event", "position")),
    (finding_tables.voice, ("attribution",)),
    (entity_tables.local_entity, ("document", "local")),
    (entity_tables.reference, ("document", "position")),
    (entity_tables.judgment, ("sequence",)),
)


def contents(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """Yield (table, values …) in an order that does not depend on how the case came about."""
    query = select(original).order_by(original.c.sha256).execution_options(yield_per=16)
    for row in connection.execute(query):
        yield "original", row.sha256, sha256(unpack(row.encoding, row.data, row.size)), row.size
    for table, keys in _PLAIN:
        left_out = _LEFT_OUT.get(table.name, set())
        columns: list[ColumnElement[Any]] = [column for column in table.c if column.name not in left_out]
        order = [table.c[key] for key in keys]
        rows = connection.execution_options(yield_per=200).execute(select(*columns).order_by(*order))
        for row in rows:
            yield (table.name, *row)
    for entry in dialect.indexed_documents(connection):
        yield ("document_search", *entry)
    for entry in dialect.indexed_assertions(connection):
        yield ("assertion_search", *entry)


def fingerprint(connection: Connection) -> str:
    """Return one SHA-256 over :func:`contents`."""
    return sha256("\n".join(sha256(to_json(line)) for line in contents(connection)))
