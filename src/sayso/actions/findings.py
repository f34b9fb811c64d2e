"""Listings of what reports hold (sources, events, amounts, places, times …) and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.actions.listings import opened
from sayso.model.amount import Amount, Wallet
from sayso.model.listing import FindingFilter
from sayso.model.place import Toponym
from sayso.model.time import Time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.model.event import Participant
    from sayso.model.listing import EventLine, FoundLine, PlaceLine, SaySoLine, SourceLine
    from sayso.model.span import Span
    from sayso.present.blame import BlameRow
    from sayso.store import Case

ANY = FindingFilter()


def found(case: Path | str | Case, what: str, wanted: FindingFilter = ANY) -> Iterator[FoundLine]:
    """Yield findings of one kind (``amount``, ``wallet``, ``toponym``, ``designation``, ``time``).

    In order of publication, then of place in the report.

    Raises:
        UsageError: a date is no date.
        CaseError: the case cannot be read, or no report answers to the document asked for.
    """
    with opened(case) as ledger:
        yield from ledger.found(what, wanted)


def timeline(case: Path | str | Case, wanted: FindingFilter = ANY) -> Iterator[FoundLine]:
    """Yield times that can be dated, in order of their first day; raises as :func:`found` does."""
    with opened(case) as ledger:
        yield from ledger.timeline(wanted)


def events(case: Path | str | Case, wanted: FindingFilter = ANY) -> Iterator[EventLine]:
    """Yield events as the reports tell of them; raises as :func:`found` does."""
    with opened(case) as ledger:
        yield from ledger.events(wanted)


def blame(case: Path | str | Case, wanted: FindingFilter = ANY) -> Iterator[BlameRow]:
    """Yield who is said to be behind what, by whom, backed by what, and who denies it.

    Those blamed in most reports come first; raises as :func:`found` does.
    """
    from sayso.present.blame import blame_rows

    with opened(case) as ledger:
        yield from blame_rows(ledger.events(wanted))


def sources(case: Path | str | Case) -> Iterator[SourceLine]:
    """Yield the sources of a case, those with most assertions first."""
    with opened(case) as ledger:
        yield from ledger.sources()


def places(case: Path | str | Case, wanted: FindingFilter = ANY) -> Iterator[PlaceLine]:
    """Yield the places of a case, those named by most reports first."""
    with opened(case) as ledger:
        yield from ledger.places(wanted)


def found_json(line: FoundLine) -> dict[str, Any]:
    """Return a finding in its place as one JSON object: report, characters, fields, say-so."""
    return {
        "document": line.report.id,
        "document_key": line.report.key,
        "outlet": line.report.outlet,
        "published": line.report.published.value if line.report.published else None,
        "span": pair(line.found.span),
        "exact": line.exact,
        **_fields(line.found),
        "say_so": say_so_json(line.say_so),
    }


def _fields(found: object) -> dict[str, Any]:
    match found:
        case Time():
            return time_json(found)
        case Amount():
            return amount_json(found)
        case Wallet():
            return {"address": found.address, "chains": list(found.chains), "checked": found.checked}
        case Toponym():
            return toponym_json(found)
    return designation_json(found)


def time_json(time: Time) -> dict[str, Any]:
    """Return what a time expression says."""
    return {
        "kind": time.kind.value,
        "value": time.value,
        "modifier": time.modifier.value if time.modifier else None,
        "earliest": time.earliest,
        "latest": time.latest,
        "relative": time.relative,
    }


def amount_json(amount: Amount) -> dict[str, Any]:
    """Return what an amount says; numbers are exact, as decimal text."""
    return {
        "number": pair(amount.number),
        "kind": amount.kind.value,
        "low": f"{amount.low:f}",
        "high": f"{amount.high:f}",
        "comparison": amount.comparison.value,
        "unit": amount.unit,
        "counts": amount.counts,
        "harm": amount.harm,
    }


def toponym_json(toponym: Toponym) -> dict[str, Any]:
    """Return what the name of a place may mean, likeliest first."""
    return {
        "ambiguous": toponym.ambiguous,
        "stands_for_body": toponym.stands_for_body,
        "candidates": [
            place_json_of(one.place) | {"probability": one.probability, "reasons": list(one.reasons)}
            for one in toponym.candidates
        ],
    }


def designation_json(designation: Any) -> dict[str, Any]:  # noqa: ANN401 - the last of the kinds
    """Return what a designation says."""
    return {
        "kind": str(designation.kind),
        "parts": {name: pair(span) for name, span in designation.parts()},
    }


def place_json_of(place: Any) -> dict[str, Any]:  # noqa: ANN401 - a Place
    """Return a place of the gazetteer."""
    return {
        "place": place.id, "name": place.name, "place_kind": place.kind, "country": place.country,
        "latitude": place.latitude, "longitude": place.longitude, "population": place.population,
    }  # fmt: skip


def place_json(line: PlaceLine) -> dict[str, Any]:
    """Return a line of ``sayso places --json``; the gazetteer's fields are null where it lacks the name."""
    fields = ("place", "name", "place_kind", "country", "latitude", "longitude", "population")
    place = place_json_of(line.place) if line.place else dict.fromkeys(fields)
    return {"id": place.pop("place")} | place | {
        "names": list(line.names), "mentions": line.mentions, "reports": line.reports,
        "ambiguous": line.ambiguous,
    }  # fmt: skip


def source_json(line: SourceLine) -> dict[str, Any]:
    """Return a line of ``sayso sources --json``."""
    return {
        "name": line.name,
        "source_kind": line.source_kind.value,
        "entity": line.entity,
        "words": list(line.words),
        "descriptor": dict(line.descriptor) or None,
        "report": line.report,
        "assertions": line.assertions,
        "denials": line.denials,
        "reports": line.reports,
        "outlets": line.outlets,
    }


def event_json(line: EventLine) -> dict[str, Any]:
    """Return a line of ``sayso events --json``; every role with its say-so."""
    event = line.event
    return {
        "id": event.id,
        "document": event.document,
        "document_key": line.report.key,
        "outlet": line.report.outlet,
        "published": line.report.published.value if line.report.published else None,
        "kind": event.kind.value,
        "trigger": pair(event.trigger),
        "sentence": line.sentence,
        "time": None if event.time is None else {"span": pair(event.time), "exact": line.time},
        "place": None if event.place is None else {"span": pair(event.place), "exact": line.place},
        "participants": [
            participant_json(one) | {"say_so": say_so_json(who)}
            for one, who in zip(event.participants, line.of_participants, strict=True)
        ],
        "say_so": say_so_json(line.say_so),
    }


def blame_json(row: BlameRow) -> dict[str, Any]:
    """Return a line of ``sayso events --blame --json``."""
    return {
        "who": row.who,
        "role": row.role.value,
        "kind": row.kind.value,
        "by": row.by,
        "backing": row.backing.value if row.backing else None,
        "denied_by": list(row.denied_by),
        "documents": list(row.documents),
        "events": list(row.events),
    }


def participant_json(participant: Participant) -> dict[str, Any]:
    """Return somebody or something in a role."""
    return {
        "role": participant.role.value,
        "name": participant.name,
        "span": pair(participant.span),
        "backing": participant.backing.value if participant.backing else None,
        "denied": participant.denied,
        "cue": pair(participant.cue) if participant.cue else None,
    }


def say_so_json(line: SaySoLine | None) -> dict[str, Any] | None:
    """Return who stands behind something; None where it is the outlet itself."""
    if line is None:
        return None
    return {
        "attribution": line.attribution,
        "speaker": line.speaker,
        "source": line.source or None,
        "source_kind": line.source_kind.value,
        "certainty": line.certainty,
        "polarity": line.polarity,
        "stance": line.stance,
    }


def pair(span: Span) -> list[int]:
    """Return a span as the contract has it."""
    return [span.start, span.end]
