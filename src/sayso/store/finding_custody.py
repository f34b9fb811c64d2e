"""What ``sayso verify`` checks of findings: that each has, verbatim, the characters that were recorded."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, select

from sayso.model.ledger import Finding
from sayso.store.entity_tables import reference
from sayso.store.finding_tables import IN_PLACE, event, participant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Placed = dict[str, list[tuple[str, Row[Any]]]]
"""By document: what a row is, and the row with start, end and exact."""


def of_documents(connection: Connection, ids: Sequence[str]) -> Placed:
    """Return everything in these documents that stands in a place."""
    found: Placed = defaultdict(list)
    for table in (*IN_PLACE, event, reference):
        columns = (table.c.document, table.c.start, table.c.end, table.c.exact)
        placed: Select[Any] = select(*columns).where(table.c.document.in_(ids))
        for row in connection.execute(placed):
            found[row.document].append((table.name, row))
    columns = (event.c.document, participant.c.start, participant.c.end, participant.c.exact)
    query: Select[Any] = select(*columns).join_from(participant, event, participant.c.event == event.c.id)
    for row in connection.execute(query.where(event.c.document.in_(ids))):
        found[row.document].append(("participant", row))
    return found


def verbatim(document: str, text: str, rows: list[tuple[str, Row[Any]]]) -> Iterator[Finding]:
    """Yield what does not stand in the text as it was recorded."""
    for what, row in rows:
        place = f"its {what} {row.start}..{row.end}"
        if not 0 <= row.start < row.end <= len(text):
            yield Finding(f"document {document}", f"{place} lies outside of the text")
        elif text[row.start : row.end] != row.exact:
            yield Finding(f"document {document}", f"{place} is not, verbatim, what was recorded")
