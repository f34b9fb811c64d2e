"""Hand-made records of the ledger, all fiction, for tests of what is shown."""

from __future__ import annotations

from typing import Any

from sayso.model.assertion import Assertion, Stance
from sayso.model.attribution import Attribution, Certainty, Hop, Kind, Mode, Polarity, SourceKind
from sayso.model.document import Precision, Published
from sayso.model.ledger import LedgerLine, Passage, ReportLine
from sayso.model.span import Span, Spans, spans_of

TEXT = "Orsk Wire reported that Mara Velt said the dam had held. She left at dusk."
SOURCE = (Span(24, 33),)
CUE = (Span(34, 38),)
CONTENT = (Span(39, 55),)


def report(**changed: Any) -> ReportLine:
    """A report in an invented outlet."""
    fields: dict[str, Any] = {
        "id": "doc-00000000000000aa", "key": None, "name": "The dam held", "outlet": "The Tern",
        "agency": None, "author": None, "published": Published("2031-04-02", Precision.DAY),
        "url": None, "language": "en",
        "media_type": "text/plain", "location": "dam.txt", "characters": 74, "assertions": 1,
    }  # fmt: skip
    return ReportLine(**fields | changed)


def ledger_line(
    text: str = TEXT,
    *,
    source: Spans = SOURCE,
    cue: Spans = CUE,
    content: Spans = CONTENT,
    speaker: str | None = "Mara Velt",
    source_kind: SourceKind = SourceKind.PERSON,
    stance: Stance = Stance.ASSERTS,
    hops: tuple[Hop, ...] = (Hop("Orsk Wire", SourceKind.ORGANISATION, (Span(0, 9),)),),
    **of_report: Any,
) -> LedgerLine:
    """One assertion in ``text``."""
    document = report(**of_report)
    common = (Certainty.CERTAIN, Polarity.POSITIVE, Kind.CLAIM)
    said = Attribution(
        "att-00000000000000bb", document.id, source, cue, content, speaker, source_kind, Mode.INDIRECT,
        *common, hops,
    )  # fmt: skip
    found = Assertion(
        "ast-00000000000000cc", document.id, document.key, said.id, content, speaker, source_kind, stance,
        *common,
    )  # fmt: skip
    return LedgerLine(
        found, said, document, spans_of(source, text), spans_of(cue, text), spans_of(content, text)
    )


def passage(text: str = TEXT, **changed: Any) -> Passage:
    """The assertion in its place, which is the whole text."""
    line = ledger_line(text, **changed)
    said = line.attribution
    marks = [
        *(("source", span) for span in said.source), *(("cue", span) for span in said.cue),
        *(("content", span) for span in said.content),
        *(("hop", span) for hop in said.hops for span in hop.span),
    ]  # fmt: skip
    return Passage(line, 0, text, tuple(sorted(marks, key=lambda mark: mark[1])))
