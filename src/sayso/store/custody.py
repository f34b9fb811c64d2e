"""What ``sayso verify`` checks: originals, the chain of captures, texts, spans, indexes, the file itself."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Result, Row, Select, select

from sayso.errors import CaseError, SpanError
from sayso.model.capture import GENESIS
from sayso.model.ids import content_id, sha256
from sayso.model.ledger import Finding
from sayso.model.span import spans_from_json, spans_of
from sayso.store import dialect, finding_custody, views
from sayso.store.rows import GAP, unpack, voice_of
from sayso.store.tables import assertion, attribution, attribution_span, capture, document, original
from sayso.text.fold import fold, searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FEW = 16
"""Originals and texts are large; so many are in memory at once."""


def file(connection: Connection) -> Iterator[Finding]:
    """Check the pages, references and seals of the file."""
    for record, problem in dialect.faults(connection):
        yield Finding(record, problem)


def originals(connection: Connection) -> Iterator[Finding | int]:
    """Rehash every original; yield 1 for each that was checked, and what is wrong."""
    for row in _stream(connection, select(original).order_by(original.c.sha256)):
        yield 1
        yield from _original(row)
    orphans = select(original.c.sha256).where(
        ~select(capture.c.sequence).where(capture.c.sha256 == original.c.sha256).exists()
    )
    for key in connection.scalars(orphans):
        yield Finding(f"original {key}", "is in the case, but no capture tells how it was obtained")


def chain(connection: Connection) -> Iterator[Finding | int]:
    """Follow the chain of captures; yield 1 for each that was checked, and what is wrong."""
    previous, expected = GENESIS, 1
    for link in views.captures(connection):
        problems = []
        if link.sequence != expected:
            problems.append(f"follows number {expected - 1}, so captures were taken out")
        elif link.previous != previous:
            problems.append("does not name the hash of the capture before it")
        if link.hash != link.expected_hash():
            problems.append("does not agree with its own hash, so it was changed")
        problems += _identity(link.document, link.sha256, link.details)
        previous, expected = link.hash, link.sequence + 1
        yield 1
        yield from (Finding(f"capture {link.sequence}", problem) for problem in problems)
    query = select(capture.c.sequence).where(
        ~select(original.c.sha256)
        .where(original.c.sha256 == capture.c.sha256, original.c.size == capture.c.size)
        .exists()
    )
    for sequence in connection.scalars(query):
        yield Finding(f"capture {sequence}", "has no original of its size and SHA-256 in the case")


def texts(connection: Connection) -> Iterator[Finding | int]:
    """Rehash every text and compare every span with it.

    Yields the number of spans of each report, and what is wrong.
    """
    for chunk in _stream(connection, select(document).order_by(document.c.id)).partitions():
        spans = _by_document(connection, chunk, "span")
        quotes = _by_document(connection, chunk, "quote")
        placed = finding_custody.of_documents(connection, [row.id for row in chunk])
        for row in chunk:
            yield from _document(row, len(quotes[row.id]))
            yield from _spans(row.text, spans[row.id])
            yield from _quotes(row.text, quotes[row.id])
            yield from finding_custody.verbatim(row.id, row.text, placed[row.id])
            yield len(spans[row.id]) + len(placed[row.id])
    lost = select(document.c.id).where(
        ~select(capture.c.sequence)
        .where(capture.c.document == document.c.id, capture.c.sha256 == document.c.sha256)
        .exists()
    )
    for key in connection.scalars(lost):
        yield Finding(f"document {key}", "has no capture of its original, so its custody cannot be shown")


def indexes(connection: Connection) -> Iterator[Finding]:
    """Compare what the search indexes hold with what they were made of."""
    titles = select(document.c.id, document.c.title, document.c.text).order_by(document.c.id)
    yield from _in_step(
        "document_search",
        ((row.id, searchable(row.title or ""), searchable(row.text)) for row in _stream(connection, titles)),
        (tuple(row) for row in dialect.indexed_documents(connection)),
    )
    yield from _in_step(
        "assertion_search",
        _searchable_assertions(connection),
        (tuple(row) for row in dialect.indexed_assertions(connection)),
    )


def search(connection: Connection) -> Iterator[Finding]:
    """Let the search indexes check themselves; ``connection`` must be writable and is to be rolled back."""
    for record, problem in dialect.search_faults(connection):
        yield Finding(record, problem)


def _stream(connection: Connection, query: Select[Any], size: int = _FEW) -> Result[Any]:
    return connection.execute(query.execution_options(yield_per=size))


def _searchable_assertions(connection: Connection) -> Iterator[tuple[str, str, str]]:
    said = (
        select(
            assertion.c.id,
            assertion.c.quote,
            assertion.c.attribution,
            assertion.c.speaker,
            attribution.c.speaker.label("named"),
        )
        .join_from(assertion, attribution, assertion.c.attribution == attribution.c.id)
        .order_by(assertion.c.id)
    )
    pieces = attribution_span.c
    for chunk in _stream(connection, said, views.CHUNK).partitions():
        query = (
            select(pieces.attribution, pieces.exact)
            .where(pieces.attribution.in_({row.attribution for row in chunk}), pieces.role == "source")
            .order_by(pieces.attribution, pieces.position)
        )
        sources: dict[str, list[str]] = defaultdict(list)
        for key, exact in connection.execute(query):
            sources[key].append(exact)
        for row in chunk:
            voice = voice_of(row.speaker, row.named, GAP.join(sources[row.attribution]))
            yield row.id, searchable(row.quote), fold(voice)


def _original(row: Row[Any]) -> Iterator[Finding]:
    record = f"original {row.sha256}"
    try:
        data = unpack(row.encoding, row.data, row.size)
    except CaseError as error:
        yield Finding(record, str(error))
        return
    if len(data) != row.size:
        yield Finding(record, f"is not of the {row.size:,} bytes that were captured")
    elif sha256(data) != row.sha256:
        yield Finding(record, f"its bytes have the SHA-256 {sha256(data)}, so they were changed")


def _identity(key: str, digest: str, details: str) -> list[str]:
    try:
        given = dict(json.loads(details)["given"])
    except (ValueError, KeyError, TypeError):
        return ["has details that cannot be read"]
    if content_id("doc", digest, str(given.get("outlet", ""))) != key:
        return ["names a document that its bytes and outlet do not make"]
    return []


def _document(row: Row[Any], assertions: int) -> Iterator[Finding]:
    record = f"document {row.id}"
    if sha256(row.text) != row.text_sha256:
        yield Finding(record, "its text does not have the SHA-256 that was recorded, so it was changed")
    if len(row.text) != row.characters:
        yield Finding(record, f"its text has {len(row.text)} characters, not {row.characters}")
    if assertions != row.assertions:
        yield Finding(record, f"has {assertions} assertions, but {row.assertions} were recorded")


def _by_document(connection: Connection, chunk: Sequence[Row[Any]], what: str) -> dict[str, list[Row[Any]]]:
    ids = [row.id for row in chunk]
    if what == "span":
        query = (
            select(attribution.c.document, attribution_span)
            .join_from(attribution_span, attribution, attribution_span.c.attribution == attribution.c.id)
            .where(attribution.c.document.in_(ids))
        )
    else:
        columns = (assertion.c.document, assertion.c.id, assertion.c.content, assertion.c.quote)
        query = select(*columns).where(assertion.c.document.in_(ids))
    found: dict[str, list[Row[Any]]] = {key: [] for key in ids}
    for row in connection.execute(query):
        found[row.document].append(row)
    return found


def _spans(text: str, rows: list[Row[Any]]) -> Iterator[Finding]:
    for row in rows:
        place = f"{row.role} {row.start}..{row.end}"
        if not 0 <= row.start < row.end <= len(text):
            yield Finding(f"attribution {row.attribution}", f"its {place} lies outside of the text")
        elif text[row.start : row.end] != row.exact:
            yield Finding(
                f"attribution {row.attribution}", f"its {place} is not, verbatim, what was recorded"
            )


def _quotes(text: str, rows: list[Row[Any]]) -> Iterator[Finding]:
    for row in rows:
        try:
            said = spans_of(spans_from_json(json.loads(row.content)), text)
        except (SpanError, ValueError, TypeError):
            yield Finding(f"assertion {row.id}", "its content does not lie in the text")
            continue
        if said != row.quote:
            yield Finding(f"assertion {row.id}", "its content is not, verbatim, what was recorded")


def _in_step(
    index: str, expected: Iterable[tuple[Any, ...]], found: Iterable[tuple[Any, ...]]
) -> Iterator[Finding]:
    """Walk two streams in order of id; what is in only one of them, or differs, is a finding."""
    ahead = iter(expected)
    wanted = next(ahead, None)
    for entry in found:
        while wanted is not None and entry[0] is not None and wanted[0] < entry[0]:
            yield Finding(f"{index} {wanted[0]}", "is missing from the search index")
            wanted = next(ahead, None)
        if entry[0] is None or wanted is None or entry[0] != wanted[0]:
            yield Finding(f"{index} {entry[0]}", "the search index has an entry without a record")
            continue
        if entry != wanted:
            yield Finding(f"{index} {wanted[0]}", "the search index holds other words than the record")
        wanted = next(ahead, None)
    while wanted is not None:
        yield Finding(f"{index} {wanted[0]}", "is missing from the search index")
        wanted = next(ahead, None)
