"""Case: one matter under study, in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sayso.model.judgment import Judgment, Verb
from sayso.model.ledger import (
    CaptureView,
    CaseCounts,
    Finding,
    LedgerFilter,
    LedgerLine,
    OriginalView,
    OutletLine,
    Passage,
    ReportLine,
    ReportView,
)
from sayso.model.listing import EventLine, FindingFilter, FoundLine, PlaceLine, SourceLine
from sayso.store import (
    contents,
    custody,
    entity_index,
    entity_views,
    finding_views,
    judging,
    lookup,
    totals,
    views,
    writer,
)
from sayso.store.claim_case import ClaimRecords, Clock
from sayso.store.connect import WAIT, Door, enter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from sayso.model.capture import Capture
    from sayso.model.entity import Entity, EntityLink
    from sayso.model.item import Item
    from sayso.model.naming import Changes, Verdict
    from sayso.model.outcome import Outcome, Skipped
    from sayso.model.reference import LocalEntity
    from sayso.model.run import Maker, Run

    Decide = Callable[[entity_index.SqlIndex, str, list[LocalEntity]], Changes]
    DecideJudgment = Callable[[entity_index.SqlIndex, Verdict, bool], Changes]


def now() -> str:
    """Return the time in UTC, as ``2031-04-02T06:30:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_case(
    path: Path | str,
    *,
    create: bool = False,
    read_only: bool = False,
    clock: Clock = now,
    wait: float = WAIT,
) -> Case:
    """Open a case file; use it in a ``with`` statement.

    Args:
        path: the file.
        create: make the case where there is no file yet (or an empty one).
        read_only: change nothing, not even the schema; works in folders that cannot be written to.
        clock: tells the time for captures and runs.
        wait: seconds that each transaction waits for another writer.

    Raises:
        NotACase: the file is something else.
        CaseTooNew: it was made by a later sayso.
        CaseBusy: another process is writing to it.
        CaseError: there is no such file, it may not be read, or must be brought up to date first.
    """
    door = enter(Path(path), create=create, read_only=read_only, at=clock(), wait=wait)
    return Case(door, clock)


class Case(ClaimRecords):
    """An open case. Writes are short transactions; a generator shows the case as it was when first asked.

    Two processes may write in turn: each transaction waits for the other's, and repeats nothing that is
    there already. Every method may raise ``CaseError`` where the file is damaged.
    """

    def __init__(self, door: Door, clock: Clock = now) -> None:
        """Take over an open door; use :func:`open_case`."""
        super().__init__(door, clock)
        self._run: int | None = None

    def __enter__(self) -> Self:
        """Return the case."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the case."""
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._door.path

    def close(self) -> None:
        """Close the file. May be called more than once."""
        self._door.close()

    # Writing: what the pipeline needs (``ports.Ledger``).

    def current(self, documents: Sequence[str], makers: Sequence[Maker]) -> set[str]:
        """Return those of the document ids that exactly these makers have already processed."""
        with self._door.reading() as connection:
            return writer.known(connection, documents, makers)

    def pending(self) -> Iterator[Item]:
        """Yield items that were captured but have no outcome yet, in order of capture.

        What is captured or recorded while this runs neither adds nor removes items.
        """
        with self._door.reading() as connection:
            waiting = views.unprocessed(connection)
        for sequence in waiting:
            # One at a time, in a short read each: originals are large, and the work between is long.
            with self._door.reading() as connection:
                item = views.item(connection, sequence)
            yield item

    def capture(self, items: Sequence[Item]) -> None:
        """Store bytes and append captures, in order, in one transaction. Known items add nothing."""
        with self._door.writing() as connection:
            writer.capture(connection, items, self._clock())

    def record(self, outcomes: Sequence[Outcome], makers: Sequence[Maker]) -> None:
        """Store what came of captured items, in one transaction, replacing any earlier outcome.

        Raises:
            CaseError: a document was not captured, or names a maker that is not given.
            SpanError: a span lies outside of its document's text.
        """
        with self._door.writing() as connection:
            writer.record(connection, outcomes, makers, self._run)

    def begin_run(self, command: str, version: str | None = None) -> int:
        """Note that a command has begun; return the run's number.

        What is skipped from now on carries that number. ``version`` is this sayso's unless it is told.
        """
        told = installed("sayso") if version is None else version
        with self._door.writing() as connection:
            self._run = writer.begin_run(connection, command, told, self._clock())
        return self._run

    def end_run(self, *, added: int = 0, skipped: int = 0) -> None:
        """Note that the command begun last has ended, and how many reports it added and skipped."""
        if self._run is None:
            return
        with self._door.writing() as connection:
            writer.end_run(connection, self._run, self._clock(), added, skipped)
        self._run = None

    def unresolved(self) -> list[str]:
        """Return the documents whose names are not yet part of the case's, by id."""
        with self._door.reading() as connection:
            return entity_index.unresolved(connection)

    def resolve(self, documents: Sequence[str], decide: Decide) -> None:
        """Make the names of documents part of the case's, in one transaction.

        ``decide`` is given an index, a document and what it names, and says what that changes.
        """
        with self._door.writing() as connection:
            index = entity_index.SqlIndex(connection)
            for document in documents:
                named = entity_index.local_entities(connection, document)
                entity_index.apply(connection, decide(index, document, named))

    def judge(
        self, verb: Verb, left: str, right: str, by: tuple[str, str], decide: DecideJudgment
    ) -> Judgment:
        """Add a judgment to the chain, and do what follows from it, in one transaction.

        Args:
            verb: same, different, or undo (then ``left`` is the number of the judgment to take back).
            left: id of an entity or name.
            right: the other's; empty for an undo.
            by: who decides, and why.
            decide: is given an index and the verdict, and whether it is taken back; says what that changes.

        Raises:
            NoSuchRecord: there is no such judgment to take back, or it was taken back already.
        """
        with self._door.writing() as connection:
            made, verdict = judging.add(connection, verb, (left, right), by, self._clock())
            undo = verb is Verb.UNDO
            changes = decide(entity_index.SqlIndex(connection), verdict, undo)
            entity_index.apply(connection, changes)
        return made

    # Reading.

    def assertions(self, wanted: LedgerFilter | None = None) -> Iterator[LedgerLine]:
        """Yield lines of the ledger, by date of publication, document and place; undated ones last.

        Raises:
            UsageError: a date is no date, or there is no word to search for.
            NoSuchRecord: no report, or more than one, answers to the document asked for.
        """
        return self._stream(lambda connection: views.assertions(connection, wanted or LedgerFilter()))

    def questions(self, wanted: LedgerFilter | None = None) -> Iterator[LedgerLine]:
        """Yield lines whose content is asked or left open; raises as :meth:`assertions` does."""
        return self._stream(lambda connection: views.questions(connection, wanted or LedgerFilter()))

    def reports(self) -> Iterator[ReportLine]:
        """Yield all reports, by date of publication; undated ones last."""
        return self._stream(views.reports)

    def mentioning(self, words: str) -> Iterator[ReportLine]:
        """Yield reports whose title or text has all of the words.

        Raises:
            UsageError: there is no word in it.
        """
        return self._stream(lambda connection: views.mentioning(connection, words))

    def outlets(self) -> Iterator[OutletLine]:
        """Yield outlets by name; reports without one are counted under None, last."""
        return self._stream(views.outlets)

    def sources(self) -> Iterator[SourceLine]:
        """Yield the sources of the case, those with most assertions first."""
        return self._stream(totals.sources)

    def places(self, wanted: FindingFilter | None = None) -> Iterator[PlaceLine]:
        """Yield the places that reports name, those named by most reports first."""
        return self._stream(lambda connection: totals.places(connection, wanted or FindingFilter()))

    def found(self, what: str, wanted: FindingFilter | None = None) -> Iterator[FoundLine]:
        """Yield findings of one kind (``time``, ``amount``, ``wallet``, ``toponym``, ``designation``).

        Raises:
            UsageError: a date is no date.
            NoSuchRecord: no report, or more than one, answers to the document asked for.
        """
        return self._stream(
            lambda connection: finding_views.found(connection, what, wanted or FindingFilter())
        )

    def timeline(self, wanted: FindingFilter | None = None) -> Iterator[FoundLine]:
        """Yield times that have a first day, in order of that day; raises as :meth:`found` does."""
        return self._stream(lambda connection: finding_views.timeline(connection, wanted or FindingFilter()))

    def events(self, wanted: FindingFilter | None = None) -> Iterator[EventLine]:
        """Yield events as the reports tell of them; raises as :meth:`found` does."""
        return self._stream(lambda connection: finding_views.events(connection, wanted or FindingFilter()))

    def entities(
        self, schema: str | None = None, name: str | None = None, one: str | None = None
    ) -> Iterator[Entity]:
        """Yield entities, those named by most documents first; see :func:`entity_views.entities`."""
        return self._stream(lambda connection: entity_views.entities(connection, schema, name, one))

    def proposed(self) -> Iterator[EntityLink]:
        """Yield pairs of entities that may be one, the likeliest first."""
        return self._stream(entity_views.proposed)

    def entity_of(self, asked: str) -> str:
        """Return the entity that an id, its beginning, or a name leads to; ``NoSuchRecord`` if not one."""
        with self._door.reading() as connection:
            return entity_views.entity_of(connection, asked)

    def name_of(self, asked: str) -> str | None:
        """Return the id of the one name of the case that is spelt so; None where none is, or several."""
        with self._door.reading() as connection:
            return entity_views.name_of(connection, asked)

    def judgments(self) -> Iterator[Judgment]:
        """Yield what analysts decided, in order."""
        return self._stream(judging.judgments)

    def skipped(self) -> Iterator[Skipped]:
        """Yield inputs that could not be used, oldest first."""
        return self._stream(views.skips)

    def captures(self) -> Iterator[Capture]:
        """Yield the chain of captures, in order."""
        return self._stream(views.captures)

    def runs(self) -> Iterator[Run]:
        """Yield the commands that worked on the case, in order."""
        return self._stream(views.runs)

    def counts(self) -> CaseCounts:
        """Return how much the case holds."""
        with self._door.reading() as connection:
            return views.counts(connection)

    def find(self, prefix: str) -> tuple[str, str]:
        """Return (kind, id) of the one record that answers to an id, a key or the beginning of an id.

        Raises:
            NoSuchRecord: nothing answers, or more than one record.
        """
        with self._door.reading() as connection:
            return lookup.find(connection, prefix)

    def report(self, key: str) -> ReportView:
        """Return the report with this id, whole; ``NoSuchRecord`` if there is none."""
        with self._door.reading() as connection:
            return lookup.report(connection, key)

    def passage(self, key: str) -> Passage:
        """Return the assertion or attribution with this id in its place; ``NoSuchRecord`` if none has it."""
        with self._door.reading() as connection:
            return lookup.passage(connection, key)

    def taken(self, sequence: int) -> CaptureView:
        """Return the capture of this number and what came of it; ``NoSuchRecord`` if there is none."""
        with self._door.reading() as connection:
            return lookup.taken(connection, sequence)

    def kept(self, sha256: str) -> OriginalView:
        """Return what is known of the original of this SHA-256; ``NoSuchRecord`` if there is none."""
        with self._door.reading() as connection:
            return lookup.kept(connection, sha256)

    # Custody.

    def check_file(self) -> Iterator[Finding]:
        """Yield what is wrong with the file's pages, references and seals."""
        return self._stream(custody.file)

    def check_originals(self) -> Iterator[Finding | int]:
        """Yield 1 for each original checked, and what is wrong."""
        return self._stream(custody.originals)

    def check_chain(self) -> Iterator[Finding | int]:
        """Yield 1 for each capture checked, and what is wrong."""
        return self._stream(custody.chain)

    def check_texts(self) -> Iterator[Finding | int]:
        """Yield how many spans each report checked has, and what is wrong."""
        return self._stream(custody.texts)

    def check_judgments(self) -> Iterator[Finding | int]:
        """Yield 1 for each judgment checked, and what is wrong."""
        return self._stream(judging.chain)

    def check_indexes(self) -> Iterator[Finding]:
        """Yield what the search indexes hold otherwise than the records do."""
        return self._stream(custody.indexes)

    def check_search(self) -> Iterator[Finding]:
        """Yield damage inside of the search indexes. Needs a case opened for writing; changes nothing."""
        with self._door.writing() as connection:
            yield from list(custody.search(connection))
            connection.rollback()

    def contents(self) -> Iterator[tuple[Any, ...]]:
        """Yield everything that the inputs determine, in a fixed order: no times, no runs."""
        return self._stream(contents.contents)

    def fingerprint(self) -> str:
        """Return one hash over :meth:`contents`: the same inputs and makers give the same hash."""
        with self._door.reading() as connection:
            return contents.fingerprint(connection)
