"""Listings of findings, each in its place: one query and one more a chunk."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, case, func, or_, select

from sayso.model.assertion import Stance
from sayso.model.attribution import SourceKind
from sayso.model.listing import EventLine, FindingFilter, FoundLine, SaySoLine
from sayso.store import entity_views, queries
from sayso.store.finding_rows import (
    amount_from,
    designation_from,
    event_from,
    spans_of_json,
    time_from,
    toponym_from,
    wallet_from,
)
from sayso.store.finding_tables import amount, designation, event, participant, time, toponym, wallet
from sayso.store.moments import bound
from sayso.store.rows import GAP, report_from
from sayso.store.tables import assertion, attribution, attribution_span, document
from sayso.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

CHUNK = 400
_TEXTS = 60
"""Events whose reports' texts are in memory at once."""
_FEW = 8
"""Names that can stand in one participant's words."""
AROUND = 90
"""Characters of context on either side, at most."""

_TABLES: dict[str, tuple[Table, Callable[[Row[Any]], Any]]] = {
    "time": (time, time_from),
    "amount": (amount, amount_from),
    "wallet": (wallet, wallet_from),
    "toponym": (toponym, toponym_from),
    "designation": (designation, designation_from),
}


def found(connection: Connection, what: str, wanted: FindingFilter) -> Iterator[FoundLine]:
    """Yield findings of one kind (``time``, ``amount`` …), by date of publication, document and place.

    Raises:
        UsageError: a date is no date.
        NoSuchRecord: no report, or more than one, answers to the document asked for.
    """
    table, read = _TABLES[what]
    query = _placed(table, wanted, connection)
    left = -1 if wanted.limit is None else max(wanted.limit, 0)
    for chunk in connection.execution_options(yield_per=CHUNK).execute(query).partitions():
        by_id = say_so(connection, (row.attribution for row in chunk))
        for row in chunk:
            if wanted.words and fold(wanted.words) not in fold(row.exact):
                continue
            if left == 0:
                return
            left -= 1
            context, offset = _clipped(row.before, row.exact, row.after)
            report = report_from(row, "document_")
            yield FoundLine(report, read(row), row.exact, context, offset, by_id.get(row.attribution))


def timeline(connection: Connection, wanted: FindingFilter) -> Iterator[FoundLine]:
    """Yield times that have a first day, in order of that day."""
    query = _placed(time, wanted, connection).where(time.c.earliest.is_not(None))
    query = query.order_by(None).order_by(time.c.earliest, time.c.latest, document.c.ordering, document.c.id)
    for chunk in connection.execution_options(yield_per=CHUNK).execute(query).partitions():
        by_id = say_so(connection, (row.attribution for row in chunk))
        for row in chunk:
            context, offset = _clipped(row.before, row.exact, row.after)
            report = report_from(row, "document_")
            yield FoundLine(report, time_from(row), row.exact, context, offset, by_id.get(row.attribution))


def events(connection: Connection, wanted: FindingFilter) -> Iterator[EventLine]:
    """Yield events, by date of publication, document and place; raises as :func:`found` does."""
    query: Select[Any] = select(
        *event.columns,
        *_report_columns(),
    ).join_from(event, document, event.c.document == document.c.id)
    query = _narrowed(query, event, wanted, connection)
    kept: dict[str, tuple[str, list[tuple[int, int, str]]]] = {}
    for chunk in connection.execution_options(yield_per=_TEXTS).execute(query).partitions():
        kept = _texts(connection, {row.document for row in chunk}, kept)
        parts = _participants(connection, [row.id for row in chunk])
        ids = [row.attribution for row in chunk] + [
            one.attribution for some in parts.values() for one in some
        ]
        by_id = say_so(connection, ids)
        for row in chunk:
            mine = parts.get(row.id, [])
            spans = spans_of_json(row.details)
            text, names = kept[row.document]
            told = {name: span.of(text) for name, span in spans.items()}
            yield EventLine(
                report_from(row, "document_"), event_from(row, mine), row.exact, told["sentence"],
                told.get("time"), told.get("place"), by_id.get(row.attribution),
                tuple(by_id.get(one.attribution) for one in mine),
                tuple(_called(one, names) for one in mine),
            )  # fmt: skip


def _texts(
    connection: Connection, documents: set[str], kept: dict[str, tuple[str, list[tuple[int, int, str]]]]
) -> dict[str, tuple[str, list[tuple[int, int, str]]]]:
    """Return the text of each document and where its names stand; what is known is not fetched anew."""
    new = sorted(documents - kept.keys())
    names = entity_views.names_in_place(connection, new)
    query = select(document.c.id, document.c.text).where(document.c.id.in_(new))
    fresh = {row.id: (row.text, names.get(row.id, [])) for row in connection.execute(query)}
    return {key: kept[key] for key in documents & kept.keys()} | fresh


def _called(participant: Row[Any], names: Sequence[tuple[int, int, str]]) -> str:
    """Return the entity's name, where a name of the case makes up most of the participant's words."""
    first = bisect_left(names, (participant.start,))
    for start, end, name in names[first : first + _FEW]:
        inside = participant.start <= start and end <= participant.end
        if inside and 2 * (end - start) >= participant.end - participant.start:
            return name
    return str(participant.name)


def say_so(connection: Connection, ids: Iterable[str | None]) -> dict[str | None, SaySoLine]:
    """Return who stands behind each of these attributions."""
    wanted = sorted({one for one in ids if one is not None})
    out: dict[str | None, SaySoLine] = {}
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        pieces = attribution_span.c
        words: dict[str, list[str]] = {}
        named = (
            select(pieces.attribution, pieces.exact)
            .where(pieces.attribution.in_(some), pieces.role == "source")
            .order_by(pieces.attribution, pieces.position)
        )
        for row in connection.execute(named):
            words.setdefault(row.attribution, []).append(row.exact)
        stances = select(assertion.c.attribution, assertion.c.stance).where(assertion.c.attribution.in_(some))
        stance_of = {row.attribution: row.stance for row in connection.execute(stances)}
        for row in connection.execute(select(attribution).where(attribution.c.id.in_(some))):
            out[row.id] = SaySoLine(
                row.id, row.speaker, GAP.join(words.get(row.id, ())), SourceKind(row.source_kind),
                row.certainty, row.polarity, stance_of.get(row.id, Stance.ASSERTS.value),
            )  # fmt: skip
    return out


def _report_columns() -> list[ColumnElement[Any]]:
    return [column.label(f"document_{column.name}") for column in queries.REPORT_COLUMNS]


def _placed(table: Table, wanted: FindingFilter, connection: Connection) -> Select[Any]:
    begin = case((table.c.start > AROUND, table.c.start - AROUND), else_=0)
    query = select(
        *table.columns,
        func.substr(document.c.text, begin + 1, table.c.start - begin).label("before"),
        func.substr(document.c.text, table.c.end + 1, AROUND).label("after"),
        *_report_columns(),
    ).join_from(table, document, table.c.document == document.c.id)
    return _narrowed(query, table, wanted, connection)


def _narrowed(query: Select[Any], table: Table, wanted: FindingFilter, connection: Connection) -> Select[Any]:
    conditions = list(_conditions(table, wanted, connection))
    if conditions:
        query = query.where(and_(*conditions))
    if wanted.limit is not None and not wanted.words:
        query = query.limit(max(wanted.limit, 0))
    return query.order_by(document.c.ordering, document.c.id, table.c.position)


def _conditions(table: Table, wanted: FindingFilter, connection: Connection) -> Iterator[ColumnElement[bool]]:
    if wanted.kind is not None:
        yield table.c.kind == wanted.kind
    if wanted.id is not None:
        yield table.c.id == wanted.id
    if wanted.document is not None:
        yield table.c.document.in_(queries.documents(connection, wanted.document))
    if wanted.outlet is not None:
        yield document.c.outlet_folded == fold(wanted.outlet)
    if wanted.since is not None:
        yield document.c.published_until >= bound(wanted.since, "since")[0]
    if wanted.until is not None:
        yield document.c.published_from <= bound(wanted.until, "until")[1]
    if wanted.country is not None:
        yield func.upper(table.c.country) == wanted.country.upper()
    if wanted.start is not None:
        open_end = table.c.modifier.in_(("AFTER", "ON_OR_AFTER"))
        yield or_(table.c.latest >= bound(wanted.start, "from")[0], open_end)
    if wanted.end is not None:
        open_start = table.c.modifier.in_(("BEFORE", "ON_OR_BEFORE"))
        yield or_(table.c.earliest <= bound(wanted.end, "to")[1], open_start)


def _participants(connection: Connection, ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
    query = select(participant).where(participant.c.event.in_(ids))
    out: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query.order_by(participant.c.event, participant.c.position)):
        out.setdefault(row.event, []).append(row)
    return out


def _clipped(before: str, exact: str, after: str) -> tuple[str, int]:
    """Return the words around a finding, on its own line, and where in them it stands."""
    before = before.rsplit("\n", 1)[-1]
    if len(before) >= AROUND - 1:
        before = before.split(" ", 1)[-1]
    cut = after.split("\n", 1)[0]
    if len(cut) == AROUND:
        cut = cut.rsplit(" ", 1)[0]
    before = before.lstrip()
    return before + exact + cut.rstrip(), len(before)
