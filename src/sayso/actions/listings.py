"""Listings of a case: lines of the ledger, questions, reports, counts, and their JSON."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from sayso.model.span import spans_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.model.ledger import CaseCounts, LedgerFilter, LedgerLine, OutletLine, ReportLine
    from sayso.model.outcome import Skipped
    from sayso.store import Case


def opened(case: Path | str | Case) -> AbstractContextManager[Case]:
    """Return the case for a ``with`` statement: a path is opened for reading, an open case stays open.

    Raises:
        CaseError: the path is not that of a case that can be read.
    """
    # Late, so that a command line that only prints its help does not load a database.
    from sayso.store import Case, open_case

    return nullcontext(case) if isinstance(case, Case) else open_case(case, read_only=True)


def assertions(case: Path | str | Case, wanted: LedgerFilter | None = None) -> Iterator[LedgerLine]:
    """Yield lines of the ledger, by date of publication, document and place; undated ones last.

    Raises:
        UsageError: a date is no date, or there is no word to search for.
        CaseError: the case cannot be read, or no report answers to the document asked for.
    """
    with opened(case) as ledger:
        yield from ledger.assertions(wanted)


def questions(case: Path | str | Case, wanted: LedgerFilter | None = None) -> Iterator[LedgerLine]:
    """Yield what is asked or left open; raises as :func:`assertions` does."""
    with opened(case) as ledger:
        yield from ledger.questions(wanted)


def reports(case: Path | str | Case) -> Iterator[ReportLine]:
    """Yield the reports of a case, by date of publication; undated ones last."""
    with opened(case) as ledger:
        yield from ledger.reports()


def outlets(case: Path | str | Case) -> Iterator[OutletLine]:
    """Yield the outlets of a case, by name; reports without one are counted under None, last."""
    with opened(case) as ledger:
        yield from ledger.outlets()


def skipped(case: Path | str | Case) -> Iterator[Skipped]:
    """Yield inputs that could not be used, oldest first."""
    with opened(case) as ledger:
        yield from ledger.skipped()


def counts(case: Path | str | Case) -> CaseCounts:
    """Return how much a case holds."""
    with opened(case) as ledger:
        return ledger.counts()


def assertion_json(line: LedgerLine) -> dict[str, Any]:
    """Return a line of ``sayso assertions --json``: the contract's keys in its order, then the passage's."""
    assertion = line.assertion
    return {
        "id": assertion.id,
        "document": assertion.document,
        "document_key": assertion.document_key,
        "attribution": assertion.attribution,
        "content": spans_to_json(assertion.content),
        "speaker": assertion.speaker,
        "source_kind": assertion.source_kind.value,
        "stance": assertion.stance.value,
        "certainty": assertion.certainty.value,
        "polarity": assertion.polarity.value,
        "kind": assertion.kind.value,
        "claim": assertion.claim,
        "quote": line.quote,
        "source": line.source_text or None,
        "cue": line.cue_text or None,
        "outlet": line.report.outlet,
        "published": line.report.published.value if line.report.published else None,
    }


def report_json(line: ReportLine) -> dict[str, Any]:
    """Return a report as one JSON object, under the model's field names."""
    return {
        "id": line.id,
        "key": line.key,
        "name": line.name,
        "outlet": line.outlet,
        "agency": line.agency,
        "author": line.author,
        "published": line.published.value if line.published else None,
        "url": line.url,
        "language": line.language,
        "media_type": line.media_type,
        "location": line.location,
        "characters": line.characters,
        "assertions": line.assertions,
    }


def outlet_json(line: OutletLine) -> dict[str, Any]:
    """Return an outlet as one JSON object; ``name`` is null for reports whose outlet is not known."""
    return {"name": line.name, "reports": line.reports, "assertions": line.assertions}
