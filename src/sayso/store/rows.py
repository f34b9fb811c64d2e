"""Records to rows and back."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from sayso.errors import CaseError
from sayso.model.assertion import Assertion, Stance
from sayso.model.attribution import (
    Attribution,
    Certainty,
    Hop,
    Kind,
    Mode,
    Polarity,
    SourceKind,
)
from sayso.model.capture import Capture
from sayso.model.document import Document, Link, Precision, Published
from sayso.model.item import Item
from sayso.model.ledger import ReportLine
from sayso.model.span import Span, Spans, spans_from_json, spans_of, spans_to_json
from sayso.store.moments import days, ordering
from sayso.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Row

    from sayso.model.outcome import Processed

Values = dict[str, Any]

GAP = " … "
"""Stands between the pieces of something discontinuous, as in the model's ``spans_of``."""


def to_json(value: object) -> str:
    """Return the one JSON form that a case holds: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def pack(data: bytes) -> tuple[str, bytes]:
    """Return (encoding, bytes as stored); compressed only where that helps."""
    packed = zlib.compress(data, 6)
    return ("zlib", packed) if len(packed) < len(data) else ("none", data)


def unpack(encoding: str, data: bytes, size: int) -> bytes:
    """Return the original bytes; never more than one beyond ``size``, whatever a damaged row would become.

    Raises:
        CaseError: the stored bytes are damaged.
    """
    if encoding == "none":
        return data
    if encoding != "zlib":
        message = f"An original is stored in the unknown encoding “{encoding}”."
        raise CaseError(message)
    try:
        return zlib.decompressobj().decompress(data, size + 1)
    except zlib.error as error:
        message = (
            f"An original cannot be decompressed ({error}); the case is damaged. Restore it from a copy."
        )
        raise CaseError(message) from error


def capture_of(item: Item, sequence: int, at: str, previous: str) -> Capture:
    """Return the sealed capture of an item."""
    facts: Values = {
        "document": item.id,
        "sha256": item.sha256,
        "size": len(item.data),
        "location": item.location,
        "obtained": item.obtained,
        "media_type": item.media_type,
        "details": to_json({"charset": item.charset, "given": item.given, "key": item.key}),
    }
    unsealed = Capture(sequence=sequence, at=at, previous=previous, hash="", **facts)
    return Capture(sequence=sequence, at=at, previous=previous, hash=unsealed.expected_hash(), **facts)


def capture_from(row: Row[Any]) -> Capture:
    """Read a row of the capture table."""
    return Capture(**{name: getattr(row, name) for name in Capture.__slots__})


def item_from(capture: Capture, data: bytes) -> Item:
    """Rebuild the item that a capture was made of."""
    details = json.loads(capture.details)
    return Item(
        data=data,
        location=capture.location,
        obtained=capture.obtained,
        media_type=capture.media_type,
        charset=details["charset"],
        key=details["key"],
        given=tuple((name, value) for name, value in details["given"]),
    )


def document_values(processed: Processed, made_by: str) -> Values:
    """Return the document table's row."""
    document = processed.document
    published = document.published
    when = days(published.value) if published else None
    return {
        "id": document.id,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "media_type": document.media_type,
        "location": document.location,
        "key": document.key,
        "title": document.title,
        "author": document.author,
        "outlet": document.outlet,
        "outlet_folded": None if document.outlet is None else fold(document.outlet),
        "agency": document.agency,
        "published": published.value if published else None,
        "precision": published.precision.value if published else None,
        "published_from": when[0] if when else None,
        "published_until": when[1] if when else None,
        "ordering": ordering(published),
        "url": document.url,
        "language": document.language,
        "links": to_json([[link.url, link.words] for link in document.links]),
        "found": to_json(document.found),
        "notes": to_json(document.notes),
        "characters": len(document.text),
        "assertions": len(processed.assertions),
        "made_by": made_by,
        "text": document.text,
    }


def attribution_values(attribution: Attribution, position: int) -> Values:
    """Return the attribution table's row, without spans and hops."""
    return {
        "id": attribution.id,
        "document": attribution.document,
        "position": position,
        "speaker": attribution.speaker,
        "source_kind": attribution.source_kind.value,
        "mode": attribution.mode.value,
        "certainty": attribution.certainty.value,
        "polarity": attribution.polarity.value,
        "kind": attribution.kind.value,
        "nested_in": attribution.nested_in,
        "score": float(attribution.score),
    }


def hop_values(attribution: Attribution) -> Iterator[Values]:
    """Yield the hop table's rows."""
    for position, hop in enumerate(attribution.hops):
        yield {
            "attribution": attribution.id,
            "position": position,
            "name": hop.name,
            "source_kind": hop.source_kind.value,
        }


def span_values(attribution: Attribution, text: str) -> Iterator[Values]:
    """Yield the attribution_span table's rows, each with the very characters.

    Raises:
        SpanError: a span lies outside of the text.
    """
    roles: list[tuple[str, Spans]] = [
        ("source", attribution.source),
        ("cue", attribution.cue),
        ("content", attribution.content),
    ]
    roles += [(f"hop:{number}", hop.span) for number, hop in enumerate(attribution.hops)]
    for role, spans in roles:
        for position, span in enumerate(spans):
            yield {
                "attribution": attribution.id,
                "role": role,
                "position": position,
                "start": span.start,
                "end": span.end,
                "exact": span.of(text),
            }


def assertion_values(assertion: Assertion, position: int, text: str) -> Values:
    """Return the assertion table's row.

    Raises:
        SpanError: a span lies outside of the text.
    """
    return {
        "id": assertion.id,
        "document": assertion.document,
        "position": position,
        "attribution": assertion.attribution,
        "content": to_json(spans_to_json(assertion.content)),
        "quote": spans_of(assertion.content, text, GAP),
        "speaker": assertion.speaker,
        "source_kind": assertion.source_kind.value,
        "stance": assertion.stance.value,
        "certainty": assertion.certainty.value,
        "polarity": assertion.polarity.value,
        "kind": assertion.kind.value,
        "claim": assertion.claim,
    }


def voice_of(speaker: str | None, named: str | None, source: str) -> str:
    """Return everything that an assertion's speaker is called, for the search by speaker."""
    return "\n".join((speaker or "", named or "", source))


def published_from(row: Row[Any], prefix: str = "") -> Published | None:
    """Read when a report was published."""
    value = getattr(row, f"{prefix}published")
    if value is None:
        return None
    return Published(value, Precision(getattr(row, f"{prefix}precision")))


def document_from(row: Row[Any]) -> Document:
    """Read a whole row of the document table."""
    plain = (
        "id", "sha256", "text", "text_sha256", "media_type", "location", "key", "title", "author", "outlet",
        "agency", "url", "language",
    )  # fmt: skip
    return Document(
        **{name: getattr(row, name) for name in plain},
        published=published_from(row),
        links=tuple(Link(url, words) for url, words in json.loads(row.links)),
        found=tuple((name, place) for name, place in json.loads(row.found)),
        notes=tuple(json.loads(row.notes)),
    )


def report_from(row: Row[Any], prefix: str = "") -> ReportLine:
    """Read a document's columns, each named with the prefix, into what lists show of a report."""
    plain = (
        "id", "key", "outlet", "agency", "author", "url", "language", "media_type", "location", "characters",
        "assertions",
    )  # fmt: skip
    title = getattr(row, f"{prefix}title")
    return ReportLine(
        **{name: getattr(row, f"{prefix}{name}") for name in plain},
        name=title or getattr(row, f"{prefix}location"),
        published=published_from(row, prefix),
    )


def attribution_from(row: Row[Any], spans: dict[str, list[tuple[Span, str]]], hops: list[Any]) -> Attribution:
    """Read an attribution's columns (prefix ``attribution_``), its spans by role and its hop rows."""

    def of(role: str) -> Spans:
        return tuple(span for span, _ in spans.get(role, ()))

    return Attribution(
        id=row.attribution_id,
        document=row.attribution_document,
        source=of("source"),
        cue=of("cue"),
        content=of("content"),
        speaker=row.attribution_speaker,
        source_kind=SourceKind(row.attribution_source_kind),
        mode=Mode(row.attribution_mode),
        certainty=Certainty(row.attribution_certainty),
        polarity=Polarity(row.attribution_polarity),
        kind=Kind(row.attribution_kind),
        hops=tuple(
            Hop(hop.name, SourceKind(hop.source_kind), of(f"hop:{number}")) for number, hop in enumerate(hops)
        ),
        nested_in=row.attribution_nested_in,
        score=row.attribution_score,
    )


def assertion_from(row: Row[Any]) -> Assertion:
    """Read an assertion's columns (prefix ``assertion_``) and its document's key."""
    return Assertion(
        id=row.assertion_id,
        document=row.assertion_document,
        document_key=row.document_key,
        attribution=row.assertion_attribution,
        content=spans_from_json(json.loads(row.assertion_content)),
        speaker=row.assertion_speaker,
        source_kind=SourceKind(row.assertion_source_kind),
        stance=Stance(row.assertion_stance),
        certainty=Certainty(row.assertion_certainty),
        polarity=Polarity(row.assertion_polarity),
        kind=Kind(row.assertion_kind),
        claim=row.assertion_claim,
    )
