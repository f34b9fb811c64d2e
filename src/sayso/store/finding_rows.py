"""Findings to rows and back."""

from __future__ import annotations

import json
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sayso.model.amount import Amount, AmountKind, Comparison, Wallet
from sayso.model.annotation import Backing
from sayso.model.designation import Designation
from sayso.model.event import Event, EventKind, Participant, Role
from sayso.model.place import Place, PlaceCandidate, Toponym
from sayso.model.span import Span
from sayso.model.time import Time, TimeKind, TimeModifier
from sayso.store.rows import Values, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Row

    from sayso.model.attribution import Attribution
    from sayso.model.outcome import Processed


class SaySo:
    """Tells on whose say-so a place in a text is: the innermost attribution in whose content it stands."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        pieces = [(span, one.id) for one in attributions for span in one.content]
        # By start, the longer first: what contains a place is still open where the last one before it begins.
        self._pieces = sorted(pieces, key=lambda piece: (piece[0].start, -piece[0].end))
        self._starts = [span.start for span, _ in self._pieces]
        self._around: list[int] = []
        open_: list[int] = []
        for number, (span, _) in enumerate(self._pieces):
            while open_ and self._pieces[open_[-1]][0].end <= span.start:
                open_.pop()
            self._around.append(open_[-1] if open_ else -1)
            open_.append(number)

    def of(self, span: Span) -> str | None:
        """Return the attribution's id; None where it stands in nobody's content."""
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0:
            piece, attribution = self._pieces[at]
            if piece.contains(span):
                return attribution
            at = self._around[at]
        return None


def finding_values(processed: Processed) -> dict[str, list[Values]]:
    """Return the rows of all findings of a report, by table.

    Raises:
        SpanError: a span lies outside of the text.
    """
    findings, text = processed.findings, processed.document.text
    say_so = SaySo(processed.attributions)

    def placed(found: Sequence[Any], values: Any) -> list[Values]:  # noqa: ANN401 - a function of one record
        return [
            _place(processed.document.id, position, one.span, text)
            | {"attribution": say_so.of(one.span)}
            | values(one)
            for position, one in enumerate(found)
        ]

    return {
        "time": placed(findings.times, _time_values),
        "amount": placed(findings.amounts, _amount_values),
        "wallet": placed(findings.wallets, _wallet_values),
        "toponym": placed(findings.toponyms, _toponym_values),
        "designation": placed(findings.designations, _designation_values),
        "event": [_event_values(one, at, text) for at, one in enumerate(findings.events)],
        "participant": [row for one in findings.events for row in _participant_values(one, text)],
        "voice": list(_voice_values(processed.attributions, text)),
    }


def _place(document: str, position: int, span: Span, text: str) -> Values:
    return {
        "document": document, "position": position, "start": span.start, "end": span.end,
        "exact": span.of(text),
    }  # fmt: skip


def _time_values(time: Time) -> Values:
    return {
        "kind": time.kind.value,
        "value": time.value,
        "modifier": time.modifier.value if time.modifier else None,
        "earliest": time.earliest,
        "latest": time.latest,
        "relative": int(time.relative),
    }


def time_from(row: Row[Any]) -> Time:
    """Read a row of the time table."""
    modifier = TimeModifier(row.modifier) if row.modifier else None
    span = Span(row.start, row.end)
    return Time(span, TimeKind(row.kind), row.value, modifier, row.earliest, row.latest, bool(row.relative))


def _amount_values(amount: Amount) -> Values:
    return {
        "number_start": amount.number.start,
        "number_end": amount.number.end,
        "kind": amount.kind.value,
        "low": str(amount.low),
        "high": str(amount.high),
        "least": float(amount.low),
        "most": float(amount.high),
        "comparison": amount.comparison.value,
        "unit": amount.unit,
        "counts": amount.counts,
        "harm": amount.harm,
    }


def amount_from(row: Row[Any]) -> Amount:
    """Read a row of the amount table."""
    return Amount(
        Span(row.start, row.end), Span(row.number_start, row.number_end), AmountKind(row.kind),
        Decimal(row.low), Decimal(row.high), Comparison(row.comparison), row.unit, row.counts, row.harm,
    )  # fmt: skip


def _wallet_values(wallet: Wallet) -> Values:
    chains = to_json(list(wallet.chains))
    return {"address": wallet.address, "chains": chains, "checked": int(wallet.checked)}


def wallet_from(row: Row[Any]) -> Wallet:
    """Read a row of the wallet table."""
    return Wallet(Span(row.start, row.end), row.address, tuple(json.loads(row.chains)), bool(row.checked))


_PLACE = ("id", "name", "kind", "country", "latitude", "longitude", "population")


def _toponym_values(toponym: Toponym) -> Values:
    best = toponym.candidates[0].place if toponym.candidates else None
    candidates = [
        [[getattr(one.place, name) for name in _PLACE], round(one.probability, 4), list(one.reasons)]
        for one in toponym.candidates
    ]
    return {
        "place": best.id if best else None,
        "name": best.name if best else None,
        "country": best.country if best else None,
        "candidates": to_json(candidates),
        "ambiguous": int(toponym.ambiguous),
        "stands_for_body": int(toponym.stands_for_body),
    }


def toponym_from(row: Row[Any]) -> Toponym:
    """Read a row of the toponym table."""
    candidates = tuple(
        PlaceCandidate(Place(*place), probability, tuple(reasons))
        for place, probability, reasons in json.loads(row.candidates)
    )
    span = Span(row.start, row.end)
    return Toponym(span, candidates, bool(row.ambiguous), bool(row.stands_for_body))


def _designation_values(designation: Designation) -> Values:
    return {"kind": str(designation.kind), "details": to_json(_spans_json(designation.parts()))}


def designation_from(row: Row[Any]) -> Designation:
    """Read a row of the designation table."""
    return Designation.of_parts(row.kind, Span(row.start, row.end), spans_of_json(row.details))


def _spans_json(parts: Iterable[tuple[str, Span]]) -> dict[str, list[int]]:
    return {name: [span.start, span.end] for name, span in parts}


def spans_of_json(details: str) -> dict[str, Span]:
    """Read spans by name."""
    return {name: Span(start, end) for name, (start, end) in json.loads(details).items()}


def _event_values(event: Event, position: int, text: str) -> Values:
    parts = (("sentence", event.sentence), ("time", event.time), ("place", event.place))
    return _place(event.document, position, event.trigger, text) | {
        "id": event.id,
        "attribution": event.attribution,
        "kind": event.kind.value,
        "details": to_json(_spans_json((name, span) for name, span in parts if span is not None)),
    }


def _participant_values(event: Event, text: str) -> Iterator[Values]:
    for position, one in enumerate(event.participants):
        yield {
            "event": event.id,
            "position": position,
            "start": one.span.start,
            "end": one.span.end,
            "exact": one.span.of(text),
            "attribution": one.attribution,
            "role": one.role.value,
            "name": one.name,
            "backing": one.backing.value if one.backing else None,
            "denied": int(one.denied),
            "cue_start": one.cue.start if one.cue else None,
            "cue_end": one.cue.end if one.cue else None,
        }


def participant_from(row: Row[Any]) -> Participant:
    """Read a row of the participant table."""
    return Participant(
        Role(row.role), Span(row.start, row.end), row.name, row.attribution,
        Backing(row.backing) if row.backing else None, bool(row.denied),
        Span(row.cue_start, row.cue_end) if row.cue_start is not None else None,
    )  # fmt: skip


def event_from(row: Row[Any], participants: Iterable[Row[Any]]) -> Event:
    """Read a row of the event table with those of its participants, in order."""
    parts = spans_of_json(row.details)
    return Event(
        row.id, row.document, EventKind(row.kind), Span(row.start, row.end), parts["sentence"],
        parts.get("time"), parts.get("place"), tuple(map(participant_from, participants)), row.attribution,
    )  # fmt: skip


def _voice_values(attributions: Iterable[Attribution], text: str) -> Iterator[Values]:
    for one in attributions:
        descriptor, resolved = one.descriptor, one.resolved
        if descriptor is not None or resolved is not None:
            told = {} if resolved is None else {"words": resolved.antecedent.of(text)} | _plain(resolved)
            yield {
                "attribution": one.id,
                "descriptor": None if descriptor is None else to_json(_plain(descriptor)),
                "resolved": to_json(told) if told else None,
            }


def _plain(record: Any) -> Any:  # noqa: ANN401 - any record of the model
    """Return a record as JSON values: fields by name, spans as pairs."""
    if isinstance(record, Span):
        return [record.start, record.end]
    if isinstance(record, tuple | list):
        return [_plain(one) for one in record]
    if hasattr(record, "__slots__") and not isinstance(record, str):
        return {name: _plain(getattr(record, name)) for name in record.__slots__}
    return record
