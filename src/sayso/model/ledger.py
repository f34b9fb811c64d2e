"""Lines of the ledger as people see them: an assertion together with its passage and its report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.assertion import Assertion
    from sayso.model.attribution import Attribution
    from sayso.model.capture import Capture
    from sayso.model.document import Document, Published
    from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What a list shows of a report; everything of :class:`Document` but its text."""

    id: str
    key: str | None
    name: str
    outlet: str | None
    agency: str | None
    author: str | None
    published: Published | None
    url: str | None
    language: str | None
    media_type: str
    location: str
    characters: int
    assertions: int


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One assertion with the very characters that it rests on."""

    assertion: Assertion
    attribution: Attribution
    report: ReportLine
    source_text: str
    """The source as the text names it; empty where it names none."""
    cue_text: str
    quote: str
    """The content, verbatim; ``" … "`` stands where the text between two pieces is left out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An attribution in its place: the surrounding sentences, and what stands where in them."""

    line: LedgerLine
    start: int
    """Offset of ``text`` in the document's text; subtract it from spans to index ``text``."""
    text: str
    marks: tuple[tuple[str, Span], ...]
    """(``source`` | ``cue`` | ``content`` | ``hop``, span in the document's text), by position."""
    inner: tuple[LedgerLine, ...] = ()
    """Attributions inside this one's content."""
    outer: LedgerLine | None = None
    """The attribution in whose content this one stands."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report with its assertions, in order of position."""

    document: Document
    lines: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class CaptureView:
    """One capture, and what came of it: a report, a reason why not, or nothing yet."""

    capture: Capture
    report: ReportLine | None
    skipped: str | None


@dataclass(frozen=True, slots=True)
class OriginalView:
    """Bytes that the case keeps, and each time that they were captured."""

    sha256: str
    size: int
    captures: tuple[CaptureView, ...]


@dataclass(frozen=True, slots=True)
class OutletLine:
    """One outlet; ``name`` is None for the reports whose outlet is not known."""

    name: str | None
    reports: int
    assertions: int


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which assertions to list; fields that are None do not filter. All must hold."""

    speaker: str | None = None
    """Substring of the speaker's name or of the source's words, case and accents folded."""
    source_kind: str | None = None
    outlet: str | None = None
    document: str | None = None
    """Id, unique id prefix, or key."""
    stance: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    kind: str | None = None
    words: str | None = None
    """Full-text search in the content."""
    since: str | None = None
    """Earliest date of publication, ISO 8601."""
    until: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How much a case holds."""

    reports: int
    outlets: int
    attributions: int
    assertions: int
    questions: int
    denials: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that ``sayso verify`` found wrong."""

    record: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What ``sayso verify`` checked, and what does not hold."""

    captures: int
    originals: int
    documents: int
    spans: int
    findings: tuple[Finding, ...] = field(default=())

    @property
    def sound(self) -> bool:
        """True if nothing is wrong."""
        return not self.findings
