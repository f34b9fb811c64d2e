"""The bundled example, end to end: reports of an invented incident, the sourcing so far, a brief."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.actions.add import AddOptions, add
from sayso.actions.brief import brief
from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.model.document import Document
    from sayso.model.ledger import CaseCounts, LedgerLine
    from sayso.model.outcome import Skipped
    from sayso.ports import Progress

CASE_NAME = "pellin.db"
TITLE = "The night fire at the Pellin grain terminal"
ORIGIN = "origin not established"
"""What is said of shared sentences: equal wording shows a common origin, but not which one it is."""

_FILES = Path(__file__).parent / "demo_case"
_LEAST_WORDS = 8
"""Shorter sentences ("He declined to comment.") are alike by chance."""


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence that stands, word for word, in reports of several outlets."""

    text: str
    outlets: tuple[str, ...]
    """By date of publication, the earliest first; undated ones last."""
    reports: int


@dataclass(frozen=True, slots=True)
class SourcingSoFar:
    """What can be counted about the sources of a case before origins are traced."""

    reports: int
    outlets: int
    agencies: tuple[str, ...]
    """Named in datelines, bylines and credit lines."""
    named_speakers: int
    """Different persons, organisations and documents that speak under a name."""
    unnamed: int
    """Assertions by sources that the passage does not name; how many sources these are is not known."""
    authors: int
    """Assertions by the authors themselves."""
    denials: int
    open_questions: int
    shared: tuple[SharedSentence, ...]
    """Those in the most outlets first. Their origin is not established."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demonstration did and found."""

    case: Path
    brief_html: Path
    brief_markdown: Path
    added: int
    """Reports read in this run: 0 if it ran into the same folder before."""
    known: int
    counts: CaseCounts
    sourcing: SourcingSoFar
    ledger: tuple[LedgerLine, ...]
    """All assertions, by date of publication and place in their report."""
    disputed: tuple[LedgerLine, ...]
    """Those of them that deny something."""
    skipped: tuple[Skipped, ...]
    seconds: float


def demo(directory: Path, progress: Progress | None = None) -> DemoReport:
    """Read the bundled reports into a case and write a brief of it as a page and as Markdown.

    Running it again into the same folder adds nothing and writes the briefs anew.

    Args:
        directory: Where ``pellin.db``, ``brief.html`` and ``brief.md`` go; it is made if it does not exist.
        progress: Told of every report.

    Raises:
        UsageError: The folder cannot be made or written to.
        CaseError: A case is there that cannot serve.
        ModelError: The reading model's files are missing or damaged.
    """
    from sayso.pipeline.reports import report_pipeline

    started = time.monotonic()
    _make(directory)
    pipeline = report_pipeline()
    case = directory / CASE_NAME
    added = known = 0
    skipped: list[Skipped] = []
    for (outlet, published), files in _told_alike():
        # In this process: two dozen short reports are read sooner than workers are started.
        options = AddOptions(jobs=0, outlet=outlet, published=published)
        done = add(case, files, options=options, progress=progress, pipeline=pipeline)
        added, known = added + done.added, known + done.known
        skipped += done.skipped
    page, markdown = directory / "brief.html", directory / "brief.md"
    for output in (page, markdown):
        brief(case, output, title=TITLE)
    counts, sourcing, ledger, disputed = _so_far(case)
    return DemoReport(
        case=case,
        brief_html=page,
        brief_markdown=markdown,
        added=added,
        known=known,
        counts=counts,
        sourcing=sourcing,
        ledger=ledger,
        disputed=disputed,
        skipped=tuple(skipped),
        seconds=time.monotonic() - started,
    )


def shared_sentences(documents: Iterable[Document]) -> tuple[SharedSentence, ...]:
    """Return sentences of eight words or more that several outlets print word for word.

    White space does not count. Reports whose outlet is not known are left out, since they cannot be
    told from the outlets that are.
    """
    from sayso.present.when import sort_key
    from sayso.text.sentences import sentences

    dated = sorted(documents, key=lambda document: (sort_key(document.published) or "~", document.id))
    printed: dict[str, list[Document]] = {}
    for document in dated:
        if document.outlet:
            said = (" ".join(span.of(document.text).split()) for span in sentences(document.text))
            for sentence in dict.fromkeys(said):
                if len(sentence.split()) >= _LEAST_WORDS:
                    printed.setdefault(sentence, []).append(document)
    found = []
    for sentence, reports in printed.items():
        outlets = tuple(dict.fromkeys(report.outlet for report in reports if report.outlet))
        if len(outlets) > 1:
            found.append(SharedSentence(sentence, outlets, len(reports)))
    return tuple(sorted(found, key=lambda one: (-len(one.outlets), -len(one.text), one.text)))


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = (
            f"The folder {directory} cannot be made: {error.strerror}. Name another one with --directory."
        )
        raise UsageError(message) from error


def _told_alike() -> Iterator[tuple[tuple[str | None, str | None], list[str]]]:
    """Yield (outlet, date) as told from outside and the bundled files of which both are told so.

    Those that tell both themselves come first.
    """
    index = json.loads((_FILES / "index.json").read_text("utf-8"))
    groups: dict[tuple[str | None, str | None], list[str]] = {(None, None): []}
    for entry in index:
        told = (entry["outlet"], entry["published"])
        groups.setdefault(told, []).append(str(_FILES / entry["file"]))
    yield from groups.items()


def _so_far(
    case: Path,
) -> tuple[CaseCounts, SourcingSoFar, tuple[LedgerLine, ...], tuple[LedgerLine, ...]]:
    # Late, so that a command line that only prints its help does not load a database.
    from sayso.present.grouping import sections
    from sayso.store import open_case

    with open_case(case, read_only=True) as ledger:
        lines = tuple(ledger.assertions())
        reports = tuple(ledger.reports())
        documents = [ledger.report(report.id).document for report in reports]
        counts = ledger.counts()
    parts = sections(lines)
    sourcing = SourcingSoFar(
        reports=len(reports),
        outlets=len({report.outlet for report in reports if report.outlet}),
        agencies=tuple(sorted({report.agency for report in reports if report.agency})),
        named_speakers=len(_named(lines)),
        unnamed=_count(lines, "unnamed"),
        authors=_count(lines, "author"),
        denials=len(parts.denied),
        open_questions=len(parts.open),
        shared=shared_sentences(documents),
    )
    return counts, sourcing, lines, tuple(lines[place] for place in parts.denied)


def _named(lines: Sequence[LedgerLine]) -> set[str]:
    from sayso.present.grouping import is_named

    return {line.assertion.speaker.casefold() for line in lines if is_named(line) and line.assertion.speaker}


def _count(lines: Sequence[LedgerLine], basis: str) -> int:
    from sayso.present.grouping import basis_of

    return sum(basis_of(line) == basis for line in lines)
