"""The view model of a brief: all that a template may show, typed and frozen, with nothing left to decide.

Texts are raw (a template escapes them). Numbers of footnotes are 1-based; anchors are safe in an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.present.sentence import Chip, Statement
    from sayso.present.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a brief shows before it says "N more"; ``folded`` amounts go into a closed fold."""

    disputed: int = 40
    disputed_folded: int = 120
    speakers: int = 20
    speakers_folded: int = 40
    entries: int = 5
    entries_folded: int = 15
    inferences: int = 30
    inferences_folded: int = 90
    questions: int = 40
    questions_folded: int = 120
    notes_per_entry: int = 8
    pointers: int = 3
    rows: int = 60
    rows_folded: int = 1000
    row_notes: int = 8
    facts: int = 30
    footnotes: int = 2500
    """A brief stops opening new entries at this number of footnotes."""

    def without_folds(self) -> Limits:
        """Return limits for a format that cannot fold."""
        return Limits(
            disputed=self.disputed, disputed_folded=0, speakers=self.speakers, speakers_folded=0,
            entries=self.entries, entries_folded=0, inferences=self.inferences, inferences_folded=0,
            questions=self.questions, questions_folded=0, notes_per_entry=self.notes_per_entry,
            pointers=self.pointers, rows=self.rows + self.rows_folded, rows_folded=0,
            row_notes=self.row_notes, facts=self.facts, footnotes=self.footnotes,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Date:
    """A date in words, and as ISO 8601 (empty where it is not known)."""

    words: str
    iso: str


@dataclass(frozen=True, slots=True)
class More:
    """What is left out, and the command that lists it. A count of 0 shows nothing."""

    count: int = 0
    command: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a footnote; ``anchor`` is its own, for the way back (empty in tables)."""

    number: int
    anchor: str
    where: str
    """Outlet and date, to be read before anybody follows it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a passage: ``plain``, ``source``, ``cue``, ``content``, ``hop``, or ``cut`` (our note)."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One role of an attribution in a footnote: its characters and their offsets, ``12–21``."""

    role: str
    text: str
    marks: tuple[str, str]
    offsets: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """The passage behind a statement, and where it stands."""

    number: int
    id: str
    attribution: str
    document: str
    segments: tuple[Segment, ...]
    parts: tuple[Part, ...]
    title: str
    outlet: str
    author: str
    agency: str
    date: Date
    location: str
    link: str | None
    language: str | None
    mode: str
    chain: tuple[str, ...]
    """From the outlet to the speaker, where there is somebody between them."""
    nested: bool
    """True if the words stand inside somebody else's statement."""
    unsure: str
    """Non-empty if the reading itself is unsure: its confidence, in words."""
    back: tuple[str, ...]
    """Anchors of the references to it."""
    folded: bool
    """True if it is referred to only from closed folds."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A cautious hint that two statements may concern one matter; ``shared`` are the words of both."""

    statement: Statement
    cut: int
    ref: Ref
    outlet: str
    date: Date
    shared: tuple[str, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement with its footnotes; the same words in several reports are one entry."""

    anchor: str
    statement: Statement
    cut: int
    """How many characters of a very long quotation were left out at its end; the footnote has more of it."""
    refs: tuple[Ref, ...]
    more_refs: More
    tally: str
    """``3 reports · 2 outlets · origin not established``, or for one report its outlet and date."""
    pointers: tuple[Pointer, ...] = ()
    """For a denial: what it may concern. For an assertion: denials that may concern it."""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """A capped list of entries: shown, folded, and left out."""

    shown: tuple[Entry, ...]
    folded: tuple[Entry, ...]
    more: More
    total: int
    """How many assertions all of them stand for, those left out included."""


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """What one speaker is reported to assert."""

    anchor: str
    who: str
    who_verbatim: bool
    note: str
    tally: str
    entries: Entries


@dataclass(frozen=True, slots=True)
class BasisGroup:
    """All speakers of one basis: named persons, organisations, documents, unnamed sources, the authors."""

    anchor: str
    title: str
    explanation: str
    speakers: tuple[SpeakerGroup, ...]
    folded: tuple[SpeakerGroup, ...]
    more: More
    assertions: int
    total_speakers: int


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A line of the table of speakers."""

    who: str
    who_verbatim: bool
    note: str
    kind: str
    assertions: int
    denials: int
    reports: int
    outlets: int
    anchor: str
    """Of the speaker's group, if the brief has one; else empty."""
    refs: tuple[Ref, ...]
    more: More


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A line of the table of reports."""

    anchor: str
    title: str
    outlet: str
    agency: str
    author: str
    date: Date
    precision: str
    link: str | None
    location: str
    assertions: int
    refs: tuple[Ref, ...]
    more: More


@dataclass(frozen=True, slots=True)
class FactRow:
    """A line of a table of facts; the first cell names it, the last is a number of reports."""

    cells: tuple[str, ...]
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of what was found: claims, contradictions, who is blamed, how many, when or where."""

    anchor: str
    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[FactRow, ...]
    more: More
    noun: str

    @property
    def opens(self) -> bool:
        """True if some row leads to a passage."""
        return any(row.refs for row in self.rows)


@dataclass(frozen=True, slots=True)
class Input:
    """An input that could not be used, and why."""

    location: str
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at a glance, and the section that opens it."""

    number: int
    label: str
    target: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief."""

    title: str
    as_of: Date
    total_reports: int
    total_assertions: int
    figures: tuple[Figure, ...]
    not_shown: str
    """Non-empty if the case holds more than was given to the brief, or reports without an assertion."""
    timeline: Timeline | None
    claims: tuple[FactTable, ...]
    disputed: Entries
    bases: tuple[BasisGroup, ...]
    asserted: int
    inferred: Entries
    open_questions: Entries
    speakers: tuple[SpeakerRow, ...]
    speakers_folded: tuple[SpeakerRow, ...]
    more_speakers: More
    facts: tuple[FactTable, ...]
    reports: tuple[ReportRow, ...]
    reports_folded: tuple[ReportRow, ...]
    more_reports: More
    skipped: tuple[Input, ...]
    skipped_folded: tuple[Input, ...]
    footnotes: tuple[Footnote, ...]
    certainties: tuple[Chip, ...]
    """All four chips, for the legend."""
