"""Looking up one record: by id or by the beginning of one, and what surrounds it."""

from __future__ import annotations

from sqlalchemy import Connection, literal, or_, select, union_all

from sayso.errors import NoSuchRecord
from sayso.model.ledger import CaptureView, LedgerLine, OriginalView, Passage, ReportView
from sayso.store import queries, views
from sayso.store.claim_tables import statement
from sayso.store.entity_tables import name_node
from sayso.store.finding_tables import event
from sayso.store.rows import capture_from, document_from, report_from
from sayso.store.tables import assertion, attribution, capture, document, original, skipped
from sayso.store.writer import last_capture
from sayso.text.sentences import passage_around

_SHOWN = 4
_DIGITS = 18

_NAMED = (
    ("assertion", assertion.c.id),
    ("attribution", attribution.c.id),
    ("document", document.c.id),
    ("original", original.c.sha256),
    ("event", event.c.id),
    ("entity", name_node.c.id),
    ("claim", statement.c.founds),
)


def find(connection: Connection, asked: str) -> tuple[str, str]:
    """Return (kind, id) of the one record that answers.

    ``asked`` is an id, a report's key, the number of a capture, or the beginning of an id or SHA-256.
    Kinds are assertion, attribution, document, original, event, entity, claim, and capture (whose id is
    its number).

    Raises:
        NoSuchRecord: nothing answers, or more than one record; the message says which.
    """
    asked = asked.strip()
    exact = [select(literal(kind), column).where(column == asked) for kind, column in _NAMED]
    exact.append(select(literal("document"), document.c.id).where(document.c.key == asked))
    found = {(kind, str(key)) for kind, key in connection.execute(union_all(*exact))}
    if not found and asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS:
        number = connection.scalar(select(capture.c.sequence).where(capture.c.sequence == int(asked)))
        found = set() if number is None else {("capture", str(number))}
    if not found and asked:
        found = _beginning(connection, asked)
    if not found:
        message = (
            f"No record answers to “{asked}”. Give the id of a claim, assertion, attribution, report, event "
            "or entity, a report's key, the number of a capture, or the beginning of one of these."
        )
        raise NoSuchRecord(message)
    if len(found) > 1:
        names = sorted(f"{kind} {key}" for kind, key in found)
        more = " and more" if len(names) > _SHOWN else ""
        message = f"“{asked}” may mean {', '.join(names[:_SHOWN])}{more}. Give more of the id."
        raise NoSuchRecord(message)
    return next(iter(found))


def _beginning(connection: Connection, asked: str) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for kind, column in _NAMED:
        query = select(column).where(queries.starting(column, asked)).order_by(column).limit(_SHOWN + 1)
        found.update((kind, str(key)) for key in connection.scalars(query))
    # Captured but never made into a report: the id leads to the capture.
    unread = (
        select(capture.c.sequence)
        .where(
            queries.starting(capture.c.document, asked),
            ~select(document.c.id).where(document.c.id == capture.c.document).exists(),
        )
        .order_by(capture.c.sequence)
        .limit(_SHOWN + 1)
    )
    found.update(("capture", str(number)) for number in connection.scalars(unread))
    return found


def report(connection: Connection, key: str) -> ReportView:
    """Return a whole report with its assertions, in order of place.

    Raises:
        NoSuchRecord: no report has this id.
    """
    row = connection.execute(select(document).where(document.c.id == key)).first()
    if row is None:
        message = f"No report has the id “{key}”. Look it up with “sayso show”."
        raise NoSuchRecord(message)
    lines = tuple(views.lines(connection, queries.lines().where(assertion.c.document == key)))
    return ReportView(document_from(row), lines)


def passage(connection: Connection, key: str) -> Passage:
    """Return an assertion, or an attribution's first assertion, in the sentences around it.

    Raises:
        NoSuchRecord: neither has this id.
    """
    query = queries.lines().where(or_(assertion.c.id == key, assertion.c.attribution == key)).limit(1)
    line = next(views.lines(connection, query), None)
    if line is None:
        message = (
            f"No assertion or attribution with assertions has the id “{key}”. Look it up with “sayso show”."
        )
        raise NoSuchRecord(message)
    said = line.attribution
    text = str(connection.scalar(select(document.c.text).where(document.c.id == said.document)))
    marks = [("source", span) for span in said.source]
    marks += [("cue", span) for span in said.cue]
    marks += [("content", span) for span in said.content]
    stretch = passage_around(text, [span for _, span in marks])
    start, end = stretch.start, stretch.end
    marks += [
        ("hop", span) for hop in said.hops for span in hop.span if start <= span.start and span.end <= end
    ]
    inner = views.lines(connection, queries.lines().where(attribution.c.nested_in == said.id))
    return Passage(
        line=line,
        start=start,
        text=text[start:end],
        marks=tuple(sorted(marks, key=lambda mark: (mark[1], mark[0]))),
        inner=tuple(inner),
        outer=_outer(connection, said.nested_in),
    )


def taken(connection: Connection, sequence: int) -> CaptureView:
    """Return a capture with what came of it.

    Raises:
        NoSuchRecord: there is no capture of this number.
    """
    row = connection.execute(select(capture).where(capture.c.sequence == sequence)).first()
    if row is None:
        message = f"There is no capture number {sequence}; the last one is {last_capture(connection)}."
        raise NoSuchRecord(message)
    became = connection.execute(select(*queries.REPORT_COLUMNS).where(document.c.id == row.document)).first()
    reason = connection.scalar(select(skipped.c.reason).where(skipped.c.document == row.document))
    return CaptureView(capture_from(row), report_from(became) if became else None, reason)


def kept(connection: Connection, sha256: str) -> OriginalView:
    """Return what the case knows of original bytes: each time they were captured.

    Raises:
        NoSuchRecord: the case holds no such bytes.
    """
    size = connection.scalar(select(original.c.size).where(original.c.sha256 == sha256))
    if size is None:
        message = f"The case holds no original with the SHA-256 {sha256}."
        raise NoSuchRecord(message)
    query = select(capture.c.sequence).where(capture.c.sha256 == sha256).order_by(capture.c.sequence)
    numbers = list(connection.scalars(query))
    return OriginalView(sha256, size, tuple(taken(connection, number) for number in numbers))


def _outer(connection: Connection, key: str | None) -> LedgerLine | None:
    if key is None:
        return None
    query = queries.lines().where(assertion.c.attribution == key).limit(1)
    return next(views.lines(connection, query), None)
